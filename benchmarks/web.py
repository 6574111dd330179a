"""How many answers a second one server process gives to many connections on loopback.

    python -m benchmarks.web [--seconds S] [--connections C] [--rounds N] [--json] [--check]

Every round starts a server of its own and asks it a fixed mix: of ten requests six for answers, no
two of them alike, two for pages of treaties and two for lists. A sixth of the time warms it up;
how much its memory grows counts from there. The load is bounded in time, at most a minute, and
goes to this machine only. What counts are the median rate and the median 99th percentile; errors
and growth of memory count at their worst.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks._common import Goal, Measured, main, median

LOAD = Path(__file__).parent.parent / "tests" / "web" / "load.py"

RATE, TAIL = "answers a second", "99th percentile, milliseconds"
ERRORS, GROWTH = "errors", "memory grew by, percent"
GOALS = (
    Goal(RATE, "at least", 600.0),
    Goal(TAIL, "at most", 120.0),
    Goal(ERRORS, "at most", 0.0),
    Goal(GROWTH, "at most", 5.0),
)


def once(seconds: float, connections: int) -> dict[str, float]:
    """Return what one load measured."""
    command = [sys.executable, str(LOAD), str(seconds), str(connections)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _grown(run: dict[str, float]) -> float:
    return run["memory_after_mib"] / run["memory_before_mib"]


def measure(seconds: float, connections: int, rounds: int) -> Measured:
    """Return the medians of some rounds."""
    runs = [once(seconds, connections) for _ in range(rounds)]
    return Measured(
        {
            RATE: median([run["a_second"] for run in runs]),
            "median answer, milliseconds": median([run["p50_ms"] for run in runs]),
            TAIL: median([run["p99_ms"] for run in runs]),
            ERRORS: sum(run["errors"] for run in runs),
            "memory before, MiB": max(run["memory_before_mib"] for run in runs),
            GROWTH: max(100 * (_grown(run) - 1) for run in runs),
            "seconds of a load": seconds,
            "connections": connections,
        }
    )


if __name__ == "__main__":
    usual = {"seconds": 60.0, "connections": 32, "rounds": 1}
    raise SystemExit(main(measure, GOALS, __doc__, numbers=usual))
