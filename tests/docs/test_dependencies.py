"""Every dependency has its one line of reason in the documentation."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _names(requirements: list[str | dict[str, str]]) -> set[str]:
    """Return the names of packages in a list; groups within it are opened."""
    found: set[str] = set()
    for each in requirements:
        if isinstance(each, dict):
            found |= _names(PROJECT["dependency-groups"][each["include-group"]])
        else:
            found.add(re.split(r"[\[<>=!~; ]", each)[0].lower())
    return found - {PROJECT["project"]["name"]}


def _rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _named(cell: str) -> list[str]:
    return re.findall(r"`([\w-]+)`", cell)


class TestDependencies:
    def test_those_always_installed(self) -> None:
        """The first table names what every installation brings, and nothing else."""
        named = {name for row in _rows("Always") for name in _named(row[0])}
        assert named == _names(PROJECT["project"]["dependencies"])

    def test_those_of_the_extras(self) -> None:
        """The second table names each package beside the extra that brings it."""
        named = {(_named(row[0])[0], _named(row[1])[0]) for row in _rows("With an extra")}
        extras = PROJECT["project"]["optional-dependencies"]
        assert named == {(extra, name) for extra in extras for name in _names(extras[extra])}

    def test_those_of_developers(self) -> None:
        """The third table names what the tests, the types, this documentation and mutants need."""
        named = {name for row in _rows("To work on it") for name in _named(row[0])}
        groups = PROJECT["dependency-groups"]
        assert named == _names(groups["dev"]) | _names(groups["mutation"])

    def test_each_has_a_reason(self) -> None:
        """No package stands there without a word of why."""
        rows = [row for head in ("Always", "With an extra", "To work on it") for row in _rows(head)]
        assert [row[0] for row in rows if len(row[-1]) < 4] == []
