"""The treaty's side of sampled runs: windows, revocation, the clause, a conflict drawn out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from withdrawal.dates.table import NOWHERE
from withdrawal.odds.network import BEYOND, NO_EFFECT, REVOKED, TreatySide
from withdrawal.odds.runs import ALIVE, Runs, apply
from withdrawal.odds.treaty_side import revocation_chance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from withdrawal.odds.conflict import ConflictRisk
    from withdrawal.odds.draws import Dice
    from withdrawal.odds.durations import Duration

__all__ = ["take_effect"]

_FAR = 1 << 20


def take_effect(
    runs: Runs, treaty: TreatySide
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return the days of notice and of effect of runs whose notices are ready.

    A run without effect is ended, and its day of effect is then of no meaning. The third array
    says in which runs a notice was given at all.
    """
    limit = runs.prepared.network.limit
    notice = runs.days if treaty.allowed is None else apply(treaty.allowed, runs.days)
    notified = (runs.ended == ALIVE) & (notice != NOWHERE)
    known = np.where(notice == NOWHERE, limit, notice)
    effect = apply(treaty.clause, known)
    lost = np.flatnonzero((notice == NOWHERE) | (effect == NOWHERE))
    if len(lost):
        runs.end(lost, NO_EFFECT)
        effect = effect.copy()
        effect[lost] = limit
    _revoke(runs, treaty, known, effect)
    if treaty.conflict is not None:
        effect = _hold_up(treaty.conflict, known, effect.copy(), runs.dice)
        late = np.flatnonzero(effect > treaty.conflict.limit)
        runs.end(late, BEYOND)
        effect[late] = limit
    return known, effect, notified


def _revoke(
    runs: Runs,
    treaty: TreatySide,
    notice: NDArray[np.int64],
    effect: NDArray[np.int64],
) -> None:
    """End the runs whose notice is taken back."""
    if treaty.revocation is None:
        return
    drawn = runs.dice.fractions(len(notice))
    likely = np.flatnonzero(drawn < treaty.revocation.probability)
    chance = revocation_chance(treaty, treaty.revocation, notice[likely], effect[likely])
    runs.end(likely[drawn[likely] < chance], REVOKED)


def _hold_up(
    risk: ConflictRisk, notice: NDArray[np.int64], effect: NDArray[np.int64], dice: Dice
) -> NDArray[np.int64]:
    """Return the days of effect, moved to the end of a conflict where one holds them up.

    Conflicts are drawn one after another, only for the runs in which one begins in time.
    """
    tested = notice if risk.tested == "at-notice" else effect
    peace_from = np.full(len(effect), risk.origin)
    chosen = np.arange(len(effect))
    if risk.remaining is not None:
        peace_from = _ends(risk.remaining, peace_from, dice)
        is_held = tested < peace_from
        if risk.since is not None:
            is_held &= tested >= risk.since
        effect = np.where(is_held, np.maximum(effect, peace_from), effect)
        chosen = np.flatnonzero(tested >= peace_from)
    while risk.hazard and len(chosen):
        begins = peace_from[chosen] + dice.waits(risk.hazard, len(chosen))
        chosen, begins = chosen[begins <= tested[chosen]], begins[begins <= tested[chosen]]
        ends = _ends(risk.at_least_a_day, begins, dice)
        peace_from[chosen] = ends
        held = chosen[tested[chosen] < ends]
        effect[held] = np.maximum(effect[held], peace_from[held])
        chosen = chosen[tested[chosen] >= peace_from[chosen]]
    return effect


def _ends(duration: Duration, begins: NDArray[np.int64], dice: Dice) -> NDArray[np.int64]:
    """Return when things that began on ``begins`` are over."""
    levels = dice.fractions(len(begins))
    days = np.searchsorted(np.cumsum(duration.masses), levels, side="right")
    days[days == len(duration.masses)] = _FAR
    return begins + duration.first + days
