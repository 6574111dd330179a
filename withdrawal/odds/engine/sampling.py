"""Many runs of several cases: drawn chunk by chunk, shared among workers, and added up.

A chunk is always drawn from its own stream of random numbers, and sums of whole numbers do not
depend on the order in which tasks finish. So a seed gives one result, whether one process does the
runs, a pool, or a Dask cluster. Histograms are reduced inside the worker: memory is the same for a
million runs and for a thousand million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date
from functools import partial

import numpy as np
from attrs import define
from numpy.typing import NDArray

from withdrawal.dates.table import day_of
from withdrawal.errors import ScenarioError
from withdrawal.odds.engine.graph import Ensemble, Member
from withdrawal.odds.engine.paths import ALIVE, UNMARKED, Event, Prepared, Runs, take_effect
from withdrawal.odds.engine.together import BEFORE_IT
from withdrawal.values import frozen

CHUNK = 1 << 16
"""How many runs are drawn from one stream."""

CHUNKS_PER_TASK = 16

Advance = Callable[[int, int], None]


@define(eq=False)
class Counts:
    """What was counted in some number of runs; counts of several chunks add up.

    For each case: runs by the day of effect, from the first, as days since 1970-01-01, and by the
    reason of none.
    """

    runs: int
    first: int
    effects: dict[str, NDArray[np.int64]]
    never: dict[str, Counter[str]]
    all_by_target: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of other runs."""
        self.runs += other.runs
        self.all_by_target += other.all_by_target
        for name, histogram in other.effects.items():
            self.effects[name] += histogram
            self.never[name].update(other.never[name])


