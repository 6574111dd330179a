"""``withdrawal countries``: how each State decides to leave a treaty."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import ROWS, Flat, Rows, refuse_filters
from withdrawal.inquiries.states import State, States, StatesCompared
from withdrawal.law.procedures.library import procedure
from withdrawal.output.tables.deciding import compared, compared_report
from withdrawal.output.tables.procedures import (
    COLUMNS,
    procedure_report,
    state_data,
    state_row,
    states_report,
)

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
    out: Rows = ROWS,
) -> int:
    """List the States whose procedure is described, or describe one in full.

    As JSON, CSV or Parquet the list has every State.
    """
    if compare:
        names = (*([] if country is None else [country]), *compare)
        refuse_filters(asked, " ".join(names))
        rows = compared(StatesCompared(names).answer())
        out.write(rows)
        return out.put(StatesCompared.data(states=rows), compared_report(rows), rows[0], rows)
    one = None if country is None else State(country).answer()
    if one is not None:
        refuse_filters(asked, country)
    found = asked.answer() if one is None else (one,)
    rows = [state_row(each) for each in found]
    out.write(rows)
    data = asked.data(states=rows) if one is None else state_data(one)
    described = (row for row in rows if row["has_procedure"])
    told = states_report(described) if one is None else procedure_report(procedure(one.id))
    return out.put(data, told, COLUMNS, rows)
