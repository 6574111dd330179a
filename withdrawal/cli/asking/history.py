"""``withdrawal history``: real withdrawals, and what became of them; ``now``: the pending ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsCsv,
    AsFeed,
    AsJson,
    AsParquet,
    Flat,
    emit_rows,
    write_file,
    write_parquet,
)
from withdrawal.inquiries.history import History, Now, Rows, named
from withdrawal.output.tables.definitions import columns, history_row
from withdrawal.output.tables.record import history_report, now_report

if TYPE_CHECKING:
    from withdrawal.output.report import Report

__all__ = ["COLUMNS", "history", "now"]

COLUMNS = tuple(columns("history"))

AsCalendar = Annotated[Path | None, Parameter(help="Write the days of effect to a calendar file.")]
Names = Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")]


def history(
    *names: Names,
    asked: Annotated[History, Flat] = History(),
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
    ics: AsCalendar = None,
    atom: AsFeed = None,
) -> int:
    """List recorded withdrawals, the earliest notice first.

    Example: `withdrawal history usa paris`
    """
    found = named(asked, names).answer()
    _follow(found, ics, atom)
    return _listed(found, history_report(found.rows), json, csv, parquet)


def now(
    *names: Names,
    asked: Annotated[Now, Flat] = Now(),
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
    ics: AsCalendar = None,
    atom: AsFeed = None,
) -> int:
    """List the exits that are pending, with the days left, and those of the last two years.

    Example: `withdrawal now`
    """
    found = named(asked, names).answer()
    _follow(found, ics, atom)
    told = now_report(found.rows, found.as_of or date.today())
    return _listed(found, told, json, csv, parquet)


def _listed(found: Rows, told: Report, as_json: bool, as_csv: bool, parquet: Path | None) -> int:
    write_parquet(parquet, found.rows)
    rows = map(history_row, found.rows)
    return emit_rows(found.to_json(), told, COLUMNS, rows, as_json=as_json, as_csv=as_csv)


def _follow(found: Rows, ics: Path | None, atom: Path | None) -> None:
    if ics is None and atom is None:
        return
    from withdrawal.output.following.calendar import calendar
    from withdrawal.output.following.feed import feed
    from withdrawal.output.following.followed import Followed

    as_of = found.as_of or date.today()
    followed = Followed(title="Withdrawals from treaties", rows=found.rows, as_of=as_of)
    if ics is not None:
        write_file(ics, calendar(followed).encode())
    if atom is not None:
        write_file(atom, feed(followed))
