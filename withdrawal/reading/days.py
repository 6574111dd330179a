"""The days of a document: in prose the past looks back.

A day with its year is read as in a question. One without is kept as month and day, with the years
it may belong to; a weekday, "yesterday", "last month" are counted from the document's day, and
without that day they are not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.languages.days.absolute import absolute_date
from withdrawal.languages.words import Word
from withdrawal.reading.cues import Cue
from withdrawal.reading.lexicon import Language
from withdrawal.reading.relative import YEARLESS, YEARS, Day, Relative, near, parsed

__all__ = ["Day", "days_of"]

_A_YEAR = 366
_CUT_SHORT = 3
"""How many letters a month's name that is cut short has."""


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


class _Reader(Relative):
    """One sentence, read for days from left to right."""

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
        return place in self.cues or self.language.opens_a_day[self.folded[place]]

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
        for form in (self._in_words, *forms, self._relative, self._of_the_same_month):
            try:
                if day := form(place):
                    return day
            except (OverflowError, WithdrawalError):
                continue
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

    def _in_words(self, place: int) -> Day | None:
        """Read "the third of December 2018", "الثالث والعشرين من مارس"."""
        number, at = self._ordinal(place)
        at = self.cursor.skip(at, "joiner") if number else at
        month = self.cursor.month(at) if number else 0
        if not month:
            return None
        after = self.cursor.skip(at + 1, "joiner", "year_words")
        if year := self.cursor.year(after):
            return self._of_years(place, after, f"-{month:02}-{number:02}", year)
        return self._yearless(place, at, f"-{month:02}-{number:02}")

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
        return edged or Day(first, last, (value,))

    def _is_a_year(self, place: int) -> bool:
        """Return whether four digits are a year here: not a quantity, not part of a name."""
        following = self.folded[place + 1 : place + 2]
        return not (
            following and self.words[place + 1].before in (" ", "") and following[0].isdigit()
        )

    def _edge(self, first: int, last: int, value: PartialDate) -> Day | None:
        """Read "end of 2026", "1996. aasta lõpus" as the months that may be meant."""
        if len(str(value)) != len("2026"):
            return None
        behind = self.cursor.skip(last + 1, "year_words")
        for role, months in _EDGES.items():
            start = self.cursor.phrase_before(role, first)
            afters = (f"{role}_after", role) if behind > last + 1 else (f"{role}_after",)
            end = max(self.cursor.after_phrase(each, behind) for each in afters)
            if start is not None or end:
                values = tuple(PartialDate.parse(f"{value}-{month:02}") for month in months)
                return Day(first if start is None else start, (end or last + 1) - 1, values)
        return None

    def _bare(self, place: int) -> Day | None:
        """Read a month by itself: "last July", and in languages with cases "heinäkuussa"."""
        month = self.cursor.month(place)
        if not month:
            return None
        last = self._cue_before(place, "last")
        ahead = self._cue_before(place, "next")
        if not (
            self.language.bare_months or last or ahead or self._role_near(place, place, *YEARS)
        ):
            return None
        day = self._yearless(place, place, f"-{month:02}")
        if (last or ahead) and self.on is not None:
            return self._nearest(place, place, day.values, ahead=ahead is not None)
        return day

    def _special(self, place: int) -> Day | None:
        """Read weekdays, New Year's Day, and years counted from the document's."""
        for cue in self.cues.get(place, ()):
            if cue.role == "at-present":  # "is now out" tells not since when
                return Day(cue.first, cue.last, ())
            if day := self._turn(cue):
                return day
            if self.on is None:
                continue
            if day := self._of_a_week(cue):
                return day
            if cue.role.startswith("day-"):
                return self._weekday(cue)
            if cue.role in ("yesterday", "today"):
                value = PartialDate.of(self.on - timedelta(days=cue.role == "yesterday"))
                return self._relative_day(cue.first, cue.last, value)
            if cue.role in ("last-week", "this-week"):
                return self._week(cue)
            if cue.role in YEARS:
                return self._year(cue)
        return None

    def _turn(self, cue: Cue) -> Day | None:
        """Read New Year's Day, the turn of a year as its two days, and its end as a month, with the
        year that may stand behind."""
        first, last, year = cue.first, cue.last, self.cursor.year(cue.last + 1)
        end = last + 1 + self.cursor.is_year(last + 2)
        days = [
            self._of_years(first, end, rest, year + ahead)
            if year
            else self._yearless(first, last, rest)
            for ahead, rest in _TURNS.get(cue.role, ())
        ]
        values = near([each for day in days for each in day.values], self.on, ahead=self.ahead)
        if self.on and len(days) > 1 and not year:  # the turn just gone, and the one to come
            values = [v for v in values if v.latest and abs((v.latest - self.on).days) < _A_YEAR]
        values.sort(key=lambda each: each.day is None)
        return evolve(days[0], values=tuple(values)) if days else None

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
            value = PartialDate.parse(text)
            return self._edge(place, at - 1, value) or Day(place, at - 1, (value,))
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
        months = (self.on.year * 12 + self.on.month - 1 + step for step in YEARLESS)
        texts = (f"{month // 12:04}-{month % 12 + 1:02}-{number:02}" for month in months)
        values = [value for text in texts if (value := parsed(text))]
        return self._nearest(first, last, values, ahead=self.ahead)


_TURNS = {
    "year-turn": ((0, "-12-31"), (1, "-01-01"), (0, "-12"), (1, "-01")),
    "year-end": ((0, "-12"),),
    "new-year": ((0, "-01-01"),),
}
"""Which days and months are meant, and in which year: this one or the next."""
_EDGES = {"end_of": (12, 11, 10, 9), "start_of": (1, 2, 3, 4), "mid": (6, 5, 7, 4, 8, 9)}
"""Which months the end, the beginning and the middle of a year are, the likeliest first."""
_MARKS = frozenset("年月日号")
_AFTER_A_PERIOD = frozenset("内后前间")
"""What stands after so many days, and not after a day of the month."""
