"""What the charts of the page of benchmarks show, from the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmark_charts import Bar, bars, bars_in_panels, growth, margins

from benchmarks._common import number
from benchmarks.effects import FIRST_CALL, OURS
from withdrawal.output.drawing import Drawing

__all__ = ["Results", "charts", "every_goal"]

Results = Mapping[str, Any]

PAINTED = {"met": "period", "MISSED": "conflict", "not judged": "deciding"}
"""How the bar of a goal is painted, by the verdict."""


def every_goal(results: Results) -> list[tuple[str, dict[str, Any], float | None]]:
    """Return every goal with its benchmark and the figure; None where it was not measured."""
    return [
        (name, goal, each["figures"].get(goal["figure"]))
        for name, each in results["benchmarks"].items()
        for goal in each["goals"]
    ]


def charts(results: Results) -> dict[str, Drawing]:
    """Return the charts by the name of their file."""
    series = results["benchmarks"]["forecast_growth"]["series"]
    paths, days = path_bars(results), day_bars(results)
    many = "A million days through a clause, in milliseconds (shorter is better)"
    sampled = "Paths of one case in a second, on one core (longer is better)"
    title = "How fast: one machine, one run, logarithmic axes"
    margin = "How many times better than its goal"
    return {
        "benchmarks-goals.svg": margins(margin, margin_bars(results)),
        "benchmarks-sampler.svg": bars(sampled, paths),
        "benchmarks-effects.svg": bars(many, days, unit=" ms"),
        "benchmarks-growth.svg": growth("How the cost grows", series),
        "speed.svg": bars_in_panels(title, {many: days, sampled: paths},
                                    unit={many: " ms", sampled: ""}),
    }  # fmt: skip


def path_bars(results: Results) -> list[Bar]:
    """Return who draws how many paths a second."""
    figures = results["benchmarks"]["forecast"]["figures"]
    ending = ", paths a second"
    speeds = {n.removesuffix(ending): each for n, each in figures.items() if n.endswith(ending)}
    speeds.pop("two processes", None)
    return [
        Bar("withdrawal.simulate", each, in_words(each), "period")
        if name == "sampler"
        else Bar(name, each, in_words(each))
        for name, each in sorted(speeds.items(), key=lambda item: -item[1])
    ]


def in_words(value: float) -> str:
    """Return a large number in short."""
    return f"{value / 1e6:.1f} million" if value >= 1e6 else f"{value:,.0f}"


def day_bars(results: Results) -> list[Bar]:
    """Return who takes how long for a million days."""
    figures = results["benchmarks"]["effects"]["figures"]
    ending = ", 1,000,000 days, milliseconds"
    times = {n.removesuffix(ending): each for n, each in figures.items() if n.endswith(ending)}
    times.pop(FIRST_CALL)
    return [
        Bar(name, each, f"{number(each)} ms", "period" if name == OURS else "deciding")
        for name, each in sorted(times.items(), key=lambda item: item[1])
    ]


def margin_bars(results: Results) -> list[Bar]:
    """Return how many times better than its goal each figure is, where that can be said."""
    found = []
    for name, goal, value in every_goal(results):
        if value is None or value <= 0 or goal["limit"] <= 0:
            continue
        is_least = goal["way"] == "at least"
        better = value / goal["limit"] if is_least else goal["limit"] / value
        told = f"{number(value)} (goal {'≥' if is_least else '≤'} {number(goal['limit'])})"
        title = f"{name}: {goal['figure'].removesuffix(', times')}"
        found.append(Bar(title, better, told, PAINTED[goal["verdict"]]))
    return found
