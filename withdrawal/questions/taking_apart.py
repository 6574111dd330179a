"""A question taken apart: names, dates, cues, and the words that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from withdrawal.languages.cursor import UnreadableDayError
from withdrawal.languages.days.moments import Moment, moments_of
from withdrawal.languages.lexicon import NAMED, Lexicon
from withdrawal.languages.names import (
    BODY,
    GROUP,
    PARTY,
    TREATY,
    Named,
    exits_of,
    names_of,
    places_of,
)
from withdrawal.languages.phrases import Match
from withdrawal.languages.words import Word, typed
from withdrawal.questions.complaints import Kept, complaint
from withdrawal.questions.intents import Cues, Intent
from withdrawal.questions.spelling import respelled

__all__ = [
    "PAST",
    "SAYING_LITTLE",
    "Reading",
    "cues_of",
    "halves",
    "members_of",
    "take_apart",
]

POLAR, PAST, OUT, LEAVE = "polar", "past", "out", "leave"


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
        turns: words that can turn the answer and are no part of anything read, by their kind.
        span: the places of the words that count; all, but in one half of a question.
    """

    words: tuple[Word, ...]
    lex: Lexicon
    names: tuple[Named, ...]
    moments: tuple[Moment, ...]
    cues: frozenset[str]
    is_about_treaties: bool
    unknown: tuple[Word, ...]
    turns: dict[str, str]
    span: range

    @property
    def text(self) -> str:
        """The words that count, as they were typed."""
        return typed(self.words[at] for at in self.span).strip()

    @property
    def certain_parties(self) -> list[str]:
        """The States whose names mean one State only."""
        return [str(each.values[0]) for each in self._certain(PARTY)]

    @property
    def certain_treaty(self) -> str | None:
        """The first treaty whose name means one treaty only."""
        return next((str(each.values[0]) for each in self._certain(TREATY)), None)

    def kept(self, intent: Intent | None = None, places: Iterable[int] = ()) -> Kept:
        """Return what is kept of the question where it is refused.

        Args:
            intent: what it asks, where that is known.
            places: the places of the words that may mean several things.
        """
        whole = (each.value.day for each in self.moments if not each.is_today)
        return Kept(
            self.words,
            intent.value if intent else None,
            tuple(dict.fromkeys(self.certain_parties)),
            self.certain_treaty,
            tuple(day for day in whole if day),
            all(each.is_today for each in self.moments),
            tuple(each.text for each in self.unknown),
            tuple(places),
        )

    def _certain(self, kind: str) -> list[Named]:
        return [each for each in self.names if each.kind == kind and len(each.values) == 1]


def take_apart(words: tuple[Word, ...], lex: Lexicon, today: date) -> Reading:
    """Return the question taken apart, after correcting words that are nearly known.

    Args:
        words: the question.
        lex: the words of the language to read it in.
        today: the day that relative dates are counted from.

    Raises:
        QuestionError: code ``impossible-date``.
    """
    polite = _places(lex.polite.matches([each.folded for each in words]))
    words = tuple(each for at, each in enumerate(words) if at not in polite) or words
    reading = _taken_apart(words, lex, today)
    corrected = respelled(words, reading.unknown, lex)
    reading = reading if corrected == words else _taken_apart(corrected, lex, today)
    return _without_preamble(reading)


def _without_preamble(reading: Reading) -> Reading:
    """Pass over what stands before a colon or a dash, names nothing and can turn nothing.

    It counts as one word that nothing reads, so that the reply tells of it.
    """
    words, lex = reading.words, reading.lex
    taken = _places(reading.names) | _places(reading.moments)
    known = range(1, min(taken, default=0) + 1)
    starts = [at for at in known if _PAUSE.search(words[at].before)]
    if not starts:
        return reading
    names, moments, at = [*reading.names], [*reading.moments], starts[-1]
    before, rest = (
        _reading(words, lex, names, moments, span) for span in (range(at), range(at, len(words)))
    )
    if before.turns or "if" in before.cues or not before.unknown:
        return reading
    said = evolve(words[0], text=typed(words[:at]).strip(" ,;.!?"))
    return evolve(rest, unknown=(said, *rest.unknown))


_PAUSE = re.compile(r"[:]\s|：|\s[–—-]\s")


def _taken_apart(words: tuple[Word, ...], lex: Lexicon, today: date) -> Reading:
    names = names_of(words, lex)
    found = _moments(words, _places(names), lex, today)
    return _reading(words, lex, names, found, range(len(words)))


