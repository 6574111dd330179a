"""Make withdrawal/languages/data/languages.json: which languages know which words.

A question's language is told from it without reading thirteen lexicons. Run it after changing the
words or the names of any language (a test says when it is stale):

    python tools/make_language_index.py
"""

from __future__ import annotations

import json

from withdrawal.languages.detection import INDEX
from withdrawal.languages.lexicon import LANGUAGES, Lexicon, lexicon
from withdrawal.languages.phrases import Phrasebook


def language_index() -> dict[str, dict[str, str]]:
    """Return whole words, beginnings and endings of words, each with the languages that know it.

    A language is one letter: a for the first of `LANGUAGES`, b for the second...
    """
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    endings: dict[str, str] = {}
    for number, language in enumerate(LANGUAGES):
        letter = chr(ord("a") + number)
        lex = lexicon(language)
        known, begun = _known(lex)
        for found, words in ((exact, known), (stems, begun), (endings, set(lex.endings))):
            for word in sorted(words):
                found[word] = found.get(word, "") + letter
    return {"exact": exact, "stems": stems, "endings": endings}


def _known(lex: Lexicon) -> tuple[set[str], set[str]]:
    exact = set(lex.stop) | set(lex.polar)
    stems: set[str] = set()
    for book in (lex.cues, lex.generic, lex.states, lex.groups, *lex.dates.values()):
        _gather(book, exact, stems)
    return exact, stems


def _gather(book: Phrasebook, exact: set[str], stems: set[str]) -> None:
    for phrase in book.phrases:
        for element in phrase.elements:
            exact |= element.exact
            stems.update(element.stems)


def main() -> None:
    text = json.dumps(language_index(), ensure_ascii=False, indent=0, sort_keys=True)
    INDEX.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
