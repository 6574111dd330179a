"""Make `index.json`: which languages know which words, letters and endings, and write which days.

The language of a text is told from it without reading the folder of any, and a day is written
without the CLDR. After the words or the
names of a language have changed, ``python -m withdrawal.languages.index`` makes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from withdrawal.languages.days.written import day_forms
from withdrawal.languages.detection import INDEX, script_of
from withdrawal.languages.folder import LANGUAGES, traits
from withdrawal.languages.lexicon import lexicon


def made_index() -> str:
    """Return the text of the index, as the folders of the languages give it."""
    letters: dict[str, str] = {}
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    endings: dict[str, str] = {}
    for number, language in enumerate(LANGUAGES):
        letter, lex = chr(ord("a") + number), lexicon(language)
        _file(letters, traits(language).letters, letter)
        words = {*lex.stop, *lex.polar}.union(*(each.exact for each in lex.elements))
        _file(exact, words, letter)
        _file(stems, (stem for each in lex.elements for stem in each.stems), letter)
        _file(endings, lex.endings, letter)
    made = {"exact": exact, "stems": stems, "endings": endings, "letters": letters}
    scripts = sorted({script_of(traits(each).name) for each in LANGUAGES})
    days = {each: day_forms(each) for each in LANGUAGES}
    lists = {"languages": LANGUAGES, "scripts": scripts, "days": days}
    text = json.dumps({**made, **lists}, ensure_ascii=False, indent=0, sort_keys=True)
    return f"{text}\n"


@cache
def is_fresh() -> bool:
    """Return whether the index is what the folders give; looked at once in a process."""
    return INDEX.read_text(encoding="utf-8") == made_index()


def _file(found: dict[str, str], words: Iterable[str], letter: str) -> None:
    for word in sorted(set(words)):
        found[word] = found.get(word, "") + letter


if __name__ == "__main__":
    INDEX.write_text(made_index(), encoding="utf-8")
