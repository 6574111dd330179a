"""The clauses of a sentence: each with the cues that say something and the days that go with them.

Commas and little words part a sentence into pieces. A piece without a cue of its own goes with the
one it stands beside: "Six months later, on Thursday 6 March, the country was out" is two clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from attrs import field

from withdrawal.reading.claims import Found
from withdrawal.reading.cues import BESIDE_IT, Cue, Placed, follows, places_of
from withdrawal.reading.days import Day
from withdrawal.reading.lexicon import STEPS, TELLING
from withdrawal.reading.mentions import Mentions, Span, State
from withdrawal.values import frozen

ACTS = frozenset({*STEPS, "out", "left", "still", "takes-effect", "excluded"})
"""Cues of a step or of the effect."""
OF_WHAT, TOLD_WHAT = "what the period is of is not said", "what was told is not said"
NOT_SAID = frozenset({OF_WHAT, TOLD_WHAT})
"""Doubts that a clause may be of something else than leaving a treaty."""
_FAR_APART = 4
"""How many words on a State is no more of one row with another."""
_SAYING = ACTS | {
    *("must-tell", "will-tell", "lock-in", "protection", "votes", "joined", "back", "in-force"),
    *("party", "not-party", "never", "count", "is-told"),
}


_THAT = frozenset(
    {"notified", "announced", "announced-or-notified", "approved-by-parliament", "must-tell"}
)
"""Steps whose words go on behind a comma: "told the depositary, in May, that it leaves"; but a
piece that tells a period speaks for itself."""


@frozen(eq=False)
class Clause:
    """A stretch of a sentence that says one thing.

    Attributes:
        of: the sentence's mentions.
        first: the place of the first word.
        last: the place of the last.
        roles: what its cues say.
    """

    of: Mentions
    first: int
    last: int
    _held: list[Cue] = field(init=False)
    roles: frozenset[str] = field(init=False)

    @_held.default
    def _hold(self) -> list[Cue]:
        return list(filter(self.holds, self.of.cues))

    @roles.default
    def _said(self) -> frozenset[str]:
        return frozenset(cue.role for cue in self._held)

    def holds(self, mention: Placed) -> bool:
        """Return whether a mention stands in the clause."""
        return self.first <= mention.first and mention.last <= self.last

    def together(self, one: Placed, two: Placed) -> bool:
        """Return whether two mentions begin in the same piece."""
        pieces = self.of.sentence.pieces
        return pieces[one.first] == pieces[two.first]

    def around(self, mention: Placed) -> Clause:
        """Return the pieces that a mention stands in, within the clause."""
        pieces = self.of.sentence.pieces
        ends = pieces[mention.first], pieces[mention.last]
        here = [at for at in range(self.first, self.last + 1) if ends[0] <= pieces[at] <= ends[1]]
        return Clause(self.of, here[0], here[-1])

    def beside(self, mention: Placed, *roles: str) -> bool:
        """Return whether a cue of one of some roles begins in the piece of a mention."""
        return any(self.together(each, mention) for each in self.cues(*roles))

    def denies(self, cue: Cue) -> bool:
        """Return whether a negation stands right before a cue or in its gap: "er ikke part"."""
        said = {at for each in self.cues(cue.role) for at in each.places}
        around = set(range(cue.first - 1, cue.last + 1)) - said
        return any(each.first in around for each in self.cues("not"))

    def cues(self, *roles: str) -> list[Cue]:
        """Return the cues of some roles, in order."""
        return [each for each in self._held if each.role in roles]

    def says(self, *roles: str) -> bool:
        """Return whether a cue of one of some roles stands in the clause."""
        return not self.roles.isdisjoint(roles)

    def starts(self, *roles: str) -> list[Cue]:
        """Return the words of some roles for what a period runs from, in order."""
        return [each for each in self.of.starts if each.role in roles and self.holds(each)]

    @property
    def ratifies(self) -> bool:
        """Whether what is handed over in it is an instrument of ratification, and no notice."""
        is_of_an_exit = self.says("exit", "leave", "left", "out") or self.spans
        return bool(self.starts("ratification")) and not is_of_an_exit

    @property
    def told(self) -> list[Cue]:
        """Who is told."""
        return list(filter(self.holds, self.of.recipients))

    @property
    def names_a_treaty(self) -> bool:
        """Whether a treaty is named in the clause."""
        return any(map(self.holds, self.of.treaties))

    @property
    def acts(self) -> list[Cue]:
        """The cues of steps and of the effect."""
        return [each for each in self._held if each.role in ACTS]

    @property
    def to_come(self) -> list[Cue]:
        """The words for leaving that a word of the future stands before: "will leave", with one
        small word between "kommer att lämna", or with all between, "wird am 2. Mai austreten"."""
        ahead = self.cues("will", "would")
        return [
            cue
            for cue in self.cues("leave")
            if follows(cue, ahead) or (self._closes(cue) and self.beside(cue, "will"))
        ]

    def _closes(self, mention: Placed) -> bool:
        """Return whether a mention ends its piece."""
        pieces, after = self.of.sentence.pieces, mention.last + 1
        return after == len(pieces) or pieces[after] != pieces[mention.last]

    @property
    def days(self) -> list[Day]:
        """The days in the clause."""
        return list(filter(self.holds, self.of.days))

    @property
    def spans(self) -> list[Span]:
        """The periods in the clause."""
        return list(filter(self.holds, self.of.spans))

    @property
    def states(self) -> list[State]:
        """The States in the clause, without those that are only told."""
        tells = [cue.first for cue in self.cues(*TELLING - {"received"})]
        told = places_of(cue for cue in self.of.recipients if tells and min(tells) < cue.first)
        return [
            each
            for each in self.of.states
            if self.holds(each) and each.first not in told and not self._is_told(each)
        ]

    def _is_told(self, state: State) -> bool:
        """Return whether a State only was told ("handed to Moscow"), or is a neighbour."""
        tos = self.cues("to") if self.says("notified") else ()
        return follows(state, tos) or follows(state, self.cues("beside"), within=1)

    @property
    def unknown(self) -> Iterator[int]:
        """Where a word stands that is no name, cue, day, number or small word."""
        of = self.of
        held = places_of(
            *(of.states, of.treaties, of.days, of.spans, of.cues, of.starts, of.recipients)
        )
        for at in range(self.first, self.last + 1):
            word = of.sentence.words[at]
            if at not in held and not word.is_number and word.folded not in of.common:
                yield at

    @property
    def is_plain(self) -> bool:
        """Whether there is no word in it that nobody knows."""
        return next(self.unknown, None) is None

    @property
    def unknown_names(self) -> Iterator[int]:
        """Where a name may stand that nobody knows: anywhere, in scripts without capitals. The
        first word of a sentence is one only where an act follows it: "Greenland left"."""
        of = self.of
        after = {cue.last + 1 for cue in self.acts}
        opens = {cue.first - 1 for cue in self.acts}
        for at in self.unknown:
            is_noun = of.has_capital_nouns and at and at not in after
            is_plain = of.sentence.words[at].text.islower() or is_noun
            if not is_plain and (at or at in opens):
                yield at

    @property
    def span(self) -> tuple[int, int]:
        """Where the clause stands in the plain text."""
        return self.of.sentence.span(self.first, self.last)


@frozen
class Resolved:
    """A treaty or States, and how sure it is that they are meant.

    Attributes:
        value: the treaty's id, or the States.
        doubts: why a contradiction would not be earned.
        is_own: whether the clause itself names it.
    """

    value: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    is_own: bool = False


NOBODY = Resolved(())
"""No States: what is claimed is of the treaty."""


def claim_of(
    clause: Clause, treaty: Resolved, states: Resolved, kind: str, rule: str, **more: Any
) -> Found:
    """Return a claim with the words of its clause, and the doubts of who and what is meant.

    Args:
        clause: the clause.
        treaty: its treaty.
        states: its States.
        kind: what it is about.
        rule: the rule that took it from the text.
        more: what else is known of it, by the attributes of `Found`.
    """
    start, end = clause.span
    about: dict[str, Any] = {
        "treaty": treaty.value[0],
        "parties": states.value,
        "start": start,
        "end": end,
    }
    about |= {"doubts": (*treaty.doubts, *states.doubts)}
    return Found(kind=kind, rule=rule, **about | more)


@lru_cache(maxsize=64)
def whole_of(mentions: Mentions) -> Clause:
    """Return a whole sentence as one clause."""
    return Clause(mentions, 0, len(mentions.sentence.words) - 1)


def coordinated(states: Sequence[State], words: Sequence[str]) -> list[list[State]]:
    """Return States in groups: "Estonia, Latvia and Lithuania" is one.

    Args:
        states: the States, in order.
        words: the words of the sentence, folded.
    """
    groups: list[list[State]] = []
    for state in states:
        last = groups[-1][-1].last if groups else -_FAR_APART
        if state.first - last < _FAR_APART and _AND.issuperset(words[last + 1 : state.first]):
            groups[-1].append(state)
        else:
            groups.append([state])
    return groups


def are_in_a_row(days: Sequence[Day], of: Mentions) -> bool:
    """Return whether some days are joined by "and", and none is put beside another by a comma."""
    words = of.sentence.words
    gaps = [words[one.last + 1 : two.first + 1] for one, two in pairwise(days)]
    return all(
        len(gap) > 1
        and gap[0].folded in _AND
        and of.common.issuperset(each.folded for each in gap[1:-1])
        and not any(each.before.strip() for each in gap)
        for gap in gaps
    )


def led_to(mentions: Mentions, place: int) -> Day | None:
    """Return the day that "that is" brings up behind a place, where nothing else is said of it."""
    for cue in mentions.cues:
        if cue.role != "that-is" or cue.first <= place:
            continue
        days = [each for each in mentions.days if follows(each, [cue], within=BESIDE_IT + 1)]
        if days and not any(each.role in ACTS and each.last > cue.last for each in mentions.cues):
            return days[0]
    return None


def parties_of(group: Sequence[State]) -> tuple[str, ...]:
    """Return the codes of some States, each once."""
    return tuple(dict.fromkeys(code for state in group for code in state.parties))


def all_named(sentences: Sequence[Mentions]) -> frozenset[str]:
    """Return the States that some sentences name."""
    return frozenset(parties_of([state for each in sentences for state in each.states]))


_AND = frozenset(
    {
        *("and", "und", "et", "y", "e", "og", "och", "ja", "un", "ir", "i", "oraz", "та", "і", "й"),
        *("и", "sowie", "with", "along", "together", "the", "der", "die", "das", "la", "le"),
        *("les", "los"),
        *("su", "kartu", "ar", "kopa", "koos", "z", "wraz", "razem", "с", "вместе", "з", "разом"),
        *("mit", "avec", "con", "junto", "med", "sammen", "tillsammans", "zusammen", "gemeinsam"),
        *("ega", "eika", "nor", "noch", "ni", "nei", "nedz", "ani", "ні", "ни"),
        *("l", "el", "du", "de", "des", "del", "dem", "den", "及", "以", "和", "与", "與", "و"),
    }
)


def clauses_of(mentions: Mentions) -> list[Clause]:
    """Return the clauses of a sentence, in order."""
    ranges = _merged(mentions, list(_pieces(mentions)))
    return [Clause(mentions, first, last) for first, last in ranges]


def _pieces(mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Yield the pieces; no State in a row, no name and no day is parted."""
    whole = _whole(mentions)
    numbers = mentions.sentence.pieces
    first = 0
    for place in range(1, len(numbers)):
        if numbers[place] != numbers[place - 1] and place not in whole:
            yield first, place - 1
            first = place
    yield first, len(numbers) - 1


