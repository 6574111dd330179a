"""Sharing the runs of a scenario among workers, and adding up what they counted.

A task is a stretch of chunks; its histograms are reduced inside the worker, so memory is the same
for a million runs and for a thousand million. Sums of whole numbers do not depend on the order in
which tasks finish, so neither does the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import lru_cache
from typing import Any
from uuid import uuid4

from attrs import field, frozen

from withdrawal.errors import ScenarioError
from withdrawal.odds.chunks import CHUNK, Counts, PreparedEnsemble, count_chunk, nothing
from withdrawal.odds.ensemble import Ensemble

__all__ = ["CHUNKS_PER_TASK", "Sample", "sample"]

CHUNKS_PER_TASK = 16
_WAITING = 8

Progress = Callable[[int, int], None]


@frozen(eq=False)
class Sample:
    """What a simulation counted.

    Attributes:
        counts: the counts.
        first: the first day of the histograms, as days since 1970-01-01.
        wanted: how many runs were asked for.
        seed: the seed.
    """

    counts: Counts
    first: int
    wanted: int
    seed: int

    @property
    def is_complete(self) -> bool:
        """Whether all the runs asked for were done."""
        return self.counts.runs == self.wanted


@frozen
class Job:
    """What is sampled, under a name by which a worker knows that it has prepared it before.

    Attributes:
        name: a name of its own.
        ensemble: the scenario.
    """

    name: str
    ensemble: Ensemble = field(eq=False, repr=False)


def sample(
    ensemble: Ensemble,
    *,
    runs: int,
    seed: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Sample:
    """Return the counts of many runs; the same for one seed, whoever does them.

    Args:
        ensemble: the scenario.
        runs: how many, above zero.
        seed: a whole number, not negative.
        executor: who does them; None for this process.
        progress: called with the runs done and the runs wanted.

    Raises:
        ScenarioError: ``runs`` or ``seed`` is out of range.
    """
    _check(runs, seed)
    job = Job(uuid4().hex, ensemble)
    prepared = _prepared(job)
    total = nothing(prepared)
    tasks = _tasks(runs)
    results = _here(job, seed, tasks) if executor is None else _away(executor, job, seed, tasks)
    try:
        for result in results:
            total.add(result)
            if progress is not None:
                progress(total.runs, runs)
    except KeyboardInterrupt:
        results.close()
    return Sample(total, prepared.first, runs, seed)


def _check(runs: int, seed: int) -> None:
    if not isinstance(runs, int) or runs < 1:
        raise ScenarioError(f"{runs!r} runs cannot be made: expected a whole number above zero.")
    if not isinstance(seed, int) or seed < 0:
        raise ScenarioError(f"{seed!r} is not a seed: expected a whole number, not negative.")


Task = tuple[int, int]


def _tasks(runs: int) -> Iterator[Task]:
    """Yield the first run and the number of runs of each task."""
    step = CHUNK * CHUNKS_PER_TASK
    for first in range(0, runs, step):
        yield first, min(step, runs - first)


def _here(job: Job, seed: int, tasks: Iterator[Task]) -> Any:
    for first, size in tasks:
        for done in range(0, size, CHUNK):
            yield run_task(job, seed, first + done, min(CHUNK, size - done))


def _away(executor: Executor, job: Job, seed: int, tasks: Iterator[Task]) -> Any:
    """Keep a few tasks under way, and yield results as they come."""
    under_way: set[Future[Counts]] = set()
    workers = getattr(executor, "_max_workers", None) or _WAITING
    try:
        for first, size in tasks:
            under_way.add(executor.submit(run_task, job, seed, first, size))
            if len(under_way) >= workers + _WAITING:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while under_way:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        for future in under_way:
            future.cancel()


def run_task(job: Job, seed: int, first: int, size: int) -> Counts:
    """Return the counts of ``size`` runs from run ``first``, which begins a chunk."""
    prepared = _prepared(job)
    total = nothing(prepared)
    for done in range(0, size, CHUNK):
        chunk = (first + done) // CHUNK
        total.add(count_chunk(prepared, seed, chunk, min(CHUNK, size - done)))
    return total


@lru_cache(maxsize=4)
def _prepared(job: Job) -> PreparedEnsemble:
    return PreparedEnsemble.of(job.ensemble)
