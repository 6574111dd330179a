"""The sampler: the exact engine's distribution, one result for one seed, whoever does the runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy import stats

from withdrawal.case.proceedings.case import Case
from withdrawal.dates import DayTable
from withdrawal.dates.table import EPOCH
from withdrawal.errors import ScenarioError
from withdrawal.law.procedures.library import procedures
from withdrawal.odds.ahead import prospect
from withdrawal.odds.build import build
from withdrawal.odds.engine import sampling
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.graph import (
    DONE,
    Ensemble,
    Fork,
    Member,
    Model,
    Network,
    Opening,
    Outcome,
    Step,
)
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.paths import draw
from withdrawal.odds.engine.sampling import CHUNK, Counts, PreparedEnsemble, sample
from withdrawal.odds.engine.together import solve_ensemble
from withdrawal.odds.engine.treaty import ConflictRisk, Revocation, TreatySide
from withdrawal.odds.estimates import Estimates

FIRST, LAST = date(2025, 1, 1), date(2037, 12, 31)
START = date(2025, 3, 18).toordinal() - EPOCH
CLAUSE = DayTable.compile(lambda day: day + timedelta(days=183), FIRST, LAST)
MANY = int(os.environ.get("WITHDRAWAL_PATHS", "200000"))


def sitting(day: date) -> date:
    """Return the first weekday outside July and August."""
    while day.weekday() > 4 or day.month in (7, 8):
        day += timedelta(days=1)
    return day


@cache
def everything(*, not_by: int | None = None) -> Network:
    """Return a network with every kind of thing in it."""
    table = DayTable.compile(sitting, FIRST, LAST)
    slow, fast = Duration.lognormal(25, 80), Duration.uniform(0, 9)
    vote = Step.simple("vote", fast, table=table)
    items: tuple[Step | Fork, ...] = (
        Step("decision", (Outcome("skipped", 0.2, Duration.fixed(0), is_free=True),
                          Outcome(DONE, 0.8, slow)), is_recorded=False),
        Fork(((Step.simple("house", slow, table=table),),
              (Step("senate", (Outcome(DONE, 0.9, fast), Outcome("rejected", 0.1, fast))),))),
        Step("vote", (Outcome(DONE, 0.6, slow), Outcome(DONE, 0.2, slow, is_free=True),
                      Outcome("returned", 0.2, fast, (vote,))), table=table),
        Step("notice", (Outcome(DONE, 0.95, slow), Outcome("shelved", 0.05)),
             not_before=START + 60),
    )  # fmt: skip
    limit = START + 700
    conflict = ConflictRisk(0.0005, Duration.lognormal(90, 400), START, limit)
    revocation = Revocation(0.08, ((0.2, 0.5), (0.9, 0.5)))
    treaty = TreatySide(CLAUSE, revocation=revocation, conflict=conflict)
    opening = Opening(Mass.spread(START - 4, START), not_by)
    return Network(items, opening, limit, treaty)


def chi_square(found: Counts, ensemble: Ensemble) -> float:
    """Return the chance of a deviation this large between counts and exact distribution.

    Neighbouring days are put together until each group is expected at least fifty times.
    """
    smallest = 1.0
    solutions = solve_ensemble(ensemble).solutions
    runs = found.runs
    for name, histogram in found.effects.items():
        solution = solutions[name]
        last = found.first + len(histogram) - 1
        expected = solution.effect.on(found.first, last) * runs
        groups = np.floor(np.cumsum(expected) / 50).astype(int)
        seen = [*np.bincount(groups, weights=histogram)]
        wanted = [*np.bincount(groups, weights=expected)]
        for reason in solution.never.keys() | found.never[name].keys():
            seen.append(found.never[name].get(reason, 0))
            wanted.append(solution.never.get(reason, 0.0) * runs)
        smallest = min(smallest, _tail(np.array(seen), np.array(wanted)))
    return smallest


def _tail(seen: Any, wanted: Any) -> float:
    kept = wanted > 5
    if (seen[~kept] > 60).any():
        return 0.0
    statistic = float(((seen[kept] - wanted[kept]) ** 2 / wanted[kept]).sum())
    return float(stats.chi2.sf(statistic, max(int(kept.sum()) - 1, 1)))


def shapes(network: Network) -> Iterator[tuple[Any, ...]]:
    """Yield what the engines do differently from step to step of a network."""
    for item in network.items:
        yield (type(item),)
        for step in item.steps if isinstance(item, Fork) else (item,):
            yield step.count is None, step.table is None, step.not_before is None
            yield (step.is_recorded,)
            yield from ((each.kind, each.is_free, len(each.again)) for each in step.outcomes)


def alone(case: Network | Model) -> Ensemble:
    """Return a scenario of one case."""
    return Ensemble((Member("case", Model.of(case)),))


class TestAgainstExact:
    @pytest.mark.parametrize("not_by", [None, START + 2, START + 40])
    def test_everything_at_once(self, not_by: int | None) -> None:
        """Forks, returns, calendars, skips, revocation and conflict give the exact counts."""
        ensemble = alone(everything(not_by=not_by))
        assert chi_square(sample(ensemble, runs=200_000, seed=11), ensemble) > 1e-4

    def test_paces_and_ties(self) -> None:
        """So do several paces, a joint deposit and cases in a row."""
        case, slow = everything(), everything(not_by=START + 30)
        paced = Model(((0.3, case), (0.7, slow)))
        members = (
            Member("a", paced, together="notice"),
            Member("b", Model.of(case), together="notice"),
            Member("c", Model.of(case), follows="a", from_event="notice"),
            Member("d", Model.of(case), follows="c", from_event="vote"),
        )
        ensemble = Ensemble(members, target=START + 600)
        assert chi_square(sample(ensemble, runs=100_000, seed=12), ensemble) > 1e-4

    @pytest.mark.slow
    def test_every_kind_of_procedure(self) -> None:
        """The default routes of States with every kind of step: their paths fit the exact mass.

        Set WITHDRAWAL_PATHS to 10000000 for the long form.
        """
        seen: set[tuple[Any, ...]] = set()
        for country in procedures():
            tried = (
                prospect(Case(country, treaty), date(2026, 11, 21)).model
                for treaty in ("ottawa-1997", "paris-2015", "npt-1968")
            )
            model = next(filter(None, tried), None)
            assert model is not None, f"{country} is in none of the treaties"
            if not seen.issuperset(shapes(model.first)):
                seen.update(shapes(model.first))
                ensemble = alone(model)
                fit = chi_square(sample(ensemble, runs=MANY, seed=13), ensemble)
                assert fit > 1e-5, country
        assert len(seen) > 15

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("country", "treaty"),
        [("JPN", "ect-1994"), ("NOR", "icrw-1946"), ("EST", "rome-statute-1998"),
         ("FRA", "ilo-c158"), ("GBR", "echr-1950"), ("SWE", "single-convention-1961"),
         ("UKR", "ottawa-1997"), ("POL", "istanbul-convention-2011")],
    )  # fmt: skip
    def test_several_treaties(self, country: str, treaty: str) -> None:
        """Windows, year ends, months' firsts and a conflict that goes on fit as well."""
        found = prospect(Case(country, treaty), date(2025, 1, 10))
        assert found.model is not None, found.answer.status
        ensemble = alone(found.model)
        assert chi_square(sample(ensemble, runs=MANY, seed=14), ensemble) > 1e-5


