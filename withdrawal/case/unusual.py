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
    if manner.ends_for is not None and answer.effect is not None:
        return _for_all(answer, party, treaty, long_date(answer.effect))
    if manner.consent_of is not None and answer.status == "conditional":
        return _request(answer, party, treaty, long_date)
    return None


def _not_open(answer: Answer, party: str, treaty: str) -> str:
    start = f"{treaty} allows leaving only if {answer.manner.only_if}"
    if answer.manner.closed_on is not None:
        return f"{start}, and the time for it was over after {answer.manner.closed_on}."
    return (
        f"{start}; that has not happened, as far as is known here, so no notice by {party} would "
        "have a date of effect."
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
        on = long_date(answer.effect)
        if answer.manner.kind == "model-clause":
            return f"{start} would take effect on {on}."
        return f"{start} could take effect on {on} at the earliest."
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
    whom = answer.manner.ends_for
    if answer.source == "given":
        return f"A notice by {party} would end {treaty} for {whom} on {day}."
    verb = "ended" if answer.status == "effective" else "ends"
    return f"The notice of {party} {verb} {treaty} for {whom} on {day}."


def _request(answer: Answer, party: str, treaty: str, long_date: Callable[[date], str]) -> str:
    since = f"; not before {long_date(answer.earliest)}" if answer.earliest else ""
    of = answer.manner.consent_of
    return f"A request by {party} to leave {treaty} takes effect only if {of} consents{since}."
