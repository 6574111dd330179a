"""`Distribution`: the probability of each day on which something may happen, and of never.

Beside it the `Driver` of a spread: the stage whose certainty would narrow it most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import evolve, field
from numpy.typing import NDArray

from withdrawal.datafiles import plain, table_of
from withdrawal.dates import parse_day
from withdrawal.dates.table import day_of, number_of
from withdrawal.errors import DateRangeError
from withdrawal.odds.engine.durations import LONGEST, Duration
from withdrawal.odds.engine.graph import DONE, SKIPPED, Fork, Model, Network, Step
from withdrawal.odds.engine.mass import Mass
from withdrawal.values import frozen

_LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
_SUM = 1e-12
_NEARLY_ALL = 0.9


class Odds:
    """What is told of a probability for each day (`mass`) and of why it never is (`reasons`)."""

    if TYPE_CHECKING:

        @property
        def mass(self) -> Mass: ...  # noqa: D102

        @property
        def reasons(self) -> Mapping[str, float]: ...  # noqa: D102

    @property
    def pmf(self) -> tuple[NDArray[np.datetime64], NDArray[np.float64]]:
        """The days, datetime64[D], shape (n,), and the probability of each, shape (n,)."""
        return np.datetime64(0, "D") + self.mass.days, self.mass.values

    @property
    def probability_never(self) -> float:
        """The probability that it does not happen, or not within the horizon."""
        return sum(self.reasons.values())

    def probability_by(self, day: date | str) -> float:
        """Return the probability that it has happened on or before a day.

        Args:
            day: a date, or its ISO 8601 text.
        """
        index = number_of(parse_day(day)) - self.mass.first
        if index < 0 or not self.mass.values.size:
            return 0.0
        return float(self.mass.sums[min(index, len(self.mass.sums) - 1)])

    def quantile(self, level: float) -> date | None:
        """Return the first day by which it has happened with probability ``level``, if it does.

        The level is of the days only: what never happens is left out and told apart by
        `probability_never`.

        Args:
            level: above 0, at most 1.

        Returns:
            None where it never happens.

        Raises:
            DateRangeError: the level is not a probability.
        """
        if not (_is_number(level) and 0.0 < level <= 1.0):
            raise DateRangeError(f"{level!r} is not a level: expected above 0 and at most 1.")
        return self._reached(level * self.mass.total) if self.mass.total else None

    def _reached(self, chance: float) -> date | None:
        """Return the first day by which it has happened with a chance, never counted, if any."""
        found = self.mass.quantile(chance)
        return None if found is None else day_of(found)

    @property
    def median(self) -> date | None:
        """The day by which it has happened with probability one half, if it does."""
        return self.quantile(0.5)

    @property
    def mean(self) -> date | None:
        """The mean day, rounded, if it happens; None where it never does."""
        if not self.mass.total:
            return None
        days = np.arange(len(self.mass.values))
        return day_of(self.mass.first + round(float(days @ self.mass.values) / self.mass.total))

    @property
    def mode(self) -> date | None:
        """The most probable day (the first, where several are); None where it never happens."""
        if not self.mass.total:
            return None
        return day_of(self.mass.first + int(np.argmax(self.mass.values)))

    def interval(self, share: float) -> tuple[date, date] | None:
        """Return the central range of days that holds ``share`` of what happens.

        Args:
            share: from 0 to below 1, for example 0.8 from the 10% to the 90% quantile.

        Raises:
            DateRangeError: the share is none.
        """
        if not (_is_number(share) and 0.0 <= share < 1.0):
            raise DateRangeError(f"{share!r} is not a share: expected 0 or more, and less than 1.")
        low, high = self.quantile((1.0 - share) / 2.0), self.quantile((1.0 + share) / 2.0)
        return None if low is None or high is None else (low, high)


@frozen(eq=False, slots=False)
class Distribution(Odds):
    """When something happens, as a probability for each day.

    Attributes:
        mass: the probability of each day.
        reasons: why it never happens, with the probability of each reason. Days and reasons sum
            to one.
    """

    mass: Mass = field(repr=False)
    reasons: Mapping[str, float] = field(factory=dict)

    @classmethod
    def of(cls, mass: Mass, reasons: Mapping[str, float]) -> Distribution:
        """Return a distribution whose parts sum to one as nearly as numbers can."""
        total = mass.total + sum(reasons.values())
        scaled = mass.scaled(1.0 / total).trimmed()
        return cls(scaled, {reason: chance / total for reason, chance in reasons.items()})

    @classmethod
    def known(cls, day: date) -> Distribution:
        """Return the distribution of a day that is known."""
        return cls(Mass.point(number_of(day)))

    @property
    def is_known(self) -> bool:
        """Whether all probability is on one day."""
        return int(np.count_nonzero(self.mass.values)) == 1 and not self.reasons

    def probability_on(self, day: date | str) -> float:
        """Return the probability that it happens on a day.

        Args:
            day: a date, or its ISO 8601 text.
        """
        return self.mass.probability(number_of(parse_day(day)))

    @property
    def main_day(self) -> date | None:
        """The day that holds nine tenths or more of what happens; None where no day does."""
        least = _NEARLY_ALL * self.mass.total * (1.0 - _SUM)
        return self.mode if self.mass.values.max(initial=0.0) >= least else None

    @property
    def spread(self) -> float:
        """The standard deviation in days, if it happens; zero where it never does."""
        if not self.mass.total:
            return 0.0
        days = np.arange(len(self.mass.values))
        mean = float(days @ self.mass.values) / self.mass.total
        return float(np.sqrt((days - mean) ** 2 @ self.mass.values / self.mass.total))

    def to_json(self) -> dict[str, Any]:
        """Return mean, mode, quantiles and the chance of never, ready for JSON.

        In the quantiles never counts: one that lies in it is null.
        """
        return {
            "mean": plain(self.mean),
            "mode": plain(self.mode),
            "quantiles": {f"{level:.2f}": plain(self._reached(level)) for level in _LEVELS},
            "probability_never": self.probability_never,
        }


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


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
        return table_of(self, days="range_days", days_without="range_days_if_certain")


def driver_of(
    model: Model, effect: Distribution, effect_if: Callable[[int], Distribution]
) -> Driver | None:
    """Return the stage whose certainty would narrow the 80% range most; None where none would.

    Only for the stages whose own days spread most is the case solved again.
    """
    usual = model.usual
    spreads = [_spread(usual, step) for step in usual.steps]
    whole = _width(effect)
    best: Driver | None = None
    for position, step in enumerate(usual.steps):
        if spreads[position] >= _NEAR * max(spreads):
            narrowed = _width(effect_if(position))
            if narrowed < (best.days_without if best is not None else whole):
                best = Driver(step.name, whole, narrowed)
    return best


_NEAR = 0.8


def _width(effect: Distribution) -> int:
    ends = effect.interval(0.8)
    return 0 if ends is None else (ends[1] - ends[0]).days


def certain(model: Model, position: int) -> Model:
    """Return a model with one step taking exactly as long as it does in the median."""
    left = _left(model.usual, model.usual.steps[position])
    days = left.quantile(0.5) or left.first

    def sure(network: Network) -> Network:
        step = network.steps[position]
        outcomes = tuple(
            evolve(each, duration=Duration.fixed(days)) if each.kind == DONE else each
            for each in step.outcomes
        )
        changed = {id(step): evolve(step, outcomes=outcomes)}
        return evolve(network, items=tuple(_changed(item, changed) for item in network.items))

    return model.each(sure)


def _changed(item: Step | Fork, changed: Mapping[int, Step]) -> Step | Fork:
    if isinstance(item, Step):
        return changed.get(id(item), item)
    branches = (tuple(changed.get(id(each), each) for each in line) for line in item.branches)
    return Fork(tuple(branches))


def _left(network: Network, step: Step) -> Duration:
    """Return how long a step takes; for one that is waited for, given that it still is."""
    duration = next(
        each.duration for each in step.outcomes if each.kind == DONE and each.duration is not None
    )
    not_by = network.opening.not_by
    if network.items and network.items[0] is step and not_by is not None:
        waited = max(not_by - network.opening.start.first, 0)
        return duration.longer_than(waited) or Duration.fixed(min(waited + 1, LONGEST))
    return duration


def _spread(network: Network, step: Step) -> float:
    """Return the days between the tenths at either end, where the step is taken at all."""
    left = _left(network, step)
    low, high = left.quantile(0.1), left.quantile(0.9)
    days = (LONGEST if high is None else high) - (LONGEST if low is None else low)
    skipped = sum(each.probability for each in step.outcomes if each.kind == SKIPPED)
    share = step.count.share if step.count is not None else 1.0
    return days * (1.0 - skipped) / share
