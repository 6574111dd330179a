"""The days of a document: in prose the past looks back.

A day with its year is read as in a question. One without is kept as month and day, with the years
it may belong to; a weekday, "yesterday", "last month" are counted from the document's day, and
without that day they are not read at all.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

from attrs import frozen

from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.languages.cursor import Cursor
from withdrawal.languages.days.absolute import absolute_date
from withdrawal.languages.days.relative import relative_date
from withdrawal.languages.words import Word
from withdrawal.reading.cues import Cue
from withdrawal.reading.lexicon import Language

__all__ = ["Day", "days_of", "near"]

_FIRST, _OTHER = date(1904, 1, 1), date(2000, 6, 15)
"""Two days far apart: what is read the same from both has its year, or needs none."""

_WEEKS = {"last-week": 7, "this-week": 0}
_CUT_SHORT = 3
"""How many letters a month's name that is cut short has."""
_YEARLESS = range(-1, 2)


@frozen
class Day:
    """A day, a month or a year that a sentence names.

    Attributes:
        first: the place of its first word.
        last: the place of its last.
        values: what it may be, the likeliest first; none where that cannot be told.
        has_year: whether its year is written, or counted from a day that has one.
        is_relative: whether it was counted from the document's day.
        as_read: how, in words.
    """

    first: int
    last: int
    values: tuple[PartialDate, ...]
    has_year: bool
    is_relative: bool = False
    as_read: str | None = None

    @property
    def value(self) -> PartialDate | None:
        """The likeliest day."""
        return self.values[0] if self.values else None


def near(values: Sequence[PartialDate], day: date | None, *, ahead: bool) -> list[PartialDate]:
    """Return days without a year, the likeliest first: back from a day, or ahead of it."""
    if day is None:
        return list(values)

    def distance(value: PartialDate) -> tuple[bool, int]:
        first, last = value.earliest or date.min, value.latest or date.max
        lies_wrong = last < day if ahead else first > day
        return lies_wrong, abs((first - day).days)

    return sorted(values, key=distance)


def days_of(
    words: Sequence[Word],
    taken: set[int],
    language: Language,
    on: date | None,
    *,
    ahead: bool,
    before: PartialDate | None = None,
) -> list[Day]:
    """Return the days in a sentence, in order.

    Args:
        words: the sentence.
        taken: places that belong to names and periods, and are no part of a day.
        language: the words of its language.
        on: the document's day; None where it is not known.
        ahead: whether the sentence speaks of what is to come.
        before: the last day that the sentences before it name.
    """
    reader = _Reader(words, taken, language, on, ahead, before)
    return _joined(list(reader.days()))


def _joined(days: list[Day]) -> list[Day]:
    """Join a weekday to the day beside it: "Thursday, 6 March" is one day. Of a weekday and
    another day counted from the document's, like "this week", the weekday is the finer one."""
    drop = set()
    for one, two in pairwise(days):
        weekdays = [each for each in (one, two) if (each.as_read or "").startswith("weekday")]
        if len(weekdays) == 1 and two.first - one.last <= 2:
            [other] = {one, two} - set(weekdays)
            if other.is_relative:
                drop.add(id(other))
            elif weekdays[0] is one or _is_on(other, weekdays[0]):
                drop.add(id(weekdays[0]))
    return [each for each in days if id(each) not in drop]


def _is_on(day: Day, weekday: Day) -> bool:
    """Return whether a day may fall on a weekday: "14 October, a Monday", not "18 March, and last
    Thursday"."""
    days = (each.day for each in (*day.values, *weekday.values))
    *others, known = (each.isoweekday() if each else 0 for each in days)
    return known in others


