"""Run as a program: processes killed while they write an export or a paper.

    python tests/faults/killing.py exports|papers FOLDER ROUNDS SEED

It is a program of its own so that it can fork without threads. Each child writes what its parent
made before, slowly, and is killed at a moment chosen by lot; what it left is looked at, and
counted by what it is. Anything but a whole thing, the one before, or none is an error.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from withdrawal.cli.options import write_file
from withdrawal.output.exporting import export as exporting

PIECE = 1 << 16
SOME = ("treaties", "withdrawals", "steps", "procedures", "claims")
"""The tables that are exported: the largest ones would only take longer."""
OLD = b"the paper before\n" * 400


def slowly() -> None:
    """Let this process write in pieces, so that there are moments between them."""
    whole = os.write

    def write(handle: int, data: bytes) -> int:
        time.sleep(0.0002)
        return whole(handle, data[:PIECE])

    os.write = write


def killed(write: Callable[[], object], after: float) -> bool:
    """Let a child write, and kill it after some seconds; return whether it was done by then."""
    child = os.fork()
    if child == 0:
        slowly()
        write()
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a child failed")
    return not os.WIFSIGNALED(status)


def is_whole(folder: Path) -> bool:
    """Return whether an export holds every file that its sums name, as they name it."""
    sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    told = dict(reversed(line.split("  ")) for line in sums)
    there = {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    return there == set(told) and all(
        sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in told.items()
    )


def measured(write: Callable[[], object]) -> float:
    """Return how many seconds a child takes to write, the slowest of three."""
    found = []
    for _ in range(3):
        begun = time.monotonic()
        child = os.fork()
        if child == 0:
            slowly()
            write()
            os._exit(0)
        os.waitpid(child, 0)
        found.append(time.monotonic() - begun)
    return max(found)


def exports(folder: Path, rounds: int, chance: random.Random) -> Counter[str]:
    """Kill the writing of exports, and count what was left."""
    exporting.TABLES = {name: exporting.TABLES[name] for name in SOME}
    made = exporting.export_files()
    exporting.export_files = lambda form: made
    spent = measured(lambda: exporting.export(folder / f"measured-{os.getpid()}"))
    found: Counter[str] = Counter()
    for number in range(rounds):
        target = folder / f"export-{number}"
        is_done = killed(lambda target=target: exporting.export(target), chance.uniform(0, spent))
        found["ended before the kill"] += is_done
        if not target.exists():
            found["none"] += 1
        elif is_whole(target):
            found["whole"] += 1
        else:
            raise SystemExit(f"{target}: half an export is there under its name")
        beside = [path for path in folder.iterdir() if path.name.startswith(f".{target.name}.")]
        found["half of it beside, under another name"] += bool(beside)
        for path in (target, *beside):
            shutil.rmtree(path, ignore_errors=True)
        if number % 20 == 0:
            shutil.rmtree(exporting.export(target))
    return found


def papers(folder: Path, rounds: int, chance: random.Random) -> Counter[str]:
    """Kill the writing of papers, half of them in the place of another; count what was left."""
    data = random.Random(0).randbytes(PIECE * 20)
    spent = measured(lambda: write_file(folder / f"measured-{os.getpid()}", data))
    found: Counter[str] = Counter()
    for number in range(rounds):
        path = folder / f"paper-{number}.docx"
        if number % 2:
            path.write_bytes(OLD)
        is_done = killed(lambda path=path: write_file(path, data), chance.uniform(0, spent))
        found["ended before the kill"] += is_done
        left = path.read_bytes() if path.exists() else None
        if left not in (data, OLD if number % 2 else None):
            raise SystemExit(f"{path}: half a paper is there under its name")
        found["whole" if left == data else "the one before" if left else "none"] += 1
        beside = [each for each in folder.iterdir() if each.name.startswith(f".{path.name}.")]
        found["half of it beside, under another name"] += bool(beside)
        for each in (path, *beside):
            each.unlink(missing_ok=True)
    return found


if __name__ == "__main__":
    what, place, count, seed = sys.argv[1:]
    done = {"exports": exports, "papers": papers}[what](
        Path(place), int(count), random.Random(int(seed))
    )
    print(json.dumps(done))
