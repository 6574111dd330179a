"""The lines that every written form of an answer begins and ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.case.wording.sentence import long_date
from withdrawal.record.knowledge import knowledge

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer

__all__ = ["basis_in_words", "headline", "knowledge_line", "reported_by", "reported_line"]

_BASES = {
    "recorded": "recorded",
    "given": "given",
    "worked-back": "worked back from the effect on record",
}


def headline(answer: Answer) -> str:
    """Return the day or its bounds, or the status, with how far membership is known."""
    return f"{_dated(answer)}{_membership(answer)}"


def _dated(answer: Answer) -> str:
    if answer.effect is not None:
        return long_date(answer.effect)
    if answer.earliest is not None and answer.latest is not None:
        return f"between {long_date(answer.earliest)} and {long_date(answer.latest)}"
    if answer.earliest is not None:
        start = "announced, no notice" if answer.status == "announced" else "no date yet"
        return f"{start}; {long_date(answer.earliest)} at the earliest"
    return answer.status.replace("-", " ")


def _membership(answer: Answer) -> str:
    if answer.status == "not-a-party":
        return f" on {long_date(answer.list_day)}" if answer.list_day else ""
    if is_if_a_party(answer):
        return " (not known whether a party)"
    return f" (a party on {long_date(answer.list_day)})" if answer.list_day else ""


def basis_in_words(answer: Answer) -> str:
    """Return how the day of receipt is known."""
    return _BASES[answer.basis or "given"]


def reported_by(answer: Answer) -> str | None:
    """Return the source that an answer rests on, where that is not the depositary's own."""
    if answer.confidence != "reported":
        return None
    return answer.rests_on or "the record"


def reported_line(answer: Answer) -> str:
    """Return the line under the headline of an answer that rests on reports; else nothing."""
    source = reported_by(answer)
    if source is None:
        return ""
    return f"Rests on a report or a copy, not on the depositary itself: {source.rstrip('.')}."


def knowledge_line() -> str:
    """Return for example ``Knowledge of 28 November 2026.``."""
    words = knowledge().in_words()
    return f"{words[0].upper()}{words[1:]}."
