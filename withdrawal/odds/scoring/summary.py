"""What the scores say: groups, their cases and their landmarks weighed equally, with intervals.

An interval is that of a bootstrap over groups: cases that acted together are drawn together, and
two forecasters are compared on the same draws.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from withdrawal.odds.evidence import last_day
from withdrawal.odds.forecast import HINDSIGHT, LEADS, lead_of
from withdrawal.odds.known import KINDS
from withdrawal.odds.scoring.landmarks import HORIZON, MODELS, REFERENCE
from withdrawal.odds.scoring.table import YEARS, Row, Scores

SCHEMA = "withdrawal/score/2"
DRAWS = 2000
_OF_EACH = ("crps", "crps_log", "brier_1", "brier_2", "brier_never", "width_80")
"""The measures that are told of every forecaster."""

_LEVELS = (0.05, 0.95)
"""Every interval is one of 90%."""

Floats = NDArray[np.float64]


def weights(rows: Sequence[Row]) -> Floats:
    """Return what each row counts: groups alike, their cases alike, their landmarks alike."""
    landmarks = Counter(row.case for row in rows)
    cases = Counter(group for group, _ in {(row.group, row.case) for row in rows})
    groups = len(cases)
    return np.array([1 / groups / cases[row.group] / landmarks[row.case] for row in rows])


def taken(rows: Sequence[Row], model: str, metric: str) -> list[Row]:
    """Return the rows on which a measure could be taken."""
    return [row for row in rows if not np.isnan(row.scores[model][metric])]


def mean(rows: Sequence[Row], model: str, metric: str) -> float:
    """Return a measure on average, over the rows on which it could be taken; nan for none."""
    kept = taken(rows, model, metric)
    return float(weights(kept) @ _of(kept, model, metric)) if kept else float("nan")


def _of(rows: Sequence[Row], model: str, metric: str) -> Floats:
    return np.array([row.scores[model][metric] for row in rows])


def _by_group(rows: Sequence[Row], values: Floats) -> Floats:
    """Return, for each group, its part of the mean."""
    names = {name: n for n, name in enumerate(sorted({row.group for row in rows}))}
    places = [names[row.group] for row in rows]
    sums = np.bincount(places, weights=weights(rows) * values, minlength=len(names))
    return sums.astype(np.float64, copy=False)


def interval(values: Floats, statistic: Callable[[Floats], Floats]) -> list[float]:
    """Return the 90% interval of a statistic under a bootstrap over groups.

    Args:
        values: shape (groups, ...).
        statistic: takes the sums over drawn groups, shape (draws, ...).
    """
    count = len(values)
    drawn = np.random.default_rng(1).multinomial(count, np.full(count, 1 / count), size=DRAWS)
    # Of few groups a draw can hold only those on which another was exactly right.
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.quantile(statistic(drawn @ values), _LEVELS).tolist()  # type: ignore[no-any-return]


def skill(rows: Sequence[Row], metric: str, model: str, against: str) -> dict[str, Any]:
    """Return the mean score as a share of another forecaster's, on the same rows."""
    pair = np.stack([_by_group(rows, _of(rows, name, metric)) for name in (model, against)], axis=1)
    whole = pair.sum(axis=0)
    return {
        "ratio": float(whole[0] / whole[1]),
        "interval": interval(pair, lambda sums: sums[:, 0] / sums[:, 1]),
    }


def share(rows: Sequence[Row], values: Floats) -> dict[str, Any]:
    """Return the mean of a value for each row, with its interval."""
    parts = _by_group(rows, values)
    count = len(parts)
    ends = interval(parts * count, lambda sums: sums / count)
    return {"mean": float(parts.sum()), "interval": ends}


def _held(rows: Sequence[Row], metric: str) -> dict[str, Any]:
    """Return how often a range of the forecast held the day."""
    kept = taken(rows, "forecast", metric)
    return {**share(kept, _of(kept, "forecast", metric)), "forecasts": len(kept)}


def drift(rows: Sequence[Row]) -> dict[str, Any]:
    """Return by how much the chance of being out within a year of a day came to change.

    From each landmark to the end of its case: what came (1 or 0) less the chance given. In a good
    forecast it is level, above and below by chance alone.
    """
    found = {}
    for years, end in YEARS.items():
        kept = taken(rows, "forecast", f"brier_{years}")
        came = np.array([row.days is not None and row.days <= end for row in kept])
        found[f"{years}"] = share(kept, came - _of(kept, "forecast", f"out_{years}"))
    return found


