"""A day of receipt that is known only in part: bounds for the effect, and where there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.answering.inquiry import Inquiry
from withdrawal.case.findings import Ambiguity, Reason
from withdrawal.dates import PartialDate
from withdrawal.errors import CircumstanceError
from withdrawal.law.clause.image import Image, image

if TYPE_CHECKING:
    from withdrawal.law.clause.image import Span

__all__ = ["doubt", "received_in_part"]


def received_in_part(
    inquiry: Inquiry, received: PartialDate, notified: Callable[[Inquiry], Answer]
) -> Answer:
    """Return the answer for a day of receipt known only in part.

    Args:
        inquiry: the inquiry.
        received: the days within which the notice was received.
        notified: answers for a notice of one day.

    Raises:
        CircumstanceError: on none of those days was the State bound.
    """
    first, last = _within_the_bond(inquiry, received)
    if first is None or last is None:
        return _open(inquiry, received, first, last)
    found = image(inquiry.clause, first, last, inquiry.facts)
    if not found.spans:
        return evolve(notified(_of_day(inquiry, last)), received=None)
    return _between(inquiry, received, found)


def _within_the_bond(inquiry: Inquiry, received: PartialDate) -> tuple[date | None, date | None]:
    """Return the first and the last day of receipt on which the State was bound.

    Raises:
        CircumstanceError: it was bound on none of them.
    """
    since = inquiry.since or inquiry.question.treaty.in_force
    first, last = received.earliest, received.latest
    if since is not None and last is not None and last < since:
        raise CircumstanceError(
            f"The notice of {received} came before the treaty was in force for "
            f"{inquiry.question.party.name}, on {since}: expected a later notice."
        )
    if since is not None and (first is None or first < since):
        first = since
    return first, last


def _of_day(inquiry: Inquiry, day: date) -> Inquiry:
    given = evolve(inquiry.question, received=PartialDate.of(day))
    return Inquiry(given, inquiry.dossier, inquiry.chosen)


def _between(inquiry: Inquiry, received: PartialDate, found: Image) -> Answer:
    """Return the answer where some days of receipt lead to an effect."""
    first, last = found.first, found.last
    assert last is not None
    same = first if first == last and not found.has_gaps else None
    example = found.spans[0].opens
    reckoning = inquiry.clause.reckon(example, inquiry.facts)
    gaps = (_gaps(inquiry, found),) if found.has_gaps else ()
    return inquiry.make(
        "effective" if last <= inquiry.question.as_of else "pending",
        effect=same,
        earliest=None if same else first,
        latest=None if same else last,
        because=(*inquiry.party_reason(), *inquiry.reasons(reckoning), *gaps),
        assumptions=(
            *(each.text for each in gaps),
            _within(inquiry, received, example),
            *doubt(received),
            *reckoning.assumptions,
        ),
        ambiguities=_at_the_bounds(inquiry, found.spans[0].opens, found.spans[-1].closes),
    )


def _open(inquiry: Inquiry, received: PartialDate, first: date | None, last: date | None) -> Answer:
    """Return the answer where the days of receipt have no first or no last one."""
    example = first or last
    assert example is not None
    effect = inquiry.clause.effect(example, inquiry.facts)
    if effect is None and first is not None:
        possible = inquiry.clause.earliest_effect(first, inquiry.facts)
        effect = possible[1] if possible else None
    reckoning = inquiry.clause.reckon(example, inquiry.facts)
    return inquiry.make(
        "pending",
        earliest=effect if first is not None else None,
        latest=effect if first is None else None,
        because=(*inquiry.party_reason(), *inquiry.reasons(reckoning)),
        assumptions=(
            _within(inquiry, received, example),
            *doubt(received),
            *reckoning.assumptions,
        ),
        ambiguities=_at_the_bounds(inquiry, example, example),
    )


def _gaps(inquiry: Inquiry, found: Image) -> Reason:
    """Return the reason that says on which days of receipt alone a notice has an effect."""
    spans = " or ".join(_in_words(each) for each in found.spans)
    text = f"A notice has an effect only if it is received {spans}; on the other days it has none."
    article = inquiry.article_at(0)
    return Reason("obstacle", article, found.spans[0].opens, found.first, text, inquiry.source)


def _in_words(span: Span) -> str:
    return (
        f"on {span.opens}" if span.opens == span.closes else (f"from {span.opens} to {span.closes}")
    )


def _at_the_bounds(inquiry: Inquiry, first: date, last: date) -> tuple[Ambiguity, ...]:
    """Return the other readings of the first and of the last possible day, each once."""
    days = dict.fromkeys((first, last))
    return tuple(dict.fromkeys(each for day in days for each in inquiry.ambiguities(day)))


def _within(inquiry: Inquiry, received: PartialDate, example: date) -> str:
    tense = "is" if (received.latest or example) > inquiry.question.as_of else "was"
    return (
        f"That the notice {tense} received on a day within {received}; the steps show the case of "
        f"{example}."
    )


def doubt(received: PartialDate) -> tuple[str, ...]:
    """Return that the day of receipt is itself in doubt, where it is given so."""
    return (f"That the day of receipt, {received}, is right; it is given as doubtful.",) * (
        received.is_uncertain
    )
