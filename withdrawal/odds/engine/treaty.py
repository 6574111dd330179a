"""From the day a notice is ready to the day of effect: windows, revocation, clause, conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from withdrawal.dates.table import NOWHERE
from withdrawal.odds.engine.graph import BEYOND, NO_EFFECT, REVOKED, Revocation, TreatySide
from withdrawal.odds.engine.mass import Mass, entries

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["chance_by", "follow", "revocation_days"]


_NOISE = 1e-14


def follow(treaty: TreatySide, ready: Mass) -> tuple[Mass, Mass, dict[str, float]]:
    """Return the mass of notice and of effect, and the chance of no effect by reason.

    Args:
        treaty: the treaty's side.
        ready: when the notice is ready.
    """
    if not ready.values.size:
        return ready, ready, {}
    notice = ready if treaty.allowed is None else ready.moved(treaty.allowed)
    never = {NO_EFFECT: max(ready.total - notice.total, 0.0)}
    if not notice.values.size:
        return notice, notice, never
    kept = notice
    if treaty.revocation is not None:
        effects = entries(treaty.clause, notice.days)
        chance = revocation_chance(treaty, treaty.revocation, notice.days, effects)
        never[REVOKED] = float(notice.values @ chance)
        kept = Mass(notice.first, notice.values * (1.0 - chance))
    effect, held = _effect(treaty, kept)
    never[NO_EFFECT] += max(kept.total - effect.total - held, 0.0)
    never[BEYOND] = held
    return notice, effect, {reason: each for reason, each in never.items() if each > _NOISE}


def _effect(treaty: TreatySide, notice: Mass) -> tuple[Mass, float]:
    """Return the mass of effect, and what a conflict holds up beyond its horizon."""
    expiry = notice.moved(treaty.clause)
    if treaty.conflict is None or not expiry.values.size:
        return expiry, 0.0
    tested, ends = expiry, expiry.days
    if treaty.conflict.tested == "at-notice":
        reached = entries(treaty.clause, notice.days)
        kept = np.flatnonzero(reached != NOWHERE)
        first, stop = int(kept[0]), int(kept[-1]) + 1
        ends = np.maximum.accumulate(reached[first:stop])
        tested = Mass(
            notice.first + first, notice.values[first:stop] * (reached != NOWHERE)[first:stop]
        )
    effect = treaty.conflict.delay(tested, ends)
    return effect, max(expiry.total - effect.total, 0.0)


def chance_by(treaty: TreatySide, ready: Mass, day: int) -> NDArray[np.float64]:
    """Return, for each day a notice may be ready, the chance that it takes effect by ``day``."""
    if not ready.values.size:
        return np.zeros(0)
    notices = ready.days if treaty.allowed is None else entries(treaty.allowed, ready.days)
    given = notices != NOWHERE
    held = np.where(given, notices, notices[given].min(initial=ready.first))
    effects = entries(treaty.clause, held)
    in_time = given & (effects != NOWHERE) & (effects <= day)
    chance = np.where(in_time, 1.0, 0.0)
    if treaty.revocation is not None:
        chance = chance * (1.0 - revocation_chance(treaty, treaty.revocation, held, effects))
    if treaty.conflict is not None:
        tested = held if treaty.conflict.tested == "at-notice" else effects
        chance = chance * treaty.conflict.over_by(day, np.where(in_time, tested, day))
    return chance


def revocation_days(
    fraction: float, notices: NDArray[np.int64], effects: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the day a notice is taken back: a share of the time to effect, before effect."""
    span = effects - notices
    days: NDArray[np.int64] = np.floor(fraction * span).astype(np.int64)
    kept: NDArray[np.int64] = np.minimum(days, span - 1)
    return notices + kept


def revocation_chance(
    treaty: TreatySide,
    revocation: Revocation,
    notices: NDArray[np.int64],
    effects: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return the chance that a notice of each day is revoked, given it is not by ``not_by``."""
    chance = np.where(effects > notices, revocation.probability, 0.0)
    if treaty.not_by is None:
        return chance
    still = np.zeros(len(notices))
    for fraction, weight in revocation.fractions:
        still += weight * (revocation_days(fraction, notices, effects) > treaty.not_by)
    still = np.where(notices > treaty.not_by, 1.0, still)
    return chance * still / (chance * still + 1.0 - chance)
