"""Climatology: how long States in a like situation still took to give notice, if they did.

No model of stages: the past cases are looked at on the days from which they could be forecast
(each step known, and every thirty days of silence), and the days then left until the notice are
weighed by how alike the situation is: whether parliament must approve, still has to or has done
so, whether the last step was mere talk, and how long nothing had been reported. A case counts
once, by its likest days, and so do cases that acted together. Cases still open on the cut-off day
are censored (Kaplan and Meier, 1958); those given up stay without notice. What was left over is
the chance of never. The days are smoothed on a scale of logarithms.

Beside the stages of a case the past counts so: whether a notice comes at all is read off the past
cases, for of what goes wrong on the way the stages know too little. When it comes lies halfway
between what the stages and what the past cases say, quantile by quantile: the mean of two
distributions' chances would be wider than either deserves (Lichtendahl, Grushka-Cockayne and
Winkler, 2013).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
from attrs import evolve, field
from numpy.typing import NDArray

from withdrawal.datafiles import read_json
from withdrawal.dates.table import number_of
from withdrawal.odds.engine.exact import Solution
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.known import KINDS, Dated
from withdrawal.values import frozen

FILE = Path(__file__).parent / "data" / "climatology.json"
_KINDS = [*KINDS]
NO_NOTICE = "no notice is given"
HORIZON = 3653
"""How long a wait is followed, in days; what lasts longer counts as never."""
WIDTH = 0.45
"""How far the logarithm of days is smoothed: one standard deviation."""
_OTHER_KIND = 0.1
"""How much a case of another kind counts, beside one of the same."""
_OTHER_STEP = 0.3
"""How much a day after talk counts beside one after a deed, or the other way round."""
_CALM = 15.0
"""Days of silence that hardly differ from none; beyond, it is their ratio that tells."""
_STEP = 0.01
_SIGMAS = 5.0

Floats = NDArray[np.float64]


@frozen(eq=False)
class Climatology:
    """The days on which past cases could be forecast, as they were known on a cut-off day.

    Attributes:
        cutoff: the day.
        cases: the number of each day's case, int64, shape (days,).
        groups: the number of the cases that it acted together with, int64, shape (days,).
        kinds: the place of each day's kind in `KINDS`, int64, shape (days,).
        talk: whether the last step was mere talk, bool, shape (days,).
        silence: for how long nothing had been reported, in days, shape (days,).
        left: the days left until the notice, or as far as the case was followed, shape (days,).
        given: whether that many days later a notice was given, bool, shape (days,).
        gone: whether it is known that none came, bool, shape (days,); neither: still open.
    """

    cutoff: date
    cases: NDArray[np.int64] = field(repr=False)
    groups: NDArray[np.int64] = field(repr=False)
    kinds: NDArray[np.int64] = field(repr=False)
    talk: NDArray[np.bool_] = field(repr=False)
    silence: Floats = field(repr=False)
    left: Floats = field(repr=False)
    given: NDArray[np.bool_] = field(repr=False)
    gone: NDArray[np.bool_] = field(repr=False)

    @classmethod
    @lru_cache(maxsize=32)
    def load(cls, cutoff: date) -> Climatology:
        """Return what was known on a day (see `Estimates.cutoff`); nothing later is used."""
        last = cutoff.isoformat()
        rows = [row for row in read_json(FILE)["days"] if row["as_of"] < last]
        followed = [_followed(row, cutoff) for row in rows]
        return cls(
            cutoff,
            cases=_numbered([row["case"] for row in rows]),
            groups=_numbered([row["group"] for row in rows]),
            kinds=np.array([_KINDS.index(row["kind"]) for row in rows], dtype=np.int64),
            talk=np.array([row["talk"] for row in rows], dtype=bool),
            silence=np.array([row["silence"] for row in rows], dtype=float),
            left=np.array([left for left, _, _ in followed], dtype=float),
            given=np.array([given for _, given, _ in followed], dtype=bool),
            gone=np.array([gone for _, _, gone in followed], dtype=bool),
        )

    @property
    def size(self) -> int:
        """How many past cases it rests on."""
        return int(self.cases.max(initial=-1)) + 1

    def waits(self, kind: str, silence: int, limit: int = HORIZON, *, talk: bool = False) -> Floats:
        """Return the chance that the notice has been given, by each day.

        Returns:
            Float64, shape (limit + 1,): day 0 first, which has no chance; what is missing to one
            at the end is the chance that none is given within the limit.
        """
        far = np.log(self.silence + _CALM) - np.log(silence + _CALM)
        same = (self.kinds == _KINDS.index(kind)) + _OTHER_KIND
        likeness = same * np.exp(-0.5 * far**2) * np.where(self.talk == talk, 1.0, _OTHER_STEP)
        weights = likeness
        for parts in (self.cases, self.groups):
            weights = _by_the_likest(weights, likeness, parts)
        return self._smoothed(weights, ~self.gone & ~self.given, limit)

    def plain(self, kind: str, limit: int = HORIZON) -> Floats:
        """Return the same by kind alone, open cases left out: what forecasts are scored against."""
        settled = self.gone | self.given
        count = np.bincount(self.cases, weights=settled)[self.cases]
        same = (self.kinds == _KINDS.index(kind)) + 0.04
        weights = np.where(settled, same / np.maximum(count, 1.0), 0.0)
        return self._smoothed(weights, np.zeros(len(weights), bool), limit)

    def _smoothed(self, weights: Floats, is_open: NDArray[np.bool_], limit: int) -> Floats:
        """Return the chances by each day: Kaplan and Meier's estimate, smoothed."""
        if not weights.sum():
            return np.zeros(limit + 1)
        lasting = np.where(self.gone, np.inf, self.left)
        order = np.lexsort((is_open, lasting))
        weights, lasting = weights[order], lasting[order]
        is_event = self.given[order] & (weights > 0.0)
        at_risk = np.cumsum(weights[::-1])[::-1]
        hazard = np.where(is_event, weights / np.maximum(at_risk, 1e-300), 0.0)
        before = np.concatenate([[1.0], np.cumprod(1.0 - hazard)[:-1]])
        mass = (before * hazard)[is_event]
        return _spread(np.log(lasting[is_event] + 0.5), mass, limit)