def halves(reading: Reading) -> Iterator[tuple[Reading, Reading]]:
    """Yield a question of two halves as two, for each word or mark that may join them.

    Both keep the names of the whole; each has the dates and the cues of its own words.
    """
    words, lex = reading.words, reading.lex
    dated = _places(reading.moments)
    taken = _places(reading.names) | dated
    for at, word in enumerate(words[:-1]):
        is_join = word.folded in lex.joins and at not in taken
        if is_join and {at - 1, at + 1} <= dated:  # in 1936 and 1937
            continue
        if at and (is_join or _ENDS.search(word.before)):
            spans = range(at), range(at + is_join, len(words))
            names, moments = list(reading.names), list(reading.moments)
            first, second = (_reading(words, lex, names, moments, each) for each in spans)
            is_so = reading.is_about_treaties or not reading.cues.isdisjoint(_ABOUT_TREATIES)
            yield (
                evolve(first, is_about_treaties=is_so),
                evolve(second, is_about_treaties=is_so),
            )


UNDO = "undo"
_UNDOING = frozenset({"undo_verb", "undo_back"})
"""A verb and its other half, far from each other: took its notice of withdrawal back."""
_ABOUT_TREATIES = frozenset({"leave", "bound"})
_ENDS = re.compile(r"[?;]")


def _reading(
    words: tuple[Word, ...], lex: Lexicon, names: list[Named], found: list[Moment], span: range
) -> Reading:
    """Return what the words within a span say, with the names of the whole question."""
    named, folded = _places(names), [each.folded for each in words]
    found = [each for each in found if each.places[0] in span]
    explained = named | _places(found) | {at for at in range(len(words)) if at not in span}
    rest = [NAMED if place in explained else each for place, each in enumerate(folded)]
    cues, generic = lex.cues.matches(rest), lex.generic.matches(rest)
    roles = {place for each in found for place in each.role_places}
    read = roles | _places(each for each in cues if len(each.places) > 1)
    read |= {place for each in names for place in range(min(each.places), max(each.places))}
    exits = [] if _has_party(names) else exits_of(words, lex)
    if not _has_party(names):
        names = [*names, *(exits or places_of(words, lex, explained))]
        explained |= _places(names)
    out = _places(each for each in cues if each.value == OUT)
    turns = _turns(rest, lex, read, out)
    explained |= _places(cues) | _places(generic) | {at for each in turns.values() for at in each}
    hints = {each.value for each in cues if not _is_within(each, cues)}
    hints -= {each for each in _OF_A_DATE if _places(e for e in cues if e.value == each) <= roles}
    hints |= {LEAVE} if exits else set()
    hints |= {UNDO} if hints >= _UNDOING else set()
    hints |= {PAST} if any(lex.is_past(words[at]) for at in span) else set()
    hints |= {POLAR} if "true" in hints or lex.is_polar(words[span[0]]) else set()
    return Reading(
        words=words,
        lex=lex,
        names=tuple(names),
        moments=tuple(_apart_from_titles(found, names)),
        cues=frozenset(hints),
        is_about_treaties=bool(generic) or _names_a_treaty_in_full(names, folded, lex),
        unknown=_unexplained(words, explained, lex),
        turns={kind: " ".join(words[at].text for at in places) for kind, places in turns.items()},
        span=span,
    )


def _is_within(cue: Match, cues: Iterable[Match]) -> bool:
    """Return whether a word is part of a phrase of another cue: to "get" effect asks no leave."""
    whole = (each for each in cues if each.value == _PART_OF.get(cue.value))
    return any({*cue.places} < {*each.places} for each in whole)


_OF_A_DATE = ("earliest", "compare", "bound")
"""Cues that a word beside a date does not give: earlier than 1 July asks for no earliest day."""
_PART_OF = {"may": "effect", "join": "out", "other": "carries", "howlong": "many"}


def _has_party(names: Iterable[Named]) -> bool:
    return any(each.kind in (PARTY, GROUP) for each in names)


def _turns(
    rest: Sequence[str], lex: Lexicon, read: set[int], out: set[int]
) -> dict[str, tuple[int, ...]]:
    """Return where words stand that can turn the answer, by their kind; the longest ones win.

    A "no" within a word that says of a State that it is out is read with that word.
    """
    met = [each for each in lex.turns.matches(rest) if read.isdisjoint(each.places)]
    met = [each for each in met if each.value != "no" or out.isdisjoint(each.places)]
    longer = _places(each for each in met if len(each.places) > 1)
    kept = (each for each in met if len(each.places) > 1 or longer.isdisjoint(each.places))
    return {**_span_of_time(rest, lex, read), **{each.value: each.places for each in kept}}


_UNITS = ("days", "weeks", "months_unit", "years")


def _span_of_time(rest: Sequence[str], lex: Lexicon, read: set[int]) -> dict[str, tuple[int, ...]]:
    """Return where a length of time stands that is no part of a date: ten months."""
    for at, (number, unit) in enumerate(pairwise(rest)):
        is_counted = number.isdecimal() or lex.dates["numbers"].match_of(number)
        is_span = is_counted and any(lex.dates[each].match_of(unit) for each in _UNITS)
        if is_span and {at, at + 1}.isdisjoint(read):
            return {"span": (at, at + 1)}
    return {}


