"""Fuzz a door with many bad inputs, and say what came of it.

    python tests/fuzz [TARGET ...] [--inputs N] [--seed S] [--processes P] [--keep]

Without a target each door has its turn, with fewer inputs where one takes long.

Every input is read, and must be accepted or refused; one in twenty, chosen by its own bytes, goes
the whole way: it is played, asked, compiled, printed. ``--whole`` does that with all of them.

Every input has a second of processor time, a file or a call five. Memory is looked at after
half of the inputs and at the end. What crashes or hangs is printed, one for each place in the
code, and kept with ``--keep`` in ``tests/fuzz/cases``, where the tests find it. ``--log`` adds a
line to ``runs.jsonl``, from which ``python tests/fuzz/page.py`` writes the page of evidence.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import logging
import os
import shutil
import signal
import sys
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from attrs import define, field
from targets import TARGETS, Target, scratch

import withdrawal
from withdrawal.errors import WithdrawalError

RUNS = Path(__file__).parent / "runs.jsonl"
CASES = Path(__file__).parent / "cases"
WHOLE = 20
"""One input in so many goes the whole way."""
HARD_LIMIT = 20
"""Seconds after which an input is given up."""
GROWTH = 48
"""Mebibytes by which the memory of a process may grow between its half and its end."""


class HangError(Exception):
    """An input took more than a second."""


class GrowthError(Exception):
    """Memory grew and did not come back."""


@define
class Tally:
    """What came of a target.

    Attributes:
        name: the target.
        inputs: how many inputs were tried.
        whole: how many of them went the whole way, where they were accepted.
        accepted: how many of them made sense.
        codes: how many were refused with each code.
        slowest: the longest processor time of an input, in seconds.
        growth: mebibytes by which memory grew.
        found: for each place that went wrong, the error in words and the input.
    """

    name: str
    inputs: int = 0
    whole: int = 0
    accepted: int = 0
    codes: Counter[str] = field(factory=Counter)
    slowest: float = 0.0
    growth: float = 0.0
    found: dict[str, tuple[str, bytes]] = field(factory=dict)

    def add(self, other: Tally) -> None:
        """Add what came of other inputs."""
        self.inputs += other.inputs
        self.whole += other.whole
        self.accepted += other.accepted
        self.codes += other.codes
        self.slowest = max(self.slowest, other.slowest)
        self.growth = max(self.growth, other.growth)
        for place, what in other.found.items():
            self.found.setdefault(place, what)


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Give up what takes too long on the processor."""

    def give_up(*_: Any) -> None:
        raise HangError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def goes_whole(data: bytes, share: int) -> bool:
    """Return whether an input goes the whole way: one in ``share`` does, always the same ones."""
    return zlib.crc32(data) % share == 0


def try_one(target: Target, data: bytes, tally: Tally, *, share: int = 1) -> None:
    """Try one input and note what came of it."""
    begun = time.process_time()
    is_whole = target.read is None or goes_whole(data, share)
    tally.inputs += 1
    tally.whole += is_whole
    try:
        with time_limit(HARD_LIMIT):
            refusal = target.run(data) if is_whole or not target.read else target.read(data)
        if isinstance(refusal, str):
            tally.codes[refusal] += 1
        else:
            tally.accepted += 1
    except WithdrawalError as error:
        tally.codes[error.code] += 1
    except Exception as error:
        note(tally, error, data)
    spent = time.process_time() - begun
    tally.slowest = max(tally.slowest, spent)
    if spent > target.limit:
        tally.found.setdefault("slow", (f"took {spent:.1f} seconds", data))


