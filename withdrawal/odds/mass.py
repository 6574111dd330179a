"""Probability mass over days, and the few moves the exact engine makes with it.

A `Mass` may have rows: then each row is a distribution of its own (given one day of an earlier
event), and every move acts on all rows at once. Days are numbers since 1970-01-01.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from withdrawal.dates.table import EPOCH, NOWHERE
from withdrawal.odds.durations import convolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from withdrawal.dates import DayTable
    from withdrawal.odds.durations import Duration

__all__ = ["Mass", "added", "join"]


@frozen(eq=False)
class Mass:
    """A probability for each day of a stretch of days; it need not sum to one.

    Attributes:
        first: the first day, as days since 1970-01-01.
        values: float64, shape (days,) or (rows, days).
    """

    first: int
    values: NDArray[np.float64] = field(repr=False)

    @classmethod
    def point(cls, day: int) -> Mass:
        """Return all mass on one day."""
        return cls(day, np.ones(1))

    @classmethod
    def spread(cls, first: int, last: int) -> Mass:
        """Return equal mass on every day from first to last."""
        count = last - first + 1
        return cls(first, np.full(count, 1.0 / count))

    @classmethod
    def empty(cls) -> Mass:
        """Return no mass at all."""
        return cls(0, np.zeros(0))

    @property
    def last(self) -> int:
        """The last day of the stretch."""
        return self.first + int(self.values.shape[-1]) - 1

    @property
    def total(self) -> float:
        """The sum over all days and rows."""
        return float(self.values.sum())

    def scaled(self, factor: float) -> Mass:
        """Return the mass times a number."""
        return Mass(self.first, self.values * factor)

    def rows(self) -> Mass:
        """Return one row for each day, each with all its mass on that day."""
        return Mass(self.first, np.eye(len(self.values)))

    def after(self, day: int) -> Mass:
        """Return only the mass of days later than ``day``."""
        start = min(max(day + 1 - self.first, 0), self.values.shape[-1])
        return Mass(self.first + start, self.values[..., start:])

    def until(self, day: int) -> Mass:
        """Return only the mass of days up to and including ``day``."""
        stop = max(day + 1 - self.first, 0)
        return Mass(self.first, self.values[..., :stop])

    def by(self, day: int) -> float:
        """Return the mass of days up to and including ``day``."""
        return self.until(day).total

    def on(self, first: int, last: int) -> NDArray[np.float64]:
        """Return the values on every day from first to last, zero where there is no mass."""
        result: NDArray[np.float64] = np.zeros((*self.values.shape[:-1], last - first + 1))
        low, high = max(first, self.first), min(last, self.last)
        if low <= high:
            part = self.values[..., low - self.first : high - self.first + 1]
            result[..., low - first : high - first + 1] = part
        return result

    def cumulated(self, first: int, last: int) -> NDArray[np.float64]:
        """Return the mass up to each day from first to last, whatever came before included."""
        before = self.until(first - 1).values.sum(axis=-1, keepdims=True)
        return before + np.cumsum(self.on(first, last), axis=-1)  # type: ignore[no-any-return]

    def later_by(self, duration: Duration, limit: int) -> Mass:
        """Return the mass after a duration, as far as day ``limit``; what lies later is lost."""
        room = limit - self.first - duration.first + 1
        if room <= 0 or not self.values.size:
            return Mass.empty() if self.values.ndim == 1 else self._no_days()
        moved = _convolve_rows(self.values[..., :room], duration.masses[:room])
        return Mass(self.first + duration.first, moved[..., :room])

    def moved(self, table: DayTable) -> Mass:
        """Return the mass pushed through a rule; where nothing follows it is lost.

        Raises:
            DateRangeError: the mass reaches outside the table.
        """
        if not self.values.size:
            return self
        start = self.first - (table.first.toordinal() - EPOCH)
        if start < 0 or start + self.values.shape[-1] > len(table):
            raise table._outside("a day with probability")
        followers = table.values[start : start + self.values.shape[-1]]
        reached = followers != NOWHERE
        if not reached.any():
            return Mass.empty() if self.values.ndim == 1 else self._no_days()
        return self.placed(followers[reached].astype(np.int64), self.values[..., reached])

    def placed(self, days: NDArray[np.int64], values: NDArray[np.float64]) -> Mass:
        """Return ``values`` put on ``days``, adding up those that share a day."""
        low = int(days.min())
        if values.ndim == 1:
            sums = np.bincount(days - low, weights=values)
            return Mass(low, sums.astype(np.float64, copy=False))
        columns = np.zeros((int(days.max()) - low + 1, len(values)))
        np.add.at(columns, days - low, values.T)
        return Mass(low, columns.T)

    def _no_days(self) -> Mass:
        return Mass(0, np.zeros((len(self.values), 0)))

    def trimmed(self) -> Mass:
        """Return the same mass without days of zero at either end."""
        held = np.flatnonzero(self.values)
        if not len(held):
            return Mass.empty()
        return Mass(self.first + int(held[0]), self.values[held[0] : held[-1] + 1])


def added(masses: Iterable[Mass]) -> Mass:
    """Return the sum of several masses over the same rows (or none)."""
    held = [mass for mass in masses if mass.values.size]
    if not held:
        return Mass.empty()
    if len(held) == 1:
        return held[0]
    first, last = min(mass.first for mass in held), max(mass.last for mass in held)
    result = np.zeros((*held[0].values.shape[:-1], last - first + 1))
    for mass in held:
        start = mass.first - first
        result[..., start : start + mass.values.shape[-1]] += mass.values
    return Mass(first, result)


def join(branches: Sequence[Mass]) -> Mass:
    """Return the day on which the last of several independent things has happened.

    The product of the distribution functions; a branch that may never happen makes the result
    happen that much less often.
    """
    if any(not branch.values.size for branch in branches):
        return Mass.empty()
    first, last = max(b.first for b in branches), max(b.last for b in branches)
    product = branches[0].cumulated(first, last)
    for branch in branches[1:]:
        product = product * branch.cumulated(first, last)
    steps: NDArray[np.float64] = np.diff(product, axis=-1, prepend=0.0)
    return Mass(first, steps.clip(min=0.0))


def _convolve_rows(values: NDArray[np.float64], masses: NDArray[np.float64]) -> NDArray[np.float64]:
    if values.ndim == 1:
        return convolve(values, masses)
    if len(masses) == 1:
        scaled: NDArray[np.float64] = values * masses[0]
        return scaled
    size = values.shape[-1] + len(masses) - 1
    padded = 1 << (size - 1).bit_length()
    product = np.fft.rfft(values, padded, axis=-1) * np.fft.rfft(masses, padded)
    result: NDArray[np.float64] = np.fft.irfft(product, padded, axis=-1)[..., :size]
    return result.clip(min=0.0)
