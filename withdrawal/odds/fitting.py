"""What the estimates are learned with: it writes the files that `withdrawal.forecast` reads.

In a checkout, after a change of the record: ``python -m withdrawal.odds.fitting``, which
needs SciPy as reading estimates does not; or only some of the files, by their names in `FILES`.

**Branches** are counted: in how many past cases each happened, and in how many it could have, as
lists of cases, so that a score can leave a case out and a reader can look each one up.

**Durations** are fitted. Every dated span of a past case holds one or more stages. Spans of several
stages, and those that still go on, are shared out by drawing from the model as it stands, several
times over (multiple imputation); then each level is fitted to what was drawn, censored days as
censored, and drawn towards the level above it: the State's own stage to the same kind of stage
elsewhere, that to its phase, that to everything. One observation counts for a sixth against the
level above, twenty for four fifths. It is done for each cut-off day, with what was known on it and
no more; each fit begins where the one of the year before ended.
"""

from __future__ import annotations

import json
import math
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import reduce
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import ndtr

from withdrawal.law.procedures.file import pools
from withdrawal.law.procedures.pace import FILE
from withdrawal.odds import evidence as past
from withdrawal.odds.engine.durations import LONGEST, Z90, Duration
from withdrawal.odds.estimates import Estimates, read_branches
from withdrawal.odds.evidence import DATA, PastCase, Span
from withdrawal.record.history import Withdrawal
from withdrawal.values import frozen

ROUNDS, ROUNDS_AFTER, WEIGHT_OF_PARENT = 8, 3, 5.0
FIRST_YEAR = 2005
IMPUTATIONS = 4
SEED = 20261121
_LEAST_SPREAD, _MOST_SPREAD, _MOST_SHARED = 0.35, 2.0, 0.6
_PACE = """\
# How many days each kind of stage took in past cases: half of them at most `usual`, nine in ten at
# most `cautious`. Written by `python -m withdrawal.odds.fitting pace` from durations.json.
"""


def count_branches() -> dict[str, Any]:
    """Return, for each branch that is counted, the cases in which it happened and could have."""
    could = could_happen()
    counted: dict[str, Any] = {}
    for name, branch in read_branches().items():
        if name in could:
            happened = branch.get("happened", could[name][1])
            among = sorted({*could[name][0], *branch.get("also", ()), *happened})
            counted[name] = {"happened": sorted(happened), "could": among}
    sittings = counted["extraordinary-sitting"]
    sittings["idle"] = {vote: idle_share(vote) for vote in sittings["could"]}
    counted["optional"] = passed_stages(optional=True)
    counted["recorded"] = passed_stages(optional=False)
    counted["fractions"] = revocation_fractions()
    counted["over"] = {case.id: all_known_on(case).isoformat() for case in past.past_cases()}
    return counted


def all_known_on(case: PastCase) -> date:
    """Return the last day on which anything happened in a case: then all of it was known."""
    days = [event.when.latest for event in case.events]
    if case.notice is not None:
        days += [case.notice.given, case.notice.latest("revoked_on")]
    return max((day for day in days if day is not None), default=date.max)


