"""How long one answer takes: warm, as a command of its own, and what an import costs.

    python -m benchmarks.when [--rounds N] [--json] [--check]

Processes take turns and count with their best time; answers within a process with their median.
Limits are those of a quiet machine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import withdrawal
from benchmarks._common import Goal, Measured, in_turns, main, median, on_a_core, seconds
from withdrawal.case.proceedings.machine import machine_for
from withdrawal.law.procedures.library import procedure

WARM = "when(), warm, microseconds"
REPLAY = "six events replayed through the machine, microseconds"
IMPORT = "import withdrawal, in a new process, milliseconds"
COMMAND = "withdrawal when lithuania ottawa, in a new process, milliseconds"
COMMAND_CORE = "of it on a processor, milliseconds"
BARE = "bare Python, in a new process, milliseconds"
GOALS = (
    Goal(WARM, "at most", 150.0),
    Goal(REPLAY, "at most", 250.0),
    Goal(IMPORT, "at most", 70.0),
    Goal(COMMAND, "at most", 200.0),
)

EVENTS = ("government-decision", "president-submission", "final-vote", "promulgation",
          "notice-received", "effect")  # fmt: skip


def process(*arguments: str) -> Callable[[], Any]:
    """Return the work of a new Python with some arguments."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def answer() -> None:
    """Answer one question."""
    withdrawal.when("LTU", "ottawa-1997", received="2025-06-27", as_of="2026-11-21")


def replay() -> None:
    """Replay one case."""
    machine = machine_for(procedure("LTU").graph())
    position = machine.start()
    for event in EVENTS:
        machine.fire(position, event)


def microseconds(work: Callable[[], Any], times: int = 2_000) -> float:
    """Return the median time of some work on a core, once it is warm."""
    for _ in range(times // 10):
        work()
    return 1e6 * median([seconds(work, time.process_time) for _ in range(times)])


def measure(rounds: int) -> Measured:
    """Return the figures."""
    command = process("-m", "withdrawal", "when", "lithuania", "ottawa")
    starts = in_turns(
        {
            BARE: process("-c", "pass"),
            IMPORT: process("-c", "import withdrawal"),
            COMMAND: command,
        },
        rounds,
    )
    found = {name: 1e3 * min(times) for name, times in starts.items()}
    found[COMMAND_CORE] = 1e3 * min(on_a_core(command) for _ in range(rounds))
    return Measured({WARM: microseconds(answer), REPLAY: microseconds(replay), **found})


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__, numbers={"rounds": 15}))
