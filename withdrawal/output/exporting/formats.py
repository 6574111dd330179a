"""A table as the bytes of a file: CSV, JSON Lines, Parquet or Stata's own format."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from types import MappingProxyType
from typing import Any

from withdrawal.output.exporting.frames import parquet_bytes, to_frame
from withdrawal.output.tables.definitions import Row, columns, csv_text, described
from withdrawal.record.knowledge import known_as_of

_LONGEST_TEXT = 2000
"""Stata keeps longer texts apart (its own limit is 2,045 bytes)."""
_LONGEST_LABEL = 80


def file_bytes(table: str, rows: Sequence[Row], form: str) -> bytes:
    """Return the rows of a table as a file in one of `FORMATS`; the same rows give the same bytes.

    Raises:
        MissingExtraError: what writes the format is not installed.
    """
    return FORMATS[form](table, rows)


def _lines(table: str, rows: Sequence[Row]) -> bytes:
    names = tuple(columns(table))
    lines = (json.dumps({name: row[name] for name in names}, ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def _stata(table: str, rows: Sequence[Row]) -> bytes:
    frame, kinds = to_frame(rows, table=table, backend="pandas"), columns(table)
    texts = [name for name, kind in kinds.items() if kind == "text"]
    for name, kind in kinds.items():
        if kind == "text":
            frame[name] = frame[name].astype(object).where(frame[name].notna(), "")
        if kind == "number":
            frame[name] = frame[name].astype("float64")
        if kind == "flag":
            frame[name] = frame[name].astype("int8")
    told = described()[table]
    written = io.BytesIO()
    frame.to_stata(
        written,
        write_index=False,
        version=118,
        convert_dates={name: "td" for name, kind in kinds.items() if kind == "day"},
        convert_strl=[name for name in texts if _is_long(frame[name])],
        time_stamp=datetime.combine(known_as_of(), time.min),
        variable_labels={name: told[name][1][:_LONGEST_LABEL] for name in kinds if name in told},
    )
    return written.getvalue()


def _is_long(column: Any) -> bool:
    return max((len(str(each).encode()) for each in column), default=0) > _LONGEST_TEXT


FORMATS: Mapping[str, Callable[[str, Sequence[Row]], bytes]] = MappingProxyType(
    {
        "csv": lambda table, rows: csv_text(columns(table), rows).encode(),
        "parquet": lambda table, rows: parquet_bytes(
            to_frame(rows, table=table, backend="pyarrow")
        ),
        "jsonl": _lines,
        "dta": _stata,
    }
)
"""What writes each format, by the ending of its files."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/x-ndjson",
    "dta": "application/x-stata-dta",
}
