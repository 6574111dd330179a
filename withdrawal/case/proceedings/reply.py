"""The answer from a case's own events: its clock, its conflicts, its rival accounts.

What is on record elsewhere about the same State and treaty is left aside here: a case is its own
record. Only the State's bond to the treaty and the armed conflicts on record are shared.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.answering.progress import progress_of
from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.findings import Conflict
from withdrawal.case.proceedings.same_event import ANYWHERE
from withdrawal.dates import Interval
from withdrawal.law.procedures.stages import Phase
from withdrawal.record.history import Withdrawal

if TYPE_CHECKING:
    from withdrawal.case.asking.question import Question
    from withdrawal.case.proceedings.case import Case
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.record.events import Event
    from withdrawal.record.parties import Roll

__all__ = [
    "conflicts_of",
    "effect_bounds",
    "in_force_for_party",
    "is_known_outsider",
    "notice_of",
    "period_end",
    "reply",
]

_SETTLED = ("disputed", "no-effect", "revoked")
"""What became of a notice on record that has no effect of its own to come."""


def reply(case: Case, as_of: date) -> Answer:
    """Return when the exit of a case takes effect, as known by a day.

    Args:
        case: the case.
        as_of: the day the question is asked for; later events are not used.
    """
    known = case.known_by(as_of)
    dossier = _dossier(known, as_of)
    question, notice = _question(known, as_of), notice_of(known)
    found = answer(question, dossier)
    said = known.procedure.assumptions(known.route, is_named=known.is_route_named)
    needless = {*known.procedure.assumptions(known.route)} - {*said}
    others = [each for each in found.assumptions if each not in needless]
    is_told_by_parent = known.treaty.clause.exit == "with-parent"
    return evolve(
        found,
        source="recorded" if found.received else found.source,
        basis="recorded" if found.basis else None,
        progress=found.progress
        if is_told_by_parent
        else progress_of(
            question,
            found.status,
            lambda: known.standing,
            given=notice.when if notice else None,
            since=found.effect if found.status == "effective" else _revoked_on(dossier, found),
            events=known.told,
        ),
        assumptions=tuple(dict.fromkeys((*others, *said, *known.irregularities))),
        conflicts=(*found.conflicts, *_rivals(known, found)),
    )


def _revoked_on(dossier: Dossier, found: Answer) -> date | None:
    return dossier.notices[-1].revoked_on if found.status == "revoked" else None


def notice_of(case: Case) -> Event | None:
    """Return the event that started the clock, where the notice has been received."""
    for entry in reversed(case.entries):
        if entry.transition is not None and entry.transition.trigger == "notice-received":
            return entry.event
    return None


def conflicts_of(case: Case) -> tuple[Interval, ...]:
    """Return the armed conflicts of a case: given when it was opened, on record, then recorded."""
    question = case.question
    spans = list(
        question.conflicts
        if question.conflicts is not None
        else (each.span for each in dossier_of(question).conflicts)
    )
    for event in case.history:
        day = event.when.day
        if event.step == "conflict-began" and day is not None:
            if not any(span.contains(day) for span in spans):
                spans.append(Interval(day, None))
        elif event.step == "conflict-ended" and day is not None:
            lasting = [n for n, span in enumerate(spans) if span.end is None]
            if lasting:
                spans[lasting[-1]] = Interval(spans[lasting[-1]].start, day)
    return tuple(spans)


def in_force_for_party(case: Case, notice: Event | None = None) -> date | None:
    """Return when the treaty came into force for the State, as far as known.

    Args:
        case: the case.
        notice: the notice it is about: a State that left and came back was bound twice.
    """
    question = evolve(case.question, received=notice.when if notice else None)
    return dossier_of(question).in_force(question, None)


def is_known_outsider(case: Case) -> bool:
    """Return whether the State is on record as never bound, so that it has nothing to leave."""
    roll = dossier_of(case.question).roll
    return not roll.bonds and roll.on(case.question.as_of).value == "not-a-party"


def effect_bounds(case: Case) -> tuple[date | None, date | None]:
    """Return the first and last day on which the notice of a case can take effect.

    None where there is no such day: no notice, an open date, or an obstacle.
    """
    notice = notice_of(case)
    if notice is None:
        return None, None
    facts = _facts(case)
    first, last = (
        case.treaty.clause.effect(day, facts) if day else None
        for day in (notice.when.earliest, notice.when.latest)
    )
    return first, last


def period_end(case: Case) -> date | None:
    """Return the day the period ends in an armed conflict, or None where it ends in peace."""
    notice = notice_of(case)
    if notice is None or notice.when.day is None:
        return None
    clause, facts = case.treaty.clause, _facts(case)
    peace = clause.effect(notice.when.day, evolve(facts, conflicts=()))
    waits = clause.proviso(facts) is not None
    return peace if waits and clause.effect(notice.when.day, facts) != peace else None


def _facts(case: Case) -> Circumstances:
    return _dossier(case, date.max).circumstances(_question(case, date.max), None)


def _question(case: Case, as_of: date) -> Question:
    """Return the question with what the events themselves say."""
    notice = notice_of(case)
    until = [event.until for event in case.history if event.step == "period-extended"]
    voted = [
        entry.event.when.day
        for entry in case.entries
        if entry.moves and entry.transition and entry.transition.stage
        if entry.transition.stage.kind.id == "final-vote" and entry.transition.kind != "return"
    ]
    is_running = notice is not None and case.phase is not Phase.REVOKED
    return evolve(
        case.question,
        as_of=as_of,
        received=notice.when if notice and is_running else None,
        approved=voted[-1] if voted else None,
        conflicts=conflicts_of(case) if _tells_of_conflicts(case) else None,
        named_date=case.question.named_date or (notice.until if notice else None),
        extended_to=until[-1] if until else case.question.extended_to,
    )


def _tells_of_conflicts(case: Case) -> bool:
    """Return whether the case knows more of armed conflicts than what is on record."""
    steps = {event.step for event in case.history}
    return case.question.conflicts is not None or not steps.isdisjoint(ANYWHERE)


def _dossier(case: Case, as_of: date) -> Dossier:
    """Return what is known of the case: its own events, the State's bond, the conflicts."""
    shared = dossier_of(evolve(case.question, as_of=as_of))
    return evolve(
        shared,
        roll=_own_bond(case, shared, as_of),
        notices=_revoked_notice(case) or _notice_on_record(case, shared),
        events=tuple(_as_claim(event, case) for event in case.history),
    )


