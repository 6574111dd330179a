"""``withdrawal changes``: what changed in the data since a version of it."""

from __future__ import annotations

from typing import Annotated

from attrs import asdict
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
from withdrawal.inquiries.changes import Changes
from withdrawal.inquiries.history import named
from withdrawal.output.following.changed import changes_feed
from withdrawal.output.following.followed import Addressed
from withdrawal.output.tables.changes import changes_report
from withdrawal.record.changes import COLUMNS

__all__ = ["changes"]


def changes(
    *names: Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")],
    asked: Annotated[Changes, Flat] = Changes(),
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
    atom: AsFeed = None,
) -> int:
    """List the facts that changed since a version of the data.

    Example: `withdrawal changes ottawa --since 1.0.0`
    """
    found = named(asked, names).answer()
    rows = [asdict(each) for each in found.rows]
    write_parquet(parquet, rows)
    if atom is not None:
        write_file(atom, changes_feed(found, Addressed(title=f"What changed since {found.since}")))
    data, told = found.to_json(), changes_report(found)
    return emit_rows(data, told, COLUMNS, rows, as_json=json, as_csv=csv)
