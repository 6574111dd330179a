"""Durations counted in working days or sitting days, moved over a calendar of the days that count.

Ten working days after a Thursday are not ten days. `DayCount` numbers the days that count; a
duration is then added to the number of a day, exactly, for masses and for arrays of sampled days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from withdrawal.dates.table import EPOCH
from withdrawal.odds.mass import Mass, added

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from withdrawal.dates import DayTable
    from withdrawal.odds.durations import Duration

__all__ = ["DayCount"]


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
        start = first.toordinal() - EPOCH
        return cls(start, np.cumsum(counts), np.flatnonzero(counts) + start)

    @classmethod
    def weekdays(cls, first: date, last: date) -> DayCount:
        """Return the calendar of Mondays to Fridays; public holidays are not known here."""
        days = np.arange(first.toordinal(), last.toordinal() + 1)
        return cls.of((days - 1) % 7 < 5, first)

    @classmethod
    def sittings(cls, table: DayTable) -> DayCount:
        """Return the calendar of the days that a table of sitting days leaves where they are."""
        start = table.first.toordinal() - EPOCH
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
        start = Mass(int(numbers[0]), np.zeros((*mass.values.shape[:-1], 0)))
        start = start.placed(numbers, mass.values)
        moved = start.later_by(counted, len(self.days))
        if not moved.values.size:
            return moved
        targets = self.days[moved.first - 1 : moved.last]
        return moved.placed(targets, moved.values).scaled(share).until(limit)

    @property
    def _end(self) -> int:
        return self.first + len(self.numbers)
