"""From a case to its network: the stages that are open, and the treaty's side behind them.

The stages stand in line or beside each other, with the day the first of them begins. Of the
treaty there are the clause and its windows as tables, revocation and conflict as risks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from attrs import evolve, field

from withdrawal.case.proceedings.case import Case
from withdrawal.case.standing import Standing
from withdrawal.dates import DayTable, Interval
from withdrawal.dates.table import NOWHERE, day_of, number_of
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.procedures.order import Lines
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.odds.distribution import certain
from withdrawal.odds.engine.durations import LONGEST, Duration
from withdrawal.odds.engine.exact import Solution, get_ready
from withdrawal.odds.engine.graph import Fork, Model, Network, Opening, Step
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.treaty import ConflictRisk, Revocation, TreatySide
from withdrawal.odds.estimates import Branch, Estimates, pace_weights
from withdrawal.odds.known import Dated, dated
from withdrawal.odds.steps import MOST_RETURNS, StepMaker
from withdrawal.values import frozen

HORIZON = 10
"""How many years ahead are counted, unless told otherwise."""


@frozen(eq=False, slots=False)
class Built:
    """The domestic side of a case, ready for the engines: networks at each pace, without treaty."""

    model: Model
    maker: StepMaker = field(repr=False)
    dated: Dated = field(repr=False)
    _ready: dict[int | None, Solution] = field(factory=dict, init=False, repr=False)

    def ready(self, position: int | None = None) -> Solution:
        """Return when the notice is ready, the treaty's side left out; it is solved once.

        With a position, the step there takes exactly its median time.
        """
        if position not in self._ready:
            model = self.model if position is None else certain(self.model, position)
            self._ready[position] = get_ready(model)
        return self._ready[position]


def build(
    case: Case,
    as_of: date,
    estimates: Estimates,
    *,
    given: Mapping[str, Duration] | None = None,
    set_days: Mapping[str, int] | None = None,
    years: int = HORIZON,
) -> Built:
    """Return the model of what a case leaves open."""
    if given or set_days:
        return _build(case, as_of, estimates, dict(given or {}), dict(set_days or {}), years)
    # The same procedure, as far as it has come: the same for every treaty.
    key = (id(case.procedure), case.route.id, case.party, case.facts, case.history)
    return _kept(_Asked((*key, as_of, id(estimates), years), case, estimates), as_of, years)


@frozen
class _Asked:
    """A case under all that its domestic side depends on."""

    key: tuple[object, ...]
    case: Case = field(eq=False)
    estimates: Estimates = field(eq=False)


@lru_cache(maxsize=16)
def _kept(asked: _Asked, as_of: date, years: int) -> Built:
    return _build(asked.case, as_of, asked.estimates, {}, {}, years)


def _build(
    case: Case,
    as_of: date,
    estimates: Estimates,
    given: dict[str, Duration],
    set_days: dict[str, int],
    years: int,
) -> Built:
    found = dated(case.course, as_of)
    paces = estimates.paces()
    weights = pace_weights(case, estimates, paces)
    start = found.latest or Mass.point(number_of(as_of))
    first = date(min(as_of.year, day_of(start.first).year) - 1, 1, 1)
    last = date(as_of.year + years + 1, 12, 31)
    limit = number_of(date(as_of.year + years, as_of.month, min(as_of.day, 28)))
    not_by = number_of(as_of) if found.latest is not None else None
    maker = StepMaker(
        case.procedure,
        case.route,
        estimates,
        first,
        last,
        given,
        set_days=set_days,
        lawful=_first_lawful(found, as_of, estimates),
    )
    parts = []
    for weight, (_, pace) in zip(weights, paces, strict=True):
        # What is assumed does not depend on the pace: all makers note it in one place.
        items, opening = _open(evolve(maker, pace=pace), found, start, not_by)
        parts.append((weight, Network(items, opening, limit)))
    return Built(Model(tuple(parts)), maker, found)


def _first_lawful(found: Dated, as_of: date, estimates: Estimates) -> dict[str, int]:
    """Return the first lawful day of the stages ahead, as far as nothing before them is unseen."""
    stages, order = found.standing.procedure.stages, found.standing.order
    road = found.standing.road(as_of)
    unseen = {
        each.stage
        for each in road
        if found.latest is not None and not estimates.shows(stages[each.stage])
    }
    return {
        each.stage: number_of(each.earliest)
        for each in road
        if not unseen & set(order.before[each.stage])
    }


def _open(
    maker: StepMaker, found: Dated, start: Mass, not_by: int | None
) -> tuple[tuple[Step | Fork, ...], Opening]:
    """Return the items that are open, and where the first of them stands."""
    retaken = _retaken(maker, found.standing)
    passed = {*found.standing.over, *(each.name for each in retaken)}
    begun: Opening | None = None
    items: list[Step | Fork] = list(retaken)
    for lines in maker.order.lines():
        left = [[each for each in line if each not in passed] for line in lines]
        if not any(left):
            continue
        if len(lines) == 1:
            first, *rest = map(maker.step_named, left[0])
            if items and isinstance(items[-1], Fork):
                first = evolve(first, not_before=maker.lawful.get(first.name))
            items += [first, *rest]
            continue
        if not items and any(len(now) < len(all_) for now, all_ in zip(left, lines, strict=True)):
            begun = _begun(found, lines, left, start, not_by)
        # A first day within a fork would take a row for every day on which it may begin: what
        # comes after the fork waits instead.
        making = evolve(maker, lawful={})
        items.append(Fork(tuple(tuple(map(making.step_named, line)) for line in left if line)))
    return tuple(items), begun or Opening(start, not_by)


def _retaken(maker: StepMaker, standing: Standing) -> tuple[Step, ...]:
    """Return the steps that a case that was sent back has to take again."""
    if standing.sent_back is None:
        return ()
    stage, back = standing.sent_back
    if back.goes_on:
        return tuple(maker.step_named(each, returned=MOST_RETURNS) for each in standing.retaking)
    every = maker.again(stage, back, standing.returns[stage.id])
    return every[len(back.to) - len(standing.retaking) :]


def _begun(
    found: Dated,
    lines: Lines,
    left: Sequence[Sequence[str]],
    start: Mass,
    not_by: int | None,
) -> Opening:
    """Return the opening of a fork of which something is over already."""
    starts = []
    for line, ahead in zip(lines, left, strict=True):
        done = [found.dates[each] for each in line if each in found.dates]
        if ahead:
            starts.append(done[-1] if done else _before(found, lines, start))
    return Opening(start, not_by, tuple(starts))


def _before(found: Dated, lines: Lines, start: Mass) -> Mass:
    """Return when the fork began: when the last stage outside it was done."""
    inside = {each for line in lines for each in line}
    outside = [mass for name, mass in found.dates.items() if name not in inside]
    if outside:
        return outside[-1]
    return min(found.dates.values(), key=lambda mass: mass.first, default=start)


_REACH = 11
"""How many years past the horizon a window for notice is looked for."""


@frozen
class Risks:
    """What may go wrong once the notice is ready, and what is assumed; the hazard is a day's."""

    revocation: Revocation | None
    hazard: float
    lasting: Duration
    assumptions: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()

    @classmethod
    def of(cls, estimates: Estimates, country: str) -> Risks:
        """Return the risks that the estimates name, for a State."""
        branch = estimates.branch("revoked")
        fractions = estimates.revocation_fractions()
        revocation = Revocation(branch.probability, fractions) if fractions else None
        hazard, lasting = estimates.conflict()
        said = branch.sentence(country)
        return cls(revocation, hazard, lasting, (said,), (branch,))