def note(tally: Tally, error: Exception, data: bytes) -> None:
    """Keep an error, one for each place in the package and kind."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if f"{os.sep}withdrawal{os.sep}" in each.filename] or frames
    last = ours[-1]
    place = f"{type(error).__name__} in {Path(last.filename).name}:{last.name}:{last.lineno}"
    kept = tally.found.get(place)
    if kept is None or len(data) < len(kept[1]):
        tally.found[place] = (f"{type(error).__name__}: {str(error)[:200]}", data)


def memory() -> float:
    """Return the memory of this process in mebibytes."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def fuzz(name: str, seed: int, inputs: int, share: int = WHOLE) -> Tally:
    """Try inputs from one seed."""
    scratch.cache_clear()  # a forked process has a directory of its own
    target, tally, rng = TARGETS[name], Tally(name), Random(seed)
    for data in target.good()[:8]:  # what is loaded once is no input's own time
        target.run(data)
    warm = 0.0
    for number in range(inputs):
        if number == inputs // 2:
            warm = memory()
        try_one(target, target.make(rng), tally, share=share)
    tally.growth = max(0.0, memory() - warm)
    if tally.growth > GROWTH:
        tally.found["memory"] = (f"memory grew by {tally.growth:.0f} MiB", b"")
    shutil.rmtree(scratch(), ignore_errors=True)
    return tally


def _job(arguments: tuple[str, int, int, int]) -> Tally:
    return fuzz(*arguments)


def jobs(name: str, seed: int, inputs: int, size: int) -> Iterator[tuple[str, int, int]]:
    """Yield the work for one target in pieces, each with a seed of its own."""
    for number, start in enumerate(range(0, inputs, size)):
        yield name, seed * 1_000_003 + number, min(size, inputs - start)


def keep(tally: Tally) -> None:
    """Write every input that went wrong where the tests find it."""
    for _, data in tally.found.values():
        if data:
            directory = CASES / tally.name
            directory.mkdir(parents=True, exist_ok=True)
            (directory / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def report(tally: Tally, seconds: float) -> None:
    """Print what came of a target."""
    codes = ", ".join(f"{count:,} {code}" for code, count in tally.codes.most_common())
    print(
        f"{tally.name}: {tally.inputs:,} inputs in {seconds:.0f} s, {tally.whole:,} of them the "
        f"whole way, {tally.accepted:,} accepted, refused: {codes or 'none'}; "
        f"slowest {tally.slowest:.2f} s of processor time, "
        f"memory grew by {tally.growth:.1f} MiB, {len(tally.found)} faults",
        flush=True,
    )
    for place, (text, data) in sorted(tally.found.items()):
        print(f"  {place}: {text}\n    {data[:600]!r}", file=sys.stderr, flush=True)


def log(path: Path, tally: Tally, seed: int, seconds: float) -> None:
    """Add a line on a target to the file from which the page of evidence is made."""
    row = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "version": withdrawal.__version__,
        "target": tally.name,
        "seed": seed,
        "inputs": tally.inputs,
        "whole": tally.whole,
        "accepted": tally.accepted,
        "refused": dict(tally.codes.most_common()),
        "slowest": round(tally.slowest, 2),
        "growth": round(tally.growth, 1),
        "faults": sorted(tally.found),
        "seconds": round(seconds),
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz the targets asked for; return 1 where something went wrong."""
    parser = argparse.ArgumentParser(prog="tests/fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--size", type=int, default=20_000, help="inputs for one process")
    parser.add_argument("--whole", action="store_true", help="let every input go the whole way")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument(
        "--log", type=Path, nargs="?", const=RUNS, help="add a line on each target to this file"
    )
    options = parser.parse_args(arguments)
    logging.disable()  # what `pypdf` says of each broken file
    failed = 0
    for name in options.targets or TARGETS:
        begun, tally = time.monotonic(), Tally(name)
        share = 1 if options.whole else WHOLE
        inputs = options.inputs if options.targets else options.inputs // TARGETS[name].slow
        pieces = jobs(name, options.seed, inputs, options.size)
        work = ((*piece, share) for piece in pieces)
        with get_context("fork").Pool(options.processes, maxtasksperchild=1) as pool:
            for done in pool.imap_unordered(_job, work):
                tally.add(done)
        report(tally, time.monotonic() - begun)
        if options.keep:
            keep(tally)
        if options.log is not None:
            log(options.log, tally, options.seed, time.monotonic() - begun)
        failed += bool(tally.found)
    wanted = len(options.targets or TARGETS)
    print(f"{wanted - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
