"""What the page of evidence shows of the kept figures: tables, and the picture of the README."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from benchmarks._common import number

__all__ = ["MAKERS", "draw"]

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PICTURE = HERE.parent / "docs" / "images" / "speed.svg"
PANELS = {
    "A million days through a clause, milliseconds (shorter is better)": (
        "effects", ", 1,000,000 days, milliseconds", "withdrawal.effects",
    ),
    "Paths of one case a second, on one core (longer is better)": (
        "forecast", ", paths a second", "sampler",
    ),
}  # fmt: skip
"""For each panel of the picture the benchmark, how the names of its figures end, and ours."""
BESIDE = ("withdrawal.effects, first call", "two processes")
"""Figures of that kind that are told in the tables alone."""

Results = Mapping[str, Any]


def kept() -> Results:
    """Return the kept figures."""
    found: Results = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def circumstances(results: Results) -> str:
    """Return when, with what and on what the figures were taken."""
    runs, machine = results["benchmarks"].values(), results["machine"]
    packages = ", ".join(f"{name} {each}" for name, each in machine["packages"].items())
    loads = [each["load_before"] for each in runs]
    text = (
        f"Measured on {' and '.join(sorted({each['date'] for each in runs}))}, version "
        f"{' and '.join(sorted({each['version'] for each in runs}))}, on {machine['processors']} "
        f"processors ({machine['processor']}), Python {machine['python']}, {packages}. When they "
        f"began, the benchmarks found a load of {min(loads):.1f} to {max(loads):.1f}"
    )
    if max(loads) > 0.5 * machine["processors"]:
        text += ": **the machine was busy**, and times by the clock are longer than they need be"
    return fill(f"{text}.", 98, break_on_hyphens=False)


def goals(results: Results) -> str:
    """Return the goals as a table, the missed ones in bold, and why some are not judged."""
    rows = ["| Benchmark | Figure | Goal | Measured | |", "| --- | --- | ---: | ---: | --- |"]
    beside = []
    for name, each in results["benchmarks"].items():
        for goal in each["goals"]:
            verdict = goal["verdict"] if goal["verdict"] != "MISSED" else "**missed**"
            value = each["figures"].get(goal["figure"])
            told = "" if value is None else number(value)
            limit = f"{goal['way']} {number(goal['limit'])}"
            rows.append(f"| `{name}` | {goal['figure']} | {limit} | {told} | {verdict} |")
            beside += [f"- {goal['line']}."] if verdict == "not judged" else []
    return "\n".join([*rows, *([""] if beside else []), *beside])


def figures(results: Results, name: str) -> str:
    """Return the figures of a benchmark as a table."""
    found = results["benchmarks"][name]["figures"]
    rows = [f"| {figure} | {number(value)} |" for figure, value in found.items()]
    return "\n".join(["| Figure | |", "| --- | ---: |", *rows])


def growth(results: Results) -> str:
    """Return the times at each size, and by how much they grew for one doubling."""
    rows = ["| What grows | Sizes | Milliseconds | One doubling |", "| --- | --- | --- | ---: |"]
    found = results["benchmarks"]["forecast_growth"]
    for name, points in found["series"].items():
        sizes = ", ".join(f"{size:,}".replace(",", " ") for size, _ in points)
        times = ", ".join(number(1e3 * each) for _, each in points)
        factor = found["figures"][f"{name}, growth for one doubling"]
        rows.append(f"| {name} | {sizes} | {times} | × {factor:.2f} |")
    return "\n".join(rows)


MAKERS: dict[str, Callable[[], str]] = {
    "circumstances": lambda: circumstances(kept()),
    "bench-goals": lambda: goals(kept()),
    "growth": lambda: growth(kept()),
    **{
        f"bench-{name}": lambda name=name: figures(kept(), name)  # type: ignore[misc]
        for name in ("agent", "ask", "effects", "forecast", "reading", "survey", "web", "when")
    },
}
"""What makes each table of the page, by the name it has there."""


def draw(results: Results, path: Path = PICTURE) -> None:
    """Draw who takes how long for the dates, and who draws how many paths."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "withdrawal"})
    figure = Figure(figsize=(8, 4.6), layout="constrained")
    for axes, (title, (name, ending, ours)) in zip(
        figure.subplots(len(PANELS), 1), PANELS.items(), strict=True
    ):
        found = results["benchmarks"][name]["figures"]
        named = {key.removesuffix(ending): key for key in found if key.endswith(ending)}
        bars = {key: found[name] for key, name in named.items() if key not in BESIDE}
        bars = dict(sorted(bars.items(), key=lambda bar: bar[1]))
        colours = ["#1f5fa8" if key == ours else "#9aa7b4" for key in bars]
        drawn = axes.barh(list(bars), list(bars.values()), color=colours)
        axes.bar_label(drawn, [number(each) for each in bars.values()], padding=4)
        axes.set_xscale("log")
        axes.set_xlim(right=max(bars.values()) * 8)
        axes.set_title(title, loc="left", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
        axes.invert_yaxis()
    figure.savefig(path, format="svg", metadata={"Date": None, "Title": "; ".join(PANELS)})
