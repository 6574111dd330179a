"""Which language a question is in: by the words each language knows, and by its letters.

Every word counts for the languages that know it, the more the fewer they are; so the verdict rests
on ordinary words and still works for three names and a question mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from withdrawal.questions.lexicon import LANGUAGES, lexicon
from withdrawal.questions.phrases import Phrasebook
from withdrawal.questions.words import Word

__all__ = ["ranked_languages"]

_LETTERS = {
    "en": "", "sv": "åäö", "nb": "åæø", "da": "åæø", "fi": "äö", "et": "äöüõšž",
    "lv": "āčēģīķļņšūž", "lt": "ąčęėįšųūž", "pl": "ąćęłńóśźż", "uk": "абвгдежзийклмнопрстуфхцчшщьюяіїєґ",
    "de": "äöüß", "fr": "àâçéèêëîïôùûœ", "es": "áéíñóúü¿¡",
}  # fmt: skip


def ranked_languages(words: Sequence[Word]) -> list[tuple[str, float]]:
    """Return the languages with their scores, best first; English wins a tie."""
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for word in {each.folded: each for each in words}.values():
        _share(scores, [each for each in LANGUAGES if _knows(each, word.folded)], 1.0)
        _share(scores, [each for each in LANGUAGES if _ends_like(each, word.folded)], 0.5)
    letters = {letter for word in words for letter in word.text.lower()}
    for letter in letters:
        _share(scores, [each for each in LANGUAGES if letter in _LETTERS[each]], 0.7)
    return sorted(scores.items(), key=lambda item: (-item[1], LANGUAGES.index(item[0])))


def _share(scores: dict[str, float], languages: list[str], weight: float) -> None:
    for language in languages:
        scores[language] += weight / len(languages)


def _ends_like(language: str, word: str) -> bool:
    return len(word) > 8 and word.endswith(lexicon(language).endings or ("\0",))


def _knows(language: str, word: str) -> bool:
    exact, stems = _known(language)
    if word in exact:
        return True
    return any(word.startswith(each) for each in stems.get(word[:2], ()))


@cache
def _known(language: str) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    lex = lexicon(language)
    exact = set(lex.stop)
    stems: dict[str, list[str]] = {}
    for book in (lex.cues, lex.generic, lex.states, lex.groups, *lex.dates.values()):
        _gather(book, exact, stems)
    return frozenset(exact), {key: tuple(each) for key, each in stems.items()}


def _gather(book: Phrasebook, exact: set[str], stems: dict[str, list[str]]) -> None:
    for phrase in book.phrases:
        for element in phrase.elements:
            exact |= element.exact
            for each in element.stems:
                stems.setdefault(each[:2], []).append(each)
