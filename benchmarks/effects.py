"""Many dates at once, against the ways people add months to arrays of days; one run, ratios.

    python -m benchmarks.effects [--rounds N] [--json] [--check]

Ours applies the whole clause of the Ottawa Convention (six months, month ends rounded down, the
conflict proviso); the others add six months and no more. Each gets its input in the form it likes
best, and every result is compared with ours before anything is timed. The contenders take turns,
so that a busy machine slows them alike; what counts are medians and their ratios.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from dateutil.relativedelta import relativedelta

import withdrawal
from benchmarks._common import Goal, Measured, main, median, seconds
from withdrawal.dates.arithmetic import _by_calendar
from withdrawal.law.clause.compiling import compile_pipeline

TREATY = "ottawa-1997"
FIRST, LAST = np.datetime64("2000-01-01"), np.datetime64("2040-12-31")
MONTHS = 6

OURS, FIRST_CALL = "withdrawal.effects", "withdrawal.effects, first call"
LOOP = "relativedelta in a loop"
FASTEST = "the fastest array library"

RATIOS = (
    (OURS, FASTEST, 1_000_000, 4.0),
    (OURS, LOOP, 1_000_000, 300.0),
    (FIRST_CALL, FASTEST, 100_000, 1.0),
)
"""Who must be how many times faster than whom, on how many days."""


def ratio_name(ours: str, other: str, count: int) -> str:
    """Return what a ratio is called among the figures."""
    return f"{ours} against {other}, {count:,} days, times"


GOALS = tuple(
    Goal(ratio_name(ours, other, count), "at least", limit) for ours, other, count, limit in RATIOS
)

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
    compile_pipeline.cache_clear()
    _by_calendar.cache_clear()
    return withdrawal.effects(TREATY, days)


def contenders(days: Days) -> dict[str, Contender]:
    """Return each contender as a function without arguments, its input prepared."""
    found: dict[str, Contender] = {
        OURS: lambda: withdrawal.effects(TREATY, days),
        FIRST_CALL: lambda: first_call(days),
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
    found[LOOP] = lambda: [day + delta for day in dates]
    return found


def as_days(result: Any) -> Days:
    """Return any contender's result as an array of days."""
    values = result.to_numpy() if hasattr(result, "to_numpy") else np.asarray(result)
    return values.astype("datetime64[D]")


def times_of(count: int, rounds: int) -> dict[str, float]:
    """Return the median time of every contender, after checking that all agree."""
    days = random_days(count)
    every = contenders(days)
    expected = as_days(every[OURS]())
    for name, contender in every.items():
        if not np.array_equal(as_days(contender()), expected):
            raise SystemExit(f"{name} gives other days than ours.")
    times: dict[str, list[float]] = {name: [] for name in every}
    for _ in range(rounds):
        for name, contender in every.items():
            is_slow = name == LOOP and len(times[name]) >= 3
            if not is_slow:
                times[name].append(seconds(contender))
    return {name: median(each) for name, each in times.items()}


def fastest_array(times: dict[str, float]) -> str:
    """Return the fastest of the others that work on whole arrays."""
    others = [name for name in times if name not in (OURS, FIRST_CALL, LOOP)]
    return min(others, key=times.__getitem__)


def measure(rounds: int) -> Measured:
    """Return the time of everybody, and the ratios."""
    figures, by_count = {}, {count: times_of(count, rounds) for count in (100_000, 1_000_000)}
    for count, times in by_count.items():
        for name, each in sorted(times.items(), key=lambda item: item[1]):
            figures[f"{name}, {count:,} days, milliseconds"] = 1e3 * each
    for ours, other, count, _ in RATIOS:
        times = by_count[count]
        slower = times[fastest_array(times) if other == FASTEST else other]
        figures[ratio_name(ours, other, count)] = slower / times[ours]
    return Measured(figures)


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__, numbers={"rounds": 15}))
