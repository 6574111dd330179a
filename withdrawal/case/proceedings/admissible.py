"""What a case checks before it believes an event: the order of days, the votes, the facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.proceedings.course import (
    Course,
    conflicts_of,
    days_counted_from,
    effect_bounds,
    period_end,
)
from withdrawal.dates import DAY, PartialDate
from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.graph.graph import Transition
from withdrawal.law.procedures.graph.notice import NOTICES
from withdrawal.law.procedures.limits import clocks, counted_from, moved
from withdrawal.law.procedures.stages import DayLimits, Stage
from withdrawal.record.events import Event
from withdrawal.record.history import history

_LOOSE = (*NOTICES, "conflict-began")
"""Facts that do not depend on what else happened, and may be learned in any order."""


def floor_of(course: Course) -> date:
    """Return the first day on which the next move can have happened."""
    days = (each.event.when.earliest for each in course.moves)
    return max((day for day in days if day is not None), default=date.min)


def admit(course: Course, event: Event, transition: Transition) -> None:
    """Do nothing when an event can have happened: after those before it, by enough votes.

    Raises:
        EventOrderError: its last possible day lies before the first possible day of one of them,
            or it contradicts the treaty's clock or the State's bond.
        MajorityError: the votes miss the majority that the procedure requires.
    """
    latest, floor = event.when.latest, floor_of(course)
    if latest is not None and latest < floor and transition.trigger not in _LOOSE:
        before = [each.event for each in course.moves if each.event.when.earliest == floor][-1]
        raise EventOrderError(
            f"{event.step} of {event.when} would come before {before.step} of {before.when}: "
            f"expected {floor} or later.",
            suggestions=(str(floor),),
        )
    if event.votes is not None and transition.majority is not None:
        majority = transition.majority.on(event.when.latest)
        majority.check(event.votes.for_, event.votes.against, event.votes.abstain)
    check_facts(course, event, transition)


def check_facts(course: Course, event: Event, transition: Transition | None) -> None:
    """Raise EventOrderError for an event against the treaty's own clock or the State's bond."""
    is_revocation = transition is not None and transition.kind == "revoke"
    step = transition.trigger if transition else event.step
    check = _CHECKS.get("revoked" if is_revocation else step)
    if check is not None:
        check(course, event)


def _check_notice(course: Course, event: Event) -> None:
    """Refuse a notice of a State that is no party, or before the treaty was in force for it."""
    question, treaty, when = course.question, course.treaty, event.when
    dossier = dossier_of(question)
    if not dossier.roll.bonds and dossier.roll.on(question.as_of).value == "not-a-party":
        raise EventOrderError(
            f"{course.procedure.name} is not a party to {treaty.name}: expected a treaty that "
            "binds it."
        )
    left = dossier.bond_on(when.earliest).last_left if when.earliest else None
    if left is not None and when.earliest is not None and left < when.earliest:
        raise EventOrderError(
            f"{course.procedure.name} was out of {treaty.name} since {left}: expected a notice "
            f"given while it was a party, not one of {when}."
        )
    since = dossier.in_force(evolve(question, received=when), None) or treaty.in_force
    if since is None or when.latest is None or when.latest >= since:
        return
    rows = (row for row in history(treaty.id, course.party) if row.kind.is_notice)
    if not any(row.given and row.given == when.day for row in rows):
        raise EventOrderError(
            f"The notice of {when} came before the treaty was in force for {course.party}: "
            f"expected {since} or later.",
            suggestions=(str(since),),
        )


def _over_since(course: Course, event: Event) -> date | None:
    """Return the day of effect, where an event comes on it or later."""
    _, latest = effect_bounds(course)
    first = event.when.earliest
    return latest if latest is not None and first is not None and first >= latest else None


def _check_revocation(course: Course, event: Event) -> None:
    """Refuse to take back a notice once it has taken effect (Vienna Convention, art. 68)."""
    latest = _over_since(course, event)
    if latest is not None:
        raise EventOrderError(
            f"The notice cannot be taken back on {event.when}: it took effect on {latest}, and "
            "only a notice that has not yet taken effect can be revoked (Vienna Convention on "
            f"the Law of Treaties, art. 68); expected a day before {latest}.",
            suggestions=(str(latest - DAY),),
        )


def _check_effect(course: Course, event: Event) -> None:
    """Refuse an effect on another day than the clause gives."""
    rows = (row for row in history(course.treaty.id, course.party) if row.is_out)
    if any(row.effect and row.effect == event.when.day for row in rows):
        return  # The record wins.
    earliest, latest = effect_bounds(course)
    if earliest is None and latest is None:
        raise EventOrderError(
            f"The exit cannot take effect on {event.when}: something still stands in its way "
            "(an armed conflict when the period ends, or a notice that came too early)."
        )
    first, last = event.when.earliest or date.min, event.when.latest or date.max
    if (earliest is not None and last < earliest) or (latest is not None and first > latest):
        said = str(earliest) if earliest == latest else f"{earliest or '..'}/{latest or '..'}"
        raise EventOrderError(
            f"The exit cannot take effect on {event.when}: by {course.treaty.name}, art. "
            f"{course.treaty.clause.article or '?'}, expected {said}.",
            suggestions=(said,),
        )


def _check_waiting(course: Course, event: Event) -> None:
    """Refuse a period said to have ended in a conflict when it did not."""
    end = period_end(course)
    if end is None or not event.when.contains(end):
        raise EventOrderError(
            f"The period cannot have ended in an armed conflict on {event.when}: "
            + ("no conflict is recorded for that day." if end is None else f"expected {end}."),
            suggestions=() if end is None else (str(end),),
        )


def _check_extension(course: Course, event: Event) -> None:
    """Refuse a prolongation without a new end, or of a period that is already over."""
    if event.until is None:
        raise EventOrderError(
            f"{event.step} of {event.when} does not say to what day: expected until=..."
        )
    latest = _over_since(course, event)
    if latest is not None:
        raise EventOrderError(
            f"The period cannot be prolonged on {event.when}: it was over on {latest}; expected "
            f"a day before {latest}."
        )


def _check_conflict_ended(course: Course, event: Event) -> None:
    """Refuse the end of a conflict that had not begun."""
    day = _check_conflict_began(course, event)
    spans = conflicts_of(course)
    if any(span.end == day for span in spans):
        return
    lasting = [span for span in spans if span.end is None]
    if not lasting or lasting[-1].start > day:
        raise EventOrderError(
            f"No armed conflict that began before {day} is on record: expected conflict-began "
            "first.",
            suggestions=("conflict-began",),
        )


def _check_conflict_began(course: Course, event: Event) -> date:
    """Refuse what is not of one day, and return that."""
    if event.when.day is None:
        raise EventOrderError(
            f"{event.step} of {event.when} is not one day: expected a full date like 2027-08-15."
        )
    return event.when.day


_CHECKS = {
    "notice-received": _check_notice,
    "revoked": _check_revocation,
    "effect": _check_effect,
    "period-ended-in-conflict": _check_waiting,
    "period-extended": _check_extension,
    "conflict-began": _check_conflict_began,
    "conflict-ended": _check_conflict_ended,
}


def irregularities(course: Course) -> tuple[str, ...]:
    """Return what the State's own law says against the events of a case, in words.

    They are kept, because they happened; a notice is good towards the other parties even so.
    """
    found: list[str] = []
    for number, entry in enumerate(course.entries):
        if entry.transition is None:
            continue
        found += _out_of_turn(course, entry.transition, entry.event)
        if entry.transition.stage is not None:
            found += _out_of_time(course, entry.transition.stage, number)
    return tuple(found)


def _out_of_turn(course: Course, transition: Transition, event: Event) -> Iterator[str]:
    """Yield what an event passed over that the State's law requires."""
    if transition.kind != "irregular":
        return
    stages = [course.procedure.stages[each] for each in transition.skipped]
    missing = [each for each in stages if each.is_binding_approval] or stages
    what = ", ".join(f"{each.id} ({each.legal_basis})" for each in missing)
    what = what or "second decision on the act that was sent back"
    text = (
        f"Before {event.step} of {event.when} there is no {what} on record, and the State's law "
        "asks for it"
    )
    if transition.stage is not None and transition.stage.kind.id == "notice":
        text += (
            "; towards the other parties the notice is good even so, unless it was manifestly "
            "beyond competence (Vienna Convention on the Law of Treaties, art. 46)"
        )
    yield f"{text}."


