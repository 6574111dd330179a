"""Finding the thing a name stands for: exact, then by its core, then suggestions; never a guess.

A name that fits one thing resolves. A name that fits several is an error that lists them. A name
that fits none is an error with the nearest names; words that only stand inside another name are
no name. What is less than a whole name resolves only if no other name holds the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from attrs import field

from withdrawal.errors import CircumstanceError
from withdrawal.values import frozen

_NOT_WORD = re.compile(r"[^\w]+")
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_STOP = frozenset({"the", "of", "on", "a", "an", "and", "in", "to", "for", "s"})
_GENERIC = frozenset(
    {
        *("treaty", "convention", "agreement", "protocol", "pact", "covenant", "accord"),
        *("charter", "statute", "constitution"),
    }
)
_FOUNDED = re.compile(
    r"(?:\b(?:establishing|creating|constituting|establishment of|creation of)|^constitution of|"
    r"^statutes? of|^articles of agreement of)\s+(?:the\s)?(?!an?\s|of\s)([^,()\d]+?)"
    r"(?:\s*\([^()]*\))?$",
    re.IGNORECASE,
)
_SHORTEST_CORE = 4
_MOST_KEPT = 20_000
"""For how many rows of words it is remembered which names hold them."""


def normal(text: str) -> str:
    """Return ``text`` without case, accents and punctuation: the form in which names compare."""
    folded = unicodedata.normalize("NFKD", text[:400]).casefold().translate(_UNDECOMPOSED)
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


def body_founded(title: str) -> str | None:
    """Return the name of the body that a treaty founds by its English title; None for no body.

    One word is no name of a body, and what is said of an amendment founds none.
    """
    found = _FOUNDED.search(title)
    return found[1] if found and len(_words(normal(found[1]))) > 1 else None


def several(given: object, name: str) -> tuple[str, ...]:
    """Return the words given under a name, one text as one word; CircumstanceError for no words."""
    words = (given,) if isinstance(given, str) else given
    if not isinstance(words, Iterable):
        raise CircumstanceError(f"{name} is {given!r}: expected a word, or several.")
    return tuple(words)


@frozen
class NameIndex:
    """Names and the ids they stand for.

    Attributes:
        exact: ids by normalised name.
        label: how to show an id in a list of suggestions.
    """

    exact: Mapping[str, frozenset[str]]
    label: Callable[[str], str] = field(repr=False)
    _rows: dict[tuple[str, ...], tuple[str, ...]] = field(init=False, repr=False, factory=dict)

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

        Small words do not count. One word such as "convention" may stand at the other end of the
        name, be missing there, or be there too many; where one word is left, all names that
        begin with it and such a word fit.
        """
        wanted = normal(name)
        if not wanted:
            return ()
        if wanted in self.exact:
            return tuple(sorted(self.exact[wanted]))
        words = _words(wanted)
        if not words or (len(words) == 1 and len(words[0]) < _SHORTEST_CORE):
            return ()
        found = self._ids(known for known in self.exact if _words(known) == words)
        return tuple(found) or self._loosely(words)

    def _loosely(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids that words stand for but for their order or a generic word.

        What has the same words in a row within a longer name may be meant with the same right:
        "corruption" is one treaty's name without a word, and a part of the titles of others.
        """
        turned = self._ids(known for known in self.exact if _is_same(words, known))
        found = tuple(turned) or self._but_for_a_generic_word(words)
        return tuple(dict.fromkeys((*found, *self.holding_in_a_row(words)))) if found else ()

    def holding_in_a_row(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the names in which words stand in a row, small words aside."""
        if words not in self._rows:
            if len(self._rows) >= _MOST_KEPT:
                self._rows.clear()
            self._rows[words] = self._in_a_row(words)
        return self._rows[words]

    def _in_a_row(self, words: tuple[str, ...]) -> tuple[str, ...]:
        run = f" {' '.join(words)} "
        held = (known for known in self.exact if words[0] in known and words[-1] in known)
        return tuple(self._ids(each for each in held if run in f" {' '.join(_words(each))} "))

    def _but_for_a_generic_word(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids one of whose names differs from a name by a generic word at an end.

        What calls itself "Kyoto Protocol" is not the "Kyoto Convention".
        """
        lacking = self._longer_by_a_generic_word(words)
        if lacking and len(words) == 1:
            lacking += self._namesakes(words[0])
        if lacking:
            return tuple(self._ids(lacking))
        found: set[str] = set()
        for rest in _without_a_generic_word(words):
            known = [each for each in self.exact if rest[0] in each and _words(each) == rest]
            found |= {*self._ids(known)} - {*self._ids(self._longer_by_a_generic_word(rest))}
        return tuple(sorted(found))

    def _longer_by_a_generic_word(self, words: tuple[str, ...]) -> list[str]:
        """Return the names that are a name with a generic word before or after it."""
        first, last = words[0], words[-1]
        held = (known for known in self.exact if last in known and first in known)
        return [known for known in held if words in _without_a_generic_word(_words(known))]

    def _namesakes(self, word: str) -> list[str]:
        """Return the names that begin with a word and a generic one: treaties of one city."""
        begun = (known for known in self.exact if known.startswith(f"{word} "))
        return [known for known in begun if known.split()[1] in _GENERIC]

    def holding(self, name: str) -> tuple[str, ...]:
        """Return the ids of the names that hold every word of a name, in any order.

        Those whose names begin with it stand first.
        """
        wanted = normal(name)
        words = frozenset(wanted.split()) - _STOP
        if not words or (len(words) == 1 and len(wanted) < _SHORTEST_CORE):
            return ()
        held = [known for known in self.exact if words <= frozenset(known.split())]
        begun = [known for known in held if known.startswith(wanted)]
        return tuple(dict.fromkeys((*self._ids(begun), *self._ids(held))))

    def _ids(self, names: Iterable[str]) -> list[str]:
        return sorted(frozenset().union(*(self.exact[each] for each in names)))

    def nearest(
        self, name: str, count: int = 5, *, shortest: int = 1, likeness: float = 0.7
    ) -> tuple[str, ...]:
        """Return the labels of the ids whose names are most like ``name``, best first.

        Args:
            shortest: how many letters a name must have to be like another.
            likeness: how like it must be, from 0 to 1.
        """
        from difflib import get_close_matches

        known = [each for each in self.exact if len(each) >= shortest]
        close = get_close_matches(normal(name), known, n=3 * count, cutoff=likeness)
        ids = dict.fromkeys(key for match in close for key in sorted(self.exact[match]))
        return tuple(self.label(key) for key in ids)[:count]


def _words(plain: str) -> tuple[str, ...]:
    return tuple(word for word in plain.split() if word not in _STOP)


def core_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in the form in which they compare, small words aside."""
    return _words(normal(name))


def calls_a_treaty(name: str) -> bool:
    """Return whether a name holds a word such as "convention", as no name of a State does."""
    return not _GENERIC.isdisjoint(normal(name).split())


def _is_same(words: tuple[str, ...], known: str) -> bool:
    """Return whether a name is a known one, be it "Treaty of Lisbon" for "Lisbon Treaty"."""
    if words[-1] not in known or words[0] not in known:
        return False
    other = _words(known)
    return words in (other, _turned(other))


def _turned(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name with the generic word at its beginning or end at the other end."""
    if words[-1:] and words[-1] in _GENERIC:
        return (words[-1], *words[:-1])
    return (*words[1:], *words[:1]) if words[:1] and words[0] in _GENERIC else words


def _without_a_generic_word(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return what is left of a name without a generic word at its end, and at its beginning."""
    shorter = [words[:-1]] if words[-1:] and words[-1] in _GENERIC else []
    shorter += [words[1:]] if words[:1] and words[0] in _GENERIC else []
    return [each for each in shorter if each]
