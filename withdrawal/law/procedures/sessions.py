"""When a parliament sits: its ordinary sessions and recesses as rules about days.

The calendar says on which days a vote can be expected, never that
one was impossible: parliaments sit in extraordinary session too.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from attrs import field

from withdrawal.dates import DAY, DayRule, DayTable, in_calendar
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.grounds import Confidence
from withdrawal.values import frozen

_SEARCH_YEARS = 3


@frozen
class Span:
    """A session or a recess, from one day of the year to another (both included).

    Attributes:
        first: the day it opens.
        last: the day it closes; where that is earlier in the year, it closes in the next one.
    """

    first: DayRule = field(metadata={"key": "from"})
    last: DayRule = field(metadata={"key": "to"})

    def contains(self, day: date) -> bool:
        """Return whether ``day`` falls within."""
        return any(self._in(day, year) for year in (day.year - 1, day.year) if year >= MINYEAR)

    def _in(self, day: date, year: int) -> bool:
        if self.first.year is not None and self.first.year != year:
            return False
        first, last = self.first.in_year(year), self.last.in_year(year)
        if last < first:
            last = self.last.in_year(year + 1) if year < MAXYEAR else date.max
        return first <= day <= last


@frozen
class Sessions:
    """The sitting calendar of a parliament.

    Attributes:
        ordinary: its ordinary sessions; empty where it may sit all the year round.
        recesses: spans within them on which it does not sit.
        weekdays: the days of the week on which it may sit, Monday 0 to Sunday 6.
        holidays: public holidays, which are no working days; weekends alone where empty.
        joint_recesses: spans on which one chamber sits without the other.
    """

    ordinary: tuple[Span, ...] = ()
    recesses: tuple[Span, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    source: str = ""
    confidence: Confidence = "known"
    note: str | None = None
    holidays: tuple[DayRule, ...] = ()
    joint_recesses: tuple[Span, ...] = ()

    def is_sitting_day(self, day: date) -> bool:
        """Return whether a vote can be expected on ``day``."""
        return day.weekday() in self.weekdays and self.is_in_session(day)

    def is_joint_sitting_day(self, day: date) -> bool:
        """Return whether both chambers can be expected to sit on ``day``."""
        apart = any(span.contains(day) for span in self.joint_recesses)
        return self.is_sitting_day(day) and not apart

    def is_working_day(self, day: date) -> bool:
        """Return whether ``day`` is neither on a weekend nor a public holiday on record."""
        is_holiday = any(each.in_year(day.year) == day for each in self.holidays)
        return day.weekday() < 5 and not is_holiday

    def is_in_session(self, day: date) -> bool:
        """Return whether ``day`` falls within a session and no recess."""
        in_session = not self.ordinary or any(span.contains(day) for span in self.ordinary)
        return in_session and not any(span.contains(day) for span in self.recesses)

    def next_sitting_day(self, day: date) -> date:
        """Return the first sitting day from ``day`` on; DataFileError for none in three years."""
        return _walk(self, day, DAY)

    def previous_sitting_day(self, day: date) -> date:
        """Return the last sitting day up to ``day``; DataFileError for none in three years."""
        return _walk(self, day, -DAY)

    def as_table(self, first: date, last: date) -> DayTable:
        """Return `next_sitting_day` compiled over the days ``first`` to ``last``.

        Filled backwards, so that no day of a long recess has to look for its end again.
        """
        upcoming, day = self.next_sitting_day(last), last
        found = {}
        while day >= first:
            upcoming = day if self.is_sitting_day(day) else upcoming
            found[day] = upcoming
            day -= DAY
        return DayTable.compile(found.__getitem__, first, last)


@lru_cache(maxsize=4096)
def _walk(sessions: Sessions, day: date, step: timedelta) -> date:
    with in_calendar(day, "Sitting days"):
        for _ in range(366 * _SEARCH_YEARS):
            if sessions.is_sitting_day(day):
                return day
            day += step
    raise DataFileError("The sitting calendar has no sitting day in three years.")