def treaty_side(
    treaty: Treaty,
    facts: Circumstances,
    risks: Risks,
    *,
    first: date,
    last: date,
    as_of: date,
) -> tuple[TreatySide, tuple[str, ...]]:
    """Return the treaty's side of a case, and what it takes for granted.

    A notice may be ready from the first day to the last; a conflict without an end is taken as a
    risk, not a fact; the present state is known for a day.
    """
    ongoing = tuple(span for span in facts.conflicts if span.end is None)
    ended = tuple(span for span in facts.conflicts if span.end is not None)
    settled = evolve(facts, conflicts=ended)
    clause = treaty.clause.table(first, date(last.year + _REACH, 12, 31), settled)
    conflict, said = _conflict(treaty, settled, risks, ongoing, clause, as_of)
    side = TreatySide(clause, _allowed(clause), risks.revocation, conflict, number_of(as_of))
    return side, (*risks.assumptions, *said)


def _allowed(clause: DayTable) -> DayTable | None:
    """Return, for each day, the first day from it on which a notice would have effect."""
    possible = np.flatnonzero(clause.values != NOWHERE)
    if len(possible) == len(clause):
        return None
    following = np.append(possible + number_of(clause.first), NOWHERE).astype(np.int32)
    values = following[np.searchsorted(possible, np.arange(len(clause)))]
    return DayTable(clause.first, clause.last, values)


def _conflict(
    treaty: Treaty,
    facts: Circumstances,
    risks: Risks,
    ongoing: tuple[Interval, ...],
    clause: DayTable,
    as_of: date,
) -> tuple[ConflictRisk | None, tuple[str, ...]]:
    proviso = treaty.clause.proviso(facts)
    if proviso is None or (not risks.hazard and not ongoing):
        return None, ()
    origin = number_of(as_of)
    reached = clause.values[clause.values != NOWHERE]
    last = max(int(reached.max(initial=origin)), origin) + 1
    a_year = 1.0 - (1.0 - risks.hazard) ** 365.25
    begins = (
        f"That an armed conflict begins with probability {a_year:.1%} a year (assumed), and lasts "
        f"{risks.lasting.quantile(0.5)} days in the median (assumed)."
    )
    risk = ConflictRisk(risks.hazard, risks.lasting, origin, last, tested=proviso.tested)
    if not ongoing:
        return risk, (begins,)
    since = ongoing[0].start
    risk.since, risk.remaining = number_of(since), _remaining(risks.lasting, (as_of - since).days)
    goes_on = f"That the armed conflict since {since} ends as such conflicts do (assumed)."
    return risk, (begins, goes_on)


def _remaining(lasting: Duration, gone: int) -> Duration:
    """Return how long a conflict still lasts that has lasted for ``gone`` days."""
    gone = min(gone, LONGEST - 1)
    longer = lasting.longer_than(gone)
    assert longer is not None
    return evolve(longer, first=max(longer.first - gone, 1))
