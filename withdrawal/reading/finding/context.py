"""Which State and which treaty a clause speaks of: its own, the last sentence's, the next one's.

The depositary is never the leaver unless it is the subject. Where two answer, nobody does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attrs import define, evolve, field

from withdrawal.dates import PartialDate
from withdrawal.languages.phrases import Strength
from withdrawal.reading.claims import BEFORE
from withdrawal.reading.cues import follows, places_of
from withdrawal.reading.finding.clauses import (
    ACTS,
    Clause,
    Resolved,
    all_named,
    coordinated,
    parties_of,
    whole_of,
)
from withdrawal.reading.finding.strangers import (
    is_keeper,
    is_with_a_state,
    other_treaty,
    stranger,
)
from withdrawal.reading.lexicon import TELLING
from withdrawal.reading.mentions import Mentions, State, TreatyNamed
from withdrawal.record.history import history
from withdrawal.record.parties import pair_of

NEAR = 2
"""How many sentences back a treaty or a State may have been named."""
_OF = 3
"""How many words on what a treaty is of may stand: "the statute of the bank"."""
_BEFORE_A_NAME = 5
"""How many words after "protocol to" the name that it is a protocol to may begin."""
_FAR = ("the treaty is named far from here",)
NEVER_MEANT = frozenset({"un-charter-1945"})
"""What everybody names and nobody leaves: only its full name counts."""
_HAS_CONVENTIONS = (
    *("coe-statute-1949", "ilo-constitution-1919", "un-charter-1945", "unesco-1945"),
    *("au-constitutive-act-2000", "imo-1948", "ibrd-1944"),
)
"""Bodies of which "the convention of" is another treaty than the one that made them."""

_LEAVING = frozenset({"leave", "left", "exit", "out"})


@define(eq=False)
class Context:
    """What the sentences so far have named.

    Attributes:
        sentences: the mentions of every sentence of the document.
        at: the number of the sentence that is read.
        parties: the States that the last claim was about.
        parties_at: the sentence in which they were.
        claimed: of each treaty, the States that claims were about.
        day: the day of the last claim.
        effects: the day of effect that was last claimed of some States and a treaty.
        told: the sentences from which claims were taken that say what they are of.
        strayed_at: the last sentence that spoke of a treaty with some State, and named none.
        named: the States that the document names, and the one given.
        by_name: the States that it names, and not by their organs or capitals alone.
        mentioned: the treaties that it names, in full or not.
        supposed: the sentence that supposes a notice, and its day.
        treaty_given: the treaty that the reader of the document named.
        party_given: the State that the reader of the document named.
    """

    sentences: Sequence[Mentions]
    treaty_given: str | None = None
    party_given: str | None = None
    at: int = 0
    parties: tuple[str, ...] = ()
    parties_at: int = -100
    claimed: dict[str, set[tuple[str, ...]]] = field(factory=dict)
    day: PartialDate | None = None
    effects: dict[tuple[str, tuple[str, ...]], PartialDate] = field(factory=dict)
    told: set[int] = field(factory=set)
    strayed_at: int = -1
    supposed: tuple[int, PartialDate | None] = (-1, None)
    named: frozenset[str] = field(init=False)
    by_name: frozenset[str] = field(init=False)
    mentioned: frozenset[str] = field(init=False)
    _met: dict[Mentions, tuple[str, ...]] = field(init=False, factory=dict)
    _naming: list[int] = field(init=False)
    _so_far: list[frozenset[str]] = field(init=False)

    @named.default
    def _states(self) -> frozenset[str]:
        return all_named(self.sentences) | ({self.party_given} if self.party_given else set())

    @by_name.default
    def _by_name(self) -> frozenset[str]:
        states = (state for each in self.sentences for state in each.states)
        return frozenset(parties_of([each for each in states if not each.is_place]))

    @mentioned.default
    def _mention(self) -> frozenset[str]:
        named = (one for each in self.sentences for one in each.treaties)
        return frozenset(treaty for one in named for treaty in one.treaties)

    @_naming.default
    def _name(self) -> list[int]:
        """Return the numbers of the sentences that name a treaty."""
        return [at for at, each in enumerate(self.sentences) if each.treaties]

    @_so_far.default
    def _collect(self) -> list[frozenset[str]]:
        """Return the treaties that each sentence and those before it name in full."""
        found, named = [frozenset[str]()], frozenset[str]()
        for mentions in self.sentences:
            full = (one for one in mentions.treaties if one.strength is Strength.FULL)
            named |= {one.treaties[0] for one in full if len(one.treaties) == 1}
            found.append(named)
        return found

    @property
    def all_treaties(self) -> frozenset[str]:
        """The treaties that the document names in full."""
        return self._so_far[-1]

    def has_left(self, treaty: Resolved, states: Resolved, days: Sequence[PartialDate]) -> bool:
        """Return whether another day of effect was claimed before, of the same States."""
        known = self.effects.get((treaty.value[0], states.value))
        return known is not None and known not in days

    def treaty(self, clause: Clause) -> Resolved | None:
        """Return the treaty of a clause; None where none or several may be meant."""
        own = self._own(clause)
        if own is not None:
            return own
        if self.treaty_given is not None:
            return Resolved((self.treaty_given,))
        if is_with_a_state(clause.of):
            self.strayed_at = self.at
            return None
        for at in reversed(self._naming[: bisect_left(self._naming, self.at)]):
            found, back = self._of(self.sentences[at]), self.at - at
            if len(found) > 1:
                return None
            if found:
                other = other_treaty(clause)
                if at < self.strayed_at < self.at:
                    return Resolved(found, (*_FAR, *other))
                self.strayed_at = self.at if other else self.strayed_at
                is_only = self._so_far[self.at + 1] <= frozenset(found)
                if back > NEAR and not is_only:
                    return None
                is_alone = is_only or found[0] not in _HAS_CONVENTIONS
                is_near = back == 1 and is_alone
                is_near |= is_only and self._is_unbroken(back, clause)
                far = () if is_near else (BEFORE,) if is_only else _FAR
                return Resolved(found, (*far, *other))
        if "treaty" in clause.of.roles:
            return None
        ahead = self.sentences[self.at + 1 : self.at + 1 + NEAR]
        found = next((each for mentions in ahead if (each := self._of(mentions))), ())
        return Resolved(found, _FAR) if len(found) == 1 else None

    def _is_unbroken(self, back: int, clause: Clause) -> bool:
        """Return whether every sentence since one said something of a treaty, or at least, where
        a clause says "the treaty" or "the exit" itself, went on to nothing else."""
        since = set(range(self.at - back + 1, self.at)) - self.told
        says_so = clause.of.roles & {"treaty", "exit", "membership", "notice"}
        return (
            back <= NEAR
            and bool(says_so or not since)
            and all(self._goes_on(at, clause) for at in since)
        )

    def _goes_on(self, at: int, clause: Clause) -> bool:
        """Return whether a sentence names no other treaty and no State that no claim is about."""
        whole = whole_of(self.sentences[at])
        known = {code for each in self.claimed.values() for group in each for code in group}
        known |= set(parties_of(clause.states))
        return (
            not whole.says("other")
            and not other_treaty(whole)
            and known.issuperset(parties_of(whole.states))
        )

    def _own(self, clause: Clause) -> Resolved | None:
        """Return the treaty that the clause, else its sentence, names."""
        here = self._ids([each for each in clause.of.treaties if clause.holds(each)], clause)
        if len(here) == 1:
            return Resolved(here)
        before = [each for each in clause.of.treaties if each.first < clause.first]
        after = [each for each in clause.of.treaties if each.first > clause.last]
        if self.at and self._of(self.sentences[self.at - 1]):
            after = []
        for row in (before[-1:], after[:1]):
            found = self._ids(row, clause)
            if len(found) == 1:
                several = len(self._ids(clause.of.treaties, clause)) > 1
                return Resolved(found, ("several treaties in the sentence",) if several else ())
        return None

    def _of(self, mentions: Mentions) -> tuple[str, ...]:
        """Return the treaties that a sentence speaks of, in full or not."""
        if mentions not in self._met:
            self._met[mentions] = self._spoken_of(mentions)
        return self._met[mentions]

    def _spoken_of(self, mentions: Mentions) -> tuple[str, ...]:
        clause = whole_of(mentions)
        is_of_others = clause.says("other")
        named = [
            each
            for each in mentions.treaties
            if not (is_of_others and each.strength is Strength.FALLBACK)
        ]
        return self._ids(named, clause)

    def _ids(self, named: Sequence[TreatyNamed], clause: Clause) -> tuple[str, ...]:
        counted = [each for each in named if self._counts(each, clause)]
        return tuple(dict.fromkeys(each.treaties[0] for each in counted))

    def _counts(self, named: TreatyNamed, clause: Clause) -> bool:
        is_full = named.strength is Strength.FULL
        if len(named.treaties) != 1 or (named.treaties[0] in NEVER_MEANT and not is_full):
            return False
        if self._is_of_a_protocol(named, clause) or self._acts_itself(named, clause):
            return False
        beside = [each.first for each in clause.of.cues if each.role == "treaty"]
        called = any(-3 <= at - named.last <= 3 for at in beside)
        is_body = not any(named.first <= at <= named.last for at in beside)
        if called and named.treaties[0] in _HAS_CONVENTIONS:
            return False
        is_left, others = _is_left(named, clause), self.all_treaties - set(named.treaties)
        if is_full:
            return is_left or called or not is_body or not self._is_only_told(named, clause)
        if named.strength is Strength.WEAK:
            # Where another treaty is spoken of, a city named beside "leaving" may be a government.
            return called or named.treaties[0] in self.all_treaties or (is_left and not others)
        if is_left:
            return True
        told = named.first in places_of(clause.of.recipients)
        if told and (clause.of.roles & TELLING or _is_after_a_notice(named, clause)):
            return False
        if follows(named, clause.cues("to")):
            return False
        if clause.holds(named) and clause.says("out", "left", "excluded", "still"):
            return True
        return not others and bool(clause.of.roles & (ACTS | {"leave", "exit", "lock-in"}))

    def _acts_itself(self, named: TreatyNamed, clause: Clause) -> bool:
        """Return whether a body is what leaves another treaty: "the EU itself left in June"."""
        is_first = named.strength is Strength.FALLBACK and named.first <= clause.first + 1
        return is_first and bool(self.all_treaties - set(named.treaties))

    def _is_only_told(self, named: TreatyNamed, clause: Clause) -> bool:
        """Return whether a body, in a text on a treaty, only gets a notice: "handed to the OAS"."""
        tells = clause.of.roles & (TELLING - {"notice"})
        told = named.first in places_of(clause.of.recipients)
        told |= follows(named, clause.cues("to"))
        bonds = clause.cues("party", "not-party", "membership")
        if any(each.first - 1 <= named.first <= each.last + 1 for each in bonds):
            return False  # "no longer an ILO member"
        return bool(self.all_treaties - set(named.treaties)) and (
            bool(tells) or (told and not clause.says("out", "left"))
        )

    @staticmethod
    def _is_of_a_protocol(named: TreatyNamed, clause: Clause) -> bool:
        """Return whether "a protocol to" stands before a name: that is another treaty."""
        protocols = [cue for cue in clause.of.cues if cue.role == "protocol"]
        return follows(named, protocols, within=_BEFORE_A_NAME)

    def states(self, clause: Clause, treaty: str) -> Resolved | None:
        """Return the States that a clause speaks of; None where none is named or several may be."""
        if self.party_given is not None:
            return Resolved((self.party_given,))
        pair = set(pair_of(treaty))
        if pair.issuperset(parties_of(clause.of.states)):
            leavers = [each for each in sorted(pair) if history(treaty, each)]
            if len(leavers) == 1:
                return Resolved((*leavers,), is_own=bool(clause.of.states))
        groups = self._groups(clause.states, clause, treaty)
        groups = [each for each in groups if not is_keeper(each[0].parties, clause, treaty)]
        if groups:
            return _first_of(groups, "clause", is_own=True)
        so_far = evolve(clause, first=0)
        earlier = [
            each
            for each in clause.of.states
            if each.last < clause.first
            and not is_keeper(each.parties, clause if each.is_place else so_far, treaty)
        ]
        if groups := self._groups(earlier, clause, treaty):
            pieces = clause.of.sentence.pieces
            last = pieces[groups[-1][0].first]
            groups.sort(key=lambda each: pieces[each[0].first] != last)
            return _first_of(groups, "sentence")
        if clause.says("both"):
            return self._both()
        if self.at - self.parties_at <= NEAR and not self._has_others(treaty):
            return Resolved(self.parties, (*stranger(clause), *self._broken(self.parties)))
        return self._before(clause, treaty)

    def _groups(self, states: Sequence[State], clause: Clause, treaty: str) -> list[list[State]]:
        return coordinated(self._acting(states, clause, treaty), clause.of.sentence.folded)

    def _acting(self, states: Sequence[State], clause: Clause, treaty: str) -> list[State]:
        """Return States without capitals and organs of which the record has no exit, where it has
        one of another State of the text: those are where it happened, "in Washington"."""
        if clause.says("party") or not any(each.is_place for each in states):
            return list(states)
        leavers = {each for each in self.named if history(treaty, each)}
        return [
            each
            for each in states
            if not (each.is_place and leavers and leavers.isdisjoint(each.parties))
        ]

    def _named_near(self) -> tuple[str, ...]:
        """Return the States that the last sentences name."""
        near = self.sentences[max(0, self.at - NEAR) : self.at]
        return parties_of([state for each in near for state in whole_of(each).states])

    def _broken(self, parties: tuple[str, ...]) -> tuple[str, ...]:
        """Return the doubt that the chain back to some States is broken: by others named near."""
        return ("other States are named near",) if set(self._named_near()) - set(parties) else ()

    def _both(self) -> Resolved | None:
        """Return the two States that the last sentences name; None where they name more."""
        return Resolved(named) if len(named := self._named_near()) == 2 else None

    def _has_others(self, treaty: str) -> bool:
        """Return whether the sentence of the last claim says something of other States too."""
        whole = whole_of(self.sentences[self.parties_at])
        told = [each for each in whole.states if not is_keeper(each.parties, whole, treaty)]
        groups = coordinated(told, whole.of.sentence.folded)
        return self.parties_at < self.at and len({*map(parties_of, groups)}) > 1

    def _before(self, clause: Clause, treaty: str) -> Resolved | None:
        """Return the only States that the last sentence names."""
        for mentions in reversed(self.sentences[max(0, self.at - NEAR) : self.at]):
            states = self._acting(whole_of(mentions).states, clause, treaty)
            found = {*map(parties_of, coordinated(states, mentions.sentence.folded))}
            if found:
                [parties, *others] = found
                doubts = (*stranger(clause), *self._broken(parties))
                return None if others else Resolved(parties, doubts)
        return None


def _first_of(groups: Sequence[Sequence[State]], where: str, *, is_own: bool = False) -> Resolved:
    """Return the first of some groups of States, in doubt where others are named."""
    parties, *others = map(parties_of, groups)
    is_sure = all(set(parties).issuperset(each) for each in others)
    return Resolved(parties, () if is_sure else (f"several States in the {where}",), is_own)


def _is_left(named: TreatyNamed, clause: Clause) -> bool:
    """Return whether a name stands right behind a word for leaving, or behind "from"."""
    cues = clause.of.cues
    if follows(named, [each for each in cues if each.role in ("leave", "left")]):
        tells = any(cue.role in TELLING and cue.first < named.first for cue in cues)
        return not (tells or _is_after_a_notice(named, clause)) or named.strength is Strength.WEAK
    froms = [each for each in cues if each.role == "from"]
    return follows(named, froms) and not _LEAVING.isdisjoint(clause.of.roles)


def _is_after_a_notice(named: TreatyNamed, clause: Clause) -> bool:
    """Return whether a body only gets something: "from delivery of the notice to the Council"."""
    roles = ("notification", "receipt-by-depositary")
    return follows(named, [each for each in clause.of.starts if each.role in roles], within=_OF)
