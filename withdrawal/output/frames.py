"""Records as data frames: pandas, polars or pyarrow, whichever is installed or asked for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

from attrs import fields

from withdrawal.dates import Interval, parse_day
from withdrawal.errors import CircumstanceError, MissingExtraError
from withdrawal.inquiries.history import known_rows
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.record.history import Withdrawal
from withdrawal.record.history import history as _history

__all__ = ["BACKENDS", "history", "parquet_bytes", "to_frame"]

BACKENDS = ("pandas", "polars", "pyarrow")
"""The libraries whose frames can be made, in the order in which they are looked for."""

_DAYS = frozenset(each.name for each in fields(Withdrawal) if str(each.type) == "date | None")
_FLAGS = frozenset({"effect_is_computed", "received_is_computed", "is_own"})
_COLUMNS = tuple(each.name for each in fields(Withdrawal) if each.name != "partial")


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
        rows = _history(
            None if treaty is None else resolve_treaty(treaty).id,
            None if party is None else resolve_country(party).id,
        )
        return tuple(known_rows(rows, None if as_of is None else parse_day(as_of)))

    def to_frame(self, *, backend: str | None = None) -> Any:
        """Return every recorded withdrawal as a data frame; see `to_frame`."""
        return to_frame(_history(), backend=backend)


history = _History()
"""The record of withdrawals: ``history()`` for the rows, ``history.to_frame()`` for a frame."""


def to_frame(rows: Iterable[Withdrawal], *, backend: str | None = None) -> Any:
    """Return withdrawals as a data frame, one row each, with a column for each attribute.

    Days are of the backend's own kind of date (in pandas, of datetime64 without a time); what is
    not on record is null.

    Args:
        rows: the withdrawals.
        backend: one of `BACKENDS`; default the first that is installed.

    Raises:
        CircumstanceError: the backend is none of them.
        MissingExtraError: narwhals, or every backend, is not installed.
    """
    if backend not in (None, *BACKENDS):
        raise CircumstanceError(
            f"{backend!r} is not a kind of frame made here: expected {', '.join(BACKENDS)}.",
            suggestions=BACKENDS,
        )
    try:
        import narwhals as nw
    except ImportError as error:
        raise MissingExtraError("frames", module="narwhals") from error
    chosen: Any = backend or _installed()
    if find_spec(chosen) is None:
        raise MissingExtraError("frames", module=chosen)
    listed = tuple(rows)
    schema = {name: _kind(name, chosen, nw) for name in _COLUMNS}
    columns = {name: [_cell(getattr(row, name), chosen) for row in listed] for name in schema}
    return nw.from_dict(columns, schema=schema, backend=chosen).to_native()


def parquet_bytes(rows: Iterable[Withdrawal] | Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as the contents of a Parquet file.

    Args:
        rows: withdrawals, or rows of plain values with the same keys.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("frames", module="pyarrow") from error
    listed = list(rows)
    if all(isinstance(row, Withdrawal) for row in listed):
        table = to_frame(listed, backend="pyarrow")  # type: ignore[arg-type]
    else:
        table = pyarrow.Table.from_pylist(listed)
    written = io.BytesIO()
    parquet.write_table(table, written)
    return written.getvalue()


def _installed() -> str:
    for name in BACKENDS:
        if find_spec(name) is not None:
            return name
    raise MissingExtraError("frames", module="pandas")


def _kind(name: str, backend: str, nw: Any) -> Any:
    if name in _DAYS:
        return nw.Datetime("us") if backend == "pandas" else nw.Date()
    return nw.Boolean() if name in _FLAGS else nw.String()


def _cell(value: Any, backend: str) -> Any:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Interval | StrEnum):
        return str(value)
    if isinstance(value, date) and backend == "pandas":
        return datetime.combine(value, time.min)
    return value
