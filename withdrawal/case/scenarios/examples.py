"""The scenarios that come with the package, found by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from withdrawal.case.scenarios.scenario import Scenario, read_scenario
from withdrawal.errors import ScenarioError, near_misses

__all__ = ["examples_directory", "find_scenario", "packaged_scenarios"]

_PACKAGED = Path(__file__).parents[1] / "data" / "examples"
_REPOSITORY = Path(__file__).parents[3] / "examples"


def examples_directory() -> Path:
    """Return the directory of the scenarios: in the wheel, or beside the package."""
    return _PACKAGED if _PACKAGED.is_dir() else _REPOSITORY


@cache
def packaged_scenarios() -> tuple[Scenario, ...]:
    """Return every scenario that comes along, sorted by name."""
    return tuple(read_scenario(path) for path in sorted(examples_directory().glob("*.toml")))


def find_scenario(name: object) -> Scenario:
    """Return the scenario of a file, or the one that comes along under that name.

    Args:
        name: a path, a name such as ``baltic``, or a scenario that has been read.

    Raises:
        ScenarioError: there is no such file or name, the file is malformed, or it is none of these.
    """
    if isinstance(name, Scenario):
        return name
    if not isinstance(name, str | Path):
        raise ScenarioError(f"{name!r} is no scenario: expected a Scenario, a file or a name.")
    path = Path(name)
    if _is_file(path):
        return read_scenario(path)
    packaged = examples_directory() / f"{path.stem}.toml"
    if path.suffix in ("", ".toml") and _is_file(packaged):
        return read_scenario(packaged)
    known = sorted(each.stem for each in examples_directory().glob("*.toml"))
    raise ScenarioError(
        f"{name}: no such scenario: expected a TOML file, or one of those that --list names.",
        suggestions=near_misses(path.stem, known),
    )


def _is_file(path: Path) -> bool:
    """Return whether there is a file; a name that no file can have is that of none."""
    try:
        return path.is_file()
    except OSError:
        return False
