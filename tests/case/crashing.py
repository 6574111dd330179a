"""Run as a program: writers that are killed in the middle of an append, and writers side by side.

It is a program of its own so that it can fork without threads, and so that what is killed is a
real process that really was writing.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from withdrawal.case.journal import Journal

ROUNDS_A_FILE = 25


def _write_forever(path: Path, name: str, acknowledge: int) -> None:
    """Append remarks one byte at a time, and name each on the pipe once it is acknowledged."""
    whole = os.write
    journal = Journal(path)
    number = 0

    def slowly(handle: int, data: bytes) -> int:
        time.sleep(0.00002)
        return whole(handle, data[:1])

    while True:
        os.write = slowly
        journal.record("remark", on="2027-01-01", detail=f"{name}-{number}")
        os.write = whole
        whole(acknowledge, f"{name}-{number}\n".encode())
        number += 1


def _kill_one(path: Path, name: str, after: float) -> list[str]:
    """Kill a writer after some seconds; return what it had acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _write_forever(path, name, writer)
    os.close(writer)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader) as pipe:
        return pipe.read().split()


def kills(folder: Path, rounds: int, seed: int) -> None:
    """Kill as many writers as asked, and print what was acknowledged, file by file."""
    chance = random.Random(seed)
    acknowledged: dict[str, list[str]] = {}
    torn = 0
    for number in range(rounds):
        path = folder / f"{number // ROUNDS_A_FILE}.jsonl"
        if not path.exists():
            Journal.create(path, "SWE", "ottawa-1997")
        done = _kill_one(path, str(number), chance.uniform(0.0, 0.025))
        acknowledged.setdefault(path.name, []).extend(done)
        torn += bool(Journal(path).open().torn)
    print(json.dumps({"acknowledged": acknowledged, "torn": torn}))


def writer(path: Path, name: str, count: int) -> None:
    """Append remarks like any other process that uses the journal."""
    journal = Journal(path)
    for number in range(count):
        journal.record("remark", on="2027-01-01", detail=f"{name}-{number}")


if __name__ == "__main__":
    if sys.argv[1] == "kills":
        kills(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        writer(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
