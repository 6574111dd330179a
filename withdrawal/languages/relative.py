"""Dates counted from the day a question is asked for: today, next month, in three weeks."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from withdrawal.dates import PartialDate
from withdrawal.errors import DateRangeError
from withdrawal.languages.absolute import Found
from withdrawal.languages.cursor import Cursor

__all__ = ["relative_date"]


def relative_date(cursor: Cursor, place: int) -> Found | None:
    """Return the date that begins at a place, if one does.

    Raises:
        DateRangeError: it lies outside the years 1 to 9999.
    """
    try:
        return _relative(cursor, place)
    except (OverflowError, ValueError):
        raise DateRangeError(
            f"{cursor.word(place)!r} counted from {cursor.today} lies outside the years 1 to 9999."
        ) from None


def _relative(cursor: Cursor, place: int) -> Found | None:
    today = cursor.today
    for role, text in _NAMED.items():
        end = cursor.after_phrase(role, place)
        if end:
            return Found(PartialDate.parse(text(today)), end, is_today=role == "today")
    new_year = cursor.after_phrase("new_year", place)
    if new_year and cursor.is_year(new_year):
        return Found(PartialDate.parse(f"{cursor.word(new_year)}-01-01"), new_year + 1)
    return _counted(cursor, place)


def _counted(cursor: Cursor, place: int) -> Found | None:
    """Read "in three months", "dans deux semaines", "two months from now", "il y a deux ans"."""
    ago_before = cursor.after_phrase("ago", place)
    within = cursor.after_phrase("within", place)
    start = within or cursor.after_phrase("in_ahead", place) or ago_before or place
    start = cursor.skip(start, "coming")
    count = cursor.count(start)
    unit = cursor.skip(start + 1, "coming")
    for role, shifted in _UNITS.items() if count else ():
        end = cursor.after_phrase(role, unit)
        if not end:
            continue
        ahead, ago = cursor.after_phrase("from_now", end), cursor.after_phrase("ago", end)
        within = within or cursor.after_phrase("within_after", end)
        if start == place and not ahead and not ago and not within:
            return None
        day = shifted(cursor.today, -count if ago or ago_before else count)
        last = max(end, ahead, ago, cursor.after_phrase("within_after", end))
        return Found(PartialDate.of(day), last, is_within=bool(within))
    return None


def _by_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_NAMED: dict[str, Callable[[date], str]] = {
    "today": lambda day: str(day),
    "day_after_tomorrow": lambda day: str(day + timedelta(days=2)),
    "day_before_yesterday": lambda day: str(day - timedelta(days=2)),
    "tomorrow": lambda day: str(day + timedelta(days=1)),
    "yesterday": lambda day: str(day - timedelta(days=1)),
    "year_ago": lambda day: str(_by_months(day, -12)),
    "next_month": lambda day: f"{_by_months(day, 1):%Y-%m}",
    "last_month": lambda day: f"{_by_months(day, -1):%Y-%m}",
    "this_month": lambda day: f"{day:%Y-%m}",
    "year_end": lambda day: f"{day.year}-12-31",
    "next_year_end": lambda day: f"{day.year + 1}-12-31",
    "next_year": lambda day: str(day.year + 1),
    "last_year": lambda day: str(day.year - 1),
    "this_year": lambda day: str(day.year),
}
_UNITS: dict[str, Callable[[date, int], date]] = {
    "days": lambda day, count: day + timedelta(days=count),
    "weeks": lambda day, count: day + timedelta(weeks=count),
    "months_unit": _by_months,
    "years": lambda day, count: _by_months(day, 12 * count),
}
