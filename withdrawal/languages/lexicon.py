"""What one language calls things: made from its folder once, on first use.

A lexicon holds phrasebooks (States, treaties, cues of intents, words of dates) and the words that
say nothing by themselves. Only the languages that a question may be in are ever loaded, and of
English, whose names are looked for beside those of each, no words but these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from attrs import asdict, evolve

from withdrawal import overlay
from withdrawal.languages.folder import (
    LANGUAGES,
    StateName,
    TreatyName,
    TreatyNames,
    places,
    state_names,
    traits,
    treaty_names,
    word_lists,
)
from withdrawal.languages.phrases import (
    LONGEST_COMPOUND,
    Element,
    Phrase,
    Phrasebook,
    parse_phrases,
    plain_phrase,
)
from withdrawal.languages.words import Word, fold, folded_words, spaced
from withdrawal.law.names import normal
from withdrawal.values import frozen

NAMED = "\0"
"""What stands for a word that belongs to a name or a date while cues are looked for."""
TAG = "tag"
"""The value of what is said behind a question, after a comma: "isn't it?"."""
EUROPEAN_UNION = "EUE"
"""Not a State; its name is first of all that of a treaty one can leave."""

EVERY_ROLE = "*"
"""The book of dates that holds the phrases of every role, each with its role as its value."""

SHORTEST_ABBREVIATION = 3
TELLING = 3
"""Of how many words the name of a treaty is that needs no phrase to be known by."""
NOT_A_TREATY = "-"
"""What phrases name that only look like a treaty: the Security Council is not the Charter."""
NOT_A_QUESTION = "!"
"""What phrases name that no question here is about: the US state of Georgia."""


_OPENING = 6
"""How many words a phrase that opens a question has at most."""


@frozen(eq=False, slots=False)
class Lexicon:
    """The words of one language.

    Attributes:
        language: BCP 47 code.
        stop: words that say nothing by themselves.
        glue: those of them that stand between the words of a name.
        states: phrases that name a State (value: ISO alpha-3).
        groups: phrases that name several States (value: the id of the group).
        treaties: phrases that name a treaty (value: its id).
        bodies: phrases that name a body without a treaty of its own (value: its id).
        generic: words for a treaty in general.
        date_words: the words of dates as its file has them.
        state_names: how answers name States.
        treaty_names: how answers name treaties, where the language has a name for it.
        particles: little words that may be written onto the word behind them.
        endings: endings that betray the language in compound words.
        polar: the words that open a question for yes or no; "*ko" for all that end so, "-montako"
            for one that ends so and does not.
        past: the words that say that it is about what has been.
        spelt: the words of both as they are spelt, with their accents.
        stop_spelt: the words that say nothing, with their accents.
        joins: the words that join two questions in one.
        common: names of States that are words of the language as well.
        exits: phrases that name a treaty and tell of one State's exit (value: ISO alpha-3).
        polite: phrases that are said before a question or behind it, and ask nothing; with value
            `TAG` those that count at the end only, behind a comma.
        members: words for States as members of something.
    """

    language: str
    stop: frozenset[str]
    glue: frozenset[str]
    states: Phrasebook
    groups: Phrasebook
    treaties: Phrasebook
    bodies: Phrasebook
    generic: Phrasebook
    date_words: Mapping[str, Any]
    state_names: dict[str, StateName]
    treaty_names: dict[str, TreatyName]
    particles: tuple[str, ...]
    endings: tuple[str, ...]
    polar: frozenset[str]
    past: frozenset[str]
    spelt: frozenset[str]
    stop_spelt: frozenset[str]
    joins: frozenset[str]
    common: frozenset[str]
    exits: Phrasebook
    polite: Phrasebook
    members: Phrasebook

    @cached_property
    def cues(self) -> Phrasebook:
        """The phrases that hint at an intent (value: the cue)."""
        lines = word_lists(self.language).cues
        return _book(lines, frozenset(), skipped=self.glue | {NAMED})

    @cached_property
    def dates(self) -> dict[str, Phrasebook]:
        """The words of dates, by role, and under `EVERY_ROLE` all but months and numbers."""
        return date_books(self.date_words)

    @cached_property
    def turns(self) -> Phrasebook:
        """The phrases that can turn an answer (value: their kind)."""
        return _book(word_lists(self.language).turns, frozenset())

    @cached_property
    def places(self) -> Phrasebook:
        """The phrases for capitals and organs that stand for a State (value: ISO alpha-3)."""
        return _book(places(self.language), frozenset())

    @cached_property
    def vocabulary(self) -> dict[str, bool]:
        """The words worth correcting to; the value says whether endings may follow."""
        books = (self.states, self.groups, self.treaties, self.cues, self.generic)
        found: dict[str, bool] = {}
        for element in _elements(*books, self.dates["months"]):
            found.update(dict.fromkeys(element.exact, False))
            found.update(dict.fromkeys(element.stems, True))
        return found

    def is_past(self, word: Word) -> bool:
        """Return whether a word tells of what has been; an accent counts: würde is not wurde."""
        return word.folded in self.past and self._is_spelt(word)

    def is_polar(self, word: Word) -> bool:
        """Return whether a word opens a question for yes or no."""
        if f"-{word.folded}" in self.polar:
            return False
        if word.folded in self.polar:
            return self._is_spelt(word)
        return any(each[0] == "*" and word.folded.endswith(each[1:]) for each in self.polar)

    def supposes(self, words: Sequence[Word]) -> bool:
        """Return whether a question opens with "if", in whatever tense: "Якби ... попередив"."""
        met = self.cues.matches([each.folded for each in words[:_OPENING]])
        is_if = any(each.value == "if" and each.places[0] == 0 for each in met)
        return is_if and not self.is_polar(words[0]) and not self.is_past(words[0])

    def _is_spelt(self, word: Word) -> bool:
        return word.text.isascii() or word.text.casefold() in self.spelt

    @property
    def elements(self) -> Iterator[Element]:
        """The words by which the language is known: all but the names of treaties."""
        names = (self.states, self.groups)
        return _elements(self.cues, self.generic, *names, *self.dates.values())


def _elements(*books: Phrasebook) -> Iterator[Element]:
    return (each for book in books for phrase in book.phrases for each in phrase.elements)


def lexicon(language: str) -> Lexicon:
    """Return the lexicon of ``language``, one of `LANGUAGES`."""
    return _lexicon(language, overlay.stamp())


@lru_cache(maxsize=4 * len(LANGUAGES))
def _lexicon(language: str, _: overlay.Stamp) -> Lexicon:
    words, own, states = word_lists(language), traits(language), state_names(language)
    glue = frozenset(fold(spaced(words.glue)).split())
    cases, none = tuple(fold(own.cases).split()), frozenset[str]()
    treaties = named_treaties(language)
    generic = _book({"generic": words.generic.replace(" ", "; ")}, none)
    is_english = language == "en"
    return Lexicon(
        language,
        frozenset(fold(spaced(words.stop)).split()) | glue,
        glue,
        _state_book(states, glue, cases, is_english=is_english),
        _book(words.groups, glue),
        _treaty_book(treaties, glue, generic, with_titles=is_english),
        _body_book(glue) if is_english else Phrasebook(()),
        generic,
        asdict(words.dates),
        states,
        treaties.treaties,
        tuple(fold(own.particles).split()),
        tuple(fold(own.compounds).split()),
        frozenset(fold(words.polar).split()),
        frozenset(fold(words.past).split()),
        frozenset(f"{words.polar} {words.past}".casefold().split()),
        frozenset(words.stop.casefold().split()),
        frozenset(fold(words.joins).split()),
        frozenset(fold(words.common).split()),
        _book(treaties.exits, none),
        _book({"polite": words.polite, TAG: words.tags}, none),
        _book({"members": words.members}, glue),
    )


def _state_book(
    states: Mapping[str, StateName],
    glue: frozenset[str],
    cases: tuple[str, ...],
    *,
    is_english: bool,
) -> Phrasebook:
    """Return what names each State: its name and genitive as they stand, and further phrases."""
    phrases: list[Phrase] = []
    for code, state in states.items():
        if code == EUROPEAN_UNION:
            continue
        for name in dict.fromkeys((_bare(state.name, glue), _bare(state.of, glue))):
            phrases += parse_phrases(name, code)
        phrases += parse_phrases(state.phrases, code, drop=glue, cases=cases)
    if is_english:
        phrases += _official_names(glue)
    return Phrasebook(tuple(phrases), glue)


def _official_names(glue: frozenset[str]) -> list[Phrase]:
    """Return the names of several words that a depositary uses: Republic of China, Czech Republic.

    So the longest name wins over a part of it.
    """
    from withdrawal.law.countries import countries

    named = ((code, normal(name)) for code, each in countries().items() for name in each.names)
    return [
        plain_phrase(name.split(), code, drop=glue)
        for code, name in named
        if " " in name and code != EUROPEAN_UNION
    ]


def _book(
    lines: Mapping[Any, str], drop: frozenset[str], *, skipped: frozenset[str] | None = None
) -> Phrasebook:
    phrases = [
        each for value, text in lines.items() for each in parse_phrases(text, value, drop=drop)
    ]
    return Phrasebook(tuple(phrases), drop if skipped is None else skipped)


def _bare(name: str, glue: frozenset[str]) -> str:
    """Return the folded words of a name without articles and the like."""
    words = folded_words(name)
    return " ".join([each for each in words if each not in glue] or words)


def named_treaties(language: str) -> TreatyNames:
    """Return what a language calls treaties, those too that it calls by their official number."""
    return _named_treaties(language, overlay.stamp())


@lru_cache(maxsize=4 * len(LANGUAGES))
def _named_treaties(language: str, _: overlay.Stamp) -> TreatyNames:
    from withdrawal.law.treaties.catalogue import catalogue

    names, made = treaty_names(language), dict[str, TreatyName]()
    for key, each in catalogue().numbers.items():
        *beginning, number = key.split(" ")
        kind = " ".join(beginning)
        if kind in names.numbered and len(each.answers) == 1:
            made[each.answers[0]] = _called_by_number(names.numbered[kind], number)
    return evolve(names, treaties={**made, **names.treaties})


def _called_by_number(form: TreatyName, number: str) -> TreatyName:
    said = {key: text.format(number=number) for key, text in asdict(form).items() if text}
    return TreatyName(**said)


def _treaty_book(
    names: TreatyNames, glue: frozenset[str], generic: Phrasebook, *, with_titles: bool
) -> Phrasebook:
    lines = {key: each.phrases for key, each in names.treaties.items()}
    lines |= {NOT_A_TREATY: names.nothing, NOT_A_QUESTION: names.foreign}
    phrases = list(_book(lines, glue).phrases)
    for key, each in names.treaties.items():
        forms = (each.name, each.left or each.name)
        for words in dict.fromkeys(_words_of_name(form, glue, generic) for form in forms):
            if not each.phrases or len(words) >= TELLING:
                phrases.append(Phrase(key, words))
    if with_titles:
        phrases += _titles(glue)
    return Phrasebook(tuple(phrases), glue, LONGEST_COMPOUND)


def _words_of_name(name: str, glue: frozenset[str], generic: Phrasebook) -> tuple[str, ...]:
    """Return what stands in the places of a name: a word for a treaty may have any of its forms."""
    words = _bare(name, glue).split()
    known = map(generic.match_of, words)
    return tuple(each.phrase.words[0] if each else w for w, each in zip(words, known, strict=True))


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
            words = folded_words(name)
            phrase = plain_phrase(words, key, drop=glue)
            is_short = len(words) == 1 and len(words[0]) <= SHORTEST_ABBREVIATION
            phrases.append(evolve(phrase, is_capitals=is_short))
    return Phrasebook(tuple(phrases), glue)


def date_books(words: Mapping[str, Any]) -> dict[str, Phrasebook]:
    """Return the words of dates, by role, and under `EVERY_ROLE` all but months and numbers.

    A table of roles gives each a name of its own: ``holidays.12-25``.
    """
    lines = {role: text for role, text in words.items() if text and isinstance(text, str)}
    tables = {role: table for role, table in words.items() if isinstance(table, Mapping)}
    lines |= {f"{role}.{key}": text for role, rows in tables.items() for key, text in rows.items()}
    roles = {role: text for role, text in lines.items() if role not in _COUNTED}
    books = {
        role: _book({role: text}, frozenset(), skipped=frozenset()) for role, text in roles.items()
    }
    books[EVERY_ROLE] = _book(roles, frozenset(), skipped=frozenset())
    books["months"] = _numbered(lines["months"].split(";"))
    books["numbers"] = _numbered(lines["numbers"].split())
    books["weekdays"] = _numbered(lines.get("weekdays", "").split(";"))
    return books


_COUNTED = frozenset({"months", "numbers", "weekdays"})


def _numbered(groups: list[str]) -> Phrasebook:
    phrases: list[Phrase] = []
    for number, group in enumerate(groups, start=1):
        phrases += parse_phrases("|".join(group.split()), number)
    return Phrasebook(tuple(phrases))
