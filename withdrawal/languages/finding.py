"""States and treaties by whatever people call them, in any language, while they type.

A name counts if it is one of the package's names or of those of `states.toml` and `treaties.toml`
of any language. A word that has been typed fits a word that begins with it; the phrases of
questions, which leave the ends of their words open, fit longer words too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from withdrawal.languages.folder import LANGUAGES, state_names
from withdrawal.languages.lexicon import named_treaties
from withdrawal.law.countries import countries
from withdrawal.law.names import normal
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.overlay import Stamp, stamp
from withdrawal.values import frozen

Kind = Literal["states", "treaties"]

_MARKS = re.compile(r"[~?^]")
_SPACE = re.compile(r"[;|]")
_SHORTEST_STEM = 4


@frozen
class _Alias:
    """One way of calling something: its words, and which of them leave their end open."""

    key: str
    words: tuple[str, ...]
    is_open: tuple[bool, ...]

    def rank(self, wanted: tuple[str, ...]) -> int:
        """Return how near one that holds words is: 0 they are all of it, 1 it begins so, else 2."""
        if self.words == wanted:
            return 0
        if len(wanted) <= len(self.words) and all(map(self._fits, range(len(wanted)), wanted)):
            return 1
        return 2

    def _fits(self, place: int, word: str) -> bool:
        own = self.words[place]
        return own.startswith(word) or (self.is_open[place] and word.startswith(own))


def found(kind: Kind, text: str) -> tuple[str, ...]:
    """Return what a text may be a name of, or the beginning of one: the nearest first.

    Args:
        kind: ``states`` or ``treaties``.
        text: what has been typed; of an empty one nothing is found.

    Returns:
        Codes of States, or ids of treaties.
    """
    wanted = tuple(normal(text).split())
    return _found(kind, wanted, stamp()) if wanted else ()


@lru_cache(maxsize=512)
def _found(kind: Kind, wanted: tuple[str, ...], state: Stamp) -> tuple[str, ...]:
    best: dict[str, int] = {}
    for alias in _index(kind, state).holding(wanted):
        best[alias.key] = min(alias.rank(wanted), best.get(alias.key, 2))
    return tuple(sorted(best, key=lambda key: (best[key], key)))


@frozen(eq=False)
class _Index:
    """The ways of calling things, by each of their words.

    Attributes:
        words: every word, in order.
        places: the aliases that hold a word.
        stems: those that hold it with its end open.
    """

    words: list[str]
    places: Mapping[str, set[_Alias]]
    stems: Mapping[str, set[_Alias]]

    def holding(self, wanted: tuple[str, ...]) -> set[_Alias]:
        """Return the aliases that hold every word of a text."""
        return set.intersection(*map(self._with, wanted))

    def _with(self, word: str) -> set[_Alias]:
        """Return the aliases with a word that begins so, or with an open one that begins it."""
        found: set[_Alias] = set()
        for each in self.words[bisect_left(self.words, word) :]:
            if not each.startswith(word):
                break
            found |= self.places[each]
        for length in range(_SHORTEST_STEM, len(word)):
            found |= self.stems.get(word[:length], set())
        return found


@lru_cache(maxsize=4)
def _index(kind: Kind, _state: Stamp) -> _Index:
    places: dict[str, set[_Alias]] = defaultdict(set)
    stems: dict[str, set[_Alias]] = defaultdict(set)
    for alias in _of_states() if kind == "states" else _of_treaties():
        for word, is_open in zip(alias.words, alias.is_open, strict=True):
            places[word].add(alias)
            if is_open:
                stems[word].add(alias)
    return _Index(sorted(places), places, stems)


def _of_states() -> Iterator[_Alias]:
    for key, each in countries().items():
        codes = (key, each.alpha2 or key)
        yield from (_plain(key, name) for name in (*codes, each.name, *each.names))
    for code in LANGUAGES:
        for key, told in state_names(code).items():
            names = (told.name, told.alone or told.name)
            yield from (_plain(key, name) for name in names)
            yield from _phrases(key, told.phrases)


def _of_treaties() -> Iterator[_Alias]:
    known = catalogue()
    yield from (_plain(key, name) for name, keys in known.index.exact.items() for key in keys)
    for code in LANGUAGES:
        for key, told in named_treaties(code).treaties.items():
            if key in known:
                yield from (_plain(key, told.name), *_phrases(key, told.phrases))


def _plain(key: str, name: str) -> _Alias:
    words = tuple(normal(name).split())
    return _Alias(key, words, (False,) * len(words))


def _phrases(key: str, phrases: str) -> Iterable[_Alias]:
    for phrase in _SPACE.split(_MARKS.sub("", phrases)):
        parts = phrase.split()
        words = tuple(normal(part) for part in parts)
        if words and all(words):
            ends = (part.endswith(("*", "+")) for part in parts)
            are_open = (
                is_open and len(word) >= _SHORTEST_STEM
                for word, is_open in zip(words, ends, strict=True)
            )
            yield _Alias(key, words, tuple(are_open))
