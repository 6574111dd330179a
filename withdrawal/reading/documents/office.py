"""DOCX: the paragraphs of a document, by the standard library; no entity is ever expanded."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat  # nosec B406 - declarations of types and entities are refused

from withdrawal.errors import DocumentError
from withdrawal.reading.documents.text import Text, letters_of, of_length, plain_text

_BODY, _CORE = "word/document.xml", "docProps/core.xml"
_LARGEST_PART = 40_000_000
"""How many bytes a part may have once unpacked."""


def text_of_docx(data: bytes) -> Text:
    """Return the text of a DOCX file; places point into its paragraphs, one a line.

    Raises:
        DocumentError: it is no such file, too large once unpacked, or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            body = of_length(_Part(_unpacked(packed, _BODY)).text)
            core = _Part(_unpacked(packed, _CORE)) if _CORE in packed.namelist() else None
    except DocumentError:
        raise
    except Exception as error:  # a broken archive fails in as many ways as it can be unpacked
        raise DocumentError(f"The file is no DOCX document that can be read ({error}).") from None
    title = core.of("title") if core else None
    return plain_text(letters_of(body), body, title=title)


def _unpacked(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        data = part.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise DocumentError(f"{name} is larger than {_LARGEST_PART:,} bytes once unpacked.")
    return data


class _Part:
    """One part of the package: the text of its runs, paragraphs parted by blank lines."""

    def __init__(self, data: bytes) -> None:
        self._pieces: list[str] = []
        self._held: dict[str, list[str]] = {}
        self._open: list[str] = []
        parser = expat.ParserCreate(namespace_separator=":")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.Parse(data, True)

    @property
    def text(self) -> str:
        """The text, as it is read."""
        return "".join(self._pieces).strip("\n")

    def of(self, element: str) -> str | None:
        """Return the text of an element that stands once."""
        return " ".join("".join(self._held.get(element, ())).split()) or None

    def _refuse(self, *_: object) -> None:
        raise DocumentError("The DOCX document declares types or entities; it is not read.")

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(":")[2]
        self._open.append(local)
        if local == "tab":
            self._pieces.append(" ")
        elif local in ("br", "cr"):
            self._pieces.append("\n")

    def _end(self, name: str) -> None:
        self._open.pop()
        if name.rpartition(":")[2] == "p":
            self._pieces.append("\n\n")

    def _data(self, data: str) -> None:
        if self._open and self._open[-1] == "t":
            self._pieces.append(data)
        elif self._open:
            self._held.setdefault(self._open[-1], []).append(data)
