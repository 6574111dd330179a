"""Looking at the words of a question one place at a time, as the readers of dates do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from withdrawal.dates import PartialDate
from withdrawal.errors import ImpossibleDateError
from withdrawal.questions.complaints import complaint
from withdrawal.questions.lexicon import EVERY_ROLE, Lexicon
from withdrawal.questions.phrases import Phrasebook
from withdrawal.questions.words import Word

__all__ = ["Cursor"]

_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th|er|e|re|o|a|ta|na|mal|ndal)?", re.ASCII)
_YEAR = re.compile(r"(1[89]|20|21)\d\d", re.ASCII)
_JOINED = re.compile(r"[./-]|\. ")
_NONE = Phrasebook(())
LONGEST_PHRASE = 5


class Cursor:
    """The words of a question, asked place by place what part of a date they are.

    Args:
        words: the question.
        taken: places that belong to names, and are no part of a date.
        lex: the words of the language.
    """

    def __init__(self, words: Sequence[Word], taken: set[int], lex: Lexicon) -> None:
        self.words = words
        self.taken = taken
        self.lex = lex
        self.folded = [each.folded for each in words]
        self._ends: dict[int, dict[str, int]] = {}

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

    def day(self, place: int) -> int:
        """Return the day of the month at a place; 0 where there is none."""
        match = _DAY.fullmatch(self.word(place))
        return int(match[1]) if match else 0

    def month(self, place: int) -> int:
        """Return the month named at a place; 0 where there is none."""
        return self._numbered("months", place)

    def count(self, place: int) -> int:
        """Return the number at a place, in figures or in words; 0 where there is none."""
        word = self.word(place)
        if word.isascii() and word.isdigit() and len(word) <= 3:
            return int(word)
        return self._numbered("numbers", place)

    def _numbered(self, role: str, place: int) -> int:
        word = self.word(place)
        found = self.lex.dates[role].matches([word]) if word else []
        return int(found[0].value) if found else 0

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
            if word and self.book(role).matches([word]):
                place += 1
        return place

    def after_phrase(self, role: str, place: int) -> int:
        """Return the place after the longest phrase of a role at a place; 0 where none is."""
        if place not in self._ends:
            self._ends[place] = self._phrases_at(place)
        return self._ends[place].get(role, 0)

    def _phrases_at(self, place: int) -> dict[str, int]:
        """Return the place after the longest phrase at a place, for each role that has one."""
        ahead = self.folded[place : place + LONGEST_PHRASE]
        ends: dict[str, int] = {}
        for each in self.book(EVERY_ROLE).matches_at(ahead, 0) if ahead else ():
            ends[each.value] = max(ends.get(each.value, 0), place + each.places[-1] + 1)
        return ends

    def phrase_before(self, role: str, end: int) -> int | None:
        """Return where a phrase of a role starts that ends before ``end``, little words apart."""
        while end > 0:
            for start in range(max(0, end - LONGEST_PHRASE + 1), end):
                if self.after_phrase(role, start) == end:
                    return start
            if not self.book("between").matches([self.folded[end - 1]]):
                return None
            end -= 1
        return None

    def book(self, role: str) -> Phrasebook:
        """Return the phrases of a role; none where the language has no such words."""
        return self.lex.dates.get(role, _NONE)

    def value(self, text: str, place: int, end: int) -> PartialDate:
        """Return the date that an EDTF text denotes.

        Raises:
            QuestionError: code ``impossible-date``, the calendar has no such day.
        """
        try:
            return PartialDate.parse(text)
        except ImpossibleDateError as error:
            said = " ".join(each.text for each in self.words[place:end])
            raise complaint(
                "impossible_date", self.lex.language, options=error.suggestions, text=said
            ) from None
