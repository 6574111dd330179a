"""Run as a program: writers killed by chance or at a chosen moment, and writers side by side.

It is a program of its own so that it can fork without threads, and so that what is killed is a
real process that really was writing.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from withdrawal.case.proceedings.journal import Journal

ROUNDS_A_FILE = 25
EVENTS = 3
HEARD = 5
"""One writer of so many is killed only after it has acknowledged something, however slow it is."""


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


def _kill_one(path: Path, name: str, after: float, *, is_heard: bool) -> list[str]:
    """Kill a writer after some seconds; return what it had acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _write_forever(path, name, writer)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        done = pipe.readline().split() if is_heard else []
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return done + pipe.read().split()


def _pace(path: Path) -> float:
    """Return how many seconds a writer takes here for a few events."""
    reader, writer = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _write_forever(path, "pace", writer)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        for _ in range(EVENTS):
            pipe.readline()
        spent = time.monotonic() - begun
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return spent


def kills(folder: Path, rounds: int, seed: int) -> None:
    """Kill as many writers as asked, and print what was acknowledged, file by file."""
    chance = random.Random(seed)
    longest = _pace(Journal.create(folder / "pace.jsonl", "SWE", "ottawa-1997").path)
    acknowledged: dict[str, list[str]] = {}
    for number in range(rounds):
        path = folder / f"{number // ROUNDS_A_FILE}.jsonl"
        if not path.exists():
            Journal.create(path, "SWE", "ottawa-1997")
        after, is_heard = chance.uniform(0.0, longest), number % HEARD == 0
        done = _kill_one(path, str(number), after, is_heard=is_heard)
        acknowledged.setdefault(path.name, []).extend(done)
    print(json.dumps(acknowledged))


class _Moments:
    """Kills its own process just before a chosen byte is written or a chosen call is made."""

    CALLS = ("fsync", "link", "unlink")

    def __init__(self, chosen: int) -> None:
        self.left = chosen
        self.whole = os.write
        os.write = self._write
        for name in self.CALLS:
            setattr(os, name, self._watched(getattr(os, name)))

    def _pass(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def _write(self, handle: int, data: bytes) -> int:
        self._pass()
        return self.whole(handle, data[:1])

    def _watched(self, call: Callable[..., object]) -> Callable[..., object]:
        def watched(*arguments: object, **more: object) -> object:
            self._pass()
            return call(*arguments, **more)

        return watched


def _change(path: Path, how: str) -> None:
    """Change a journal once, like any other process."""
    if how == "create":
        Journal.create(path, "SWE", "ottawa-1997")
    elif how == "undo":
        Journal(path).undo()
    else:
        Journal(path).record("remark", on="2027-01-02", detail="the last")


def _is_killed(path: Path, how: str, chosen: int) -> bool:
    """Let a process change a journal and be killed at a moment; return whether there was one."""
    child = os.fork()
    if child == 0:
        _Moments(chosen)
        _change(path, how)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the change failed at moment {chosen}")
    return os.WIFSIGNALED(status)


def _load(path: Path) -> None:
    """Load what a change needs once, so that no process that is killed has to."""
    for how in ("create", "record", "undo"):
        _change(path, how)


def moments(source: Path, folder: Path, how: str) -> None:
    """Kill a change of a journal at every moment there is, each in a folder of its own.

    Args:
        source: the journal before the change; there is none before one is created.
        folder: gets a folder for each moment, named by its number, and one more for the change
            that was not killed.
        how: ``create``, ``record`` or ``undo``.
    """
    _load(folder.parent / "loaded.jsonl")
    chosen, was_killed = 0, True
    while was_killed:
        path = folder / str(chosen) / "case.jsonl"
        path.parent.mkdir()
        if source.exists():
            shutil.copy(source, path)
        was_killed = _is_killed(path, how, chosen)
        chosen += 1
    print(chosen - 1)


def writer(path: Path, name: str, count: int) -> None:
    """Append remarks like any other process that uses the journal."""
    journal = Journal(path)
    for number in range(count):
        journal.record("remark", on="2027-01-01", detail=f"{name}-{number}")


if __name__ == "__main__":
    if sys.argv[1] == "kills":
        kills(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1] == "moments":
        moments(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
    else:
        writer(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
