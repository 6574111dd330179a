"""A document's text made plain, with the place of every letter in what was given.

The map is kept from the first step, never worked out afterwards: each letter of the plain text
knows where it stood, so that a claim can be marked in the original to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from withdrawal.errors import DocumentError
from withdrawal.values import frozen

PARAGRAPH = "\n"
"""What stands between two paragraphs of the plain text."""

LONGEST = 5_000_000
"""How many characters of text are read."""

Letter = tuple[str, int]
"""A letter and where it stood in what was given."""

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff\u0640\u061c\u2060") | frozenset(
    chr(each) for each in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""What is not read: soft hyphens, spaces of no width, marks of direction, the Arabic tatweel."""

_HYPHENS = frozenset("-\u2010\u2011")
_ENDS = frozenset(".!?:;\u2026\u3002\uff01\uff1f\u061f\"'\u201d\u00bb\u201c)")
BULLETS = frozenset({"- ", "* ", "\u2022 ", "\u00b7 "})
"""What a row of a list begins with."""
_BREAK = re.compile(r"\n\s*")
_ROW = re.compile(
    r"[^\n:.]{1,25}(?<=\d)[^\n:.\d]{0,6}(?::| ?[\u2013\u2014-]) ?|\d{1,2}\.\d{1,2}\.\d{4}"
)
"""What a row of a chronicle begins with: a day or a year and a mark, or a day in figures."""
_LONGER = 1.5


@frozen
class Text:
    """A document as it is read.

    Attributes:
        given: what offsets point into: the file's text, or the text taken out of it.
        plain: the text without marks, hyphenation at line ends and broken lines.
        places: where each letter of ``plain`` stands in ``given``; one more for the end.
        title: the document's own title, where it has one.
        day: the day it gives itself, as written; None where it gives none.
        language: the language it gives itself.
        note: what is to be said of how it came out of its file.
    """

    given: str
    plain: str
    places: Sequence[int]
    title: str | None = None
    day: str | None = None
    language: str | None = None
    note: str | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return offset and length in what was given of a stretch of the plain text."""
        first = self.places[start]
        return first, self.places[end - 1] + 1 - first if end > start else 0


def of_length(text: str) -> str:
    """Return a text that is not too long to be read.

    Raises:
        DocumentError: it is.
    """
    if len(text) > LONGEST:
        raise DocumentError(
            f"The document holds {len(text):,} characters: expected at most {LONGEST:,}."
        )
    return text


def letters_of(text: str, start: int = 0) -> Iterator[Letter]:
    """Yield the letters of ``text``, counted from ``start``."""
    return zip(text, range(start, start + len(text)), strict=True)


def plain_text(letters: Iterable[Letter], given: str, **about: str | None) -> Text:
    """Return the plain text of some letters.

    Args:
        letters: the letters that are read, each with its place in ``given``.
        given: what the places point into.
        about: title, day and language, where the document gives them, and a note.
    """
    kept = list(_composed(list(letters)))
    text = "".join(letter for letter, _ in kept)
    if not _DROPPED.isdisjoint(text):
        kept = [each for each in kept if each[0] not in _DROPPED]
        text = "".join(letter for letter, _ in kept)
    plain, places = _unbroken(text, [place for _, place in kept])
    return Text(given, plain, [*places, len(given)], **about)


def _composed(letters: list[Letter]) -> Iterable[Letter]:
    """Return letters in the composed form (NFC), each where its first part stood."""
    if unicodedata.is_normalized("NFC", "".join(letter for letter, _ in letters)):
        return letters
    found: list[tuple[list[str], int]] = []
    for letter, place in letters:
        if found and unicodedata.combining(letter):
            found[-1][0].append(letter)
        else:
            found.append(([letter], place))
    composed = ((unicodedata.normalize("NFC", "".join(group)), place) for group, place in found)
    return [(letter, place) for group, place in composed for letter in group]


def _unbroken(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Return a text with lines joined, a word parted at a line's end one again; and its places."""
    made, where = [], []
    last = 0
    for found in _BREAK.finditer(text):
        start, end = found.span()
        while start > last and text[start - 1].isspace():
            start -= 1
        stop = start - 1 if _parts_a_word(text, start, end) else start
        made.append(text[last:stop])
        where += places[last:stop]
        if stop == start:
            is_end = text.count("\n", start, end) > 1 or text[start - 1 : start] in _ENDS
            is_end = is_end or text[end : end + 2] in BULLETS or bool(_ROW.match(text, end))
            is_end = is_end or (last == 0 and _is_a_heading(text, start, end))
            made.append(PARAGRAPH if is_end else " ")
            where.append(places[start])
        last = end
    return "".join([*made, text[last:]]), [*where, *places[last:]]


def _is_a_heading(text: str, start: int, end: int) -> bool:
    """Return whether the first line is much shorter than the next one: broken lines are not."""
    following = text.find("\n", end)
    return ((following if following >= 0 else len(text)) - end) > _LONGER * start


def _parts_a_word(text: str, start: int, end: int) -> bool:
    """Return whether a line break follows a hyphen within a word."""
    return (
        start >= 2
        and text[start - 1] in _HYPHENS
        and text[start - 2].islower()
        and text[end : end + 1].islower()
    )
