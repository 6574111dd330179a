"""Phrases that say something about leaving, and where they stand in a sentence.

A phrase is written like those of the questions (``no longer bound``, ``denounc*``, ``a|the``) and
may have gaps: ``..`` stands for up to nine words, so ``tritt .. aus`` is one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from withdrawal.languages.words import fold
from withdrawal.reading.sentences import fold_arabic

__all__ = ["Cue", "CueBook"]

GAP = ".."
LONGEST_GAP = 9
BESIDE = frozenset(
    {
        *("not-party", "party", "never", "joined", "in-force", "count", "treaty"),
        *("is-told", "requires", "both", "protocol", "membership", "beside"),
    }
)
"""Roles that hide none but each other: "no longer a party" also says that it is out."""
OF_ITSELF = "exit"
"""The role that no longer phrase hides: "announced the exit" says what was announced."""
_KEY = 2
MOST_KEPT = 20_000
"""For how many words it is remembered which phrases begin with them."""
_HAN = re.compile(r"([\u4e00-\u9fff])")


@frozen
class Cue:
    """A phrase found in a sentence.

    Attributes:
        role: what it says.
        first: the place of its first word.
        last: the place of its last.
        places: the places of all its words, without those of a gap.
    """

    role: str
    first: int
    last: int
    places: tuple[int, ...]


@frozen
class _Element:
    exact: frozenset[str]
    stems: tuple[str, ...]
    inner: tuple[str, ...]
    gap: int

    def matches(self, word: str) -> bool:
        return (
            word in self.exact
            or bool(self.stems and word.startswith(self.stems))
            or any(each in word for each in self.inner)
        )


_Phrase = tuple[str, tuple[_Element, ...]]


class CueBook:
    """The phrases of one language, filed by their first word.

    Args:
        roles: for each role its phrases, parted by semicolons.
    """

    def __init__(self, roles: Mapping[str, str]) -> None:
        self._exact: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._anywhere: list[_Phrase] = []
        self._met: dict[str, tuple[_Phrase, ...]] = {}
        for role, text in roles.items():
            for each in filter(None, map(str.strip, text.split(";"))):
                self._file((role, _elements(each)))

    def _file(self, phrase: _Phrase) -> None:
        first = phrase[1][0]
        for word in first.exact:
            self._exact.setdefault(word, []).append(phrase)
        for stem in first.stems:
            self._stems.setdefault(stem[:_KEY], []).append(phrase)
        if first.inner:
            self._anywhere.append(phrase)

    def cues(self, words: Sequence[str]) -> list[Cue]:
        """Return what is found in folded words; a phrase within a longer one is left out."""
        found = {
            Cue(role, places[0], places[-1], places)
            for place, word in enumerate(words)
            for role, elements in self._beginning(word)
            if (places := _match(elements, words, place))
        }
        kept: list[Cue] = []
        for cue in sorted(found, key=lambda each: (-len(each.places), each.first, each.role)):
            within = any(
                cue.role != OF_ITSELF
                and len(other.places) > len(cue.places)
                and set(cue.places) <= set(other.places)
                and (other.role not in BESIDE or cue.role in BESIDE)
                for other in kept
            )
            if not within:
                kept.append(cue)
        return sorted(kept, key=lambda each: (each.first, each.last, each.role))

    def _beginning(self, word: str) -> tuple[_Phrase, ...]:
        """Return the phrases that a word may begin; kept for the words met so far."""
        kept = self._met.get(word)
        if kept is None:
            if len(self._met) >= MOST_KEPT:
                self._met.clear()
            some = (self._exact.get(word, ()), self._stems.get(word[:_KEY], ()), self._anywhere)
            kept = tuple(each for row in some for each in row if each[1][0].matches(word))
            self._met[word] = kept
        return kept


def _elements(text: str) -> tuple[_Element, ...]:
    found: list[_Element] = []
    gap = 0
    for part in _HAN.sub(r" \1 ", text).replace(" |", "|").replace("| ", "|").split():
        if part == GAP:
            gap = LONGEST_GAP
            continue
        options = [_folded(each) for each in part.split("|")]
        found.append(
            _Element(
                frozenset(each for each in options if "*" not in each),
                tuple(each[:-1] for each in options if each.endswith("*") and each[0] != "*"),
                tuple(each.strip("*") for each in options if each.startswith("*")),
                gap,
            )
        )
        gap = 0
    return tuple(found)


def _folded(option: str) -> str:
    star = "*" if option.endswith("*") else ""
    head = "*" if option.startswith("*") else ""
    plain = re.sub(r"['\u2019\u02bc]", "", fold(option.strip("*")))
    return head + fold_arabic(plain) + star


def _match(elements: tuple[_Element, ...], words: Sequence[str], start: int) -> tuple[int, ...]:
    """Return the places of a phrase whose first word stands at a place; none where it does not."""
    places = [start]
    for element in elements[1:]:
        place = places[-1] + 1
        last = min(place + element.gap, len(words) - 1)
        while place <= last and not element.matches(words[place]):
            place += 1
        if place > last:
            return ()
        places.append(place)
    return tuple(places)
