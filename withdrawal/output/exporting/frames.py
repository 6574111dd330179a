"""Records as data frames: pandas, polars or pyarrow, whichever is installed or asked for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from importlib.util import find_spec
from typing import Any

from withdrawal.case.roll import Parties
from withdrawal.case.surveyed import Survey
from withdrawal.dates import PartialDate
from withdrawal.errors import CircumstanceError, MissingExtraError
from withdrawal.inquiries.history import History
from withdrawal.output.exporting.rows import ROWS
from withdrawal.output.tables.definitions import columns, history_row
from withdrawal.record.history import Withdrawal
from withdrawal.record.history import history as _history

BACKENDS = ("pandas", "polars", "pyarrow")
"""The libraries whose frames can be made, in the order in which they are looked for."""


class _History:
    """The record of withdrawals: call it for the rows, or take it as a frame."""

    __name__ = "history"

    def __call__(
        self,
        treaty: str | None = None,
        party: str | None = None,
        *,
        as_of: date | str | None = None,
    ) -> tuple[Withdrawal, ...]:
        """Return the recorded withdrawals, the earliest notice first.

        Args:
            treaty: a treaty's id or name; None for all.
            party: a State's name or code; None for all.
            as_of: only what was known by this day, as it was known then; default all.

        Raises:
            WithdrawalError: a name fits nothing or several things, or the day is none.
        """
        asked = History(treaty=treaty, party=party, as_of=as_of)  # type: ignore[arg-type]
        return asked.answer().rows

    def to_frame(self, *, backend: str | None = None) -> Any:
        """Return every recorded withdrawal as a data frame; see `to_frame`."""
        return to_frame(_history(), backend=backend)


history = _History()
"""The record of withdrawals: ``history()`` for the rows, ``history.to_frame()`` for a frame."""


def to_frame(
    rows: Iterable[Withdrawal] | Iterable[Mapping[str, Any]] | Parties | Survey | str,
    *,
    table: str = "history",
    backend: str | None = None,
) -> Any:
    """Return rows as a data frame, with the columns of a table.

    Days are of the backend's own kind of date (in pandas, of datetime64 without a time); what is
    not on record, or not to the day, is null.

    Args:
        rows: withdrawals, the parties to a treaty, a survey, or rows of plain values; or the
            name of a table for all of its rows (`withdrawal.output.exporting.rows.ROWS`).
        table: whose columns rows of plain values have.
        backend: one of `BACKENDS`; default the first that is installed.

    Raises:
        CircumstanceError: there is no such table or backend.
        MissingExtraError: narwhals, or every backend, is not installed.
    """
    _refuse_unless(backend in (None, *BACKENDS), backend, "kind of frame made here", BACKENDS)
    if isinstance(rows, str):
        _refuse_unless(rows in ROWS, rows, "table", tuple(ROWS))
        table, rows = rows, ROWS[rows]()
    try:
        import narwhals as nw
    except ImportError as error:
        raise MissingExtraError("frames", module="narwhals") from error
    chosen: Any = backend or _installed()
    if find_spec(chosen) is None:
        raise MissingExtraError("frames", module=chosen)
    if isinstance(rows, Survey):
        kinds = columns("survey")
        cells = {name: rows.column(name).tolist() for name in kinds}
    else:
        if isinstance(rows, Parties):
            table, rows = "roll", (row.to_json() for row in rows.rows)
        listed = [history_row(row) if isinstance(row, Withdrawal) else row for row in rows]
        kinds = columns(table)
        cells = {name: [row[name] for row in listed] for name in kinds}
    schema = {name: _kind(kind, chosen, nw) for name, kind in kinds.items()}
    for name in kinds if chosen == "pandas" else ():
        if kinds[name] == "number" and None in cells[name]:
            schema[name] = nw.Float64()  # Whole numbers of pandas' own have no null.
    set_ = {name: [_cell(each, kinds[name], chosen) for each in cells[name]] for name in kinds}
    return nw.from_dict(set_, schema=schema, backend=chosen).to_native()


def _refuse_unless(is_known: bool, given: str | None, what: str, known: tuple[str, ...]) -> None:
    if not is_known:
        raise CircumstanceError(
            f"{given!r} is not a {what}: expected {', '.join(known)}.", suggestions=known
        )


def parquet_bytes(
    rows: Iterable[Withdrawal] | Iterable[Mapping[str, Any]] | Parties | Survey | str | Any,
) -> bytes:
    """Return rows as the contents of a Parquet file.

    They are as `to_frame` takes them, plain values with the same keys, or a table of pyarrow's.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("frames", module="pyarrow") from error
    table: Any = rows
    if not isinstance(rows, Parties | Survey | str | pyarrow.Table):
        table = list(rows)
        if not all(isinstance(row, Withdrawal) for row in table):
            table = pyarrow.Table.from_pylist(table)
    if not isinstance(table, pyarrow.Table):
        table = to_frame(table, backend="pyarrow")
    written = io.BytesIO()
    parquet.write_table(table, written)
    return written.getvalue()


def _installed() -> str:
    for name in BACKENDS:
        if find_spec(name) is not None:
            return name
    raise MissingExtraError("frames", module="pandas")


def _kind(kind: str, backend: str, nw: Any) -> Any:
    if kind == "day":
        return nw.Datetime("us") if backend == "pandas" else nw.Date()
    return {"flag": nw.Boolean, "number": nw.Int64}.get(kind, nw.String)()


def _cell(value: Any, kind: str, backend: str) -> Any:
    if kind != "day" or value is None:
        return value
    day = value if isinstance(value, date) else PartialDate.parse(value).day
    return datetime.combine(day, time.min) if day and backend == "pandas" else day
