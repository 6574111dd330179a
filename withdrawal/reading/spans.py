"""Periods of time in a sentence: "half a year", "six months", "180 days", "两年"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from withdrawal.dates import Period
from withdrawal.languages.words import Word
from withdrawal.reading.lexicon import Language

__all__ = ["Span", "count_of", "spans_of"]

_THE_SAME = frozenset({"same-year", "same-month", "+1", "-1", "+7", "-7", "+n", "-n"})


@frozen
class Span:
    """A period of time at a place.

    Attributes:
        period: how long.
        first: the place of the first word.
        last: the place of the last.
    """

    period: Period
    first: int
    last: int


def spans_of(
    words: Sequence[Word], folded: Sequence[str], language: Language, taken: set[int]
) -> Iterator[Span]:
    """Yield periods; "the 27th of the same month" is none.

    Args:
        words: the sentence.
        folded: its words, folded.
        language: the words of its language.
        taken: the places of names.
    """
    same = [cue for cue in language.days.cues(folded) if cue.role in _THE_SAME]
    held = {*taken, *(at for cue in same for at in cue.places)}
    held |= {cue.first - 1 for cue in same if cue.role.endswith("n")}
    for cue in language.periods.cues(folded):
        if held.isdisjoint(cue.places):
            held |= set(cue.places)
            yield Span(Period.parse(cue.role), cue.first, cue.last)
    for place in range(len(words)):
        count = count_of(folded[place], language)
        if not count or place in held:
            continue
        for at, letter in _unit(folded, place + 1, language):
            if at not in held and not _is_a_date(words, place, letter):
                yield Span(Period.parse(f"P{count}{letter}"), place, at)
                break


def count_of(word: str, language: Language) -> int:
    """Return the number that a word is, in figures or letters; 0 where it is none."""
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    if word in language.numbers:
        return language.numbers[word]
    found = language.lex.dates["numbers"].match_of(word)
    return int(found.value) if found else 0


def _unit(folded: Sequence[str], place: int, language: Language) -> Iterator[tuple[int, str]]:
    """Yield the place and the letter of a unit right after a count, or after one word between
    ("full"); the nearer one first."""
    books = [(language.lex.dates.get(role), letter) for role, letter in _UNITS.items()]
    for at in range(place, min(place + 2, len(folded))):
        yield from ((at, letter) for book, letter in books if book and book.match_of(folded[at]))
        if folded[at] in language.months:
            return


def _is_a_date(words: Sequence[Word], place: int, letter: str) -> bool:
    """Return whether a count and a unit are part of a date: 27 日, 10 月."""
    return (
        words[place + 1].text in "月日年号"
        and words[place].is_number
        and letter in "YM"
        and (len(words[place].folded) == 4)
    )


_UNITS = {"years": "Y", "months_unit": "M", "weeks": "W", "days": "D"}