def _by_the_likest(weights: Floats, likeness: Floats, parts: NDArray[np.int64]) -> Floats:
    """Return weights of days such that each part counts as much as its likest day."""
    best = np.zeros(int(parts.max(initial=-1)) + 1)
    np.maximum.at(best, parts, likeness)
    whole = np.bincount(parts, weights=weights)
    return weights * (best / np.maximum(whole, 1e-300))[parts]


def _spread(logs: Floats, mass: Floats, limit: int) -> Floats:
    """Return the distribution function, by day, of masses smoothed on a scale of logarithms."""
    first = np.log(0.5) - _SIGMAS * WIDTH
    bins = int((np.log(limit + 1.5) - first) / _STEP) + 2
    held = np.minimum(((logs - first) / _STEP).round().astype(int), bins - 1)
    binned = np.bincount(held, weights=mass, minlength=bins)
    reach = np.arange(-_SIGMAS * WIDTH, _SIGMAS * WIDTH + _STEP / 2, _STEP)
    kernel = np.exp(-0.5 * (reach / WIDTH) ** 2)
    smooth = np.convolve(binned, kernel / kernel.sum(), "same")
    ends = first + _STEP * (np.arange(bins) + 0.5)
    chances: Floats = np.interp(np.log(np.arange(limit + 1) + 0.5), ends, np.cumsum(smooth))
    chances[0] = 0.0
    return chances


def notices(chances: Floats, as_of: int) -> Mass:
    """Return chances by day as a mass over days, from a day as days since 1970-01-01."""
    return Mass(as_of + 1, np.diff(chances))


