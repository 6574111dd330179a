"""A case: one State leaving one treaty, told event by event.

A `Case` drives the State's procedure with dated events. What cannot have happened is refused by
name and changes nothing. What has happened is kept in order and replays to the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Unpack

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.asking.given import Day, Given
from withdrawal.case.asking.question import Question, make_question
from withdrawal.case.proceedings.admissible import check_facts, irregularities
from withdrawal.case.proceedings.course import ANYWHERE, Course, Entry, notice_of
from withdrawal.case.proceedings.machine import Moved, machine_for
from withdrawal.case.proceedings.owed import NextStep, next_steps, owed
from withdrawal.case.proceedings.reply import reply
from withdrawal.case.proceedings.same_event import REMARK, account_of, knows, merge, refusal
from withdrawal.case.standing import Standing
from withdrawal.dates import parse_day
from withdrawal.errors import EventOrderError, JournalError, WithdrawalError
from withdrawal.law.procedures.facts import stated_facts
from withdrawal.law.procedures.graph.graph import Graph, Transition
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import Phase
from withdrawal.law.procedures.words import COMMON_WORDS
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.events import Event, EventDetails, make_event


class Case:
    """One State leaving one treaty, as far as it has come."""

    def __init__(
        self,
        party: str,
        treaty: str | Treaty,
        *,
        route: str | None = None,
        facts: Iterable[str] = (),
        catalogue: Catalogue | None = None,
        **given: Unpack[Given],
    ) -> None:
        """Open a case in which nothing has happened yet.

        Args:
            party: the State, by any of its names.
            treaty: the treaty, by any of its names, or a `Treaty`.
            route: the id of a route of the State's procedure; default the one that the treaty
                and the facts call for, by the law of the day of the first event.
            facts: words of `withdrawal.law.procedures.facts` that hold in the case.
            catalogue: another catalogue of treaties than the packaged one.
            given: circumstances, whole or one by one, as for `withdrawal.when`.

        Raises:
            WithdrawalError: a name, date or span makes no sense.
        """
        question = make_question(party, treaty, as_of=date.max, catalogue=catalogue, **given)
        state, known = procedure(question.party.id), stated_facts(facts)
        self._course = Course(
            question,
            state,
            state.route(route, treaty=question.treaty, facts=known),
            known,
            is_route_named=route is not None or bool(known),
        )
        self._before: list[tuple[Course, Event]] = []
        self._is_route_chosen = route is not None
        self._kept_in: str | None = None

    # -- what it is -----------------------------------------------------------------------------

    @property
    def course(self) -> Course:
        """All that has happened so far, as one value that never changes."""
        return self._course

    @property
    def party(self) -> str:
        """The State's ISO 3166-1 alpha-3 id."""
        return self._course.party

    @property
    def treaty(self) -> Treaty:
        """The treaty."""
        return self._course.treaty

    @property
    def question(self) -> Question:
        """The State, the treaty and the circumstances given when the case was opened."""
        return self._course.question

    @property
    def procedure(self) -> Procedure:
        """How the State decides."""
        return self._course.procedure

    @property
    def route(self) -> Route:
        """The route of the procedure that the case takes."""
        return self._course.route

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that hold, on which the choice of a route depends."""
        return self._course.facts

    @property
    def is_route_named(self) -> bool:
        """Whether the case named its route, or it was taken for granted."""
        return self._course.is_route_named

    # -- where it stands ------------------------------------------------------------------------

    @property
    def stage(self) -> str:
        """The last completed stage; several that run side by side are joined with ``+``."""
        return self._course.state

    @property
    def graph(self) -> Graph:
        """All that can happen on the route."""
        return self._course.graph

    @property
    def phase(self) -> Phase:
        """The canonical phase."""
        return self._course.phase

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen."""
        return self._course.is_over

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What happened, and what each event moved."""
        return self._course.entries

    @property
    def history(self) -> tuple[Event, ...]:
        """The events, in the order in which they were recorded."""
        return self._course.events

    @property
    def path(self) -> tuple[Transition, ...]:
        """What the events moved, in order, notes left out."""
        return tuple(each.transition for each in self._course.moves)

    @property
    def standing(self) -> Standing:
        """How far the case has come: what is over, what is being taken again, what is ahead."""
        return self._course.standing

    @property
    def told(self) -> tuple[Event, ...]:
        """The events under the words by which the procedure knows them, remarks left out."""
        return self._course.told

    @property
    def irregularities(self) -> tuple[str, ...]:
        """Events that the State's own law did not allow on the day they happened, in words.

        They are kept, because they happened; a notice is good towards the other parties even so.
        """
        return irregularities(self._course)

    def next_steps(self) -> tuple[NextStep, ...]:
        """Return what can happen next, with its actor, majority and dates as the law sets them."""
        return next_steps(self._course)

    def owed(self) -> tuple[str, ...]:
        """Return what is still missing: stages, then recipients of the notice not yet told."""
        return owed(self._course)

    def when(self, *, as_of: Day | None = None) -> Answer:
        """Return when the exit takes effect, from this case's events alone.

        Args:
            as_of: the day the question is asked for, default today; later events are not used.
        """
        return reply(self._course, date.today() if as_of is None else parse_day(as_of))

    def known_by(self, as_of: date) -> Case:
        """Return this case as it was known by a day (`Course.known_by`)."""
        return self._with(self._course.known_by(as_of))

    # -- what happens ---------------------------------------------------------------------------

    def record(self, step: str, **details: Unpack[EventDetails]) -> Event:
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
        return self.add(make_event(step, **details))

    def add(self, event: Event, *, route: str | None = None) -> Event:
        """Record an event as `record` does; return it as it now stands in the history.

        Args:
            route: for a first step, the route that it is known to have taken; default the one of
                the law of its day.
        """
        with self._under_the_law_of(event, route):
            return self._add(event)

    def _add(self, event: Event) -> Event:
        if event.step == REMARK:
            return self._keep(Entry(event))
        transition = self.find(event.step)
        if transition is not None:
            return self._move(event, transition)
        if event.step in ANYWHERE:
            check_facts(self._course, event, None)
            return self._keep(Entry(event))
        if self._was_passed_over(event.step):
            return self._keep(Entry(event))
        return self._another_account(event)

    def replay(self, events: Iterable[Event]) -> Case:
        """Record events as they come and return this case.

        Words that name no step of the procedure are kept as remarks, and so is what names a
        stage that is already over: records tell more than procedures know.

        Raises:
            WithdrawalError: as `record`; the events before the faulty one are kept.
        """
        for event in events:
            with self._under_the_law_of(event):
                transition = self.find(event.step)
                if transition is not None:
                    self._move(event, transition)
                elif self._can_be_added(event):
                    self._add(event)
                else:
                    self._keep(Entry(event))
        return self

    def find(self, step: str) -> Transition | None:
        """Return what a recorded step would move now, or None where it cannot happen."""
        return self._course.find(step)

    def undo(self) -> Event:
        """Take the last event back and return it as it was recorded.

        Raises:
            EventOrderError: nothing has been recorded.
        """
        self._check_its_own()
        if not self._before:
            raise EventOrderError("There is nothing to undo: expected a recorded event.")
        self._course, event = self._before.pop()
        return event

    # -- within ---------------------------------------------------------------------------------

    @contextmanager
    def _under_the_law_of(self, event: Event, route: str | None = None) -> Iterator[None]:
        """Let the first step of a case choose its route, by the law of its day."""
        before, day = self._course, event.when.latest or event.when.earliest
        if before.steps or self._is_route_chosen:
            yield
            return
        law = self.procedure.route(route, treaty=self.treaty, facts=self.facts, on=day)
        self._course = evolve(before, route=law)
        try:
            yield
        except WithdrawalError:
            self._course = before
            raise
        self._before[-1] = (before, self._before[-1][1])

    def _move(self, event: Event, transition: Transition) -> Event:
        """Let the machine take an event, which refuses what cannot have happened."""
        moved = Moved(self.stage, self._course)
        machine_for(self.graph).fire(moved, transition.trigger, event)
        return self._go_on(moved.course, event)

    def _keep(self, entry: Entry) -> Event:
        return self._go_on(self._course.followed_by(entry), entry.event)

    def on_default(self, route: str) -> Case:
        """Return this case on a route that was the default when it was opened."""
        taken = self.procedure.route(route)
        return self._with(evolve(self._course, route=taken))

    def kept_in(self, journal: str) -> Case:
        """Return this case as a journal has it, which takes no events of its own."""
        other = self._with(self._course)
        other._kept_in = journal
        return other

    def _check_its_own(self) -> None:
        if self._kept_in is not None:
            raise JournalError(
                f"This case is kept in {self._kept_in}, which would not learn of the change: "
                "expected Journal.record or Journal.undo; for a trial, record in a copy "
                "(case.known_by(date.max))."
            )

    def _go_on(self, course: Course, recorded: Event) -> Event:
        self._check_its_own()
        self._before.append((self._course, recorded))
        self._course = course
        return recorded

    def _can_be_added(self, event: Event) -> bool:
        """Return whether a recorded event may still move the case, or is refused by name.

        The effect of a notice that the record leaves out is told, and moves nothing.
        """
        is_effect = COMMON_WORDS.get(event.step, event.step) == "effect"
        if is_effect and notice_of(self._course) is None:
            return False
        return knows(self.graph, event.step) and account_of(self._course, event.step) is None

    def _was_passed_over(self, step: str) -> bool:
        """Return whether a step is one that a later one had shown, told only now."""
        is_told = account_of(self._course, step) is not None
        passed = (self.procedure.stages[name] for move in self.path for name in move.skipped)
        return not is_told and any(each.answers_to(step) for each in passed)

    def _another_account(self, event: Event) -> Event:
        """Keep a second account of an event that has happened, or say what was possible."""
        course, number = self._course, account_of(self._course, event.step)
        if number is None or not event.sources:
            raise refusal(course, event)
        settled = merge(course.entries[number].event, event)
        entries = list(course.entries)
        entries[number] = evolve(entries[number], event=settled)
        self._with(evolve(course, entries=())).replay(each.event for each in entries)
        self._go_on(evolve(course, entries=tuple(entries)), event)
        return settled

    def _with(self, course: Course) -> Case:
        """Return a case of its own with another course."""
        other = object.__new__(Case)
        other._course, other._before, other._kept_in = course, [], None
        other._is_route_chosen = self._is_route_chosen or bool(self._course.steps)
        return other

    def __repr__(self) -> str:
        return f"<Case {self.party} leaving {self.treaty.id}: {self.stage} ({self.phase.value})>"
