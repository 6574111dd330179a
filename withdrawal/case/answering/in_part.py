"""A day of receipt that is known only in part: bounds for the effect, and where there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import evolve

from withdrawal.case.answering.outcome import Outcome
from withdrawal.case.answering.reasons import article_at, doubt, party_reason, readings, reasons
from withdrawal.case.asking.matter import Matter
from withdrawal.case.findings import Ambiguity, Reason
from withdrawal.dates import PartialDate
from withdrawal.law.clause.image import Image, Span, image


def received_in_part(
    matter: Matter, received: PartialDate, notified: Callable[[Matter], Outcome]
) -> Outcome:
    """Return the answer for a day of receipt known only in part.

    Args:
        notified: answers for a notice of one day.
    """
    first, last = _within_the_bond(matter, received)
    if first is None or last is None:
        return _open(matter, received, first, last)
    found = image(matter.clause, first, last, matter.facts)
    if not found.spans:
        question = evolve(matter.question, received=PartialDate.of(last))
        of_last = evolve(matter, question=question)
        return evolve(notified(of_last), matter=matter, received=None)
    return _between(matter, received, found)


def _within_the_bond(matter: Matter, received: PartialDate) -> tuple[date | None, date | None]:
    """Return the first and the last day of receipt on which the State was bound."""
    since, first = matter.first_bound, received.earliest
    if since is not None and (first is None or first < since):
        first = since
    return first, received.latest


def _between(matter: Matter, received: PartialDate, found: Image) -> Outcome:
    """Return the answer where some days of receipt lead to an effect."""
    first, last = found.first, found.last
    assert last is not None
    same = first if first == last and not found.has_gaps else None
    return _outcome(
        matter,
        received,
        (found.spans[0].opens, found.spans[-1].closes),
        (_gaps(matter, found),) if found.has_gaps else (),
        status="effective" if last <= matter.as_of else "pending",
        effect=same,
        earliest=None if same else first,
        latest=None if same else last,
    )


def _open(matter: Matter, received: PartialDate, first: date | None, last: date | None) -> Outcome:
    """Return the answer where the days of receipt have no first or no last one."""
    example = first or last
    assert example is not None
    effect = matter.clause.effect(example, matter.facts)
    if effect is None and first is not None:
        possible = matter.clause.earliest_effect(first, matter.facts)
        effect = possible[1] if possible else None
    ends = (None, effect) if first is None else (effect, None)
    bounds = (example, example)
    return _outcome(matter, received, bounds, status="pending", earliest=ends[0], latest=ends[1])


def _outcome(
    matter: Matter,
    received: PartialDate,
    bounds: tuple[date, date],
    gaps: tuple[Reason, ...] = (),
    **told: Any,
) -> Outcome:
    """Return the answer as told, with what the first possible day leads to as an example."""
    example = bounds[0]
    reckoning = matter.clause.reckon(example, matter.facts)
    return Outcome(
        matter,
        row=matter.notice,
        because=(*party_reason(matter), *reasons(matter, reckoning), *gaps),
        assumptions=(
            *(each.text for each in gaps),
            _within(matter, received, example),
            *doubt(received),
            *reckoning.assumptions,
        ),
        ambiguities=_at_the_bounds(matter, *bounds),
        **told,
    )


def _gaps(matter: Matter, found: Image) -> Reason:
    """Return the reason that says on which days of receipt alone a notice has an effect."""
    spans = " or ".join(_in_words(each) for each in found.spans)
    text = f"A notice has an effect only if it is received {spans}; on the other days it has none."
    return Reason(
        "obstacle", article_at(matter, 0), found.spans[0].opens, found.first, text, matter.source
    )


def _in_words(span: Span) -> str:
    is_one_day = span.opens == span.closes
    return f"on {span.opens}" if is_one_day else f"from {span.opens} to {span.closes}"


def _at_the_bounds(matter: Matter, first: date, last: date) -> tuple[Ambiguity, ...]:
    """Return the other readings of the first and of the last possible day, each once."""
    return tuple(
        dict.fromkeys(
            each for day in (first, last) for each in readings(matter.clause, matter.facts, day)
        )
    )


def _within(matter: Matter, received: PartialDate, example: date) -> str:
    tense = "is" if (received.latest or example) > matter.as_of else "was"
    return (
        f"That the notice {tense} received on a day within {received}; the steps show the case of "
        f"{example}."
    )