def _moments(words: tuple[Word, ...], taken: set[int], lex: Lexicon, today: date) -> list[Moment]:
    """Return the dates; a day without a year is the next such day, or the last of what was."""
    is_past = any(map(lex.is_past, words))
    try:
        return moments_of(words, taken, lex, today, yearless="last" if is_past else "next")
    except UnreadableDayError as error:
        kind = "no_date" if error.lacks_year else "impossible_date"
        kept = Kept(words, doubtful=tuple(range(error.start, error.end)))
        options = error.suggestions
        raise complaint(kind, lex.language, kept, options=options, text=error.text) from None


def _places(found: Iterable[Any]) -> set[int]:
    return {place for each in found for place in each.places}


def _unexplained(words: Sequence[Word], explained: set[int], lex: Lexicon) -> tuple[Word, ...]:
    return tuple(
        word
        for place, word in enumerate(words)
        if place not in explained and not _says_little(word.folded, lex)
    )


def _says_little(word: str, lex: Lexicon) -> bool:
    return word in lex.stop or word in lex.polar or word in lex.past or len(word) == 1


def _names_a_treaty_in_full(names: Sequence[Named], folded: Sequence[str], lex: Lexicon) -> bool:
    """Return whether the name of a treaty contains a word like "Convention"."""
    places = (place for each in names if each.kind == TREATY for place in each.places)
    return any(lex.generic.matches([folded[place]]) for place in places)


_BOUNDS = frozenset({"before", "after", "within"})


def _apart_from_titles(moments: Iterable[Moment], names: Iterable[Named]) -> list[Moment]:
    """Drop what only tells which treaty is meant: "the Convention of 18 September 1997"."""
    treaties = (str(value) for each in names if each.kind == TREATY for value in each.values)
    years = {each.rpartition("-")[2] for each in treaties}
    return [
        each
        for each in moments
        if each.is_limit
        or each.is_during
        or each.side in _BOUNDS
        or "/" in each.value.text
        or each.value.text[:4] not in years
    ]


SAYING_LITTLE = frozenset({"must", "whom", "when", "may", "which", "what", "next", "many", "past"})


def cues_of(reading: Reading) -> Cues:
    """Return what a question that was taken apart hints at."""
    kinds = {each.kind for each in reading.names}
    has_party = not kinds.isdisjoint((PARTY, GROUP))
    is_bare = has_party and TREATY in kinds and not reading.unknown and not reading.moments
    glue = reading.lex.glue
    opening = next((at for at in reading.span if reading.words[at].folded not in glue), -1)
    is_now = any(each.is_today and not each.is_limit for each in reading.moments)
    now = {"pending"} if is_now else set()
    return Cues(
        reading.cues | now,
        has_party=has_party,
        has_date=_speaks_of_a_date(reading),
        is_bare=is_bare and reading.cues <= SAYING_LITTLE,
        has_treaty=not kinds.isdisjoint((TREATY, BODY)),
        has_limit=_has_limit(reading.moments),
        has_day=len(reading.moments) == 1 and _is_a_day(reading.moments[0], reading.cues),
        has_claim=len(reading.moments) == 1 and _is_claimed(reading.moments[0], reading.cues),
        parties=sum(_width(each) for each in reading.names),
        turns=frozenset(reading.turns),
        has_unread=bool(reading.unknown),
        opens_with_party=any(
            each.kind == PARTY and opening in each.places for each in reading.names
        ),
    )


def _is_a_day(moment: Moment, cues: frozenset[str]) -> bool:
    """Return whether a moment is a day by itself, and no end of a span: within, since, after."""
    is_claimed = moment.side == "since" and "polar" in cues
    is_open = moment.side in ("within", "since", "after") and not is_claimed
    return moment.value.day is not None and not is_open


def _has_limit(moments: Sequence[Moment]) -> bool:
    """Return whether a date is a limit ahead; today is none, nor the end of a span from a day."""
    dated = [each for each in moments if not each.is_today]
    is_span = len(dated) > 1 and (dated[0].side == "since" or dated[0].value.day is None)
    return not is_span and any(each.is_limit or each.side == "before" for each in dated)


def _is_claimed(moment: Moment, cues: frozenset[str]) -> bool:
    """Return whether a moment is a day, a month or a year in which something is said to be."""
    is_whole = moment.side == "" and not (moment.is_limit or moment.is_today)
    return _is_a_day(moment, cues) or (is_whole and moment.oddity in ("", "yearless"))


def _width(named: Named) -> int:
    """Return how many States a name means."""
    if named.kind == GROUP:
        return len(members_of(named.values[0]))
    return int(named.kind == PARTY)


def _speaks_of_a_date(reading: Reading) -> bool:
    """Return whether a date is named; "now" is one only where something is supposed of a State."""
    names_a_party = any(each.kind in (PARTY, GROUP) for each in reading.names)
    supposes = (
        names_a_party and bool(reading.cues & {"if", "notify"}) and "earliest" not in reading.cues
    )
    return any(supposes or not each.is_today for each in reading.moments)


def members_of(group: object) -> tuple[str, ...]:
    """Return the States that the name of a group means."""
    assert isinstance(group, tuple)
    return group
