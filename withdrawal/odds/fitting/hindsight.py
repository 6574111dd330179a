"""Write withdrawal/odds/data/hindsight.json: how good forecasts of each kind have been.

Made of the scores that ``make evidence PAGES=forecast-scores`` keeps beside its page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np

from withdrawal.odds.climatology import KINDS
from withdrawal.odds.evidence import last_day
from withdrawal.odds.hindsight import FILE, LEADS, lead_of
from withdrawal.odds.scoring.summary import mean, share, taken, weights
from withdrawal.odds.scoring.table import Row

__all__ = ["keep", "text"]

_OURS = "forecast"


def rows(scored: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield what the forecasts of each kind and lead scored."""
    known = taken(scored, _OURS, "lead")
    for kind, lead in product(KINDS, LEADS):
        alike = [
            row for row in known
            if row.kind == kind and lead_of(row.scores[_OURS]["lead"]) == lead
        ]  # fmt: skip
        if alike:
            yield {"kind": kind, "lead": lead, **_figures(alike)}


def _figures(alike: Sequence[Row]) -> dict[str, Any]:
    came = taken(alike, _OURS, "off")
    settled = taken(alike, _OURS, "brier_never")
    return {
        "forecasts": len(alike),
        "cases": len({row.case for row in alike}),
        "groups": len({row.group for row in alike}),
        "came": len({row.group for row in came}),
        "held_50": _share(came, [row.scores[_OURS]["shown_50"] for row in came]),
        "held_80": _share(came, [row.scores[_OURS]["shown_80"] for row in came]),
        "off": _middle(came, [row.scores[_OURS]["off"] for row in came]),
        "never_told": round(mean(settled, _OURS, "never"), 3) if settled else 0.0,
        "never_came": _share(settled, [float(row.days is None) for row in settled]),
    }


def _share(kept: Sequence[Row], values: Sequence[float]) -> dict[str, float] | None:
    """Return a mean with its interval; None of nothing."""
    if not kept:
        return None
    found = share(kept, np.array(values))
    low, high = found["interval"]
    parts = {"mean": found["mean"], "low": low, "high": high}
    return {name: round(value, 3) for name, value in parts.items()}


def _middle(kept: Sequence[Row], values: Sequence[float]) -> int | None:
    """Return the value that half of the rows, as they are weighed, do not exceed."""
    if not kept:
        return None
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights(kept)[order])
    return int(values[order[int(np.searchsorted(reached, 0.5 - 1e-9))]])


def text(scored: Sequence[Row], day: date) -> str:
    """Return the file: a kind and lead on each line.

    Args:
        scored: every row of the scores.
        day: the last day that is on record.
    """
    lines = ",\n".join(json.dumps(row) for row in rows(scored))
    head = f'"schema": "withdrawal/hindsight/1", "scored": "{day.isoformat()}"'
    return f'{{{head}, "rows": [\n{lines}\n]}}\n'


def keep(scored: Sequence[Row]) -> None:
    """Write the file anew from every row of the scores."""
    FILE.write_text(text(scored, last_day()), encoding="utf-8")
