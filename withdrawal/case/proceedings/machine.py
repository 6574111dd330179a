"""The machine of a procedure: the one module that builds a `transitions` machine.

It is the engine of a case. Each transition of the graph becomes one of the machine that carries
it (`law`); its condition is asked of the model and refuses by an error of its own; once the state
has changed, the model keeps what moved it. One machine is built for each graph and shared by
every case: nothing is registered with it, so ten thousand replays leave nothing behind.

What of the library is used, what is not and why is told in ``docs/explanation/design.md``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define

from withdrawal.case.proceedings.admissible import admit
from withdrawal.case.proceedings.course import Course, Entry
from withdrawal.case.proceedings.same_event import not_now
from withdrawal.law.procedures.graph.graph import Graph, Transition
from withdrawal.record.events import Event

if TYPE_CHECKING:
    from transitions import EventData, Machine


@define
class Position:
    """Where one case stands: a model of the machine that takes every step of the graph."""

    state: str

    def admits(self, told: EventData) -> bool:
        """Return whether a step may be taken."""
        return True

    def keeps(self, told: EventData) -> None:
        """Do what follows once it has been taken: nothing."""


@define
class Moved(Position):
    """A course on its way to the next: the model that refuses and keeps events."""

    course: Course

    def admits(self, told: EventData) -> bool:
        """Return True where the event can have happened.

        Raises:
            WithdrawalError: it cannot.
        """
        admit(self.course, *_step(told))
        return True

    def keeps(self, told: EventData) -> None:
        """Put the event and what it moved in the course."""
        self.course = self.course.followed_by(Entry(*_step(told)))


def _step(told: EventData) -> tuple[Event, Transition]:
    """Return what happened, and the transition of the graph that it makes."""
    law: Transition = told.transition.law  # type: ignore[union-attr]
    return told.kwargs["event"], law


class ProcedureMachine:
    """A graph that can be driven."""

    __slots__ = ("_events", "_possible", "graph")

    def __init__(self, graph: Graph) -> None:
        machine = _build(graph)
        self.graph = graph
        self._events: dict[str, Any] = dict(machine.events)
        self._possible = {(each.source, each.trigger): each for each in graph.transitions}

    def start(self) -> Position:
        """Return the position of a new case."""
        return Position(self.graph.initial)

    def allowed(self, position: Position) -> tuple[str, ...]:
        """Return the triggers that the law allows at a position, in the order of the procedure."""
        return self.graph.allowed(position.state)

    def fire(self, position: Position, step: str, event: Event | None = None) -> Transition:
        """Move a position by what happened, and return the transition made.

        Args:
            position: where the case stands; it changes only when the step is possible.
            step: a trigger, or a stage's id, alias or kind.
            event: what happened, where the position keeps it.

        Raises:
            EventOrderError: nothing of that name is possible here; says what was.
            WithdrawalError: the position does not admit the event.
        """
        found = self._possible.get((position.state, step)) or self.graph.find(position.state, step)
        if found is None:
            raise not_now(self.graph, position.state, step)
        self._events[found.trigger].trigger(position, event=event)
        return found


@cache
def machine_for(graph: Graph) -> ProcedureMachine:
    """Return the machine of a graph, built once and shared."""
    return ProcedureMachine(graph)


def _build(graph: Graph) -> Machine:
    from transitions import Machine
    from transitions import Transition as Move

    class LawfulMove(Move):
        """A transition of the library that knows the one of the graph."""

        def __init__(self, *given: Any, law: Transition, **more: Any) -> None:
            super().__init__(*given, **more)
            self.law = law

    class DrivenMachine(Machine):
        transition_cls = LawfulMove

    return DrivenMachine(
        model=None,
        states=[state.name for state in graph.states],
        transitions=[
            {
                "trigger": each.trigger,
                "source": each.source,
                "dest": each.target,
                "conditions": "admits",
                "law": each,
            }
            for each in graph.transitions
        ],
        initial=graph.initial,
        auto_transitions=False,
        send_event=True,
        after_state_change="keeps",
    )
