"""Dates with a year in them, and days and months of a year that follows from today.

The order is fixed: day, month, year, or the year first where it is written first. Nothing is
tried the other way round, so 31 September is an error and never another day.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.languages.cursor import Cursor
from withdrawal.values import frozen


@frozen
class Found:
    """A date read from some words.

    Attributes:
        value: what it denotes.
        end: the place after its last word.
        is_today: whether it is the day the question is asked for.
        oddity: how it was read, where that is not plain: ``weekday``, ``yearless``, ``figures``.
        is_within: whether it is the end of a time that begins today (within 90 days).
        is_end: whether it is the last day of a time that is named (the end of the year).
        also: the other day that it may be, where the order of its figures leaves that open.
    """

    value: PartialDate
    end: int
    is_today: bool = False
    oddity: str = ""
    is_within: bool = False
    is_end: bool = False
    also: PartialDate | None = None


def absolute_date(cursor: Cursor, place: int) -> Found | None:
    """Return the date that begins at a place, if one does.

    Raises:
        UnreadableDayError: the calendar has no such day.
    """
    weekday = cursor.weekday(place)
    if weekday:
        return _on_a_weekday(cursor, place, weekday)
    return next((found for form in _FORMS if (found := form(cursor, place))), None)


def _on_a_weekday(cursor: Cursor, place: int, weekday: int) -> Found | None:
    """Read "Monday 3 February 2027"; a weekday that does not fit its day is told."""
    after = cursor.skip(place + 1, "between", "between")
    found = next((found for form in _FORMS if (found := form(cursor, after))), None)
    if found is None or found.value.day is None:
        return None
    fits = found.value.day.isoweekday() == weekday
    return found if fits else evolve(found, oddity="weekday")


def _figures(cursor: Cursor, place: int) -> Found | None:
    """Read 2027-08-31, 2027-08, 31.8.2027, 31/8 2027, 31.8. next year; 2027/28 is its first."""
    numbers = cursor.figures(place)
    if len(numbers) == 2 and cursor.is_year(place) and len(numbers[1]) == 2:
        year, other = int(numbers[0]), int(numbers[1])
        if other > LAST_MONTH and other == (year + 1) % 100:
            return Found(cursor.value(str(year), place, place + 2), place + 2)
    if len(numbers) >= 3 and cursor.is_year(place) and len(numbers[1]) <= 2 >= len(numbers[2]):
        return _day(cursor, place, place + 3, (numbers[0], numbers[1], numbers[2]))
    if len(numbers) == 2 and cursor.is_year(place) and len(numbers[1]) <= 2:
        return _month(cursor, place, place + 2, numbers[0], int(numbers[1]))
    short = [each for each in numbers[:2] if len(each) <= 2]
    year, end = cursor.year_at(place + 2) if len(short) == 2 else (0, place)
    if year:
        found = _day(cursor, place, end, (year, short[1], short[0]))
        return _turned(cursor, found, place, short)
    if len(numbers) == 2 and len(numbers[0]) <= 2 and cursor.is_year(place + 1):
        return _month(cursor, place, place + 2, numbers[1], int(numbers[0]))
    return None


def _turned(cursor: Cursor, found: Found, place: int, figures: list[str]) -> Found:
    """Say that 02/03/2027 or 02.03.2027 is read with the day first, though it may be the month."""
    day, month = (int(each) for each in figures)
    if cursor.words[place + 1].before not in ("/", ".") or day > LAST_MONTH or day == month:
        return found
    year = str(found.value.day)[:4]
    other = cursor.value(f"{year}-{day:02}-{month:02}", place, found.end)
    is_open = cursor.lex.language == "en" and cursor.words[place + 1].before == "/"
    return evolve(found, oddity="figures", also=other if is_open else None)


LAST_MONTH = 12


def _month_after(cursor: Cursor, place: int) -> tuple[int, int]:
    """Return a month by its name, or by its number and the word for it, and the place after it."""
    month = cursor.month(place)
    if month:
        return month, place + 1
    number, after = cursor.day(place), cursor.skip(place + 1, "month_words")
    is_month = number and number <= LAST_MONTH and after > place + 1
    return (number, after) if is_month else (0, place)


def _year_first(cursor: Cursor, place: int) -> Found | None:
    """Read "2027 m. rugpjūčio 31 d.", "2027. gada 31. augusts", "2027年3月1日", "2028 m. Kalėdų".

    The year stands first.
    """
    year, after = cursor.year_at(place)
    if not year:
        return None
    after = cursor.skip(after, "year_words")
    month, day, end = holiday(cursor, after)
    if month:
        return _day(cursor, place, end, (year, month, day))
    month, then = _month_after(cursor, after)
    if month and cursor.day(then) and not cursor.is_year(then):
        end = cursor.skip(then + 1, "day_words")
        return _day(cursor, place, end, (year, month, cursor.day(then)))
    if month:
        return _month(cursor, place, cursor.skip(then, "month_words"), year, month)
    month, day = cursor.month(after + 1), cursor.day(after)
    is_year_apart = after > place + 1 or not cursor.is_year(place)
    if is_year_apart and day and month:
        return _day(cursor, place, after + 2, (year, month, day))
    return None


def holiday(cursor: Cursor, place: int) -> tuple[int, int, int]:
    """Return the month and the day of a holiday named at a place, and the place after it."""
    named = (each for each in cursor.roles_at(place) if each.startswith("holidays."))
    role, end = cursor.longest(place, named)
    month, day = map(int, role.removeprefix("holidays.").split("-")) if role else (0, 0)
    return month, day, end


def _day_first(cursor: Cursor, place: int) -> Found | None:
    """Read "31 August 2027", "31. elokuuta 2027", "le 1er mars", "31 de agosto de 2027"."""
    day = cursor.day(place) or cursor.named_day(place)
    after = cursor.skip(place + 1, "ordinal", "joiner", "joiner")
    month = cursor.month(after)
    return _with_year(cursor, place, after + 1, (month, day)) if day and month else None


def _month_first(cursor: Cursor, place: int) -> Found | None:
    """Read "August 31, 2027", "August 2027" and, after a word like "in", "August"."""
    gone = cursor.after_phrase("gone", place)
    is_holiday = holiday(cursor, gone or place)[0] > 0
    month = 0 if is_holiday else cursor.month(gone or place)
    if gone and month:
        year = cursor.today.year - (month >= cursor.today.month)
        return _month(cursor, place, gone + 1, year, month)
    if not month:
        return None
    after = cursor.skip(place + 1, "month_words", "joiner")
    day = cursor.day(after)
    if day and not cursor.is_year(after):
        return _with_year(cursor, place, cursor.skip(after + 1, "ordinal"), (month, day))
    year, end = cursor.year_at(after)
    if year:
        return _month(cursor, place, cursor.skip(end, "year_words"), year, month)
    year = _year_of_pair(cursor, place, month)
    if year:
        return _month(cursor, place, cursor.skip(place + 1, "month_words"), year, month)
    coming = cursor.after_phrase("coming", place + 1)
    is_coming = bool(coming) or cursor.phrase_before("coming", place) is not None
    if not (is_coming or _stands_alone(cursor, place)):
        return None
    year = cursor.today.year + (month < cursor.today.month)
    is_ahead = is_coming and cursor.yearless != "last"
    year = year if is_ahead else cursor.year_of_month(month)
    return _month(cursor, place, coming or place + 1, year, month)


def _year_of_pair(cursor: Cursor, place: int, month: int) -> int:
    """Return the year of a month beside another that has one: from June to September 2025.

    One that comes later in the year than the month behind it is of the year before.
    """
    for step in (1, 2):
        behind = cursor.month(place + step)
        year, _ = cursor.year_at(cursor.skip(place + step + 1, "month_words", "joiner"))
        if behind and year:
            return year - (month > behind)
        before = cursor.month(place - step) if place > step else 0
        if before:
            years = (cursor.year(at) for at in range(max(place - step - 2, 0), place))
            year = next(filter(None, years), 0)
            return year + (month < before) if year else 0
    return 0


def _stands_alone(cursor: Cursor, place: int) -> bool:
    """Return whether a month without a year is a date: after a word like "in", or by its case."""
    before = any(cursor.phrase_before(role, place) is not None for role in _BEFORE_A_MONTH)
    return before or bool(cursor.after_phrase("month_in", place))


_BEFORE_A_MONTH = ("by", "during", "end_of", "start_of")


def _with_year(cursor: Cursor, place: int, after: int, month_day: tuple[int, int]) -> Found:
    """Finish a month and day; the cursor knows which is meant without a year."""
    step = cursor.skip(after, "day_words", "joiner", "joiner", "year_words")
    year, end = cursor.year_at(step)
    if year:
        return _day(cursor, place, cursor.skip(end, "year_words"), (year, *month_day))
    year = cursor.year_of(month_day, place, after)
    return evolve(_day(cursor, place, after, (year, *month_day)), oddity="yearless")


def decade(cursor: Cursor, place: int) -> Found | None:
    """Read "the 1990s", "90er Jahre", "années 80", "the nineties"; of two figures, of 1930 on."""
    roles = cursor.roles_at(place)
    role, end = cursor.longest(place, (each for each in roles if each.startswith("decades.")))
    if role:
        return _ten_years(cursor, place, end, role.removeprefix("decades."))
    start = roles.get("decade", place)
    number = _OF_TEN_YEARS.fullmatch(cursor.word(start))
    if not number:
        return None
    figures, ending = number.groups()
    book = cursor.book("decade_after")
    behind = [each for each in (ending, *cursor.folded[start + 1 : start + 4]) if each]
    lengths = [each.places[-1] + 1 for each in book.matches_at(behind, 0)] if behind else []
    if ending and not lengths:
        return None
    end = start + 1 + max(lengths, default=0) - bool(ending)
    is_first_of_years = start > place and any(map(cursor.is_year, (end, end + 1)))
    is_said = lengths or (start > place and not is_first_of_years)
    return _ten_years(cursor, place, end, figures) if is_said else None


_OF_TEN_YEARS = re.compile(r"((?:1[5-9]|20)\d0|[3-9]0)([^\W\d]*)")


def _ten_years(cursor: Cursor, place: int, end: int, figures: str) -> Found:
    first = int(figures) if len(figures) > _TWO else 1900 + int(figures)
    value = cursor.value(f"{first}-01-01/{first + 9}-12-31", place, end)
    return Found(value, cursor.after_phrase("century", end) or end)


_TWO = 2


def _year_alone(cursor: Cursor, place: int) -> Found | None:
    if not cursor.is_year(place):
        return None
    value = PartialDate.parse(cursor.word(place))
    return Found(value, cursor.skip(place + 1, "year_words"))


def _day(
    cursor: Cursor, place: int, end: int, parts: tuple[str | int, int | str, int | str]
) -> Found:
    year, month, day = (int(each) for each in parts)
    return Found(cursor.value(f"{year:04}-{month:02}-{day:02}", place, end), end)


def _month(cursor: Cursor, place: int, end: int, year: str | int, month: int) -> Found:
    return Found(cursor.value(f"{year}-{month:02}", place, end), end)


_FORMS: tuple[Callable[[Cursor, int], Found | None], ...] = (
    decade,
    _figures,
    _year_first,
    _day_first,
    _month_first,
    _year_alone,
)
