"""Rules that name one day of each year: a sitting begins, a holiday falls.

A rule is one of a few plain phrases: ``03-10`` (a day of the year), ``second Monday of January``,
``last Friday of June``, ``first working day of October``, ``2 days before Easter``, or a full date
for what is on record for one year only.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from attrs import field
from dateutil.easter import easter

from withdrawal.dates.arithmetic import long_date
from withdrawal.errors import DataFileError
from withdrawal.values import frozen

_WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_PHRASE = re.compile(r"(\w+) (\w+|working day) of (\w+)")
_EASTER = re.compile(r"(\d{1,2}) days? (before|after) Easter", re.ASCII)
_DAY_OF_YEAR = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
_EXPECTED = (
    "expected MM-DD, YYYY-MM-DD, or a phrase such as 'second Monday of January', "
    "'last Friday of June', 'first working day of October' or '2 days before Easter'"
)


_easter = lru_cache(maxsize=256)(easter)


@frozen
class DayRule:
    """A rule that names one day of each year.

    Attributes:
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
            if match := _EASTER.fullmatch(text):
                days = int(match[1]) if match[2] == "after" else -int(match[1])
                return cls(text, None, lambda year: _easter(year) + timedelta(days=days))
        except (ValueError, KeyError):
            pass
        raise DataFileError(f"{text!r} is not a rule for a day of the year: {_EXPECTED}.")

    def in_year(self, year: int) -> date:
        """Return the day the rule names in ``year`` (in its own year, where it has one)."""
        return self._in_year(year)

    @property
    def in_words(self) -> str:
        """The rule as a reader would say it: ``27 April 2026``, ``5 May``, or the phrase."""
        if self.year is not None:
            return long_date(self.in_year(self.year))
        if _DAY_OF_YEAR.fullmatch(self.text):
            return long_date(self.in_year(2000)).removesuffix(" 2000")
        return self.text

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
