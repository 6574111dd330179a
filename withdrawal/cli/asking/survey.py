"""``withdrawal survey``: one State and every treaty, one treaty and every State, or all pairs."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsCsv,
    AsJson,
    AsParquet,
    CatalogueDirectory,
    Flat,
    emit_rows,
    opened_catalogue,
    write_parquet,
)
from withdrawal.cli.terminal import progress
from withdrawal.inquiries.exits.survey import Survey
from withdrawal.inquiries.history import named
from withdrawal.output.tables.definitions import columns
from withdrawal.output.tables.survey import survey_report

__all__ = ["survey"]


def survey(
    *names: Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")],
    asked: Annotated[Survey, Flat] = Survey(),
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List the earliest exit of each pair of a State and a treaty, with its status.

    Example: `withdrawal survey norway --on 2027-01-15`
    """
    with progress("Surveying"):
        source = opened_catalogue(catalogue)
        made = named(asked, names, source).answer(source)
    write_parquet(parquet, made)
    rows = (each.to_json() for each in made)
    data, told = (made.to_json() if json else {}), "" if json or csv else survey_report(made)
    return emit_rows(data, told, columns("survey"), rows, as_json=json, as_csv=csv)