def same(left: Counts, right: Counts) -> bool:
    """Return whether two samples counted the very same."""
    return (
        left.runs == right.runs
        and left.never == right.never
        and all((left.effects[name] == right.effects[name]).all() for name in left.effects)
    )


TASK = 2 * CHUNK
"""How many runs a task does here, so that several tasks are done soon."""


class TestOneSeedOneResult:
    @pytest.fixture(autouse=True)
    def small_tasks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Give each task so many runs."""
        monkeypatch.setattr(sampling, "CHUNKS_PER_TASK", TASK // CHUNK)

    def test_same_again(self) -> None:
        """The same seed gives the same counts, another seed others."""
        ensemble = alone(everything())
        first = sample(ensemble, runs=70_000, seed=5)
        assert same(first, sample(ensemble, runs=70_000, seed=5))
        assert not same(first, sample(ensemble, runs=70_000, seed=6))

    def test_more_runs_go_on_where_fewer_ended(self) -> None:
        """Whole chunks of a longer simulation are those of a shorter one."""
        prepared = PreparedEnsemble.of(alone(everything()))
        chunks = [prepared.count(prepared.draw(5, n, CHUNK)) for n in (0, 1)]
        both = sample(alone(everything()), runs=2 * CHUNK, seed=5)
        total = chunks[0].effects["case"] + chunks[1].effects["case"]
        assert (both.effects["case"] == total).all()

    def test_threads(self) -> None:
        """Threads that finish in any order give what one process gives."""
        ensemble = alone(everything())
        runs = TASK + 1234
        with ThreadPoolExecutor(3) as pool:
            found = sample(ensemble, runs=runs, seed=8, executor=pool)
        assert same(found, sample(ensemble, runs=runs, seed=8))

    def test_reversed_order(self) -> None:
        """The order in which tasks are done makes no difference."""
        ensemble = alone(everything())
        runs = TASK * 2 + 99
        backwards = _Backwards()
        found = sample(ensemble, runs=runs, seed=9, executor=backwards)
        assert backwards.done == [2, 1, 0]
        assert same(found, sample(ensemble, runs=runs, seed=9))

    @pytest.mark.slow
    def test_processes(self) -> None:
        """A pool of processes gives the very counts of one."""
        ensemble = alone(everything())
        runs = TASK * 4 + 77
        with ProcessPoolExecutor(2) as pool:
            found = sample(ensemble, runs=runs, seed=10, executor=pool)
        assert same(found, sample(ensemble, runs=runs, seed=10))


class _Backwards(Executor):
    """Does nothing until all tasks are in, then the last one first."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Any, Any]] = []
        self.done: list[int] = []

    def submit(self, function: Any, /, *arguments: Any, **settings: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, function, arguments))
        if len(self.waiting) == 3:
            for index in (2, 1, 0):
                each, work, given = self.waiting[index]
                self.done.append(index)
                each.set_result(work(*given))
        return future


