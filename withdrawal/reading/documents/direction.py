"""Text written from the right: is it in the order in which it is read, or is seen, or in none?

A PDF file may give the letters of a line from the left, as they stand on the page. Its commonest
small words tell: they are there as they are, or turned round, or, where the file's letters have
lost their meaning, not at all.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from withdrawal.datafiles import read_toml
from withdrawal.languages.folder import FOLDERS

TURNED = "The file gives its Arabic from the left, as it is seen; its lines were turned round."
GARBLED = "The Arabic of this file comes out of it in no order; copy its text, or use another file."

_WORD = re.compile("[\u0620-\u064a]+")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters in the form that they have at a place of a word: a file's own, not a writer's."""
_FROM_THE_LEFT = re.compile(r"[0-9A-Za-z\u0660-\u0669]+(?:[.,:/-][0-9A-Za-z\u0660-\u0669]+)*")
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")
_FEWEST = 20
"""So many words must there be before anything is said of their order."""
_SHARE = 0.04
"""The share of small words that any text has."""


@cache
def _small_words() -> frozenset[str]:
    """Return the commonest small words of the language that is written so."""
    words = read_toml(FOLDERS / "ar" / "reading.toml")["words"]
    return frozenset(words["smallest"].split())


def in_reading_order(text: str) -> tuple[str, str | None]:
    """Return a text in the order in which it is read, and what is to be said of it."""
    small = _small_words()
    words = _WORD.findall(_plainly(text))
    if len(words) < _FEWEST:
        return text, None
    known = sum(each in small for each in words) / len(words)
    turned = _turned(text)
    if known >= _SHARE:
        return _plainly(text), None
    if sum(each in small for each in _WORD.findall(turned)) / len(words) >= _SHARE:
        return turned, TURNED
    return text, GARBLED


def _plainly(text: str) -> str:
    """Return a text with every letter in its own form."""
    return _FORMS.sub(lambda each: unicodedata.normalize("NFKC", each.group()), text)


def _turned(text: str) -> str:
    """Return a text with every line turned round, but for what is written from the left."""
    return "\n".join(_plainly(_line(each)) for each in text.split("\n"))


def _line(line: str) -> str:
    if not _WORD.search(_plainly(line)):
        return line
    whole = line[::-1].translate(_MIRRORED)
    return _FROM_THE_LEFT.sub(lambda each: each.group()[::-1], whole)
