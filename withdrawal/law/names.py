"""Finding the thing a name stands for: exact, then by its core, then suggestions; never a guess.

A name that fits one thing resolves. A name that fits several is an error that lists them. A name
that fits none is an error with the nearest names; words that only stand inside another name are
no name.
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
_GENERIC = frozenset(
    {
        *("treaty", "convention", "agreement", "protocol", "pact", "covenant", "accord"),
        *("charter", "statute", "constitution"),
    }
)
_SHORTEST_CORE = 4


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
        """Return the ids that a name is a name of.

        Small words do not count. One word such as "convention" may be missing at an end of the
        name, or be there too many.
        """
        wanted = normal(name)
        if not wanted:
            return ()
        if wanted in self.exact:
            return tuple(sorted(self.exact[wanted]))
        words = _words(wanted)
        if not words or (len(words) == 1 and len(words[0]) < _SHORTEST_CORE):
            return ()
        for fits in (_is_same, _is_same_but_for_a_generic_word):
            found = (ids for known, ids in self.exact.items() if fits(words, known))
            every = tuple(sorted(frozenset().union(*found)))
            if every:
                return every
        return ()

    def holding(self, name: str) -> tuple[str, ...]:
        """Return the ids of the names that hold every word of a name, in any order."""
        wanted = normal(name)
        words = frozenset(wanted.split()) - _STOP
        if not words or (len(words) == 1 and len(wanted) < _SHORTEST_CORE):
            return ()
        fits = (ids for known, ids in self.exact.items() if words <= frozenset(known.split()))
        return tuple(sorted(frozenset().union(*fits)))

    def nearest(
        self, name: str, count: int = 5, *, shortest: int = 1, likeness: float = 0.7
    ) -> tuple[str, ...]:
        """Return the labels of the ids whose names are most like ``name``, best first.

        Args:
            name: the name.
            count: how many at most.
            shortest: how many letters a name must have for one to be like it.
            likeness: how like it must be, from 0 to 1.
        """
        from difflib import get_close_matches

        wanted = normal(name)
        if len(wanted) < shortest:
            return ()
        close = get_close_matches(wanted, self.exact, n=3 * count, cutoff=likeness)
        ids = dict.fromkeys(key for match in close for key in sorted(self.exact[match]))
        return tuple(self.label(key) for key in ids)[:count]


def _words(plain: str) -> tuple[str, ...]:
    return tuple(word for word in plain.split() if word not in _STOP)


def _is_same(words: tuple[str, ...], known: str) -> bool:
    return words[0] in known and _words(known) == words


def _is_same_but_for_a_generic_word(words: tuple[str, ...], known: str) -> bool:
    """Return whether a name and a known one differ by a generic word at an end of one of them."""
    if words[-1] not in known and words[0] not in known:
        return False
    other = _words(known)
    if abs(len(other) - len(words)) != 1:
        return False
    longer, shorter = sorted((words, other), key=len, reverse=True)
    return (longer[-1] in _GENERIC and longer[:-1] == shorter) or (
        longer[0] in _GENERIC and longer[1:] == shorter
    )
