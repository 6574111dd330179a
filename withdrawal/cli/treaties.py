"""``withdrawal treaties``: the catalogue, filtered, or one treaty in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsCsv,
    AsJson,
    AsParquet,
    CatalogueDirectory,
    emit,
    known_word,
    opened_catalogue,
    write_parquet,
)
from withdrawal.dates import Period
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.output.table import csv_text
from withdrawal.output.treaties import (
    COLUMNS,
    treaties_data,
    treaties_text,
    treaty_data,
    treaty_row,
    treaty_text,
)

__all__ = ["treaties"]


def treaties(
    treaty: str | None = None,
    /,
    *,
    depositary: Annotated[str | None, Parameter(help="Part of the depositary's name.")] = None,
    period: Annotated[str | None, Parameter(help="The period of notice, like P6M.")] = None,
    shape: Annotated[
        str | None,
        Parameter(help="windows, lock-in, annual-date, end-of-term, next-month, silent ..."),
    ] = None,
    category: Annotated[
        str | None, Parameter(help="The kind of matter: arms-control, trade, ilo ...")
    ] = None,
    alive: Annotated[
        bool, Parameter(negative="", help="Only those in force, as far as is on record.")
    ] = False,
    ended: Annotated[bool, Parameter(negative="", help="Only those that are over.")] = False,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List the treaties of the catalogue, or describe one: its clause, practice and parties.

    Example: `withdrawal treaties --depositary "Council of Europe" --period P6M`

    Parameters
    ----------
    treaty
        One treaty: an id, a name or an official number (XXVI-5); all of them where left out.
    """
    known = opened_catalogue(catalogue) or packaged()
    _check_filters(known, depositary, shape, category)
    if treaty is not None:
        one = known.resolve(treaty)
        row = treaty_row(one.id, known.summaries[one.id])
        write_parquet(parquet, [row])
        if csv:
            return emit(None, csv_text(COLUMNS, [row]).rstrip("\n"), as_json=False)
        return emit(treaty_data(one), treaty_text(one), as_json=json, headed=True)
    rows = [
        row
        for row in _rows(known, depositary, period, shape)
        if category in (None, row["category"]) and _is_at_that_age(row, alive=alive, ended=ended)
    ]
    write_parquet(parquet, rows)
    text = csv_text(COLUMNS, rows).rstrip("\n") if csv else treaties_text(rows)
    return emit(treaties_data(rows), text, as_json=json)


def _rows(
    known: Catalogue, depositary: str | None, period: str | None, shape: str | None
) -> Iterator[dict[str, Any]]:
    """Return the lines of the treaties that fit every filter.

    Raises:
        PeriodFormatError: ``period`` is not a period.
    """
    wanted = None if period is None else Period.parse(period)
    for key, summary in known.summaries.items():
        row = treaty_row(key, summary)
        if depositary is not None and depositary.casefold() not in row["depositary"].casefold():
            continue
        if wanted is not None and row["period"] != str(wanted):
            continue
        if shape is None or shape in _shapes(summary):
            yield row


def _is_at_that_age(row: Mapping[str, Any], *, alive: bool, ended: bool) -> bool:
    """Return whether a treaty is in that part of its life today; any, where none is asked for."""
    is_over = row["ended"] is not None and row["ended"] <= date.today().isoformat()
    is_alive = not is_over and not row["not_in_force"]
    return (is_alive and alive) or (is_over and ended) or not (alive or ended)


def _check_filters(
    known: Catalogue, part: str | None, shape: str | None, category: str | None
) -> None:
    """Refuse filters that nothing could fit.

    Raises:
        UnknownNameError: no clause has the shape, or no treaty such a depositary or category.
    """
    summaries = known.summaries.values()
    known_word(category, {each["category"] for each in summaries if each["category"]}, "category")
    known_word(shape, {kind for each in summaries for kind in _shapes(each)}, "shape of a clause")
    names = {name for each in summaries for name in each["depositaries"]}
    if part is not None and not any(part.casefold() in name.casefold() for name in names):
        known_word(part, names, "depositary")


def _shapes(summary: Mapping[str, Any]) -> set[str]:
    kinds = set(summary["shape"])
    if summary["period"] == "P0D":
        kinds = kinds - {"runs"} | {"immediate"}
    return {*kinds, summary["exit"]}
