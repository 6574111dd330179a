"""Mutation testing: change the code in every small way, and see whether a test notices.

    python tools/mutate.py run ROOM PLACE --number NUMBER
    python tools/mutate.py recheck ROOM PLACE TEST [TEST ...]
    python tools/mutate.py keep ROOM PLACE
    python tools/mutate.py report

``run`` clones the last commit into PLACE, has mutmut make every mutant of the room, puts them in a
random order fixed by SEED and tries the first NUMBER in that order: first with the quickest tests
that run the function, then what survives with more of them. Started again with a larger number it
goes on. Because the order is random, the first so many are a fair sample of all.
``recheck`` tries the survivors, and what ran out of time, once more with tests of other rooms, slow
ones or more examples, each in a process of its own; with ``--new`` the tests are those of the
checkout, written since.
``keep`` writes the outcome to tools/mutation_results.json, and ``report`` makes
docs/evidence/mutation.md of that. What survives needs a reason in tools/mutation_reasons.toml, by
the line before and the line after.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "tools" / "mutation_results.json"
MUTMUT = Path(sys.executable).with_name("mutmut")

ROOMS = ("dates", "law", "case", "forecast")
ASKED = (*ROOMS, "record", "oracle", "questions", "output", "cli")
"""Whose tests are asked."""

SEED = 20261122
CHUNK = 160
"""How many mutants mutmut is given at a time; it begins with the quickest, so only whole chunks
are fair."""

BESIDE = ("examples", "seeds", "tools", "schemas", "benchmarks", "docs", "README.md", "Makefile",
          "CHANGELOG.md")  # fmt: skip

COUNTING = "tests/case/proceedings/test_machine.py::TestCost::test_work"

SNAPSHOTS = ("build_snapshot.py", "build_answers.py", "build_forecasts.py")

PROFILE = """

from hypothesis import HealthCheck  # noqa: E402

