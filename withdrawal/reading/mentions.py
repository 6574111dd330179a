"""What a sentence mentions: States and treaties, days and periods, and the cues about leaving."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from withdrawal.dates import PartialDate
from withdrawal.languages.lexicon import EUROPEAN_UNION
from withdrawal.languages.names import BODY, GROUP, PARTY, TREATY, Named, names_of
from withdrawal.languages.phrases import Strength
from withdrawal.languages.words import Word
from withdrawal.law.groups import groups
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.reading.cues import MARKS, Cue
from withdrawal.reading.days import Day, days_of
from withdrawal.reading.lexicon import STEPS, TELLING, Language
from withdrawal.reading.sentences import Sentence
from withdrawal.reading.spans import Span, count_of, spans_of

__all__ = ["Mentions", "Span", "State", "TreatyNamed", "mentions_of"]

LONGEST_CODE = 3
_NEXT = 2
_LEAVING = frozenset({*STEPS, "out", "left", "leave"})
_OF_LEAVING = frozenset({"exit", "leave", "left", "out"})
_ILO = "ilo-constitution-1919"
_FROM = 4
"""How many words after a word for leaving the body begins that is left."""
_OF_ITSELF = {
    *STEPS,
    "other",
    "protection",
    "lock-in",
    "investments",
    "not",
    "plan",
    "fear",
    "votes",
}
"""Cues that a part of a treaty's name is none of: the Postal Union is no union of football."""
_IDLE = frozenset(
    {
        *("not", "will", "would", "if", "about", "approx", "plan", "fear", "doubt", "other"),
        *("except", "both", "beside", "requires", "votes-for", "votes-against", "treaty"),
        *MARKS,
    }
)
"""Cues that make no claim by themselves: a sentence with no other, and no number, has no days."""


@frozen
class State:
    """A State, or several, named at a place.

    Attributes:
        parties: ISO alpha-3 codes.
        first: the place of the first word.
        last: the place of the last.
        is_place: whether a capital or an organ stands for it.
    """

    parties: tuple[str, ...]
    first: int
    last: int
    is_place: bool = False


@frozen
class TreatyNamed:
    """A treaty named at a place.

    Attributes:
        treaties: ids; more than one is ambiguous.
        first: the place of the first word.
        last: the place of the last.
        strength: how much the name says by itself.
    """

    treaties: tuple[str, ...]
    first: int
    last: int
    strength: Strength


@frozen(eq=False)
class Mentions:
    """One sentence taken apart.

    Attributes:
        sentence: the sentence.
        states: States, in order.
        treaties: treaties, in order.
        days: days, in order.
        spans: periods, in order.
        cues: steps and the rest, in order.
        starts: what periods run from.
        recipients: who is told.
        numbers: small numbers in words, by their places, where votes are counted.
        common: folded words that are no names.
        has_capital_nouns: whether a capital letter makes no name in its language.
        compounds: the places of words that end in a word for a treaty.
    """

    sentence: Sentence
    states: tuple[State, ...] = ()
    treaties: tuple[TreatyNamed, ...] = ()
    days: tuple[Day, ...] = ()
    spans: tuple[Span, ...] = ()
    cues: tuple[Cue, ...] = ()
    starts: tuple[Cue, ...] = ()
    recipients: tuple[Cue, ...] = ()
    numbers: Mapping[int, int] = {}
    common: frozenset[str] = frozenset()
    has_capital_nouns: bool = False
    compounds: tuple[int, ...] = ()
    roles: frozenset[str] = field(init=False)

    @roles.default
    def _roles(self) -> frozenset[str]:
        return frozenset(cue.role for cue in self.cues)


