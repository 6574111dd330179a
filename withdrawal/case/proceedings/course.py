"""The course of a case: what it is about and what has happened, as one value that never changes.

Everything else in this room reads a course: what may be recorded next, what is owed and the answer.
`withdrawal.case.proceedings.case.Case` alone goes from one course to the next. Its clock is its
notice, its armed conflicts, and the days on which it can take effect. What is on record elsewhere
about the same State and treaty is left aside: a case is its own record; only the State's bond to
the treaty and the armed conflicts on record are shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Literal

from attrs import evolve, field

from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.asking.question import Question
from withdrawal.case.standing import Move, Standing, stand
from withdrawal.dates import Interval
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.procedures.graph.graph import Graph, Transition
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import RECEIPT, Phase
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.events import Event
from withdrawal.record.history import Withdrawal
from withdrawal.record.parties import Roll
from withdrawal.values import frozen


@frozen
class Entry:
    """An event of a case and what it did.

    Attributes:
        event: the event; where sources disagree, the account in use with its rivals.
        transition: what it moved; None for a remark.
    """

    event: Event
    transition: Transition | None = field(default=None, repr=False)

    @property
    def moves(self) -> bool:
        """Whether it brought the case to another state."""
        return self.transition is not None and self.transition.kind != "note"


@frozen(eq=False, slots=False)
class Course:
    """One State on its way out of one treaty, as far as it has come.

    Attributes:
        facts: words of `withdrawal.law.procedures.facts` that hold.
        is_route_named: whether the route was named, or is taken for granted.
    """

    question: Question
    procedure: Procedure
    route: Route
    facts: tuple[str, ...] = ()
    is_route_named: bool = False
    entries: tuple[Entry, ...] = ()

    @property
    def treaty(self) -> Treaty:
        """The treaty."""
        return self.question.treaty

    @property
    def party(self) -> str:
        """The State's ISO 3166-1 alpha-3 id."""
        return self.question.party.id

    @property
    def graph(self) -> Graph:
        """All that can happen on the route."""
        return self.procedure.graph(self.route)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """What moved the case, in order, notes left out."""
        return tuple(each for each in self.steps if each.transition.kind != "note")

    @cached_property
    def steps(self) -> tuple[Move, ...]:
        """What happened in the procedure, in order, with what changes nothing about its state."""
        return tuple(
            Move(each.transition, each.event)
            for each in self.entries
            if each.transition is not None
        )

    @property
    def state(self) -> str:
        """The name of the state the case is in."""
        return self.moves[-1].transition.target if self.moves else self.graph.initial

    @property
    def phase(self) -> Phase:
        """The canonical phase."""
        return self.graph.state(self.state).phase

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen."""
        return self.graph.state(self.state).is_final

    @cached_property
    def standing(self) -> Standing:
        """How far the case has come: what is over, what is being taken again, what is ahead."""
        return stand(self.procedure, self.route, self.moves)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, in the order in which they were recorded."""
        return tuple(each.event for each in self.entries)

    @property
    def told(self) -> tuple[Event, ...]:
        """The events under the words by which the procedure knows them, remarks left out."""
        return tuple(
            evolve(e.event, step=e.transition.trigger) for e in self.entries if e.transition
        )

    def find(self, step: str) -> Transition | None:
        """Return what a recorded step would move now, or None where it cannot happen."""
        return self.graph.find(self.state, step)

    def followed_by(self, entry: Entry) -> Course:
        """Return the course once one thing more has happened."""
        return evolve(self, entries=(*self.entries, entry))

    def known_by(self, as_of: date) -> Course:
        """Return the course as it was known by a day.

        An event counts once its last possible day has come, or once a later event that counts
        shows that it had happened.
        """
        known = [each.event.is_known_by(as_of) for each in self.entries]
        shown = [n for n, each in enumerate(self.entries) if each.moves and known[n]]
        last = max(shown, default=-1)
        return evolve(
            self,
            entries=tuple(
                each for n, each in enumerate(self.entries) if known[n] or (each.moves and n < last)
            ),
        )


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


def days_counted_from(
    entries: Iterable[Entry], end: Literal["earliest", "latest"]
) -> dict[str, date]:
    """Return the days from which limits run after some entries, as far as they are known.

    Args:
        end: which end of a day known only in part.

    Returns:
        By stage, the day on which it was last taken; and, as `RECEIPT`, the day on which whoever
        is to act next received the act, where they tell.
    """
    days: dict[str, date | None] = {}
    for each in entries:
        if each.event.step == ANYWHERE[-1]:
            days[RECEIPT] = getattr(each.event.when, end)
        elif each.moves:
            days.pop(RECEIPT, None)
        if each.transition is not None and each.transition.stage is not None:
            days[each.transition.stage.id] = getattr(each.event.when, end)
    return {name: day for name, day in days.items() if day is not None}


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
        events=tuple(map(_as_claim, course.entries)),
        standing=course.standing,
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


def _as_claim(entry: Entry) -> Event:
    """Return an event under the word by which answers know a claim of suspension."""
    is_claim = entry.transition is not None and entry.transition.is_claim
    return evolve(entry.event, step="suspension-claimed") if is_claim else entry.event


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
            source=taken_back.address,
        ),
    )


def _notice_on_record(course: Course, shared: Dossier) -> tuple[Withdrawal, ...]:
    """Return the notice of the case as it is on record: what the record settles wins."""
    notice = notice_of(course)
    if notice is None:
        return ()
    rows = (row for row in shared.notices if row.given == notice.when.day)
    return tuple(row for row in rows if row.is_out or row.status in _SETTLED)
