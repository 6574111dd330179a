"""A document's bytes or text become a `Text`: plain, HTML, DOCX or PDF, by what is in it.

Nothing in a document is run, fetched or looked up. Every kind has limits on size, so that a small
file cannot become a large one.
"""

from __future__ import annotations

import re

from withdrawal.errors import DocumentError
from withdrawal.reading.documents.markup import text_of_html
from withdrawal.reading.documents.office import text_of_docx
from withdrawal.reading.documents.pages import text_of_pdf
from withdrawal.reading.documents.text import LONGEST, Text, letters_of, of_length, plain_text

__all__ = ["LARGEST", "LONGEST", "text_of"]

LARGEST = 50_000_000
"""How many bytes a file may have."""

_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)


def text_of(given: str | bytes) -> Text:
    """Return the text of a document.

    Args:
        given: plain text or HTML, or the bytes of a file.

    Raises:
        DocumentError: it is too large, or no document that can be read.
    """
    if not isinstance(given, str | bytes):
        raise DocumentError(f"{type(given).__name__} is no document: expected text or bytes.")
    if len(given) > LARGEST:
        raise DocumentError(f"The document has {len(given):,} bytes: expected at most {LARGEST:,}.")
    if isinstance(given, bytes):
        if given.startswith(b"%PDF"):
            return text_of_pdf(given)
        if given.startswith(b"PK\x03\x04"):
            return text_of_docx(given)
        given = _decoded(given)
    of_length(given)
    if _HTML.match(given[:10_000]):
        return text_of_html(given)
    return plain_text(letters_of(given), given)


def _decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 where it says so, else as old files are written.

    Raises:
        DocumentError: it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise DocumentError("The file is neither text nor HTML, DOCX or PDF.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
