"""What a forecast scores: measures of a whole distribution against what came.

A forecast is the chance of having taken effect by each day from its own on, as far as the
horizon; what is missing to one there is the chance of never. Where a case was followed for a
shorter time, the measures that can be taken over a part are taken over it, and the others are nan.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from withdrawal.odds.scoring.landmarks import HORIZON

__all__ = ["METRICS", "YEARS", "Chances", "crps", "crps_of_each", "measures", "on_a_day"]


Chances = NDArray[np.float64]
"""Float64, shape (HORIZON + 1,): the chance by each day, the day of the forecast first."""

YEARS = {1: 365, 2: 730}
"""The years within which being out is scored, each in days."""

_DAYS = np.arange(HORIZON + 1)
_LOG_DAYS = np.diff(np.log(_DAYS + 0.5), append=np.log(HORIZON + 1.5))

METRICS = (
    "crps", "crps_log", "brier_1", "brier_2", "brier_never", "out_1", "out_2", "never",
    "in_50", "in_80", "pit", "width_80", "error", "lead", "shown_50", "shown_80", "off",
)  # fmt: skip
"""`crps` in days and `crps_log` in their logarithms; the squared errors of the chances of being
out within one and two years and of never (`brier_...`), and the chances themselves; whether the
central ranges held the day (1 or 0); where it lay; how wide the 80% range is, and the distance of
the median from the day, in days, both as far as the horizon. Of what is told of the exits that
take effect: in how many days there are even odds (`lead`), and, where the day came, whether the
ranges held it (`shown_...`) and by how many days the even odds were off (`off`)."""


def crps(chances: Chances, days: int | None, until: int = HORIZON, *, log: bool = False) -> float:
    """Return the continuous ranked probability score, of days or of their logarithms.

    The sum over all days of (F(day) - [day >= days]) squared (Matheson and Winkler, 1976), each
    day as wide as it is (or its logarithm); "never" lies beyond the horizon.

    Args:
        chances: shape (HORIZON + 1,).
        days: after how many it took effect; None where it did not.
        until: as far as that is known.
        log: whether to measure in logarithms.
    """
    happened = (HORIZON + 1 if days is None else days) <= _DAYS
    off = (chances - happened) ** 2
    if log:
        off = off * _LOG_DAYS
    return float(off[: until + 1].sum())


def crps_of_each(
    chances: Chances, days: NDArray[np.int64], until: int = HORIZON, *, log: bool = False
) -> Chances:
    """Return what `crps` gives for each of many days.

    Args:
        chances: shape (HORIZON + 1,).
        days: shape (n,): after how many it took effect; above ``until`` where not by then.
        until: as far as that is known.
        log: whether to measure in logarithms.
    """
    width = _LOG_DAYS if log else np.ones(HORIZON + 1)
    early = np.concatenate([[0.0], np.cumsum(chances**2 * width)])
    late = np.concatenate([[0.0], np.cumsum((1.0 - chances) ** 2 * width)])
    held = np.minimum(days, until + 1)
    return early[held] + late[until + 1] - late[held]  # type: ignore[no-any-return]


def measures(chances: Chances, days: int | None, until: int = HORIZON) -> dict[str, float]:
    """Return every measure of a forecast, by name; nan where it is not known.

    Args:
        chances: shape (HORIZON + 1,).
        days: after how many it took effect; None where it did not, or that is not known.
        until: for how many days it is known whether it had taken effect.
    """
    found = dict.fromkeys(METRICS, np.nan)
    never = 1.0 - float(chances[-1])
    is_settled = days is not None or until >= HORIZON
    found["crps"] = crps(chances, days, until)
    found["crps_log"] = crps(chances, days, until, log=True)
    found["never"] = never
    for years, end in YEARS.items():
        chance = float(chances[end])
        found[f"out_{years}"] = chance
        if is_settled or until >= end:
            came = days is not None and days <= end
            found[f"brier_{years}"] = (chance - came) ** 2
    low, high = on_a_day(chances, 0.1), on_a_day(chances, 0.9)
    found["width_80"] = high - low
    found["in_80"] = _held(low, high, days, until)
    found["in_50"] = _held(on_a_day(chances, 0.25), on_a_day(chances, 0.75), days, until)
    if is_settled:
        place = HORIZON + 1 if days is None else days
        before = float(chances[place - 1]) if place else 0.0
        found["pit"] = (before + (1.0 if days is None else float(chances[place]))) / 2.0
        found["brier_never"] = (never - (days is None)) ** 2
        found["error"] = abs(on_a_day(chances, 0.5) - place)
    return found | _shown(chances, days)


def _shown(chances: Chances, days: int | None) -> dict[str, float]:
    """Return the measures of what is told of the exits that take effect."""
    happens = float(chances[-1])
    if not happens:
        return {}
    levels = (0.1, 0.25, 0.5, 0.75, 0.9)
    lowest, low, middle, high, highest = (on_a_day(chances, each * happens) for each in levels)
    found: dict[str, float] = {"lead": middle}
    if days is not None:
        found["shown_50"] = float(low <= days <= high)
        found["shown_80"] = float(lowest <= days <= highest)
        found["off"] = abs(middle - days)
    return found


def on_a_day(chances: Chances, level: float) -> int:
    """Return the first day by which a chance is reached; the day after the horizon is "never"."""
    return int(np.searchsorted(chances, level - 1e-12))


def _held(low: int, high: int, days: int | None, until: int) -> float:
    """Return whether a range held the day (1 or 0), or nan where that is not known."""
    if days is not None or until >= HORIZON:
        return float(low <= (HORIZON + 1 if days is None else days) <= high)
    return 0.0 if until >= high else np.nan
