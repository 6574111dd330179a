"""How well and how fast documents are read.

    python -m benchmarks.reading [--json] [--check]

Every open passage is read and compared with its labels. The rows are compared with those that the
last commit's reader gives of the same passages, so that what a change gained and lost is printed,
claim by claim. The speed is that of a long text of the same passages.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks._common import Goal, Measured, main, seconds
from withdrawal.reading import read

ROOT = Path(__file__).parent.parent
PASSAGES = sorted((ROOT / "tests" / "reading" / "passages").glob("*.jsonl"))
SCORE = ROOT / "tools" / "score_reading.py"
LONG = 100_000

PRECISION = "precision over the open passages"
FALSE = "false contradictions"
LOOK_ALIKES = "claims on look-alikes"
EFFECTS = "recall of effects"
SPEED = "100 kB of text, seconds"
GOALS = (
    Goal(PRECISION, "at least", 0.97),
    Goal(FALSE, "at most", 0.0),
    Goal(LOOK_ALIKES, "at most", 0.0),
    Goal(EFFECTS, "at least", 0.8),
    Goal(SPEED, "at most", 1.0),
)


def scored(tree: Path) -> list[dict[str, Any]]:
    """Return the rows that the reader in a tree gives of the passages, scored as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.json"
        command = [sys.executable, str(SCORE), *map(str, PASSAGES), "--json", str(rows)]
        subprocess.run(command, cwd=tree, env={"PYTHONPATH": str(tree)}, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        found: list[dict[str, Any]] = json.loads(rows.read_text("utf-8"))
    return found


def of_the_last_commit() -> list[dict[str, Any]]:
    """Return the rows of the reader as it was committed last."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["git", "archive", "HEAD", "withdrawal", "seeds", "examples", "schemas"],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run(["tar", "-x", "-C", folder], input=packed.stdout, check=True)
        return scored(Path(folder))


def figures(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of rows, as the program that scores passages counts them."""
    return dict(_program().figures(rows))


def changes(rows: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[str]:
    """Return the claims gained (+) and lost (-) against earlier rows."""
    return list(_program().changes(rows, before))


def _program() -> Any:
    sys.path.insert(0, str(SCORE.parent))
    try:
        import score_reading  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(SCORE.parent))
    return score_reading


def long_text() -> str:
    """Return a text of 100 kB, made of the English passages."""
    lines = (ROOT / "tests/reading/passages/en.jsonl").read_text("utf-8").splitlines()
    text = "\n\n".join(json.loads(line)["text"] for line in lines)
    return (f"{text}\n\n" * (LONG // len(text) + 1))[:LONG]


def measure() -> Measured:
    """Return the figures of the passages and the speed; print what was gained and lost."""
    now, before = scored(ROOT), of_the_last_commit()
    for line in changes(now, before):
        print(line, file=sys.stderr)
    found, text = figures(now), long_text()
    read(text[:1_000], on="2026-01-01", language="en")
    return Measured(
        {
            PRECISION: found["precision"],
            FALSE: float(found["false contradictions"]),
            LOOK_ALIKES: float(found["claims on look-alikes"]),
            EFFECTS: found["recall"]["effect"],
            SPEED: seconds(lambda: read(text, on="2026-01-01", language="en"), time.process_time),
            "claims gained against the last commit": float(
                sum(line.startswith("+") for line in changes(now, before))
            ),
            "claims lost against the last commit": float(
                sum(line.startswith("-") for line in changes(now, before))
            ),
        }
    )


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__))
