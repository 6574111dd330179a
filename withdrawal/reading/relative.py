"""Days as words in prose tell them from other days: from the document's, or the last one named."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.languages.cursor import Cursor
from withdrawal.languages.days.relative import relative_date
from withdrawal.languages.words import Word
from withdrawal.reading.cues import Cue
from withdrawal.reading.lexicon import Language
from withdrawal.values import frozen

FIRST, OTHER = date(1904, 1, 1), date(2000, 6, 15)
"""Two days far apart: what is read the same from both has its year, or needs none."""
YEARLESS = range(-1, 2)
"""How far from the document's year the years are that a day without one may be of."""
_TEN = 10
_WEEKS = {"last-week": 7, "this-week": 0}
YEARS = {"last-year": -1, "this-year": 0, "next-year": 1}


@frozen
class Day:
    """A day, a month or a year that a sentence names.

    Attributes:
        first: the place of its first word.
        last: the place of its last.
        values: what it may be, the likeliest first; none where that cannot be told.
        has_year: whether its year is written, or counted from a day that has one.
        as_read: how it was counted from another day, in words.
    """

    first: int
    last: int
    values: tuple[PartialDate, ...]
    has_year: bool = True
    as_read: str | None = None

    @property
    def value(self) -> PartialDate | None:
        """The likeliest day."""
        return self.values[0] if self.values else None

    @property
    def is_relative(self) -> bool:
        """Whether it was counted from the document's day, or one named before."""
        return self.as_read is not None


def near(values: Sequence[PartialDate], day: date | None, *, ahead: bool) -> list[PartialDate]:
    """Return days without a year, the likeliest first: back from a day, or ahead of it."""
    if day is None:
        return list(values)

    def distance(value: PartialDate) -> tuple[bool, int]:
        first, last = value.earliest or date.min, value.latest or date.max
        lies_wrong = last < day if ahead else first > day
        return lies_wrong, abs((first - day).days)

    return sorted(values, key=distance)


def parsed(text: str) -> PartialDate | None:
    """Return a day, month or year; None where the calendar has none (29 February 2025)."""
    try:
        return PartialDate.parse(text)
    except WithdrawalError:
        return None


def moved(day: PartialDate, months: int) -> PartialDate | None:
    """Return the month, or of a year the year, so many months on; None beyond the calendar."""
    first = day.earliest or FIRST
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return PartialDate.parse(f"{year:04}-{month + 1:02}"[: len(str(day))])


def _is_a_head(words: Sequence[Word]) -> bool:
    """Return whether a mark stands behind the first word: "2007: Bolivia leaves on 3 November"."""
    return len(words) > 1 and words[1].before.strip() in (":", "\u2013", "\u2014", "-", "\uff1a")


