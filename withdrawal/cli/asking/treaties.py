"""``withdrawal treaties``: the catalogue, filtered, or one treaty in full."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsCsv,
    AsJson,
    AsParquet,
    CatalogueDirectory,
    Flat,
    emit,
    opened_catalogue,
    refuse_filters,
    write_parquet,
)
from withdrawal.inquiries.treaties import Treaties, Treaty
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.output.tables.csv_rows import csv_text
from withdrawal.output.tables.definitions import treaty_row
from withdrawal.output.tables.treaties import (
    COLUMNS,
    treaties_data,
    treaties_text,
    treaty_data,
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
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List the treaties of the catalogue, or describe one: its clause, practice and parties.

    Example: `withdrawal treaties --depositary "Council of Europe" --period P6M`
    """
    known = opened_catalogue(catalogue) or packaged()
    one = None if treaty is None else Treaty(treaty).answer(known)
    if one is not None:
        refuse_filters(asked, treaty)
    found = asked.answer(known) if one is None else {one.id: known.summaries[one.id]}
    rows = [treaty_row(*each) for each in found.items()]
    write_parquet(parquet, rows)
    if csv:
        return emit(treaties_data(rows), csv_text(COLUMNS, rows).rstrip("\n"), as_json=json)
    if one is not None:
        return emit(treaty_data(one), treaty_report(one), as_json=json, headed=True)
    return emit(treaties_data(rows), treaties_text(rows), as_json=json)
