"""What one language calls things: read from the data files once, on first use.

A lexicon holds phrasebooks (States, treaties, cues of intents, words of dates) and the words that
say nothing by themselves. Only the languages that a question may be in are ever loaded.
"""

from __future__ import annotations

import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from withdrawal import overlay
from withdrawal.languages.phrases import (
    LONGEST_COMPOUND,
    Phrase,
    Phrasebook,
    parse_phrases,
    plain_phrase,
)
from withdrawal.languages.words import fold, words_of

__all__ = [
    "EUROPEAN_UNION",
    "EVERY_ROLE",
    "LANGUAGES",
    "NAMED",
    "NOT_A_QUESTION",
    "NOT_A_TREATY",
    "Lexicon",
    "StateName",
    "TreatyName",
    "lexicon",
]

LANGUAGES = ("en", "sv", "nb", "da", "fi", "et", "lv", "lt", "pl", "uk", "de", "fr", "es")
DATA = Path(__file__).parent / "data"

NAMED = "\0"
"""What stands for a word that belongs to a name or a date while cues are looked for."""
EUROPEAN_UNION = "EUE"
"""Not a State; its name is first of all that of a treaty one can leave."""

EVERY_ROLE = "*"
"""The book of dates that holds the phrases of every role, each with its role as its value."""

SHORTEST_ABBREVIATION = 3
NOT_A_TREATY = "-"
"""What phrases name that only look like a treaty: the Security Council is not the Charter."""
NOT_A_QUESTION = "!"
"""What phrases name that no question here is about: the US state of Georgia."""

GROUPS: dict[str, tuple[str, ...]] = {
    "baltic": ("EST", "LVA", "LTU"),
    "nordic": ("DNK", "FIN", "ISL", "NOR", "SWE"),
    "benelux": ("BEL", "NLD", "LUX"),
    "visegrad": ("CZE", "HUN", "POL", "SVK"),
    "sahel": ("BFA", "MLI", "NER"),
}
"""States that are asked about together."""


@frozen
class StateName:
    """What a State is called in a language.

    Attributes:
        name: as the subject of a sentence.
        genitive: as its possessor ("Lithuania's", "de la Lituanie", "Litwy").
    """

    name: str
    genitive: str


@frozen
class TreatyName:
    """What a treaty is called in a language.

    Attributes:
        name: as the subject of a sentence.
        left: as that which a State leaves ("Ottawan sopimuksesta"); None where no form is known.
    """

    name: str
    left: str | None


@frozen(eq=False)
class Lexicon:
    """The words of one language.

    Attributes:
        language: BCP 47 code.
        stop: words that say nothing by themselves.
        states: phrases that name a State (value: ISO alpha-3).
        groups: phrases that name several States (value: tuple of codes).
        treaties: phrases that name a treaty (value: its id).
        bodies: phrases that name a body without a treaty of its own (value: its id).
        cues: phrases that hint at an intent (value: the cue).
        generic: words for a treaty in general.
        dates: the words of dates, by role, and under `EVERY_ROLE` all but months and numbers.
        state_names: how answers name States.
        treaty_names: how answers name treaties, where the language has a name for it.
        endings: endings that betray the language in compound words.
        polar: the words that open a question for yes or no.
    """

    language: str
    stop: frozenset[str]
    states: Phrasebook
    groups: Phrasebook
    treaties: Phrasebook
    bodies: Phrasebook
    cues: Phrasebook
    generic: Phrasebook
    dates: dict[str, Phrasebook]
    state_names: dict[str, StateName]
    treaty_names: dict[str, TreatyName]
    endings: tuple[str, ...]
    polar: frozenset[str]
    vocabulary: dict[str, bool] = field(init=False)

    @vocabulary.default
    def _collect(self) -> dict[str, bool]:
        """Return the words worth correcting to; the value says whether endings may follow."""
        books = (self.states, self.groups, self.treaties, self.cues, self.generic)
        found: dict[str, bool] = {}
        for book in (*books, self.dates["months"]):
            for phrase in book.phrases:
                for element in phrase.elements:
                    found.update(dict.fromkeys(element.exact, False))
                    found.update(dict.fromkeys(element.stems, True))
        return found


def lexicon(language: str) -> Lexicon:
    """Return the lexicon of ``language``, one of `LANGUAGES`."""
    return _lexicon(language, overlay.stamp())