def could_happen() -> dict[str, tuple[list[str], list[str]]]:
    """Return the cases in which each branch could have happened, and, if counted, did."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))

    def count(name: str, case: str, *, happened: bool = False) -> None:
        for each in found[name][: 1 + happened]:
            each.append(case)

    for case in past.past_cases():
        sessions = past.route_of(case)[0].sessions
        dated = [(past.stages_gone(case)[n], event) for n, event in past.dated_stages(case)]
        if len(dated) > 1 or case.looked is not None:
            count("shelved", case.id)
        for name, branch in read_branches().items():
            if "happened" in branch and {stage.kind.id for stage, _ in dated} & {*branch["kinds"]}:
                count(name, case.id)
        for stage, event in dated:
            if sessions is not None and stage.on_sitting_day and event.when.day is not None:
                is_outside = not sessions.is_sitting_day(event.when.day)
                count("extraordinary-sitting", f"{case.id}:{stage.id}", happened=is_outside)
        if case.notice is not None and is_counted(case.notice):
            count("revoked", case.id, happened=case.notice.status == "revoked")
    return found


def idle_share(vote: str) -> float:
    """Return the share of days on which the parliament of a vote does not ordinarily sit.

    A vote outside the calendar shows only where the day would otherwise not have been a sitting
    day, so the count has to be divided by this share.
    """
    sessions = past.route_of(past.past_case(vote.partition(":")[0]))[0].sessions
    assert sessions is not None
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    return round(1.0 - sum(map(sessions.is_sitting_day, days)) / len(days), 3)


def is_counted(notice: Withdrawal) -> bool:
    """Return whether a notice shows how often notices are taken back."""
    is_computed = notice.effect_is_computed or notice.received_is_computed
    if is_computed or notice.kind not in ("withdrawal", "later-date"):
        return False
    if notice.status == "revoked":
        return True
    given = notice.given
    return notice.status == "effective" and bool(notice.effect and given and notice.effect > given)


def revocation_fractions() -> dict[str, float]:
    """Return when notices were taken back, as a share of the time to effect, by case."""
    found = {}
    for case in past.past_cases():
        if case.notice is None or case.notice.status != "revoked" or not is_counted(case.notice):
            continue
        given, effect, day = case.notice.given, case.notice.effect, case.notice.revoked_on
        if given and effect and day and given <= day < effect:
            found[case.id] = round((day - given).days / (effect - given).days, 3)
    return found


def passed_stages(*, optional: bool) -> dict[str, dict[str, list[str]]]:
    """Return, for each kind of stage, the cases that went past it and those that date it."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"could": [], "happened": []})
    for case in past.past_cases():
        stages = past.stages_gone(case)
        dated = {position for position, _ in past.dated_stages(case)}
        if len(dated) < 3:
            continue
        passed = [*enumerate(stages)][min(dated) + 1 : max(dated) + (not optional)]
        kinds = [(each.kind.id, n in dated) for n, each in passed if each.is_optional is optional]
        # Of several stages of a kind that are left to choice the last one counts.
        for kind, is_dated in dict(kinds).items() if optional else kinds:
            found[kind]["could"].append(case.id)
            if is_dated:
                found[kind]["happened"].append(case.id)
    return found


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

    def to_json(self) -> dict[str, object]:
        """Return it as plain data."""
        median, p90 = self.median_p90()
        return {
            "median": round(median, 2),
            "p90": round(max(p90, median + 0.02), 2),
            "observations": round(self.observations, 2),
            "cases": self.cases,
        }


Model = dict[Key, Level]
PRIOR = Level(math.log(10.0), 1.3)


def keys_of(kind: str, country: str) -> list[Key]:
    """Return the levels that a stage belongs to, the widest first."""
    narrowest = (pools()[kind].phase.name.lower(), kind, country)
    return [narrowest[:length] for length in range(4)]


def level_for(model: Model, kind: str, country: str = "") -> Level:
    """Return the narrowest level there is for a stage; of all States, where none is named."""
    return next(model[key] for key in reversed(keys_of(kind, country)) if key in model)


def impute(spans: Sequence[Span], model: Model, rng: np.random.Generator) -> list[Span]:
    """Share every span among its stages, several times; each gets one of a single stage."""
    pieces = []
    for span in spans:
        if len(span.kinds) == 1:
            pieces.append(span)
            continue
        for _ in range(IMPUTATIONS):
            days = share_out(span, model, rng)
            pieces += [
                Span(span.case, span.country, (kind,), day, day, 1.0 / IMPUTATIONS)
                for kind, day in zip(span.kinds, days, strict=True)
            ]
    return pieces


def share_out(span: Span, model: Model, rng: np.random.Generator) -> list[int]:
    """Draw the days of each stage of a span, given what is known of their sum."""
    parts = [level_for(model, kind, span.country).duration() for kind in span.kinds]
    sums = list(accumulate(parts, Duration.then))
    first = span.shortest + (1 if span.longest is None else 0)
    last = LONGEST if span.longest is None else max(span.longest, first)
    left = first + drawn(sums[-1].on(first, last), rng)
    days: list[int] = []
    for before, own in zip(sums[-2::-1], parts[:0:-1], strict=True):
        days.append(drawn(own.on(0, left) * before.on(0, left)[::-1], rng))
        left -= days[-1]
    return [left, *reversed(days)]


def drawn(chances: NDArray[np.float64], rng: np.random.Generator) -> int:
    """Draw a place with chances that are scaled to one; with equal ones where there are none."""
    if not chances.sum():
        chances = np.ones(len(chances))
    return int(rng.choice(len(chances), p=chances / chances.sum()))