class Relative:
    """One sentence, read for the days that it tells from others.

    Args:
        words: the sentence.
        taken: places that belong to names and periods.
        language: the words of its language.
        on: the document's day; None where it is not known.
        ahead: whether the sentence speaks of what is to come.
        before: the last day named before it.
    """

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
        self.cursor = Cursor(words, taken, language.lex, on or OTHER)
        self.far = [self.cursor.seen_from(each) for each in (FIRST, OTHER)]
        self.folded = self.cursor.folded
        self.before = before
        self.year = self.cursor.year(0) if _is_a_head(words) else 0
        self.met = language.days.cues(self.folded)
        self.cues = {
            each.first: [cue for cue in self.met if cue.first == each.first] for each in self.met
        }

    def _of_years(self, first: int, last: int, rest: str, *years: int) -> Day:
        """Return a month, or its day, of the first of some years that has it, and of the others."""
        values = (parsed(f"{year:04}{rest}") for year in years)
        return Day(first, last, tuple(filter(None, values)))

    def _yearless(self, first: int, last: int, rest: str) -> Day:
        """Return a day without its year: of the year that a word beside it says, or may mean."""
        if same := self._role_near(first, last, "same-year"):
            known = self.before.earliest if self.before else None
            ends = min(first, same.first), max(last, same.last)
            return self._of_years(*ends, rest, *([known.year] if known else ()))
        if self._role_near(first, last, "each-year"):
            return Day(first, last, (), has_year=False)
        if (cue := self._role_near(first, last, *YEARS)) and self.on:
            ends = min(first, cue.first), max(last, cue.last)
            day = self._of_years(*ends, rest, self.on.year + YEARS[cue.role])
            return evolve(day, as_read=f"{day.value}, from the document's day {self.on}")
        if self.year:
            return self._of_years(first, last, rest, self.year)
        if self.on is None:
            return Day(first, last, (), has_year=False)
        values = self._of_years(
            first, last, rest, *(self.on.year + step for step in YEARLESS)
        ).values
        if self._is_past(first, last):
            values = tuple(each for each in values if each.latest and each.latest <= self.on)
        return self._nearest(first, last, values, ahead=self.ahead)

    def _nearest(self, first: int, last: int, values: Sequence[PartialDate], *, ahead: bool) -> Day:
        return Day(first, last, tuple(near(values, self.on, ahead=ahead)), has_year=False)

    def _role_near(self, first: int, last: int, *roles: str) -> Cue | None:
        """Return a word of one of some roles at most one word before or behind some places."""
        ends, starts = (first - 2, first - 1), (last + 1, last + 2)
        return next(
            (
                cue
                for cue in self.met
                if cue.role in roles and (cue.last in ends or cue.first in starts)
            ),
            None,
        )

    def _cue_before(self, place: int, role: str) -> Cue | None:
        ends = (place - 2, place - 1)
        return next((cue for cue in self.met if cue.role == role and cue.last in ends), None)

    def _is_past(self, first: int, last: int) -> bool:
        """Return whether "last" stands right before or behind."""
        after = self.cues.get(last + 1, ())
        is_before = self._cue_before(first, "last") is not None
        return is_before or any(each.role == "last" for each in after)

    def _relative_day(self, first: int, last: int, value: PartialDate) -> Day:
        said = " ".join(each.text for each in self.words[first : last + 1])
        read = f"{said} -> {value}, from the document's day {self.on}"
        return Day(first, last, (value,), as_read=read)

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
        return Day(min(ends), max(ends), (PartialDate.of(self.on - back),), as_read=read)

    def _week(self, cue: Cue) -> Day:
        """Read "last week" as its first and last day: what is said holds on one of them."""
        assert self.on is not None
        back = self.on.weekday() + (7 if cue.role == "last-week" else 0)
        monday = self.on - timedelta(days=back)
        last = min(monday + timedelta(days=6), self.on) if not self.ahead else None
        sunday = last or monday + timedelta(days=6)
        value = PartialDate.parse(f"{monday}/{sunday}" if monday < sunday else str(monday))
        return self._relative_day(cue.first, cue.last, value)

    def _year(self, cue: Cue) -> Day | None:
        after = self.cursor.skip(cue.last + 1, "joiner")
        if self.cursor.day(after) or self.cursor.month(after) or self.cursor.month(cue.first - 1):
            return None
        assert self.on is not None
        value = PartialDate.parse(f"{self.on.year + YEARS[cue.role]:04}")
        return self._relative_day(cue.first, cue.last, value)

    def _weekday(self, cue: Cue) -> Day:
        """Read a weekday: the last one, today included, or the next where time runs ahead."""
        assert self.on is not None
        number = int(cue.role[-1]) - 1
        if (same := self._cue_before(cue.first, "same")) is not None:
            known = self.before.day if self.before else None
            is_it = known is not None and known.weekday() == number
            values = (PartialDate.of(known),) if known and is_it else ()
            return Day(same.first, cue.last, values, as_read=f"the same weekday -> {known}")
        back, is_past = (self.on.weekday() - number) % 7, self._is_past(cue.first, cue.last)
        is_next = self._cue_before(cue.first, "next") or (self.ahead and not is_past)
        if is_past and back == 0:
            back = 7
        day = self.on + timedelta(days=(7 - back) if is_next and back else (-back))
        name = calendar.day_name[number]
        read = f"weekday {name} -> {day}, from the document's day {self.on}"
        return Day(cue.first, cue.last, (PartialDate.of(day),), as_read=read)

    def _relative(self, place: int) -> Day | None:
        """Read "yesterday", "this month", "two days ago"; never "in six months"."""
        if self.on is None:
            return None
        found = relative_date(self.cursor, place)
        if found is None:
            return None
        latest = found.value.earliest
        is_of_a_day = self.cursor.day(found.end) or self.cursor.month(found.end)
        if len(str(found.value)) == len("2026") and is_of_a_day:
            return None
        is_counted = self.cursor.count(place) or self.cursor.after_phrase("in_ahead", place)
        if latest is None or (is_counted and latest > self.on):
            return None
        return self._relative_day(place, found.end - 1, found.value)

    def _from_the_last(self, place: int) -> Day | None:
        """Read "the next day" and "three days earlier", counted from the last day named."""
        known = self.before.day if self.before else None
        if known is None or not (place in self.cues or place + 1 in self.cues):
            return None
        count = self.cursor.count(place)
        for at, said in ((place, None), (place + 1, count)):
            for cue in self.cues.get(at, ()):
                number = cue.role[1:] if cue.role[0] in "+-" else ""
                steps = int(number) if number.isdigit() and said is None else said
                if not number or not steps or number.isdigit() == bool(said):
                    continue
                if any(each.role == "of" for each in self.cues.get(cue.last + 1, ())):
                    continue
                value = known + timedelta(days=steps if cue.role[0] == "+" else -steps)
                read = f"counted from {known} -> {value}"
                return Day(place, cue.last, (PartialDate.of(value),), as_read=read)
        return None

    def _ordinal(self, place: int) -> tuple[int, int]:
        """Return the day of a month told in words at a place, 0 without one, and what follows."""
        known = self.language.ordinals
        one, two = (known.get(self.cursor.word(at), 0) for at in (place, place + 1))
        return (one + two, place + 2) if 0 < one < _TEN <= two else (one, place + 1)

    def _of_the_same_month(self, place: int) -> Day | None:
        """Read "the 18th of the same month", counted from the day before it in the sentence.

        "The first day of the month following ..." is a rule, and no day.
        """
        number, known = self.cursor.day(place), self.before.earliest if self.before else None
        number, after = (number, place + 1) if number else self._ordinal(place)
        cues = (cue for at in (after, after + (number > 1)) for cue in self.cues.get(at, ()))
        same = next((cue for cue in cues if cue.role == "same-month"), None)
        if not number or known is None or same is None:
            return None
        return self._of_years(place, same.last, f"-{known.month:02}-{number:02}", known.year)
