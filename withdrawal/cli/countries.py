"""``withdrawal countries``: how each State decides to leave a treaty."""

from __future__ import annotations

from withdrawal.cli.options import AsCsv, AsJson, AsParquet, csv_text, emit, write_parquet
from withdrawal.law.countries import resolve_country
from withdrawal.law.procedure import procedure, procedures
from withdrawal.output.procedures import (
    COLUMNS,
    procedure_json,
    procedure_row,
    procedure_text,
    procedures_text,
)

__all__ = ["SCHEMA", "countries"]

SCHEMA = "withdrawal/countries/1"


def countries(
    country: str | None = None,
    /,
    *,
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List the States whose procedure is described, or describe one in full.

    Example: `withdrawal countries latvia`

    Parameters
    ----------
    country
        The State: a name or an ISO code; all of them where left out.
    """
    if country is None:
        chosen = [procedure(each) for each in procedures()]
        text = procedures_text(chosen)
    else:
        chosen = [procedure(resolve_country(country).id)]
        text = procedure_text(chosen[0])
    rows = [procedure_row(each) for each in chosen]
    write_parquet(parquet, rows)
    if csv:
        text = csv_text(COLUMNS, rows)
    data = {"schema": SCHEMA, "countries": [procedure_json(each) for each in chosen]}
    return emit(data, text, as_json=json)
