"""`simulate`: a scenario played many times, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from withdrawal.datafiles import picked, plain
from withdrawal.dates.table import day_of
from withdrawal.errors import ScenarioError
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.graph import Ensemble
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.paths import ALIVE, Event
from withdrawal.odds.engine.sampling import CHUNK, Drawn, PreparedEnsemble, Sample
from withdrawal.odds.scenarios import LookedAhead

__all__ = ["SCHEMA", "PathStep", "RunPath", "Simulation", "draw_paths"]

SCHEMA = "withdrawal/simulation/2"
_BY_STAGES = (
    "That the case goes by its stages alone: past cases in a like situation, which a forecast "
    "heeds beside them, are left out."
)


@frozen(eq=False)
class Simulation:
    """What many runs of a scenario gave.

    Attributes:
        found: the scenario, as it was looked ahead.
        counted: what was counted.
        cases: the distribution of the day of effect of each case.
    """

    found: LookedAhead = field(repr=False)
    counted: Sample = field(repr=False)
    cases: Mapping[str, Distribution] = field(init=False)

    @cases.default
    def _shares(self) -> dict[str, Distribution]:
        """Return the distribution of each case: shares of the runs.

        Raises:
            ScenarioError: no run was made.
        """
        counts = self.counted.counts
        if not counts.runs:
            raise ScenarioError("No run was finished: expected at least one.")
        return {
            name: Distribution.of(
                Mass(self.counted.first, histogram / counts.runs),
                {reason: number / counts.runs for reason, number in counts.never[name].items()},
            )
            for name, histogram in counts.effects.items()
        }

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.found.scenario.name

    @property
    def runs(self) -> int:
        """How many runs were made."""
        return self.counted.counts.runs

    @property
    def is_complete(self) -> bool:
        """Whether all the runs asked for were made; an interrupted one is not."""
        return self.counted.is_complete

    @property
    def probability_all_by_target(self) -> float | None:
        """The share of runs in which all are out by the target; None where none is set."""
        if self.found.ensemble.target is None:
            return None
        return self.counted.counts.all_by_target / self.runs

    @property
    def target(self) -> date | None:
        """The day by which all want to be out."""
        target = self.found.ensemble.target
        return None if target is None else day_of(target)

    def paths(self, runs: int) -> Iterator[dict[str, RunPath]]:
        """Yield the first runs in full, one by one: each case's steps, notice and effect.

        Args:
            runs: how many.
        """
        return draw_paths(self.found.ensemble, runs=runs, seed=self.counted.seed)

    def to_json(self) -> dict[str, Any]:
        """Return the simulation as JSON-ready data, schema ``withdrawal/simulation/2``."""
        target, prospects = self.target, self.found.prospects
        return {
            "schema": SCHEMA,
            "scenario": self.name,
            "as_of": self.found.as_of.isoformat(),
            "runs": self.runs,
            "wanted": self.counted.wanted,
            "complete": self.is_complete,
            "seed": self.counted.seed,
            "target": plain(target),
            "probability_all_by_target": self.probability_all_by_target,
            "cases": [
                {
                    "id": name,
                    **picked(prospects[name].answer, ("party", "treaty")),
                    **each.to_json(),
                    "never": dict(each.reasons),
                    "probability_by_target": target and each.probability_by(target),
                    "assumptions": [
                        *prospects[name].assumptions,
                        *([_BY_STAGES] if prospects[name].waits else []),
                    ],
                }
                for name, each in self.cases.items()
            ],
        }


@frozen
class PathStep:
    """One thing that happened in one run.

    Attributes:
        day: when; None for something that stays open for ever.
        step: the stage.
        kind: how it ended: ``done``, ``skipped``, ``returned``, ``rejected`` ...
    """

    day: date | None
    step: str
    kind: str


@frozen
class RunPath:
    """One run of one case, in full.

    Attributes:
        steps: what happened, in order.
        notice: the day of notice; None where none was given.
        effect: the day of effect; None where there was none.
        reason: why there was none.
    """

    steps: tuple[PathStep, ...]
    notice: date | None
    effect: date | None
    reason: str | None


def draw_paths(ensemble: Ensemble, *, runs: int, seed: int) -> Iterator[dict[str, RunPath]]:
    """Yield runs in full, the same runs that `simulate` counts, one by one.

    Args:
        ensemble: the scenario.
        runs: how many.
        seed: as for `simulate`.
    """
    prepared = PreparedEnsemble.of(ensemble)
    for first in range(0, runs, CHUNK):
        size = min(CHUNK, runs - first)
        yield from _paths(prepared.draw(seed, first // CHUNK, size, keeps_paths=True))


def _paths(drawn: Mapping[str, Drawn]) -> Iterator[dict[str, RunPath]]:
    steps = {name: _steps(each.runs.events or (), len(each.effect)) for name, each in drawn.items()}
    for run in range(len(next(iter(drawn.values())).effect)):
        yield {
            name: RunPath(
                tuple(steps[name][run]),
                day_of(int(each.notice[run])) if each.is_notified[run] else None,
                day_of(int(each.effect[run])) if each.runs.ended[run] == ALIVE else None,
                each.runs.reasons[each.runs.ended[run]] or None,
            )
            for name, each in drawn.items()
        }


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
