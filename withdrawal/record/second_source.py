"""What a second source says of parties, for comparison: it decides nothing.

``data/second_source.csv`` has one State and one treaty a line: what another compiler says of it,
``party`` or ``member``, ``signatory`` or ``no``, and the day that is good for.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from attrs import field, fields

from withdrawal.datafiles import numbered_lines, structure
from withdrawal.dates import PartialDate
from withdrawal.errors import DataFileError
from withdrawal.record.bound.lists import cells_of
from withdrawal.values import frozen

SECOND_SOURCE = Path(__file__).parent / "data" / "second_source.csv"


@frozen
class SecondSource:
    """What a second source says of one State and one treaty; the attributes are the columns.

    Attributes:
        as_of: the day, the month or the year that is good for.
    """

    treaty: str
    party: str
    status: Literal["party", "member", "signatory", "no"]
    source: str
    as_of: PartialDate = field()

    @as_of.validator
    def _has_an_end(self, _: object, value: PartialDate) -> None:
        if value.latest is None:
            raise ValueError(f"{value} has no end: expected a day or a month")

    @property
    def day(self) -> date:
        """The last day that is good for."""
        assert self.as_of.latest is not None
        return self.as_of.latest

    @property
    def is_party(self) -> bool:
        """Whether it says that the State is a party."""
        return self.status in ("party", "member")


def second_source(treaty: str) -> tuple[SecondSource, ...]:
    """Return what the second source says of a treaty; errors as `read_second_source`."""
    return _by_treaty().get(treaty, ())


@cache
def _by_treaty() -> dict[str, tuple[SecondSource, ...]]:
    found: dict[str, list[SecondSource]] = defaultdict(list)
    for each in read_second_source(SECOND_SOURCE) if SECOND_SOURCE.is_file() else ():
        found[each.treaty].append(each)
    return {treaty: tuple(rows) for treaty, rows in found.items()}


def read_second_source(path: Path) -> tuple[SecondSource, ...]:
    """Return the lines of a file of a second source.

    Raises:
        DataFileError: naming file, line and column.
    """
    columns = [each.name for each in fields(SecondSource)]
    lines = numbered_lines(path.read_text(encoding="utf-8"))
    if not lines or lines[0][1].split(",") != columns:
        raise DataFileError(f"{path.name}, line 1: expected {','.join(columns)}.")
    found = []
    for number, line in lines[1:]:
        where = f"{path.name}, line {number}"
        found.append(structure(cells_of(line, columns, where), SecondSource, source=where))
    return tuple(found)
