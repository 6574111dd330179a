"""Probability mass over days, and the few moves the exact engine makes with it.

A `Mass` may have rows: then each row is a distribution of its own (given one day of an earlier
event), and every move acts on all rows at once. Days are numbers since 1970-01-01.

Ten working days after a Thursday are not ten days. `DayCount` numbers the working or sitting days
that count; a duration is then added to the number of a day, exactly, for masses and for arrays of
sampled days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from withdrawal.dates.table import NOWHERE, number_of
from withdrawal.odds.engine.durations import convolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from withdrawal.dates import DayTable
    from withdrawal.odds.engine.durations import Duration


__all__ = ["BEYOND", "DayCount", "Mass", "added", "entries", "join"]

BEYOND = "beyond the horizon"
"""Why what lies later than the last day counted is not there."""


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

    def later_by(self, duration: Duration, limit: int) -> Mass:
        """Return the mass after a duration, as far as day ``limit``; what lies later is lost."""
        room = limit - self.first - duration.first + 1
        if room <= 0 or not self.values.size:
            return self._none
        moved = convolve(self.values[..., :room], duration.masses, of=duration)
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
    if len(days) and (int(indexes.min()) < 0 or int(indexes.max()) >= len(table)):
        raise table._outside("a day with probability")
    found: NDArray[np.int64] = table.values.take(indexes).astype(np.int64)
    return found


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


@frozen(eq=False)
class DayCount:
    """The days that count, in order.

    Attributes:
        first: the first day of the calendar, as days since 1970-01-01.
        numbers: int64, shape (days of the calendar,): how many days that count there are from
            ``first`` up to and including each day.
        days: int64, shape (days that count,): each of them, as days since 1970-01-01.
    """

    first: int
    numbers: NDArray[np.int64] = field(repr=False)
    days: NDArray[np.int64] = field(repr=False)

    @classmethod
    def of(cls, counts: NDArray[np.bool_], first: date) -> DayCount:
        """Return the calendar in which the days from ``first`` count as ``counts`` says.

        Args:
            counts: bool, shape (days,).
            first: the first of them.
        """
        start = number_of(first)
        return cls(start, np.cumsum(counts), np.flatnonzero(counts) + start)

    @classmethod
    def weekdays(cls, first: date, last: date) -> DayCount:
        """Return the calendar of Mondays to Fridays; public holidays are not known here."""
        days = np.arange(first.toordinal(), last.toordinal() + 1)
        return cls.of((days - 1) % 7 < 5, first)

    @classmethod
    def sittings(cls, table: DayTable) -> DayCount:
        """Return the calendar of the days that a table of sitting days leaves where they are."""
        start = number_of(table.first)
        return cls.of(table.values == np.arange(start, start + len(table)), table.first)

    @property
    def share(self) -> float:
        """The share of days that count."""
        return len(self.days) / len(self.numbers)

    def later(self, days: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the day that is so many counted days after each day; none after, the day itself.

        Past the last counted day of the calendar, the day after the calendar ends.
        """
        indexes = self.numbers[days - self.first] + counts - 1
        inside = np.minimum(indexes, len(self.days) - 1)
        reached = np.where(indexes < len(self.days), self.days[inside], self._end)
        return np.where(counts == 0, days, reached)

    def push(self, mass: Mass, duration: Duration, limit: int) -> Mass:
        """Return the mass after a duration in counted days, as far as day ``limit``."""
        stay = mass.scaled(duration.probability(0)).until(limit)
        if duration.last == 0 or not mass.values.size:
            return stay
        return added((stay, self._push_counted(mass, duration, limit)))

    def _push_counted(self, mass: Mass, duration: Duration, limit: int) -> Mass:
        numbers = self.numbers[mass.first - self.first : mass.last + 1 - self.first]
        counted, _, _ = duration.between(1, None)
        share = 1.0 - duration.probability(0)
        moved = Mass.placed(numbers, mass.values).later_by(counted, len(self.days))
        if not moved.values.size:
            return moved
        targets = self.days[moved.first - 1 : moved.last]
        return moved.placed(targets, moved.values).scaled(share).until(limit)

    @property
    def _end(self) -> int:
        return self.first + len(self.numbers)
