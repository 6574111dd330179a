"""The page on mutants, docs/evidence/mutation.md, from the results and the reasons kept beside it.

``python tools/mutate.py report`` writes it.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import Any

TOOLS = Path(__file__).parent
PAGE = TOOLS.parent / "docs" / "evidence" / "mutation.md"
RESULTS = TOOLS / "mutation_results.json"
REASONS = TOOLS / "mutation_reasons.toml"

AS_THEY_WERE = ("room", "timed out", "crashed", "elsewhere")
KILLED = (*AS_THEY_WERE, "since")
TRIED = (*KILLED, "survived", "not run")

GOAL = 0.92
DEVIATES = 1.959963984540054
"""The standard deviates of 95%."""

HEAD = """# Mutants

Mutmut changes the code in every small way it knows (a number by one, `<` for `<=`, `and` for `or`,
an argument for None) and runs the tests. A change that no test notices is a survivor. Functions
with a decorator other than `@classmethod` and `@staticmethod` are not changed: mutmut leaves
properties alone.

There are more mutants than there was time to try. All that mutmut makes of a room are put in a
random order fixed by a seed, and tried in that order: what is tried is a fair sample of what is
not. A mutant meets the fast tests that run the function: the quickest fifty first, then, if it
survives, as many as take six seconds, and for `case` and `forecast` at last as many as take
fifteen, with fifteen examples for each property. For `case` and `forecast` these are the tests of
the room, of the other three, of the records, questions, output and command line and of the second
implementation; for `dates` and `law` those of the room alone. Slow tests, the other doors and the
[proof of every day](exhaustive.md) are not asked, so the shares are lower bounds of what all tests
notice. A mutant under which the tests of `dates` and `law` ran out of time counts as killed; in
`case` and `forecast` it was tried again by itself.

