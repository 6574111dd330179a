"""``withdrawal history``: real withdrawals, and what became of them; ``now``: the pending ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from withdrawal.cli.options import ROWS, AsFeed, AsRows, Flat, Rows, write_file
from withdrawal.inquiries.history import History, Now, named
from withdrawal.inquiries.history import Rows as Found
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
    out: Rows = ROWS,
    ics: AsCalendar = None,
    atom: AsFeed = None,
) -> int:
    """List recorded withdrawals, the earliest notice first."""
    found = named(asked, names).answer()
    return _listed(found, history_report(found.rows), out, ics, atom)


def now(
    *names: Names,
    asked: Annotated[Now, Flat] = Now(),
    out: Rows = ROWS,
    ics: AsCalendar = None,
    atom: AsFeed = None,
) -> int:
    """List the exits that are pending, with the days left, and those of the last two years."""
    found = named(asked, names).answer()
    told = now_report(found.rows, found.as_of or date.today())
    return _listed(found, told, out, ics, atom)


def _listed(found: Found, told: Report, out: AsRows, ics: Path | None, atom: Path | None) -> int:
    _follow(found, ics, atom)
    out.write(found.rows)
    return out.put(found.to_json(), told, COLUMNS, map(history_row, found.rows))


def _follow(found: Found, ics: Path | None, atom: Path | None) -> None:
    if ics is None and atom is None:
        return
    from withdrawal.output.following.feed import feed
    from withdrawal.output.following.followed import Followed, calendar

    as_of = found.as_of or date.today()
    followed = Followed(title="Withdrawals from treaties", rows=found.rows, as_of=as_of)
    if ics is not None:
        write_file(ics, calendar(followed).encode())
    if atom is not None:
        write_file(atom, feed(followed))
