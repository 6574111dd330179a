"""``withdrawal treaties``: the catalogue, filtered, or one treaty in full."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    ROWS,
    CatalogueDirectory,
    Flat,
    Rows,
    opened_catalogue,
    refuse_filters,
)
from withdrawal.inquiries.treaties import Treaties, Treaty
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.output.tables.definitions import treaty_row
from withdrawal.output.tables.treaties import (
    COLUMNS,
    treaties_report,
    treaty_json,
    treaty_report,
)

__all__ = ["treaties"]


def treaties(
    treaty: Annotated[
        str | None,
        Parameter(help="One treaty: an id, a name or an official number; all where left out."),
    ] = None,
    /,
    *,
    asked: Annotated[Treaties, Flat] = Treaties(),
    catalogue: CatalogueDirectory = None,
    out: Rows = ROWS,
) -> int:
    """List the treaties of the catalogue, or describe one: its clause, practice and parties."""
    known = opened_catalogue(catalogue) or packaged()
    one = None if treaty is None else Treaty(treaty).answer(known)
    if one is not None:
        refuse_filters(asked, treaty)
    found = asked.answer(known) if one is None else {one.id: known.summaries[one.id]}
    rows = [treaty_row(*each) for each in found.items()]
    out.write(rows)
    data = asked.data(treaties=rows) if one is None else Treaty.data(**treaty_json(one))
    told = treaties_report(rows) if one is None else treaty_report(one)
    return out.put(data, told, COLUMNS, rows)
