"""PDF: the text of its pages, by `pypdf` (the extra ``read``)."""

from __future__ import annotations

import io
import logging
import time
from typing import TYPE_CHECKING, Any

from withdrawal.errors import DocumentError, MissingExtraError
from withdrawal.reading.documents.direction import in_reading_order
from withdrawal.reading.documents.text import Text, letters_of, of_length, plain_text

if TYPE_CHECKING:
    from pypdf import PdfReader

logging.getLogger("pypdf").addHandler(logging.NullHandler())
"""What `pypdf` says of a broken file is not printed: the refusal is told, in one sentence."""

MOST_PAGES = 2_000
LONGEST_TIME = 60.0
"""How many seconds the pages of one file may take."""


def text_of_pdf(data: bytes) -> Text:
    """Return the text of a PDF file; places point into the text of its pages, one after another.

    Raises:
        DocumentError: it cannot be read, has too many pages, or takes too long.
        MissingExtraError: `pypdf` is not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise MissingExtraError("read", module="pypdf") from error
    started = time.monotonic()
    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data))
        _refuse_many(_said_pages(reader))
        _refuse_many(len(reader.pages))
        for page in reader.pages:
            pages.append(page.extract_text())
            if time.monotonic() - started > LONGEST_TIME:
                raise DocumentError(
                    f"The PDF takes longer than {LONGEST_TIME:.0f} seconds to read."
                )
        title = reader.metadata.title if reader.metadata else None
    except DocumentError:
        raise
    except Exception as error:
        raise DocumentError(f"The PDF cannot be read ({type(error).__name__}).") from None
    body = of_length("\n".join(pages))
    body, note = in_reading_order(body)
    return plain_text(letters_of(body), body, title=str(title) if title else None, note=note)


def _said_pages(reader: PdfReader) -> int:
    """Return how many pages a file says that it has: looking at each takes long."""
    tree: Any = reader.root_object["/Pages"].get_object()
    return max(int(tree.get("/Count", 0)), len(tree.get("/Kids", ())))


def _refuse_many(pages: int) -> None:
    if pages > MOST_PAGES:
        raise DocumentError(f"The PDF has {pages:,} pages: expected at most {MOST_PAGES:,}.")
