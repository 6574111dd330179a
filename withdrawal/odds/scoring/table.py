"""The table of scores: a row for each landmark, forecaster and measure, kept as it is.

A forecast is the chance of having taken effect by each day from its own on, as far as the
horizon; what is missing to one there is the chance of never. Where a case was followed for a
shorter time, the measures that can be taken over a part are taken over it, and the others are nan.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from os import cpu_count
from pathlib import Path
from typing import Any

import numpy as np
from attrs import asdict, field
from numpy.typing import NDArray

from withdrawal.odds.engine.sampling import Advance
from withdrawal.odds.evidence import PastCase, past_case, past_cases
from withdrawal.odds.scoring.landmarks import (
    HORIZON,
    MODELS,
    REFERENCE,
    Chances,
    Landmark,
    forecasts,
    landmarks,
)
from withdrawal.values import frozen

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
    """Return what `crps` gives for each of many days, int64, shape (n,)."""
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


@frozen
class Row(Landmark):
    """What the forecasters scored from one landmark.

    Attributes:
        scores: by forecaster and measure; nan where it cannot be taken.
        drawn: what the package's forecast would score had the days come that it draws itself,
            by measure; empty where they were not drawn.
    """

    scores: dict[str, dict[str, float]] = field(factory=dict, repr=False)
    drawn: dict[str, NDArray[np.float64]] = field(factory=dict, repr=False, eq=False)


@frozen
class Scores:
    """Every row, and why what is missing, by case or by case and day, could not be scored."""

    rows: tuple[Row, ...] = field(repr=False)
    not_scored: dict[str, str] = field(factory=dict, repr=False)


def score(
    cases: Iterable[PastCase] | None = None,
    *,
    draws: int = 0,
    workers: int | None = None,
    progress: Advance | None = None,
) -> Scores:
    """Return the scores of past cases, each from what was known on the day.

    Args:
        cases: the cases; default all.
        draws: how many days to draw from each forecast of the package's own, to score it as if
            it were right.
        workers: how many processes share the work; default one a processor.
        progress: called with the cases done and the cases wanted.
    """
    chosen = [case.id for case in (past_cases() if cases is None else cases)]
    count = min(workers or cpu_count() or 1, len(chosen))
    found, failed = [], {}
    for number, (rows, why) in enumerate(_each(chosen, draws, count), 1):
        found += rows
        failed.update(why)
        if progress is not None:
            progress(number, len(chosen))
    return Scores(tuple(found), failed)


_Scored = tuple[list[Row], dict[str, str]]


def _each(chosen: list[str], draws: int, workers: int) -> Iterator[_Scored]:
    if workers < 2:
        yield from (score_case(each, draws) for each in chosen)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(score_case, chosen, [draws] * len(chosen))


def score_case(name: str, draws: int = 0) -> _Scored:
    """Return the rows of one past case, and why what is missing could not be scored."""
    marks = landmarks(past_case(name))
    if isinstance(marks, str):
        return [], {name: marks}
    rows, failed = [], {}
    for mark in marks:
        made = forecasts(mark)
        if isinstance(made, str):
            failed[f"{name} {mark.as_of}"] = made
            continue
        scores = {who: measures(chances, mark.days, mark.until) for who, chances in made.items()}
        drawn = _drawn(made, mark, draws) if draws else {}
        rows.append(Row(**asdict(mark), scores=scores, drawn=drawn))
    return rows, failed


def _drawn(
    made: dict[str, NDArray[np.float64]], mark: Landmark, draws: int
) -> dict[str, NDArray[np.float64]]:
    """Return what is scored had the truth been drawn from the forecast: one number a draw.

    The draws of a group hang together: each takes the same place in every forecast of its cases.
    """
    seed = np.frombuffer(mark.group.encode(), dtype=np.uint8)
    places = np.random.default_rng(seed).random(draws)
    days = np.searchsorted(made["forecast"], places)
    found = {}
    for model in ("forecast", REFERENCE, "press"):
        for log in (False, True):
            name = f"{model}/crps{'_log' * log}"
            found[name] = crps_of_each(made[model], days, mark.until, log=log)
    for share, level in (("in_50", 0.25), ("in_80", 0.1)):
        low, high = (on_a_day(made["forecast"], each) for each in (level, 1.0 - level))
        found[f"forecast/{share}"] = ((low <= days) & (days <= high)).astype(float)
    return found


_HEAD = ("case", "group", "frame", "as_of", "kind", "step", "silence", "days", "until")


def write(scores: Scores, path: Path) -> None:
    """Write the table as compressed CSV: a line for each landmark, forecaster and measure."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_HEAD, "model", "metric", "value", "why_not"))
    for row in scores.rows:
        head = [getattr(row, name) for name in _HEAD]
        for model in MODELS:
            for metric in METRICS:
                value = row.scores[model][metric]
                told = "" if np.isnan(value) else f"{value:.5g}"
                writer.writerow((*head, model, metric, told, "" if told else "not followed so far"))
    for name, why in scores.not_scored.items():
        case, _, day = name.partition(" ")
        writer.writerow((case, "", "", day, *[""] * (len(_HEAD) - 1), why))
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def read(path: Path) -> Scores:
    """Read the table that `write` wrote."""
    rows: dict[tuple[str, str], Row] = {}
    failed = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if not line["model"]:
                failed[f"{line['case']} {line['as_of']}".strip()] = line["why_not"]
                continue
            key = (line["case"], line["as_of"])
            if key not in rows:
                rows[key] = _read_row(line)
            value = float(line["value"]) if line["value"] else np.nan
            rows[key].scores.setdefault(line["model"], {})[line["metric"]] = value
    return Scores(tuple(rows.values()), failed)


def _read_row(line: dict[str, str]) -> Row:
    told: dict[str, Any] = {name: line[name] for name in _HEAD}
    told |= {"as_of": date.fromisoformat(line["as_of"]), "frame": line["frame"] or None}
    told |= {"silence": int(line["silence"]), "until": int(line["until"])}
    return Row(**told | {"days": int(line["days"]) if line["days"] else None})
