"""The clock of a case: its notice, its armed conflicts, and the days on which it can take effect.

What is on record elsewhere about the same State and treaty is left aside here: a case is its own
record. Only the State's bond to the treaty and the armed conflicts on record are shared.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.dates import Interval
from withdrawal.law.procedures.stages import Phase
from withdrawal.record.history import Withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from withdrawal.case.asking.question import Question
    from withdrawal.case.proceedings.course import Course, Entry
    from withdrawal.dates import PartialDate
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.record.events import Event
    from withdrawal.record.parties import Roll

__all__ = [
    "ANYWHERE",
    "conflicts_of",
    "effect_bounds",
    "facts_of",
    "notice_of",
    "own_dossier",
    "period_end",
    "question_of",
    "receipt_of_act",
]

ANYWHERE = ("conflict-began", "conflict-ended", "act-received")
"""Facts about the world, which may be recorded at any stage; the last: that whoever is to act
next has received the act, from which some limits run."""

_SETTLED = ("disputed", "no-effect", "revoked")
"""What became of a notice on record that has no effect of its own to come."""


def notice_of(course: Course) -> Event | None:
    """Return the event that started the clock, where the notice has been received."""
    for move in reversed(course.moves):
        if move.transition.trigger == "notice-received":
            return move.event
    return None


def conflicts_of(course: Course) -> tuple[Interval, ...]:
    """Return the armed conflicts of a case: given when it was opened, on record, then recorded."""
    question = course.question
    spans = list(
        question.conflicts
        if question.conflicts is not None
        else (each.span for each in dossier_of(question).conflicts)
    )
    for event in course.events:
        day = event.when.day
        if event.step == "conflict-began" and day is not None:
            if not any(span.contains(day) for span in spans):
                spans.append(Interval(day, None))
        elif event.step == "conflict-ended" and day is not None:
            lasting = [n for n, span in enumerate(spans) if span.end is None]
            if lasting:
                spans[lasting[-1]] = Interval(spans[lasting[-1]].start, day)
    return tuple(spans)


def receipt_of_act(entries: Iterable[Entry]) -> PartialDate | None:
    """Return when the act was received for what comes after some entries, where they tell."""
    when = None
    for each in entries:
        if each.event.step == ANYWHERE[-1]:
            when = each.event.when
        elif each.moves:
            when = None
    return when


def effect_bounds(course: Course) -> tuple[date | None, date | None]:
    """Return the first and last day on which the notice of a case can take effect.

    None where there is no such day: no notice, an open date, or an obstacle.
    """
    notice = notice_of(course)
    if notice is None:
        return None, None
    facts = facts_of(course)
    first, last = (
        course.treaty.clause.effect(day, facts) if day else None
        for day in (notice.when.earliest, notice.when.latest)
    )
    return first, last


def period_end(course: Course) -> date | None:
    """Return the day the period ends in an armed conflict, or None where it ends in peace."""
    notice = notice_of(course)
    if notice is None or notice.when.day is None:
        return None
    clause, facts = course.treaty.clause, facts_of(course)
    peace = clause.effect(notice.when.day, evolve(facts, conflicts=()))
    waits = clause.proviso(facts) is not None
    return peace if waits and clause.effect(notice.when.day, facts) != peace else None


def facts_of(course: Course) -> Circumstances:
    """Return the circumstances for the clause, as the whole case tells them."""
    return own_dossier(course, date.max).circumstances(question_of(course, date.max), None)


def question_of(course: Course, as_of: date) -> Question:
    """Return the question with what the events themselves say."""
    notice = notice_of(course)
    until = [event.until for event in course.events if event.step == "period-extended"]
    acts = ((each.transition, each.event) for each in course.moves)
    voted = [
        event.when.day
        for act, event in acts
        if act.stage and act.stage.kind.id == "final-vote" and act.kind != "return"
    ]
    is_running = notice is not None and course.phase is not Phase.REVOKED
    steps = {event.step for event in course.events}
    is_told = course.question.conflicts is not None or not steps.isdisjoint(ANYWHERE)
    return evolve(
        course.question,
        as_of=as_of,
        received=notice.when if notice and is_running else None,
        approved=voted[-1] if voted else None,
    ).suppose(
        conflicts=conflicts_of(course) if is_told else None,
        named_date=course.question.given.named_date or (notice.until if notice else None),
        extended_to=until[-1] if until else None,
    )


def own_dossier(course: Course, as_of: date) -> Dossier:
    """Return what is known of the case: its own events, the State's bond, the conflicts."""
    shared = dossier_of(evolve(course.question, as_of=as_of))
    return evolve(
        shared,
        roll=_own_bond(course, shared, as_of),
        notices=_revoked_notice(course) or _notice_on_record(course, shared),
        events=tuple(_as_claim(event, course) for event in course.events),
    )


def _own_bond(course: Course, shared: Dossier, as_of: date) -> Roll:
    """Return the bond the case is about: on the day of its notice, else of its first event.

    An exit by notice that came later is left out, for it is the case's own to tell. One that came
    before stays in, and so does one without a notice: then the State is out.
    """
    days = [event.when.latest or as_of for event in course.events]
    notice = notice_of(course)
    day = (notice.when.latest if notice else None) or min(days, default=as_of)
    bond = shared.bond_on(day)
    is_by_notice = any(
        row.latest("effect") == bond.last_left for row in shared.notices if row.is_out
    )
    if is_by_notice and days and (bond.last_left is None or day <= bond.last_left):
        bond = evolve(bond, left_on=None, left_within=None, left_is_unknown=False)
    return evolve(shared.roll, bonds=(bond,) if shared.roll.bonds else ())


def _as_claim(event: Event, course: Course) -> Event:
    """Return the event under the word by which answers know a claim of suspension."""
    for entry in course.entries:
        if entry.event is event and entry.transition and entry.transition.is_claim:
            return evolve(event, step="suspension-claimed")
    return event


def _revoked_notice(course: Course) -> tuple[Withdrawal, ...]:
    notice = notice_of(course)
    if notice is None or course.phase is not Phase.REVOKED:
        return ()
    taken_back = course.moves[-1].event
    return (
        Withdrawal(
            course.treaty.id,
            course.party,
            received=notice.when.day or notice.when.earliest,
            status="revoked",
            revoked_on=taken_back.when.day or taken_back.when.latest,
            source=taken_back.sources[0].address if taken_back.sources else None,
        ),
    )


def _notice_on_record(course: Course, shared: Dossier) -> tuple[Withdrawal, ...]:
    """Return the notice of the case as it is on record: what the record settles wins."""
    notice = notice_of(course)
    if notice is None:
        return ()
    rows = (row for row in shared.notices if row.given == notice.when.day)
    return tuple(row for row in rows if row.is_out or row.status in _SETTLED)
