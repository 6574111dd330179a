"""``withdrawal changes``: what changed in the data since a version of it."""

from __future__ import annotations

from typing import Annotated

from attrs import asdict
from cyclopts import Parameter

from withdrawal.cli.options import ROWS, AsFeed, Flat, Rows, write_file
from withdrawal.inquiries.changes import Changes
from withdrawal.inquiries.history import named
from withdrawal.output.following.feed import changes_feed
from withdrawal.output.following.followed import Addressed
from withdrawal.output.tables.changes import changes_report
from withdrawal.record.changes import COLUMNS

__all__ = ["changes"]


def changes(
    *names: Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")],
    asked: Annotated[Changes, Flat] = Changes(),
    out: Rows = ROWS,
    atom: AsFeed = None,
) -> int:
    """List the facts that changed since a version of the data."""
    found = named(asked, names).answer()
    rows = [asdict(each) for each in found.rows]
    out.write(rows)
    if atom is not None:
        write_file(atom, changes_feed(found, Addressed(title=f"What changed since {found.since}")))
    return out.put(found.to_json(), changes_report(found), COLUMNS, rows)
