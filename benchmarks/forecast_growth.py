"""How the cost of a forecast grows: with runs, stages, horizon and number of cases.

    python -m benchmarks.forecast_growth [--json] [--check]

Each size is twice the one before. A figure is the factor by which the time grew for one such
doubling, on the average: 2 is linear. Sizes take turns, and each counts with its best time, in
seconds of a core.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from attrs import evolve

from benchmarks._common import Goal, Measured, main, seconds
from benchmarks.forecast import CASE, SITTINGS, START, network
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.exact import solve
from withdrawal.odds.engine.graph import Ensemble, Member, Model, Network, Step
from withdrawal.odds.engine.sampling import sample
from withdrawal.odds.engine.together import solve_ensemble

GOALS = (
    Goal("sampler, runs, growth for one doubling", "at most", 2.2),
    Goal("sampler, stages, growth for one doubling", "at most", 2.2),
    Goal("exact, stages, growth for one doubling", "at most", 2.2),
    Goal("exact, years of horizon, growth for one doubling", "at most", 2.2),
)
"""Linear, give or take a tenth. Cases together have no goal: the page says why they grow faster."""

Work = Callable[[], Any]


def longer(stages: int) -> Network:
    """Return the case with so many stages, two in six on sitting days."""
    items = tuple(
        Step.simple(
            f"stage-{n}", Duration.lognormal(12, 30), table=SITTINGS if n % 3 == 2 else None
        )
        for n in range(stages)
    )
    return evolve(network(), items=items)


def ends_by(years: int) -> Network:
    """Return the case counted so many years ahead."""
    return evolve(network(), limit=START + 365 * years)


def together(cases: int) -> Ensemble:
    """Return so many States that deposit together."""
    return Ensemble(
        tuple(Member(f"case-{n}", Model.of(network()), together="notice") for n in range(cases))
    )


def alone(case: Network) -> Ensemble:
    """Return an ensemble of one case."""
    return Ensemble((Member("case", Model.of(case)),))


def curves() -> dict[str, tuple[int, dict[int, Work]]]:
    """Return for each curve the number of rounds, and the work at each size."""
    runs = 1 << 18

    def sampled(ensemble: Ensemble, runs: int = runs) -> Work:
        return lambda: sample(ensemble, runs=runs, seed=1)

    def solved(case: Network) -> Work:
        return lambda: solve(case)

    def solved_together(ensemble: Ensemble) -> Work:
        return lambda: solve_ensemble(ensemble)

    stages, years, cases = (3, 6, 12, 24), (2, 4, 8), (1, 2, 4, 8)
    return {
        "sampler, runs": (5, {n: sampled(CASE, n) for n in (1 << k for k in range(18, 23))}),
        "sampler, stages": (5, {n: sampled(alone(longer(n))) for n in stages}),
        "sampler, years of horizon": (5, {n: sampled(alone(ends_by(n))) for n in years}),
        "sampler, cases together": (5, {n: sampled(together(n)) for n in cases}),
        "exact, stages": (20, {n: solved(longer(n)) for n in stages}),
        "exact, years of horizon": (20, {n: solved(ends_by(n)) for n in years}),
        "exact, cases together": (10, {n: solved_together(together(n)) for n in cases}),
    }


def timed(rounds: int, works: dict[int, Work]) -> list[tuple[int, float]]:
    """Return the best time of the work at each size."""
    times: dict[int, list[float]] = {size: [] for size in works}
    for _ in range(rounds):
        for size, work in works.items():
            times[size].append(seconds(work, time.process_time))
    return [(size, min(each)) for size, each in times.items()]


def growth(points: list[tuple[int, float]]) -> float:
    """Return the factor by which one doubling makes the time grow, on the average."""
    return float((points[-1][1] / points[0][1]) ** (1.0 / (len(points) - 1)))


def measure() -> Measured:
    """Return the curves, and by how much each grows."""
    series = {name: timed(*each) for name, each in curves().items()}
    figures = {f"{name}, growth for one doubling": growth(each) for name, each in series.items()}
    return Measured(figures, series)


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__))