settings.register_profile(
    "mutation",
    max_examples=int(os.environ.get("MUTATION_EXAMPLES", "15")),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")


def pytest_sessionstart(session):
    import functools
    import gc

    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            if (each.__module__ or "").startswith("withdrawal"):
                each.cache_clear()
"""
"""The same few examples in every run, for mutmut runs a test several times in one process, and
nothing remembered: mutmut runs all tests once, then each mutant in a copy of that process."""

PLUGINS = ("-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin")

KILLED = {1, 3}
TIMED_OUT = {24, 36, 152, 255, -24}
CRASHED = {-9, -11}
UNTESTED = {5, 33}

ELSEWHERE, SINCE = "elsewhere", "since"
NOT_NOTICED, NOT_RUN, OUT_OF_TIME = "survived", "not run", "timed out"

ROUNDS = ((50, 1.5), (500, 6.0), (2000, 15.0))
"""How many tests, and of how many seconds together, a mutant meets at first, and if it survives."""


def run(room: str, place: Path, number: int) -> int:
    """Try the first mutants of the random order, as many as asked for; return 0."""
    if not place.is_dir():
        clone(room, place)
    timed, whole = place / "mutants" / "mutmut-stats.json", place / "whole-stats.json"
    if not whole.is_file():
        # Mutmut makes all mutants and times all tests before it finds that there is none such.
        mutmut(place, "run", "none such")
        shutil.copy(timed, whole)
    stats = json.loads(whole.read_text(encoding="utf-8"))
    order = in_order(outcomes(place))[:number]
    for start in range(0, len(order), CHUNK):
        left = [key for key in order[start : start + CHUNK] if outcomes(place)[key] is None]
        for most, longest in ROUNDS:
            timed.write_text(json.dumps(narrowed(stats, most, longest)), encoding="utf-8")
            mutmut(place, "run", "--max-children", "1", *left)
            left = [key for key in left if outcomes(place)[key] == 0]
        print(datetime.now(UTC).strftime("%H:%M:%S"), room, Counter(outcomes(place).values()))
    return 0


def clone(room: str, place: Path) -> None:
    """Clone the last commit and tell mutmut what to change there."""
    subprocess.run(["git", "clone", "--quiet", ROOT, place], check=True)
    # Python looks once whether a directory of PYTHONPATH is there, when it starts.
    (place / "mutants").mkdir()
    settings = {
        "source_paths": ["withdrawal"],
        "only_mutate": [f"withdrawal/{room}/*"],
        "also_copy": list(BESIDE),
        # Mutmut puts calls of its own in between, so that calls cannot be counted there.
        "pytest_add_cli_args": ["-m", "not slow", f"--deselect={COUNTING}", *PLUGINS],
        "pytest_add_cli_args_test_selection": [f"tests/{each}" for each in ASKED],
        "timeout_multiplier": 1.5,
        "timeout_constant": 20.0,
    }
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    with (place / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[tool.mutmut]\n{lines}")
    with (place / "tests" / "conftest.py").open("a", encoding="utf-8") as file:
        file.write(PROFILE)


def mutmut(place: Path, *arguments: str) -> None:
    """Run mutmut in a place, with its output in a file there; do nothing without a mutant."""
    if "--max-children" in arguments and len(arguments) == 3:
        return
    with (place / "mutmut.log").open("a", encoding="utf-8") as log:
        subprocess.run(
            [MUTMUT, *arguments],
            cwd=place, check=False, stdout=log, stderr=log, env=environment(place / "mutants"),
        )  # fmt: skip


def environment(inside: Path, mutant: str | None = None) -> dict[str, str]:
    """Return the environment in which the mutants are imported, also by programs started."""
    found = {
        **os.environ,
        "PYTHONPATH": str(inside),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    if mutant is None:
        return found
    return {**found, "MUTANT_UNDER_TEST": mutant, "MUTATION_EXAMPLES": "100"}


def narrowed(stats: dict[str, Any], most: int, longest: float) -> dict[str, Any]:
    """Return which tests run a function, no more of each than so many of so many seconds.

    Those of the module's own test module come first, then the quickest.
    """
    durations = stats["duration_by_test"]
    chosen = {}
    for name, tests in stats["tests_by_mangled_function_name"].items():
        module = name.split(".")[-2]
        taken, seconds = [], 0.0
        for test in sorted(tests, key=lambda t: (f"test_{module}." not in t, durations[t], t)):
            if taken and (len(taken) >= most or seconds + durations[test] > longest):
                continue
            taken.append(test)
            seconds += durations[test]
        chosen[name] = taken
    return {**stats, "tests_by_mangled_function_name": chosen}


def in_order(names: Sequence[str] | dict[str, Any]) -> list[str]:
    """Return the names in the order in which they are tried."""
    found = sorted(names)
    random.Random(SEED).shuffle(found)
    return found


def outcomes(place: Path) -> dict[str, int | None]:
    """Return the exit code of the tests for each mutant, None for those not tried."""
    found: dict[str, int | None] = {}
    for path in sorted((place / "mutants").rglob("*.py.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def tried(place: Path) -> dict[str, int]:
    """Return the exit codes of the mutants tried, as far as none before them is left out."""
    codes, found = outcomes(place), {}
    for key in in_order(codes):
        code = codes[key]
        if code is None:
            break
        found[key] = code
    return found


def noticed_later(place: Path) -> dict[str, str]:
    """Return the mutants that ``recheck`` saw noticed, each with ELSEWHERE or SINCE."""
    kept = place / "rechecked.json"
    return json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}


def how_noticed(place: Path) -> dict[str, str]:
    """Return for each mutant tried how it was noticed, or that it was not."""
    later = noticed_later(place)
    return {key: later.get(key, kind_of(code)) for key, code in tried(place).items()}


def kind_of(code: int) -> str:
    """Return what an exit code of mutmut's means."""
    if code in KILLED:
        return "room"
    if code in TIMED_OUT:
        return OUT_OF_TIME
    if code in CRASHED:
        return "crashed"
    return NOT_RUN if code in UNTESTED else NOT_NOTICED


def recheck(place: Path, tests: Sequence[Path], only: str, *, new: bool, slow: bool) -> int:
    """Try each survivor again with some tests, and keep which of them are noticed now."""
    inside = place / ("again" if new else "mutants")
    names = [str(test.resolve().relative_to(ROOT)) for test in tests]
    if new:
        # The tests of the checkout must not be among those that ``run`` finds.
        shutil.copytree(place / "mutants", inside, dirs_exist_ok=True)
        for folder in ("tests", "tools", "examples"):
            shutil.copytree(ROOT / folder, inside / folder, dirs_exist_ok=True)
        shutil.copy(place / "tests" / "conftest.py", inside / "tests")
        for tool in SNAPSHOTS:
            # Of the code as it was cloned, which the checkout may have left behind.
            command = [sys.executable, f"tools/{tool}"]
            subprocess.run(command, cwd=inside, env=environment(inside, ""), check=True)
    noticed, kinds = noticed_later(place), how_noticed(place)
    doubtful = (NOT_NOTICED, NOT_RUN, OUT_OF_TIME)
    lived = [key for key, kind in kinds.items() if kind in doubtful and only in key]
    marks = [] if slow else ["-m", "not slow"]
    command = [sys.executable, "-m", "pytest", "-q", *marks, *PLUGINS, *names]
    command += failing(command, inside)
    for key in ("", *lived):
        code = subprocess.run(
            [*command, "-x"], cwd=inside, env=environment(inside, key), check=False,
            capture_output=True,
        ).returncode  # fmt: skip
        if not key and code:
            raise SystemExit("The tests fail without a mutant: expected them to pass.")
        if code in KILLED or kinds.get(key) == OUT_OF_TIME:
            noticed[key] = NOT_NOTICED if code not in KILLED else SINCE if new else ELSEWHERE
            (place / "rechecked.json").write_text(json.dumps(noticed), encoding="utf-8")
        print("noticed" if code in KILLED else "not noticed", key, flush=True)
    return 0


def failing(command: Sequence[str], inside: Path) -> list[str]:
    """Return the options that leave out what fails without a mutant: tests of later mends."""
    done = subprocess.run(
        [*command, "-rf"], cwd=inside, env=environment(inside, ""), check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    broken = [line[6:].split(" - ")[0] for line in lines if line.startswith("ERROR ")]
    if broken:
        raise SystemExit(f"These cannot be read with the code as cloned: {', '.join(broken)}.")
    failed = [line[7:].split(" - ")[0] for line in lines if line.startswith("FAILED ")]
    return [f"--deselect={each}" for each in failed]


def keep(room: str, place: Path) -> int:
    """Write the outcome of a room to the file of results."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    kinds = how_noticed(place)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=place, check=True, capture_output=True
    )
    files: dict[str, Counter[str]] = {}
    for key in sorted(outcomes(place)):
        row = files.setdefault(file_of(key), Counter())
        row.update(["made", *([kinds[key]] if key in kinds else [])])
    lived = sorted(key for key, kind in kinds.items() if kind in (NOT_NOTICED, NOT_RUN))
    results[room] = {
        "run_on": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit.stdout.decode().strip(),
        "version": version_of(place),
        "mutmut": version("mutmut"),
        "seed": SEED,
        "files": files,
        "survivors": [survivor(place, key, kinds[key]) for key in lived],
    }
    RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def version_of(place: Path) -> str:
    """Return the version of the package whose mutants were tried."""
    text = (place / "withdrawal" / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def file_of(key: str) -> str:
    """Return the path of the file in which a mutant is."""
    return key.rpartition(".")[0].replace(".", "/") + ".py"


def survivor(place: Path, key: str, kind: str) -> dict[str, str]:
    """Return what a survivor changes, and whether a test runs the function at all."""
    done = subprocess.run([MUTMUT, "show", key], cwd=place, capture_output=True, check=False)
    lines = list(changed_lines(done.stdout.decode()))
    return {
        "mutant": key.removeprefix("withdrawal."),
        "before": " ".join(line[1:].strip() for line in lines if line[0] == "-"),
        "after": " ".join(line[1:].strip() for line in lines if line[0] == "+"),
        "kind": kind,
    }


def changed_lines(difference: str) -> Iterator[str]:
    """Yield the lines that a difference takes away or adds."""
    for line in difference.splitlines():
        if line.startswith(("-", "+")) and not line.startswith(("---", "+++")):
            yield line


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/mutate.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("run", "recheck", "keep"):
        each = commands.add_parser(name)
        each.add_argument("room", choices=ROOMS)
        each.add_argument("place", type=Path)
        if name == "run":
            each.add_argument("--number", type=int, required=True)
        if name == "recheck":
            each.add_argument("tests", type=Path, nargs="+")
            each.add_argument("--only", default="", help="a part of the names of the mutants")
            each.add_argument("--slow", action="store_true", help="with the slow tests")
            each.add_argument("--new", action="store_true", help="the tests were written since")
    commands.add_parser("report")
    options = parser.parse_args(arguments)
    if options.command == "report":
        from mutation_page import report

        return report()
    place = options.place.resolve()
    if options.command == "run":
        return run(options.room, place, options.number)
    if options.command == "recheck":
        return recheck(place, options.tests, options.only, new=options.new, slow=options.slow)
    return keep(options.room, place)


if __name__ == "__main__":
    raise SystemExit(main())
