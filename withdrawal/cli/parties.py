"""``withdrawal parties``: who is a party to a treaty on a day, and what that rests on."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.roll import COLUMNS
from withdrawal.case.roll import parties as find_parties
from withdrawal.cli.options import AsCsv, AsJson, AsOf, TreatyName, emit
from withdrawal.output.parties import parties_text
from withdrawal.output.table import csv_text

__all__ = ["parties"]


def parties(
    treaty: TreatyName,
    /,
    *more: Annotated[str, Parameter(name="MORE", help="More words of the treaty's name.")],
    on: Annotated[str | None, Parameter(help="The day; default the one of --as-of.")] = None,
    as_of: AsOf = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> int:
    """List every State on a treaty's list of parties or in the record, and what each is.

    Example: `withdrawal parties ottawa --on 2026-03-01`
    """
    found = find_parties(" ".join((treaty, *more)), on=on, as_of=as_of)
    data = found.to_json()
    text = csv_text(COLUMNS, data["parties"]).rstrip("\n") if csv else parties_text(found)
    return emit(data, text, as_json=json, headed=True)
