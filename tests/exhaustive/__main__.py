"""Prove every clause on every day and every procedure on every path, or a part of both.

    python tests/exhaustive [--part N/M | --part today/M] [--processes P] [--evidence FILE]

Part N of M takes every Mth rule and path, beginning with the Nth: the parts are disjoint, and
together they are the whole. ``today`` chooses the part by the date, so that M days cover all.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import every_day
import every_path
from evidence import write
from rules import Rule, every_rule, every_treaty

from withdrawal.law.treaties.treaty import Treaty

Task = tuple[Callable[..., Any], tuple[Any, ...]]


def part_of(text: str) -> tuple[int, int]:
    """Return which part of how many is meant, counted from 0."""
    name, _, of = text.partition("/")
    parts = int(of or 1)
    part = date.today().toordinal() % parts if name == "today" else int(name) - 1
    if not 0 <= part < parts:
        raise argparse.ArgumentTypeError(f"{text!r}: expected N/M with N from 1 to M, or today/M")
    return part, parts


def tasks(treaties: list[Treaty], rules: list[Rule], part: int, parts: int) -> Iterator[Task]:
    """Yield what a part has to do, the longest first."""
    for state, route in every_path.every_route():
        yield every_path.play_route, (state, route, part, parts)
    for rule in rules:
        yield every_day.examine, (rule,)
    for treaty in treaties[part::parts]:
        if treaty.entry_into_force is not None:
            yield every_day.examine_entry, (treaty,)


def run(task: Task) -> Any:
    """Do one task."""
    function, arguments = task
    return function(*arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a part, print what was found, and return 1 where something does not hold."""
    parser = argparse.ArgumentParser(prog="tests/exhaustive", description=__doc__)
    parser.add_argument("--part", type=part_of, default=(0, 1), metavar="N/M")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--evidence", type=Path, help="write what was found as a page")
    options = parser.parse_args(arguments)
    part, parts = options.part
    print(f"part {part + 1} of {parts}, {datetime.now(UTC):%Y-%m-%d}", flush=True)
    begun = time.monotonic()
    treaties = every_treaty()
    rules = every_rule(treaties)[part::parts]
    with get_context("fork").Pool(options.processes) as pool:
        results = list(pool.imap_unordered(run, tasks(treaties, rules, part, parts)))
    seconds = time.monotonic() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime + time.process_time()
    findings = [text for each in results for text in each.findings]
    counts = counted(results, rules)
    for name, value in counts.items():
        print(f"{value:>12,} {name}")
    print(f"{seconds:>12,.0f} seconds, {processor:,.0f} of them on a processor")
    for text in sorted(findings):
        print(f"WRONG {text}", file=sys.stderr)
    if options.evidence is not None:
        write(options.evidence, counts, findings, (part, parts), (seconds, processor))
    print(f"{len(results) - bad(results)} passed, {bad(results)} failed")
    return 1 if findings else 0


def bad(results: list[Any]) -> int:
    """Return how many tasks found something."""
    return sum(1 for each in results if each.findings)


def counted(results: list[Any], rules: list[Rule]) -> dict[str, int]:
    """Return how much was examined, in words."""
    asked = [each for each in results if isinstance(each, every_day.Examined)]
    leaving = [each for each in asked if not each.is_entry]
    routes = [each for each in results if isinstance(each, every_path.Played)]
    return {
        "treaties": len({key for rule in rules for key in rule.treaties}),
        "different rules": len(leaving),
        "rules of entry into force": len(asked) - len(leaving),
        "days of effect computed one by one": sum(each.asked for each in asked),
        "notices with an effect": sum(each.defined for each in leaving),
        "notices without one, and a reason": sum(each.reasoned for each in leaving),
        "notices with another reading": sum(each.flagged for each in leaving),
        "plans compared with brute force": sum(each.planned for each in leaving),
        "routes of procedures": len(routes),
        "paths played": sum(each.paths for each in routes),
        "events recorded": sum(each.events for each in routes),
        "impossible steps refused": sum(each.refused for each in routes),
    }


if __name__ == "__main__":
    raise SystemExit(main())
