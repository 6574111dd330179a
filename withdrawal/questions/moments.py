"""The dates of a question: absolute, partial or relative to the day it is asked for.

The order is fixed (day, month, year; year first only where it is written first), so a date is
never quietly read as another one, and a day that no calendar has is an error.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from withdrawal.dates import PartialDate
from withdrawal.errors import ImpossibleDateError
from withdrawal.questions.complaints import complaint
from withdrawal.questions.lexicon import Lexicon
from withdrawal.questions.phrases import Phrasebook
from withdrawal.questions.words import Word

__all__ = ["Moment", "moments_of"]

_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th|er|e|re|o|a|ta|na|mal|ndal)?", re.ASCII)
_YEAR = re.compile(r"(1[89]|20|21)\d\d", re.ASCII)


@frozen
class Moment:
    """A date mentioned in a question.

    Attributes:
        value: what it denotes; a month or a year is a partial date.
        places: the indices of its words.
        is_by: whether it is a limit as a whole, so that its first day counts (by 2028).
        is_limit: whether a word before or after it sets it as a limit (by, before, until).
        is_during: whether a word says that all of it is meant (in, during).
        is_relative: whether it was counted from the day the question is asked for.
        is_today: whether it is that day itself, said as "today" or "now".
    """

    value: PartialDate
    places: tuple[int, ...]
    is_by: bool = False
    is_limit: bool = False
    is_during: bool = False
    is_relative: bool = False
    is_today: bool = False

    @property
    def limit(self) -> date:
        """The day that "out by then" means: a limit is its first day, a span its last."""
        first, last = self.value.earliest, self.value.latest
        assert first is not None
        assert last is not None
        return first if self.is_by else last


def moments_of(words: Sequence[Word], taken: set[int], lex: Lexicon, today: date) -> list[Moment]:
    """Return the dates in ``words``, in order.

    Args:
        words: the question.
        taken: places that belong to the name of a treaty (the 1951 Convention is no date).
        lex: the words of the language.
        today: the day that "today" and "next month" are counted from.

    Raises:
        QuestionError: code ``impossible-date``, a day that is not in the calendar.
    """
    reader = _Reader(words, taken, lex, today)
    found = []
    place = 0
    while place < len(words):
        moment = None if place in taken else reader.read(place)
        if moment is None:
            place += 1
            continue
        found.append(moment)
        place = max(moment.places) + 1
    return found


class _Reader:
    """Reads one date at a time from the words of a question."""

    def __init__(
        self, words: Sequence[Word], taken: set[int], lex: Lexicon, today: date
    ) -> None:
        self.words = words
        self.taken = taken
        self.lex = lex
        self.today = today
        self.folded = [each.folded for each in words]

    def read(self, place: int) -> Moment | None:
        moment = self._absolute(place) or self._relative(place)
        return None if moment is None else self._with_role(moment)

    # absolute dates

    def _absolute(self, place: int) -> Moment | None:
        return (
            self._numeric(place)
            or self._year_first(place)
            or self._day_month(place)
            or self._month_first(place)
            or self._bare_year(place)
        )

    def _numeric(self, place: int) -> Moment | None:
        """Read 2027-08-31, 2027-08, 31.8.2027, 31/08/2027."""
        numbers = self._run(place)
        if len(numbers) >= 3:
            first, second, third = numbers[:3]
            if _YEAR.fullmatch(first):
                return self._day(place, 3, int(first), int(second), int(third))
            if _YEAR.fullmatch(third) and len(first) <= 2 >= len(second):
                return self._day(place, 3, int(third), int(second), int(first))
        if len(numbers) == 2 and len(numbers[1]) <= 2 and _YEAR.fullmatch(numbers[0]):
            return self._month(place, 2, int(numbers[0]), int(numbers[1]))
        if len(numbers) == 2 and len(numbers[0]) <= 2 and _YEAR.fullmatch(numbers[1]):
            return self._month(place, 2, int(numbers[1]), int(numbers[0]))
        return None

    def _run(self, place: int) -> list[str]:
        """Return the numbers joined by points, slashes or hyphens from ``place`` on."""
        numbers: list[str] = []
        for step, word in enumerate(self.words[place : place + 4]):
            joined = step == 0 or re.fullmatch(r"[./-]|\. ", word.before)
            if not (word.is_number and joined):
                break
            numbers.append(word.folded)
        return numbers

    def _year_first(self, place: int) -> Moment | None:
        """Read "2027 m. rugpjūčio 31 d.", "2027. gada 31. augusts", "2027 m. birželį"."""
        if not self._is_year(place):
            return None
        year = int(self.folded[place])
        after = self._skip(place + 1, "year_words")
        month = self._month_at(after)
        if month:
            day = self._day_at(after + 1)
            if day and not self._is_year(after + 1):
                end = self._skip(after + 2, "day_words")
                return self._day(place, end - place, year, month, day)
            end = self._skip(after + 1, "month_words")
            return self._month(place, end - place, year, month)
        day = self._day_at(after)
        month = self._month_at(after + 1)
        if after > place + 1 and day and month:
            return self._day(place, after + 2 - place, year, month, day)
        return None

    def _day_month(self, place: int) -> Moment | None:
        """Read "31 August 2027", "31. elokuuta 2027", "le 1er mars 2027", "31 de agosto de 2027"."""
        day = self._day_at(place)
        if not day:
            return None
        after = self._skip_joiner(self._skip(place + 1, "ordinal"))
        month = self._month_at(after)
        if not month:
            return None
        return self._with_year(place, after + 1, month, day)

    def _month_first(self, place: int) -> Moment | None:
        """Read "August 31, 2027" and "August 2027"."""
        month = self._month_at(place)
        if not month:
            return None
        after = self._skip_joiner(self._skip(place + 1, "month_words"))
        day = self._day_at(after)
        if day and not self._is_year(after):
            return self._with_year(place, self._skip(after + 1, "ordinal"), month, day)
        if self._is_year(after):
            end = self._skip(after + 1, "year_words")
            return self._month(place, end - place, int(self.folded[after]), month)
        if not any(self._before(role, place) for role in ("by", "during", "end_of", "start_of")):
            return None
        year = self.today.year + (month < self.today.month)
        return evolve(self._month(place, 1, year, month), is_relative=True)

    def _with_year(self, place: int, after: int, month: int, day: int) -> Moment:
        """Finish a day and month; without a year the next such day is meant."""
        step = self._skip_joiner(after)
        step = self._skip(step, "year_words")
        if self._is_year(step):
            end = self._skip(step + 1, "year_words")
            return self._day(place, end - place, int(self.folded[step]), month, day)
        if day == 29 and month == 2:
            raise complaint("no_date", self.lex.language)
        year = self.today.year
        if (month, day) < (self.today.month, self.today.day):
            year += 1
        return evolve(self._day(place, after - place, year, month, day), is_relative=True)

    def _bare_year(self, place: int) -> Moment | None:
        if not self._is_year(place):
            return None
        end = self._skip(place + 1, "year_words")
        value = PartialDate.parse(self.folded[place])
        return Moment(value, tuple(range(place, end)))

    # the words of dates

    def _is_year(self, place: int) -> bool:
        return bool(_YEAR.fullmatch(self._word(place) or ""))

    def _word(self, place: int) -> str | None:
        if place < len(self.words) and place not in self.taken:
            return self.folded[place]
        return None

    def _day_at(self, place: int) -> int:
        match = _DAY.fullmatch(self._word(place) or "")
        return int(match[1]) if match else 0

    def _month_at(self, place: int) -> int:
        word = self._word(place)
        if word is None:
            return 0
        for match in self.lex.dates["months"].matches([word]):
            return int(match.value)
        return 0

    def _skip(self, place: int, role: str) -> int:
        """Return the place after one word of ``role`` at ``place``, if there is one."""
        word = self._word(place)
        book = self.lex.dates.get(role)
        if word is not None and book is not None and book.matches([word]):
            return place + 1
        return place

    def _skip_joiner(self, place: int) -> int:
        """Return the place after words like "of" and "de"."""
        return self._skip(self._skip(place, "joiner"), "joiner")

    # making moments

    def _day(self, place: int, length: int, year: int, month: int, day: int) -> Moment:
        text = f"{year:04}-{month:02}-{day:02}"
        return self._moment(text, place, length)

    def _month(self, place: int, length: int, year: int, month: int) -> Moment:
        return self._moment(f"{year:04}-{month:02}", place, length)

    def _moment(self, text: str, place: int, length: int) -> Moment:
        try:
            value = PartialDate.parse(text)
        except ImpossibleDateError as error:
            said = " ".join(each.text for each in self.words[place : place + length])
            raise complaint(
                "impossible_date", self.lex.language, options=error.suggestions, text=said
            ) from None
        return Moment(value, tuple(range(place, place + length)))

    # relative dates

    def _relative(self, place: int) -> Moment | None:
        for role, count in _SIMPLE.items():
            end = self._phrase(role, place)
            if end:
                value = PartialDate.parse(count(self.today))
                places = tuple(range(place, end))
                return Moment(value, places, is_relative=True, is_today=role == "today")
        return self._counted(place)

    def _phrase(self, role: str, place: int) -> int:
        """Return the place after the longest phrase of ``role`` at ``place``; 0 where none is."""
        book = self.lex.dates.get(role, _NONE)
        ends = [
            max(each.places) + 1
            for each in book.matches(self.folded[place : place + 5])
            if each.places[0] == 0
        ]
        return place + max(ends) if ends else 0

    def _counted(self, place: int) -> Moment | None:
        """Read "in three months", "dans deux semaines", "two months from now"."""
        start = self._phrase("in_ahead", place) or place
        number = self._number_at(start)
        if not number:
            return None
        for role, make in _COUNTED.items():
            end = self._phrase(role, start + 1)
            if not end:
                continue
            trailing = self._phrase("from_now", end)
            ago = self._phrase("ago", end) or self._phrase("ago", place)
            if start == place and not trailing and not ago:
                return None
            value = PartialDate.of(make(self.today, -number if ago else number))
            last = max(end, trailing, self._phrase("ago", end))
            return Moment(value, tuple(range(place, last)), is_relative=True)
        return None

    def _number_at(self, place: int) -> int:
        word = self._word(place)
        if word is None:
            return 0
        if word.isascii() and word.isdigit() and len(word) <= 3:
            return int(word)
        for match in self.lex.dates["numbers"].matches([word]):
            return int(match.value)
        return 0

    # roles

    def _with_role(self, moment: Moment) -> Moment:
        first, last = moment.places[0], moment.places[-1]
        edged = self._edge(moment, first)
        first = edged.places[0]
        by = self._before("by", first) or bool(self._phrase("by_after", last + 1))
        during = self._before("during", first) and not by
        is_edge = edged is not moment
        return evolve(edged, is_by=by and not is_edge, is_limit=by, is_during=during)

    def _edge(self, moment: Moment, first: int) -> Moment:
        """Apply "the end of" and "the beginning of", before or after the date."""
        for role in ("end_of", "start_of"):
            start = self._ending_at(role, first)
            after = self._phrase(f"{role}_after", moment.places[-1] + 1)
            if start is None and not after:
                continue
            bound = moment.value.latest if role == "end_of" else moment.value.earliest
            assert bound is not None
            places = range(first if start is None else start, after or moment.places[-1] + 1)
            return evolve(moment, value=PartialDate.of(bound), places=tuple(places))
        return moment

    def _before(self, role: str, first: int) -> bool:
        return self._ending_at(role, first) is not None

    def _ending_at(self, role: str, end: int) -> int | None:
        """Return where a phrase of ``role`` starts that ends before ``end``, little words apart."""
        between = self.lex.dates.get("between", _NONE)
        while end > 0:
            for start in range(max(0, end - 4), end):
                for match in self.lex.dates.get(role, _NONE).matches(self.folded[start:end]):
                    if match.places[0] == 0 and match.places[-1] == end - start - 1:
                        return start
            if not between.matches([self.folded[end - 1]]):
                return None
            end -= 1
        return None


def _shifted(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_NONE = Phrasebook(())
_SIMPLE = {
    "today": lambda day: str(day),
    "tomorrow": lambda day: str(day + timedelta(days=1)),
    "yesterday": lambda day: str(day - timedelta(days=1)),
    "next_month": lambda day: f"{_shifted(day, 1):%Y-%m}",
    "last_month": lambda day: f"{_shifted(day, -1):%Y-%m}",
    "this_month": lambda day: f"{day:%Y-%m}",
    "year_end": lambda day: f"{day.year}-12-31",
    "next_year_end": lambda day: f"{day.year + 1}-12-31",
    "next_year": lambda day: str(day.year + 1),
    "last_year": lambda day: str(day.year - 1),
    "this_year": lambda day: str(day.year),
}
_COUNTED = {
    "days": lambda day, count: day + timedelta(days=count),
    "weeks": lambda day, count: day + timedelta(weeks=count),
    "months_unit": _shifted,
    "years": lambda day, count: _shifted(day, 12 * count),
}
