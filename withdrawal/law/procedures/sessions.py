"""When a parliament sits: its ordinary sessions and recesses as rules about days.

A rule is one of a few plain phrases: ``03-10`` (a day of the year), ``second Monday of January``,
``last Friday of June``, ``first working day of October``, or a full date for a break that is on
record for one year only. The calendar says on which days a vote can be expected, never that
one was impossible: parliaments sit in extraordinary session too.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from attrs import field, frozen

from withdrawal.dates import DayTable, in_calendar
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.grounds import Confidence

__all__ = ["DayRule", "Sessions", "Span"]

_DAY = timedelta(days=1)
_WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_PHRASE = re.compile(r"(\w+) (\w+|working day) of (\w+)")
_DAY_OF_YEAR = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
_EXPECTED = (
    "expected MM-DD, YYYY-MM-DD, or a phrase such as 'second Monday of January', "
    "'last Friday of June' or 'first working day of October'"
)
_SEARCH_YEARS = 3


@frozen
class DayRule:
    """A rule that names one day of each year.

    Attributes:
        text: the phrase.
        year: the one year it holds for; None for every year.
    """

    text: str
    year: int | None
    _in_year: Callable[[int], date] = field(repr=False, eq=False)

    @classmethod
    def parse(cls, text: str) -> DayRule:
        """Return the rule a phrase stands for.

        Raises:
            DataFileError: the phrase is outside the vocabulary, or names no day.
        """
        try:
            if len(text) == 10:
                day = date.fromisoformat(text)
                return cls(text, day.year, lambda _: day)
            if match := _DAY_OF_YEAR.fullmatch(text):
                return cls(text, None, _fixed(int(match[1]), int(match[2])))
            if match := _PHRASE.fullmatch(text):
                return cls(text, None, _phrase(*match.groups()))
        except (ValueError, KeyError):
            pass
        raise DataFileError(f"{text!r} is not a rule for a day of the year: {_EXPECTED}.")

    def in_year(self, year: int) -> date:
        """Return the day the rule names in ``year`` (in its own year, where it has one)."""
        return self._in_year(year)

    def __str__(self) -> str:
        return self.text


def _fixed(month: int, day: int) -> Callable[[int], date]:
    date(2001, month, day)
    return lambda year: date(year, month, day)


def _phrase(ordinal: str, unit: str, month: str) -> Callable[[int], date]:
    nth, number = _ORDINALS[ordinal], _MONTHS[month]
    if unit == "working day":
        return lambda year: _nth(year, number, nth, range(5))
    weekday = _WEEKDAYS[unit]
    return lambda year: _nth(year, number, nth, (weekday,))


@lru_cache(maxsize=1024)
def _nth(year: int, month: int, nth: int, weekdays: range | tuple[int, ...]) -> date:
    """Return the nth (or, with -1, the last) day of a month that falls on one of ``weekdays``."""
    last = calendar.monthrange(year, month)[1]
    days = [
        day
        for day in (date(year, month, number) for number in range(1, last + 1))
        if day.weekday() in weekdays
    ]
    return days[nth - 1 if nth > 0 else nth]


@frozen
class Span:
    """A session or a recess, from one day of the year to another (both included).

    Attributes:
        first: the day it opens.
        last: the day it closes; where that is earlier in the year, it closes in the next one.
    """

    first: DayRule
    last: DayRule

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
        source: where the rules stand.
        confidence: how sure they are.
        note: anything else.
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
        """Return the first sitting day on or after ``day``.

        Raises:
            DataFileError: the calendar has none in the three years that follow.
        """
        return _walk(self, day, _DAY)

    def previous_sitting_day(self, day: date) -> date:
        """Return the last sitting day on or before ``day``.

        Raises:
            DataFileError: the calendar has none in the three years before.
        """
        return _walk(self, day, -_DAY)

    def as_table(self, first: date, last: date) -> DayTable:
        """Return `next_sitting_day` compiled over the days ``first`` to ``last``.

        Filled backwards, so that no day of a long recess has to look for its end again.
        """
        upcoming, day = self.next_sitting_day(last), last
        found = {}
        while day >= first:
            upcoming = day if self.is_sitting_day(day) else upcoming
            found[day] = upcoming
            day -= _DAY
        return DayTable.compile(found.__getitem__, first, last)


@lru_cache(maxsize=4096)
def _walk(sessions: Sessions, day: date, step: timedelta) -> date:
    with in_calendar(day, "Sitting days"):
        for _ in range(366 * _SEARCH_YEARS):
            if sessions.is_sitting_day(day):
                return day
            day += step
    raise DataFileError("The sitting calendar has no sitting day in three years.")
