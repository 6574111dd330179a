"""Two simple forecasters to beat: the press's, and one in which everyone takes the median.

Each names a single day. The press starts the treaty's clock with the vote in parliament. The
other adds up the median days of the stages still open and puts the sum through the clause.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from withdrawal.odds.network import DONE, Fork, Network, Step

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.odds.looking import Prospect

__all__ = ["median_day", "press_day"]


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
    _, network = max(found.model.parts, key=lambda part: part[0])
    start = network.opening.start
    day = found.as_of + timedelta(days=start.last - _number(found.as_of))
    day = _medians(network, day, found.as_of)
    effect = found.case.treaty.clause.earliest_effect(day, facts)
    return None if effect is None else effect[1]


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


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