def warped(mass: Mass, before: Mass, after: Mass) -> Mass:
    """Return a mass moved as one distribution became another, quantile by quantile."""
    if not (before.total and after.total):
        return mass
    levels = before.cumulated(mass.first, mass.last) / before.total
    reached = np.cumsum(after.values) / after.total
    steps = np.searchsorted(reached, np.minimum(levels, reached[-1] - 1e-12))
    return mass.placed(after.first + steps.astype(np.int64), mass.values)


def _numbered(names: list[str]) -> NDArray[np.int64]:
    return np.unique(np.array(names, dtype=str), return_inverse=True)[1].astype(np.int64)


def _followed(row: dict[str, str], cutoff: date) -> tuple[int, bool, bool]:
    """Return how long a wait was followed by a day, and whether it ended in a notice or in none."""
    begun = date.fromisoformat(row["as_of"])
    end, how = date.fromisoformat(row["until"]), row["end"]
    if end > cutoff:
        end, how = cutoff, "open"
    left = (end - begun).days
    return left, how == "notice", how == "given-up" or left >= HORIZON


@frozen
class Waits:
    """When past cases in a like situation gave notice; its kind is one of `KINDS`."""

    mass: Mass = field(repr=False)
    kind: str
    cases: int
    cutoff: date

    @property
    def assumption(self) -> str:
        """What is taken for granted by heeding them."""
        return (
            f"That a notice comes as often as in {self.cases} past cases that were known on "
            f"{self.cutoff}, those in a like situation above all; and, if it comes, on a day "
            "halfway between theirs and that of its stages."
        )

    def moved(self, before: Solution, after: Solution) -> Waits:
        """Return them moved as the notice moved from one solution of the stages to another."""
        return evolve(self, mass=warped(self.mass, before.notice, after.notice))


def waits_like(dated: Dated, limit: int, cutoff: date, as_of: date) -> Waits | None:
    """Return how long past cases in a like situation, as known by the cut-off day, still took.

    Days are counted as far as a limit since 1970-01-01; None where nothing has happened.
    """
    climate, today = Climatology.load(cutoff), number_of(as_of)
    if dated.latest is None or not climate.size:
        return None
    silence = max(today - dated.latest.last, 0)
    chances = climate.waits(dated.kind, silence, limit - today, talk=dated.talk)
    return Waits(notices(chances, today), dated.kind, climate.size, cutoff)


def weighed(ready: Solution, waits: Waits) -> Solution:
    """Return when the notice is ready by the stages and by past cases together.

    No notice comes before the first day on which the stages let it come.
    """
    own, past = ready.notice.trimmed(), waited(ready, waits)
    if not own.values.size:
        return ready
    both = between(own, past.notice)
    return evolve(past, notice=both, effect=both, stages=ready.stages)


def waited(ready: Solution, waits: Waits) -> Solution:
    """Return when the notice is ready by past cases alone; arguments as `weighed`."""
    own = ready.notice.trimmed()
    past = waits.mass.not_before(own.first) if own.values.size else own
    never = {NO_NOTICE: max(1.0 - past.total, 0.0)}
    return evolve(ready, notice=past, effect=past, stages={}, never=never)


def between(one: Mass, other: Mass) -> Mass:
    """Return the mass as great as ``other`` whose quantiles lie halfway; ``one`` is not empty."""
    if not other.total:
        return other
    reached = [np.cumsum(each.values) / each.total for each in (one, other)]
    ends = np.sort(np.concatenate(reached)).clip(max=1.0)
    steps = np.diff(ends, prepend=0.0)
    middle = ends - steps / 2.0
    twice = np.full(len(middle), one.first + other.first)
    for each in reached:
        twice += np.searchsorted(each, middle).clip(max=len(each) - 1)
    # A half day is shared by the days on both sides of it.
    early, late = twice // 2, (twice + 1) // 2
    return other.placed(np.concatenate([early, late]), np.tile(steps * (other.total / 2.0), 2))
