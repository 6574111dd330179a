"""A case: one State leaving one treaty, told event by event.

A `Case` drives the State's procedure with dated events. What cannot have happened is refused by
name and changes nothing. What has happened is kept in order and replays to the same state.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Unpack

from attrs import evolve

from withdrawal.case.asking.given import ShapeFacts
from withdrawal.case.asking.question import make_question
from withdrawal.case.proceedings.admissible import (
    check_dates,
    check_facts,
    check_majority,
    irregularities,
)
from withdrawal.case.proceedings.entries import Entry
from withdrawal.case.proceedings.machine import machine_for
from withdrawal.case.proceedings.same_event import (
    ANYWHERE,
    REMARK,
    account_of,
    knows,
    merge,
    refusal,
)
from withdrawal.case.standing import Move, Standing, stand
from withdrawal.dates import parse_day
from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.graph import COMMON_WORDS
from withdrawal.law.procedures.library import procedure
from withdrawal.record.events import Event, make_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from withdrawal.case.answer import Answer
    from withdrawal.case.asking.question import Day, Question, Spans
    from withdrawal.case.proceedings.owed import NextStep
    from withdrawal.dates import PartialDate
    from withdrawal.law.procedures.graph import Graph, Transition
    from withdrawal.law.procedures.stages import Phase
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.record.events import Source, Votes

__all__ = ["CIRCUMSTANCES", "REMARK", "Case", "Entry"]

CIRCUMSTANCES = (
    "conflict",
    "named_date",
    "agreed_date",
    "extended_to",
    "in_force_for_party",
    "way_out",
    "event",
    "first_act",
    "follows",
    "repatriated",
)
"""What a case may be told besides State, treaty, route and facts: arguments of `Case`."""


class Case:
    """One State leaving one treaty, as far as it has come.

    Attributes:
        party: the State's ISO 3166-1 alpha-3 id.
        treaty: the treaty.
        procedure: how the State decides.
        route: the route of the procedure that the case takes.
        is_route_named: whether the case named it, or it was taken for granted.
        entries: what happened, and what each event moved.
    """

    def __init__(
        self,
        party: str,
        treaty: str | Treaty,
        *,
        route: str | None = None,
        facts: Iterable[str] = (),
        conflict: Spans | None = None,
        named_date: Day | None = None,
        agreed_date: Day | None = None,
        extended_to: Day | None = None,
        in_force_for_party: Day | None = None,
        way_out: str | None = None,
        catalogue: Catalogue | None = None,
        **more: Unpack[ShapeFacts],
    ) -> None:
        """Open a case in which nothing has happened yet.

        Args:
            party: the State, by any of its names.
            treaty: the treaty, by any of its names, or a `Treaty`.
            route: the id of a route of the State's procedure; default the one that the treaty
                and the facts call for.
            facts: words of `withdrawal.law.procedures.facts` that hold in the case.
            conflict: armed conflicts, ``START/END`` or ``START/..``.
            named_date: the day of effect that the notice names.
            agreed_date: a day of effect set by agreement.
            extended_to: the end of a prolonged period.
            in_force_for_party: when the treaty came into force for the State.
            way_out: an alternative route of the treaty's clause, by its id.
            catalogue: another catalogue of treaties than the packaged one.
            more: ``event``, ``first_act``, ``follows`` and ``repatriated``, as for
                `withdrawal.when`.

        Raises:
            WithdrawalError: a name, date or span makes no sense.
        """
        self._question = make_question(
            party,
            treaty,
            as_of=date.max,
            conflict=conflict,
            named_date=named_date,
            agreed_date=agreed_date,
            extended_to=extended_to,
            in_force_for_party=in_force_for_party,
            route=way_out,
            source=catalogue,
            **more,
        )
        self.procedure = procedure(self._question.party.id)
        self.facts = tuple(facts)
        self.is_route_named = route is not None or bool(self.facts)
        self.route = self.procedure.route(route, treaty=self.treaty, facts=self.facts)
        self._machine = machine_for(self.procedure.graph(self.route))
        self._position = self._machine.start()
        self.entries: tuple[Entry, ...] = ()
        self._before: list[tuple[tuple[Entry, ...], str, Event]] = []

    # -- what it is -----------------------------------------------------------------------------

    @property
    def party(self) -> str:
        """The State's ISO 3166-1 alpha-3 id."""
        return self._question.party.id

    @property
    def treaty(self) -> Treaty:
        """The treaty."""
        return self._question.treaty

    @property
    def question(self) -> Question:
        """The State, the treaty and the circumstances given when the case was opened."""
        return self._question

    # -- where it stands ------------------------------------------------------------------------

    @property
    def stage(self) -> str:
        """The last completed stage; several that run side by side are joined with ``+``."""
        return self._position.state

    @property
    def graph(self) -> Graph:
        """All that can happen on the route."""
        return self._machine.graph

    @property
    def phase(self) -> Phase:
        """The canonical phase."""
        return self.graph.state(self.stage).phase

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen."""
        return self.graph.state(self.stage).is_final

    @property
    def history(self) -> tuple[Event, ...]:
        """The events, in the order in which they were recorded."""
        return tuple(entry.event for entry in self.entries)

    @property
    def path(self) -> tuple[Transition, ...]:
        """What the events moved, in order, notes left out."""
        return tuple(e.transition for e in self.entries if e.transition is not None and e.moves)

    @property
    def standing(self) -> Standing:
        """How far the case has come: what is over, what is being taken again, what is ahead."""
        moved = (Move(e.transition, e.event) for e in self.entries if e.transition and e.moves)
        return stand(self.procedure, self.route, moved)

    @property
    def told(self) -> tuple[Event, ...]:
        """The events under the words by which the procedure knows them, remarks left out."""
        return tuple(
            evolve(e.event, step=e.transition.trigger) for e in self.entries if e.transition
        )

    @property
    def irregularities(self) -> tuple[str, ...]:
        """Events that the State's own law did not allow on the day they happened, in words.

        They are kept, because they happened; a notice is good towards the other parties even so.
        """
        return irregularities(self)

    def next_steps(self) -> tuple[NextStep, ...]:
        """Return what can happen next, with its actor, majority and dates as the law sets them."""
        from withdrawal.case.proceedings.owed import next_steps

        return next_steps(self)

    def owed(self) -> tuple[str, ...]:
        """Return what is still missing: stages, then recipients of the notice not yet told."""
        from withdrawal.case.proceedings.owed import owed

        return owed(self)

    def when(self, *, as_of: Day | None = None) -> Answer:
        """Return when the exit takes effect, from this case's events alone.

        Args:
            as_of: the day the question is asked for, default today; later events are not used.
        """
        from withdrawal.case.proceedings.reply import reply

        return reply(self, date.today() if as_of is None else parse_day(as_of))

    def known_by(self, as_of: date) -> Case:
        """Return this case as it was known by a day.

        An event counts once its last possible day has come, or once a later event that counts
        shows that it had happened.
        """
        last = -1
        for number, entry in enumerate(self.entries):
            if entry.moves and entry.event.is_known_by(as_of):
                last = number
        earlier = self._fresh()
        for number, entry in enumerate(self.entries):
            if entry.event.is_known_by(as_of) or (entry.moves and number < last):
                earlier._append(entry)
        return earlier

    # -- what happens ---------------------------------------------------------------------------

    def record(
        self,
        step: str,
        *,
        on: Day | PartialDate,
        actor: str | None = None,
        votes: Votes | str | Sequence[int | None] | None = None,
        source: Source | str | Sequence[Source | str] | None = None,
        detail: str | None = None,
        by: str | None = None,
        until: Day | None = None,
    ) -> Event:
        """Record that something happened, and return the event.

        Args:
            step: a stage's id or one of its names, a trigger such as ``notice-received``,
                ``returned`` or ``conflict-began``, or ``remark``.
            on: the day; a partial date (``2025-06``, ``../2025-05-08``) gives bounds.
            actor: who acted.
            votes: for-against-abstaining, ``"66-14-2"`` or ``(66, 14, 2)``.
            source: an address, a `Source`, or several. An event recorded again with a source
                is another account of it: both are kept, one is used (`settle`).
            detail: what is worth knowing besides.
            by: the State that acted, where it is another one.
            until: the day to which a period was prolonged, or which the notice names.

        Raises:
            EventOrderError: it cannot have happened at this stage, or on this day; the message
                and the suggestions say what was possible.
            MajorityError: the votes miss the majority that the procedure requires.
            WithdrawalError: a date, count or text has no sense. Nothing has changed in any case.
        """
        return self.add(
            make_event(
                step,
                on=on,
                actor=actor,
                votes=votes,
                source=source,
                detail=detail,
                by=by,
                until=until,
            )
        )

    def add(self, event: Event) -> Event:
        """Record an event as `record` does; return it as it now stands in the history."""
        if event.step == REMARK:
            return self._append(Entry(event))
        transition = self.find(event.step)
        if transition is not None:
            return self._move(event, transition)
        if event.step in ANYWHERE:
            check_facts(self, event, None)
            return self._append(Entry(event))
        if self._was_passed_over(event.step):
            return self._append(Entry(event))
        return self._another_account(event)

    def replay(self, events: Iterable[Event]) -> Case:
        """Record events as they come and return this case.

        Words that name no step of the procedure are kept as remarks, and so is what names a
        stage that is already over: records tell more than procedures know.

        Raises:
            WithdrawalError: as `record`; the events before the faulty one are kept.
        """
        for event in events:
            transition = self.find(event.step)
            if transition is not None:
                self._move(event, transition)
            elif self._can_be_added(event):
                self.add(event)
            else:
                self._append(Entry(event))
        return self

    def find(self, step: str) -> Transition | None:
        """Return what a recorded step would move now, or None where it cannot happen."""
        return self.graph.find(self.stage, step)

    def undo(self) -> Event:
        """Take the last event back and return it as it was recorded.

        Raises:
            EventOrderError: nothing has been recorded.
        """
        if not self._before:
            raise EventOrderError("There is nothing to undo: expected a recorded event.")
        self.entries, self._position.state, event = self._before.pop()
        return event

    # -- within ---------------------------------------------------------------------------------

    def _move(self, event: Event, transition: Transition) -> Event:
        check_dates(self, event, transition)
        check_majority(event, transition)
        check_facts(self, event, transition)
        return self._append(Entry(event, transition))

    def _append(self, entry: Entry) -> Event:
        self._keep((*self.entries, entry), entry.event)
        if entry.transition is not None and entry.moves:
            self._machine.fire(self._position, entry.transition.trigger)
        return entry.event

    def _keep(self, entries: tuple[Entry, ...], recorded: Event) -> None:
        self._before.append((self.entries, self.stage, recorded))
        self.entries = entries

    def _can_be_added(self, event: Event) -> bool:
        """Return whether a recorded event may still move the case, or is refused by name.

        The effect of a notice that the record leaves out is told, and moves nothing.
        """
        is_effect = COMMON_WORDS.get(event.step, event.step) == "effect"
        if is_effect and all(each.trigger != "notice-received" for each in self.path):
            return False
        return knows(self.graph, event.step) and account_of(self, event.step) is None

    def _was_passed_over(self, step: str) -> bool:
        """Return whether a step is one that a later one had shown, told only now."""
        is_told = account_of(self, step) is not None
        passed = (self.procedure.stages[name] for move in self.path for name in move.skipped)
        return not is_told and any(each.answers_to(step) for each in passed)

    def _another_account(self, event: Event) -> Event:
        """Keep a second account of an event that has happened, or say what was possible."""
        number = account_of(self, event.step)
        if number is None or not event.sources:
            raise refusal(self, event)
        settled = merge(self.entries[number].event, event)
        entry = evolve(self.entries[number], event=settled)
        entries = (*self.entries[:number], entry, *self.entries[number + 1 :])
        self._fresh().replay(each.event for each in entries)
        self._keep(entries, event)
        return settled

    def _fresh(self) -> Case:
        """Return a case like this one in which nothing has happened."""
        other = object.__new__(Case)
        other.__dict__.update(self.__dict__)
        other._position = self._machine.start()
        other.entries, other._before = (), []
        return other

    def __repr__(self) -> str:
        return f"<Case {self.party} leaving {self.treaty.id}: {self.stage} ({self.phase.value})>"
