"""``withdrawal history``: real withdrawals, and what became of them; ``now``: the pending ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import AsCsv, AsJson, AsParquet, Flat, emit, write_parquet
from withdrawal.inquiries.history import History, Listed, Now, named
from withdrawal.output.tables.csv_rows import csv_text
from withdrawal.output.tables.definitions import columns, history_row
from withdrawal.output.tables.record import history_text

__all__ = ["COLUMNS", "history", "now"]

COLUMNS = tuple(columns("history"))


Names = Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")]


def history(
    *names: Names,
    asked: Annotated[History, Flat] = History(),
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List recorded withdrawals, the earliest notice first.

    Example: `withdrawal history usa paris`
    """
    return _listed(names, asked, json, csv, parquet)


def now(
    *names: Names,
    asked: Annotated[Now, Flat] = Now(),
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List the exits that are pending and those of the last two years, the latest effect first.

    Example: `withdrawal now`
    """
    return _listed(names, asked, json, csv, parquet)


def _listed(
    names: Sequence[str], asked: Listed, as_json: bool, as_csv: bool, parquet: Path | None
) -> int:
    found = named(asked, names).answer()
    write_parquet(parquet, found.rows)
    rows = map(history_row, found.rows)
    text = csv_text(COLUMNS, rows).rstrip("\n") if as_csv else history_text(found.rows)
    return emit(found.to_json(), text, as_json=as_json)
