"""Fit how long stages take, and write withdrawal/odds/data/durations.json.

Every dated span of a past case holds one or more stages. Spans of several stages, and those that
still go on, are shared out by drawing from the model as it stands, several times over (multiple
imputation); then each level is fitted to what was drawn, censored days as censored, and
drawn towards the level above it: the State's own stage to the same kind of stage elsewhere, that
to its phase, that to everything. One observation counts for a sixth against the level above,
twenty for four fifths. It is done for each cut-off day, with what was known on it and no more;
each fit begins where the one of the year before ended.
"""

from __future__ import annotations

import json
import math
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from itertools import accumulate, combinations
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import ndtr

from withdrawal.law.procedures.file import pools
from withdrawal.odds.engine.durations import LONGEST, Z90, Duration
from withdrawal.odds.evidence import DATA, cases_known_by, last_day
from withdrawal.odds.spans import Span, spans_of

OUT = DATA / "durations.json"
WEIGHT_OF_PARENT = 5.0
ROUNDS = 8
ROUNDS_AFTER = 3
FIRST_YEAR = 2005
IMPUTATIONS = 4
SEED = 20261121
_LEAST_SPREAD, _MOST_SPREAD = 0.35, 2.0
MOST_SHARED = 0.6

Key = tuple[str, ...]


@frozen
class Level:
    """A fitted level: the logarithm of the days is normal with this centre and spread."""

    centre: float
    spread: float
    observations: float = 0.0
    cases: int = 0

    def duration(self) -> Duration:
        """Return the duration of the level."""
        return Duration.lognormal(*self.median_p90())

    def median_p90(self) -> tuple[float, float]:
        """Return median and 90th percentile in days."""
        return math.exp(self.centre), math.exp(self.centre + Z90 * self.spread)


@frozen
class Piece:
    """Some days of one stage: between two bounds, or more than ``shortest`` so far."""

    case: str
    country: str
    kind: str
    shortest: int
    longest: int | None
    weight: float = 1.0


Model = dict[Key, Level]
TOP: Key = ()


def keys_of(kind: str, country: str) -> list[Key]:
    """Return the levels that a stage belongs to, the widest first."""
    narrowest = (pools()[kind].phase.name.lower(), kind, country)
    return [narrowest[:length] for length in range(4)]


def level_for(model: Model, kind: str, country: str = "") -> Level:
    """Return the narrowest level there is for a stage; of all States, where none is named."""
    return next(model[key] for key in reversed(keys_of(kind, country)) if key in model)


def impute(spans: Sequence[Span], model: Model, rng: np.random.Generator) -> list[Piece]:
    """Share every span among its stages, several times."""
    pieces = []
    for span in spans:
        if len(span.kinds) == 1:
            pieces.append(
                Piece(span.case, span.country, span.kinds[0], span.shortest, span.longest)
            )
            continue
        for _ in range(IMPUTATIONS):
            days = share_out(span, model, rng)
            pieces += [
                Piece(span.case, span.country, kind, day, day, 1.0 / IMPUTATIONS)
                for kind, day in zip(span.kinds, days, strict=True)
            ]
    return pieces


def share_out(span: Span, model: Model, rng: np.random.Generator) -> list[int]:
    """Draw the days of each stage of a span, given their sum."""
    parts = [level_for(model, kind, span.country).duration() for kind in span.kinds]
    sums = list(accumulate(parts, Duration.then))
    left = draw_total(sums[-1], span, rng)
    days: list[int] = []
    for index in range(len(parts) - 1, 0, -1):
        before = dense(sums[index - 1], left)
        own = dense(parts[index], left)
        chances = own * before[::-1]
        if not chances.sum():
            chances = np.ones(left + 1)
        drawn = int(rng.choice(left + 1, p=chances / chances.sum()))
        days.append(drawn)
        left -= drawn
    return [left, *reversed(days)]


def draw_total(total: Duration, span: Span, rng: np.random.Generator) -> int:
    """Draw how long a span was, within what is known of it."""
    longest = LONGEST if span.longest is None else span.longest
    first = span.shortest + (1 if span.longest is None else 0)
    chances = dense(total, longest)[first:]
    if not chances.sum():
        return first
    return first + int(rng.choice(len(chances), p=chances / chances.sum()))


def dense(duration: Duration, longest: int) -> NDArray[np.float64]:
    """Return the chances of 0 to ``longest`` days."""
    return duration.on(0, longest)


def fit(pieces: Iterable[Piece]) -> Model:
    """Fit all levels, each drawn towards the one above it."""
    groups: dict[Key, list[Piece]] = defaultdict(list)
    for piece in pieces:
        for key in keys_of(piece.kind, piece.country):
            groups[key].append(piece)
    model: Model = {}
    for key in sorted(groups, key=len):
        parent = model[key[:-1]] if key else Level(math.log(10.0), 1.3)
        model[key] = fit_level(groups[key], parent, is_top=not key)
    return model


def fit_level(pieces: Sequence[Piece], parent: Level, *, is_top: bool) -> Level:
    """Fit one level: alone where it is the top, else drawn towards its parent."""
    count = sum(piece.weight for piece in pieces)
    cases = len({piece.case for piece in pieces})
    own = estimate(pieces, parent, count)
    if is_top:
        return Level(own.centre, own.spread, count, cases)
    share = count / (count + WEIGHT_OF_PARENT)
    centre = share * own.centre + (1.0 - share) * parent.centre
    spread = math.exp(share * math.log(own.spread) + (1.0 - share) * math.log(parent.spread))
    return Level(centre, min(max(spread, _LEAST_SPREAD), _MOST_SPREAD), count, cases)


