"""Write docs/evidence/benchmarks.md and its charts from the figures.

    python tools/write_benchmarks.py [--check]

``python -m benchmarks --write`` measures anew, into benchmarks/results.json, and then runs this.
Nothing on the page is written by hand: ``--check`` exits 1 where the page or a chart is not what
the figures give.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import fill

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from benchmark_bars import Results, charts, every_goal  # noqa: E402

from benchmarks._common import number  # noqa: E402
from benchmarks.effects import FASTEST, FIRST_CALL, LOOP, OURS, ratio_name  # noqa: E402
from benchmarks.forecast import CORE, MACHINE, TWO  # noqa: E402
from withdrawal.output.drawing import svg  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results.json"
PAGE = ROOT / "docs" / "evidence" / "benchmarks.md"
IMAGES = ROOT / "docs" / "images"

TEXT = """# Benchmarks

`python -m benchmarks --write` measures everything again and writes this page and its charts;
`python -m benchmarks --check` fails where a goal is missed. What counts are ratios within one
run: contenders take turns, and medians or best times are compared. Absolute times say more about
the machine than about the code.

{circumstances}

## Every goal

![Every goal, and by how much it is met](../images/benchmarks-goals.svg)

{goals}
{not_judged}
## A date nobody knows yet

One case of six stages with log-normal durations, two of them within legal bounds, two votes that
wait for a sitting day, and a clause of six months. Everybody draws from the same distributions,
and all medians must agree before anything is timed. SimPy runs one environment with a process a
path, `transitions` one shared machine with a light model a path. Times are those of one core.

The exact distribution takes {exact} ms: {exact_paths} paths could be sampled in that time, or
{exact_simpy} with SimPy.

![Paths of one case in a second, on one core](../images/benchmarks-sampler.svg)

{sampler}

Two processes do {two} times the work of one. The same two pools, adding whole numbers and sharing
nothing, did {machine_two} times the work of one in the same rounds: so much had the machine to
give. A path takes {two_core} times the processor time in two processes that it takes in one.
{two_verdict}

## How the cost grows

![How the cost grows with runs, stages, horizon and cases](../images/benchmarks-growth.svg)

Each size is twice the one before; the dashed line is proportion.

{growth}

- **Runs and stages** cost what they are: each stage is one look-up and one addition a run, or one
  convolution. Few runs cost more each, because making the tables ready (about a hundredth of a
  second) is paid once.
- **The horizon** costs the sampler next to nothing, since a run does not know how many days lie
  ahead of it; only the histogram gets longer. Exactly, it costs less than proportion: much of the
  work on each stage is the same for a short distribution and for a long one.
- **Cases together** cost the sampler a little more than proportion. Its tables take {urn} KB for
  each stage; those of one case stay in the processor's own cache, those of eight push each other
  out. With one set of tables for all eight, a trial took a quarter less, which is proportion.
  Exactly, the distribution of the last of several to be ready is a product over all of them, and
  each gets a day of effect of its own.

## Many dates at once

`withdrawal.effects("ottawa-1997", days)` against four ways to add six months to an array of days.
The others only add months; ours applies the whole clause, the conflict proviso included. Each has
its input in the form it likes best, and all must give the same days before anything is timed.

![A million days through a clause](../images/benchmarks-effects.svg)

{effects}

Ours is {ratio_array} times as fast as the fastest of the array libraries and {ratio_loop} times
as fast as the loop. On a hundred thousand days, with nothing compiled or remembered beforehand,
it is {ratio_first} times as fast as the fastest of the others.

## One answer

{when}

## Plain questions

Each question of the tuned part of the corpus, asked once before; hostile input is ten thousand
letters of nonsense, or three hundred questions in one.

{ask}

## Server and agent

{web}

The load comes from the same machine and shares its processors with the server. Questions are all
different, pages and API in turn.

