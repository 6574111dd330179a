"""``withdrawal survey``: one State and every treaty, one treaty and every State, or all pairs."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import ROWS, CatalogueDirectory, Flat, Rows, opened_catalogue
from withdrawal.cli.terminal import progress
from withdrawal.inquiries.exits import Survey
from withdrawal.inquiries.history import named
from withdrawal.output.tables.definitions import columns
from withdrawal.output.tables.survey import survey_report

__all__ = ["survey"]


def survey(
    *names: Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")],
    asked: Annotated[Survey, Flat] = Survey(),
    catalogue: CatalogueDirectory = None,
    out: Rows = ROWS,
) -> int:
    """List the earliest exit of each pair of a State and a treaty, with its status."""
    with progress("Surveying"):
        source = opened_catalogue(catalogue)
        made = named(asked, names, source).answer(source)
    out.write(made)
    rows = (each.to_json() for each in made)
    data = made.to_json() if out.json else {}
    told = "" if out.json or out.csv else survey_report(made)
    return out.put(data, told, columns("survey"), rows)
