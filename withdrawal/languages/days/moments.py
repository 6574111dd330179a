"""The dates of a question and the part they play: a day, a span, or a limit."""

from __future__ import annotations

import calendar
from collections.abc import Container, Sequence
from datetime import date

from attrs import evolve

from withdrawal.dates import PartialDate, days_on
from withdrawal.languages.cursor import Cursor, Yearless
from withdrawal.languages.days.absolute import Found, absolute_date
from withdrawal.languages.days.relative import SEASONS, relative_date, spoken_date
from withdrawal.languages.lexicon import Lexicon
from withdrawal.languages.words import Word
from withdrawal.values import frozen


@frozen
class Moment:
    """A date mentioned in a question.

    Attributes:
        value: what it denotes; a month or a year is a partial date.
        places: the indices of its words.
        is_by: whether it is a limit as a whole, so that its first day counts (by 2028).
        is_limit: whether a word before or after it sets it as a limit (by, before, until).
        is_during: whether a word says that all of it is meant (in, during).
        is_today: whether it is the day the question is asked for, said as "today" or "now".
        side: ``before``, ``after``, ``since`` or ``within``, where a word bounds by it what is
            asked; before and after leave the date itself out.
        role_places: the indices of the words that say the part it plays.
        oddity: how it was read, where that is not plain: ``weekday``, ``yearless``, ``figures``
            or ``vague``.
        also: the other day that it may be, where the order of its figures leaves that open.
        ending: the last part of a span whose last day it is, as words for its end may mean that.
    """

    value: PartialDate
    places: tuple[int, ...]
    is_by: bool = False
    is_limit: bool = False
    is_during: bool = False
    is_today: bool = False
    side: str = ""
    role_places: tuple[int, ...] = ()
    oddity: str = ""
    also: PartialDate | None = None
    ending: PartialDate | None = None

    @property
    def limit(self) -> date:
        """The day that "out by then" means: a limit is its first day, a span its last."""
        first, last = self.value.earliest, self.value.latest
        assert first is not None
        assert last is not None
        if self.side == "before":
            return days_on(first, -1)
        return first if self.is_by else last


def moments_of(
    words: Sequence[Word],
    taken: Container[int],
    lex: Lexicon,
    today: date,
    *,
    yearless: Yearless = "next",
) -> list[Moment]:
    """Return the dates in ``words``, in order.

    Args:
        words: the text.
        taken: places that belong to names (the 1951 Convention is no date).
        lex: the words of the language.
        today: the day that "today" and "next month" are counted from.
        yearless: which of its days a day or month without a year is, seen from ``today``.

    Raises:
        UnreadableDayError: a day that is not in the calendar.
    """
    cursor = Cursor(words, taken, lex, today, yearless)
    found: list[Moment] = []
    place = 0
    while place < len(words):
        may_begin = place not in taken and cursor.may_begin(place)
        read = _read(cursor, place) if may_begin else None
        if read is not None:
            side = "within" if read.is_within else ""
            said = read.value, tuple(range(place, read.end))
            moment = Moment(
                *said, is_today=read.is_today, side=side, oddity=read.oddity, also=read.also
            )
            found.append(_with_role(cursor, moment, is_end=read.is_end))
        place = max(found[-1].places) + 1 if read else place + 1
    return [_behind(found[at - 1] if at else None, each, cursor) for at, each in enumerate(found)]


def _behind(first: Moment | None, moment: Moment, cursor: Cursor) -> Moment:
    """Put a day without a year behind the whole day to come that is named before it."""
    before = first.value.day if first and not first.oddity else None
    day = moment.value.day
    if before is None or day is None or day >= before:
        return moment
    is_open = moment.oddity == "yearless" and not any(map(cursor.weekday, moment.places))
    if not is_open or before <= cursor.today or (day.month, day.day) == _LEAP_DAY:
        return moment
    is_next = (day.month, day.day) <= (before.month, before.day)
    return evolve(moment, value=PartialDate.of(day.replace(year=before.year + is_next)))


_LEAP_DAY = (2, 29)


def _read(cursor: Cursor, place: int) -> Found | None:
    forms = (absolute_date, relative_date, spoken_date)
    return next((found for form in forms if (found := form(cursor, place))), None)


def _with_role(cursor: Cursor, moment: Moment, *, is_end: bool) -> Moment:
    """Return a moment with the part it plays; before the end of a year, its last day counts."""
    edged = _edge(cursor, moment)
    is_edge = is_end or edged is not moment
    first, last = edged.places[0], edged.places[-1]
    is_limit = cursor.phrase_before("by", first) is not None
    is_limit = is_limit or bool(cursor.after_phrase("by_after", last + 1))
    during = cursor.phrase_before("during", first) is not None
    side, role_places = _side(cursor, first, last + 1)
    edged = _without_vagueness(edged) if is_limit or side == "since" else edged
    side = "" if side == "within" and edged.value.day is None else side
    return evolve(
        edged,
        side=(moment.side if is_edge and side == "before" else side) or moment.side,
        role_places=role_places,
        is_by=is_limit and not is_edge,
        is_limit=is_limit,
        is_during=during and not is_limit,
    )


