"""Which State and which treaty a clause speaks of: its own, the last sentence's, the next one's.

The depositary is never the leaver unless it is the subject. Where two answer, nobody does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attrs import define, evolve, field, frozen

from withdrawal.dates import PartialDate
from withdrawal.languages.phrases import Strength
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.reading.claims import BEFORE
from withdrawal.reading.finding.clauses import (
    ACTS,
    Clause,
    all_named,
    coordinated,
    parties_of,
    whole_of,
)
from withdrawal.reading.finding.strangers import is_with_a_state, other_treaty, stranger
from withdrawal.reading.lexicon import TELLING
from withdrawal.reading.mentions import Mentions, State, TreatyNamed
from withdrawal.record.history import history
from withdrawal.record.parties import pair_of

__all__ = ["NEAR", "NEVER_MEANT", "Context", "Resolved"]

NEAR = 2
"""How many sentences back a treaty or a State may have been named."""
_OF = 3
"""How many words on what a treaty is of may stand: "the statute of the bank"."""
_WITH = 2
"""How many words on the State of "the treaty with Russia" stands."""
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
    _so_far: list[frozenset[str]] = field(init=False)
    _known: dict[str, frozenset[str]] = field(init=False, factory=dict)

    @named.default
    def _states(self) -> frozenset[str]:
        return all_named(self.sentences) | ({self.party_given} if self.party_given else set())

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
        for back in range(1, self.at + 1):
            found = self._of(self.sentences[self.at - back])
            if len(found) > 1:
                return None
            if found:
                other = other_treaty(clause)
                if self.at - back < self.strayed_at < self.at:
                    return Resolved(found, (*_FAR, *other))
                self.strayed_at = self.at if other else self.strayed_at
                is_only = self._so_far[self.at + 1] <= frozenset(found)
                if back > NEAR and not is_only:
                    return None
                is_near = back == 1 or (is_only and self._is_unbroken(back, clause))
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
        if len(here) > 1:
            return None
        before = [each for each in clause.of.treaties if each.first < clause.first]
        after = [each for each in clause.of.treaties if each.first > clause.last]
        last = self._of(self.sentences[self.at - 1]) if self.at else ()
        if last and last != self._ids(after[:1], clause):
            after = []
        for row in (before[-1:], after[:1]):
            found = self._ids(row, clause)
            if len(found) == 1:
                several = len(self._ids(clause.of.treaties, clause)) > 1
                return Resolved(found, ("several treaties in the sentence",) if several else ())
        return None

    def _of(self, mentions: Mentions) -> tuple[str, ...]:
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
        if len(named.treaties) != 1 or named.treaties[0] in self._unmeant(named):
            return False
        if self._is_of_a_protocol(named, clause) or self._acts_itself(named, clause):
            return False
        beside = [each.first for each in clause.of.cues if each.role == "treaty"]
        called = any(-3 <= at - named.last <= 3 for at in beside)
        is_body = not any(named.first <= at <= named.last for at in beside)
        if called and is_body and named.treaties[0] in _HAS_CONVENTIONS:
            return False
        is_left, others = _is_left(named, clause), self.all_treaties - set(named.treaties)
        if named.strength is Strength.FULL:
            return is_left or called or not is_body or not self._is_only_told(named, clause)
        if named.strength is Strength.WEAK:
            # Where another treaty is spoken of, a city named beside "leaving" may be a government.
            return called or named.treaties[0] in self.all_treaties or (is_left and not others)
        if is_left:
            return True
        told = [each for each in clause.of.recipients if each.first <= named.first <= each.last]
        if told and (clause.of.roles & TELLING or _is_after_a_notice(named, clause)):
            return False
        if any(0 < named.first - cue.last <= _WITH for cue in clause.cues("to")):
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
        told = any(each.first <= named.first <= each.last for each in clause.of.recipients)
        told |= any(0 < named.first - cue.last <= _WITH for cue in clause.cues("to"))
        return bool(self.all_treaties - set(named.treaties)) and (
            bool(tells) or (told and not clause.says("out", "left"))
        )

    @staticmethod
    def _is_of_a_protocol(named: TreatyNamed, clause: Clause) -> bool:
        """Return whether "a protocol to" stands before a name: that is another treaty."""
        return any(
            cue.first < named.first <= cue.last + _BEFORE_A_NAME
            for cue in clause.of.cues
            if cue.role == "protocol"
        )

    @staticmethod
    def _unmeant(named: TreatyNamed) -> frozenset[str]:
        return frozenset() if named.strength is Strength.FULL else NEVER_MEANT

    def states(self, clause: Clause, treaty: str) -> Resolved | None:
        """Return the States that a clause speaks of; None where none is named or several may be."""
        if self.party_given is not None:
            return Resolved((self.party_given,))
        pair = set(pair_of(treaty))
        if pair and pair.issuperset(parties_of(clause.of.states)):
            leavers = [each for each in sorted(pair) if history(treaty, each)]
            if len(leavers) == 1:
                return Resolved((*leavers,), is_own=bool(clause.of.states))
        folded = [each.folded for each in clause.of.sentence.words]
        groups = coordinated(self._acting(clause.states, clause, treaty), folded)
        groups = [each for each in groups if not self.is_keeper(each[0].parties, clause, treaty)]
        if groups:
            parties = parties_of(groups[0])
            several = {code for group in groups for code in parties_of(group)} - set(parties)
            return Resolved(parties, ("several States in the clause",) if several else (), True)
        earlier = [each for each in clause.of.states if each.last < clause.first]
        so_far = evolve(clause, first=0)
        earlier = [
            each
            for each in earlier
            if not self.is_keeper(each.parties, clause if each.is_place else so_far, treaty)
        ]
        rows = coordinated(self._acting(earlier, clause, treaty), folded)
        if rows:
            parties = parties_of(rows[0])
            several = {code for row in rows for code in parties_of(row)} - set(parties)
            return Resolved(parties, ("several States in the sentence",) if several else ())
        if clause.says("both"):
            return self._both()
        if self.parties and self.at - self.parties_at <= NEAR and not self._has_others(treaty):
            return Resolved(self.parties, (*stranger(clause), *self._broken(self.parties)))
        return self._before(clause, treaty)

    def _acting(self, states: Sequence[State], clause: Clause, treaty: str) -> list[State]:
        """Return States without capitals and organs of which the record has no exit, where it has
        one of another State of the text: those are where it happened, "in Washington"."""
        found = list(states)
        if clause.says("party") or not any(each.is_place for each in found):
            return found
        leavers = self._leavers(treaty)
        if not leavers:
            return found
        return [each for each in found if not each.is_place or leavers & set(each.parties)]

    def _leavers(self, treaty: str) -> frozenset[str]:
        """Return the States of the text that have an exit from a treaty on record."""
        if treaty not in self._known:
            self._known[treaty] = frozenset(each for each in self.named if history(treaty, each))
        return self._known[treaty]

    def _named_near(self) -> tuple[str, ...]:
        """Return the States that the last sentences name."""
        near = self.sentences[max(0, self.at - NEAR) : self.at]
        return parties_of([state for each in near for state in whole_of(each).states])

    def _broken(self, parties: tuple[str, ...]) -> tuple[str, ...]:
        """Return the doubt that the chain back to some States is broken: by others named near."""
        return ("other States are named near",) if set(self._named_near()) - set(parties) else ()

    def _both(self) -> Resolved | None:
        """Return the two States that the last sentences name; None where they name more."""
        named = self._named_near()
        return Resolved(named) if len(named) == 2 else None

    def _has_others(self, treaty: str) -> bool:
        """Return whether the sentence of the last claim says something of other States too."""
        whole = whole_of(self.sentences[self.parties_at])
        words = [each.folded for each in whole.of.sentence.words]
        told = [each for each in whole.states if not self.is_keeper(each.parties, whole, treaty)]
        groups = coordinated(told, words)
        return self.parties_at < self.at and len({*map(parties_of, groups)}) > 1

    def _before(self, clause: Clause, treaty: str) -> Resolved | None:
        """Return the only States that the last sentence names."""
        for back in (1, 2):
            if self.at < back:
                break
            mentions = self.sentences[self.at - back]
            folded = [each.folded for each in mentions.sentence.words]
            groups = coordinated(self._acting(whole_of(mentions).states, clause, treaty), folded)
            if groups:
                found = {parties_of(group) for group in groups}
                if len(found) > 1:
                    return None
                [parties] = found
                return Resolved(parties, (*stranger(clause), *self._broken(parties)))
        return None

    @staticmethod
    def is_keeper(parties: tuple[str, ...], clause: Clause, treaty: str) -> bool:
        """Return whether a State is only the treaty's depositary here, which is told."""
        if treaty not in catalogue():
            return False
        keepers = {_code(name) for name in catalogue().treaty(treaty).depositaries}
        if keepers.isdisjoint(parties):
            return False
        if clause.says("received") and not clause.says("notified"):
            return True
        if any(each.role == "depositary" for each in clause.of.recipients):
            return True
        firsts = [each.first for each in clause.states if set(each.parties) & set(parties)]
        acts = [each.first for each in clause.acts]
        if not acts and not clause.says(*TELLING):
            return False
        return not firsts or not acts or min(firsts) > min(acts)


def _is_left(named: TreatyNamed, clause: Clause) -> bool:
    """Return whether a name stands right behind a word for leaving, or behind "from"."""
    leaving = [cue for cue in clause.of.cues if cue.role in _LEAVING]
    if any(0 < named.first - cue.last <= _WITH for cue in leaving if cue.role in ("leave", "left")):
        is_told = clause.of.roles & TELLING or _is_after_a_notice(named, clause)
        return not is_told or named.strength is Strength.WEAK
    froms = (cue for cue in clause.of.cues if cue.role == "from")
    return bool(leaving) and any(0 < named.first - cue.last <= _WITH for cue in froms)


def _is_after_a_notice(named: TreatyNamed, clause: Clause) -> bool:
    """Return whether a body only gets something: "from delivery of the notice to the Council"."""
    return any(
        each.role in ("notification", "receipt-by-depositary")
        and 0 < named.first - each.last <= _OF
        for each in clause.of.starts
    )


@cache
def _code(name: str) -> str | None:
    try:
        return resolve_country(name).id
    except ValueError:
        return None
