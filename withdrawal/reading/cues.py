"""Phrases that say something about leaving, and where they stand in a sentence.

A phrase is written like those of the questions (``no longer bound``, ``denounc*``, ``a|the``) and
may have gaps: ``..`` stands for up to twelve words, so ``tritt .. aus`` is one phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Protocol

from withdrawal.languages.words import Kept, fold
from withdrawal.reading.sentences import fold_arabic
from withdrawal.values import frozen

GAP = ".."
LONGEST_GAP = 12
BESIDE_IT = 2
"""How many words on stands what belongs to a word: at most one small word is between them."""
BESIDE = frozenset(
    {
        *("not-party", "party", "never", "joined", "back", "in-force", "count", "treaty"),
        *("is-told", "requires", "both", "protocol", "membership", "beside"),
    }
)
"""Roles that hide none but each other: "no longer a party" also says that it is out."""
MARKS = frozenset(
    {
        *("that-is", "now", "with", "to", "of-place", "further-reading", "investments"),
        *("from", "between", "in-place", "likewise", "only", "first"),
    }
)
"""Roles of little words beside others: they hide nothing and nothing hides them."""
OF_ITSELF = MARKS | {"exit", "notice", "treaty", "would", "since"}
"""Roles that no longer phrase hides: "announced the exit" says what was announced, and "would be
out" supposes."""
_KEY = 2
_SEVERAL = 2
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


class Placed(Protocol):
    """What stands in a sentence, from a word to a word."""

    @property
    def first(self) -> int:
        """The place of its first word."""

    @property
    def last(self) -> int:
        """The place of its last."""


def places_of(*rows: Iterable[Placed]) -> set[int]:
    """Return the places of all words from the first to the last of each of some mentions."""
    return {at for row in rows for each in row for at in range(each.first, each.last + 1)}


def follows(what: Placed, cues: Iterable[Placed], *, within: int = BESIDE_IT) -> bool:
    """Return whether something begins behind one of some cues, at most so many words on."""
    return any(0 < what.first - cue.last <= within for cue in cues)


@frozen
class _Element:
    exact: frozenset[str]
    stems: tuple[str, ...]
    inner: tuple[str, ...]


_Phrase = tuple[str, tuple[tuple[int, int], ...]]
"""A role, and for each place of the phrase the number of its element and the gap before it."""

_Filed = defaultdict[int, list[_Phrase]]
"""Phrases by their second element."""
_Known = tuple[frozenset[int], list[_Phrase], _Filed, _Filed]
"""What is known of a word: the elements it matches, and the phrases it may begin: those of one
word, those that a gap follows, and the others."""


