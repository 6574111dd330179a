"""How long a plain question takes: warm, hostile, and from a cold start.

    python benchmarks/ask.py            print the table
    python benchmarks/ask.py --check    exit 1 where a limit is exceeded

Limits on a quiet machine: 50 ms warm, 600 ms cold.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from withdrawal.errors import WithdrawalError
from withdrawal.questions import ask

CORPUS = Path(__file__).parent.parent / "tests" / "questions" / "corpus" / "tuned.jsonl"
WARM_LIMIT, COLD_LIMIT = 0.05, 0.6
QUESTION = "när träder Litauens utträde ur Ottawakonventionen i kraft?"
HOSTILE = ("a " * 5_000, "x" * 10_000, "When does Lithuania leave Ottawa? " * 300, "\x00" * 10_000)


def seconds(question: str) -> float:
    """Return how long one question takes, answered or refused."""
    start = time.perf_counter()
    with contextlib.suppress(WithdrawalError):
        ask(question, as_of="2026-11-21")
    return time.perf_counter() - start


def cold() -> float:
    """Return how long a new process takes to answer one question."""
    code = f"from withdrawal.questions import ask; ask({QUESTION!r})"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - start


def measured() -> dict[str, list[float]]:
    """Return the times of the corpus (second round), of hostile input, and of cold starts."""
    rows = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines() if line.strip()]
    questions = [row["question"] for row in rows]
    for each in questions:
        seconds(each)
    return {
        "warm": [min(seconds(each), seconds(each)) for each in questions],
        "hostile": [seconds(each) for each in HOSTILE],
        "cold": [cold() for _ in range(5)],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail where a limit is exceeded")
    times = measured()
    print(f"{'':10} {'median':>10} {'worst':>10}")
    for kind, found in times.items():
        print(f"{kind:10} {1e3 * statistics.median(found):7.1f} ms {1e3 * max(found):7.1f} ms")
    is_slow = max(times["warm"] + times["hostile"]) > WARM_LIMIT or min(times["cold"]) > COLD_LIMIT
    return 1 if is_slow and parser.parse_args().check else 0


if __name__ == "__main__":
    sys.exit(main())