@lru_cache(maxsize=4 * len(LANGUAGES))
def _lexicon(language: str, _: overlay.Stamp) -> Lexicon:
    words = _toml("words", language)
    stop = frozenset(fold(words["stop"]).split())
    glue = frozenset(fold(words["glue"]).split())
    states = json.loads((DATA / "states" / f"{language}.json").read_text(encoding="utf-8"))
    treaties = _toml("treaties", language)
    return Lexicon(
        language,
        stop | glue,
        _book({code: row[2] for code, row in states.items() if code != EUROPEAN_UNION}, glue),
        _groups(words["groups"], glue),
        _treaty_book(treaties, glue, with_titles=language == "en"),
        _body_book(glue) if language == "en" else Phrasebook(()),
        _book(words["cues"], frozenset(), skipped=glue | {NAMED}),
        _book({"generic": words["generic"].replace(" ", "; ")}, frozenset()),
        _date_books(words["dates"], glue),
        {code: StateName(row[0], row[1]) for code, row in states.items()},
        {
            each: TreatyName(row[0], row[1] if len(row) > 2 else None)
            for each, row in treaties.items()
            if each not in (NOT_A_TREATY, NOT_A_QUESTION)
        },
        tuple(fold(words.get("endings", "")).split()),
        frozenset(fold(words["polar"]).split()),
    )


def _toml(folder: str, language: str) -> dict[str, Any]:
    return tomllib.loads((DATA / folder / f"{language}.toml").read_text(encoding="utf-8"))


def _book(
    lines: dict[str, str], drop: frozenset[str], *, skipped: frozenset[str] | None = None
) -> Phrasebook:
    phrases = [
        each for value, text in lines.items() for each in parse_phrases(text, value, drop=drop)
    ]
    return Phrasebook(tuple(phrases), drop if skipped is None else skipped)


def _groups(lines: dict[str, str], glue: frozenset[str]) -> Phrasebook:
    phrases = [
        each
        for name, text in lines.items()
        for each in parse_phrases(text, GROUPS[name], drop=glue)
    ]
    return Phrasebook(tuple(phrases), glue)


def _treaty_book(
    treaties: dict[str, list[str]], glue: frozenset[str], *, with_titles: bool
) -> Phrasebook:
    phrases = [
        each for value, row in treaties.items() for each in parse_phrases(row[-1], value, drop=glue)
    ]
    if with_titles:
        phrases += _titles(glue)
    return Phrasebook(tuple(phrases), glue, LONGEST_COMPOUND)


def _titles(glue: frozenset[str]) -> list[Phrase]:
    """Return the ids, titles and short names of the catalogue as phrases.

    A single word counts only in capitals: as an abbreviation, not as a city or a cat.
    """
    from withdrawal.law.treaties.catalogue import catalogue

    known = catalogue()
    return [
        plain_phrase(name.split(), key, drop=glue)
        for name, keys in known.index.exact.items()
        for key in sorted(keys)
        if " " in name or len(name) >= SHORTEST_ABBREVIATION
    ]


def _body_book(glue: frozenset[str]) -> Phrasebook:
    """Return the names of bodies without a treaty of their own, in every language.

    A single short word counts only in capitals.
    """
    from withdrawal.law.treaties.bodies import bodies

    phrases = []
    for key, body in bodies().items():
        for name in dict.fromkeys((body.name, *body.short_names, *body.names.values())):
            words = [each.folded for each in words_of(name)]
            phrase = plain_phrase(words, key, drop=glue)
            is_short = len(words) == 1 and len(words[0]) <= SHORTEST_ABBREVIATION
            phrases.append(evolve(phrase, is_capitals=is_short))
    return Phrasebook(tuple(phrases), glue)


def _date_books(lines: dict[str, str], glue: frozenset[str]) -> dict[str, Phrasebook]:
    roles = {role: text for role, text in lines.items() if role not in ("months", "numbers")}
    books = {
        role: _book({role: text}, frozenset(), skipped=frozenset()) for role, text in roles.items()
    }
    books[EVERY_ROLE] = _book(roles, frozenset(), skipped=frozenset())
    books["months"] = _numbered(lines["months"].split(";"))
    books["numbers"] = _numbered(lines["numbers"].split())
    return books


def _numbered(groups: list[str]) -> Phrasebook:
    phrases: list[Phrase] = []
    for number, group in enumerate(groups, start=1):
        phrases += parse_phrases("|".join(group.split()), number)
    return Phrasebook(tuple(phrases))