class TestControl:
    def test_progress_is_told(self) -> None:
        """Progress is told as runs are done, up to the number wanted."""
        told: list[tuple[int, int]] = []
        sample(
            alone(everything()),
            runs=CHUNK * 2 + 5,
            seed=1,
            progress=lambda done, wanted: told.append((done, wanted)),
        )
        assert told == [(CHUNK, 2 * CHUNK + 5), (2 * CHUNK, 2 * CHUNK + 5), (2 * CHUNK + 5,) * 2]

    def test_an_interruption_keeps_what_is_done(self) -> None:
        """Ctrl-C returns the runs done so far, and counts no others."""

        def interrupt(done: int, wanted: int) -> None:
            if done >= 2 * CHUNK:
                raise KeyboardInterrupt

        found = sample(alone(everything()), runs=CHUNK * 5, seed=1, progress=interrupt)
        assert found.runs == 2 * CHUNK

    @pytest.mark.parametrize(("runs", "seed"), [(0, 1), (-5, 1), (1.5, 1), (10, -1), (10, "x")])
    def test_senseless_numbers_are_refused(self, runs: Any, seed: Any) -> None:
        """Runs are at least one, seeds whole and not negative."""
        with pytest.raises(ScenarioError, match="expected a whole number"):
            sample(alone(everything()), runs=runs, seed=seed)

    @pytest.mark.slow
    def test_memory_does_not_grow_with_runs(self) -> None:
        """Four times the runs take no more memory at the peak."""
        import tracemalloc

        ensemble = alone(everything())
        sample(ensemble, runs=CHUNK, seed=1)
        peaks = []
        for runs in (4 * CHUNK, 16 * CHUNK):
            tracemalloc.start()
            sample(ensemble, runs=runs, seed=1)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] < 1.1 * peaks[0]


class TestBuiltModels:
    def test_a_case_that_waits(self) -> None:
        """A real case part of the way through fits too, at all its paces."""
        case = Case("LTU", "ottawa-1997")
        case.record("state-defence-council", on="2025-01-17")
        case.record("joint-recommendation", on="2025-03-18")
        built = build(case, date(2025, 4, 1), Estimates.load())
        ensemble = alone(built.model)
        assert chi_square(sample(ensemble, runs=200_000, seed=15), ensemble) > 1e-4

    def test_known_days_need_no_draw(self) -> None:
        """Where the notice is known and nothing can go wrong, every run gives the one day."""
        treaty = TreatySide(CLAUSE)
        known = Network((), Opening(Mass.point(START)), START + 10, treaty)
        found = sample(alone(known), runs=1000, seed=1)
        assert found.effects["case"].max() == 1000


class TestDraw:
    @pytest.mark.parametrize("size", [7, 50_000])
    def test_every_item_has_its_chance(self, size: int) -> None:
        """Few draws and many alike give each item as often as its chance says, in any place."""
        chances = np.array([0.2, 0.0, 0.5, *[0.01] * 30])
        generator = np.random.default_rng(3)
        drawn = np.array([draw(generator, chances, size) for _ in range(210_000 // size)])
        for place in (slice(None), slice(0, 3), slice(4, None)):
            seen = np.bincount(drawn[:, place].ravel(), minlength=len(chances))
            wanted = chances * seen.sum()
            assert seen[1] == 0
            assert _tail(seen.astype(float), wanted) > 1e-4
