"""Which stage drives the spread of a forecast: the one whose certainty would narrow it most."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from withdrawal.odds.distribution import Distribution
from withdrawal.odds.durations import Duration
from withdrawal.odds.exact import solve
from withdrawal.odds.network import DONE, Fork, Model, Network, Step

__all__ = ["Driver", "driver_of"]


@frozen
class Driver:
    """The stage that drives the spread.

    Attributes:
        stage: its name.
        days: the width of the 80% range of effect, in days.
        days_without: the same if that stage took exactly its median time.
    """

    stage: str
    days: int
    days_without: int

    def to_json(self) -> dict[str, Any]:
        """Return the driver as plain data."""
        return {
            "stage": self.stage,
            "range_days": self.days,
            "range_days_if_certain": self.days_without,
        }


def driver_of(model: Model) -> Driver | None:
    """Return the stage whose certainty would narrow the 80% range most; None where none would."""
    whole = _width(model)
    best: Driver | None = None
    for position, step in enumerate(model.first.steps):
        narrowed = _width(_certain(model, position))
        if narrowed < (best.days_without if best is not None else whole):
            best = Driver(step.name, whole, narrowed)
    return best


def _width(model: Model) -> int:
    solution = solve(model, keeps_stages=False)
    ends = Distribution.of(solution.effect, solution.never).interval(0.8)
    return 0 if ends is None else (ends[1] - ends[0]).days


def _certain(model: Model, position: int) -> Model:
    """Return the model with one step taking exactly as long as it does in the median."""
    _, usual = max(model.parts, key=lambda part: part[0])
    days = _median(usual, usual.steps[position])
    return model.each(lambda network: _replaced(network, network.steps[position], days))


def _replaced(network: Network, step: Step, days: int) -> Network:
    sure = tuple(
        evolve(each, duration=Duration.fixed(days)) if each.kind == DONE else each
        for each in step.outcomes
    )
    changed = evolve(step, outcomes=sure)
    return evolve(network, items=tuple(_with(item, step, changed) for item in network.items))


def _with(item: Step | Fork, step: Step, changed: Step) -> Step | Fork:
    if isinstance(item, Fork):
        branches = tuple(
            tuple(changed if each is step else each for each in branch) for branch in item.branches
        )
        return Fork(branches)
    return changed if item is step else item


def _median(network: Network, step: Step) -> int:
    """Return a step's median days; for one that is waited for, given that it still is."""
    duration = next(
        each.duration for each in step.outcomes if each.kind == DONE and each.duration is not None
    )
    not_by = network.opening.not_by
    if network.items and network.items[0] is step and not_by is not None:
        waited = max(not_by - network.opening.start.first, 0)
        left = duration.longer_than(waited)
        return waited + 1 if left is None else left.quantile(0.5) or waited + 1
    return duration.quantile(0.5) or 0
