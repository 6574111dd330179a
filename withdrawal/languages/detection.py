"""Which language a text is in: by the words each language knows, and by its letters.

Every word counts for the languages that know it, the more the fewer they are; so the verdict rests
on ordinary words and still works for three names and a question mark. The words are read from an
index of all languages, so that none of their folders has to be (`withdrawal.languages.index`).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence, Set
from functools import cache, cached_property, lru_cache

from withdrawal.datafiles import read_toml, structure
from withdrawal.languages.folder import FOLDERS, LANGUAGES, traits
from withdrawal.languages.words import Word, fold
from withdrawal.values import frozen

INDEX = FOLDERS / "index.json"
UNREAD = FOLDERS / "unread.toml"
FEWEST = 2
"""So many words must show a language that is not read; and more than show the one that is."""
COMMON_TO = 5
"""What more languages than so many know is a name, and shows none of them."""
SHORTEST_COMPOUND = 9
_LETTER_WEIGHT = 0.7
_ENDING_WEIGHT = 0.5
_LONGEST = 64
"""How many letters of a word are looked up; no word known here has more."""


@frozen(eq=False)
class Index:
    """Which languages know what; a language is a letter, ``a`` the first of `languages`.

    Attributes:
        languages: their codes, the one that wins a tie first.
        letters: letters that few languages have.
        exact: whole words.
        stems: beginnings of words.
        endings: ends of long words.
        scripts: the scripts that questions are written in.
        days: how each language writes a day of each month.
    """

    languages: tuple[str, ...]
    scripts: tuple[str, ...]
    letters: dict[str, str]
    exact: dict[str, str]
    stems: dict[str, str]
    endings: dict[str, str]
    days: dict[str, tuple[str, ...]]


def months_told(language: str) -> tuple[str, ...] | None:
    """Return how a language writes a day of each month, with blanks, where the index knows it."""
    return _index().days.get(language)


def ranked_languages(words: Sequence[Word]) -> list[tuple[str, float]]:
    """Return the languages with their scores, best first; English wins a tie."""
    index = _index()
    scores = {chr(ord("a") + number): 0.0 for number in range(len(index.languages))}
    for word in dict.fromkeys(each.folded for each in words):
        _share(scores, _who_know(word[:_LONGEST], index), 1.0)
        _share(scores, _who_end_so(word, index), _ENDING_WEIGHT)
    for letter in {letter for word in words for letter in word.text.lower()}:
        _share(scores, index.letters.get(letter, ""), _LETTER_WEIGHT)
    ranked = sorted(scores, key=lambda each: (-scores[each], each))
    return [(index.languages[ord(each) - ord("a")], scores[each]) for each in ranked]


def _share(scores: dict[str, float], languages: str, weight: float) -> None:
    for language in languages:
        scores[language] += weight / len(languages)


@lru_cache(maxsize=5_000)
def _who_know(word: str, index: Index) -> str:
    """Return the languages that know a word, or a beginning of it."""
    known = set(index.exact.get(word, ""))
    for length in range(1, len(word) + 1):
        known.update(index.stems.get(word[:length], ""))
    return "".join(known)


def _who_end_so(word: str, index: Index) -> str:
    """Return the languages whose compounds end like a long word."""
    if len(word) < SHORTEST_COMPOUND:
        return ""
    ends = index.endings
    return "".join({letter for each in ends if word.endswith(each) for letter in ends[each]})


@cache
def _index() -> Index:
    made = json.loads(INDEX.read_text(encoding="utf-8"))
    return Index(tuple(made.pop("languages")), tuple(made.pop("scripts")), **made)


def script_of(text: str) -> str:
    """Return the script of a text's first letter, as Unicode calls it: ``LATIN``, ``CJK``."""
    return unicodedata.name(text[0], "?").split()[0]


def is_read(words: Sequence[Word]) -> bool:
    """Return whether more than half of the words that open with a letter are in a script read."""
    opened = [script_of(each.text) for each in words if each.text[0].isalpha()]
    return 2 * sum(each in _index().scripts for each in opened) > len(opened)


@frozen(slots=False)
class Unread:
    """A language in which no questions are read.

    Attributes:
        says: what its speakers are told; ``{list}`` the languages that are read.
        words: small words that show it.
        script: the beginning of the Unicode names of its letters, where they show it.
    """

    says: str
    words: str = ""
    script: str = ""

    @cached_property
    def folded(self) -> frozenset[str]:
        """The words as they are compared."""
        return frozenset(fold(self.words).split())


def told_unread(words: Sequence[Word], best: str) -> str | None:
    """Return what is told in a language that is not read, where the words are in one.

    Args:
        words: the question.
        best: the language it would be read in.
    """
    index, folded = _index(), {each.folded for each in words}
    letter = chr(ord("a") + index.languages.index(best))
    known = {each: _who_know(each, index) for each in folded}
    if sum(letter not in each for each in known.values()) < FEWEST:
        return None
    shown = sum(letter in each and len(each) <= COMMON_TO for each in known.values())
    names = {unicodedata.name(each, "?") for word in words for each in word.text}
    hits = {code: _hits(each, folded, names) for code, each in _unread().items()}
    code = max(hits, key=lambda each: hits[each])
    if hits[code] < FEWEST or hits[code] <= shown:
        return None
    listed = ", ".join(traits(each).name for each in LANGUAGES)
    return _unread()[code].says.format_map({"list": listed})


def _hits(language: Unread, folded: Set[str], names: Iterable[str]) -> int:
    script = language.script and any(each.startswith(language.script) for each in names)
    return len(language.folded & folded) + (len(folded) if script else 0)


@cache
def _unread() -> dict[str, Unread]:
    found = structure(read_toml(UNREAD), dict[str, Unread], source=UNREAD.name)
    return {code: each for code, each in found.items() if code not in LANGUAGES}
