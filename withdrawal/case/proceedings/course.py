"""The course of a case: what it is about and what has happened, as one value that never changes.

Everything else in this room reads a course: its clock, what may be recorded next, what is owed and
the answer. `withdrawal.case.proceedings.case.Case` alone goes from one course to the next.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from withdrawal.case.standing import Move, Standing, stand

if TYPE_CHECKING:
    from datetime import date

    from withdrawal.case.asking.question import Question
    from withdrawal.law.procedures.graph.graph import Graph, Transition
    from withdrawal.law.procedures.procedure import Procedure, Route
    from withdrawal.law.procedures.stages import Phase
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.record.events import Event

__all__ = ["Course", "Entry"]


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
        question: the State, the treaty and the circumstances given.
        procedure: how the State decides.
        route: the route of the procedure that is taken.
        facts: words of `withdrawal.law.procedures.facts` that hold.
        is_route_named: whether the route was named, or is taken for granted.
        entries: what happened, and what each event moved.
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
