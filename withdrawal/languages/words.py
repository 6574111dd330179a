"""A question as a row of folded words: the form in which everything else compares text.

Folding removes what people leave out when they type (capitals, accents, the stroke of an ø) and
the article that Arabic writes onto its nouns, so ``Žaliasis``, ``zaliasis`` and ``ŽALIASIS`` are
one word. It knows no language, because it runs before the language is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from withdrawal.values import frozen

_SPACELESS = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Letters of scripts that put no space between words: each is read as a word by itself."""
_MARKS = "\u0300-\u036f\u064b-\u0652\u0670"
"""Marks on letters, such as vowels that Arabic may leave out: they part no word."""
_WORD = re.compile(
    rf"[{_SPACELESS}]"
    rf"|[^\W_{_SPACELESS}](?:[^\W_{_SPACELESS}]|[{_MARKS}])*"
    r"(?:[\u0027\u2019\u02bc\u2018\u0060][\u0400-\u04ff]+)*"
)
_BETWEEN = re.compile(rf"(?<=[{_SPACELESS}])(?=[^\s*+|])|(?<=[^\s~?^|])(?=[{_SPACELESS}])")
_APOSTROPHES = re.compile("(?<=[\u0400-\u04ff])[\u0027\u2019\u02bc\u2018\u0060](?=[\u0400-\u04ff])")
"""Within a Cyrillic word, where they part no words: зобов'язання."""
_ARTICLE = re.compile(
    "(?<![\u0621-\u064a])(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)+"
    "(?=[\u0621-\u064a]{3,})"
)
"""The Arabic article, with a particle before it, as both are written onto their word."""
_MOST_DIGITS = 18
_MOST_KEPT = 5_000
"""For how many words it is remembered what is made of them."""
_Made = TypeVar("_Made")
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
    | {"ة": "ه", "ى": "ي", "ـ": ""}
)


@frozen
class Word:
    """One word of a question.

    Attributes:
        text: as it was typed.
        folded: lower case, without accents.
        before: what stands between the previous word and this one.
        start: where it begins in the question.
        end: where it ends.
    """

    text: str
    folded: str
    before: str
    start: int
    end: int

    @property
    def has_article(self) -> bool:
        """Whether an article is written onto it."""
        return bool(_ARTICLE.match(unicodedata.normalize("NFKC", self.text)))

    @property
    def is_number(self) -> bool:
        """Whether it consists of digits only, and of no more than count anything."""
        return len(self.folded) <= _MOST_DIGITS and self.folded.isascii() and self.folded.isdigit()

    @property
    def is_shouted(self) -> bool:
        """Whether it is written in capitals, as abbreviations are."""
        return len(self.text) > 1 and self.text.isupper()


class Kept(dict[str, _Made]):
    """What a function makes of a word, kept for the words met: prose says the same ones again.

    Args:
        made: the function.
    """

    def __init__(self, made: Callable[[str], _Made]) -> None:
        self._made = made

    def __missing__(self, word: str) -> _Made:
        """Make it, and begin anew where too many words are kept."""
        if len(self) >= _MOST_KEPT:
            self.clear()
        made = self[word] = self._made(word)
        return made


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents and strokes, its digits as 0 to 9."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each
        for each in apart
        if not unicodedata.combining(each)
    )
    plain = plain.casefold().translate(_STROKES)
    return _ARTICLE.sub("", _APOSTROPHES.sub("", plain))


def spaced(text: str) -> str:
    """Return a text of a data file with spaces where a script puts none between words."""
    return text if text.isascii() else _BETWEEN.sub(" ", text)


def typed(words: Iterable[Word]) -> str:
    """Return words as they were typed, with what stands before each of them."""
    return "".join(f"{each.before}{each.text}" for each in words)


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return list(map(fold, _WORD.findall(text)))


def words_of(question: str) -> tuple[Word, ...]:
    """Return the words of ``question`` in order; punctuation survives only in ``Word.before``."""
    found = []
    last = 0
    for match in _WORD.finditer(question):
        text = match.group()
        before = question[last : match.start()]
        found.append(Word(text, fold(text), before, match.start(), match.end()))
        last = match.end()
    return tuple(found)
