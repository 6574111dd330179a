"""Official numbers of treaties in a question: ``XXVI-5``, ``CETS 210``, ``C087``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from withdrawal.languages.words import Word
from withdrawal.law.treaties.catalogue import catalogue

_MOST_WORDS = 6
_COLLECTIONS = frozenset(
    {
        *("ets", "cets", "ste", "stce", "sev", "ilo", "oit", "iao", "unts", "mtdsg", "untc"),
        *("hcch", "celex", "wikidata"),
    }
)
"""What opens a number however it is written; the short ones count in capitals."""
_IN_CAPITALS = frozenset({"sr"})


def numbers_of(words: Sequence[Word]) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Yield the treaties of each official number in a question, and the places of its words."""
    place = 0
    while place < len(words):
        answers, length = _number_at(words, place)
        if answers:
            yield answers, tuple(range(place, place + length))
        place += max(length, 1)


def _number_at(words: Sequence[Word], place: int) -> tuple[tuple[str, ...], int]:
    """Return the treaties of the longest number that begins at a place, and how many words."""
    head = words[place]
    if not (head.text[:1].isupper() or head.folded in _COLLECTIONS or head.text[:1].isdigit()):
        return (), 0
    ahead = words[place : place + _MOST_WORDS]
    first = next((n for n, each in enumerate(ahead, start=1) if each.folded[-1].isdigit()), None)
    if first is None:
        return (), 0
    for length in range(len(ahead), first - 1, -1):
        row = ahead[:length]
        if _is_one_number(row):
            answers = catalogue().numbered(" ".join(each.text for each in row)).answers
            if answers:
                return answers, length
    return (), 0


def _is_one_number(row: Sequence[Word]) -> bool:
    """Return whether words stand together as a number: behind who gives it, or without a space."""
    head = row[0]
    if head.folded in _COLLECTIONS or (head.folded in _IN_CAPITALS and head.is_shouted):
        return True
    return all(each.before.strip() == each.before != "" for each in row[1:])