def fit(pieces: Iterable[Span]) -> Model:
    """Fit all levels, each drawn towards the one above it."""
    groups: dict[Key, list[Span]] = defaultdict(list)
    for piece in pieces:
        for key in keys_of(piece.kinds[0], piece.country):
            groups[key].append(piece)
    model: Model = {}
    for key in sorted(groups, key=len):
        parent = model[key[:-1]] if key else PRIOR
        model[key] = fit_level(groups[key], parent, is_top=not key)
    return model


def fit_level(pieces: Sequence[Span], parent: Level, *, is_top: bool) -> Level:
    """Fit one level: alone where it is the top, else drawn towards its parent."""
    count = sum(piece.weight for piece in pieces)
    cases = len({piece.case for piece in pieces})
    own = estimate(pieces, parent, count)
    if is_top:
        return Level(own.centre, own.spread, count, cases)
    share = count / (count + WEIGHT_OF_PARENT)
    centre = share * own.centre + (1.0 - share) * parent.centre
    spread = math.exp(share * math.log(own.spread) + (1.0 - share) * math.log(parent.spread))
    return Level(centre, spread, count, cases)


def estimate(pieces: Sequence[Span], parent: Level, count: float) -> Level:
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


def _bounds(pieces: Sequence[Span]) -> tuple[NDArray[np.float64], ...]:
    """Return the logarithms between which the days of each piece lie, and its weight.

    Whole days are intervals of half a day each way; days still going on have no end.
    """
    low = [each.shortest + (0.5 if each.longest is None else -0.5) for each in pieces]
    high = [math.inf if each.longest is None else each.longest + 0.5 for each in pieces]
    weights = np.array([each.weight for each in pieces])
    return np.log(np.maximum(low, 1e-3)), np.log(high), weights


def fit_all(spans: Sequence[Span], model: Model | None = None, *, rounds: int = ROUNDS) -> Model:
    """Return the model after some rounds of sharing out and fitting, begun at another or anew."""
    rng = np.random.default_rng(SEED)
    model = model or {(): PRIOR}
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
    return round(min(max(statistics.fmean(products or [0.0]), 0.0), _MOST_SHARED), 3)


def fitted(days: Iterable[date]) -> dict[str, Any]:
    """Return all that is kept: the levels as they were known on each cut-off day."""
    cutoffs, model = {}, None
    for day in days:
        spans = [span for case in past.cases_known_by(day) for span in past.spans_of(case)]
        model = fit_all(spans, model, rounds=ROUNDS if model is None else ROUNDS_AFTER)
        levels = sorted(model.items(), key=lambda item: (len(item[0]), item[0]))
        cutoffs[day.isoformat()] = {
            "spans": len(spans),
            "cases": len({span.case for span in spans}),
            "shared": shared_variance(model, spans),
            "levels": {"/".join(key) or "everything": level.to_json() for key, level in levels},
        }
    return {"schema": "withdrawal/durations/2", "unit": "days", "cutoffs": cutoffs}


def cutoff_days() -> list[date]:
    """Return the cut-off days: the first of each year, and the last day that is on record."""
    last = past.last_day()
    return [*(date(year, 1, 1) for year in range(FIRST_YEAR, last.year + 1)), last]


def pace_text() -> str:
    """Return the usual paces for those who plan, as they follow from the estimates."""
    estimates, parts = Estimates.load(), [_PACE]
    for pool in sorted(pools()):
        stay = estimates.stay(pool, "")
        parts.append(
            f"[{pool}]\nusual = {math.ceil(stay.median)}\ncautious = {math.ceil(stay.p90)}\n"
            f'level = "{stay.level}"\ncases = {stay.cases}\n'
        )
    return "\n".join(parts)


def durations_text() -> str:
    """Return the file of the durations: a level on each line."""
    whole = json.dumps(fitted(cutoff_days()), indent=1)
    levels = re.compile(r"\{\s+(\"median\"[^}]*?)\s+\}")
    return levels.sub(lambda found: "{" + " ".join(found[1].split()) + "}", whole) + "\n"


FILES: dict[str, tuple[Path, Callable[[], str]]] = {
    "branches": (DATA / "branches.json", lambda: json.dumps(count_branches(), indent=1) + "\n"),
    "durations": (DATA / "durations.json", durations_text),
    "pace": (FILE, pace_text),
}
"""What is written, by name: where, and what gives its text."""


if __name__ == "__main__":
    for name in sys.argv[1:] or FILES:
        path, text = FILES[name]
        path.write_text(text(), encoding="utf-8", newline="\n")
