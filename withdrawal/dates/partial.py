"""Dates of which only a part is known: the subset of ISO 8601-2 (EDTF) that records need.

``2025``, ``2025-06``, ``2025-06-27``, each with a trailing ``?`` (uncertain) or ``~``
(approximate), and intervals ``a/b``, ``../b`` and ``a/..``. A partial date is a pair of bounds;
nothing here ever picks a day in between.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from withdrawal.errors import DateFormatError, ImpossibleDateError
from withdrawal.values import frozen

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~]?)", re.ASCII)
_EXPECTED = "expected a year, a month or a day like 2025, 2025-06 or 2025-06-27"


@frozen
class PartialDate:
    """A date known exactly, by month, by year or between bounds.

    Attributes:
        text: the EDTF form.
        earliest: the first day it can be; None where the interval is open.
        latest: the last day it can be; None where the interval is open.
        is_uncertain: whether the source itself doubts it (``?`` or ``~``).
    """

    text: str
    earliest: date | None
    latest: date | None
    is_uncertain: bool = False

    @classmethod
    def parse(cls, text: str | date) -> PartialDate:
        """Return the partial date that an EDTF text (or a `datetime.date`) stands for.

        Raises:
            DateFormatError: the text has another form.
            ImpossibleDateError: it has the form, but there is no such day, or the interval
                ends before it begins.
        """
        if isinstance(text, date):
            return cls.of(text)
        if isinstance(text, str) and "/" in text:
            return cls._interval(text)
        earliest, latest, uncertain = _bounds(text)
        return cls(text, earliest, latest, uncertain)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the exact date ``day``."""
        day = date(day.year, day.month, day.day)
        return cls(day.isoformat(), day, day)

    @classmethod
    def _interval(cls, text: str) -> PartialDate:
        if text.count("/") != 1:
            raise DateFormatError(f"{text!r} is not a date: {_EXPECTED}.")
        start, _, end = text.partition("/")
        if start == end == "..":
            raise DateFormatError(f"{text!r} says nothing: expected a date on at least one side.")
        earliest, _, doubt_start = _bounds(start) if start != ".." else (None, None, False)
        _, latest, doubt_end = _bounds(end) if end != ".." else (None, None, False)
        if earliest and latest and latest < earliest:
            raise ImpossibleDateError(f"{text!r} ends before it begins: expected start/end.")
        return cls(text, earliest, latest, doubt_start or doubt_end)

    @property
    def is_exact(self) -> bool:
        """Whether exactly one day is meant."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def day(self) -> date | None:
        """The day, where exactly one is meant; else None."""
        return self.earliest if self.is_exact else None

    @property
    def placed(self) -> str:
        """The date with its English preposition: on a day, in a month or year, between bounds."""
        if "/" in self.text:
            return f"within {self.text}"
        return f"{'on' if self.is_exact else 'in'} {self.text}"

    def contains(self, day: date) -> bool:
        """Return whether ``day`` lies within the bounds."""
        return (self.earliest is None or self.earliest <= day) and (
            self.latest is None or day <= self.latest
        )

    def is_within(self, start: date | None, end: date | None) -> bool:
        """Return whether every day that it can be lies between two days; None for no bound."""
        first, last = self.earliest or date.min, self.latest or date.max
        return (start or date.min) <= first and last <= (end or date.max)

    def __str__(self) -> str:
        return self.text


@frozen
class Interval:
    """A span of days, open at the end where it has not ended.

    Attributes:
        end: the day on which it ends; None while it lasts.
    """

    start: date
    end: date | None

    def contains(self, day: date) -> bool:
        """Return whether ``day`` falls within; the day on which it ends no longer does."""
        return self.start <= day and (self.end is None or day < self.end)

    def __str__(self) -> str:
        return f"{self.start}/{self.end or '..'}"


def parse_day(text: str | date) -> date:
    """Return the one day that an ISO 8601 text (or a `datetime.date`) stands for.

    A `datetime.datetime` stands for the day it shows, whatever its hour and time zone.

    Raises:
        DateFormatError: the text is not of the form ``YYYY-MM-DD``.
        ImpossibleDateError: it is, but the calendar has no such day.
    """
    if isinstance(text, date):
        return date(text.year, text.month, text.day)
    if not isinstance(text, str):
        raise _no_day(text)
    return _day_written(text)


@lru_cache(maxsize=1024)
def _day_written(text: str) -> date:
    match = _FORM.fullmatch(text)
    if match is None or not match[3] or match[4]:
        raise _no_day(text)
    return _calendar_day(text, int(match[1]), int(match[2]), int(match[3]))


def _no_day(text: object) -> DateFormatError:
    return DateFormatError(f"{text!r} is not a day: expected the form 2025-06-27.")


def parse_interval(text: str) -> Interval:
    """Return the span ``START/END`` or ``START/..``, both ends full days.

    Raises:
        DateFormatError: another form.
        ImpossibleDateError: no such day, or an end before the start.
    """
    start_text, slash, end_text = text.partition("/") if isinstance(text, str) else ("", "", "")
    if not slash or start_text in ("", "..") or not end_text:
        raise DateFormatError(
            f"{text!r} is not a span of days: expected START/END or START/..",
            suggestions=("2027-03-10/2027-05-01", "2027-08-15/.."),
        )
    start = parse_day(start_text)
    end = None if end_text == ".." else parse_day(end_text)
    if end is not None and end < start:
        raise ImpossibleDateError(f"{text!r} ends before it begins: expected START/END.")
    return Interval(start, end)


def _bounds(text: str) -> tuple[date, date, bool]:
    """Return first day, last day and doubt of a year, a month or a day."""
    match = _FORM.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise DateFormatError(f"{text!r} is not a date: {_EXPECTED}.")
    year, month, day = int(match[1]), match[2], match[3]
    doubt = bool(match[4])
    first = _calendar_day(text, year, int(month or 1), int(day or 1))
    if day:
        return first, first, doubt
    last_month = int(month or 12)
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1]), doubt


def _calendar_day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        if year == 0 or not 1 <= month <= 12:
            raise ImpossibleDateError(f"{text!r} is not in the calendar: {_EXPECTED}.") from None
        last = calendar.monthrange(year, month)[1]
        nearest = date(year, month, min(max(day, 1), last))
        raise ImpossibleDateError(
            f"{text!r} is not in the calendar: {nearest:%B %Y} has {last} days.",
            suggestions=(str(nearest), str(nearest + timedelta(days=1))) if day > last else (),
        ) from None