def _whole(mentions: Mentions) -> set[int]:
    """Return the places before which no piece may end."""
    pieces, told = mentions.sentence.pieces, mentions.recipients
    spans = {pieces[each.first] for each in mentions.spans}
    kept = [
        cue
        for cue in mentions.cues
        if (cue.role in _THAT and pieces[cue.last] not in spans)
        or (cue.role == "lock-in" and _is_unparted(mentions, cue))
    ]
    rows: list[Sequence[Placed]] = [mentions.treaties, mentions.days, mentions.spans, kept]
    ends = [(each.first, each.last) for row in (*rows, told) for each in row]
    groups = coordinated(mentions.states, mentions.sentence.folded)
    ends += [(group[0].first, group[-1].last) for group in groups]
    ends += [(one.first, two.last) for one, two in pairwise(told) if two.first - one.last <= 4]
    return {at for first, last in ends for at in range(first + 1, last + 1)}


def _is_unparted(mentions: Mentions, cue: Cue) -> bool:
    """Return whether nothing stands between the words of a cue, no comma either: "ne agrāk kā"."""
    words = mentions.sentence.words[cue.first + 1 : cue.last + 1]
    return len(words) < len(cue.places) and not any(each.before.strip() for each in words)


def _merged(mentions: Mentions, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces that say nothing by themselves to those that do."""
    made: list[tuple[int, int]] = []
    waiting: int | None = None
    for first, last in pieces:
        clause = Clause(mentions, first, last)
        if _says_something(clause):
            made.append((first if waiting is None else waiting, last))
            waiting = None
        elif waiting is None and made and not _belongs_ahead(Clause(mentions, *made[-1]), clause):
            made[-1] = (made[-1][0], last)
        elif waiting is None:
            waiting = first
    if waiting is not None and made:
        made[-1] = (made[-1][0], pieces[-1][1])
    return made


def _says_something(clause: Clause) -> bool:
    if clause.says(*_SAYING) or clause.to_come:
        return True
    is_a_day = clause.says("earlier") and clause.first == 0
    return bool(clause.spans) and not is_a_day


def _belongs_ahead(before: Clause, clause: Clause) -> bool:
    """Return whether a piece that says nothing goes with the next one that does."""
    if clause.days:
        return bool(before.days) or not before.acts
    return bool(clause.states)