def estimate(pieces: Sequence[Piece], parent: Level, count: float) -> Level:
    """Return the maximum-likelihood estimate; with few observations the spread is the parent's."""
    known = sum(piece.weight for piece in pieces if piece.longest is not None)
    if known < 0.5:
        return parent
    low, high, weights = _bounds(pieces)

    def surprise(point: NDArray[np.float64]) -> float:
        """Return the negative log-likelihood of a centre and the logarithm of a spread."""
        spread = math.exp(min(max(point[1], -5.0), 5.0)) if len(point) > 1 else parent.spread
        chances = ndtr((high - point[0]) / spread) - ndtr((low - point[0]) / spread)
        return -float(weights @ np.log(np.maximum(chances, 1e-300)))

    start = [parent.centre] if count < 4.0 else [parent.centre, math.log(parent.spread)]
    found = minimize(surprise, start, method="Nelder-Mead").x
    spread = math.exp(found[1]) if len(found) > 1 else parent.spread
    centre = max(float(found[0]), math.log(0.2))
    return Level(centre, min(max(spread, _LEAST_SPREAD), _MOST_SPREAD))


def _bounds(pieces: Sequence[Piece]) -> tuple[NDArray[np.float64], ...]:
    """Return the logarithms between which the days of each piece lie, and its weight.

    Whole days are intervals of half a day each way; days still going on have no end.
    """
    low = [each.shortest + (0.5 if each.longest is None else -0.5) for each in pieces]
    high = [math.inf if each.longest is None else each.longest + 0.5 for each in pieces]
    weights = np.array([each.weight for each in pieces])
    return np.log(np.maximum(low, 1e-3)), np.log(high), weights


def fit_all(spans: Sequence[Span], model: Model | None = None, *, rounds: int = ROUNDS) -> Model:
    """Return the model after some rounds of sharing out and fitting.

    Args:
        spans: what is fitted.
        model: where to begin, for example with the fit of a year before.
        rounds: how many.
    """
    rng = np.random.default_rng(SEED)
    model = model or {TOP: Level(math.log(10.0), 1.3)}
    for _ in range(rounds):
        model = fit(impute(spans, model, rng))
    return model


def shared_variance(model: Model, spans: Sequence[Span]) -> float:
    """Return how much of the variance of days the stages of one case share.

    Each span is turned into how many standard deviations it lies from the usual; the mean product
    of two spans of the same case, averaged over cases, is the share.
    """
    normal = statistics.NormalDist()
    scores: dict[str, list[float]] = defaultdict(list)
    for span in spans:
        if span.longest is None:
            continue
        whole = reduce(Duration.then, (level_for(model, kind).duration() for kind in span.kinds))
        days = (span.shortest + span.longest) // 2
        place = 1.0 - whole.survival(days) - 0.5 * whole.probability(days)
        scores[span.case].append(normal.inv_cdf(min(max(place, 0.005), 0.995)))
    products = [
        statistics.fmean(a * b for a, b in combinations(each, 2))
        for each in scores.values()
        if len(each) > 1
    ]
    share = statistics.fmean(products) if products else 0.0
    return round(min(max(share, 0.0), MOST_SHARED), 3)


def to_json(model: Model) -> dict[str, dict[str, object]]:
    """Return a model as plain data."""
    rows: dict[str, dict[str, object]] = {}
    for key, level in sorted(model.items(), key=lambda item: (len(item[0]), item[0])):
        median, p90 = level.median_p90()
        rows["/".join(key) or "everything"] = {
            "median": round(median, 2),
            "p90": round(max(p90, median + 0.02), 2),
            "observations": round(level.observations, 2),
            "cases": level.cases,
        }
    return rows


def fitted(days: Iterable[date]) -> dict[str, Any]:
    """Return all that is kept: the levels as they were known on each cut-off day.

    Args:
        days: the cut-off days, from the first on, for each fit begins where the last one ended.
    """
    cutoffs, model = {}, None
    for day in days:
        spans = [span for case in cases_known_by(day) for span in spans_of(case)]
        model = fit_all(spans, model, rounds=ROUNDS if model is None else ROUNDS_AFTER)
        cutoffs[day.isoformat()] = {
            "spans": len(spans),
            "cases": len({span.case for span in spans}),
            "shared": shared_variance(model, spans),
            "levels": to_json(model),
        }
    return {"schema": "withdrawal/durations/2", "unit": "days", "cutoffs": cutoffs}


def cutoff_days() -> list[date]:
    """Return the cut-off days: the first of each year, and the last day that is on record."""
    return [*(date(year, 1, 1) for year in range(FIRST_YEAR, last_day().year + 1)), last_day()]


def text() -> str:
    """Return the file: a level on each line."""
    whole = json.dumps(fitted(cutoff_days()), indent=1)
    levels = re.compile(r"\{\s+(\"median\"[^}]*?)\s+\}")
    return levels.sub(lambda found: "{" + " ".join(found[1].split()) + "}", whole) + "\n"


if __name__ == "__main__":
    OUT.write_text(text(), encoding="utf-8")
