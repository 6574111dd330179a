"""What a sentence mentions: States and treaties, days and periods, and the cues about leaving."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from datetime import date

from attrs import evolve, field

from withdrawal.dates import PartialDate
from withdrawal.languages.lexicon import EUROPEAN_UNION
from withdrawal.languages.names import BODY, GROUP, PARTY, TREATY, Named, names_of
from withdrawal.languages.phrases import Strength
from withdrawal.languages.words import Word
from withdrawal.law.groups import groups
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.reading.cues import BESIDE_IT, MARKS, Cue, follows, places_of
from withdrawal.reading.days import Day, days_of
from withdrawal.reading.lexicon import STEPS, TELLING, Language
from withdrawal.reading.sentences import Sentence
from withdrawal.reading.spans import Span, count_of, spans_of
from withdrawal.values import frozen

__all__ = ["Mentions", "Span", "State", "TreatyNamed", "mentions_of"]

LONGEST_CODE = 3
_LEAVING = frozenset({*STEPS, "out", "left", "leave"})
_OF_LEAVING = frozenset({"exit", "leave", "left", "out"})
_ILO = "ilo-constitution-1919"
_GOVERNMENT = "government"
"""Who is told where only the State beside it says whose it is."""
_ASKING = frozenset({"must-tell", "will-tell", "is-told"})
_OF_WHOM, _BEFORE_IT = 3, 2
"""How many words behind a government, and before it, its State begins at most."""
_FROM = 4
"""How many words after a word for leaving the body begins that is left."""
_OF_ITSELF = frozenset(
    {*STEPS, *("other", "protection", "lock-in", "investments", "not", "plan", "fear", "votes")}
)
"""Cues that a part of a treaty's name is none of: the Postal Union is no union of football."""
_IDLE = frozenset(
    {
        *("not", "will", "would", "if", "about", "approx", "plan", "fear", "doubt", "other"),
        *("except", "both", "beside", "requires", "votes-for", "votes-against"),
        *("treaty", "officer"),
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
        compounds: the places of words that end in a word for a treaty.
        common: folded words that are no names.
        has_capital_nouns: whether a capital letter makes no name in its language.
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
    compounds: tuple[int, ...] = ()
    common: frozenset[str] = frozenset()
    has_capital_nouns: bool = False
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
    words, folded = sentence.words, sentence.folded
    recipients = tuple(language.recipients.cues(folded))
    places = language.places.cues(folded)
    named = [
        each
        for each in names_of(words, language.lex)
        if _counts(each, words, language) and not _is_a_city(each, places)
    ]
    asked = {at for each in recipients for at in each.places}
    compounds = (at for at, word in enumerate(folded) if language.is_compound[word])
    met = language.cues.cues(folded)
    named = [
        each
        for each in named
        if each.kind != TREATY or not _is_of_an_officer(each, met, folded, language.lex.glue)
    ]
    known = [*_treaties(named, _told(recipients, met), on), *_numbered(words, met, named)]
    treaties = sorted(
        (each for each in known if not _is_a_letter(each, met)), key=lambda each: each.first
    )
    cues = _counting(met, named, treaties, asked)
    states = list(_states(named, places, treaties, cues))
    found = Mentions(
        sentence,
        tuple(sorted(states, key=lambda each: each.first)),
        tuple(treaties),
        cues=tuple(cues),
        compounds=tuple(at for at in compounds if at not in asked),
        common=language.common,
        has_capital_nouns=language.capital_nouns,
    )
    if found.roles <= _IDLE and not any(each.is_number for each in words):
        return found
    taken = {at for each in named for at in each.places if each.kind != BODY}
    spans = tuple(spans_of(folded, language, taken))
    held, roles = taken | places_of(spans), found.roles
    ahead = "if" in roles or ("will" in roles and roles.isdisjoint(STEPS))
    days = days_of(words, held, language, on, ahead=ahead, before=before)
    ended = {at for cue in cues if cue.role == "out" and len(cue.places) > 1 for at in cue.places}
    starts = (each for each in language.starts.cues(folded) if ended.isdisjoint(each.places))
    is_counted = not roles.isdisjoint({"abstaining", "votes-against"})
    abstain = [cue for cue in cues if cue.role == "abstaining"]
    return evolve(
        found,
        days=tuple(
            each
            for each in _not_of_names(days, treaties, cues)
            if not (follows(each, abstain, within=1) and count_of(folded[each.first], language))
        ),
        spans=spans,
        starts=tuple(each for each in starts if _is_free(each, treaties)),
        recipients=tuple(_who(recipients, states)),
        numbers=dict(_numbers(folded, language, held)) if is_counted else {},
    )


def _who(recipients: Sequence[Cue], states: Sequence[State]) -> Iterator[Cue]:
    """Yield who is told, "the government" as the State beside it, and as nobody without one."""
    for each in recipients:
        if each.role != _GOVERNMENT:
            yield each
            continue
        near = [one for one in states if -_BEFORE_IT <= one.first - each.last <= _OF_WHOM]
        for state in sorted(near, key=lambda one: abs(one.first - each.last))[:1]:
            first, last = min(each.first, state.first), max(each.last, state.last)
            yield Cue(state.parties[0], first, last, tuple(range(first, last + 1)))


def _numbers(
    folded: Sequence[str], language: Language, held: Container[int]
) -> Iterator[tuple[int, int]]:
    """Yield the places of small numbers, and the numbers; a word for nobody is one for none."""
    for at, word in enumerate(folded):
        count = 0 if at in held else count_of(word, language)
        if count or language.numbers.get(word) == 0:
            yield at, count


def _counting(
    cues: Sequence[Cue], named: Sequence[Named], treaties: Sequence[TreatyNamed], asked: set[int]
) -> list[Cue]:
    """Return the cues that are no parts of names, nor "other" of those who are told."""
    owned = {at for each in named for at in each.places if each.kind in (PARTY, GROUP)}
    generic = {at for each in cues if each.role == "treaty" for at in each.places}

    def counts(cue: Cue) -> bool:
        if cue.role == "other" and not asked.isdisjoint(cue.places):
            return False
        if cue.role in ("out", "left"):
            return _is_free(cue, treaties, generic)
        if cue.role == "count":
            return owned.isdisjoint(cue.places)
        return cue.role not in _OF_ITSELF or _is_free(cue, treaties)

    return list(filter(counts, cues))


def _told(recipients: Sequence[Cue], cues: Sequence[Cue]) -> list[Cue]:
    """Return who is told: behind a word for telling, or before one for getting, and not left."""
    tells = min((each.first for each in cues if each.role in TELLING), default=None)
    receives = max((each.first for each in cues if each.role == "received"), default=-1)
    return [
        each
        for each in recipients
        if ((tells is not None and tells < each.first) or each.last < receives)
        and not _is_left(each, cues)
    ]


def _is_left(told: Cue, cues: Sequence[Cue]) -> bool:
    """Return whether a word for leaving stands just before a body, "the exit from the IWC", or
    behind it, where "from" stands before it: "aus dem Europarat ausgeschieden"."""
    leaving = [cue for cue in cues if cue.role in _OF_LEAVING]
    froms = [cue for cue in cues if cue.role == "from"]
    is_behind = follows(told, leaving, within=_FROM)
    return is_behind or (bool(leaving) and follows(told, froms, within=_FROM))


def _counts(named: Named, words: Sequence[Word], language: Language) -> bool:
    """Return whether a name is one in prose: "18 years ago" names no Angola."""
    if named.kind != PARTY or len(named.places) != 1:
        return True
    word = words[named.places[0]]
    is_code = word.folded.upper() in language.lex.state_names or len(word.folded) == 2
    return word.is_shouted or not (is_code and len(word.folded) <= LONGEST_CODE)


def _is_a_city(named: Named, places: Sequence[Cue]) -> bool:
    """Return whether a name in full is only a city in capitals, as a dateline has it: PARIS."""
    is_full = named.kind == TREATY and named.strength is Strength.FULL
    return is_full and any(tuple(named.places) == cue.places for cue in places)


def _is_of_an_officer(
    named: Named, cues: Sequence[Cue], folded: Sequence[str], glue: Set[str]
) -> bool:
    """Return whether a rule names a body for its head: "a year after the head of FAO has it"."""
    first, last = min(named.places), max(named.places)
    roles = {cue.role for cue in cues}
    is_of_a_rule = not roles.isdisjoint({"period", "takes-effect"}) and roles.isdisjoint(_ASKING)
    return is_of_a_rule and any(
        cue.first == last + 1 or (cue.last < first and glue >= {*folded[cue.last + 1 : first]})
        for cue in cues
        if cue.role == "officer"
    )


def _treaties(
    named: Sequence[Named], recipients: Sequence[Cue], on: date | None
) -> Iterator[TreatyNamed]:
    """Yield the treaties: what was made after the document's day has a namesake that is meant."""
    told = places_of(recipients)
    for each in named:
        is_told = told.issuperset(each.places) and each.strength is not Strength.FALLBACK
        if each.kind != TREATY or is_told:
            continue
        made = {str(value): catalogue().treaty(str(value)).adopted for value in each.values}
        if ids := tuple(key for key, day in made.items() if not (on and day and day > on)):
            yield TreatyNamed(ids, min(each.places), max(each.places), each.strength)


def _numbered(
    words: Sequence[Word], cues: Sequence[Cue], named: Sequence[Named]
) -> Iterator[TreatyNamed]:
    """Yield the conventions of the ILO by their numbers: "its convention no. 45"."""
    of_the_ilo = [each for each in named if _ILO in map(str, each.values)]
    generic = [cue.first for cue in cues if cue.role == "treaty"] if of_the_ilo else ()
    for at, word in enumerate(words if generic else ()):
        number = f"ilo-c{word.folded:>03}"
        near = [each for each in generic if -BESIDE_IT <= at - each <= _FROM]
        if near and number in catalogue():
            yield TreatyNamed((number,), min(at, *near), at, Strength.FULL)


def _is_a_letter(named: TreatyNamed, cues: Sequence[Cue]) -> bool:
    """Return whether a name only says that a letter went to a body: "carta a la ONU"."""
    letters = (cue for cue in cues if cue.role in ("notice", "notified"))
    is_sent = any(named.first in cue.places for cue in letters)
    return is_sent and any(
        cue.role == "to" and named.first < cue.first < named.last for cue in cues
    )


def _is_free(cue: Cue, treaties: Sequence[TreatyNamed], generic: Set[int] = frozenset()) -> bool:
    """Return whether no word of a cue is a part of a treaty's name: a Charter is no letter.

    Args:
        cue: the cue.
        treaties: the treaties named.
        generic: places of words such as "treaty", which a cue may share with a name.
    """
    own = set(cue.places)
    names = (places_of([named]) for named in treaties)
    return all(name <= own or own & name <= generic for name in names)


def _not_of_names(
    days: Sequence[Day], treaties: Sequence[TreatyNamed], cues: Sequence[Cue]
) -> list[Day]:
    """Return days without the year of a treaty, "the Treaty of Amity of 1955" or "the convention
    of 1946", without the day on which it was made, and without "that day" read as today."""
    same = places_of(cue for cue in cues if cue.role == "same-day")
    bound = places_of(cue for cue in cues if cue.role in ("joined", "party", "not-party"))
    generic = [cue for cue in cues if cue.role == "treaty" and cue.first not in bound]
    beside, before = ({cue.last + 2 for cue in generic}, {cue.first - 1 for cue in generic})
    own = set[str]()
    for treaty in {each for named in treaties for each in named.treaties}:
        known = catalogue().treaty(treaty)
        own |= {treaty.rpartition("-")[2], str(known.adopted), str(known.opened)}
    return [
        day
        for day in days
        if (day.is_relative and day.first not in same)
        or not (
            day.is_relative
            or str(day.value) in own
            or (_is_a_year(day) and day.last in before)
            or (len(days) > 1 and _is_a_year(day) and day.first in beside)
        )
    ]


def _is_a_year(day: Day) -> bool:
    return day.value is not None and len(str(day.value)) == len("2026")


def _states(
    named: Sequence[Named],
    places: Sequence[Cue],
    treaties: Sequence[TreatyNamed],
    cues: Sequence[Cue],
) -> Iterator[State]:
    """Yield the States; the European Union is one only where it acts itself. An organ right beside
    a State's name is that State's: the riksdag of Finland."""
    within = places_of(treaties)
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
    return any(cue.role in _LEAVING and 0 < cue.first - place <= BESIDE_IT for cue in cues)
