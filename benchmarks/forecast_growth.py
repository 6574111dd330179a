"""How the cost of a forecast grows: with runs, stages, horizon and number of cases.

    python -m benchmarks.forecast_growth            print the tables
    python -m benchmarks.forecast_growth --json     print them as JSON

Each column doubles what is varied; the last column says by how much the time grew for one
doubling, on the average: 2 is linear.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from attrs import evolve

from benchmarks.forecast import CASE, SITTINGS, START, best, network
from withdrawal.forecast.durations import Duration
from withdrawal.forecast.ensemble import Ensemble, Member, solve_ensemble
from withdrawal.forecast.exact import solve
from withdrawal.forecast.network import Model, Network, Step
from withdrawal.forecast.sampling import sample

Row = tuple[str, list[int], list[float]]


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


def row(name: str, sizes: list[int], work: Callable[[int], Callable[[], Any]], rounds: int) -> Row:
    """Return the times of some work at several sizes."""
    times = []
    for size in sizes:
        task = work(size)
        task()
        times.append(best(task, rounds))
    return name, sizes, times


def measure() -> list[Row]:
    """Return the rows."""
    runs = 1 << 18
    return [
        row("sampler: runs", [1 << n for n in (18, 19, 20, 21)],
            lambda n: lambda: sample(CASE, runs=n, seed=1), 3),
        row("sampler: stages", [3, 6, 12, 24],
            lambda n: (lambda e: lambda: sample(e, runs=runs, seed=1))(alone(longer(n))), 3),
        row("sampler: years of horizon", [2, 4, 8],
            lambda n: (lambda e: lambda: sample(e, runs=runs, seed=1))(alone(ends_by(n))), 3),
        row("sampler: cases together", [1, 2, 4, 8],
            lambda n: (lambda e: lambda: sample(e, runs=runs, seed=1))(together(n)), 3),
        row("exact: stages", [3, 6, 12, 24],
            lambda n: (lambda case: lambda: solve(case))(longer(n)), 20),
        row("exact: years of horizon", [2, 4, 8],
            lambda n: (lambda case: lambda: solve(case))(ends_by(n)), 20),
        row("exact: cases together", [1, 2, 4, 8],
            lambda n: (lambda e: lambda: solve_ensemble(e))(together(n)), 10),
    ]  # fmt: skip


def growth(times: list[float]) -> float:
    """Return the factor by which one doubling makes the time grow, on the average."""
    return float((times[-1] / times[0]) ** (1.0 / (len(times) - 1)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="accepted, there are no limits here")
    options = parser.parse_args()
    rows = measure()
    if options.json:
        print(json.dumps([{"what": n, "sizes": s, "seconds": t} for n, s, t in rows], indent=2))
        return 0
    for name, sizes, times in rows:
        cells = "  ".join(
            f"{size:>9,}: {1e3 * each:8.2f} ms" for size, each in zip(sizes, times, strict=True)
        )
        print(f"{name:<26} {cells}   x{growth(times):.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
