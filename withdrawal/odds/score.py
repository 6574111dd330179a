"""How good the forecasts are: every past case forecast without itself, and compared.

A case is left out with all that acted together with it, and with every duration and branch drawn
from them. It is then forecast from each day on which something was known before the notice, and
scored against the day that came: the continuous ranked probability score in days (for a single
day, the error), whether the 50% and 80% ranges held it, and where in the distribution it lay.

Two simple forecasters are there to beat, each of which names a single day. The press starts the
treaty's clock with the vote in parliament. The other adds up the median days of the stages still
open and puts the sum through the clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from withdrawal.dates.table import EPOCH
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.odds.ahead import prospect
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.exact import solve
from withdrawal.odds.engine.graph import DONE, Fork, Network, Step
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.evidence import PastCase, past_cases
from withdrawal.odds.known import recorded_case, situation
from withdrawal.odds.spans import dated_stages
from withdrawal.record.chronology import first_exits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from withdrawal.case.proceedings.case import Case
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.odds.ahead import Prospect
    from withdrawal.odds.engine.sampling import Told

__all__ = [
    "SCHEMA",
    "CaseScore",
    "Score",
    "crps",
    "median_day",
    "press_day",
    "score",
    "scored_cases",
]


SCHEMA = "withdrawal/score/1"
THE_SIX = tuple(sorted(f"{party.lower()}-{treaty}" for party, treaty in first_exits()))


@frozen
class Score:
    """One forecast, scored.

    Attributes:
        case: the id of the case.
        as_of: the day of the forecast.
        known: the last step known on that day.
        actual: the day of effect that came.
        median: the day forecast with even odds.
        crps: the score of the forecast, in days; 0 is perfect.
        press: the error of the press's day, in days; None where it names none.
        medians: the error of the day on which everyone takes the median.
        in_50, in_80: whether the central ranges held the day.
        pit: the share of the distribution before the day (half of the day itself included).
        never: the probability given to no effect at all.
    """

    case: str
    as_of: date
    known: str
    actual: date
    median: date | None
    crps: float
    press: float | None
    medians: float | None
    in_50: bool
    in_80: bool
    pit: float
    never: float

    @property
    def baseline(self) -> float | None:
        """The error of the better baseline."""
        return min((each for each in (self.press, self.medians) if each is not None), default=None)

    def to_json(self) -> dict[str, Any]:
        """Return the score as plain data."""
        return {
            "as_of": self.as_of.isoformat(),
            "known": self.known,
            "actual": self.actual.isoformat(),
            "median": None if self.median is None else self.median.isoformat(),
            "crps": round(self.crps, 2),
            "press": self.press,
            "medians": self.medians,
            "in_50": self.in_50,
            "in_80": self.in_80,
            "pit": round(self.pit, 4),
            "never": round(self.never, 4),
        }


@frozen
class CaseScore:
    """All forecasts of one case.

    Attributes:
        case: its id.
        group: what was left out with it.
        scores: its forecasts, by day.
    """

    case: str
    group: str
    scores: tuple[Score, ...]

    @property
    def is_of_the_six(self) -> bool:
        """Whether it is one of the exits from the Ottawa and cluster munitions conventions."""
        return self.case in THE_SIX

    def mean(self, name: str) -> float | None:
        """Return the mean of one column over the forecasts of the case."""
        values = [getattr(each, name) for each in self.scores]
        known = [value for value in values if value is not None]
        return sum(known) / len(known) if known else None

    @property
    def ratio(self) -> float | None:
        """The mean score as a share of the better baseline's mean error over the case."""
        errors = [each for each in (self.mean("press"), self.mean("medians")) if each is not None]
        own = self.mean("crps")
        if not errors or own is None or min(errors) == 0.0:
            return None
        return own / min(errors)


def crps(distribution: Distribution, actual: date) -> float:
    """Return the continuous ranked probability score in days, given that it happens.

    The sum over all days of (F(day) - [day >= actual]) squared (Matheson and Winkler, 1976).
    """
    mass = distribution.mass
    target = actual.toordinal() - EPOCH
    first, last = min(mass.first, target), max(mass.last, target)
    cumulated = mass.cumulated(first, last) / mass.total
    happened = np.arange(first, last + 1) >= target
    return float(((cumulated - happened) ** 2).sum())


def scored_cases() -> tuple[PastCase, ...]:
    """Return the past cases that a forecast can be scored on.

    Their effect is on record (not worked out from the clause), their treaty is in the catalogue,
    and something was known on a day before the notice.
    """
    return tuple(case for case in past_cases() if _is_scored(case))


