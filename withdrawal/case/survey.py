"""The survey: every State's exit from every treaty, or the part of that which is asked for.

Equal to `withdrawal.when` on every pair, and quick, because pairs that no rule can tell apart are
answered once. A State with a step on record, a conflict under a clause that waits for one, or a
bond out of the ordinary, stands alone. All others differ in one thing at most: since when the
treaty binds them, which counts only where the clause counts from that day; it is then asked for
each such day. What is found is kept as one number a pair (`Survey.cells`), so that whole columns
are looked up at once.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from attrs import evolve, field

from withdrawal.case.answering.when import answer
from withdrawal.case.asking.given import Day
from withdrawal.case.asking.question import Question
from withdrawal.case.surveyed import Found, Survey
from withdrawal.dates import PartialDate, parse_day
from withdrawal.dates.table import require_numpy
from withdrawal.errors import CircumstanceError
from withdrawal.law.circumstances import CONSENT, IN_FORCE_FOR_PARTY
from withdrawal.law.countries import Country, countries, resolve_country
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import steady
from withdrawal.record.bound.bonds import bound_since
from withdrawal.record.bound.lists import lines_of, party_list, states_of
from withdrawal.record.chronology import chronologies
from withdrawal.record.conflicts import conflicts
from withdrawal.record.history import history
from withdrawal.values import frozen


def answered(
    state: Country,
    law: Treaty,
    as_of: date,
    on: date | None = None,
    catalogue: Catalogue | None = None,
) -> Found:
    """Return what is found of one pair by asking for its answer.

    Args:
        on: the day of the notice supposed, if one is.
    """
    received = None if on is None else PartialDate.of(on)
    question = Question(state, law, as_of, received=received, catalogue=catalogue)
    try:
        told = answer(question)
    except CircumstanceError:
        return Found(None)
    basis = told.basis or ("record" if told.effect else "supposed" if told.earliest else None)
    return Found(told.status, told.effect, told.earliest, told.latest, basis, told.membership.value)


def survey(
    party: str | Country | None = None,
    treaty: str | Treaty | None = None,
    *,
    on: Day | None = None,
    as_of: Day | None = None,
    catalogue: Catalogue | None = None,
) -> Survey:
    """Return when every State's exit from every treaty takes effect, or would at the earliest.

    Equal on every pair to `withdrawal.when`, with ``received`` where ``on`` is given.

    Args:
        party: one State; None for all of them.
        treaty: one treaty; None for all of them.
        on: suppose a notice given on this day by each State.
        as_of: the day the question is asked for, default today; later knowledge is not used.
        catalogue: another catalogue of treaties than the packaged one.

    Raises:
        WithdrawalError: a name or a day makes no sense.
        MissingExtraError: numpy is not installed.

    Example:
        >>> import withdrawal
        >>> withdrawal.survey("Norway", "Ottawa Convention", as_of="2026-11-28").counts
        {'not-notified': 1}
    """
    np = require_numpy()
    known = catalogue or packaged()
    today = date.today() if as_of is None else parse_day(as_of)
    notice = None if on is None else parse_day(on)
    states = tuple(countries().values()) if party is None else (resolve_country(party),)
    places = {state.id: place for place, state in enumerate(states)}
    laws = tuple(map(known.treaty, known)) if treaty is None else (known.resolve(treaty),)
    kinds: dict[Found, int] = {}
    cells = np.empty((len(states), len(laws)), np.int32)
    with steady():
        told = frozenset(chronologies())
        for column, law in enumerate(laws):
            one = _OfTreaty(law, today, notice, catalogue, told)
            rest = next((each for each in states if not one.is_special(each)), None)
            if rest is not None:
                cells[:, column] = kinds.setdefault(one.found(rest), len(kinds))
            for state in filter(one.is_special, states):
                number = kinds.setdefault(one.found(state), len(kinds))
                cells[places[state.id], column] = number
    return Survey(
        today,
        notice,
        states,
        tuple(law.id for law in laws),
        tuple(law.name for law in laws),
        tuple(kinds),
        cells,
    )


@frozen(slots=False)
class _OfTreaty:
    """The pairs of one treaty.

    Attributes:
        on: the day of the notice supposed, if one is.
        told: every case of which a chronology is kept, as (State, treaty).
    """

    law: Treaty
    as_of: date
    on: date | None
    catalogue: Catalogue | None
    told: frozenset[tuple[str, str]]
    _kept: dict[object, Found] = field(factory=dict, init=False, repr=False, eq=False)

    def is_special(self, state: Country) -> bool:
        """Return whether a State may fare otherwise than all those that nothing tells of."""
        return state.id in self._named or state.ended is not None or self._is_alone(state)

    def found(self, state: Country) -> Found:
        """Return what is found of a State."""
        alike = None if self._is_alone(state) else self._alike(state)
        found = self._kept.get(alike)
        if found is None:
            found = answered(state, self.law, self.as_of, self.on, self.catalogue)
            if alike is not None:
                self._kept[alike] = found
        return found

    def _alike(self, state: Country) -> object | None:
        """Return what a State has in common with those that fare as it does; None if it is alone.

        That is since when the treaty binds it, too, where the clause counts from that day.
        """
        own = lines_of(self.law.id, state.id) if state.id in self._named else ()
        ended = state.ended and (state.ended <= self.as_of, state.ended <= self._listed_on)
        if not own:
            return "*" in self._named, ended
        if len(own) != 1 or self._ends_for_all or CONSENT in self._anchors:
            return None
        if own[0].status != "party":
            return "outside", ended
        bond, first = own[0].bond, min(self.as_of, self.on or self.as_of)
        since, _ = bound_since(bond, self.law)
        joined = bond.joined or (bond.joined_within.latest if bond.joined_within else date.min)
        if bond.has_left or joined is None or max(joined, since or joined) > first:
            return None
        counted = since if IN_FORCE_FOR_PARTY in self._anchors else None
        return "party", since is None, ended, counted

    @cached_property
    def _named(self) -> frozenset[str]:
        """The States of which the treaty's list has a line."""
        return frozenset(states_of(self.law.id))

    @cached_property
    def _listed_on(self) -> date:
        kept = party_list(self.law.id)
        return (kept.as_of if kept else None) or date.min

    def _is_alone(self, state: Country) -> bool:
        """Return whether there is something on record of a State that may make a difference."""
        is_at_war = self._waits_for_conflicts and conflicts(state.id, as_of=self.as_of)
        above = self._parent
        return state.id in self._apart or bool(is_at_war) or bool(above and above.is_special(state))

    @cached_property
    def _apart(self) -> frozenset[str]:
        """The States with a step on record, a way out of their own, or an end by another exit."""
        law = self.law
        return frozenset(
            {
                *(row.party for key in (law.id, *law.carriers) for row in history(key)),
                *(party for party, treaty in self.told if treaty == law.id),
                *(code for way in law.clause.alternatives for code in way.parties),
            }
        )

    @cached_property
    def _parent(self) -> _OfTreaty | None:
        """The pairs of the treaty with which alone this one can be left, where there is one."""
        law = self.law
        if law.clause.exit != "with-parent" or law.parent is None:
            return None
        parent = (self.catalogue or packaged()).treaty(law.parent.treaty)
        return evolve(self, law=parent)

    @cached_property
    def _ends_for_all(self) -> bool:
        """Whether another's notice on record may have ended the treaty for all."""
        return self.law.clause.shapes.ends_for_all is not None and bool(history(self.law.id))

    @cached_property
    def _waits_for_conflicts(self) -> bool:
        return self.law.clause.proviso() is not None

    @cached_property
    def _anchors(self) -> frozenset[str | None]:
        """The days from which the clause counts, by name."""
        return frozenset(getattr(each, "anchor", None) for each in self.law.clause.pipeline())
