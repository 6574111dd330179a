"""Run every benchmark, one after the other, and say which goals are met.

    python -m benchmarks [NAME ...] [--check] [--write]

``--check`` exits 1 where a goal is missed. ``--write`` keeps the figures in
`benchmarks/results.json`, those of the benchmarks not run as they were, and draws the picture of
the README; `make evidence PAGES=benchmarks` writes the page as well.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import withdrawal
from benchmarks._common import table
from benchmarks._page import draw

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
NAMES = sorted(path.stem for path in HERE.glob("[!_]*.py"))
PEERS = ("numpy", "pandas", "polars", "python-dateutil", "simpy", "transitions")


def measured(name: str) -> dict[str, Any]:
    """Return what one benchmark finds, in a process of its own, and when and how it was run."""
    load, begun = os.getloadavg()[0], time.monotonic()
    command = [sys.executable, "-m", f"benchmarks.{name}", "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "version": withdrawal.__version__,
        "load_before": round(load, 2),
        "load_after": round(os.getloadavg()[0], 2),
        "took_seconds": round(time.monotonic() - begun),
        **json.loads(done.stdout),
    }


def machine() -> dict[str, Any]:
    """Return on what the figures were taken."""
    return {
        "processors": os.cpu_count(),
        "processor": processor(),
        "python": platform.python_version(),
        "packages": {name: found for name in PEERS if (found := installed(name))},
    }


def processor() -> str:
    """Return the name of the processor, as the system tells it."""
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def installed(package: str) -> str | None:
    """Return the version of a package; None where it is not there."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def keep(found: dict[str, Any]) -> None:
    """Write the figures, those of the benchmarks that were not run as they were."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    every = {**kept.get("benchmarks", {}), **found}
    text = {"machine": machine(), "benchmarks": dict(sorted(every.items()))}
    RESULTS.write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """Run the benchmarks asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--check", action="store_true", help="fail where a goal is missed")
    parser.add_argument("--write", action="store_true", help="keep the figures")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(NAMES))
    if unknown:
        parser.error(f"{unknown[0]!r} is no benchmark: expected one of {', '.join(NAMES)}")
    found, failed = {}, []
    for name in options.names or NAMES:
        print(f"== {name}", flush=True)
        try:
            found[name] = measured(name)
        except subprocess.CalledProcessError:
            failed.append(f"FAILED: {name}")
            continue
        print("\n".join(table(found[name])), flush=True)
    if options.write:
        keep(found)
        draw(json.loads(RESULTS.read_text(encoding="utf-8")))
    goals = [goal for each in found.values() for goal in each["goals"]]
    missed = [goal["line"] for goal in goals if goal["verdict"] == "MISSED"]
    print("\n".join([f"== {len(goals)} goals, {len(missed)} missed", *missed, *failed]))
    return int(bool(failed) or (options.check and bool(missed)))


if __name__ == "__main__":
    raise SystemExit(main())
