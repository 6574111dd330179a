"""How long a plain question takes: warm, hostile, and from a cold start.

    python -m benchmarks.ask [--json] [--check]

Warm, every question of the corpus is asked again, after it was asked once; a question counts with
the better of two times on a core. New processes are timed by the clock. Limits are those of a
quiet machine.
"""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

from benchmarks._common import Goal, Measured, main, median, process, seconds
from withdrawal.errors import WithdrawalError
from withdrawal.questions import ask

CORPUS = Path(__file__).parent.parent / "tests" / "questions" / "corpus" / "tuned.jsonl"
QUESTION = "när träder Litauens utträde ur Ottawakonventionen i kraft?"
HOSTILE = ("a " * 5_000, "x" * 10_000, "When does Lithuania leave Ottawa? " * 300, "\x00" * 10_000)

WARM = "slowest question, warm, milliseconds"
WORST = "slowest hostile input, milliseconds"
COLD = "first answer of a new process, best of 5, milliseconds"
GOALS = (
    Goal(WARM, "at most", 50.0),
    Goal(WORST, "at most", 50.0),
    Goal(COLD, "at most", 600.0),
)


def once(question: str) -> None:
    """Ask one question, answered or refused."""
    with contextlib.suppress(WithdrawalError):
        ask(question, as_of="2026-11-21")


def again(question: str) -> float:
    """Return the better of two times of a question on a core, in milliseconds."""
    return 1e3 * min(seconds(lambda: once(question), time.process_time) for _ in range(2))


def measure() -> Measured:
    """Return the times of the corpus (asked again), of hostile input, and of cold starts."""
    rows = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines() if line.strip()]
    questions = [row["question"] for row in rows]
    for each in questions:
        once(each)
    warm = [again(each) for each in questions]
    cold = process("-c", f"from withdrawal.questions import ask; ask({QUESTION!r})")
    starts = [1e3 * seconds(cold) for _ in range(5)]
    return Measured(
        {
            "median question, warm, milliseconds": median(warm),
            WARM: max(warm),
            WORST: max(again(each) for each in HOSTILE),
            COLD: min(starts),
        }
    )


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__))
