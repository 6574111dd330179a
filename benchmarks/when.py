"""How long one answer takes: warm, as a command of its own, and what an import costs.

    python -m benchmarks.when [--rounds N] [--json] [--check]

Processes take turns and count with their best time; answers within a process with their median.
Limits are those of a quiet machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from itertools import count, cycle
from typing import Any

from dateutil.relativedelta import relativedelta

import withdrawal
from benchmarks._common import (
    Goal,
    Measured,
    in_turns,
    main,
    median,
    on_a_core,
    process,
    seconds,
)
from withdrawal.case.proceedings.machine import machine_for
from withdrawal.law.procedures.library import procedure

ADDITION = "a relativedelta addition, microseconds"
AGAIN = "when() of a question asked before, relativedelta additions"
WARM = "when() of a new question, data loaded, relativedelta additions"
WHOLE = "when() of a new question and all that its answer holds, relativedelta additions"
REPLAY = "six events replayed through the machine, microseconds"
IMPORT = "import withdrawal, in a new process, milliseconds"
COMMAND = "withdrawal when lithuania ottawa, in a new process, milliseconds"
STARTS = "withdrawal when lithuania ottawa, in starts of bare Python"
COMMAND_CORE = "of it on a processor, milliseconds"
BARE = "bare Python, in a new process, milliseconds"
GOALS = (
    Goal(AGAIN, "at most", 15.0),
    Goal(WARM, "at most", 15.0),
    Goal(STARTS, "at most", 12.0),
    Goal(REPLAY, "at most", 250.0),
    Goal(IMPORT, "at most", 70.0),
    Goal(COMMAND, "at most", 200.0),
)

EVENTS = ("government-decision", "president-submission", "final-vote", "promulgation",
          "notice-received", "effect")  # fmt: skip


def answer() -> None:
    """Answer one question."""
    withdrawal.when("LTU", "ottawa-1997", received="2025-06-27", as_of="2026-11-21")


def answer_anew() -> withdrawal.Answer:
    """Answer a question that nobody asked before: the next pair, and a new day."""
    party, treaty = next(PAIRS)
    return withdrawal.when(party, treaty, received=next(DAYS), as_of="2026-11-21")


def answer_whole() -> None:
    """Answer such a question and read every part of the answer."""
    answer_anew().to_json()


def add() -> None:
    """Add six months to a day."""
    _ = date(2027, 8, 31) + SIX_MONTHS


PAIRS = cycle(
    (party, treaty)
    for treaty in ("ottawa-1997", "ccm-2008", "rome-statute", "paris-agreement", "tpnw", "npt")
    for party in ("AUT", "CRI", "IRL", "MEX", "NZL", "ZAF")
)
"""Thirty-six pairs of a treaty and a party to it."""

DAYS = (date.fromordinal(n) for n in count(date(2027, 1, 1).toordinal()))
SIX_MONTHS = relativedelta(months=6)


def replay() -> None:
    """Replay one case."""
    machine = machine_for(procedure("LTU").graph())
    position = machine.start()
    for event in EVENTS:
        machine.fire(position, event)


def in_additions(work: Callable[[], Any], rounds: int = 40) -> float:
    """Return the median time of some work, as a multiple of one addition's in the same moment."""
    microseconds(work, 200)
    ratios = [microseconds(work, 100) / microseconds(add, 100) for _ in range(rounds)]
    return median(ratios)


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
    found[STARTS] = found[COMMAND] / found[BARE]
    found[ADDITION] = microseconds(add)
    for name, work in ((AGAIN, answer), (WARM, answer_anew), (WHOLE, answer_whole)):
        found[name] = in_additions(work)
    return Measured({REPLAY: microseconds(replay), **found})


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__, numbers={"rounds": 15}))
