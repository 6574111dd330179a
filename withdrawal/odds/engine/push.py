"""Pushing probability mass through steps and forks: the moves of the exact engine.

A duration is a convolution, a calendar a scatter-add through a table, a branch a split, a fork a
product of distribution functions. What ends on the way is noted by reason, so that nothing is
lost from sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import define, field

from withdrawal.odds.engine.durations import Duration, convolve
from withdrawal.odds.engine.graph import DONE, Fork, Outcome, Step
from withdrawal.odds.engine.mass import BEYOND, Mass, added, join

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Chance: TypeAlias = float | NDArray[np.float64]

__all__ = ["Push", "timed"]


@define
class Push:
    """Pushes masses through items, and notes what ends on the way.

    Attributes:
        limit: the last day that is counted.
        keeps_stages: whether to keep the mass of the day each step is done.
        never: the mass that ended, by reason: one number, or one for each row.
        stages: the mass of the day each step is done.
    """

    limit: int
    keeps_stages: bool = False
    never: dict[str, Chance] = field(factory=dict)
    stages: dict[str, Mass] = field(factory=dict)

    def item(self, item: Step | Fork, mass: Mass) -> Mass:
        """Return the mass of the day an item is done."""
        return self.fork(item, mass) if isinstance(item, Fork) else self.step(item, mass)

    def chain(self, steps: Sequence[Step], mass: Mass) -> Mass:
        """Return the mass of the day the last of several steps is done."""
        for step in steps:
            mass = self.step(step, mass)
        return mass

    def step(self, step: Step, mass: Mass) -> Mass:
        """Return the mass of the day a step is done, whichever way it took."""
        if not mass.values.size:
            return mass
        moves: dict[tuple[int, bool], Mass] = {}
        done = [self._outcome(step, each, mass, moves) for each in step.outcomes]
        result = added(done)
        if self.keeps_stages:
            self.stages[step.name] = result
        return result

    def _outcome(
        self, step: Step, outcome: Outcome, mass: Mass, moves: dict[tuple[int, bool], Mass]
    ) -> Mass:
        """Return the part of a mass that goes on by one outcome; ``moves`` holds those done."""
        if outcome.duration is None:
            return self.end(outcome.kind, mass.scaled(outcome.probability))
        key = (id(outcome.duration), outcome.is_free)
        if key not in moves:
            moves[key] = timed(step, outcome, mass, self.limit)
        part = moves[key].scaled(outcome.probability)
        lost = outcome.probability * mass.values.sum(axis=-1) - part.values.sum(axis=-1)
        if np.any(lost > 0.0):
            self.note(BEYOND, np.maximum(lost, 0.0))
        return self.settle(outcome, part)

    def settle(self, outcome: Outcome, mass: Mass) -> Mass:
        """Return what goes on from an outcome that has come about: all, the retaken, or none."""
        if outcome.goes_on:
            return mass
        if outcome.again:
            return Push(self.limit, never=self.never).chain(outcome.again, mass)
        return self.end(outcome.kind, mass)

    def end(self, reason: str, mass: Mass) -> Mass:
        """Note that a mass ends here; return none."""
        self.note(reason, mass.values.sum(axis=-1))
        return mass.until(mass.first - 1)

    def note(self, reason: str, chance: Chance) -> None:
        """Note a chance of ending."""
        self.never[reason] = self.never.get(reason, 0.0) + chance

    def fork(self, fork: Fork, mass: Mass) -> Mass:
        """Return the mass of the day all branches are done.

        Where no step keeps a calendar, the days a fork takes do not depend on the day it begins:
        one convolution does. Otherwise there is one row for each day on which it may begin.
        """
        if not mass.total:
            return mass
        is_even = not fork.keeps_calendar
        begun, rows = (mass, Mass.point(0)) if is_even else _rows(mass)
        limit = self.limit - mass.first if is_even else self.limit
        inners = [Push(limit, self.keeps_stages) for _ in fork.branches]
        done = [inner.chain(b, rows) for inner, b in zip(inners, fork.branches, strict=True)]
        joined = _weighed(begun, join(done), self.limit)
        self.note(BEYOND, max(self.end_branches(begun, inners) - joined.total, 0.0))
        for inner in inners:
            for name, stage in inner.stages.items():
                self.stages[name] = _weighed(begun, stage, self.limit)
        return joined

    def end_branches(self, mass: Mass, inners: Sequence[Push]) -> float:
        """Note the endings within branches, and return the chance that none has ended.

        The first branch that ends gives the reason.
        """
        alive: Chance = 1.0
        for inner in inners:
            for reason, chance in inner.never.items():
                self.note(reason, float((mass.values * alive * chance).sum()))
            alive = alive * (1.0 - sum(inner.never.values()))
        return float((mass.values * alive).sum())


def timed(step: Step, outcome: Outcome, mass: Mass, limit: int) -> Mass:
    """Return when one outcome of a step happens, as far as the limit."""
    duration = outcome.duration or Duration.fixed(0)
    if outcome.is_free or step.count is None:
        moved = mass.later_by(duration, limit)
    else:
        moved = step.count.push(mass, duration, limit)
    if step.not_before is not None and outcome.kind == DONE:
        moved = moved.not_before(step.not_before)
    if outcome.is_free or step.table is None:
        return moved
    return moved.moved(step.table).until(limit)


def _rows(mass: Mass) -> tuple[Mass, Mass]:
    """Return the chance of each day on which a fork may begin, and a row for each.

    Each day more is a row more: from the fifth month on what may begin within a week, and after
    two years within a month, is taken to begin on its first day.
    """
    days = np.arange(len(mass.values))
    kept = (days < _BY_DAY) | ((days < _BY_WEEK) & (days % 7 == 0)) | (days % 30 == 0)
    places = np.cumsum(kept) - 1
    chances = np.bincount(places, weights=mass.values).astype(np.float64, copy=False)
    held = np.flatnonzero(kept)[chances > 0.0]
    return Mass(mass.first, chances[chances > 0.0]), Mass(mass.first, np.eye(len(days))[held])


_BY_DAY, _BY_WEEK = 150, 730


def _weighed(mass: Mass, rows: Mass, limit: int) -> Mass:
    """Return what a fork's rows give when it begins as ``mass`` says."""
    if not rows.values.size:
        return Mass.empty()
    if rows.values.ndim == 1:
        return Mass(mass.first + rows.first, convolve(mass.values, rows.values)).until(limit)
    return Mass(rows.first, mass.values @ rows.values)
