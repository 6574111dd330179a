"""What a second source says of parties, for comparison: it decides nothing.

``data/second_source.csv`` has one State and one treaty a line: what another compiler says of it,
``party`` or ``member``, ``signatory`` or ``no``, and the day that is good for.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from attrs import frozen

from withdrawal.dates import PartialDate
from withdrawal.errors import DataFileError, WithdrawalError

__all__ = ["COLUMNS", "SECOND_SOURCE", "SecondSource", "read_second_source", "second_source"]

SECOND_SOURCE = Path(__file__).parent / "data" / "second_source.csv"
COLUMNS = ("treaty", "party", "status", "source", "as_of")
_STATUSES = ("party", "member", "signatory", "no")


@frozen
class SecondSource:
    """What a second source says of one State and one treaty.

    Attributes:
        treaty: the catalogue's id.
        party: ISO 3166-1 alpha-3 code.
        status: ``party`` or ``member``, ``signatory`` or ``no``.
        source: who says so.
        as_of: the day that is good for; of a month or a year the last.
    """

    treaty: str
    party: str
    status: str
    source: str
    as_of: date

    @property
    def is_party(self) -> bool:
        """Whether it says that the State is a party."""
        return self.status in ("party", "member")


def second_source(treaty: str) -> tuple[SecondSource, ...]:
    """Return what the second source says of a treaty; empty where there is none.

    Raises:
        DataFileError: a line of the file is malformed.
    """
    return _by_treaty().get(treaty, ())


@cache
def _by_treaty() -> dict[str, tuple[SecondSource, ...]]:
    found: dict[str, list[SecondSource]] = {}
    for each in read_second_source(SECOND_SOURCE) if SECOND_SOURCE.is_file() else ():
        found.setdefault(each.treaty, []).append(each)
    return {treaty: tuple(rows) for treaty, rows in found.items()}


def read_second_source(path: Path) -> tuple[SecondSource, ...]:
    """Return the lines of a file of a second source.

    Raises:
        DataFileError: naming file, line and column.
    """
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise DataFileError(f"{path.name}, line 1: expected {','.join(COLUMNS)}.")
    return tuple(_line(row, f"{path.name}, line {n}") for n, row in enumerate(rows[1:], 2) if row)


def _line(row: list[str], where: str) -> SecondSource:
    if len(row) != len(COLUMNS):
        raise DataFileError(f"{where}: {len(row)} columns: expected {len(COLUMNS)}.")
    treaty, party, status, source, as_of = row
    if status not in _STATUSES:
        raise DataFileError(f"{where}: status {status!r}: expected {', '.join(_STATUSES)}.")
    try:
        day = PartialDate.parse(as_of).latest
    except WithdrawalError as error:
        raise DataFileError(f"{where}: as_of: {error.message}") from None
    if day is None:
        raise DataFileError(f"{where}: as_of: {as_of!r} has no end: expected a day or a month.")
    return SecondSource(treaty, party, status, source, day)
