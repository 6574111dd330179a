"""What the benchmarks share: goals, timing in turns, and one way to print or hand over figures.

A benchmark is a module with a ``measure``, which returns figures by name (each name says its
unit), and ``GOALS`` for some of them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from attrs import asdict, field, frozen

__all__ = [
    "Figures",
    "Goal",
    "Measured",
    "best",
    "in_turns",
    "main",
    "median",
    "number",
    "process",
    "seconds",
    "table",
]

Figures = dict[str, float]
Verdict = Literal["met", "MISSED", "not judged", "not measured"]


@frozen
class Goal:
    """What a figure is to be.

    Attributes:
        figure: the name of the figure.
        way: whether the limit is the most or the least.
        limit: the limit.
        needs: another figure and the least it must be, for this machine to show anything about
            the goal; None for a goal that any machine can show.
    """

    figure: str
    way: Literal["at most", "at least"]
    limit: float
    needs: tuple[str, float] | None = None

    def verdict(self, figures: Mapping[str, float]) -> Verdict:
        """Return whether the figures meet the goal."""
        value = figures.get(self.figure)
        if value is None:
            return "not measured"
        if value <= self.limit if self.way == "at most" else value >= self.limit:
            return "met"
        if self.needs is not None and figures[self.needs[0]] < self.needs[1]:
            return "not judged"
        return "MISSED"

    def line(self, figures: Mapping[str, float]) -> str:
        """Return the goal, what was measured, and the verdict, as one line."""
        value = figures.get(self.figure)
        told = "" if value is None else f"{number(value)}, "
        line = f"{self.verdict(figures)}: {self.figure}: {told}goal {self.way} {number(self.limit)}"
        if self.verdict(figures) == "not judged" and self.needs is not None:
            name, least = self.needs
            line += f" (needs {name} at least {number(least)}, is {number(figures[name])})"
        return line


@frozen
class Measured:
    """What a benchmark found.

    Attributes:
        figures: each figure by a name that says its unit.
        series: for each curve the sizes and, for each, the seconds.
    """

    figures: Figures
    series: Mapping[str, Sequence[tuple[int, float]]] = field(factory=dict)


def number(value: float) -> str:
    """Return a number with three digits that count."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def seconds(work: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long one call takes."""
    start = clock()
    work()
    return clock() - start


def process(*arguments: str) -> Callable[[], Any]:
    """Return the work of a new Python with some arguments, which finds its modules compiled."""
    command = [sys.executable, *arguments]
    settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=settings)


def on_a_core(work: Callable[[], Any]) -> float:
    """Return the seconds that processes, started and ended by some work, spend on a processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(work: Callable[[], Any], rounds: int = 5) -> float:
    """Return the shortest of several times, in seconds of a core."""
    return min(seconds(work, time.process_time) for _ in range(rounds))


def in_turns(works: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, list[float]]:
    """Return the times by the clock of works that take turns, round after round.

    What else the machine does then slows all of them alike.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(seconds(work))
    return times


def table(found: Mapping[str, Any]) -> list[str]:
    """Return what was found, as `ready` gives it, as lines."""
    lines = [f"{name:<78} {number(value):>12}" for name, value in found["figures"].items()]
    for name, points in found["series"].items():
        cells = "  ".join(f"{size:,}: {1e3 * each:.2f} ms" for size, each in points)
        lines.append(f"{name:<28} {cells}")
    return [*lines, *(goal["line"] for goal in found["goals"])]


def main(
    measure: Callable[..., Measured],
    goals: Sequence[Goal],
    about: str,
    *,
    numbers: Mapping[str, float] | None = None,
    arguments: Sequence[str] | None = None,
) -> int:
    """Measure, print, and return 1 where a goal is missed and that was asked.

    Args:
        measure: returns what was found; takes ``numbers`` by name.
        goals: the goals.
        about: the module's docstring.
        numbers: what can be chosen on the command line, with what is taken otherwise.
        arguments: the command line; None for that of the process.
    """
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--check", action="store_true", help="fail where a goal is missed")
    for name, usual in (numbers or {}).items():
        parser.add_argument(f"--{name}", type=type(usual), default=usual)
    options = vars(parser.parse_args(arguments))
    is_json, is_checked = options.pop("json"), options.pop("check")
    found = measure(**options)
    told = ready(found, goals)
    print(json.dumps(told, indent=1) if is_json else "\n".join(table(told)))
    return int(is_checked and any(goal.verdict(found.figures) == "MISSED" for goal in goals))


def ready(found: Measured, goals: Sequence[Goal]) -> dict[str, Any]:
    """Return what was found, and each goal with its verdict, ready for JSON."""
    verdicts = [
        {
            "figure": goal.figure,
            "way": goal.way,
            "limit": goal.limit,
            "verdict": goal.verdict(found.figures),
            "line": goal.line(found.figures),
        }
        for goal in goals
    ]
    return {**asdict(found), "goals": verdicts}


def median(times: Sequence[float]) -> float:
    """Return the median of some times."""
    return statistics.median(times)
