"""Responses with an entity tag: what has not changed `withdrawal.web.ready` does not send again."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from starlette.responses import Response

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}
"""What a file is, by the ending of its name."""

FRESH = "no-cache"
"""Keep it, but ask whether it still holds: an answer depends on the day."""


def tagged(
    body: bytes,
    media_type: str,
    *,
    cache: str = FRESH,
    filename: str | None = None,
    vary: str | None = None,
    status: int = 200,
) -> Response:
    """Return a response with an entity tag; with a file's name, to be saved under it."""
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"etag": tag, "cache-control": cache}
    if vary is not None:
        headers["vary"] = vary
    if filename is not None:
        headers["content-disposition"] = f'attachment; filename="{filename}"'
    headers["content-type"] = media_type
    return Response(body, status, headers=headers)


def encoded(data: Any, *, indent: int | None = None) -> bytes:
    """Return data as JSON in UTF-8; half a surrogate pair, which UTF-8 lacks, as its escape."""
    return json.dumps(data, ensure_ascii=False, indent=indent).encode(errors="backslashreplace")


def json_response(data: Any) -> Response:
    """Return data as a JSON response, the same text the command line prints."""
    return tagged(encoded(data, indent=2), "application/json")
