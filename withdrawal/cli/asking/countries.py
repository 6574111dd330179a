"""``withdrawal countries``: how each State decides to leave a treaty."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsCsv,
    AsJson,
    AsParquet,
    Flat,
    emit,
    refuse_filters,
    write_parquet,
)
from withdrawal.inquiries.states import State, States, StatesCompared
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.tables.csv_rows import csv_text
from withdrawal.output.tables.deciding import compared, compared_data, compared_text
from withdrawal.output.tables.procedures import procedure_report, procedures_text
from withdrawal.output.tables.states import COLUMNS, state_data, state_row, states_data

__all__ = ["countries"]


def countries(
    country: Annotated[
        str | None,
        Parameter(help="The State: a name or an ISO code; all of them where left out."),
    ] = None,
    /,
    *,
    asked: Annotated[States, Flat] = States(),
    compare: Annotated[
        list[str] | None,
        Parameter(help="States to set side by side.", consume_multiple=True, negative=""),
    ] = None,
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List the States whose procedure is described, or describe one in full.

    As JSON, CSV or Parquet the list has every State.

    Example: `withdrawal countries latvia`
    """
    if compare:
        names = (*([] if country is None else [country]), *compare)
        refuse_filters(asked, " ".join(names))
        rows = compared(StatesCompared(names).answer())
        write_parquet(parquet, rows)
        if csv:
            return emit(None, csv_text(tuple(rows[0]), rows).rstrip("\n"), as_json=False)
        return emit(compared_data(rows), compared_text(rows), as_json=json)
    one = None if country is None else State(country).answer()
    if one is not None:
        refuse_filters(asked, country)
    found = asked.answer() if one is None else (one,)
    rows = [state_row(each) for each in found]
    write_parquet(parquet, rows)
    if csv:
        return emit(None, csv_text(COLUMNS, rows).rstrip("\n"), as_json=False)
    if one is not None:
        return emit(
            state_data(one),
            procedure_report(procedure(one.id)),
            as_json=json,
            headed=True,
        )
    described = {each.id for each in found} & set(procedures())
    listed = procedures_text(procedure(each) for each in procedures() if each in described)
    return emit(states_data(rows), listed, as_json=json)
