"""Probability mass over days, and the few moves the exact engine makes with it.

A `Mass` may have rows: then each row is a distribution of its own (given one day of an earlier
event), and every move acts on all rows at once. Days are numbers since 1970-01-01, or numbers of
days that something takes (`withdrawal.odds.engine.durations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
from attrs import field
from numpy.typing import NDArray

from withdrawal.dates import DayTable
from withdrawal.dates.table import NOWHERE, number_of
from withdrawal.values import frozen

BEYOND = "beyond the horizon"
"""Why what lies later than the last day counted is not there."""

_DIRECT = 200_000
_SUM = 1e-12


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
    def days(self) -> NDArray[np.int64]:
        """The days of the stretch, int64, shape (days,)."""
        return np.arange(self.first, self.last + 1)

    @property
    def total(self) -> float:
        """The sum over all days and rows."""
        return float(self.values.sum())

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """The mass up to each day of the stretch, shape (days,) or (rows, days)."""
        return np.cumsum(self.values, axis=-1)

    def probability(self, day: int) -> float:
        """Return the mass of a day, without rows."""
        index = day - self.first
        return float(self.values[index]) if 0 <= index < len(self.values) else 0.0

    def quantile(self, level: float) -> int | None:
        """Return the first day by which there is so much mass, without rows; None if never."""
        index = int(np.searchsorted(self.sums, level * (1.0 - _SUM)))
        return self.first + index if index < len(self.values) else None

    def scaled(self, factor: float) -> Mass:
        """Return the mass times a number."""
        return Mass(self.first, self.values * factor)

    def after(self, day: int) -> Mass:
        """Return only the mass of days later than ``day``."""
        start = min(max(day + 1 - self.first, 0), self.values.shape[-1])
        return Mass(self.first + start, self.values[..., start:])

    def not_before(self, day: int) -> Mass:
        """Return the mass with that of all days before ``day`` on that day."""
        if not self.values.size or self.first >= day:
            return self
        early = self.until(day - 1).values.sum(axis=-1)
        values = self.on(day, max(self.last, day))
        values[..., 0] += early
        return Mass(day, values)

    def until(self, day: int) -> Mass:
        """Return only the mass of days up to and including ``day``."""
        stop = max(day + 1 - self.first, 0)
        return Mass(self.first, self.values[..., :stop])

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

    def later_by(self, duration: Mass, limit: int) -> Mass:
        """Return the mass after a duration, as far as day ``limit``; what lies later is lost."""
        room = limit - self.first - duration.first + 1
        if room <= 0 or not self.values.size:
            return self._none
        moved = convolve(self.values[..., :room], duration.values, of=duration)
        return Mass(self.first + duration.first, moved[..., :room])

    def moved(self, table: DayTable) -> Mass:
        """Return the mass pushed through a rule; where nothing follows it is lost.

        Raises:
            DateRangeError: the mass reaches outside the table.
        """
        if not self.values.size:
            return self
        followers = entries(table, self.days)
        reached = followers != NOWHERE
        if not reached.any():
            return self._none
        return self.placed(followers[reached], self.values[..., reached])

    @staticmethod
    def placed(days: NDArray[np.int64], values: NDArray[np.float64]) -> Mass:
        """Return ``values`` put on ``days``, adding up those that share a day."""
        low = int(days.min())
        if values.ndim == 1:
            sums = np.bincount(days - low, weights=values)
            return Mass(low, sums.astype(np.float64, copy=False))
        columns = np.zeros((int(days.max()) - low + 1, len(values)))
        np.add.at(columns, days - low, values.T)
        return Mass(low, columns.T)

    @property
    def _none(self) -> Mass:
        return Mass(0, np.zeros((*self.values.shape[:-1], 0)))

    def trimmed(self) -> Mass:
        """Return the same mass without days of zero at either end."""
        held = np.flatnonzero(self.values)
        if not len(held):
            return Mass.empty()
        return Mass(self.first + int(held[0]), self.values[held[0] : held[-1] + 1])


def entries(table: DayTable, days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the entry of a table for each of ``days``, as days since 1970-01-01.

    Raises:
        DateRangeError: a day lies outside the table.
    """
    indexes = days - number_of(table.first)
    # A day before the first is a very large number without a sign.
    if int(indexes.view(np.uint64).max(initial=0)) >= len(table):
        raise table._outside("a day with probability")
    return table.values.take(indexes).astype(np.int64)


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


@lru_cache(maxsize=256)
def _transform(duration: Mass, padded: int) -> NDArray[np.complex128]:
    """Return the Fourier transform of a duration; the same one is met in many a push."""
    return np.fft.rfft(duration.values, padded)


def convolve(
    left: NDArray[np.float64], right: NDArray[np.float64], *, of: Mass | None = None
) -> NDArray[np.float64]:
    """Return the convolution of two masses, directly or by Fourier transform when that is less.

    The transform leaves errors of about 1e-17 on every day; what falls below zero is cut, and
    the whole is scaled so that no mass is lost or made. ``left`` may have rows; ``of`` is the
    duration that ``right`` is the whole mass of, if it is.
    """
    if len(right) == 1:
        return np.multiply(left, right)
    if left.ndim == 1 and len(left) * len(right) <= _DIRECT:
        return np.convolve(left, right)
    size = left.shape[-1] + len(right) - 1
    # A transform is quick at lengths without large factors: at most sixteen times a power of two.
    grain = 1 << max(size.bit_length() - 4, 0)
    padded = -(-size // grain) * grain
    after = np.fft.rfft(right, padded) if of is None else _transform(of, padded)
    product = np.fft.rfft(left, padded) * after
    result = np.maximum(np.fft.irfft(product, padded)[..., :size], 0.0)
    total = result.sum(axis=-1, keepdims=True)
    wanted = left.sum(axis=-1, keepdims=True) * right.sum()
    scale: NDArray[np.float64] = np.divide(
        wanted, total, out=np.ones_like(total), where=total > 0.0
    )
    return np.multiply(result, scale, out=result)
