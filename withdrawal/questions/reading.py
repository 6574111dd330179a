"""From a question to what is understood of it; or an error that says what is missing.

The reader explains every word it can. What it cannot explain counts against the question: a
sentence with too many unknown words is refused, however many names it contains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from withdrawal.questions.complaints import complaint
from withdrawal.questions.intents import Cues, Intent, intent_of
from withdrawal.questions.languages import ranked_languages
from withdrawal.questions.lexicon import NAMED, Lexicon, lexicon
from withdrawal.questions.moments import Moment, moments_of
from withdrawal.questions.names import FOREIGN, GROUP, PARTY, TREATY, Named, names_of
from withdrawal.questions.phrases import Strength
from withdrawal.questions.spelling import respelled
from withdrawal.questions.understood import Understood
from withdrawal.questions.words import Word, words_of

__all__ = ["Reading", "read", "understand"]

LONGEST_QUESTION = 600
MOST_UNKNOWN = 4
NEARLY_AS_GOOD = 0.7


@frozen(eq=False)
class Reading:
    """A question in one language, taken apart.

    Attributes:
        words: its words, as respelled.
        lex: the words of the language.
        names: States and treaties.
        moments: dates.
        cues: what it hints at.
        is_about_treaties: whether it says "treaty" or the like.
        unknown: words that nothing explains.
    """

    words: tuple[Word, ...]
    lex: Lexicon
    names: tuple[Named, ...]
    moments: tuple[Moment, ...]
    cues: frozenset[str]
    is_about_treaties: bool
    unknown: tuple[Word, ...]


def read(question: str, *, as_of: date, lang: str | None = None) -> Understood:
    """Return what is understood of ``question``.

    Args:
        question: a plain question of at most 600 characters.
        as_of: the day it is asked for.
        lang: its language; detected where None.

    Raises:
        QuestionError: it is not understood, or something is missing or ambiguous; the code says
            which (``no-treaty``, ``no-party``, ``no-date``, ``not-understood``, ``ambiguous``,
            ``impossible-date``).
    """
    words = _checked_words(question, lang)
    languages = [lang] if lang else _likely_languages(words)
    readings = [take_apart(words, lexicon(each), as_of) for each in languages]
    return understand(min(readings, key=lambda each: len(each.unknown)), as_of)


def _likely_languages(words: Sequence[Word]) -> list[str]:
    ranked = ranked_languages(words)
    best = ranked[0][1]
    return [language for language, score in ranked[:3] if score >= NEARLY_AS_GOOD * best]


def _checked_words(question: str, lang: str | None) -> tuple[Word, ...]:
    """Return the words of a question that can be one; anything else is refused at once."""
    start = question[:LONGEST_QUESTION]
    words = words_of(start)
    if start != question or not words or _is_no_prose(start, words):
        language = lang or ranked_languages(words)[0][0]
        raise complaint("not_understood", language)
    return words


def _is_no_prose(text: str, words: Sequence[Word]) -> bool:
    """Return whether a text is code, holds control characters or mixes scripts within a word."""
    return (
        bool(_CODE.search(text))
        or any(unicodedata.category(each) in _UNPRINTABLE for each in text)
        or any(_mixes_scripts(each.text) for each in words)
    )


_CODE = re.compile(r"[{}<>=\\\\|`$]|\w\.\w+\(|\w\([\"']|://|--\s")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def _mixes_scripts(word: str) -> bool:
    scripts = {unicodedata.name(each, "?").split()[0] for each in word if each.isalpha()}
    return len(scripts) > 1


def take_apart(words: tuple[Word, ...], lex: Lexicon, as_of: date) -> Reading:
    """Return the question taken apart, after correcting words that are nearly known."""
    reading = _taken_apart(words, lex, as_of)
    corrected = respelled(words, reading.unknown, lex)
    return reading if corrected == words else _taken_apart(corrected, lex, as_of)


def _taken_apart(words: tuple[Word, ...], lex: Lexicon, as_of: date) -> Reading:
    names = names_of(words, lex)
    in_names = {place for each in names for place in each.places}
    in_treaties = {place for each in names if each.kind == TREATY for place in each.places}
    moments = _apart_from_titles(moments_of(words, in_names, lex, as_of), names)
    taken = in_names | {place for each in moments for place in each.places}
    folded = [each.folded for each in words]
    rest = [NAMED if place in taken else each for place, each in enumerate(folded)]
    cue_matches = lex.cues.matches(rest)
    generic = {each.places[0] for each in lex.generic.matches(rest)}
    explained = taken | generic | {place for each in cue_matches for place in each.places}
    unknown = [
        word
        for place, word in enumerate(words)
        if place not in explained and word.folded not in lex.stop
    ]
    cues = {each.value for each in cue_matches}
    if folded[0] in lex.polar:
        cues.add("polar")
    is_about = bool(generic) or any(
        lex.generic.matches([folded[place]]) for place in in_treaties
    )
    return Reading(
        words, lex, tuple(names), tuple(moments), frozenset(cues), is_about, tuple(unknown)
    )


def _apart_from_titles(moments: list[Moment], names: Sequence[Named]) -> list[Moment]:
    """Drop years that only tell which treaty is meant, as in "the Ottawa Convention (1997)"."""
    years = {
        str(value).rpartition("-")[2] for each in names if each.kind == TREATY for value in each.values
    }
    return [each for each in moments if each.is_by or each.is_during or each.value.text not in years]


def understand(reading: Reading, as_of: date) -> Understood:
    """Return what a question that was taken apart asks.

    Raises:
        QuestionError: see `read`.
    """
    cues = _cues(reading)
    intent = intent_of(cues)
    language = reading.lex.language
    is_foreign = any(each.kind == FOREIGN for each in reading.names)
    if len(reading.unknown) > MOST_UNKNOWN or intent is None or is_foreign:
        raise complaint("not_understood", language, **_recognised(reading))
    treaty = _treaty(reading, cues)
    parties = _parties(reading)
    if intent.needs_party and not parties:
        raise complaint("no_party", language, treaty=treaty)
    understood = Understood(intent, parties, treaty, None, None, as_of, language)
    return _with_dates(understood, reading)


def _recognised(reading: Reading) -> dict[str, Any]:
    """Return the names that mean one thing only, for the examples of a complaint."""
    sure = [each for each in reading.names if len(each.values) == 1]
    parties = [str(each.values[0]) for each in sure if each.kind == PARTY]
    treaties = [str(each.values[0]) for each in sure if each.kind == TREATY]
    return {"parties": parties, "treaty": treaties[0] if treaties else None}


def _cues(reading: Reading) -> Cues:
    has_party = any(each.kind in (PARTY, GROUP) for each in reading.names)
    has_treaty = any(each.kind == TREATY for each in reading.names)
    bare = has_party and has_treaty and not reading.unknown and not reading.moments
    telling = reading.cues - _SAYING_LITTLE
    supposes = bool(reading.cues & {"if", "notify"}) and "earliest" not in reading.cues
    counted = supposes or not _is_only_today(reading.moments)
    return Cues(reading.cues, has_party, bool(reading.moments and counted), bare and not telling)


_SAYING_LITTLE = frozenset({"must", "whom", "when", "may", "which"})


def _is_only_today(moments: Sequence[Moment]) -> bool:
    return all(each.is_today for each in moments)


def _treaty(reading: Reading, cues: Cues) -> str:
    named = [each for each in reading.names if each.kind == TREATY]
    in_doubt = bool(reading.unknown) and not reading.is_about_treaties
    spoken = reading.is_about_treaties or cues.is_bare or (cues.is_about_leaving and not in_doubt)
    strong = [each for each in named if each.strength is not Strength.WEAK or spoken]
    language = reading.lex.language
    if not strong:
        raise complaint("no_treaty", language, parties=_parties(reading))
    options = {each.values for each in strong}
    if len(options) > 1:
        options = _most_specific(options)
    if len(options) > 1:
        every = (str(value) for values in sorted(options) for value in values)
        raise complaint("several_treaties", language, options=every)
    values = options.pop()
    if len(values) > 1:
        raise complaint("ambiguous_treaty", language, options=map(str, values))
    return str(values[0])


def _most_specific(options: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """Let a name with one meaning settle another that may mean the same."""
    certain = {each for each in options if len(each) == 1}
    return certain | {
        each for each in options if not any(one[0] in each for one in certain)
    }


def _parties(reading: Reading) -> tuple[str, ...]:
    found: dict[str, int] = {}
    for each in sorted(reading.names, key=lambda named: named.places):
        if each.kind == GROUP:
            found.update(dict.fromkeys(each.values[0], 0))  # type: ignore[call-overload]
        elif each.kind == PARTY:
            if len(each.values) > 1:
                language = reading.lex.language
                raise complaint("ambiguous_party", language, options=map(str, each.values))
            found[str(each.values[0])] = 0
    return tuple(found)


def _with_dates(understood: Understood, reading: Reading) -> Understood:
    moments = reading.moments
    intent = understood.intent
    if len(moments) > 1:
        raise complaint("several_dates", understood.lang)
    if intent is Intent.HYPOTHETICAL:
        return _supposed(understood, reading, moments[0])
    if intent in (Intent.LATEST_NOTICE, Intent.CHANCE):
        if not moments:
            named = {"parties": understood.parties, "treaty": understood.treaty}
            raise complaint("no_date", understood.lang, **named)
        return evolve(understood, out_by=moments[0].limit)
    if moments and not moments[0].is_today:
        day = moments[0].value.day
        if day is None or intent not in _ASKED_FOR_A_DAY:
            raise complaint("not_understood", understood.lang, **_recognised(reading))
        return evolve(understood, as_of=day)
    return understood


_ASKED_FOR_A_DAY = frozenset({Intent.BOUND, Intent.STAGE, Intent.LEAVING})


def _supposed(understood: Understood, reading: Reading, moment: Moment) -> Understood:
    """Take the date as that of the receipt; or of a vote, which starts no clock."""
    first = moment.value.earliest
    assert first is not None
    if moment.is_limit and "if" not in reading.cues:
        raise complaint("not_understood", understood.lang, **_recognised(reading))
    is_past = first < understood.as_of and not moment.is_today
    if is_past and not reading.cues & {"if", "notify", "vote"}:
        raise complaint("not_understood", understood.lang, **_recognised(reading))
    if "vote" in reading.cues and "notify" not in reading.cues:
        if moment.value.day is None:
            raise complaint("not_understood", understood.lang, **_recognised(reading))
        return evolve(understood, approved=moment.value.day)
    return evolve(understood, received=moment.value.text)