class CueBook:
    """The phrases of one language, filed by their first word.

    Elements are numbered, each of them once, and of each word that is met it is kept which of
    them it matches: prose says the same words again and again.

    Args:
        roles: for each role its phrases, parted by semicolons.
    """

    def __init__(self, roles: Mapping[str, str]) -> None:
        self._elements: dict[_Element, int] = {}
        self._exact: dict[str, frozenset[int]] = {}
        self._stems: dict[str, list[tuple[str, int]]] = {}
        self._inner: list[tuple[str, int]] = []
        self._first: dict[int, list[_Phrase]] = {}
        self._met = Kept(self._known)
        self._last: tuple[Sequence[str], list[Cue]] = ((), [])
        for role, text in roles.items():
            for each in chain.from_iterable(map(_written_out, text.split(";"))):
                places = tuple((self._number(element), gap) for element, gap in _elements(each))
                self._first.setdefault(places[0][0], []).append((role, places))

    def _number(self, element: _Element) -> int:
        if element not in self._elements:
            number = self._elements[element] = len(self._elements)
            for word in element.exact:
                self._exact[word] = self._exact.get(word, frozenset()) | {number}
            for stem in element.stems:
                self._stems.setdefault(stem[:_KEY], []).append((stem, number))
            self._inner += [(part, number) for part in element.inner]
        return self._elements[element]

    def cues(self, words: Sequence[str]) -> list[Cue]:
        """Return what is found in folded words; a phrase within a longer one is left out."""
        if words != self._last[0]:
            self._last = words, self._found(words)
        return self._last[1]

    def _found(self, words: Sequence[str]) -> list[Cue]:
        known = [self._met[word] for word in words]
        begun = [(place, each) for place, each in enumerate(known) if each[1] or each[2] or each[3]]
        if not begun:
            return []
        matched = [each[0] for each in known]
        present = frozenset().union(*matched) if any(each[2] for _, each in begun) else frozenset()
        following = [*matched[1:], frozenset()]
        found = {
            Cue(role, places[0], places[-1], places)
            for place, (_, alone, parted, close) in begun
            for role, elements in chain(
                alone,
                *(parted[number] for number in parted.keys() & present),
                *(close[number] for number in close.keys() & following[place]),
            )
            if (places := _match(elements, matched, place))
        }
        if len(found) < _SEVERAL:
            return list(found)
        kept: list[Cue] = []
        for cue in sorted(found, key=lambda each: (-len(each.places), each.first, each.role)):
            within = any(
                cue.role not in OF_ITSELF
                and len(other.places) > len(cue.places)
                and set(cue.places) <= set(other.places)
                and (other.role not in BESIDE or cue.role in BESIDE)
                and other.role not in MARKS
                for other in kept
            )
            if not within:
                kept.append(cue)
        return sorted(kept, key=lambda each: (each.first, each.last, each.role))

    def _known(self, word: str) -> _Known:
        """Return the elements that a word matches, and the phrases that it may begin."""
        stems = [each for end in range(_KEY + 1) for each in self._stems.get(word[:end], ())]
        found = [number for stem, number in stems if word.startswith(stem)]
        found += [number for part, number in self._inner if part in word]
        matched = self._exact.get(word, frozenset()).union(found)
        alone, parted, close = [], _Filed(list), _Filed(list)
        for phrase in chain.from_iterable(self._first.get(each, ()) for each in matched):
            if len(phrase[1]) < _SEVERAL:
                alone.append(phrase)
            else:
                number, gap = phrase[1][1]
                (parted if gap else close)[number].append(phrase)
        return matched, alone, parted, close


def _written_out(text: str) -> Iterator[str]:
    """Yield a phrase, a Chinese one once for each of its options: they have several words each."""
    if _HAN.search(text):
        yield from map(" ".join, product(*(part.split("|") for part in text.split())))
    elif text.strip():
        yield text


def _elements(text: str) -> Iterator[tuple[_Element, int]]:
    """Yield the elements of a phrase, each with the gap that may stand before it."""
    gap = 0
    for part in _HAN.sub(r" \1 ", text).split():
        if part == GAP:
            gap = LONGEST_GAP
            continue
        options = [_folded(each) for each in part.split("|")]
        element = _Element(
            frozenset(each for each in options if "*" not in each),
            tuple(each[:-1] for each in options if each.endswith("*") and each[0] != "*"),
            tuple(each.strip("*") for each in options if each.startswith("*")),
        )
        yield element, gap
        gap = 0


def _folded(option: str) -> str:
    star = "*" if option.endswith("*") else ""
    head = "*" if option.startswith("*") else ""
    plain = re.sub(r"['\u2019\u02bc]", "", fold(option.strip("*")))
    return head + fold_arabic(plain) + star


def _match(
    elements: tuple[tuple[int, int], ...], matched: Sequence[frozenset[int]], start: int
) -> tuple[int, ...]:
    """Return the places of a phrase whose first word stands at a place; none where it does not.

    Of a word behind a gap the first is taken behind which the next one fits: of 受《公约》约束 the
    second 约.
    """
    if len(elements) < _SEVERAL:
        return (start,)
    number, gap = elements[1]
    for place in range(start + 1, min(start + 2 + gap, len(matched))):
        if number in matched[place] and (rest := _match(elements[1:], matched, place)):
            return (start, *rest)
    return ()
