"""The words of one language that reading needs beside those of the questions.

``reading.toml`` in the folder of a language holds them, by what they say: cues (`CUES`), places
that stand for a State, days and periods in words. Nothing that belongs to a language stands in the
code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, field

from withdrawal.datafiles import read_toml
from withdrawal.dates import Period
from withdrawal.errors import DataFileError
from withdrawal.languages.days.relative import LOOKING_BACK
from withdrawal.languages.folder import FOLDERS, state_names
from withdrawal.languages.lexicon import (
    EVERY_ROLE,
    Lexicon,
    lexicon,
    named_treaties,
)
from withdrawal.languages.phrases import LONGEST_COMPOUND, Phrasebook, parse_phrases
from withdrawal.languages.words import Kept, fold, spaced
from withdrawal.reading.cues import CueBook
from withdrawal.reading.sentences import fold_arabic
from withdrawal.values import frozen

FILE = "reading.toml"

STEPS = (
    *("considered", "announced", "recommended", "proposed", "decided", "approved-by-government"),
    *("submitted-to-parliament", "committee", "first-reading", "approved-by-parliament"),
    *("rejected-by-parliament", "returned-to-parliament", "signed-into-law", "notified"),
    *("received", "revoked", "postponed", "announced-or-notified"),
)
"""The steps on the way out, as claims name them; the last one is a word for two of them, which
the record parts."""

TELLING = frozenset(
    {"must-tell", "will-tell", "notified", "received", "notice", "announced-or-notified"}
)
"""Cues after which a State, or a body, is one that is told."""

STARTS = (
    *("receipt-by-depositary", "notification", "signature", "approval", "ratification"),
    *("accession", "in-force", "document"),
)

CUES = (
    *("out", "left", "still", "exit", "takes-effect", "leave", "treaty", "notice", "excluded"),
    *("not", "if", "except", "would", "will", "doubt", "plan", "other", "fear"),
    *("period", "about", "after-that", "earlier", "same-day", "must-tell", "will-tell", "is-told"),
    *("requires", "both", "protocol", "membership", "beside", "since", "lock-in", "protection"),
    *("that-is", "now", "with", "further-reading", "to", "of-place", "in-place", "investments"),
    *("from", "between", "likewise", "only", "first"),
    *("votes", "votes-for", "votes-against", "abstaining"),
    *("joined", "back", "in-force", "party", "not-party", "never"),
    *("count", "signatories", "approx", "officer"),
)
"""What a cue may say beside a step; a language need not have words for each of them."""

_LONG = 5
"""How many letters a word has at least that a compound may end in."""
_ARABIC = re.compile("[\u0600-\u06ff]")
_TABLES = {
    *("cues", "starts", "recipients", "places", "days", "periods", "numbers", "words", "ordinals"),
    *("dates", "names"),
}


@frozen(eq=False)
class Language:
    """One language as documents are read in it.

    Attributes:
        code: BCP 47.
        lex: the words of questions.
        cues: steps, and what `CUES` lists.
        starts: what a period is said to run from.
        recipients: who is said to be told.
        places: capitals and organs; value: the State.
        days: words of days that look back: weekdays, "last", "this month".
        periods: periods in words ("half a year"); role: ISO 8601.
        numbers: further numbers in words.
        ordinals: days of a month in words, "the third of December".
        conjunctions: words that begin a piece of a sentence.
        common: folded words that are no names and say nothing: "the same", "it".
        months: folded names of months.
        bare_months: whether a month may stand without a word before it.
        capital_nouns: whether all nouns are written with capitals, not names alone.
        treaty_words: beginnings of words for a treaty.
        is_compound: of a folded word, whether it ends in one for a treaty, as "Handelsvertrag".
        opens_a_day: of a folded word, whether a day may begin with it.
    """

    code: str
    lex: Lexicon
    cues: CueBook
    starts: CueBook
    recipients: CueBook
    places: CueBook
    days: CueBook
    periods: CueBook
    numbers: dict[str, int]
    ordinals: dict[str, int]
    conjunctions: frozenset[str]
    common: frozenset[str]
    months: frozenset[str]
    bare_months: bool
    capital_nouns: bool
    treaty_words: tuple[str, ...]
    is_compound: Kept[bool] = field(init=False)
    opens_a_day: Kept[bool] = field(init=False)

    @is_compound.default
    def _compounds(self) -> Kept[bool]:
        return Kept(lambda word: any(word.find(each) > 0 for each in self.treaty_words))

    @opens_a_day.default
    def _opening(self) -> Kept[bool]:
        return Kept(self._may_open)

    def _may_open(self, word: str) -> bool:
        dates = self.lex.dates
        return (
            word in self.ordinals
            or any(map(str.isdigit, word))
            or any(dates[role].begun(word) for role in ("months", "numbers"))
            or not dates[EVERY_ROLE].begun(word).isdisjoint(LOOKING_BACK)
        )


def _read_in() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in FOLDERS.glob(f"*/{FILE}")))


READ_IN = _read_in()
"""The languages that documents are read in."""


@cache
def language_of(code: str) -> Language:
    """Return a language by its code, one of `READ_IN`.

    Raises:
        DataFileError: its file has a table or a role that nobody reads.
    """
    path = FOLDERS / code / FILE
    rows = read_toml(path)
    _refuse_unknown(rows, path)
    words = rows.get("words", {})
    conjunctions = frozenset(fold(words.get("conjunctions", "")).split())
    small = words.get("small", "")
    lex = _lexicon(code, rows)
    numbers, ordinals = (
        {
            fold_arabic(word): int(number)
            for number, text in rows.get(table, {}).items()
            for word in fold(text).split()
        }
        for table in ("numbers", "ordinals")
    )
    return Language(
        code,
        lex,
        cues=CueBook(rows.get("cues", {})),
        starts=CueBook(rows.get("starts", {})),
        recipients=CueBook(rows.get("recipients", {})),
        places=CueBook(rows.get("places", {})),
        days=CueBook(rows.get("days", {})),
        periods=CueBook(rows.get("periods", {})),
        numbers=numbers,
        ordinals=ordinals,
        conjunctions=conjunctions,
        common=lex.stop | conjunctions | frozenset(map(fold_arabic, fold(small).split())),
        months=_month_names(lex),
        bare_months=bool(words.get("bare_months", False)),
        capital_nouns=bool(words.get("capital_nouns", False)),
        treaty_words=_treaty_words(rows["cues"].get("treaty", "")),
    )


def _treaty_words(text: str) -> tuple[str, ...]:
    plain = (each.strip(" *") for each in text.split(";"))
    return tuple(fold(each) for each in plain if each.isalpha() and len(each) >= _LONG)


def _refuse_unknown(rows: dict[str, Any], path: Path) -> None:
    known: dict[str, tuple[str, ...]] = {
        "cues": (*STEPS, *CUES),
        "starts": STARTS,
        "days": (*(f"day-{number}" for number in range(1, 8)), *_DAY_ROLES),
    }
    for table, keys in rows.items():
        if table not in _TABLES:
            raise DataFileError(f"{path.parent.name}/{path.name}: unknown table {table!r}.")
        odd = sorted(set(keys) - set(known.get(table, keys)))
        if odd:
            raise DataFileError(
                f"{path.parent.name}/{path.name}: [{table}] has an unknown key {odd[0]!r}."
            )
    for period in rows.get("periods", {}):
        Period.parse(period)


_DAY_ROLES = (
    *("last", "next", "this-year", "next-year", "last-year", "yesterday", "today", "at-present"),
    *("last-week", "this-week", "each-year", "new-year", "year-turn", "year-end", "same-year"),
    *("same-month", "same"),
    *("+1", "-1", "+7", "-7", "+n", "-n", "of"),
)


def _month_names(lex: Lexicon) -> frozenset[str]:
    return frozenset(
        word
        for phrase in lex.dates["months"].phrases
        for word in (*phrase.elements[0].exact, *phrase.elements[0].stems)
    )


def _lexicon(code: str, rows: dict[str, Any]) -> Lexicon:
    """Return the lexicon of the questions, with the names of its own file where that has some."""
    if "names" not in rows:
        return lexicon(code)
    names = rows["names"]
    states = {key: f"{each.name}; {each.phrases}" for key, each in state_names(code).items()}
    treaties = {
        key: each.phrases for key, each in named_treaties(code).treaties.items() if each.phrases
    }
    return evolve(
        lexicon("en"),
        language=code,
        states=_names(_together(names["states"], states)),
        groups=Phrasebook(()),
        treaties=_names(_together(names["treaties"], treaties)),
        date_words={role: _spaced(text) for role, text in rows["dates"].items()},
    )


def _together(own: dict[str, str], asked: Mapping[str, str]) -> dict[str, str]:
    """Return names with those that questions know beside a language's own for documents."""
    return {
        key: "; ".join(filter(None, (own.get(key), asked.get(key)))) for key in {**asked, **own}
    }


def _names(lines: dict[str, str]) -> Phrasebook:
    phrases = [
        phrase for value, text in lines.items() for phrase in parse_phrases(_spaced(text), value)
    ]
    return Phrasebook(tuple(phrases), longest=LONGEST_COMPOUND)


def _spaced(text: str) -> str:
    """Return phrases as their words are read: Chinese parted, Arabic without its article."""
    parts = re.split(r"([\s;|~?^*]+)", spaced(text))
    return "".join(fold_arabic(each) if _ARABIC.search(each) else each for each in parts)
