"""``withdrawal parties``: who is a party to a treaty on a day, and what that rests on."""

from __future__ import annotations

from typing import Annotated

from attrs import evolve
from cyclopts import Parameter

from withdrawal.case.roll import COLUMNS
from withdrawal.cli.options import (
    AsCsv,
    AsJson,
    CatalogueDirectory,
    Flat,
    emit,
    opened_catalogue,
)
from withdrawal.inquiries.parties import Parties
from withdrawal.output.parties import parties_text
from withdrawal.output.table import csv_text

__all__ = ["parties"]


def parties(
    asked: Annotated[Parties, Flat],
    *more: Annotated[str, Parameter(name="MORE", help="More words of the treaty's name.")],
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> int:
    """List every State on a treaty's list of parties or in the record, and what each is.

    Example: `withdrawal parties ottawa --on 2026-03-01`
    """
    asked = evolve(asked, treaty=" ".join((asked.treaty, *more)))
    found = asked.answer(opened_catalogue(catalogue))
    data = found.to_json()
    text = csv_text(COLUMNS, data["parties"]).rstrip("\n") if csv else parties_text(found)
    return emit(data, text, as_json=json, headed=True)