_SIDES = ("before", "after", "since", "within", "by", "during")


def _side(cursor: Cursor, first: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Return what bounds something by a date, and the places of the words that say so.

    The longest phrase wins: "not later than" is no "later than".
    """
    best, found = "", tuple[int, ...]()
    for role in _SIDES:
        start = cursor.phrase_before(role, first)
        behind = cursor.after_phrase(f"{role}_after", end)
        before = range(first if start is None else start, first)
        places = (*before, *range(end, behind or end))
        if len(places) > len(found):
            best, found = role, places
    return ("" if best in ("by", "during") else best), found


def _without_vagueness(moment: Moment) -> Moment:
    """Return the first day of a part of a span that is a limit: by the beginning of March."""
    if moment.oddity != "vague" or moment.value.earliest is None:
        return moment
    return evolve(moment, value=PartialDate.of(moment.value.earliest), oddity="")


def _part(value: PartialDate, role: str) -> PartialDate:
    """Return the first or last half, the middle or a quarter, of a month, a year or a decade."""
    first, last = value.earliest, value.latest
    assert first is not None
    assert last is not None
    if _is_of_years(value):
        begin = first.replace(year=first.year + _YEARS[role][0])
        end = last.replace(year=first.year + _YEARS[role][1])
    elif (last - first).days < _LONGEST_MONTH:
        shares = {"start_of": (1, 15), "mid": (8, 23), "late": (16, last.day)}
        shares["end_of"] = (21, last.day)
        begin, end = (first.replace(day=each) for each in shares[role])
    else:
        months = _MONTHS[role]
        begin = first.replace(month=months[0], day=1)
        end = first.replace(month=months[1], day=calendar.monthrange(first.year, months[1])[1])
    return PartialDate.parse(f"{begin}/{end}")


_LONGEST_MONTH = 31
_MONTHS = {
    "start_of": (1, 6),
    "mid": (4, 9),
    "late": (7, 12),
    "end_of": (10, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
    "first_quarter": (1, 3),
    "second_quarter": (4, 6),
    "third_quarter": (7, 9),
    "fourth_quarter": (10, 12),
    **SEASONS,
}
"""Which months of a year its parts are."""
_YEARS = {
    "start_of": (0, 3),
    "mid": (3, 6),
    "late": (6, 9),
    "end_of": (6, 9),
    "first_half": (0, 4),
    "second_half": (5, 9),
}
"""Which years of a decade its parts are."""
_EXACT_PARTS = tuple(each for each in _MONTHS if each.endswith(("_half", "_quarter")))
_OF_A_YEAR = (*_EXACT_PARTS, *SEASONS)
_VAGUE = ("late", "mid", "start_of", *SEASONS)
"""How one of these was read is always said."""


def _is_of_years(value: PartialDate) -> bool:
    """Return whether a span is one of several years: a decade."""
    first, last = value.earliest, value.latest
    return first is not None and last is not None and last.year > first.year


def _has(moment: Moment, role: str) -> bool:
    """Return whether a year or a decade has such a part."""
    if _is_of_years(moment.value):
        return role in _YEARS
    first, last = moment.value.earliest, moment.value.latest
    return first is not None and last is not None and (last - first).days > _LONGEST_MONTH


def _is_end_of_decade(cursor: Cursor, moment: Moment, role: str, first: int) -> bool:
    """Return whether the last years of a decade are meant, and no limit: at the end of the 80s."""
    is_end = role == "end_of" and _is_of_years(moment.value)
    return is_end and cursor.phrase_before("by", first) is None


def _edge(cursor: Cursor, moment: Moment) -> Moment:
    """Return the day that "the end of" or "the beginning of" makes of a span; else the moment."""
    is_span = moment.value.day is None
    bounds = {
        "last_day": moment.value.latest,
        "first_day": moment.value.earliest,
        **{each: moment.value.latest for each in _OF_A_YEAR if _has(moment, each)},
        "late": moment.value.latest if is_span else None,
        "mid": moment.value.latest if is_span else None,
        "end_of": moment.value.latest,
        "start_of": moment.value.earliest,
    }
    for role, bound in bounds.items():
        start = cursor.phrase_before(role, moment.places[0])
        behind = role if role in _OF_A_YEAR else f"{role}_after"
        end = cursor.after_phrase(behind, moment.places[-1] + 1)
        if bound is None or (start is None and not end):
            continue
        first = moment.places[0] if start is None else start
        places = tuple(range(first, end or moment.places[-1] + 1))
        if role in _EXACT_PARTS:
            return evolve(moment, value=_part(moment.value, role), places=places)
        is_vague = role in _VAGUE or _is_end_of_decade(cursor, moment, role, first)
        if is_span and is_vague:
            return evolve(moment, value=_part(moment.value, role), places=places, oddity="vague")
        ending = _part(moment.value, role) if is_span and role == "end_of" else None
        return evolve(moment, value=PartialDate.of(bound), places=places, ending=ending)
    return moment
