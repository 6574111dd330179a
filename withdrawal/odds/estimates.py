"""What past cases say: how long stages take, and how often each branch was taken.

Reads the files that `withdrawal.odds.fitting` writes: the estimates as they were known on one day
of each year since 2005. A forecast from a past day takes the newest of them that is not later, in
which every case, its own included, has only what was known then.

Beside them what the days that a case has taken so far say about its pace.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache, reduce
from typing import Any

from attrs import evolve, field
from numpy.polynomial.hermite_e import hermegauss

from withdrawal.case.proceedings.case import Case
from withdrawal.datafiles import read_json, read_toml, table_of
from withdrawal.law.procedures.file import pools
from withdrawal.law.procedures.stages import Phase, Stage
from withdrawal.odds.engine.durations import Z90, Duration, duration_from
from withdrawal.odds.evidence import DATA, PastCase, Span, spans_of
from withdrawal.values import frozen

_RECORDED = 0.6
_NO_CASES: Mapping[str, list[str]] = {"happened": [], "could": []}
_DOUBT = 10.0
"""With how many cases more what may go wrong counts: without any it does in one of twenty."""


@frozen
class Stay:
    """How long a stage takes, and what stands behind that.

    Attributes:
        median: in days.
        p90: the days within which nine in ten are over.
        level: the level of pooling: the State's own stage, its kind, its phase or everything.
        observations: how many spans, shared ones in part, the level rests on.
        cases: in how many cases they were seen.
    """

    median: float
    p90: float
    level: str
    observations: float
    cases: int

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return table_of(self, median="median_days", p90="p90_days")

    def duration(self, pace: Pace) -> Duration:
        """Return the duration at a pace.

        The logarithm of the days has one part that all stages of a case share and one that is
        this stage's own; the pace fixes the first.
        """
        spread = (math.log(self.p90) - math.log(self.median)) / Z90
        median = self.median * math.exp(spread * math.sqrt(pace.share) * pace.level)
        own = spread * math.sqrt(1.0 - pace.share)
        return Duration.lognormal(median, median * math.exp(Z90 * own))


@frozen
class Pace:
    """How fast a case goes: how many standard deviations slower than usual.

    The share is that of the variance of the logarithm of days which the stages of a case share.
    """

    level: float = 0.0
    share: float = 0.0


@frozen
class Branch:
    """How likely a branch is, and what stands behind that.

    Attributes:
        probability: by case or by stage, as the branch says.
        happened: in how many past cases it happened; None where it is assumed.
        could: in how many it could have.
        cases: the ids of those in which it could have; each begins with its State's code.
    """

    name: str
    probability: float
    happened: int | None
    could: int | None
    text: str
    cases: tuple[str, ...] = field(default=(), repr=False)

    def of_others(self, country: str) -> int | None:
        """Return how many of the cases are of other States; None where it is assumed."""
        if self.could is None:
            return None
        return sum(case.partition("-")[0].upper() != country for case in self.cases)

    def evidence(self, country: str) -> str:
        """Return what the probability rests on, in words; cases are pooled over all States."""
        others = self.of_others(country)
        if others is None:
            return "assumed"
        shared = "all" if others == self.could else f"{others} of them"
        return f"{self.happened} of {self.could} past cases, {shared} of other States"

    def sentence(self, country: str) -> str:
        """Return what is taken for granted of it."""
        chance = f"with probability {self.probability:.1%}"
        return f"That {self.text} {chance} ({self.evidence(country)})."

    def to_json(self, country: str) -> dict[str, Any]:
        """Return the branch as JSON-ready data."""
        return {
            "text": self.text,
            "probability": self.probability,
            "happened": self.happened,
            "cases": self.could,
            "of_other_states": self.of_others(country),
        }

    def per_stage(self, stages: int) -> float:
        """Return the probability at each of several stages that share a case's probability."""
        return float(1.0 - (1.0 - self.probability) ** (1.0 / max(stages, 1)))


