"""Dates counted from the day a question is asked for: today, in three weeks, next Friday."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from withdrawal.dates import PartialDate, Period
from withdrawal.errors import DateRangeError
from withdrawal.languages.cursor import Cursor
from withdrawal.languages.days.absolute import Found, decade, holiday


def relative_date(cursor: Cursor, place: int) -> Found | None:
    """Return the date that begins at a place, if one does.

    Raises:
        DateRangeError: it lies outside the years 1 to 9999.
    """
    return _first_of((_named, _counted), cursor, place)


def spoken_date(cursor: Cursor, place: int) -> Found | None:
    """Return the date that begins at a place and is said without figures, if one does.

    That is a week, a weekday, a space of time with a name of its own, a holiday, a season. One
    without its year is the next, or the last in a question on what was; that is told.

    Raises:
        DateRangeError: it lies outside the years 1 to 9999.
    """
    return _first_of((_week, _weekday, _space, _holiday, _season), cursor, place)


def _first_of(
    forms: Iterable[Callable[[Cursor, int], Found | None]], cursor: Cursor, place: int
) -> Found | None:
    """Return what the first of some forms that fits reads at a place."""
    try:
        return next((found for form in forms if (found := form(cursor, place))), None)
    except (OverflowError, ValueError):
        raise DateRangeError(
            f"{cursor.word(place)!r} counted from {cursor.today} lies outside the years 1 to 9999."
        ) from None


def _named(cursor: Cursor, place: int) -> Found | None:
    """Read "today", "the end of next year"; the longest where one begins another."""
    role, end = cursor.longest(place, _NAMED)
    if not role or (role in _BEFORE_A_YEAR and cursor.is_year(end)):
        return None  # the year is named behind: Jahresende 2027
    if role == "today" and _is_any_day(cursor, place, end):
        return None
    value = PartialDate.parse(_NAMED[role](cursor.today))
    return Found(value, end, is_today=role == "today", is_end=role.endswith("year_end"))


def _is_any_day(cursor: Cursor, place: int, end: int) -> bool:
    """Return whether the word for today has lost its article: يوم 22 يوليو is "the day of"."""
    is_plain = end == place + 1 and cursor.book("days").match_of(cursor.word(place)) is not None
    return is_plain and not cursor.words[place].has_article


def _counted(cursor: Cursor, place: int) -> Found | None:
    """Read "in three months", "dans deux semaines", "the last two years", "il y a deux ans"."""
    ends = cursor.roles_at(place)
    ago_before, within = ends.get("ago", 0), ends.get("within", 0)
    start = within or ends.get("in_ahead", 0) or ago_before or place
    way, first = _way(cursor, start)
    before = (way, first + 1) if way else _way(cursor, first + 1)
    said = cursor.roles_at(before[1]).keys() | cursor.roles_at(first).keys()
    for role, unit in _UNITS.items():
        count, end, way = _count_of(cursor, role, first, *before) if role in said else (0, 0, 0)
        if not count:
            continue
        ahead, ago = cursor.after_phrase("from_now", end), cursor.after_phrase("ago", end)
        behind = cursor.after_phrase("within_after", end)
        if start == place and not (ahead or ago or behind or way):
            return None
        day = cursor.today + unit * (-count if ago or ago_before or way < 0 else count)
        is_within = bool(within or behind or way)
        return Found(PartialDate.of(day), max(end, ahead, ago, behind), is_within=is_within)
    return None


def _count_of(cursor: Cursor, role: str, start: int, way: int, unit: int) -> tuple[int, int, int]:
    """Return how many of a unit are said, the place behind, and 1 for coming, -1 for gone ones.

    The number may stand behind its unit: الأشهر الثلاثة.
    """
    count = cursor.count(start)
    end = cursor.after_phrase(role, unit) if count else 0
    if not end:
        behind = 0 if decade(cursor, start) else cursor.after_phrase(role, start)
        count = cursor.count(behind) if behind and not cursor.weekday(behind) else 0
        end = behind + 1
    after, end = _way(cursor, end)
    return count, end, way or after


def _way(cursor: Cursor, place: int) -> tuple[int, int]:
    """Return 1 for a word for what is coming, -1 for one for what is gone, and the place behind."""
    ends = cursor.roles_at(place)
    gone, coming = ends.get("gone", 0), ends.get("coming", 0)
    return (-1, gone) if gone else (1, coming) if coming else (0, place)


def _week(cursor: Cursor, place: int) -> Found | None:
    for weeks, role in enumerate(("last_week", "this_week", "next_week"), start=-1):
        end = cursor.after_phrase(role, place)
        if end:
            back = timedelta(days=cursor.today.weekday())
            monday = cursor.today - back + timedelta(weeks=weeks)
            return Found(PartialDate.parse(f"{monday}/{monday + timedelta(days=6)}"), end)
    return None


def _weekday(cursor: Cursor, place: int) -> Found | None:
    """Read "next Friday", "vendredi dernier", "on Friday"."""
    gone, coming = cursor.after_phrase("gone", place), cursor.after_phrase("coming", place)
    start = gone or coming or place
    number = cursor.weekday(start)
    if not number or len(cursor.word(start)) <= _SHORTENED:
        return None
    gone_behind = cursor.after_phrase("gone", start + 1)
    coming_behind = cursor.after_phrase("coming", start + 1)
    end = max(start + 1, gone_behind, coming_behind)
    ahead = (number - cursor.today.isoweekday()) % 7 or 7
    is_over = bool(
        (gone or gone_behind) or (cursor.yearless == "last" and not (coming or coming_behind))
    )
    back = (cursor.today.isoweekday() - number) % 7 or 7
    day = cursor.today + timedelta(days=-back if is_over else ahead)
    return Found(PartialDate.of(day), end, oddity="yearless")


_SHORTENED = 3


def _space(cursor: Cursor, place: int) -> Found | None:
    """Read "in a fortnight", "half a year ago"."""
    for role, end in cursor.roles_at(place).items():
        table, _, length = role.partition(".")
        if table in _SIGNS and not (cursor.is_year(end) or cursor.month(end)):
            period = Period.parse(length)
            space = relativedelta(months=period.whole_months, days=period.days)
            return Found(PartialDate.of(cursor.today + space * _SIGNS[table]), end)
    return None


_SIGNS = {"ahead": 1, "back": -1}


def _holiday(cursor: Cursor, place: int) -> Found | None:
    """Read "Christmas Day 2027", "by New Year"."""
    month, day, behind = holiday(cursor, place)
    if not month:
        return None
    year, end = cursor.year_at(cursor.skip(behind, "joiner", "joiner"))
    if year:
        return Found(PartialDate.of(date(year, month, day)), end)
    year = cursor.year_of((month, day), place, behind)
    return Found(PartialDate.of(date(year, month, day)), behind, oddity="yearless")


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""The months of each, as weather services of the northern hemisphere count them."""


