"""Kill processes while they write, and say what was left.

    python tests/faults [--kills N] [--seed S] [--log]

A third of the kills each is of journals, of exports and of papers. ``--log`` adds a line on each
to ``runs.jsonl``, from which ``tests/fuzz/page.py`` writes its page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import withdrawal
from withdrawal import Journal

HERE = Path(__file__).parent
RUNS = HERE / "runs.jsonl"
CRASHING = HERE.parent / "case" / "proceedings" / "crashing.py"
KILLING = HERE / "killing.py"


def told(*command: object) -> dict[str, Any]:
    """Run a program, and return what it prints as data; a failure of it is one of ours."""
    words = [sys.executable, *map(str, command)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr or f"{words} failed")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def journals(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill writers of journals; everything acknowledged has to be there, once."""
    acknowledged = kept = 0
    for name, done in told(CRASHING, "kills", folder, kills, seed).items():
        there = [event.detail for event in Journal(folder / name).open().case.history]
        if not set(done) <= set(there) or len(there) != len(set(there)):
            raise SystemExit(f"{name}: an event that was acknowledged is lost, or is there twice")
        acknowledged, kept = acknowledged + len(done), kept + len(there)
    return {"events acknowledged": acknowledged, "events there after all": kept}


def files(what: str, folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill writers of exports or papers; each has to be there whole, or as before."""
    return told(KILLING, what, folder, kills, seed)


def killed(what: str, kills: int, seed: int) -> dict[str, Any]:
    """Return what came of killing the writers of one thing."""
    with tempfile.TemporaryDirectory() as place:
        if what == "journals":
            left = journals(Path(place), kills, seed)
        else:
            left = files(what, Path(place), kills, seed)
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "version": withdrawal.__version__,
        "what": what,
        "seed": seed,
        "kills": kills,
        "left": left,
    }


def main() -> int:
    """Kill as many writers as asked; end with an error where anything was lost or half there."""
    parser = argparse.ArgumentParser(prog="tests/faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--log", action="store_true")
    options = parser.parse_args()
    for what in ("journals", "exports", "papers"):
        row = killed(what, options.kills // 3, options.seed)
        counted = ", ".join(f"{count:,} {words}" for words, count in row["left"].items())
        print(f"{what}: {row['kills']:,} kills; {counted}", flush=True)
        if options.log:
            with RUNS.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