Where a survivor showed a hole in the tests, a test was written, or one was found to notice it in a
process of its own, where nothing is remembered from the test before. The first share counts what
was noticed before that: it is the one that says how the mutants that were not tried would fare,
within the interval (Wilson's, 95%). The second counts the tests as they are now, on the same
mutants. Survivors that make no difference count as survivors in both.

"""


def report() -> int:
    """Write the page; return 1 where a survivor has no reason."""
    results, known = json.loads(RESULTS.read_text(encoding="utf-8")), reasons()
    PAGE.write_text(page(results, known), encoding="utf-8")
    lived = [each for room in results.values() for each in room["survivors"]]
    unexplained = [each for each in lived if (each["before"], each["after"]) not in known]
    print(f"{len(lived)} survived, {len(unexplained)} without a reason")
    return 1 if unexplained else 0


def page(results: dict[str, Any], known: dict[tuple[str, str], str]) -> str:
    """Return the page."""
    rooms = [room for room in ("dates", "law", "case", "forecast") if room in results]
    return HEAD + "\n".join(
        [
            *(by_room(results, rooms)),
            "",
            *how(results, rooms),
            "",
            "`python tools/mutate.py run ROOM PLACE --number NUMBER` tries more,",
            "`python tools/mutate.py report` makes this page.",
            "",
            *(line for room in rooms for line in of_room(room, results[room], known)),
        ]
    )


def reasons() -> dict[tuple[str, str], str]:
    """Return why a survivor is let live, by the lines before and after."""
    rows = tomllib.loads(REASONS.read_text(encoding="utf-8")).get("survivors", [])
    return {(row["before"], row["after"]): row["reason"] for row in rows}


def total(room: dict[str, Any]) -> Counter[str]:
    """Return how the mutants of all files of a room fared."""
    return sum(map(Counter, room["files"].values()), Counter())


def count(fared: Counter[str], kinds: tuple[str, ...]) -> int:
    """Return how many fared in one of some ways."""
    return sum(fared[kind] for kind in kinds)


def by_room(results: dict[str, Any], rooms: list[str]) -> Iterator[str]:
    """Yield the table of the rooms."""
    yield "| room | mutants | tried | killed | share | 95% interval | killed now | share now |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for room in rooms:
        fared = total(results[room])
        tried, killed, now = (count(fared, kinds) for kinds in (TRIED, AS_THEY_WERE, KILLED))
        low, high = wilson(killed, tried)
        yield (
            f"| `{room}` | {fared['made']:,} | {tried:,} | {killed:,} | {killed / tried:.1%} "
            f"| {low:.1%} to {high:.1%} | {now:,} | {now / tried:.1%} |"
        )


def how(results: dict[str, Any], rooms: list[str]) -> Iterator[str]:
    """Yield which rooms reach the goal, and how the mutants were noticed."""
    fared = sum((total(results[room]) for room in rooms), Counter())
    keys = ("run_on", "version", "mutmut")
    runs = sorted({tuple(results[room][key] for key in keys) for room in rooms})
    below = [room for room in rooms if share(results[room], KILLED) < GOAL]
    yield from (
        f"Run on {day}, version {own}, with mutmut {version}." for day, own, version in runs
    )
    at_first = [room for room in rooms if share(results[room], AS_THEY_WERE) >= GOAL]
    yield (
        f"The goal is {GOAL:.0%} in each room, of all mutants. At first it was reached by "
        f"{_named(at_first)}; now, on the mutants tried, "
        + (f"{_named(below)} missed it." if below else "by every room.")
    )
    yield (
        f"Of {count(fared, KILLED):,} that are noticed now, {fared['since']:,} were not at first; "
        f"{fared['timed out']:,} were by running out of time."
    )


def share(room: dict[str, Any], kinds: tuple[str, ...]) -> float:
    """Return the share of the mutants of a room tried that fared in one of some ways."""
    return count(total(room), kinds) / count(total(room), TRIED)


def _named(rooms: list[str]) -> str:
    return " and ".join(f"`{room}`" for room in rooms) or "none"


def wilson(killed: int, tried: int) -> tuple[float, float]:
    """Return the interval of 95% for a share, by Wilson's score.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927).
    """
    share, square = killed / tried, DEVIATES**2
    middle = share + square / (2 * tried)
    width = DEVIATES * sqrt(share * (1 - share) / tried + square / (4 * tried**2))
    return (middle - width) / (1 + square / tried), (middle + width) / (1 + square / tried)


def of_room(name: str, room: dict[str, Any], known: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the section of a room: its files and its survivors."""
    yield from (f"## {name}", "", f"Commit {room['commit']}, seed {room['seed']}.", "")
    yield from ("| file | mutants | tried | killed now | survived |", "| --- |" + " ---: |" * 4)
    for file, each in room["files"].items():
        fared = Counter(each)
        yield (
            f"| `{file}` | {fared['made']} | {count(fared, TRIED)} | {count(fared, KILLED)} "
            f"| {count(fared, ('survived', 'not run'))} |"
        )
    yield from ("", f"### Survivors of {name}", "")
    if not room["survivors"]:
        yield from ("None.", "")
    ordered = sorted(room["survivors"], key=lambda each: (path_of(each), each["before"]))
    for (where, before), group in groupby(ordered, lambda each: (path_of(each), each["before"])):
        yield from (f"`{where}`", "", "```diff", f"- {before}")
        listed = list(group)
        yield from (f"+ {each['after']}" for each in listed)
        yield from ("```", "")
        yield from (f"{each}\n" for each in dict.fromkeys(reason(x, known) for x in listed))


def path_of(survivor: dict[str, str]) -> str:
    """Return the path of the file a survivor is in."""
    return "withdrawal/" + survivor["mutant"].rpartition(".")[0].replace(".", "/") + ".py"


def reason(survivor: dict[str, str], known: dict[tuple[str, str], str]) -> str:
    """Return why a survivor is let live."""
    found = known.get((survivor["before"], survivor["after"]), "not yet looked at")
    found = found[0].upper() + found[1:] + "."
    return f"{found} (No test of the room runs it.)" if survivor["kind"] == "not run" else found
