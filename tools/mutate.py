"""Mutation testing: change the code in every small way, and see whether a test notices.

    python tools/mutate.py run GROUP PLACE [--python PYTHON]
    python tools/mutate.py recheck PLACE TEST [TEST ...]
    python tools/mutate.py report PLACE [PLACE ...]

``run`` clones the last commit into PLACE, tells mutmut what to change and which tests to run, and
starts it; started again it goes on where it stopped. ``recheck`` tries the survivors again with
tests that were written since. ``report`` writes docs/evidence/mutation.md
from one or more such places. What survives there needs a reason in tools/mutation_reasons.toml,
by the line before and the line after.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evidence" / "mutation.md"
REASONS = ROOT / "tools" / "mutation_reasons.toml"

LAW = ("operators", "landings", "landings_in_months", "clause", "gates", "moves", "compiling",
       "circumstances")  # fmt: skip
CASE = ("when", "case", "case_accounts", "case_clock", "plan", "sentence", "compare", "machine")

GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "dates": (("withdrawal/dates/*",), ("tests/dates",)),
    "law": (
        tuple(f"withdrawal/law/{name}.py" for name in LAW if name != "landings_in_months"),
        tuple(f"tests/law/test_{name}.py" for name in LAW),
    ),
    "case": (
        tuple(
            f"withdrawal/case/{name}.py"
            for name in ("when", "outcomes", "dossier", "disputes", "progress", "ahead", "plan")
        ),
        tuple(f"tests/case/test_{name}.py" for name in CASE),
    ),
}
"""For each group, the files that are changed and the tests that have to notice."""

BESIDE = ("examples", "seeds", "tools", "schemas", "benchmarks", "docs", "README.md", "Makefile",
          "CHANGELOG.md")  # fmt: skip

PROFILE = """

from hypothesis import HealthCheck  # noqa: E402