def mentions_of(
    sentence: Sentence, language: Language, on: date | None, before: PartialDate | None = None
) -> Mentions:
    """Return what a sentence mentions; only its cues where it has none that a claim is made of.

    Args:
        sentence: the sentence.
        language: the words of its language.
        on: the document's day; None where it is not known.
        before: the last day that the sentences before it name.
    """
    words = sentence.words
    folded = [each.folded for each in words]
    cues = tuple(language.cues.cues(folded))
    recipients = tuple(language.recipients.cues(folded))
    named = [each for each in names_of(words, language.lex) if _counts(each, words, language)]
    asked = {at for each in recipients for at in each.places}
    cues = tuple(each for each in cues if each.role != "other" or asked.isdisjoint(each.places))
    tells = [each.first for each in cues if each.role in TELLING]
    receives = [each.first for each in cues if each.role == "received"]
    told = [
        each
        for each in recipients
        if ((tells and min(tells) < each.first) or (receives and each.last < max(receives)))
        and not _is_left(each, cues)
    ]
    known = [*_treaties(named, told), *_numbered(words, cues, named)]
    treaties = tuple(
        each for each in sorted(known, key=lambda each: each.first) if not _is_a_letter(each, cues)
    )
    cues = tuple(each for each in cues if each.role not in _OF_ITSELF or _is_free(each, treaties))
    generic = {at for each in cues if each.role == "treaty" for at in each.places}
    ends = ("out", "left")
    cues = tuple(
        each for each in cues if each.role not in ends or _is_free(each, treaties, generic)
    )
    owned = {at for each in named for at in each.places if each.kind in (PARTY, GROUP)}
    cues = tuple(each for each in cues if each.role != "count" or owned.isdisjoint(each.places))
    places = language.places.cues(folded)
    states = sorted(_states(named, places, treaties, cues), key=lambda each: each.first)
    about: Any = {
        "common": language.common,
        "has_capital_nouns": language.capital_nouns,
        "compounds": tuple(
            at for at, word in enumerate(folded) if language.is_compound(word) and at not in asked
        ),
    }
    if all(each.role in _IDLE for each in cues) and not any(each.is_number for each in words):
        return Mentions(sentence, tuple(states), treaties, cues=cues, **about)
    taken = {at for each in named for at in each.places if each.kind != BODY}
    spans = tuple(spans_of(words, folded, language, taken))
    held = taken | {at for each in spans for at in range(each.first, each.last + 1)}
    roles = {each.role for each in cues}
    ahead = "if" in roles or ("will" in roles and roles.isdisjoint(STEPS))
    if roles & {"abstaining", "votes-against"}:
        counts = {at: count_of(word, language) for at, word in enumerate(folded) if at not in held}
        nobody = {at: 0 for at, word in enumerate(folded) if language.numbers.get(word) == 0}
        about["numbers"] = {**nobody, **{at: count for at, count in counts.items() if count}}
    days = _not_of_names(
        days_of(words, held, language, on, ahead=ahead, before=before), treaties, cues
    )
    ended = {at for cue in cues if cue.role == "out" and len(cue.places) > 1 for at in cue.places}
    starts = [
        each
        for each in language.starts.cues(folded)
        if _is_free(each, treaties) and ended.isdisjoint(each.places)
    ]
    return Mentions(
        *(sentence, tuple(states), treaties, tuple(days), spans, cues),
        *(tuple(starts), recipients),
        **about,
    )


def _is_left(told: Cue, cues: Sequence[Cue]) -> bool:
    """Return whether a word for leaving stands just before a body, "the exit from the IWC", or
    behind it, where "from" stands before it: "aus dem Europarat ausgeschieden"."""
    leaving = [cue for cue in cues if cue.role in _OF_LEAVING]
    if any(0 < told.first - cue.last <= _FROM for cue in leaving):
        return True
    return bool(leaving) and any(
        cue.role == "from" and 0 < told.first - cue.last <= _NEXT for cue in cues
    )


def _counts(named: Named, words: Sequence[Word], language: Language) -> bool:
    """Return whether a name is one in prose: "18 years ago" names no Angola."""
    if named.kind != PARTY or len(named.places) != 1:
        return True
    word = words[named.places[0]]
    is_code = word.folded.upper() in language.lex.state_names or len(word.folded) == 2
    return word.is_shouted or not (is_code and len(word.folded) <= LONGEST_CODE)


def _treaties(named: Sequence[Named], recipients: Sequence[Cue]) -> Iterator[TreatyNamed]:
    told = {at for cue in recipients for at in range(cue.first, cue.last + 1)}
    for each in named:
        is_told = told.issuperset(each.places) and each.strength is not Strength.FALLBACK
        if each.kind != TREATY or is_told:
            continue
        ids = tuple(str(value) for value in each.values)
        yield TreatyNamed(ids, min(each.places), max(each.places), each.strength)


def _numbered(
    words: Sequence[Word], cues: Sequence[Cue], named: Sequence[Named]
) -> Iterator[TreatyNamed]:
    """Yield the conventions of the ILO by their numbers: "its convention no. 45"."""
    of_the_ilo = [each for each in named if _ILO in map(str, each.values)]
    generic = [cue.first for cue in cues if cue.role == "treaty"] if of_the_ilo else ()
    for at, word in enumerate(words if generic else ()):
        number = f"ilo-c{word.folded:>03}"
        near = [each for each in generic if -_NEXT <= at - each <= _FROM]
        if near and number in catalogue():
            yield TreatyNamed((number,), min(at, *near), at, Strength.FULL)


