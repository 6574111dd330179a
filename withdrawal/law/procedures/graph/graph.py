"""A procedure as a graph: the states a case can be in, and what leads from one to the next.

The domestic part follows the stages of a route; the part after notice is the same for every
State: a period runs, then effect, unless a conflict makes it wait or the notice is revoked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from attrs import field

from withdrawal.law.procedures.majority import Majority
from withdrawal.law.procedures.stages import DayLimits, Phase, Return, Stage
from withdrawal.law.procedures.words import COMMON_WORDS
from withdrawal.values import frozen

TransitionKind = Literal[
    "advance",
    "skip",
    "imply",
    "irregular",
    "reject",
    "return",
    "notice",
    "claim",
    "effect",
    "wait",
    "revoke",
    "note",
]
"""What a transition is. ``skip`` passes over optional stages only; ``imply`` passes over stages
that the record does not mention but the next one shows; ``irregular`` over an approval that the
State's law requires, because what happened is never refused; ``note`` leaves the state as it is."""


@frozen
class State:
    """Where a case stands.

    Attributes:
        name: the last completed stage, joined with "+" where several run side by side.
    """

    name: str
    phase: Phase
    is_final: bool = False


@frozen
class Transition:
    """What leads from one state to the next.

    Attributes:
        stage: the stage it completes, returns or rejects; None after notice.
        skipped: the ids of the stages it passes over, or stands for.
        majority: the votes it takes here (an override may differ from the stage's own).
        is_implied: whether it passes over stages that are not optional, so that it shows what
            the record leaves out or the State's law did not allow.
    """

    source: str
    trigger: str
    target: str
    kind: TransitionKind
    stage: Stage | None = field(default=None, repr=lambda stage: stage.id if stage else "None")
    skipped: tuple[str, ...] = ()
    majority: Majority | None = None
    limits: DayLimits = DayLimits()
    is_implied: bool = False
    back: Return | None = field(default=None, repr=False)

    @property
    def is_claim(self) -> bool:
        """Whether it is a claim of suspension, which no treaty may know."""
        return self.target == "suspension-claimed" != self.source


@frozen(eq=False, slots=False)
class Graph:
    """All that can happen in one route of one procedure.

    Attributes:
        states: every state, the initial one first.
        transitions: every transition, in the order of the route.
    """

    country: str
    route: str
    states: tuple[State, ...] = field(repr=False)
    transitions: tuple[Transition, ...] = field(repr=False)
    initial: str = "considered"

    @cached_property
    def _by_name(self) -> Mapping[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def _by_source(self) -> Mapping[str, tuple[Transition, ...]]:
        found: dict[str, list[Transition]] = {state.name: [] for state in self.states}
        for transition in self.transitions:
            found[transition.source].append(transition)
        return {name: tuple(each) for name, each in found.items()}

    def state(self, name: str) -> State:
        """Return the state of that name, or raise KeyError."""
        return self._by_name[name]

    def next(self, state: str) -> tuple[Transition, ...]:
        """Return what can happen in a state."""
        return self._by_source[state]

    def lawful(self, state: str) -> tuple[Transition, ...]:
        """Return what the State's law lets happen in a state."""
        return tuple(each for each in self.next(state) if each.kind != "irregular")

    def allowed(self, state: str) -> tuple[str, ...]:
        """Return the triggers that the State's law allows in a state, in order."""
        return tuple(each.trigger for each in self.lawful(state))

    def find(self, state: str, step: str) -> Transition | None:
        """Return what a recorded step means in a state, or None where it cannot happen.

        A trigger is taken at its word; then a stage's id, its aliases, its kind. Where several
        stages answer to the step, the nearest one (fewest passed over) is meant.
        """
        possible, word = self.next(state), COMMON_WORDS.get(step, step)
        for transition in possible:
            if transition.trigger == word:
                return transition
        named = [
            each
            for each in possible
            if each.stage is not None
            and each.kind not in ("return", "reject")
            and each.stage.answers_to(step)
        ]
        exact = [each for each in named if each.stage is not None and each.stage.id == step]
        return min(exact or named, key=_distance, default=None)


def _distance(transition: Transition) -> tuple[bool, int]:
    """Return how far a transition leads: what is regular is nearer than what is not."""
    return transition.kind == "irregular", len(transition.skipped)
