"""Finding the thing a name stands for: exact, then by words, then suggestions; never a guess.

A name that fits one thing resolves. A name that fits several is an error that lists them. A name
that fits none is an error with the nearest names.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from attrs import field, frozen

__all__ = ["NameIndex", "normal"]

_NOT_WORD = re.compile(r"[^\w]+")
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_STOP = frozenset({"the", "of", "on", "a", "an", "and", "in", "to", "for", "s"})


def normal(text: str) -> str:
    """Return ``text`` without case, accents and punctuation: the form in which names compare."""
    folded = unicodedata.normalize("NFKD", text[:400]).casefold().translate(_UNDECOMPOSED)
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


@frozen
class NameIndex:
    """Names and the ids they stand for.

    Attributes:
        exact: ids by normalised name.
        label: how to show an id in a list of suggestions.
    """

    exact: Mapping[str, frozenset[str]]
    label: Callable[[str], str] = field(repr=False)

    @classmethod
    def of(cls, names: Mapping[str, Iterable[str]], label: Callable[[str], str]) -> NameIndex:
        """Return the index of the names of each id."""
        exact: dict[str, set[str]] = defaultdict(set)
        for key, each in names.items():
            exact[normal(key)].add(key)
            for name in each:
                exact[normal(name)].add(key)
        return cls({name: frozenset(ids) for name, ids in exact.items()}, label)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids a name fits: those it names exactly, else those whose names hold it."""
        wanted = normal(name)
        if not wanted:
            return ()
        if wanted in self.exact:
            return tuple(sorted(self.exact[wanted]))
        words = frozenset(wanted.split()) - _STOP
        if not words or (len(words) == 1 and len(wanted) < 4):
            return ()
        fits = (ids for known, ids in self.exact.items() if words <= frozenset(known.split()))
        return tuple(sorted(frozenset().union(*fits)))

    def nearest(self, name: str, count: int = 5) -> tuple[str, ...]:
        """Return the labels of the ids whose names are most like ``name``, best first."""
        from difflib import get_close_matches

        close = get_close_matches(normal(name), self.exact, n=3 * count, cutoff=0.7)
        ids = dict.fromkeys(key for match in close for key in sorted(self.exact[match]))
        return tuple(self.label(key) for key in ids)[:count]
