"""A document's dateline: the place and day that stand before its first words.

"VILNIUS, 9 May 2025 - Parliament voted on Thursday" says when it was written. Such a day is the
document's, and never that of what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from withdrawal.dates import PartialDate
from withdrawal.reading.days import days_of
from withdrawal.reading.documents.text import BULLETS, PARAGRAPH
from withdrawal.reading.lexicon import STEPS, Language
from withdrawal.reading.relative import parsed
from withdrawal.reading.sentences import reading_words
from withdrawal.values import frozen

_HEAD = re.compile(
    r"([^\n]{4,90}?)(?:\s[-\u2010-\u2015]+\s|\)\s*[-\u2013\u2014:]\s|(?<=\d{4})[.:]\s|日(?=[电電]))"
)
_STAMP = re.compile(r"\s*(?:date|published|updated)\W{1,3}(\d{4}-\d\d-\d\d)\b", re.I)
_LINES = 3
"""In how many paragraphs from the top it may stand."""
_LONGEST = 60
"""How many letters a line has at most that is only a dateline."""
_OTHER_WORDS = 10
"""How many words it has at most beside its day: a town, an agency."""
_SOME_DAY = date(2000, 6, 15)


@frozen
class Dateline:
    """Where a dateline stands, and its day.

    Attributes:
        start: where it begins in the plain text.
        end: where it ends.
        day: its day; None where it names no year.
    """

    start: int
    end: int
    day: PartialDate | None


def dateline_of(plain: str, language: Language) -> Dateline | None:
    """Return the dateline of a plain text; None where it has none."""
    stamp = _STAMP.match(plain)
    if stamp:
        return Dateline(0, stamp.end(), parsed(stamp.group(1)))
    return next((each for head in _heads(plain) if (each := _read(*head, language))), None)


def _heads(plain: str) -> Iterator[tuple[int, str]]:
    """Yield what may be a dateline: the beginning of a paragraph, or a short one."""
    start = 0
    for paragraph in plain.split(PARAGRAPH, _LINES)[:_LINES]:
        found = _HEAD.match(paragraph)
        if found:
            yield start, found.group(1) + ("日" if found.group().endswith("日") else "")
        elif len(paragraph) <= _LONGEST and paragraph[:2] not in BULLETS:
            yield start, paragraph
        start += len(paragraph) + len(PARAGRAPH)


def _read(start: int, head: str, language: Language) -> Dateline | None:
    words = reading_words(head)
    folded = [each.folded for each in words]
    roles = {cue.role for cue in language.cues.cues(folded)}
    if roles & _SAYS or roles >= {"will", "leave"}:
        return None
    days = days_of(words, set(), language, _SOME_DAY, ahead=False)
    if len(days) != 1 or days[0].is_relative or days[0].value is None:
        return None
    [day] = days
    others = len(words) - (day.last + 1 - day.first)
    if others > _OTHER_WORDS or day.value is None or day.value.day is None:
        return None
    return Dateline(start, start + len(head), day.value if day.has_year else None)


_SAYS = frozenset(
    {
        *(*STEPS, "out", "left", "still", "takes-effect", "joined", "in-force", "lock-in"),
        *("party", "not-party", "never"),
    }
)
