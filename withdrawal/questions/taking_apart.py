"""A question taken apart: names, dates, cues, and the words that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from attrs import evolve

from withdrawal.errors import QuestionError
from withdrawal.languages.beside import exits_of, left_aside, members_within, places_of
from withdrawal.languages.cursor import UnreadableDayError
from withdrawal.languages.days.moments import Moment, moments_of
from withdrawal.languages.lexicon import NAMED, Lexicon
from withdrawal.languages.names import (
    BODY,
    GROUP,
    PARTY,
    TREATY,
    Named,
    beyond,
    names_of,
)
from withdrawal.languages.phrases import Match
from withdrawal.languages.words import Word, typed
from withdrawal.questions.complaints import Kept, complaint
from withdrawal.questions.intents import Intent
from withdrawal.questions.keepers import with_keeper
from withdrawal.questions.mending import (
    begins,
    respelled,
    said_beside,
    with_whole_months,
    without_asides,
)
from withdrawal.values import frozen

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

    def refusal(self, kind: str, text: str = "", *, intent: Intent | None = None) -> QuestionError:
        """Return a complaint that keeps what was recognised."""
        return complaint(kind, self.lex.language, self.kept(intent), text=text)

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
    polite, tags = said_beside(words, lex)
    words = tuple(each for at, each in enumerate(words) if at not in polite) or words
    words, asides = without_asides(with_whole_months(words, lex), lex)
    reading = _taken_apart(words, lex, today)
    corrected = respelled(words, reading.unknown, lex)
    reading = reading if corrected == words else _taken_apart(corrected, lex, today)
    reading = _without_preamble(reading)
    cues = reading.cues | ({POLAR} if tags else set())
    return evolve(reading, cues=cues, unknown=(*reading.unknown, *asides))


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
            is_bare = is_join and lex.cues.match_of(word.folded) is None
            spans = range(at), range(at + is_bare, len(words))
            names, moments = list(reading.names), list(reading.moments)
            first, second = (_reading(words, lex, names, moments, each) for each in spans)
            is_so = reading.is_about_treaties or not reading.cues.isdisjoint(_ABOUT_TREATIES)
            yield (
                evolve(first, is_about_treaties=is_so),
                evolve(second, is_about_treaties=is_so),
            )


UNDO, EITHER = "undo", "either"
_FEW = 3
"""How many words may stand between two dates to choose from, or before that of what happened."""
_TAKING_BACK = frozenset({UNDO, "again"})
_UNDOING = frozenset({"undo_verb", "undo_back"})
"""A verb and its other half, far from each other: took its notice of withdrawal back."""
_COMING_BACK = frozenset({"back_verb", "undo_back"})
_ABOUT_TREATIES = frozenset({"leave", "bound"})
_ENDS = re.compile(r"[?;？；؟؛]")


def _reading(
    words: tuple[Word, ...], lex: Lexicon, names: list[Named], found: list[Moment], span: range
) -> Reading:
    """Return what the words within a span say, with the names of the whole question."""
    folded = [each.folded for each in words]
    named = {at for each in names for at in range(min(each.places), max(each.places) + 1)}
    found = [each for each in found if each.places[0] in span]
    explained = named | _places(found) | {at for at in range(len(words)) if at not in span}
    told = explained - members_within(names, folded, lex)
    rest = [NAMED if place in told else each for place, each in enumerate(folded)]
    cues, generic = lex.cues.matches(rest), lex.generic.matches(rest)
    cues = [each for each in cues if each.value != EITHER or each.places[0] > span[0]]
    roles = {place for each in found for place in each.role_places}
    read = roles | _places(each for each in cues if len(each.places) > 1)
    exits = [] if _has_party(names) else exits_of(words, lex)
    if not _has_party(names):
        names = [*names, *(exits or places_of(words, lex, explained))]
        explained |= _places(names)
    out = _places(each for each in cues if each.value == OUT)
    turns = _turns(rest, lex, read, out)
    names, besides = left_aside(names, turns, folded, lex)
    explained |= besides
    turns = {kind: each for kind, each in turns.items() if besides.isdisjoint(each)}
    explained |= _places(cues) | _places(generic) | {at for each in turns.values() for at in each}
    hints = {each.value for each in cues if not _is_within(each, cues)}
    hints -= {each for each in _OF_A_DATE if _places(e for e in cues if e.value == each) <= roles}
    hints |= {LEAVE} if exits else set()
    names, hints = with_keeper(names, words, lex, hints)
    hints |= {UNDO} if hints >= _UNDOING else {"back"} if hints >= _COMING_BACK else set()
    hints |= {PAST} if any(lex.is_past(words[at]) for at in span) else set()
    opens = [at for at in span if at == span[0] or begins(words, at)]
    hints |= {POLAR} if "true" in hints or any(lex.is_polar(words[at]) for at in opens) else set()
    hints |= {"told_before"} if len(opens) > 1 else set()
    if hints & _TAKING_BACK and _is_of_declarations(names):
        hints = hints - _TAKING_BACK - {"notify", "announce", "given"} | {LEAVE}
    if EITHER in hints and {PARTY, TREATY} <= {each.kind for each in names}:
        offered = _offered(words, found, _places(e for e in cues if e.value == EITHER))
        if offered and not ("if" in hints and offered >= _places(found)):
            found = [each for each in found if offered.isdisjoint(each.places)]
            hints, explained = hints | {"when"}, explained | offered
    if EITHER in hints and LEAVE in hints:  # left, or only suspended
        hints -= {"again"}
        turns.pop("only", None)
    if _is_not_in_one(turns, names, folded, lex) and not hints & {LEAVE, "notify"}:
        turns.pop("no")
        hints |= {OUT}
    if _happened_then(found, turns, names):
        turns.pop("after")
        found = [evolve(found[0], side="since")]
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


def _offered(words: Sequence[Word], found: Sequence[Moment], either: set[int]) -> set[int]:
    """Return where dates stand of which one is to be chosen: in 1963 or 1964, on 15 or 16 March."""
    places = set[int]()
    for first, second in pairwise(found):
        between = range(first.places[-1] + 1, second.places[0])
        is_limit = first.is_limit or second.is_limit
        if len(between) <= _FEW and not (is_limit or either.isdisjoint(between)):
            places |= {*first.places, *second.places}
    for each in found:
        ahead = range(max(1, each.places[0] - _FEW), each.places[0])
        is_one = len(found) == 1 and not each.is_today
        if is_one and not either.isdisjoint(ahead):  # out, or not till December
            places |= {*each.places}
        beside = [(at - 1, at) for at in ahead] + [(each.places[-1] + 2, each.places[-1] + 1)]
        for at, join in beside:
            is_free = at < len(words) and at not in _places(found)
            if join in either and is_free and words[at].folded[:2].isdecimal():
                places |= {*each.places, at}
    return places


def _is_of_declarations(names: Sequence[Named]) -> bool:
    """Return whether the treaty named is one of declarations: they are left when taken back."""
    from withdrawal.law.treaties.catalogue import catalogue

    keys = {str(value) for each in names if each.kind == TREATY for value in each.values}
    return len(keys) == 1 and catalogue().summaries[keys.pop()]["kind"] == "declarations"


def _is_not_in_one(
    turns: dict[str, tuple[int, ...]], names: Sequence[Named], folded: Sequence[str], lex: Lexicon
) -> bool:
    """Return whether "not" stands right before the name of a treaty: Georgia is not in the CIS."""
    at = beyond(folded, max(turns.get("no", (len(folded),))) + 1, lex.glue)
    return any(each.kind == TREATY and min(each.places) == at for each in names)


def _happened_then(found: Sequence[Moment], turns: dict[str, Any], names: Sequence[Named]) -> bool:
    """Return whether a date is that of what happened, since which all is asked of one State."""
    is_all = not any(each.kind in (TREATY, BODY) for each in names) and _has_party(names)
    is_so = len(found) == 1 and not found[0].side and not found[0].is_limit and "after" in turns
    return is_all and is_so and 0 < found[0].places[0] - max(turns["after"]) <= _FEW + 1


def _is_within(cue: Match, cues: Iterable[Match]) -> bool:
    """Return whether a word is part of a phrase of another cue: to "get" effect asks no leave."""
    whole = (each for each in cues if each.value in _PART_OF.get(cue.value, ()))
    return any({*cue.places} < {*each.places} for each in whole)


_OF_A_DATE = ("earliest", "compare", "bound")
"""Cues that a word beside a date does not give: earlier than 1 July asks for no earliest day."""
_PART_OF: dict[str, tuple[str, ...]] = dict.fromkeys(("when", "either"), ("ever",))
_PART_OF |= {"may": ("effect",), "back": ("out",), "howlong": ("many",), "other": ("carries",)}
_PART_OF |= {"join": ("out", "effect"), "which": ("carries",), "effect": ("given",)}
_PART_OF |= {"if": ("given", "many"), "must": ("many",), "bound": ("which",)}
_PART_OF |= {"whom": ("ever", "survive"), "notify": ("may",)}


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
    is_past = any(map(lex.is_past, words)) and not lex.supposes(words)
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
