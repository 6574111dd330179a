"""Who forecasts: this package, its stages alone, and the references, from one landmark.

The references are fixed. **climatology** is the kernel of the days left, by kind of wait, of the
cases known by the cut-off day, put through the clause. **press** is the treaty's period counted
from the vote (from the day of the forecast, where there was none yet); no dated forecast of a
journal from before an effect is on record that could stand for it. **medians**: everybody takes
the median time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from withdrawal.dates.table import number_of
from withdrawal.errors import WithdrawalError
from withdrawal.odds.ahead import prospect, solved
from withdrawal.odds.climatology import Climatology, kind_of_wait, notices
from withdrawal.odds.engine.exact import finish
from withdrawal.odds.engine.graph import DONE, Fork, Network, Step
from withdrawal.odds.engine.treaty import follow
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.known import recorded_case, situation
from withdrawal.odds.scoring.landmarks import HORIZON, Landmark

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.odds.ahead import Prospect
    from withdrawal.odds.engine.mass import Mass
    from withdrawal.odds.scoring.metrics import Chances

__all__ = ["FIRST_DAY", "MODELS", "REFERENCE", "forecasts", "median_day", "press_day"]


REFERENCE = "climatology"
MODELS = ("forecast", "stages", REFERENCE, "press", "medians")
FIRST_DAY = date(2005, 1, 1)
"""The first cut-off day: before it there are no estimates that know nothing of later."""


def forecasts(landmark: Landmark) -> dict[str, Chances] | str:
    """Return the chances of having taken effect by each day, by forecaster.

    Args:
        landmark: where from; nothing later is used, but for the route where one is recorded.

    Returns:
        By name of the forecaster float64, shape (HORIZON + 1,); or, in words, why there is none.
    """
    case, as_of = landmark.case, landmark.as_of
    if as_of < FIRST_DAY:
        return f"before the first cut-off day, {FIRST_DAY}"
    try:
        recorded = recorded_case(case.party, case.treaty, route=case.route, events=case.events)
        found = prospect(recorded, as_of)
    except WithdrawalError as error:
        return error.message
    if found.model is None or found.built is None:
        return f"nothing was open on the day: {found.ended or found.answer.status}"
    whole = solved(found)
    assert whole is not None
    known, _, _, _, facts = situation(recorded, as_of)
    return {
        "forecast": _chances(whole.effect, as_of),
        "stages": _chances(finish(found.model, found.built.ready).effect, as_of),
        REFERENCE: _chances(_climatology(found), as_of),
        "press": _sure(press_day(known, as_of, facts), as_of),
        "medians": _sure(median_day(found, facts), as_of),
    }


def _chances(mass: Mass, as_of: date) -> Chances:
    chances: Chances = mass.cumulated(number_of(as_of), number_of(as_of) + HORIZON)
    return chances.clip(0.0, 1.0)


def _sure(day: date | None, as_of: date) -> Chances:
    """Return the chances of one who names a day, or none."""
    days = HORIZON + 1 if day is None else max((day - as_of).days, 0)
    return (np.arange(HORIZON + 1) >= days).astype(float)


def _climatology(found: Prospect) -> Mass:
    """Return when it takes effect by the kernel of days left, with neither conflict nor return."""
    assert found.built is not None
    assert found.model is not None
    standing = found.built.dated.standing
    kind = kind_of_wait(standing.order.stages.values(), standing.over)
    climate = Climatology.load(Estimates.load(found.as_of).cutoff)
    side = found.model.first.treaty
    assert side is not None
    bare = evolve(side, revocation=None, conflict=None)
    return follow(bare, notices(climate.plain(kind), number_of(found.as_of)))[1]


def press_day(case: Case, as_of: date, facts: Circumstances) -> date | None:
    """Return the day of effect if the treaty's clock started with the vote.

    Where no vote is on record yet, the day is counted from ``as_of``: as if it came today.

    Args:
        case: the case as known by ``as_of``.
        as_of: the day of the forecast.
        facts: the circumstances for the clause.
    """
    votes = [
        entry.event.when.latest
        for entry in case.entries
        if entry.moves
        and entry.transition is not None
        and entry.transition.stage is not None
        and entry.transition.stage.kind.id == "final-vote"
    ]
    start = votes[-1] if votes and votes[-1] is not None else as_of
    found = case.treaty.clause.earliest_effect(start, facts)
    return None if found is None else found[1]


def median_day(found: Prospect, facts: Circumstances) -> date | None:
    """Return the day of effect if every stage still open took exactly its median time."""
    if found.model is None or found.case.treaty.clause.exit == "barred":
        return None
    network = found.model.usual
    start = network.opening.start
    day = found.as_of + timedelta(days=start.last - number_of(found.as_of))
    day = _medians(network, day, found.as_of)
    effect = found.case.treaty.clause.earliest_effect(day, facts)
    return None if effect is None else effect[1]


def _medians(network: Network, day: date, as_of: date) -> date:
    """Return the day the notice is ready when all take their median; none is done by ``as_of``."""
    for item in network.items:
        day += timedelta(days=_median_of(item))
        if day <= as_of and network.opening.not_by is not None:
            day = as_of + timedelta(days=1)
    return day


def _median_of(item: Step | Fork) -> int:
    if isinstance(item, Fork):
        return max(sum(_median_of(step) for step in branch) for branch in item.branches)
    usual = [
        (each.probability, each.duration)
        for each in item.outcomes
        if each.kind == DONE and each.duration is not None
    ]
    _, duration = max(usual, key=lambda each: each[0])
    return duration.quantile(0.5) or 0