def _own_bond(case: Case, shared: Dossier, as_of: date) -> Roll:
    """Return the bond the case is about: on the day of its notice, else of its first event.

    An exit by notice is left out, for it is the case's own to tell; one without stays in.
    """
    days = [event.when.latest or as_of for event in case.history]
    notice = notice_of(case)
    day = (notice.when.latest if notice else None) or min(days, default=as_of)
    bond = shared.bond_on(day)
    if any(row.latest("effect") == bond.last_left for row in shared.notices if row.is_out):
        bond = evolve(bond, left_on=None, left_within=None, left_is_unknown=False)
    return evolve(shared.roll, bonds=(bond,) if shared.roll.bonds else ())


def _as_claim(event: Event, case: Case) -> Event:
    """Return the event under the word by which answers know a claim of suspension."""
    for entry in case.entries:
        if entry.event is event and entry.transition and entry.transition.is_claim:
            return evolve(event, step="suspension-claimed")
    return event


def _revoked_notice(case: Case) -> tuple[Withdrawal, ...]:
    notice = notice_of(case)
    if notice is None or case.phase is not Phase.REVOKED:
        return ()
    taken_back = case.entries[-1].event
    for entry in case.entries:
        if entry.transition is not None and entry.transition.kind == "revoke":
            taken_back = entry.event
    return (
        Withdrawal(
            case.treaty.id,
            case.party,
            received=notice.when.day or notice.when.earliest,
            status="revoked",
            revoked_on=taken_back.when.day or taken_back.when.latest,
            source=taken_back.sources[0].address if taken_back.sources else None,
        ),
    )


def _notice_on_record(case: Case, shared: Dossier) -> tuple[Withdrawal, ...]:
    """Return the notice of the case as it is on record: what the record settles wins."""
    notice = notice_of(case)
    if notice is None:
        return ()
    rows = (row for row in shared.notices if row.given == notice.when.day)
    return tuple(row for row in rows if row.is_out or row.status in _SETTLED)


def _rivals(case: Case, found: Answer) -> tuple[Conflict, ...]:
    """Return the accounts of the events that are not used, each with the effect it would give."""
    notice = notice_of(case)
    conflicts = []
    for event in case.history:
        for rival in event.rivals:
            same = event is not notice
            day = rival.when.day
            effect = found.effect
            if not same:
                effect = case.treaty.clause.effect(day, _facts(case)) if day else None
            conflicts.append(
                Conflict(
                    claim=f"{rival.step}: {_account(rival)} instead of {_account(event)}.",
                    source=rival.sources[0].address if rival.sources else "no source",
                    effect=effect,
                    text="It does not move the date of effect."
                    if same
                    else "It would start the clock on another day.",
                )
            )
    return tuple(conflicts)


def _account(event: Event) -> str:
    return f"{event.when}, {event.votes}" if event.votes else str(event.when)
