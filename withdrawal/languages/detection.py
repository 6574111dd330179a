"""Which language a text is in: by the words each language knows, and by its letters.

Every word counts for the languages that know it, the more the fewer they are; so the verdict rests
on ordinary words and still works for three names and a question mark. The words are read from an
index of all languages, so that none of their folders has to be (`withdrawal.languages.index`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from attrs import frozen

from withdrawal.languages.folder import FOLDERS
from withdrawal.languages.words import Word

__all__ = ["INDEX", "Index", "ranked_languages"]

INDEX = FOLDERS / "index.json"
SHORTEST_COMPOUND = 9
_LETTER_WEIGHT = 0.7
_ENDING_WEIGHT = 0.5


@frozen(eq=False)
class Index:
    """Which languages know what; a language is a letter, ``a`` the first of `languages`.

    Attributes:
        languages: their codes, the one that wins a tie first.
        letters: letters that few languages have.
        exact: whole words.
        stems: beginnings of words.
        endings: ends of long words.
    """

    languages: tuple[str, ...]
    letters: dict[str, str]
    exact: dict[str, str]
    stems: dict[str, str]
    endings: dict[str, str]


def ranked_languages(words: Sequence[Word]) -> list[tuple[str, float]]:
    """Return the languages with their scores, best first; English wins a tie."""
    index = _index()
    scores = {chr(ord("a") + number): 0.0 for number in range(len(index.languages))}
    for word in dict.fromkeys(each.folded for each in words):
        _share(scores, _who_know(word, index), 1.0)
        _share(scores, _who_end_so(word, index), _ENDING_WEIGHT)
    for letter in {letter for word in words for letter in word.text.lower()}:
        _share(scores, index.letters.get(letter, ""), _LETTER_WEIGHT)
    ranked = sorted(scores, key=lambda each: (-scores[each], each))
    return [(index.languages[ord(each) - ord("a")], scores[each]) for each in ranked]


def _share(scores: dict[str, float], languages: str, weight: float) -> None:
    for language in languages:
        scores[language] += weight / len(languages)


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
    return Index(tuple(made.pop("languages")), **made)
