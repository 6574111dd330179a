"""What a case checks before it believes an event: the order of days, the votes, the facts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.limits import counted_from, moved
from withdrawal.record.history import history

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from withdrawal.case.proceedings.case import Case, Entry
    from withdrawal.dates import PartialDate
    from withdrawal.law.procedures.graph import Transition
    from withdrawal.law.procedures.stages import DayLimits, Stage
    from withdrawal.record.events import Event

__all__ = ["check_dates", "check_facts", "check_majority", "floor_of", "irregularities"]

_LOOSE = ("notice-to-other-parties", "notice-to-un-security-council", *("conflict-began",))
"""Facts that do not depend on what else happened, and may be learned in any order."""


def floor_of(entries: Sequence[Entry]) -> date:
    """Return the first day on which the next move can have happened."""
    days = (entry.event.when.earliest for entry in entries if entry.moves)
    return max((day for day in days if day is not None), default=date.min)


def check_dates(case: Case, event: Event, transition: Transition) -> None:
    """Do nothing when an event can have happened after those before it.

    Raises:
        EventOrderError: its last possible day lies before the first possible day of one of them.
    """
    latest = event.when.latest
    if latest is None or transition.trigger in _LOOSE:
        return
    floor = floor_of(case.entries)
    if latest < floor:
        before = [entry.event for entry in case.entries if entry.event.when.earliest == floor][-1]
        raise EventOrderError(
            f"{event.step} of {event.when} would come before {before.step} of {before.when}: "
            f"expected {floor} or later.",
            suggestions=(str(floor),),
        )


def check_majority(event: Event, transition: Transition) -> None:
    """Do nothing when the votes reach the majority the procedure requires, or none are given.

    Raises:
        MajorityError: they do not.
    """
    if event.votes is not None and transition.majority is not None:
        majority = transition.majority.on(event.when.latest)
        majority.check(event.votes.for_, event.votes.against, event.votes.abstain)


def check_facts(case: Case, event: Event, transition: Transition | None) -> None:
    """Do nothing when an event agrees with the treaty's own clock and the State's bond.

    Raises:
        EventOrderError: it contradicts them; the message says what was possible.
    """
    check = _CHECKS.get(transition.trigger if transition else event.step)
    if check is not None:
        check(case, event)


def _check_notice(case: Case, event: Event) -> None:
    """Refuse a notice of a State that is no party, or before the treaty was in force for it."""
    from withdrawal.case.proceedings.reply import in_force_for_party, is_known_outsider

    if is_known_outsider(case):
        raise EventOrderError(
            f"{case.procedure.name} is not a party to {case.treaty.name}: expected a treaty that "
            "binds it."
        )
    since = in_force_for_party(case, event)
    if since is None or event.when.latest is None or event.when.latest >= since:
        return
    if not _was_given(case, event):
        raise EventOrderError(
            f"The notice of {event.when} came before the treaty was in force for {case.party}: "
            f"expected {since} or later.",
            suggestions=(str(since),),
        )


def _was_given(case: Case, event: Event) -> bool:
    """Return whether the record has a notice of that day: then it was given, early or not."""
    rows = history(case.treaty.id, case.party)
    return any(row.kind.is_notice and row.given == event.when.day for row in rows if row.given)


def _check_revocation(case: Case, event: Event) -> None:
    """Refuse to take back a notice once it has taken effect (Vienna Convention, art. 68)."""
    from withdrawal.case.proceedings.reply import effect_bounds

    _, latest = effect_bounds(case)
    if latest is not None and event.when.earliest is not None and event.when.earliest >= latest:
        raise EventOrderError(
            f"The notice cannot be taken back on {event.when}: it took effect on {latest}, and "
            "only a notice that has not yet taken effect can be revoked (Vienna Convention on "
            f"the Law of Treaties, art. 68); expected a day before {latest}.",
            suggestions=(str(latest - timedelta(days=1)),),
        )


def _check_effect(case: Case, event: Event) -> None:
    """Refuse an effect on another day than the clause gives."""
    from withdrawal.case.proceedings.reply import effect_bounds

    if _is_on_record(case, event):
        return
    earliest, latest = effect_bounds(case)
    if earliest is None and latest is None:
        raise EventOrderError(
            f"The exit cannot take effect on {event.when}: something still stands in its way "
            "(an armed conflict when the period ends, or a notice that came too early)."
        )
    first, last = event.when.earliest or date.min, event.when.latest or date.max
    if (earliest is not None and last < earliest) or (latest is not None and first > latest):
        said = str(earliest) if earliest == latest else f"{earliest or '..'}/{latest or '..'}"
        raise EventOrderError(
            f"The exit cannot take effect on {event.when}: by {case.treaty.name}, art. "
            f"{case.treaty.clause.article or '?'}, expected {said}.",
            suggestions=(said,),
        )


def _is_on_record(case: Case, event: Event) -> bool:
    """Return whether the record has the exit in effect on that day: the record wins."""
    rows = history(case.treaty.id, case.party)
    return any(
        row.is_out and row.effect is not None and row.effect == event.when.day for row in rows
    )


def _check_waiting(case: Case, event: Event) -> None:
    """Refuse a period said to have ended in a conflict when it did not."""
    from withdrawal.case.proceedings.reply import period_end

    end = period_end(case)
    if end is None or not event.when.contains(end):
        raise EventOrderError(
            f"The period cannot have ended in an armed conflict on {event.when}: "
            + ("no conflict is recorded for that day." if end is None else f"expected {end}."),
            suggestions=() if end is None else (str(end),),
        )


def _check_extension(case: Case, event: Event) -> None:
    """Refuse a prolongation without a new end, or of a period that is already over."""
    from withdrawal.case.proceedings.reply import effect_bounds

    if event.until is None:
        raise EventOrderError(
            f"{event.step} of {event.when} does not say to what day: expected until=..."
        )
    _, latest = effect_bounds(case)
    if latest is not None and event.when.earliest is not None and event.when.earliest >= latest:
        raise EventOrderError(
            f"The period cannot be prolonged on {event.when}: it was over on {latest}; expected "
            f"a day before {latest}."
        )


def _check_conflict_began(case: Case, event: Event) -> None:
    _require_day(event)


def _check_conflict_ended(case: Case, event: Event) -> None:
    """Refuse the end of a conflict that had not begun."""
    from withdrawal.case.proceedings.reply import conflicts_of

    day = _require_day(event)
    spans = conflicts_of(case)
    if any(span.end == day for span in spans):
        return
    lasting = [span for span in spans if span.end is None]
    if not lasting or lasting[-1].start > day:
        raise EventOrderError(
            f"No armed conflict that began before {day} is on record: expected conflict-began "
            "first.",
            suggestions=("conflict-began",),
        )


def _require_day(event: Event) -> date:
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


def irregularities(case: Case) -> tuple[str, ...]:
    """Return what the State's own law says against the events of a case, in words.

    They are kept, because they happened; a notice is good towards the other parties even so.
    """
    found: list[str] = []
    for number, entry in enumerate(case.entries):
        if entry.transition is None or not entry.moves:
            continue
        found += _out_of_turn(case, entry.transition, entry.event)
        if entry.transition.stage is not None:
            found += _out_of_time(case, case.entries[: number + 1])
    return tuple(found)


def _out_of_turn(case: Case, transition: Transition, event: Event) -> Iterator[str]:
    """Yield what an event passed over that the State's law requires."""
    if transition.kind != "irregular":
        return
    stages = [case.procedure.stages[each] for each in transition.skipped]
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


def _out_of_time(case: Case, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what the day limits of the State's law say against the last of some events."""
    transition, when = entries[-1].transition, entries[-1].event.when
    assert transition is not None
    assert transition.stage is not None
    stage, limits, sessions = transition.stage, transition.limits, case.procedure.sessions
    if limits.needs_calendar and sessions is None:
        return
    first, last = (_start(case, entries[:-1], transition, end) for end in ("earliest", "latest"))
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
        f"allows: {limits.in_words()} ({stage.legal_basis})."
    )


def _start(case: Case, entries: Sequence[Entry], transition: Transition, end: str) -> date | None:
    """Return a bound of the day from which a stage's limits run, where it is on record."""
    stage, order = transition.stage, case.procedure.order(case.route)
    assert stage is not None
    days = {
        entry.transition.stage.id: getattr(entry.event.when, end)
        for entry in entries
        if entry.moves and entry.transition is not None and entry.transition.stage is not None
    }
    known = {name: day for name, day in days.items() if day is not None}
    if stage.id not in order.stages:
        return known.get(order.end.id)
    return counted_from(stage, transition.limits, known, order)