def _is_a_letter(named: TreatyNamed, cues: Sequence[Cue]) -> bool:
    """Return whether a name only says that a letter went to a body: "carta a la ONU"."""
    letters = (cue for cue in cues if cue.role in ("notice", "notified"))
    is_sent = any(named.first in cue.places for cue in letters)
    return is_sent and any(
        cue.role == "to" and named.first < cue.first < named.last for cue in cues
    )


def _is_free(
    cue: Cue, treaties: Sequence[TreatyNamed], generic: Container[int] = frozenset()
) -> bool:
    """Return whether no word of a cue is a part of a treaty's name: a Charter is no letter.

    Args:
        cue: the cue.
        treaties: the treaties named.
        generic: places of words such as "treaty", which a cue may share with a name.
    """
    return not any(
        named.first <= place <= named.last
        and place not in generic
        and not set(range(named.first, named.last + 1)) <= set(cue.places)
        for named in treaties
        for place in cue.places
    )


def _not_of_names(
    days: Sequence[Day], treaties: Sequence[TreatyNamed], cues: Sequence[Cue]
) -> list[Day]:
    """Return days without the year of a treaty, "the Treaty of Amity of 1955" or "the convention
    of 1946", and without the day on which it was made."""
    beside = {at for cue in cues if cue.role == "treaty" for at in (cue.last + 1, cue.last + 2)}
    before = {cue.first - 1 for cue in cues if cue.role == "treaty"}
    ids = {each for named in treaties for each in named.treaties}
    own = {each.rpartition("-")[2] for each in ids}
    own |= {str(day) for each in ids for day in _made_on(each)}
    return [
        day
        for day in days
        if day.is_relative
        or not (
            str(day.value) in own
            or (_is_a_year(day) and day.last in before)
            or (len(days) > 1 and _is_a_year(day) and day.first in beside)
        )
    ]


def _is_a_year(day: Day) -> bool:
    return day.value is not None and len(str(day.value)) == len("2026")


def _made_on(treaty: str) -> tuple[date | None, ...]:
    if treaty not in catalogue():
        return ()
    known = catalogue().treaty(treaty)
    return known.adopted, known.opened


def _states(
    named: Sequence[Named],
    places: Sequence[Cue],
    treaties: Sequence[TreatyNamed],
    cues: Sequence[Cue],
) -> Iterator[State]:
    """Yield the States; the European Union is one only where it acts itself. An organ right beside
    a State's name is that State's: the riksdag of Finland."""
    within = {at for each in treaties for at in range(each.first, each.last + 1)}
    named_at: set[int] = set()
    for each in named:
        if each.kind not in (PARTY, GROUP) or len(each.values) != 1 or within & set(each.places):
            continue
        value = each.values[0]
        parties = groups()[str(value)].members if each.kind == GROUP else (str(value),)
        named_at |= set(each.places)
        first, last = min(each.places), max(each.places)
        if EUROPEAN_UNION not in parties or _acts(last, cues):
            yield State(parties, first, last)
    seats = {cue.first: cue.role for cue in places}
    # Where a State is named, a city is only where something was said: "in Manila Burundi said".
    scenes = {cue.last + 1 for cue in cues if cue.role == "in-place"} if named_at else set()
    for cue in places:
        if cue.first in scenes or _is_seated_elsewhere(cue, cues, seats):
            continue
        beside = {cue.first - 1, *cue.places, cue.last + 1}
        if within.isdisjoint(cue.places) and named_at.isdisjoint(beside):
            yield State((cue.role,), cue.first, cue.last, is_place=True)


def _is_seated_elsewhere(organ: Cue, cues: Sequence[Cue], seats: Mapping[int, str]) -> bool:
    """Return whether another State's capital follows: the Riksdag in Helsinki is Finland's."""
    seat = seats.get(organ.last + 2, organ.role)
    links = (cue.first for cue in cues if cue.role == "of-place")
    return seat != organ.role and organ.last + 1 in links


def _acts(place: int, cues: Sequence[Cue]) -> bool:
    """Return whether a word of leaving follows a place."""
    return any(cue.role in _LEAVING and 0 < cue.first - place <= _NEXT for cue in cues)