def _season(cursor: Cursor, place: int) -> Found | None:
    """Read "next summer", "l'été prochain", "last autumn"; "in summer" is the next or the last."""
    gone, coming = cursor.after_phrase("gone", place), cursor.after_phrase("coming", place)
    start = gone or coming or place
    role = next((each for each in SEASONS if cursor.after_phrase(each, start)), "")
    if not role:
        return None
    end = cursor.after_phrase(role, start)
    gone, ahead = gone or cursor.after_phrase("gone", end), cursor.after_phrase("coming", end)
    if not (gone or coming or ahead or cursor.phrase_before("during", place) is not None):
        return None
    first, last = SEASONS[role]
    is_over = gone or cursor.yearless == "last"
    year, month = cursor.today.year, cursor.today.month
    year += -int(month <= last) if is_over else int(month > last)
    days = calendar.monthrange(year, last)[1]
    value = PartialDate.parse(f"{year}-{first:02}-01/{year}-{last:02}-{days}")
    return Found(value, max(end, ahead, cursor.after_phrase("gone", end)), oddity="vague")


_A_MONTH, _A_YEAR = relativedelta(months=1), relativedelta(years=1)
_NAMED: dict[str, Callable[[date], str]] = {
    "today": lambda day: str(day),
    "day_after_tomorrow": lambda day: str(day + timedelta(days=2)),
    "day_before_yesterday": lambda day: str(day - timedelta(days=2)),
    "tomorrow": lambda day: str(day + timedelta(days=1)),
    "yesterday": lambda day: str(day - timedelta(days=1)),
    "year_ago": lambda day: str(day - _A_YEAR),
    "next_month": lambda day: f"{day + _A_MONTH:%Y-%m}",
    "last_month": lambda day: f"{day - _A_MONTH:%Y-%m}",
    "this_month": lambda day: f"{day:%Y-%m}",
    "year_end": lambda day: f"{day.year}-12-31",
    "next_year_end": lambda day: f"{day.year + 1}-12-31",
    "next_year": lambda day: str(day.year + 1),
    "last_year": lambda day: str(day.year - 1),
    "this_year": lambda day: str(day.year),
}
_BEFORE_A_YEAR = frozenset({"year_end", "this_year", "year_ago"})
"""Words that are no date by themselves before a year: نهاية عام 2027, قبل عام 2012."""
LOOKING_BACK = frozenset({*_NAMED, "ago"})
"""The roles of words that may begin a day which is not counted ahead."""
_UNITS = {
    "days": relativedelta(days=1),
    "weeks": relativedelta(weeks=1),
    "months_unit": _A_MONTH,
    "years": _A_YEAR,
}