settings.register_profile(
    "mutation",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")
"""
"""The same examples in every run; mutmut runs a test several times in one process."""

KILLED = {1, 3, 36, 24, 152, 255, -24, -9, -11, 37}
"""Exit codes of tests that failed, ran out of time or crashed."""
UNTESTED = {5, 33}


@frozen
class Mutant:
    """A small change of the code.

    Attributes:
        file: the file.
        before: the lines it takes away.
        after: the lines it puts in their place.
        is_tested: whether any test runs the function.
    """

    file: str
    before: str
    after: str
    is_tested: bool


@frozen
class Score:
    """How the mutants of a file fared.

    Attributes:
        file: the file.
        killed: how many were noticed.
        survivors: those that were not.
        left: how many were not tried.
    """

    file: str
    killed: int
    survivors: tuple[Mutant, ...]
    left: int


def run(group: str, place: Path, python: str) -> int:
    """Clone, configure and start mutmut; return its exit code."""
    if not place.is_dir():
        subprocess.run(["git", "clone", "--quiet", ROOT, place], check=True)
        changed, tests = GROUPS[group]
        settings = {
            "source_paths": ["withdrawal"],
            "only_mutate": list(changed),
            "also_copy": list(BESIDE),
            "pytest_add_cli_args": ["-m", "not slow", "-p", "no:cacheprovider"],
            "pytest_add_cli_args_test_selection": list(tests),
        }
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
        with (place / "pyproject.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[tool.mutmut]\n{lines}")
        with (place / "tests" / "conftest.py").open("a", encoding="utf-8") as file:
            file.write(PROFILE)
    command = [python, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1)]
    return subprocess.run(command, cwd=place, check=False).returncode


def recheck(place: Path, tests: Sequence[Path], python: str) -> int:
    """Try each survivor again with some test files, and keep which of them are noticed now."""
    inside = place / "mutants"
    names = []
    for test in tests:
        target = inside / test.resolve().relative_to(ROOT)
        target.write_bytes(test.read_bytes())
        names.append(str(target.relative_to(inside)))
    kept = place / "rechecked.json"
    noticed = set(json.loads(kept.read_text(encoding="utf-8"))) if kept.is_file() else set()
    command = [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *names]
    for key in ("", *(key for key in survivors(place) if key not in noticed)):
        changed = {**os.environ, "MUTANT_UNDER_TEST": key, "PYTHONPATH": str(inside)}
        done = subprocess.run(command, cwd=inside, env=changed, check=False, capture_output=True)
        if not key and done.returncode:
            raise SystemExit("The tests fail without a mutant: expected them to pass.")
        if done.returncode == 1:
            noticed.add(key)
    kept.write_text(json.dumps(sorted(noticed)), encoding="utf-8")
    print(f"{len(noticed)} noticed by now")
    return 0


def survivors(place: Path) -> list[str]:
    """Return the names of the mutants that no test noticed."""
    found = []
    for path in sorted((place / "mutants").rglob("*.py.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        found += [key for key, code in codes.items() if code == 0]
    return found


def scores(place: Path) -> Iterator[Score]:
    """Yield how the mutants of each file fared."""
    kept = place / "rechecked.json"
    noticed = set(json.loads(kept.read_text(encoding="utf-8"))) if kept.is_file() else set()
    for path in sorted((place / "mutants").rglob("*.py.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        codes = {key: 1 if key in noticed else code for key, code in codes.items()}
        if not codes:
            continue
        file = str(path.relative_to(place / "mutants")).removesuffix(".meta")
        lived = {key: code for key, code in codes.items() if code == 0 or code in UNTESTED}
        yield Score(
            file,
            sum(code in KILLED for code in codes.values()),
            tuple(mutant(place, file, key, is_tested=code == 0) for key, code in lived.items()),
            sum(code is None for code in codes.values()),
        )


def mutant(place: Path, file: str, key: str, *, is_tested: bool) -> Mutant:
    """Return what a mutant changes."""
    command = [os.environ.get("MUTMUT_PYTHON", sys.executable), "-m", "mutmut", "show", key]
    lines: list[str] = []
    for _ in range(3):
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        lines = [x for x in done.stdout.splitlines() if not x.startswith(("---", "+++"))]
        if lines:
            break
    taken = [line[1:].strip() for line in lines if line.startswith("-")]
    given = [line[1:].strip() for line in lines if line.startswith("+")]
    return Mutant(file, " ".join(taken), " ".join(given), is_tested)


def reasons() -> dict[tuple[str, str], str]:
    """Return why a survivor is harmless, by the lines before and after."""
    rows = tomllib.loads(REASONS.read_text(encoding="utf-8")).get("survivors", [])
    return {(row["before"], row["after"]): row["reason"] for row in rows}


HEAD = """# Mutants

Mutmut changes the code in every small way it knows (a number by one, `<` for `<=`, `and` for `or`,
an argument for None) and runs the tests. A change that no test notices is a survivor. Functions
with a decorator are not changed: mutmut leaves properties and class methods alone.

`python tools/mutate.py run GROUP PLACE` makes it again, one group at a time; the tests are those
of the group alone, without the slow ones, without the [proof of every day](exhaustive.md) and
without the second implementation. A mutant that survived and is noticed by a test written since
counts as killed. Mutmut begins with the quickest tests, so where some mutants are not tried, the
others are no fair sample of them. Files that are not in the table have not been tried at all.

"""


def report(places: Sequence[Path]) -> int:
    """Write the page of evidence; return 1 where a survivor has no reason."""
    import withdrawal

    known = reasons()
    found = [score for place in places for score in scores(place)]
    killed, lived = sum(each.killed for each in found), [m for s in found for m in s.survivors]
    left = sum(each.left for each in found)
    share = 100 * killed / (killed + len(lived))
    text = HEAD + (
        f"Run on {datetime.now(UTC):%Y-%m-%d}, version {withdrawal.__version__}: {killed:,} of "
        f"{killed + len(lived):,} killed ({share:.1f}%)"
        + (f"; {left:,} were not tried in the time there was.\n\n" if left else ".\n\n")
        + "| file | mutants tried | killed | survived | not tried |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
    )
    for each in found:
        tried = each.killed + len(each.survivors)
        text += f"| `{each.file}` | {tried} | {each.killed} | {len(each.survivors)} "
        text += f"| {each.left} |\n"
    unexplained = [each for each in lived if (each.before, each.after) not in known]
    text += "\n## Survivors\n\n"
    for each in sorted(lived, key=lambda m: (m.file, m.before)):
        reason = known.get((each.before, each.after), "not yet looked at")
        reason = reason if each.is_tested else f"{reason} (no test of the group runs it)"
        text += f"- `{each.file}`: {reason}\n\n  ```diff\n"
        text += f"  - {each.before}\n  + {each.after}\n  ```\n"
    PAGE.write_text(text if lived else f"{text}None.\n", encoding="utf-8")
    print(f"{killed} killed, {len(lived)} survived, {len(unexplained)} without a reason")
    return 1 if unexplained else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tools/mutate.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    runs = commands.add_parser("run")
    runs.add_argument("group", choices=GROUPS)
    runs.add_argument("place", type=Path)
    runs.add_argument("--python", default=sys.executable)
    checks = commands.add_parser("recheck")
    checks.add_argument("place", type=Path)
    checks.add_argument("tests", type=Path, nargs="+")
    checks.add_argument("--python", default=sys.executable)
    reports = commands.add_parser("report")
    reports.add_argument("places", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    if options.command == "run":
        return run(options.group, options.place.resolve(), options.python)
    if options.command == "recheck":
        return recheck(options.place.resolve(), options.tests, options.python)
    return report([place.resolve() for place in options.places])


if __name__ == "__main__":
    raise SystemExit(main())
