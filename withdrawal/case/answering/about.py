"""What is on record of the State and of the treaty themselves, beside the case between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from withdrawal.case.asking.question import Question
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.record.parties import Membership

__all__ = ["about_the_state", "about_the_treaty", "of_its_life"]


def about_the_state(question: Question, membership: Membership) -> tuple[str, ...]:
    """Return what became of a former State, or why few lists name it, where that matters.

    Args:
        question: the question.
        membership: whether the State is a party, which may tell it already.
    """
    party = question.party
    is_to_come = party.ended is not None and party.ended > question.as_of
    if party.note is None or is_to_come or membership.basis == "state":
        return ()
    return (party.note,)


def about_the_treaty(question: Question, told: date | None) -> tuple[str, ...]:
    """Return what the treaty's own life means for the answer, a sentence each.

    Args:
        question: the question.
        told: the day of effect, or the earliest one, that the answer gives.
    """
    treaty = question.treaty
    if (treaty.ended or date.min) > question.as_of:
        return ()
    lines = [] if treaty.status is None else [f"On record of the treaty itself: {treaty.status}."]
    return (*lines, *of_its_life(treaty, question.as_of, told))


def of_its_life(treaty: Treaty, day: date, told: date | None = None) -> Iterator[str]:
    """Yield what the keys of a treaty's life say on a day, a sentence each; nothing of its end.

    Args:
        treaty: the treaty.
        day: the day asked for.
        told: the day of effect, or the earliest one, that the answer gives.
    """
    if treaty.ended is not None:
        return
    since = treaty.provisionally_applied
    if since is not None and since <= day and treaty.in_force is None:
        yield f"The treaty has been applied provisionally since {since}."
    if treaty.is_suspended_on(day) and treaty.status is None:
        yield f"The operation of the treaty has been suspended since {treaty.suspended_since}."
    if treaty.binds_still is not None:
        yield f"Whom the treaty still binds: {treaty.binds_still.rstrip('.')}."
    if treaty.term_ends is not None:
        yield _of_the_term(treaty.term_ends, day, told)
        year = str(treaty.term_ends.year)
        yield from (each for each in treaty.notes if year in each)


def _of_the_term(ends: date, day: date, told: date | None) -> str:
    if ends <= day:
        return f"The treaty's term on record ended on {ends}; no longer one is on record."
    text = f"The treaty's term ends on {ends}"
    if told is not None and ends < told:
        return f"{text}, before the day given here, unless it is prolonged."
    return f"{text}, unless it is prolonged."
