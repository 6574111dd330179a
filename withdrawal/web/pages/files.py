"""What a page shows, for those who take it as a file: one set of data, many forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.history import known_rows
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.output.exporting.frames import parquet_bytes
from withdrawal.output.following import feed
from withdrawal.output.following.followed import Followed, calendar, query_of
from withdrawal.output.pictures.drawing import Drawing
from withdrawal.output.pictures.plot import picture_bytes
from withdrawal.output.tables.definitions import csv_text
from withdrawal.output.tellings import telling_of
from withdrawal.record.history import Withdrawal
from withdrawal.values import frozen
from withdrawal.web.rendering import Page
from withdrawal.web.responses import MEDIA_TYPES, tagged
from withdrawal.web.work import do_slowly

FILES = ("csv", "json", "parquet", "svg", "png", "ics", "atom")
"""The forms in which a page can be taken, by the ending of its address."""

_PICTURES = ("svg", "png")
TO_FOLLOW = ("ics", "atom")
_SLOW = ("parquet", "png")


@frozen
class Shown:
    """What a page shows: its data, its table, its picture, and what of it can be followed."""

    stem: str
    data: Callable[[], Mapping[str, Any]]
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Mapping[str, Any]]]
    drawing: Callable[[], Drawing] | None = None
    followed: Followed | None = None

    @classmethod
    def of(cls, asked: Inquiry, found: Any, stem: str, **more: Any) -> Shown:
        """Return what the answer to a question shows; arguments as attributes."""
        told = telling_of(asked)
        data, rows = partial(told.data, asked, found), partial(told.rows, found)
        return cls(stem, data, tuple(told.columns()), rows, **more)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The endings under which it can be taken once; what can be followed has others."""
        left_out = TO_FOLLOW if self.drawing is not None else (*TO_FOLLOW, *_PICTURES)
        return tuple(each for each in FILES if each not in left_out)


def followed(
    page: Page,
    path: str,
    title: str,
    rows: Iterable[Withdrawal],
    day: date | None,
    **query: str | None,
) -> Followed:
    """Return rows of the record as what can be followed at the address of a page."""
    as_of = date.today() if day is None else day
    known = tuple(row.standing_on(as_of) for row in known_rows(rows, as_of))
    return Followed(
        title=title,
        rows=known,
        as_of=as_of,
        site=page.base,
        path=path,
        query=query_of(**query),
    )


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
    followed = shown.followed
    if kind not in shown.kinds and (followed is None or kind not in TO_FOLLOW):
        raise HTTPException(404, "There is no such file of this page.")
    forms: dict[str, Callable[[], bytes]] = {
        "csv": lambda: csv_text(shown.columns, shown.rows(), ending="\r\n").encode(),
        "json": lambda: json.dumps(shown.data(), ensure_ascii=False, indent=2).encode(),
        "parquet": lambda: parquet_bytes(shown.rows()),
        "svg": lambda: _picture(shown, ".svg"),
        "png": lambda: _picture(shown, ".png"),
    }
    if followed is not None:
        forms |= {"ics": lambda: calendar(followed).encode(), "atom": lambda: feed.feed(followed)}
    make = forms[kind]
    body = await do_slowly(request, make) if kind in _SLOW else make()
    is_shown = kind in (*_PICTURES, *TO_FOLLOW)
    return tagged(body, MEDIA_TYPES[kind], filename=None if is_shown else f"{shown.stem}.{kind}")


def _picture(shown: Shown, suffix: str) -> bytes:
    assert shown.drawing is not None
    return picture_bytes(shown.drawing(), suffix)
