"""Several States by one name: continents, the members of an organisation, the Baltic States."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from withdrawal.datafiles import read_toml, structure
from withdrawal.values import frozen

_PATH = Path(__file__).parent / "data" / "groups.toml"


@frozen
class Group:
    """A group of States.

    Attributes:
        members: ISO 3166-1 alpha-3; empty where a treaty makes the group.
        source: who draws the line, in a few words; empty where a treaty does.
        treaty: the treaty whose parties they are; or None.
        together: whether they are so few that one asks about each of them at once.
    """

    members: tuple[str, ...] = ()
    source: str = ""
    treaty: str | None = None
    together: bool = False


@cache
def groups() -> dict[str, Group]:
    """Return every group, by id, or raise DataFileError where the file is not sound."""
    return structure(read_toml(_PATH), dict[str, Group], source=_PATH.name)


@cache
def group_of(treaty: str) -> str | None:
    """Return the group that a treaty makes of its parties; None where it makes none."""
    return next((key for key, each in groups().items() if each.treaty == treaty), None)
