"""Reading a question: is it prose at all, in which language, and what does it ask?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from attrs import evolve

from withdrawal.errors import QuestionError
from withdrawal.languages.detection import is_read, ranked_languages, script_of, told_unread
from withdrawal.languages.folder import LANGUAGES
from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.words import Word, words_of
from withdrawal.questions.complaints import complaint
from withdrawal.questions.intents import Intent, Understood
from withdrawal.questions.meant import one_each
from withdrawal.questions.rules import intent_of
from withdrawal.questions.taking_apart import Reading, halves, take_apart
from withdrawal.questions.understanding import SAYING_LITTLE, cues_of, understand

LONGEST_QUESTION = 600
MOST_LANGUAGES = 3
NEARLY_AS_GOOD = 0.7
"""A language is tried too where its score is at least this share of the best one."""

_CODE = re.compile(r"[{}<>=\\|`$]|\w\.\w+\(|\w\([\"']|://|--\s")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def read(question: str, *, as_of: date, lang: str | None = None) -> Understood:
    """Return what is understood of ``question``.

    Args:
        question: a plain question of at most 600 characters.
        as_of: the day it is asked for.
        lang: its language; detected where None. Of several likely ones, the one that leaves the
            fewest words unexplained is chosen, before anything is understood.

    Raises:
        QuestionError: it is not understood, or something is missing or ambiguous; the code says
            which (``no-treaty``, ``no-party``, ``no-date``, ``not-understood``, ``ambiguous``,
            ``impossible-date``).
    """
    words = _checked_words(question, lang)
    languages = [lang] if lang else _likely_languages(words)
    readings = [take_apart(words, lexicon(each), as_of) for each in languages]
    return _understood(min(readings, key=lambda each: len(each.unknown)), as_of)


_ASKING = frozenset(
    {
        *("when", "whom", "which", "what", "how", "howlong", "may", "must", "many", "told"),
        *("latest", "earliest", "chance", "notice_period", "undo", "polar"),
    }
)
"""Cues of which one at least stands in a question by itself."""
_NOT_ALONE = SAYING_LITTLE | {"polar", "howlong"}
_WHEN = frozenset({Intent.EFFECT, Intent.HYPOTHETICAL, Intent.STAGE, Intent.EARLIEST})


def _understood(reading: Reading, as_of: date) -> Understood:
    """Return what a question asks; of two in one, the second stands behind the first."""
    for pair in halves(reading):
        intents = [_asked_by_itself(each) for each in pair]
        is_one = intents[0] is intents[1] or {*intents} <= _WHEN
        if None not in intents and not is_one:
            both = _both(pair, as_of)
            is_dated = pair[1].moments and not pair[0].moments
            return _whole(reading, both, as_of) if is_dated and not both.also else both
    try:
        return understand(reading, as_of)
    except QuestionError:
        of_each = [understand(each, as_of) for each in one_each(reading)]
        if not of_each or any(each.intent is not of_each[0].intent for each in of_each):
            raise
        return evolve(of_each[0], also=tuple(of_each[1:]))


def _whole(reading: Reading, half: Understood, as_of: date) -> Understood:
    """Return all of a question where its other half only adds a date; else the half."""
    try:
        whole = understand(reading, as_of)
    except QuestionError:
        return half
    return whole if whole.intent is half.intent and reading.moments else half


def _asked_by_itself(half: Reading) -> Intent | None:
    if half.cues.isdisjoint(_ASKING) or half.cues <= _NOT_ALONE:
        return None
    return intent_of(cues_of(half))


def _both(pair: tuple[Reading, Reading], as_of: date) -> Understood:
    """Return both halves of a question; one that cannot be answered is named beside the other."""
    understood: list[Understood] = []
    left_out: list[str] = []
    refused: list[QuestionError] = []
    for half in pair:
        try:
            understood.append(understand(half, as_of))
        except QuestionError as error:
            refused.append(error)
            left_out.append(half.text)
    if not understood:
        raise refused[0]
    first, *also = understood
    return evolve(first, also=tuple(also), left_out=(*first.left_out, *left_out))


def _refuse_unread(words: Sequence[Word]) -> None:
    """Refuse a question in a language that is not read, in that language."""
    told = told_unread(words, ranked_languages(words)[0][0])
    if told is not None:
        raise complaint("not_understood", "en", message=told)


def _likely_languages(words: Sequence[Word]) -> list[str]:
    ranked = ranked_languages(words)[:MOST_LANGUAGES]
    enough = NEARLY_AS_GOOD * ranked[0][1]
    return [language for language, score in ranked if score >= enough]


def _checked_words(question: str, lang: str | None) -> tuple[Word, ...]:
    """Return the words of a question that can be one; anything else is refused at once."""
    if lang is not None and lang not in LANGUAGES:
        raise QuestionError(
            f"{lang!r} is not a language questions are read in: expected one of "
            f"{', '.join(LANGUAGES)}.",
            suggestions=LANGUAGES,
        )
    start = question[:LONGEST_QUESTION]
    words = words_of(start)
    if lang is None and words:
        _refuse_unread(words)
    if start != question or not words or _is_no_prose(start, words) or not is_read(words):
        raise complaint("not_understood", lang or ranked_languages(words)[0][0])
    return words


def _is_no_prose(text: str, words: Sequence[Word]) -> bool:
    """Return whether a text is code, holds control characters or mixes scripts within a word."""
    return (
        bool(_CODE.search(text))
        or any(unicodedata.category(each) in _UNPRINTABLE for each in text)
        or any(_mixes_scripts(each.text) for each in words)
    )


def _mixes_scripts(word: str) -> bool:
    return len({script_of(each) for each in word if each.isalpha()}) > 1