def _is_scored(case: PastCase) -> bool:
    notice = case.notice
    if notice is None or notice.status != "effective" or notice.effect_is_computed:
        return False
    if notice.effect is None or notice.kind not in ("withdrawal", "later-date"):
        return False
    known = case.treaty in catalogue() and case.set_aside is None
    return known and bool(_days(case))


def _days(case: PastCase) -> list[tuple[date, str]]:
    """Return the days on which a step before the notice became known, each with the step."""
    assert case.notice is not None
    given = case.notice.given
    found = {}
    for _, event in dated_stages(case):
        if event.when.latest is not None and given is not None and event.when.latest < given:
            found[event.when.latest] = event.step
    return sorted(found.items())


def score(
    cases: Iterable[PastCase] | None = None, *, progress: Told | None = None
) -> tuple[CaseScore, ...]:
    """Return the scores of past cases, each forecast without itself.

    Args:
        cases: the cases; default all that can be scored. A case in which nothing was open on any
            day (the State was no party by the record) gives none.
        progress: called with the cases done and the cases wanted.
    """
    chosen = scored_cases() if cases is None else tuple(cases)
    scored = []
    for number, case in enumerate(chosen, 1):
        scored.append(_score_case(case))
        if progress is not None:
            progress(number, len(chosen))
    return tuple(each for each in scored if each.scores)


def _score_case(case: PastCase) -> CaseScore:
    together = frozenset(each.id for each in past_cases() if each.group == case.group)
    estimates = Estimates.load(without=case.group, cases=together)
    found = []
    for as_of, step in _days(case):
        made = _score_day(case, as_of, step, estimates)
        if made is not None:
            found.append(made)
    return CaseScore(case.id, case.group, tuple(found))


def _score_day(case: PastCase, as_of: date, step: str, estimates: Estimates) -> Score | None:
    assert case.notice is not None
    assert case.notice.effect is not None
    actual = case.notice.effect
    try:
        recorded = recorded_case(case.party, case.treaty, route=case.route, events=case.events)
        found = prospect(recorded, as_of, estimates=estimates)
    except WithdrawalError:
        return None
    if found.model is None:
        return None
    solution = solve(found.model, keeps_stages=False)
    effect = Distribution.of(solution.effect, solution.never)
    known, _, _, _, facts = situation(recorded, as_of)
    return _scored(
        case.id,
        as_of,
        step,
        actual,
        effect,
        press_day(known, as_of, facts),
        median_day(found, facts),
    )


def _scored(
    case: str,
    as_of: date,
    step: str,
    actual: date,
    effect: Distribution,
    press: date | None,
    medians: date | None,
) -> Score:
    held = {share: _holds(effect, share, actual) for share in (0.5, 0.8)}
    before = effect.probability_by(date.fromordinal(actual.toordinal() - 1))
    pit = (before + effect.probability_by(actual)) / 2.0 / effect.mass.total
    return Score(
        case,
        as_of,
        step,
        actual,
        effect.median,
        crps(effect, actual),
        _error(press, actual),
        _error(medians, actual),
        held[0.5],
        held[0.8],
        pit,
        effect.probability_never,
    )


def _holds(effect: Distribution, share: float, actual: date) -> bool:
    ends = effect.interval(share)
    return ends is not None and ends[0] <= actual <= ends[1]


def _error(day: date | None, actual: date) -> float | None:
    return None if day is None else float(abs((day - actual).days))


def summary(cases: Sequence[CaseScore]) -> Mapping[str, Any]:
    """Return the figures over all cases: each case counts once, however many days it has."""
    scored = [case for case in cases if case.scores]
    every = [each for case in scored for each in case.scores]
    ratios = [case.ratio for case in scored if case.ratio is not None]
    pits = np.histogram([each.pit for each in every], bins=10, range=(0.0, 1.0))[0]
    return {
        "cases": len(scored),
        "forecasts": len(every),
        "crps": _mean(case.mean("crps") for case in scored),
        "press": _mean(case.mean("press") for case in scored),
        "medians": _mean(case.mean("medians") for case in scored),
        "median_ratio": median(ratios) if ratios else None,
        "coverage_50": _mean(case.mean("in_50") for case in scored),
        "coverage_80": _mean(case.mean("in_80") for case in scored),
        "pit": [int(count) for count in pits],
    }


def _mean(values: Iterable[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None


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