@frozen(eq=False)
class Estimates:
    """Everything estimated from past cases.

    Attributes:
        levels: the durations by level of pooling.
        counts: the lists of past cases in which each happened and could have.
        shared: how much of the variance of days the stages of a case share.
        cutoff: the day on which all of it was known; a branch counts the cases that were over.
    """

    levels: Mapping[str, Mapping[str, Any]] = field(repr=False)
    branches: Mapping[str, Mapping[str, Any]] = field(repr=False)
    counts: Mapping[str, Any] = field(repr=False)
    shared: float = 0.0
    cutoff: date = date.max

    @classmethod
    def load(cls, as_of: date | None = None) -> Estimates:
        """Return the newest estimates that were known on a day, by default the newest of all.

        Before the first cut-off day the first estimates are all there is.
        """
        days = _cutoffs()
        known = days if as_of is None else [day for day in days if day <= as_of.isoformat()]
        return _load((known or days[:1])[-1])

    def paces(self) -> tuple[tuple[float, Pace], ...]:
        """Return the paces a case may have, each with its probability.

        The five nodes of Gauss-Hermite quadrature stand for the normal distribution: moments up
        to the ninth are exact.
        """
        levels, weights = (each.tolist() for each in hermegauss(5))
        pairs = zip(weights, levels, strict=True)
        return tuple((weight / sum(weights), Pace(level, self.shared)) for weight, level in pairs)

    def stay(self, pool: str, country: str) -> Stay:
        """Return how long a stage of a pool (`pool_of`) takes, from the narrowest level."""
        phase = pools()[pool].phase.name.lower()
        names = (f"{phase}/{pool}/{country}", f"{phase}/{pool}", phase, "everything")
        level = next(name for name in names if name in self.levels)
        row = self.levels[level]
        return Stay(row["median"], row["p90"], level, row["observations"], row["cases"])

    def branch(self, name: str) -> Branch:
        """Return how likely a branch is."""
        row = self.branches[name]
        if name not in self.counts:
            return Branch(name, row["probability"], None, None, row["text"])
        lists = self.counts[name]
        found = self._counted(name, lists, row["text"], doubt=_DOUBT)
        if "idle" not in lists:
            return found
        idle = [each for vote, each in lists["idle"].items() if self._was_over(vote)]
        share = sum(idle) / len(idle) if idle else 1.0
        return evolve(found, probability=min(found.probability / share, 1.0))

    def skipped(self, kind: str) -> Branch:
        """Return how likely it is that a stage that is left to choice is not taken."""
        named = f"skipped-{kind}"
        if named in self.branches:
            return self.branch(named)
        counted = self.counts["optional"].get(kind)
        if counted is None:
            return self.branch("skipped")
        taken = self._counted(kind, counted, self.branches["skipped"]["text"])
        if not taken.could:
            return self.branch("skipped")
        left = taken.could - (taken.happened or 0)
        probability = 1.0 - taken.probability
        return evolve(taken, name=named, probability=probability, happened=left)

    def shows(self, stage: Stage) -> bool:
        """Return whether records usually date a stage, so that silence means "not yet"."""
        if stage.kind.phase is Phase.NOTIFIED:
            return True
        kind = stage.kind.id
        counted = self._counted(kind, self.counts["recorded"].get(kind, _NO_CASES), "")
        if (counted.could or 0) < 3:
            return stage.is_binding_approval and not stage.is_optional
        return counted.probability >= _RECORDED

    def revocation_fractions(self) -> tuple[tuple[float, float], ...]:
        """Return when notices are taken back, as shares of the time to effect."""
        rows = self.counts["fractions"].items()
        kept = sorted(share for case, share in rows if self._was_over(case))
        return tuple((share, 1.0 / len(kept)) for share in kept)

    def conflict(self) -> tuple[float, Duration]:
        """Return the daily hazard of an armed conflict and how long one lasts: both assumed."""
        row = self.branches["conflict"]
        return 1.0 - (1.0 - row["a_year"]) ** (1.0 / 365.25), duration_from(row["lasts"])

    def delay(self, name: str) -> Duration:
        """Return the delay that a branch brings."""
        return duration_from(self.branches[name]["delay"])

    def _counted(
        self, name: str, lists: Mapping[str, list[str]], text: str, *, doubt: float = 1.0
    ) -> Branch:
        happened = [case for case in lists["happened"] if self._was_over(case)]
        could = [case for case in lists["could"] if self._was_over(case)]
        probability = (len(happened) + 0.5) / (len(could) + doubt)
        return Branch(name, probability, len(happened), len(could), text, tuple(could))

    def _was_over(self, case: str) -> bool:
        """Return whether all that is told of a case was known by the cut-off day."""
        return case.partition(":")[0] not in self._still_open

    @cached_property
    def _still_open(self) -> frozenset[str]:
        days: Mapping[str, str] = self.counts.get("over", {})
        last = self.cutoff.isoformat()
        return frozenset(case for case, day in days.items() if day > last)


@lru_cache(maxsize=32)
def _load(cutoff: str) -> Estimates:
    fitted = read_json(DATA / "durations.json")["cutoffs"][cutoff]
    counts, day = read_json(DATA / "branches.json"), date.fromisoformat(cutoff)
    return Estimates(fitted["levels"], read_branches(), counts, fitted["shared"], day)


@cache
def _cutoffs() -> list[str]:
    return sorted(read_json(DATA / "durations.json")["cutoffs"])


@cache
def read_branches() -> dict[str, dict[str, Any]]:
    """Return the branches of ``branches.toml``."""
    return read_toml(DATA / "branches.toml")


_LEAST = 1e-12


def pace_weights(
    case: Case, estimates: Estimates, paces: Sequence[tuple[float, Pace]]
) -> list[float]:
    """Return the probability of each pace, given the spans a case has gone through."""
    told = PastCase("", case.party, case.treaty.id, "", case.history, route=case.route.id)
    weights = [weight for weight, _ in paces]
    for span in spans_of(told):
        chances = [_chance(span, estimates, pace) for _, pace in paces]
        weights = [w * max(c, _LEAST) for w, c in zip(weights, chances, strict=True)]
        total = sum(weights)
        weights = [weight / total for weight in weights]
    return weights


def _chance(span: Span, estimates: Estimates, pace: Pace) -> float:
    """Return the chance of a span at a pace."""
    parts = (estimates.stay(pool, span.country).duration(pace) for pool in span.kinds)
    whole = reduce(Duration.then, parts)
    before = whole.survival(span.shortest - 1)
    return before if span.longest is None else before - whole.survival(span.longest)
