"""The machine of a procedure: the one module that builds a `transitions` machine.

One machine is built for each graph and shared by every case; a case holds a `Position`, which
is no more than the name of a state. Nothing is registered with the machine, so ten thousand
replays leave nothing behind.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define

from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.graph import Graph, Transition

if TYPE_CHECKING:
    from transitions import Machine

__all__ = ["Position", "ProcedureMachine", "machine_for"]


@define
class Position:
    """Where one case stands.

    Attributes:
        state: the name of its state.
    """

    state: str


class ProcedureMachine:
    """A graph that can be driven.

    Attributes:
        graph: the graph it was built from.
    """

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
        return tuple(each.trigger for each in self.graph.lawful(position.state))

    def fire(self, position: Position, step: str) -> Transition:
        """Move a position by what happened, and return the transition made.

        Args:
            position: where the case stands; it changes only when the step is possible.
            step: a trigger, or a stage's id, alias or kind.

        Raises:
            EventOrderError: nothing of that name is possible here; says what was.
        """
        found = self._possible.get((position.state, step)) or self.graph.find(position.state, step)
        if found is None:
            raise self.refusal(position, step)
        self._events[found.trigger].trigger(position)
        return found

    def refusal(self, position: Position, step: str) -> EventOrderError:
        """Return the error that says a step cannot happen at a position, and what could."""
        possible = self.allowed(position)
        state = position.state
        if not possible:
            return EventOrderError(f"{step!r} cannot happen once a case is {state}: it is over.")
        return EventOrderError(
            f"{step!r} cannot happen at the stage {state!r} of {self.graph.country}'s "
            f"{self.graph.route} route: expected {' or '.join(possible)}.",
            suggestions=possible,
        )


@cache
def machine_for(graph: Graph) -> ProcedureMachine:
    """Return the machine of a graph, built once and shared."""
    return ProcedureMachine(graph)


def _build(graph: Graph) -> Machine:
    from transitions import Machine

    return Machine(
        model=None,
        states=[state.name for state in graph.states],
        transitions=[
            {"trigger": each.trigger, "source": each.source, "dest": each.target}
            for each in graph.transitions
        ],
        initial=graph.initial,
        auto_transitions=False,
    )