@frozen(eq=False)
class PreparedEnsemble:
    """A scenario made ready to draw from, with the first day and the size of its histograms."""

    ensemble: Ensemble
    cases: Mapping[str, Prepared]
    first: int
    size: int

    @classmethod
    def of(cls, ensemble: Ensemble) -> PreparedEnsemble:
        """Return a scenario made ready."""
        cases = {member.name: Prepared.of(member.model) for member in ensemble.members}
        first = min(each.first_day for each in cases.values())
        last = max(each.last_day for each in cases.values())
        return cls(ensemble, cases, first, last - first + 1)

    def nothing(self) -> Counts:
        """Return the counts of no runs."""
        zeros = {name: np.zeros(self.size, dtype=np.int64) for name in self.cases}
        return Counts(0, self.first, zeros, {name: Counter() for name in self.cases})

    def draw(
        self, seed: int, chunk: int, size: int, *, keeps_paths: bool = False
    ) -> dict[str, Runs]:
        """Return one chunk of at most `CHUNK` runs of every case, perhaps with their paths."""
        stream = np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(chunk,)))
        generator = np.random.Generator(stream)
        groups = self.ensemble.groups()
        drawn: dict[str, Runs] = {}
        for member in self.ensemble.members:
            if member.name in drawn:
                continue
            fellows = groups[member.together] if member.together is not None else [member]
            ready = {
                each.name: self._get_ready(each, generator, size, drawn, keeps_paths)
                for each in fellows
            }
            _wait_for_each_other(ready)
            for name, runs in ready.items():
                take_effect(runs, self.cases[name].model.first.treaty)
                drawn[name] = runs
        return drawn

    def _get_ready(
        self,
        member: Member,
        generator: np.random.Generator,
        size: int,
        drawn: Mapping[str, Runs],
        keeps_paths: bool,
    ) -> Runs:
        """Return the runs of one case at the day the notice is ready."""
        case = self.cases[member.name]
        runs = Runs(
            case.model.first.limit,
            generator,
            np.full(size, self.first, dtype=np.int64),
            np.zeros(size, dtype=np.int64),
            np.arange(size),
            events=[] if keeps_paths else None,
            marked={step: np.full(size, UNMARKED) for step in self.ensemble.awaited(member.name)},
        )
        if member.follows is not None:
            start = drawn[member.follows].marked[member.from_event]
            lost = start == UNMARKED
            runs.days = np.where(lost, self.first, start)
            runs.end(BEFORE_IT, lost)
        case.run(runs, is_begun=member.follows is not None)
        return runs

    def counted(self, seed: int, first: int, size: int) -> Counts:
        """Return the counts of ``size`` runs from run ``first``, which begins a chunk."""
        total = self.nothing()
        for done in range(0, size, CHUNK):
            chunk = self.draw(seed, (first + done) // CHUNK, min(CHUNK, size - done))
            total.add(self.count(chunk))
        return total

    def count(self, drawn: Mapping[str, Runs]) -> Counts:
        """Return the counts of one chunk."""
        size, target = len(next(iter(drawn.values())).days), self.ensemble.target
        effects, never = {}, {}
        in_time = np.full(size, target is not None)
        for name, runs in drawn.items():
            effect = runs.marked["effect"]
            is_out = effect != UNMARKED
            effects[name] = np.bincount(effect[is_out] - self.first, minlength=self.size)
            reasons = np.bincount(runs.ended, minlength=1).tolist()
            never[name] = Counter(
                {runs.reasons[code]: n for code, n in enumerate(reasons) if code and n}
            )
            if target is not None:
                in_time &= is_out & (effect <= target)
        return Counts(size, self.first, effects, never, int(in_time.sum()))


def _wait_for_each_other(ready: Mapping[str, Runs]) -> None:
    """Move every run of a joint deposit to the day the last of those still in it is ready."""
    if len(ready) < 2:
        return
    days = [np.where(runs.ended == ALIVE, runs.days, UNMARKED) for runs in ready.values()]
    latest = np.maximum.reduce(days)
    for runs in ready.values():
        runs.days = np.where(runs.ended == ALIVE, latest, runs.days)


def sample(
    ensemble: Ensemble,
    *,
    runs: int,
    seed: int,
    executor: Executor | None = None,
    progress: Advance | None = None,
) -> Counts:
    """Return the counts of many runs; the same for one seed, whoever does them.

    Args:
        runs: how many, above zero.
        seed: a whole number, not negative.
        executor: who does them, a pool or ``client.get_executor()`` of a Dask cluster; None for
            this process.
        progress: called with the runs done and the runs wanted.

    Raises:
        ScenarioError: ``runs`` or ``seed`` is out of range.
    """
    if not isinstance(runs, int) or isinstance(runs, bool) or runs < 1:
        raise ScenarioError(f"{runs!r} runs cannot be made: expected a whole number above zero.")
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise ScenarioError(f"{seed!r} is not a seed: expected a whole number, not negative.")
    prepared = PreparedEnsemble.of(ensemble)
    total = prepared.nothing()
    results = _results(prepared, seed, runs, executor)
    try:
        for result in results:
            total.add(result)
            if progress is not None:
                progress(total.runs, runs)
    except KeyboardInterrupt:
        results.close()
    return total


def _results(
    prepared: PreparedEnsemble, seed: int, runs: int, executor: Executor | None
) -> Generator[Counts, None, None]:
    """Yield the counts of some runs after the other, of more at a time where others do them."""
    step = CHUNK if executor is None else CHUNK * CHUNKS_PER_TASK
    firsts = range(0, runs, step)
    sizes = [min(step, runs - first) for first in firsts]
    do = map if executor is None else executor.map
    yield from do(partial(prepared.counted, seed), firsts, sizes)


@frozen
class PathStep:
    """One thing that happened in one run; what stays open for ever has no day."""

    day: date | None
    step: str
    kind: str


@frozen
class RunPath:
    """One run of one case, in full; None where no notice was given, or there was no effect."""

    steps: tuple[PathStep, ...]
    notice: date | None
    effect: date | None
    reason: str | None


def draw_paths(ensemble: Ensemble, *, runs: int, seed: int) -> Iterator[dict[str, RunPath]]:
    """Yield runs in full, the same runs that `simulate` counts, one by one."""
    prepared = PreparedEnsemble.of(ensemble)
    for first in range(0, runs, CHUNK):
        size = min(CHUNK, runs - first)
        yield from _paths(prepared.draw(seed, first // CHUNK, size, keeps_paths=True))


def _paths(drawn: Mapping[str, Runs]) -> Iterator[dict[str, RunPath]]:
    steps = {name: _steps(each.events or (), len(each.days)) for name, each in drawn.items()}
    for run in range(len(next(iter(drawn.values())).days)):
        yield {
            name: RunPath(
                tuple(steps[name][run]),
                _day(each.marked["notice"][run]),
                _day(each.marked["effect"][run]),
                each.reasons[each.ended[run]] or None,
            )
            for name, each in drawn.items()
        }


def _day(marked: int) -> date | None:
    return None if marked == UNMARKED else day_of(int(marked))


def _steps(events: Sequence[Event], size: int) -> list[list[PathStep]]:
    """Return what happened in each run, by day; what would follow an ending did not happen."""
    paths: list[list[PathStep]] = [[] for _ in range(size)]
    ends: dict[int, date] = {}
    for event in events:
        for run, day in zip(event.runs.tolist(), event.days.tolist(), strict=True):
            when = None if event.is_open else day_of(day)
            paths[run].append(PathStep(when, event.step, event.kind))
            if event.ends and when is not None:
                ends[run] = when
    for run, path in enumerate(paths):
        path.sort(key=lambda each: each.day or date.max)
        last = ends.get(run)
        if last is not None:
            paths[run] = [each for each in path if each.day is not None and each.day <= last]
    return paths
