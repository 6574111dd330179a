"""Sentences, their words, and the pieces that commas and little words part them into."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator

from attrs import evolve, field

from withdrawal.languages.words import Word, fold, words_of
from withdrawal.reading.documents.text import PARAGRAPH
from withdrawal.values import frozen

_END = re.compile(
    r"(?:(?<![.!?\u2026\u061f])[.!?\u2026\u061f]++[\"'\u201d\u00bb\u201c\u2019)\]]*+(?=\s))|[\u3002\uff01\uff1f]"
)
_NEXT = re.compile(r"[\s\"'\u201c\u201e\u00ab\u2018(\[\u2013\u2014-]*(\w+)")
_LAST_WORD = re.compile(r"(\w+)\.$")
_PIECE = re.compile(
    r"[,;:()\u2014\u2013\uff0c\uff1b\uff1a\u3001\u060c\u061b\u2026\u201c\u201d\u00ab\u00bb\"]"
)
_TEN = "十"
_ONES = "〇○零一二三四五六七八九"
_ZEROS = 2
"""How many further signs there are for none."""
_WRITTEN = re.compile(
    f"[{_ONES}]{{4}}(?=年)|[{_ONES}{_TEN}]{{1,3}}(?=月)|(?<=月)[{_ONES}{_TEN}]{{1,3}}(?=[日号])"
    f"|(?<![百{_ONES}{_TEN}])[{_ONES}]?{_TEN}[{_ONES}]?(?=[天日个個周週])"
)
"""The numbers of a date or a period that are written in Chinese characters."""
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARTICLE = re.compile(r"^[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=..)")
_OF_TWO_WORDS = frozenset({"كانون", "تشرين"})
"""What the names of four Levantine months begin with: they are read as one word."""
_WAW = "\u0648"
"""What "and" is, written onto the next word."""
_AND = re.compile(r"^\u0648(?=....|(?:لم|لا|لن|قد|من|في|هو|هي|ان|عن|مع|كان|ليس)$)")
_ALIF = str.maketrans(
    {
        "\u0649": "\u064a",
        "\u0629": "\u0647",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    }
)
_OPENING = 6
"""How many spaces stand before "2025 r." where that is the opening of a sentence, not its end."""
_BEFORE_A_NUMBER = frozenset({"Nr", "nr", "No", "Nro", "nro", "Art", "art", "Abs", "Str", "str"})
"""What is cut short before a number: Convention No. 45, art. 20."""
LONGEST = 1_500
"""How many letters a sentence may have; longer ones are cut, for they are tables or worse."""


@frozen(eq=False)
class Sentence:
    """One sentence.

    Attributes:
        start: where it begins in the plain text.
        end: where it ends.
        words: its words; their places are counted in the sentence.
        pieces: for each word, the number of the piece it stands in.
        opens: whether a paragraph begins with it.
        folded: its words, folded.
    """

    start: int
    end: int
    words: tuple[Word, ...]
    pieces: tuple[int, ...]
    opens: bool
    folded: tuple[str, ...] = field(init=False)

    @folded.default
    def _folded(self) -> tuple[str, ...]:
        return tuple(each.folded for each in self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words from ``first`` to ``last`` stand in the plain text."""
        return self.start + self.words[first].start, self.start + self.words[last].end


def sentences_of(
    plain: str, months: Collection[str] = (), conjunctions: Container[str] = ()
) -> Iterator[Sentence]:
    """Yield the sentences of a plain text.

    Args:
        plain: the text.
        months: folded names of months: a number and a point before one is a day.
        conjunctions: folded words that begin a piece of their own.
    """
    start = 0
    for paragraph in plain.split(PARAGRAPH):
        opens = True
        for first, last in _spans(paragraph, months):
            words = reading_words(paragraph[first:last])
            if words:
                pieces = tuple(_pieces(words, conjunctions))
                yield Sentence(start + first, start + last, words, pieces, opens)
                opens = False
        start += len(paragraph) + 1


def _spans(paragraph: str, months: Collection[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(paragraph):
        if found.end() - start > LONGEST or _is_end(paragraph, start, found, months):
            yield start, found.end()
            start = found.end()
    while start < len(paragraph):
        yield start, min(start + LONGEST, len(paragraph))
        start += LONGEST


def _is_end(paragraph: str, start: int, found: re.Match[str], months: Collection[str]) -> bool:
    follows = _NEXT.match(paragraph, found.end())
    if follows is None or not found.group().startswith("."):
        return True
    before = _LAST_WORD.search(paragraph[max(0, found.start() - 30) : found.start() + 1])
    word, after = (before[1] if before else ""), follows[1]
    if after[0].islower():
        return False
    if word.isdigit() and len(word) <= 2:
        return fold(after) not in months
    if after[0].isdigit() and word in _BEFORE_A_NUMBER:
        return False
    if after.isdigit() and _is_cut_short(fold(word), months):
        return False
    is_opening = paragraph.count(" ", start, found.start()) <= _OPENING
    return not (len(word) == 1 and (word.isupper() or is_opening))


def _is_cut_short(word: str, months: Collection[str]) -> bool:
    """Return whether a word is the beginning of a month's name: "Dec. 13"."""
    return bool(word) and word in months and any(each[:-1].startswith(word) for each in months)


def _pieces(words: tuple[Word, ...], conjunctions: Container[str]) -> Iterator[int]:
    number = 0
    for place, word in enumerate(words):
        parted = bool(_PIECE.search(word.before)) or _opens_a_piece(word, conjunctions)
        is_number = place > 0 and word.is_number and words[place - 1].is_number
        if place and parted and not (is_number and "," in word.before):
            number += 1
        yield number


def _opens_a_piece(word: Word, conjunctions: Container[str]) -> bool:
    """Return whether a word begins a piece, in Arabic also a verb with an "and" written onto it."""
    is_joined = word.text.startswith(_WAW) and fold(word.text) in conjunctions
    return is_joined or word.folded in conjunctions


def reading_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text; a number of a date that is written in Chinese characters is one,
    Arabic ones lose their article, and of a month's two names, "تموز/يوليو", the first is kept."""
    numbers = {each.start(): each for each in _WRITTEN.finditer(text)}
    found: list[Word] = []
    for word in words_of(text):
        if found and word.start < found[-1].end:
            continue
        if number := numbers.get(word.start):
            digits = _in_digits(number.group())
            found.append(Word(number.group(), digits, word.before, word.start, number.end()))
        elif _ARABIC.match(word.text):
            plain = fold_arabic(word.folded)
            is_second = found and (word.before == "/" or found[-1].folded in _OF_TWO_WORDS)
            if not is_second:
                found.append(evolve(word, folded=plain))
                continue
            whole = found[-1].folded + (plain if word.before != "/" else "")
            found[-1] = evolve(found[-1], folded=whole, end=word.end)
        else:
            found.append(word)
    return tuple(found)


def _in_digits(text: str) -> str:
    """Return a number written in Chinese characters in digits: 二〇二五 is 2025, 二十七 is 27."""
    tens, is_ten, ones = text.rpartition(_TEN)
    digits = "".join(str(max(_ONES.index(each) - _ZEROS, 0)) for each in ones)
    if not is_ten:
        return digits
    return str(10 * int(_in_digits(tens or "一")) + int(digits or 0))


def fold_arabic(word: str) -> str:
    """Return an Arabic word without the article and particles written onto it, digits as 0 to 9."""
    plain = _ARTICLE.sub("", word.translate(_ALIF))
    return _AND.sub("", plain)
