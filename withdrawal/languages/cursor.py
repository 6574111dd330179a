"""Looking at the words of a question one place at a time, as the readers of dates do."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from copy import copy
from datetime import date
from typing import Literal

from withdrawal.dates import PartialDate
from withdrawal.errors import ImpossibleDateError
from withdrawal.languages.lexicon import EVERY_ROLE, Lexicon
from withdrawal.languages.phrases import Phrasebook
from withdrawal.languages.words import Word

Yearless = Literal["next", "last"]
"""Which of its days a day without a year is, seen from the day the text speaks on."""

_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th|er|e|re|o|a|ta|na|mal|ndal)?", re.ASCII)
_YEAR = re.compile(r"(1[89]|20|21)\d\d", re.ASCII)
_JOINED = re.compile(r"[./-]|\. ")
_NONE = Phrasebook(())
LONGEST_PHRASE = 6
_SAID = {"last_year": -1, "this_year": 0, "next_year": 1}
"""The roles of words that say a year, and how far it is from this one."""


class UnreadableDayError(ImpossibleDateError):
    """Words have the form of a day, but denote none.

    Attributes:
        text: the words.
        start: the place of the first of them.
        end: the place after the last of them.
        lacks_year: whether it would be a day if a year were said (29 February).
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        *,
        suggestions: Iterable[str] = (),
        lacks_year: bool = False,
    ) -> None:
        super().__init__(f"{text} is no day of the calendar.", suggestions=suggestions)
        self.text, self.lacks_year = text, lacks_year
        self.start, self.end = start, end


