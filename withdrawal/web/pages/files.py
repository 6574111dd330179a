"""What a page shows, for those who take it as a file: one set of data, many forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.output.exporting.frames import parquet_bytes
from withdrawal.output.pictures.drawing import Drawing
from withdrawal.output.pictures.plot import picture_bytes
from withdrawal.output.tables.csv_rows import csv_text
from withdrawal.web.responses import tagged
from withdrawal.web.work import do_slowly

__all__ = ["FILES", "Shown", "file_of", "split"]

FILES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""The forms in which a page can be taken, by the ending of its address, with their media types."""

_SLOW = ("parquet", "png")


@frozen
class Shown:
    """What a page shows.

    Attributes:
        stem: the name of a file of it, without its ending.
        data: the whole as JSON-ready data.
        columns: the columns of its table.
        rows: the rows of its table.
        drawing: its picture, framed to stand alone; None where it has none.
    """

    stem: str
    data: Callable[[], Mapping[str, Any]]
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Mapping[str, Any]]]
    drawing: Callable[[], Drawing] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The endings under which it can be taken."""
        pictures = ("svg", "png")
        return tuple(each for each in FILES if self.drawing is not None or each not in pictures)


def split(address: str) -> tuple[str, str | None]:
    """Return the last part of an address without the ending of a file, and that ending."""
    name, _, ending = address.rpartition(".")
    return (name, ending) if name and ending in FILES else (address, None)


async def file_of(request: Request, shown: Shown, kind: str) -> Response:
    """Return what a page shows as a file.

    Raises:
        HTTPException: 404, where it has no such form.
        MissingExtraError: a library that writes the form is not installed.
    """
    if kind not in shown.kinds:
        raise HTTPException(404, "There is no such file of this page.")
    forms: dict[str, Callable[[], bytes]] = {
        "csv": lambda: csv_text(shown.columns, shown.rows(), ending="\r\n").encode(),
        "json": lambda: json.dumps(shown.data(), ensure_ascii=False, indent=2).encode(),
        "parquet": lambda: parquet_bytes(shown.rows()),
        "svg": lambda: _picture(shown, ".svg"),
        "png": lambda: _picture(shown, ".png"),
    }
    make = forms[kind]
    body = await do_slowly(request, make) if kind in _SLOW else make()
    is_picture = kind in ("svg", "png")
    return tagged(
        request, body, FILES[kind], filename=None if is_picture else f"{shown.stem}.{kind}"
    )


def _picture(shown: Shown, suffix: str) -> bytes:
    assert shown.drawing is not None
    return picture_bytes(shown.drawing(), suffix)
