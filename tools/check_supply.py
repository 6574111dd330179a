"""Run every check of what is shipped and what it rests on, and write the page of evidence.

    python tools/check_supply.py [--outputs DIRECTORY]

All checks run on a clone of the last commit, so that what is not committed makes no difference and
the page is about one state of the project. ``--outputs`` keeps what each check prints. The whole
takes a quarter of an hour on a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evidence" / "supply.md"

BANDIT = ("-m", "bandit", "--quiet", "--recursive", "withdrawal", "--skip", "B101")
LATER = ("3.12", "3.13", "3.14")
"""Versions of Python that are tried besides the one that runs this, where they are at hand."""

HEAD = """# What is shipped, and what it rests on

`make supply` makes this page. Why each dependency is there is said in
[Dependencies](../reference/dependencies.md).

Written on {date}, version {version}, Python {python}, from commit `{commit}`.
"""


@frozen
class Output:
    """What a check printed.

    Attributes:
        text: its standard output.
        is_good: whether it passed.
    """

    text: str
    is_good: bool

    @property
    def verdict(self) -> str:
        """Whether it passed, in a word."""
        return "Passed." if self.is_good else "**Failed.**"

    def lines(self, pattern: str) -> list[str]:
        """Return the lines in which a pattern occurs."""
        return [line.strip() for line in self.text.splitlines() if re.search(pattern, line)]


def later_pythons() -> Iterator[tuple[str, str]]:
    """Yield each later version of Python that runs here, and its path."""
    installed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in LATER:
        found = [shutil.which(f"python{version}"), *installed.glob(f"{version}.*/bin/python")]
        for path in filter(None, found):
            done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
            if done.returncode == 0 and f" {version}." in done.stdout:
                yield version, str(path)
                break


def checks(tree: Path, dist: Path) -> dict[str, tuple[str, ...]]:
    """Return the command of each check; the wheel that the first builds is tried by the second."""
    tools = tree / "tools"
    versions = str(tools / "check_versions.py")
    return {
        "build": (str(tools / "check_build.py"), "--out", str(dist)),
        "extras": (str(tools / "check_extras.py"), str(dist)),
        "versions": (versions, "lowest", "highest"),
        "dateutil": (versions, "dateutil-2.9", "dateutil-4.0"),
        **{
            f"python {version}": (versions, "highest", "--python", path)
            for version, path in later_pythons()
        },
        "bandit": BANDIT,
    }


def cloned(place: Path) -> Path:
    """Return a clone of the last commit."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place)], check=True)
    return place


def commit_of(tree: Path) -> str:
    """Return the short name of the commit of a clone."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def output_of(command: Sequence[str], tree: Path, kept: Path) -> Output:
    """Run a check on a clone, keep what it prints, and return it."""
    listed = [sys.executable, *command]
    done = subprocess.run(listed, cwd=tree, capture_output=True, text=True, check=False)
    kept.write_text(f"{done.stdout}{done.stderr}", encoding="utf-8")
    return Output(done.stdout, done.returncode == 0)


def rows(lines: Sequence[str]) -> str:
    """Return lines as a list."""
    return "".join(f"- {line}\n" for line in lines)


def build_part(output: Output) -> str:
    """Return the part about the wheel and the sdist."""
    return (
        "\n## The same bytes twice\n\nThe wheel and the sdist are built twice, in two places, "
        "from files of another age, the wheel from the sdist; `SOURCE_DATE_EPOCH` is the last "
        "commit's time. Every file of the package, the seeds, the examples and the schemas are "
        f"in the wheel. {output.verdict}\n\n{rows(output.lines('sha256'))}"
    )


def extras_part(output: Output) -> str:
    """Return the part about the extras."""
    return (
        "\n## Each extra alone\n\nThe wheel is installed into an empty environment without an "
        "extra, then with each alone. The package answers, and every module imports or wants a "
        f"package of another extra. {output.verdict}\n\n{rows(output.lines('modules import'))}"
    )


def profiles(output: Output, said: str = "") -> list[str]:
    """Return a line on each profile: how many tests passed, with which versions."""
    named = [line.partition(": ")[::2] for line in output.lines(r"^[a-z]+(-[0-9.]+)?: \S+==")]
    passed = [line.strip("= ") for line in output.lines(r"\d+ (passed|failed).* in ")]
    return [
        f"{name}{said}: {result}. With {versions}."
        for (name, versions), result in zip(named, passed, strict=False)
    ]


def versions_part(found: Mapping[str, Output]) -> str:
    """Return the part about other versions of the dependencies, and of Python."""
    later = {name: each for name, each in found.items() if name.startswith("python ")}
    listed = [*profiles(found["versions"]), *profiles(found["dateutil"])]
    for name, output in later.items():
        listed += profiles(output, f", {name.title()}")
    absent = [each for each in LATER if f"python {each}" not in later]
    verdicts = {"Lowest and highest": found["versions"], "Dateutil": found["dateutil"]}
    verdicts |= {name.title(): output for name, output in later.items()}
    told = " ".join(f"{name}: {output.verdict}" for name, output in verdicts.items())
    missing = f"\nNot at hand, so not tried: Python {', '.join(absent)}.\n" if absent else ""
    return (
        "\n## Lowest and highest versions\n\nThe tests of `dates`, `law` and `case` run in an "
        "empty environment with every dependency at the lower bound of `pyproject.toml`, then at "
        "its newest version, on each Python at hand; those of `dates` with dateutil 2.9 and 4.0 "
        "too. Properties are tried on a tenth of the usual examples. "
        f"{told}\n\n{rows(listed)}{missing}"
    )


def bandit_part(output: Output) -> str:
    """Return the part about dangerous calls."""
    return (
        "\n## Dangerous calls\n\n`bandit` on the package, passing over the asserts that narrow a "
        f"type: {output.verdict} A test of its own looks for `eval`, `exec`, pickles, YAML, "
        "programs started and addresses fetched: there are none.\n"
    )


def page_of(found: Mapping[str, Output], commit: str) -> str:
    """Return the page about what the checks of a commit printed."""
    import withdrawal

    head = HEAD.format(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        version=withdrawal.__version__,
        python=platform.python_version(),
        commit=commit,
    )
    parts = (build_part(found["build"]), extras_part(found["extras"]), versions_part(found))
    return head + "".join(parts) + bandit_part(found["bandit"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks and write the page; return 1 where one failed."""
    parser = argparse.ArgumentParser(prog="tools/check_supply.py", description=__doc__)
    parser.add_argument("--outputs", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        tree = cloned(Path(place) / "tree")
        outputs = options.outputs or Path(place) / "outputs"
        outputs.mkdir(parents=True, exist_ok=True)
        found = {}
        for name, command in checks(tree, Path(place) / "dist").items():
            found[name] = output_of(command, tree, outputs / f"{name}.txt")
            print(f"{name}: {found[name].verdict}", flush=True)
        PAGE.write_text(page_of(found, commit_of(tree)), encoding="utf-8")
    failed = [name for name, output in found.items() if not output.is_good]
    print(f"{len(found) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