def _out_of_time(course: Course, stage: Stage, number: int) -> Iterator[str]:
    """Yield what the day limits of the State's law say against the day of a step."""
    step, before = course.entries[number], course.entries[:number]
    assert step.transition is not None
    when, sessions, order = step.event.when, course.procedure.sessions, course.standing.order
    for limits in clocks(stage, step.transition.limits):
        if limits.needs_calendar and sessions is None:
            continue
        first = counted_from(stage, limits, days_counted_from(before, "earliest"), order)
        last = counted_from(stage, limits, days_counted_from(before, "latest"), order)
        if limits.minimum is not None and first is not None and when.latest is not None:
            lawful = moved(first, limits.shortest_minimum, limits, sessions)
            if when.latest < lawful:
                yield _breach(stage, limits, when, "sooner", first)
        if limits.maximum is not None and last is not None and when.earliest is not None:
            lawful = moved(last, limits.maximum, limits, sessions)
            if when.earliest > lawful:
                yield _breach(stage, limits, when, "later", last)


def _breach(stage: Stage, limits: DayLimits, when: PartialDate, how: str, start: date) -> str:
    return (
        f"{stage.trigger} of {when} came {how} after {limits.counted_from or start} than the law "
        f"allows: {limits.in_words()} ({limits.legal_basis or stage.legal_basis})."
    )
