"""How long the stages of a procedure usually take: the medians behind a forecast, for planning."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from withdrawal.case.asking.question import resolve_pair
from withdrawal.forecast.estimates import Estimates
from withdrawal.forecast.spans import pool_of
from withdrawal.law.procedures.library import procedure

if TYPE_CHECKING:
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["typical_pace"]


def typical_pace(
    party: str,
    treaty: str | Treaty,
    *,
    route: str | None = None,
    source: Catalogue | None = None,
) -> dict[str, int]:
    """Return how many days each stage of a State's procedure usually takes.

    The median of past cases, pooled as for a forecast, and never outside the stage's legal
    minimum and maximum.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        route: the route of the procedure; default the one that applies.
        source: another catalogue than the packaged one.

    Raises:
        WithdrawalError: a name or the route makes no sense.
    """
    state, law = resolve_pair(party, treaty, source)
    found = procedure(state.id)
    stages = found.stages_of(found.route(route, treaty=law))
    estimates = Estimates.load()
    pace = {}
    for stage in stages:
        stay = estimates.stay(pool_of(stage, stages), stage.kind, state.id)
        days = math.ceil(stay.median)
        if stage.limits.unit == "calendar" and stage.limits.maximum is not None:
            days = min(days, stage.limits.maximum)
        pace[stage.id] = max(days, stage.limits.minimum or 0)
    return pace
