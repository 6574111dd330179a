"""Many dates at once, against the ways people add months to arrays of days; one run, ratios.

    python -m benchmarks.effects             print the table
    python -m benchmarks.effects --json      print it as JSON
    python -m benchmarks.effects --check     exit 1 where a goal is missed

Ours applies the whole clause of the Ottawa Convention (six months, month ends rounded down, the
conflict proviso); the others add six months and no more. Each gets its input in the form it likes
best, and every result is compared with ours before anything is timed. The contenders take turns,
so that a busy machine slows them alike; what counts are medians and their ratios.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from dateutil.relativedelta import relativedelta

import withdrawal
from withdrawal.case.effects import _compiled
from withdrawal.dates.arithmetic import _by_calendar

TREATY = "ottawa-1997"
FIRST, LAST = np.datetime64("2000-01-01"), np.datetime64("2040-12-31")
MONTHS = 6

GOALS = (
    ("ours, warm", "fastest array", 1_000_000, 4.0),
    ("ours, warm", "relativedelta in a loop", 1_000_000, 300.0),
    ("ours, first call", "fastest array", 100_000, 1.0),
)
"""Who must be how many times faster than whom, on how many days."""

Days = Any
Contender = Callable[[], Any]


def random_days(count: int) -> Days:
    """Return days between 2000 and 2040, in no order, the same in every run."""
    length = int((LAST - FIRST).astype(int)) + 1
    return FIRST + np.random.default_rng(1997).integers(0, length, count)


def numpy_months(days: Days) -> Days:
    """Add months with numpy alone: to the month, on, and back to a day that exists."""
    month = days.astype("datetime64[M]")
    later = month + MONTHS
    start = later.astype("datetime64[D]")
    length = (later + 1).astype("datetime64[D]") - start
    return start + np.minimum(days - month.astype("datetime64[D]"), length - 1)


def first_call(days: Days) -> Days:
    """Compile the clause anew, with nothing remembered, then apply it."""
    _compiled.cache_clear()
    _by_calendar.cache_clear()
    return withdrawal.effects(TREATY, days)


def contenders(days: Days) -> dict[str, Contender]:
    """Return each contender as a function without arguments, its input prepared."""
    found: dict[str, Contender] = {
        "ours, warm": lambda: withdrawal.effects(TREATY, days),
        "ours, first call": lambda: first_call(days),
        "numpy month arithmetic": lambda: numpy_months(days),
    }
    if find_spec("pandas"):
        import pandas

        index, offset = pandas.DatetimeIndex(days), pandas.DateOffset(months=MONTHS)
        found["pandas DateOffset"] = lambda: index + offset
    if find_spec("polars"):
        import polars

        series = polars.Series(days)
        found["polars offset_by"] = lambda: series.dt.offset_by(f"{MONTHS}mo")
    dates, delta = days.tolist(), relativedelta(months=MONTHS)
    found["relativedelta in a loop"] = lambda: [day + delta for day in dates]
    return found


def as_days(result: Any) -> Days:
    """Return any contender's result as an array of days."""
    values = result.to_numpy() if hasattr(result, "to_numpy") else np.asarray(result)
    return values.astype("datetime64[D]")


def seconds(contender: Contender) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    contender()
    return time.perf_counter() - start


def measured(count: int, rounds: int) -> dict[str, float]:
    """Return the median time of every contender, after checking that all agree."""
    days = random_days(count)
    every = contenders(days)
    expected = as_days(every["ours, warm"]())
    for name, contender in every.items():
        if not np.array_equal(as_days(contender()), expected):
            raise SystemExit(f"{name} gives other days than ours.")
    times: dict[str, list[float]] = {name: [] for name in every}
    for _ in range(rounds):
        for name, contender in every.items():
            is_slow = name == "relativedelta in a loop" and len(times[name]) >= 3
            if not is_slow:
                times[name].append(seconds(contender))
    return {name: statistics.median(each) for name, each in times.items()}


def fastest_array(times: dict[str, float]) -> str:
    """Return the fastest of the others that work on whole arrays."""
    others = [name for name in times if "ours" not in name and "loop" not in name]
    return min(others, key=times.__getitem__)


def ratio(times: dict[str, float], ours: str, other: str) -> float:
    """Return how many times faster ours is."""
    name = fastest_array(times) if other == "fastest array" else other
    return times[name] / times[ours]


def report(results: dict[int, dict[str, float]]) -> list[str]:
    """Return the table and the goals as lines."""
    lines = []
    for count, times in results.items():
        lines.append(f"{count:,} days")
        for name, each in sorted(times.items(), key=lambda item: item[1]):
            times_ours = each / times["ours, warm"]
            lines.append(f"  {name:<26}{each * 1000:>10.2f} ms{times_ours:>10.1f} x ours, warm")
    for ours, other, count, goal in GOALS:
        got = ratio(results[count], ours, other)
        verdict = "met" if got >= goal else "MISSED"
        lines.append(f"{ours} / {other}, {count:,} days: {got:.1f} (goal {goal:g}): {verdict}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--check", action="store_true", help="fail where a goal is missed")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of which the median counts")
    chosen = parser.parse_args(arguments)
    results = {count: measured(count, chosen.rounds) for count in (100_000, 1_000_000)}
    print(json.dumps(results, indent=1) if chosen.json else "\n".join(report(results)))
    is_met = all(ratio(results[n], ours, other) >= goal for ours, other, n, goal in GOALS)
    return 0 if is_met or not chosen.check else 1


if __name__ == "__main__":
    raise SystemExit(main())