class Cursor:
    """The words of a question, asked place by place what part of a date they are.

    Args:
        words: the question.
        taken: places that belong to names, and are no part of a date.
        lex: the words of the language.
        today: the day that "today" and "next month" are counted from.
        yearless: which day a day without a year is.
    """

    def __init__(
        self,
        words: Sequence[Word],
        taken: Container[int],
        lex: Lexicon,
        today: date,
        yearless: Yearless = "next",
    ) -> None:
        self.words = words
        self.taken = taken
        self.lex = lex
        self.today = today
        self.yearless = yearless
        self.folded = tuple(each.folded for each in words)
        self._ends: dict[int, dict[str, int]] = {}

    def seen_from(self, today: date) -> Cursor:
        """Return the same words as they are seen from another day."""
        other = copy(self)
        other.today = today
        return other

    def word(self, place: int) -> str:
        """Return the word at a place; empty where there is none, or it belongs to a name."""
        if place < len(self.words) and place not in self.taken:
            return self.folded[place]
        return ""

    def is_year(self, place: int) -> bool:
        """Return whether a year stands at a place."""
        return bool(_YEAR.fullmatch(self.word(place)))

    def year(self, place: int) -> int:
        """Return the year at a place; 0 where there is none."""
        return int(self.word(place)) if self.is_year(place) else 0

    def year_at(self, place: int) -> tuple[int, int]:
        """Return the year that stands or is said at a place (next year), and the place after it."""
        if self.is_year(place):
            return self.year(place), place + 1
        role, end = self.longest(place, _SAID) if self.word(place) else ("", place)
        return (self.today.year + _SAID[role], end) if role else (0, place)

    def day(self, place: int) -> int:
        """Return the day of the month at a place; 0 where there is none."""
        match = _DAY.fullmatch(self.word(place))
        return int(match[1]) if match else 0

    def named_day(self, place: int) -> int:
        """Return the day of the month that is said at a place, not written; 0 where none is."""
        return self._numbered("numbers", place)

    def month(self, place: int) -> int:
        """Return the month named at a place; 0 where there is none: się is no sie."""
        text = self.words[place].text if self.word(place) else ""
        if not text.isascii() and text.casefold() in self.lex.stop_spelt:
            return 0
        return self._numbered("months", place)

    def weekday(self, place: int) -> int:
        """Return the weekday named at a place, Monday as 1; 0 where there is none."""
        return self._numbered("weekdays", place)

    def count(self, place: int) -> int:
        """Return the number at a place, in figures or in words; 0 where there is none."""
        word = self.word(place)
        if word.isascii() and word.isdigit() and len(word) <= 3:
            return int(word)
        return self._numbered("numbers", place)

    def may_begin(self, place: int) -> bool:
        """Return whether a date may begin at a place: no other word need be looked at twice."""
        if self.roles_at(place) or any(map(str.isdigit, self.folded[place])):
            return True
        return bool(self.month(place) or self.weekday(place) or self.count(place))

    def _numbered(self, role: str, place: int) -> int:
        word = self.word(place)
        found = self.lex.dates[role].match_of(word) if word else None
        return int(found.value) if found else 0

    def figures(self, place: int) -> list[str]:
        """Return the numbers joined by points, slashes or hyphens from a place on."""
        numbers: list[str] = []
        for step, word in enumerate(self.words[place : place + 4]):
            joined = step == 0 or _JOINED.fullmatch(word.before)
            if not (word.is_number and joined):
                break
            numbers.append(word.folded)
        return numbers

    def skip(self, place: int, *roles: str) -> int:
        """Return the place after one word of each role, in order, where it stands there."""
        for role in roles:
            word = self.word(place)
            if word and self.book(role).match_of(word):
                place += 1
        return place

    def after_phrase(self, role: str, place: int) -> int:
        """Return the place after the longest phrase of a role at a place; 0 where none is."""
        return self.roles_at(place).get(role, 0)

    def _phrases_at(self, place: int) -> dict[str, int]:
        ahead = self.folded[place : place + LONGEST_PHRASE]
        ends: dict[str, int] = {}
        book, present = self.book(EVERY_ROLE), frozenset(ahead)
        for each in book.matches_at(ahead, 0, present=present) if ahead else ():
            ends[each.value] = max(ends.get(each.value, 0), place + each.places[-1] + 1)
        return ends

    def roles_at(self, place: int) -> dict[str, int]:
        """Return the place after the longest phrase at a place, for each role that has one."""
        if place not in self._ends:
            self._ends[place] = self._phrases_at(place)
        return self._ends[place]

    def longest(self, place: int, roles: Iterable[str]) -> tuple[str, int]:
        """Return which of some roles the longest phrase at a place has, and the place after it; of
        no role, and the place itself, where none stands there."""
        ends = self.roles_at(place)
        role = (
            max(filter(ends.__contains__, roles), key=ends.__getitem__, default="") if ends else ""
        )
        return role, ends.get(role, place)

    def phrase_before(self, role: str, end: int) -> int | None:
        """Return where a phrase of a role starts that ends before ``end``, little words apart."""
        while end > 0:
            for start in range(max(0, end - LONGEST_PHRASE + 1), end):
                if self.after_phrase(role, start) == end:
                    return start
            if not self.book("between").match_of(self.folded[end - 1]):
                return None
            end -= 1
        return None

    def book(self, role: str) -> Phrasebook:
        """Return the phrases of a role; none where the language has no such words."""
        return self.lex.dates.get(role, _NONE)

    def value(self, text: str, place: int, end: int) -> PartialDate:
        """Return the date that an EDTF text denotes.

        Raises:
            UnreadableDayError: the calendar has no such day.
        """
        try:
            return PartialDate.parse(text)
        except ImpossibleDateError as error:
            said = self._said(place, end)
            raise UnreadableDayError(said, place, end, suggestions=error.suggestions) from None

    def year_of(self, month_day: tuple[int, int], place: int, end: int) -> int:
        """Return the year that a day without one is in.

        Raises:
            UnreadableDayError: it is 29 February, which few years have.
        """
        if month_day == (2, 29):
            raise UnreadableDayError(self._said(place, end), place, end, lacks_year=True)
        return self._year(month_day, (self.today.month, self.today.day))

    def year_of_month(self, month: int) -> int:
        """Return the year that a month without one is in."""
        return self._year((month,), (self.today.month,))

    def _year(self, said: tuple[int, ...], today: tuple[int, ...]) -> int:
        """Return the year of what is said, seen from where today stands in this year."""
        return self.today.year + ((said < today) if self.yearless == "next" else -(said > today))

    def _said(self, place: int, end: int) -> str:
        return " ".join(each.text for each in self.words[place:end])