{agent}
"""


def page(results: Results) -> str:
    """Return the page."""
    found = {name: each["figures"] for name, each in results["benchmarks"].items()}
    forecast, effects = found["forecast"], found["effects"]
    exact = forecast["exact forecast, milliseconds"]
    return TEXT.format(
        circumstances=circumstances(results),
        goals=goals_table(results),
        not_judged=not_judged(results),
        exact=number(exact),
        exact_paths=number(exact / 1e3 * forecast["sampler, paths a second"]),
        exact_simpy=number(exact / 1e3 * forecast["SimPy, paths a second"]),
        sampler=figures_table(forecast, "paths a second"),
        two=number(forecast[TWO]),
        machine_two=number(forecast[MACHINE]),
        two_core=number(forecast[CORE]),
        two_verdict=two_verdict(results),
        growth=growth_table(results),
        urn=(1 << 16) * 2 // 1024,
        effects=figures_table(effects, "days, milliseconds"),
        ratio_array=number(effects[ratio_name(OURS, FASTEST, 1_000_000)]),
        ratio_loop=number(effects[ratio_name(OURS, LOOP, 1_000_000)]),
        ratio_first=number(effects[ratio_name(FIRST_CALL, FASTEST, 100_000)]),
        when=figures_table(found["when"]),
        ask=figures_table(found["ask"]),
        web=figures_table(found["web"]),
        agent=figures_table(found["agent"]),
    )


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


def goals_table(results: Results) -> str:
    """Return the goals as a table, the missed ones in bold."""
    rows = ["| Benchmark | Figure | Goal | Measured | |", "| --- | --- | ---: | ---: | --- |"]
    for name, goal, value in every_goal(results):
        verdict = goal["verdict"] if goal["verdict"] != "MISSED" else "**missed**"
        told = "" if value is None else number(value)
        limit = f"{goal['way']} {number(goal['limit'])}"
        rows.append(f"| `{name}` | {goal['figure']} | {limit} | {told} | {verdict} |")
    return "\n".join(rows)


def not_judged(results: Results) -> str:
    """Return why goals are not judged, where any is not."""
    lines = [g["line"] for _, g, _ in every_goal(results) if g["verdict"] == "not judged"]
    return "".join(["\n", *(f"- {line}.\n" for line in lines)] if lines else [])


def two_verdict(results: Results) -> str:
    """Return what the figures say about two processes."""
    verdict = next(g["verdict"] for _, g, _ in every_goal(results) if g["figure"] == TWO)
    return {
        "met": "The goal is met.",
        "MISSED": "The goal is missed.",
        "not judged": "The goal cannot be judged on a machine that has no two processors free.",
    }[verdict]


def figures_table(figures: Mapping[str, float], ending: str = "") -> str:
    """Return the figures with some ending as a table."""
    kept = {name: each for name, each in figures.items() if name.endswith(ending)}
    rows = [f"| {name} | {number(each)} |" for name, each in kept.items()]
    return "\n".join(["| Figure | |", "| --- | ---: |", *rows])


def growth_table(results: Results) -> str:
    """Return the times at each size, and by how much they grew for one doubling."""
    rows = [
        "| What grows | Sizes | Milliseconds | For one doubling |",
        "| --- | --- | --- | ---: |",
    ]
    found = results["benchmarks"]["forecast_growth"]
    for name, points in found["series"].items():
        sizes = ", ".join(f"{size:,}".replace(",", " ") for size, _ in points)
        times = ", ".join(number(1e3 * each) for _, each in points)
        factor = found["figures"][f"{name}, growth for one doubling"]
        rows.append(f"| {name} | {sizes} | {times} | × {factor:.2f} |")
    return "\n".join(rows)


def written(results: Results) -> dict[Path, str]:
    """Return every file with its contents."""
    drawn = {IMAGES / name: svg(each) + "\n" for name, each in charts(results).items()}
    return {PAGE: page(results), **drawn}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tools/write_benchmarks.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with what is kept instead")
    options = parser.parse_args(arguments)
    files = written(json.loads(RESULTS.read_text(encoding="utf-8")))
    if options.check:
        stale = [path.name for path, text in files.items() if not _is(path, text)]
        print("\n".join(f"{name} is not what the figures give" for name in stale), end="")
        return int(bool(stale))
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main())
