"""Sentences for what is out of the ordinary: model clauses, ends for all, rights not open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from withdrawal.case.answer import Answer

__all__ = ["unusual_sentence"]


def unusual_sentence(
    answer: Answer, party: str, treaty: str, long_date: Callable[[date], str]
) -> str | None:
    """Return the sentence of an answer that the usual one for its status would not fit.

    Args:
        answer: the answer.
        party: the State, as it stands in a sentence.
        treaty: the treaty, as it stands in a sentence.
        long_date: writes a day.

    Returns:
        None where the usual sentence fits.
    """
    manner = answer.manner
    if answer.status == "not-open":
        return _not_open(answer, party, treaty)
    if manner.kind in _UNDER and answer.status in _OF_A_NOTICE:
        return _under_a_clause(answer, party, treaty, long_date)
    if answer.status == "no-exit" and manner.is_barred:
        return f"{treaty} does not let {party} leave by a notice of its own."
    if manner.ended_by is not None and answer.effect is not None:
        return _ended_by(answer, party, treaty, long_date(answer.effect))
    if manner.is_deemed and answer.effect is not None:
        return _deemed(answer, party, treaty, long_date(answer.effect))
    if manner.ends_for_all and answer.effect is not None:
        return _for_all(answer, party, treaty, long_date(answer.effect))
    return None


def _not_open(answer: Answer, party: str, treaty: str) -> str:
    return (
        f"{treaty} allows leaving only if {answer.manner.only_if}; that has not happened, so no "
        f"notice by {party} would have a date of effect."
    )


_UNDER = {"model-clause": "clause", "treaty-article": "article"}
_OF_A_NOTICE = frozenset(
    {"effective", "pending", "conditional", "not-notified", "no-effect", "not-a-party"}
)


def _under_a_clause(
    answer: Answer, party: str, treaty: str, long_date: Callable[[date], str]
) -> str:
    day = answer.received or answer.as_of
    start = f"Under this {_UNDER[answer.manner.kind]}, {treaty}, a notice by {party} of "
    start += long_date(day)
    if answer.effect is not None:
        return f"{start} would take effect on {long_date(answer.effect)}."
    if answer.status == "no-effect":
        return f"{start} would have no effect."
    if answer.earliest is not None:
        return f"{start} would take effect on {long_date(answer.earliest)} at the earliest."
    return f"{start} would have no date of effect yet."


def _ended_by(answer: Answer, party: str, treaty: str, day: str) -> str:
    verb = "ended" if answer.status == "effective" else "ends"
    by = answer.manner.ended_by
    return f"{treaty} {verb} for all its parties, {party} too, on {day}, by the notice of {by}."


def _deemed(answer: Answer, party: str, treaty: str, day: str) -> str:
    verb = "ceased" if answer.status == "effective" else "ceases"
    return f"{party} {verb} to be a party to {treaty} on {day}, without a notice of its own."


def _for_all(answer: Answer, party: str, treaty: str, day: str) -> str:
    verb = "ended" if answer.status == "effective" else "ends"
    if answer.is_supposed or (answer.source == "given" and answer.status == "pending"):
        verb = "would end"
    return f"A notice by {party} {verb} {treaty} for all its parties on {day}."
