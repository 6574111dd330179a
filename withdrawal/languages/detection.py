"""Which language a question is in: by the words each language knows, and by its letters.

Every word counts for the languages that know it, the more the fewer they are; so the verdict rests
on ordinary words and still works for three names and a question mark. The index of words is made
from the lexicons by `tools/make_language_index.py`, so that none of them has to be read for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache

from withdrawal.languages.lexicon import DATA, LANGUAGES
from withdrawal.languages.words import Word

__all__ = ["INDEX", "ranked_languages"]

INDEX = DATA / "languages.json"
SHORTEST_COMPOUND = 9

_LETTERS = {
    "en": "", "sv": "åäö", "nb": "åæø", "da": "åæø", "fi": "äö", "et": "äöüõšž",
    "lv": "āčēģīķļņšūž", "lt": "ąčęėįšųūž", "pl": "ąćęłńóśźż",
    "uk": "абвгдежзийклмнопрстуфхцчшщьюяіїєґ", "de": "äöüß", "fr": "àâçéèêëîïôùûœ",
    "es": "áéíñóúü¿¡",
}  # fmt: skip
_LETTER_WEIGHT = 0.7
_ENDING_WEIGHT = 0.5


def ranked_languages(words: Sequence[Word]) -> list[tuple[str, float]]:
    """Return the languages with their scores, best first; English wins a tie."""
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for word in dict.fromkeys(each.folded for each in words):
        _share(scores, _who_know(word), 1.0)
        _share(scores, _who_end_so(word), _ENDING_WEIGHT)
    for letter in {letter for word in words for letter in word.text.lower()}:
        _share(scores, [each for each in LANGUAGES if letter in _LETTERS[each]], _LETTER_WEIGHT)
    return sorted(scores.items(), key=lambda item: (-item[1], LANGUAGES.index(item[0])))


def _share(scores: dict[str, float], languages: Sequence[str], weight: float) -> None:
    for language in languages:
        scores[language] += weight / len(languages)


def _who_know(word: str) -> list[str]:
    """Return the languages that know a word, or a beginning of it."""
    index = _index()
    letters = set(index["exact"].get(word, ""))
    for length in range(1, len(word) + 1):
        letters.update(index["stems"].get(word[:length], ""))
    return _named(letters)


def _who_end_so(word: str) -> list[str]:
    """Return the languages whose compounds end like a long word."""
    if len(word) < SHORTEST_COMPOUND:
        return []
    endings = _index()["endings"]
    return _named({letter for each in endings if word.endswith(each) for letter in endings[each]})


def _named(letters: Iterable[str]) -> list[str]:
    return sorted(LANGUAGES[ord(each) - ord("a")] for each in letters)


@cache
def _index() -> dict[str, dict[str, str]]:
    """Return whole words, beginnings and endings, each with the letters of its languages."""
    made: dict[str, dict[str, str]] = json.loads(INDEX.read_text(encoding="utf-8"))
    return made