def thirds(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return how often "never" came where it was given a small, a middling and a great chance."""
    kept = taken(rows, "forecast", "brier_never")
    kept.sort(key=lambda row: row.scores["forecast"]["never"])
    parts = ([kept[n] for n in part] for part in np.array_split(np.arange(len(kept)), 3))
    return [
        {
            "forecasts": len(part),
            "groups": len({row.group for row in part}),
            "told": mean(part, "forecast", "never"),
            **_never_came(part),
        }
        for part in parts
        if part
    ]


def _never_came(rows: Sequence[Row]) -> dict[str, Any]:
    found = share(rows, np.array([float(row.days is None) for row in rows]))
    return {"came": found["mean"], "interval": found["interval"]}


def perfect(rows: Sequence[Row]) -> dict[str, Any]:
    """Return what the forecast would score if it were right, and how often each goal were met.

    Needs rows whose days were drawn (`score` with draws).
    """
    drawn = [row for row in rows if row.drawn]
    if not drawn:
        return {}
    count = weights(drawn)
    found = {}
    for name, (above, below, least, most) in _GOALS.items():
        values = count @ np.stack([row.drawn[above] for row in drawn])
        if below is not None:
            values = values / (count @ np.stack([row.drawn[below] for row in drawn]))
        found[name] = {
            "mean": float(values.mean()),
            "interval": np.quantile(values, _LEVELS).tolist(),
            "goal": [least, most],
            "met": float(((least <= values) & (values <= most)).mean()),
        }
    return found


_GOALS: dict[str, tuple[str, str | None, float, float]] = {
    "crps against climatology": ("forecast/crps", f"{REFERENCE}/crps", 0.0, 0.85),
    "crps_log against climatology": ("forecast/crps_log", f"{REFERENCE}/crps_log", 0.0, 0.85),
    "crps against the press": ("forecast/crps", "press/crps", 0.0, 0.75),
    "in_50": ("forecast/in_50", None, 0.44, 0.56),
    "in_80": ("forecast/in_80", None, 0.74, 0.86),
}
"""By name what is scored, as a share of what, and between which bounds it should lie."""


def summary(scores: Scores) -> dict[str, Any]:
    """Return the figures of all rows."""
    rows = scores.rows
    if not rows:
        return {"cases": 0, "groups": 0, "forecasts": 0, "horizon": HORIZON}
    settled = _of(taken(rows, "forecast", "pit"), "forecast", "pit")
    tenths = np.histogram(settled, 10, (0.0, 1.0))[0]
    framed = [row for row in rows if row.frame is not None]
    return {
        "cases": len({row.case for row in rows}),
        "groups": len({row.group for row in rows}),
        "forecasts": len(rows),
        "horizon": HORIZON,
        "not_scored": dict(Counter(scores.not_scored.values())),
        "models": {
            model: {metric: mean(rows, model, metric) for metric in _OF_EACH} for model in MODELS
        },
        "skill": {
            against: {
                metric: skill(rows, metric, "forecast", against) for metric in ("crps", "crps_log")
            }
            for against in MODELS[1:]
        },
        "in_50": _held(rows, "in_50"),
        "in_80": _held(rows, "in_80"),
        "shown_50": _held(rows, "shown_50"),
        "shown_80": _held(rows, "shown_80"),
        "pit": tenths.tolist(),
        "never": {"all": thirds(rows), "frames": thirds(framed)},
        "came_less_told": drift(rows),
        "perfect": perfect(rows),
    }


def hindsight_rows(scored: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield what the forecasts of each kind and lead scored."""
    known = taken(scored, "forecast", "lead")
    for kind, lead in product(KINDS, LEADS):
        alike = [
            row for row in known
            if row.kind == kind and lead_of(row.scores["forecast"]["lead"]) == lead
        ]  # fmt: skip
        if alike:
            yield {"kind": kind, "lead": lead, **_figures(alike)}


def _figures(alike: Sequence[Row]) -> dict[str, Any]:
    came = taken(alike, "forecast", "off")
    settled = taken(alike, "forecast", "brier_never")
    return {
        "forecasts": len(alike),
        "cases": len({row.case for row in alike}),
        "groups": len({row.group for row in alike}),
        "came": len({row.group for row in came}),
        "held_50": _rounded(came, _of(came, "forecast", "shown_50")),
        "held_80": _rounded(came, _of(came, "forecast", "shown_80")),
        "off": _middle(came, _of(came, "forecast", "off")),
        "never_told": round(mean(settled, "forecast", "never"), 3) if settled else 0.0,
        "never_came": _rounded(settled, np.array([float(row.days is None) for row in settled])),
    }


def _rounded(kept: Sequence[Row], values: Floats) -> dict[str, float] | None:
    """Return a mean with its interval; None of nothing."""
    if not kept:
        return None
    found = share(kept, values)
    parts = zip(("mean", "low", "high"), (found["mean"], *found["interval"]), strict=True)
    return {name: round(value, 3) for name, value in parts}


def _middle(kept: Sequence[Row], values: Floats) -> int | None:
    """Return the value that half of the rows, as they are weighed, do not exceed."""
    if not kept:
        return None
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights(kept)[order])
    return int(values[order[int(np.searchsorted(reached, 0.5 - 1e-9))]])


def hindsight_text(scored: Sequence[Row], day: date) -> str:
    """Return the file: a kind and lead on each line."""
    lines = ",\n".join(json.dumps(row) for row in hindsight_rows(scored))
    head = f'"schema": "withdrawal/hindsight/1", "scored": "{day.isoformat()}"'
    return f'{{{head}, "rows": [\n{lines}\n]}}\n'


def keep_hindsight(scored: Sequence[Row]) -> None:
    """Write the file anew from every row of the scores."""
    HINDSIGHT.write_text(hindsight_text(scored, last_day()), encoding="utf-8")
