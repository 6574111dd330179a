"""``withdrawal countries``: how each State decides to leave a treaty."""

from __future__ import annotations

from withdrawal.cli.options import AsCsv, AsJson, AsParquet, emit, write_parquet
from withdrawal.law.countries import resolve_country
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.procedures import procedure_text, procedures_text
from withdrawal.output.states import COLUMNS, state_data, state_rows, states_data
from withdrawal.output.table import csv_text

__all__ = ["countries"]


def countries(
    country: str | None = None,
    /,
    *,
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List the States whose procedure is described, or describe one in full.

    As JSON, CSV or Parquet the list has every State.

    Example: `withdrawal countries latvia`

    Parameters
    ----------
    country
        The State: a name or an ISO code; all of them where left out.
    """
    one = None if country is None else resolve_country(country)
    rows = [row for row in state_rows() if one is None or row["id"] == one.id]
    write_parquet(parquet, rows)
    if csv:
        return emit(None, csv_text(COLUMNS, rows).rstrip("\n"), as_json=False)
    if one is not None:
        return emit(state_data(one), procedure_text(procedure(one.id)), as_json=json, headed=True)
    listed = procedures_text(procedure(each) for each in procedures())
    return emit(states_data(rows), listed, as_json=json)
