"""Run every check of what is shipped and what it rests on, and write the page of evidence.

    python tools/check_supply.py [--outputs DIRECTORY]

``--outputs`` keeps what each check prints, and takes what is there already instead of running the
check again: the whole takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evidence" / "supply.md"
TOOLS = ROOT / "tools"

BANDIT = ("-m", "bandit", "--quiet", "--recursive", "withdrawal", "--skip", "B101")

HEAD = """# What is shipped, and what it rests on

`python tools/check_supply.py` makes this page. Why each dependency is there is said in
[Dependencies](../reference/dependencies.md).

Written on {date}, version {version}, Python {python}. The checks are run one after another, and may
have been run on earlier commits of the day.
"""


def checks(work: Path) -> dict[str, tuple[str, ...]]:
    """Return the command of each check; the wheel that the first builds is tried by the second."""
    versions = str(TOOLS / "check_versions.py")
    return {
        "build": (str(TOOLS / "check_build.py"), "--out", str(work / "dist")),
        "extras": (str(TOOLS / "check_extras.py"), str(work / "dist")),
        "lowest": (versions, "lowest"),
        "dateutil": (versions, "dateutil-2.9", "dateutil-4.0"),
        "bandit": BANDIT,
    }


def output_of(name: str, command: tuple[str, ...], work: Path) -> str:
    """Return what a check prints, run now unless it is kept; its exit code is the last line."""
    kept = work / f"{name}.txt"
    if not kept.is_file():
        listed = [sys.executable, *command]
        done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
        kept.write_text(f"{done.stdout}exit code {done.returncode}\n", encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def verdict(output: str) -> str:
    """Return whether a check passed, by its last line."""
    return "Passed." if output.rstrip().endswith("exit code 0") else "**Failed.**"


def lines(output: str, pattern: str) -> list[str]:
    """Return the lines of an output in which a pattern occurs."""
    return [line.strip() for line in output.splitlines() if re.search(pattern, line)]


def build_part(output: str) -> str:
    """Return the part about the wheel and the sdist."""
    rows = "\n".join(f"- {line}" for line in lines(output, "sha256"))
    return (
        "\n## The same bytes twice\n\nThe wheel and the sdist are built twice, in two places, "
        "from files of another age, the wheel from the sdist; `SOURCE_DATE_EPOCH` is the last "
        "commit's time. Every file of the package, the seeds, the examples and the schemas are "
        f"in the wheel. {verdict(output)}\n\n{rows}\n"
    )


def extras_part(output: str) -> str:
    """Return the part about the extras."""
    rows = "\n".join(f"- {line}" for line in lines(output, "modules import"))
    return (
        "\n## Each extra alone\n\nThe wheel is installed into an empty environment without an "
        "extra, then with each alone. The package answers, and every module imports or wants a "
        f"package of another extra. {verdict(output)}\n\n{rows}\n"
    )


def versions_part(lowest: str, dateutil: str) -> str:
    """Return the part about other versions of the dependencies."""
    rows = ""
    for output in (lowest, dateutil):
        named = lines(output, r"^(lowest|dateutil-\S+): ")
        passed = [line for line in lines(output, r"\d+ passed") if " in " in line]
        for profile, result in zip(named, passed, strict=False):
            name, _, versions = profile.partition(": ")
            rows += f"- {name}: {result.strip('= ')}. With {versions}.\n"
    return (
        "\n## The lowest versions, and both of dateutil\n\nThe tests of `dates`, `law` and `case` "
        "run with every dependency at the lower bound of `pyproject.toml`; those of `dates` with "
        "dateutil 2.9 and 4.0 too. "
        f"Lowest: {verdict(lowest)} Dateutil: {verdict(dateutil)}\n\n{rows}"
        f"\nTried on Python {platform.python_version()}, the one version at hand.\n"
    )


def bandit_part(output: str) -> str:
    """Return the part about dangerous calls."""
    return (
        "\n## Dangerous calls\n\n`bandit` on the package, passing over the asserts that narrow a "
        f"type: {verdict(output)} A test of its own looks for `eval`, `exec`, pickles, YAML, "
        "programs started and addresses fetched: there are none.\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks and write the page; return 1 where one failed."""
    import withdrawal

    parser = argparse.ArgumentParser(prog="tools/check_supply.py", description=__doc__)
    parser.add_argument("--outputs", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        work = (options.outputs or Path(place)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        found = {name: output_of(name, command, work) for name, command in checks(work).items()}
    page = HEAD.format(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        version=withdrawal.__version__,
        python=platform.python_version(),
    )
    page += build_part(found["build"]) + extras_part(found["extras"])
    page += versions_part(found["lowest"], found["dateutil"]) + bandit_part(found["bandit"])
    PAGE.write_text(page, encoding="utf-8")
    failed = [name for name, output in found.items() if "exit code 0" not in output]
    print(f"{len(found) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
