"""Run tests under other versions of the dependencies, each in a throw-away environment.

    python tools/check_versions.py [PROFILE ...] [--python PYTHON] [--constraints FILE]

The profiles: ``lowest`` takes the lower bound of every dependency in pyproject.toml, ``highest``
the newest that may be installed, ``dateutil-2.9`` and ``dateutil-4.0`` one version of dateutil
with the newest of all others. ``--constraints`` writes the lower bounds as a constraints file and
stops.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BOUND = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*>=\s*(?P<version>[0-9][^,;\s]*)")
TESTED = ("tests/dates", "tests/law", "tests/case")
NEEDED = ("cli", "arrays")
RUNNERS = ("pytest", "hypothesis")

PROFILES: dict[str, tuple[str, tuple[str, ...]]] = {
    "lowest": ("every dependency at its lower bound", TESTED),
    "highest": ("every dependency at its newest version", TESTED),
    "dateutil-2.9": ("python-dateutil==2.9.*", ("tests/dates",)),
    "dateutil-4.0": ("python-dateutil==4.0.*", ("tests/dates",)),
}
"""For each profile, what is particular about it and the tests that are run."""


def read_project() -> dict[str, object]:
    """Return the contents of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(*extras: str) -> list[str]:
    """Return the dependencies of the package and of some extras, as pyproject.toml has them."""
    project = read_project()["project"]
    found = list(project["dependencies"])
    for extra in extras:
        found += project["optional-dependencies"][extra]
    return found


def test_requirements() -> list[str]:
    """Return what runs the tests, as pyproject.toml has it."""
    listed = read_project()["dependency-groups"]["test"]
    return [each for each in listed if isinstance(each, str) and each.startswith(RUNNERS)]


def lower_bounds(listed: Sequence[str]) -> Iterator[str]:
    """Yield each requirement pinned to its lower bound.

    Raises:
        SystemExit: a requirement has none.
    """
    for each in listed:
        match = BOUND.match(each)
        if match is None:
            raise SystemExit(f"{each!r} has no lower bound: expected NAME>=VERSION.")
        yield f"{match['name']}=={match['version']}"


def constraints() -> list[str]:
    """Return the lower bounds of the package, of every extra, and of what runs the tests."""
    extras = read_project()["project"]["optional-dependencies"]
    listed = [*requirements(*(each for each in extras if each != "all")), *test_requirements()]
    return sorted({*lower_bounds(listed)})


def run_profile(name: str, python: str) -> int:
    """Install a profile into an empty environment and run its tests; return the exit code."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        subprocess.run([python, "-m", "venv", home / "venv"], check=True)
        inside = home / "venv" / "bin" / "python"
        install = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wanted = [*requirements(*NEEDED), *test_requirements()]
        if name == "lowest":
            pinned = home / "constraints.txt"
            pinned.write_text("\n".join(constraints()) + "\n", encoding="utf-8")
            install += ["--constraint", pinned]
        elif name.startswith("dateutil-"):
            wanted.append(PROFILES[name][0])
        subprocess.run([*install, *wanted], check=True)
        listed = [inside, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
        versions = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split()
        print(f"{name}: {', '.join(versions)}", flush=True)
        tests = [inside, "-m", "pytest", "-m", "not slow", "-p", "no:cacheprovider"]
        ours = {**os.environ, "PYTHONPATH": str(ROOT), "HYPOTHESIS_PROFILE": "brief"}
        command = [*tests, *PROFILES[name][1]]
        return subprocess.run(command, cwd=ROOT, env=ours, check=False).returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the profiles asked for; return 1 where one of them fails."""
    parser = argparse.ArgumentParser(prog="tools/check_versions.py", description=__doc__)
    parser.add_argument("profiles", nargs="*", choices=[*PROFILES, []], metavar="PROFILE")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--constraints", type=Path)
    options = parser.parse_args(arguments)
    if options.constraints is not None:
        options.constraints.write_text("\n".join(constraints()) + "\n", encoding="utf-8")
        return 0
    failed = []
    for name in options.profiles or PROFILES:
        if run_profile(name, options.python):
            failed.append(name)
    wanted = options.profiles or list(PROFILES)
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