class _Reader:
    """One sentence, read for days from left to right."""

    def __init__(
        self,
        words: Sequence[Word],
        taken: set[int],
        language: Language,
        on: date | None,
        ahead: bool,
        before: PartialDate | None,
    ) -> None:
        self.words, self.taken, self.language = words, taken, language
        self.on, self.ahead = on, ahead
        self.cursor = Cursor(words, taken, language.lex, on or _OTHER)
        self.far = [Cursor(words, taken, language.lex, each) for each in (_FIRST, _OTHER)]
        self.folded = self.cursor.folded
        self.before = before
        self.year = self.cursor.year(0) if _is_a_head(words) else 0
        self.cues: dict[int, list[Cue]] = {}
        for cue in language.days.cues(self.folded):
            self.cues.setdefault(cue.first, []).append(cue)

    def days(self) -> Iterator[Day]:
        place = 1 if self.year else 0
        while place < len(self.words):
            found = self._at(place) if self._may_begin(place) else None
            if found is not None and found.values:
                yield found
                self.before = found.value
            place = found.last + 1 if found else place + 1

    def _may_begin(self, place: int) -> bool:
        if place in self.taken or self._is_cut_short(place):
            return False
        return place in self.cues or self.language.opens_a_day(self.folded[place])

    def _is_cut_short(self, place: int) -> bool:
        """Return whether a word is only the beginning of a month's name, with no number beside it:
        "jul" in Danish is Christmas."""
        word = self.folded[place]
        if len(word) > _CUT_SHORT or not self.cursor.month(place):
            return False
        beside = self.words[max(0, place - 1) : place + 2]
        is_longer = any(each != word and each.startswith(word) for each in self.language.months)
        return is_longer and not any(each.is_number for each in beside)

    def _at(self, place: int) -> Day | None:
        """Return the day that begins at a place; what lies beyond the calendar is none."""
        forms = (self._characters, self._from_the_last, self._special, self._full, self._bare)
        for form in (*forms, self._relative, self._of_the_same_month):
            with suppress(OverflowError, WithdrawalError):
                if day := form(place):
                    return day
        return None

    def _full(self, place: int) -> Day | None:
        """Read a day with its year, or month and day, or a month after a word like "in"."""
        has_digit = any(map(str.isdigit, self.folded[place]))
        if not (has_digit or self.cursor.month(place)) or self._is_a_decimal(place):
            return None
        one, two = (absolute_date(each, place) for each in self.far)
        if one is None or two is None:
            return None
        if one.value == two.value:
            return self._with_year(place, one.end - 1, one.value)
        return self._yearless(place, one.end - 1, str(two.value)[4:])

    def _is_a_decimal(self, place: int) -> bool:
        """Return whether a number belongs to what only looks like a day: №82/2026, 1.4."""
        before = self.words[place].before
        return before.endswith(("№", "#", "/", "$", "€")) or (
            place > 0 and self.words[place - 1].is_number and before in (".", ",")
        )

    def _with_year(self, first: int, last: int, value: PartialDate) -> Day | None:
        text = str(value)
        if len(text) == 4 and not self._is_a_year(first):
            return None
        edged = self._edge(first, last, value)
        return edged or Day(first, last, (value,), has_year=True)

    def _is_a_year(self, place: int) -> bool:
        """Return whether four digits are a year here: not a quantity, not part of a name."""
        following = self.folded[place + 1 : place + 2]
        return not (
            following and self.words[place + 1].before in (" ", "") and following[0].isdigit()
        )

    def _edge(self, first: int, last: int, value: PartialDate) -> Day | None:
        """Read "end of 2026" as the day it is."""
        bounds = {"end_of": value.latest, "start_of": value.earliest}
        for role, bound in bounds.items():
            start = self.cursor.phrase_before(role, first)
            if start is not None and bound is not None and len(str(value)) == 4:
                wide = f"{bound.year}-{bound.month:02}"
                return Day(start, last, (PartialDate.parse(wide), value), has_year=True)
        return None

    def _yearless(self, first: int, last: int, rest: str) -> Day:
        if (same := self._role_near(first, last, "same-year")) is not None:
            known = self.before.earliest if self.before else None
            value = _parsed(f"{known.year:04}{rest}") if known else None
            ends = min(first, same[0].first), max(last, same[0].last)
            return Day(*ends, (value,) if value else (), has_year=True)
        if self._role_near(first, last, "each-year") is not None:
            return Day(first, last, (), has_year=False)
        year_cue = self._role_near(first, last, "last-year", "next-year", "this-year")
        if year_cue is not None and self.on is not None:
            cue, step = year_cue
            value = _parsed(f"{self.on.year + step:04}{rest}")
            return Day(
                *(min(first, cue.first), max(last, cue.last), (value,) if value else ()),
                has_year=True,
                is_relative=True,
                as_read=f"{value}, from the document's day {self.on}",
            )
        if self.year:
            value = _parsed(f"{self.year:04}{rest}")
            return Day(first, last, (value,) if value else (), has_year=True)
        year = self.on.year if self.on else None
        if year is None:
            return Day(first, last, (), has_year=False)
        values = [value for step in _YEARLESS if (value := _parsed(f"{year + step:04}{rest}"))]
        if self._is_past(first, last):
            values = [each for each in values if each.latest and self.on and each.latest <= self.on]
        return Day(first, last, tuple(near(values, self.on, ahead=self.ahead)), has_year=False)

    def _role_near(self, first: int, last: int, *roles: str) -> tuple[Cue, int] | None:
        steps = {"last-year": -1, "this-year": 0, "next-year": 1, "each-year": 0, "same-year": 0}
        for cues in self.cues.values():
            for cue in cues:
                is_near = cue.last in (first - 1, first - 2) or cue.first in (last + 1, last + 2)
                if cue.role in roles and is_near:
                    return cue, steps[cue.role]
        return None

    def _bare(self, place: int) -> Day | None:
        """Read a month by itself: "last July", and in languages with cases "heinäkuussa"."""
        month = self.cursor.month(place)
        if not month:
            return None
        last = self._cue_before(place, "last")
        ahead = self._cue_before(place, "next")
        year_cue = self._role_near(place, place, "last-year", "next-year", "this-year")
        if not (self.language.bare_months or last or ahead or year_cue):
            return None
        day = self._yearless(place, place, f"-{month:02}")
        if (last or ahead) and self.on is not None:
            values = near(day.values, self.on, ahead=ahead is not None)
            day = Day(place, place, tuple(values), has_year=False)
        return day

    def _cue_before(self, place: int, role: str) -> Cue | None:
        return next(
            (
                cue
                for cues in self.cues.values()
                for cue in cues
                if cue.role == role and cue.last in (place - 1, place - 2) and cue.last < place
            ),
            None,
        )

    def _special(self, place: int) -> Day | None:
        """Read weekdays, New Year's Day, and years counted from the document's."""
        for cue in self.cues.get(place, ()):
            if cue.role == "new-year":
                return self._new_year(cue)
            if self.on is not None and (day := self._of_a_week(cue)):
                return day
            if cue.role.startswith("day-") and self.on is not None:
                return self._weekday(cue)
            if cue.role in ("yesterday", "today") and self.on is not None:
                value = PartialDate.of(self.on - timedelta(days=cue.role == "yesterday"))
                return self._relative_day(cue.first, cue.last, value, "the document's day")
            if cue.role in ("last-week", "this-week") and self.on is not None:
                return self._week(cue)
            if cue.role in ("last-year", "next-year", "this-year") and self.on is not None:
                return self._year(cue)
        return None

    def _of_a_week(self, cue: Cue) -> Day | None:
        """Read "on Monday of last week", in either order."""
        near = [each for at in range(cue.last, cue.last + 4) for each in self.cues.get(at, ())]
        pair = {each.role.partition("-")[0] == "day": each for each in (*reversed(near), cue)}
        week = pair.get(False)
        if len(pair) < 2 or week is None or week.role not in _WEEKS or self.on is None:
            return None
        number = int(pair[True].role[-1])
        back = timedelta(days=self.on.isoweekday() - number + _WEEKS[week.role])
        ends = [place for each in pair.values() for place in each.places]
        read = f"weekday {calendar.day_name[number - 1]} of {week.role} -> {self.on - back}"
        return Day(min(ends), max(ends), (PartialDate.of(self.on - back),), True, True, read)

    def _new_year(self, cue: Cue) -> Day:
        """Read New Year's Day, with the year that may stand behind it."""
        if year := self.cursor.year(cue.last + 1):
            value = PartialDate.parse(f"{year:04}-01-01")
            return Day(cue.first, cue.last + 1, (value,), has_year=True)
        return self._yearless(cue.first, cue.last, "-01-01")

    def _week(self, cue: Cue) -> Day:
        """Read "last week" as its first and last day: what is said holds on one of them."""
        assert self.on is not None
        back = self.on.weekday() + (7 if cue.role == "last-week" else 0)
        monday = self.on - timedelta(days=back)
        last = min(monday + timedelta(days=6), self.on) if not self.ahead else None
        sunday = last or monday + timedelta(days=6)
        value = PartialDate.parse(f"{monday}/{sunday}" if monday < sunday else str(monday))
        return self._relative_day(cue.first, cue.last, value, "the document's day")

    def _year(self, cue: Cue) -> Day | None:
        step = {"last-year": -1, "this-year": 0, "next-year": 1}[cue.role]
        after = self.cursor.skip(cue.last + 1, "joiner")
        if self.cursor.day(after) or self.cursor.month(after) or self.cursor.month(cue.first - 1):
            return None
        assert self.on is not None
        value = PartialDate.parse(f"{self.on.year + step:04}")
        return self._relative_day(cue.first, cue.last, value, "the document's day")

    def _weekday(self, cue: Cue) -> Day:
        """Read a weekday: the last one, today included, or the next where time runs ahead."""
        assert self.on is not None
        number = int(cue.role[-1]) - 1
        back = (self.on.weekday() - number) % 7
        is_next = self._cue_before(cue.first, "next") or (self.ahead and not self._said_last(cue))
        if self._said_last(cue) and back == 0:
            back = 7
        day = self.on + timedelta(days=(7 - back) if is_next and back else (-back))
        name = calendar.day_name[number]
        read = f"weekday {name} -> {day}, from the document's day {self.on}"
        return Day(cue.first, cue.last, (PartialDate.of(day),), True, True, read)

    def _said_last(self, cue: Cue) -> bool:
        return self._is_past(cue.first, cue.last)

    def _is_past(self, first: int, last: int) -> bool:
        """Return whether "last" stands right before or behind."""
        after = self.cues.get(last + 1, ())
        return self._cue_before(first, "last") is not None or any(
            each.role == "last" for each in after
        )

    def _relative(self, place: int) -> Day | None:
        """Read "yesterday", "this month", "two days ago"; never "in six months"."""
        if self.on is None:
            return None
        found = relative_date(self.cursor, place)
        if found is None:
            return None
        latest = found.value.earliest
        is_counted = self.cursor.count(place) or self.cursor.after_phrase("in_ahead", place)
        if latest is None or (is_counted and latest > self.on):
            return None
        return self._relative_day(place, found.end - 1, found.value, "the document's day")

    def _relative_day(self, first: int, last: int, value: PartialDate, since: str) -> Day:
        said = " ".join(each.text for each in self.words[first : last + 1])
        read = f"{said} -> {value}, from {since} {self.on}"
        return Day(first, last, (value,), True, True, read)

    def _from_the_last(self, place: int) -> Day | None:
        """Read "the next day" and "three days earlier", counted from the last day named."""
        known, count = self.before.day if self.before else None, self.cursor.count(place)
        for at, said in ((place, None), (place + 1, count)):
            for cue in self.cues.get(at, ()):
                number = cue.role[1:] if cue.role[0] in "+-" else ""
                steps = int(number) if number.isdigit() and said is None else said
                if not number or not steps or number.isdigit() == bool(said) or known is None:
                    continue
                if any(each.role == "of" for each in self.cues.get(cue.last + 1, ())):
                    continue
                value = known + timedelta(days=steps if cue.role[0] == "+" else -steps)
                read = f"counted from {known} -> {value}"
                return Day(place, cue.last, (PartialDate.of(value),), True, True, read)
        return None

    def _of_the_same_month(self, place: int) -> Day | None:
        """Read "the 18th of the same month", counted from the day before it in the sentence."""
        number, known = self.cursor.day(place), self.before.earliest if self.before else None
        cues = (cue for at in (place + 1, place + 2) for cue in self.cues.get(at, ()))
        same = next((cue for cue in cues if cue.role == "same-month"), None)
        if not number or known is None or same is None:
            return None
        value = _parsed(f"{known.year:04}-{known.month:02}-{number:02}")
        return Day(place, same.last, (value,) if value else (), has_year=True)

    def _characters(self, place: int) -> Day | None:
        """Read 2025年12月27日 and its parts."""
        numbers: list[tuple[int, str]] = []
        at = place
        while at + 1 < len(self.words) and self.words[at].is_number:
            mark = self.words[at + 1].text
            if mark not in _MARKS or self.words[at + 1].before:
                break
            numbers.append((int(self.folded[at]), mark))
            at += 2
        marks = "".join(mark for _, mark in numbers)
        values = [number for number, _ in numbers]
        if marks in ("年月日", "年月号", "年月", "年") and values[0] > 1800:
            text = f"{values[0]:04}" + "".join(f"-{each:02}" for each in values[1:])
            return Day(place, at - 1, (PartialDate.parse(text),), has_year=True)
        if marks in ("日", "号"):
            return self._of_a_month(place, at - 1, values[0])
        if marks in ("月日", "月号", "月"):
            return self._yearless(place, at - 1, "".join(f"-{each:02}" for each in values))
        return None

    def _of_a_month(self, first: int, last: int, number: int) -> Day | None:
        """Read 27日, a day of the month: this one, the last or the next, the likeliest first."""
        follows = self.words[last + 1].text if last + 1 < len(self.words) else ""
        if self.on is None or follows in _AFTER_A_PERIOD:
            return None
        months = (self.on.year * 12 + self.on.month - 1 + step for step in _YEARLESS)
        texts = (f"{month // 12:04}-{month % 12 + 1:02}-{number:02}" for month in months)
        values = [value for text in texts if (value := _parsed(text))]
        return Day(first, last, tuple(near(values, self.on, ahead=self.ahead)), has_year=False)


def _is_a_head(words: Sequence[Word]) -> bool:
    """Return whether a mark stands behind the first word: "2007: Bolivia leaves on 3 November"."""
    return len(words) > 1 and words[1].before.strip() in (":", "\u2013", "\u2014", "-", "\uff1a")


def _parsed(text: str) -> PartialDate | None:
    """Return a day, month or year; None where the calendar has none (29 February 2025)."""
    try:
        return PartialDate.parse(text)
    except WithdrawalError:
        return None


_MARKS = frozenset("年月日号")
_AFTER_A_PERIOD = frozenset("内后前间")
"""What stands after so many days, and not after a day of the month."""
