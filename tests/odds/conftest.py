"""A plain reference: every path of a small network, one by one, without arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

import pytest
from attrs import frozen

from withdrawal.dates.table import EPOCH
from withdrawal.odds.engine.durations import DayCount, Duration
from withdrawal.odds.engine.graph import DONE, SKIPPED, Fork, Network, Outcome, Step

Seen = tuple[tuple[str, str, int], ...]


@frozen
class Path:
    """One way a case can go: its probability, its last day (None where it ended), its reason."""

    probability: float
    day: int | None
    seen: Seen
    reason: str | None = None


@frozen
class Reference:
    """What enumeration finds: the mass by day, and the chance of each ending."""

    days: dict[int, float]
    never: dict[str, float]
    stages: dict[str, dict[int, float]]


def _days(duration: Duration) -> Iterator[tuple[int, float]]:
    for index, mass in enumerate(duration.values.tolist()):
        if mass:
            yield duration.first + index, mass


def _later(count: DayCount | None, day: int, days: int) -> int:
    if count is None or days == 0:
        return day + days
    counted = [each for each in count.days.tolist() if each > day]
    return counted[days - 1]


def _outcomes(step: Step, outcome: Outcome, path: Path) -> Iterator[Path]:
    assert path.day is not None
    if outcome.duration is None:
        seen = (*path.seen, (step.name, outcome.kind, 10**9))
        yield Path(path.probability * outcome.probability, None, seen, outcome.kind)
        return
    for days, mass in _days(outcome.duration):
        day = path.day + days if outcome.is_free else _later(step.count, path.day, days)
        if step.table is not None and not outcome.is_free:
            followed = step.table(date.fromordinal(day + EPOCH))
            assert followed is not None
            day = followed.toordinal() - EPOCH
        seen = (*path.seen, (step.name, outcome.kind, day))
        chance = path.probability * outcome.probability * mass
        if outcome.goes_on:
            yield Path(chance, day, seen)
        elif outcome.again:
            yield from _chain(outcome.again, Path(chance, day, seen))
        else:
            yield Path(chance, None, seen, outcome.kind)


def _chain(steps: tuple[Step | Fork, ...], path: Path) -> Iterator[Path]:
    if not steps or path.day is None:
        yield path
        return
    first, *rest = steps
    ways = _fork(first, path) if isinstance(first, Fork) else _step(first, path)
    for way in ways:
        yield from _chain(tuple(rest), way)


def _step(step: Step, path: Path) -> Iterator[Path]:
    for outcome in step.outcomes:
        if outcome.probability:
            yield from _outcomes(step, outcome, path)


def _fork(fork: Fork, path: Path) -> Iterator[Path]:
    each = [list(_chain(branch, Path(1.0, path.day, ()))) for branch in fork.branches]
    for ways in product(*each):
        chance = path.probability
        seen = path.seen
        for way in ways:
            chance *= way.probability
            seen += way.seen
        ended = [way.reason for way in ways if way.day is None]
        days = [way.day for way in ways if way.day is not None]
        if ended:
            yield Path(chance, None, seen, ended[0])
        else:
            yield Path(chance, max(days), seen)


def _fits(path: Path, recorded: set[str], not_by: int | None) -> bool:
    return not_by is None or all(
        day > not_by or kind == SKIPPED or (kind == DONE and name not in recorded)
        for name, kind, day in path.seen
    )


@pytest.fixture
def enumerate_paths() -> Callable[[Network], Reference]:
    """Return the function that goes through every path of a network without a treaty."""

    def enumerate_network(network: Network) -> Reference:
        start = network.opening.start
        recorded = {step.name for step in network.steps if step.is_recorded}
        recorded.add(network.items[-1].name)
        starts = [
            Path(mass, start.first + n, ()) for n, mass in enumerate(start.values.tolist()) if mass
        ]
        paths = [
            path
            for begin in starts
            for path in _chain(network.items, begin)
            if _fits(path, recorded, network.opening.not_by)
        ]
        total = sum(path.probability for path in paths)
        days: dict[int, float] = defaultdict(float)
        never: dict[str, float] = defaultdict(float)
        stages: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for path in paths:
            chance = path.probability / total
            if path.day is not None:
                days[path.day] += chance
            elif path.reason is not None:
                never[path.reason] += chance
        return Reference(dict(days), dict(never), stages)

    return enumerate_network
