"""Periods of time in a sentence: "half a year", "six months", "180 days", "两年"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from withdrawal.dates import Period
from withdrawal.reading.lexicon import Language
from withdrawal.values import frozen

_LONG = 30
"""From how many days on "after ninety days" is a period, and no day counted from another."""
_THE_SAME = frozenset({"same-year", "same-month", "+1", "-1", "+7", "-7", "+n", "-n"})

_LONGEST = 100
"""How many years no treaty speaks of."""


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


def spans_of(folded: Sequence[str], language: Language, taken: set[int]) -> Iterator[Span]:
    """Yield periods; "the 27th of the same month" is none.

    Args:
        folded: the words of a sentence, folded.
        language: the words of its language.
        taken: the places of names.
    """
    same = [
        cue
        for cue in language.days.cues(folded)
        if cue.role in _THE_SAME
        and not (cue.role.endswith("n") and _counted(folded, cue.first, language) >= _LONG)
    ]
    held = {*taken, *(at for cue in same for at in cue.places)}
    held |= {cue.first - 1 for cue in same if cue.role.endswith("n")}
    for cue in language.periods.cues(folded):
        is_counted = (
            cue.first and cue.first == cue.last and count_of(folded[cue.first - 1], language) > 1
        )
        if held.isdisjoint(cue.places) and not is_counted:
            held |= set(cue.places)
            yield Span(Period.parse(cue.role), cue.first, cue.last)
    for place, word in enumerate(folded):
        count = 0 if place in held else count_of(word, language)
        units = _unit(folded, place + 1, language) if count else ()
        for at, letter in [each for each in units if each[0] not in held][:1]:
            if letter == "Y" and count > _LONGEST:
                continue  # "164 länder är": a number of States
            yield Span(Period.parse(f"P{count}{letter}"), place, at)


def _counted(folded: Sequence[str], place: int, language: Language) -> int:
    """Return the number that stands before a place; 0 without one."""
    return count_of(folded[place - 1], language) if place else 0


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


_UNITS = {"years": "Y", "months_unit": "M", "weeks": "W", "days": "D"}
