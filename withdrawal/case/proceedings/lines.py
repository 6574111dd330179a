"""The lines of a journal: each an event, an undo, a document or a reminder, chained by digests.

A line's ``digest`` is that of the line before it and of its own words, so that no line can be
changed, left out or moved unseen. Its ``id`` stays the same where journals are merged; it is made
of what the line says and of what came before it, so that whoever records the same thing after the
same beginning records one thing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from withdrawal.datafiles import structure
from withdrawal.errors import JournalError, WithdrawalError
from withdrawal.record.rows import check_keys, event_from_row

if TYPE_CHECKING:
    from withdrawal.record.events import Event

__all__ = [
    "Document",
    "Line",
    "Reminder",
    "chained",
    "place",
    "placed",
    "read_line",
    "read_lines_of",
    "read_row",
    "written",
]

_COMMON = ("n", "id", "digest")


@frozen
class Document:
    """A document that belongs to a case; the journal keeps its digest and not the file.

    Attributes:
        name: the file's name.
        digest: the SHA-256 of its bytes, in hexadecimal.
        shows: what it shows.
    """

    name: str
    digest: str
    shows: str = ""


@frozen
class Reminder:
    """Something to be done by a day.

    Attributes:
        on: the day.
        text: what.
    """

    on: date
    text: str


@frozen
class Line:
    """A line after the first.

    Attributes:
        number: counting from 1.
        row: its keys and values.
        event: what it records; None where it is something else.
        document, reminder: the same of a document and a reminder.
    """

    number: int
    row: Mapping[str, Any]
    event: Event | None = None
    document: Document | None = None
    reminder: Reminder | None = None

    @property
    def is_undo(self) -> bool:
        """Whether it takes back the last event that still counts."""
        return "undo" in self.row

    @property
    def id(self) -> str | None:
        """What it is called in every journal that has it; None in journals of older schemas."""
        return self.row.get("id")

    @property
    def undoes(self) -> str | None:
        """The id of the event that it takes back, where it is an undo that names it."""
        return self.row.get("of")

    @property
    def content(self) -> dict[str, Any]:
        """What it says, apart from its number and digests."""
        return {key: value for key, value in self.row.items() if key not in _COMMON}


def place(name: str, number: int) -> str:
    """Return where a line stands, for errors: the first line is line 1."""
    return f"{name} line {number + 1}"


@contextmanager
def placed(where: str) -> Iterator[None]:
    """Let every fault of a line be a `JournalError` that names the line, once."""
    try:
        yield
    except WithdrawalError as error:
        is_placed = error.message.startswith(where)
        raise JournalError(
            error.message if is_placed else f"{where}: {error.message}",
            suggestions=error.suggestions,
        ) from None
    except RecursionError:
        raise JournalError(f"{where}: nested too deeply: expected one event, or an undo.") from None


def written(row: Mapping[str, Any]) -> bytes:
    """Return a line as it is written, its newline included.

    Raises:
        JournalError: it is no text that can be written.
    """
    try:
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except (TypeError, UnicodeEncodeError):
        raise JournalError("expected text that can be written in UTF-8.") from None


def read_row(line: bytes) -> dict[str, Any]:
    """Return the keys and values of a line.

    Raises:
        JournalError: it is no JSON object.
    """
    try:
        row = json.loads(line)
    except ValueError:
        raise JournalError("not JSON: expected one event, or an undo.") from None
    if not isinstance(row, dict):
        raise JournalError(f"{row!r} is not an object: expected keys and values.")
    written(row)  # JSON can spell a lone surrogate, which could be neither shown nor written again
    return row


def read_line(line: bytes, number: int, where: str) -> Line:
    """Return what a line says.

    Args:
        line: the line, without its newline.
        number: the number that it has to have.
        where: file and line, for errors.

    Raises:
        WithdrawalError: it makes no sense.
    """
    row = read_row(line)
    given = row.get("n")
    if given != number or type(given) is not int:  # A line is missing, doubled or moved.
        raise JournalError(f"the number is {given!r}: expected {number}.")
    made = Line(number, row)
    if "undo" in row:
        check_keys(row, ("n", "undo", "of", "id", "digest"), where=where)
        if row["undo"] is not True:
            raise JournalError(f"undo is {row['undo']!r}: expected true.")
        return made
    if "document" in row:
        check_keys(row, (*_COMMON, "document"), where=where)
        return evolve(made, document=structure(row["document"], Document, source=where))
    if "reminder" in row:
        check_keys(row, (*_COMMON, "reminder"), where=where)
        return evolve(made, reminder=structure(row["reminder"], Reminder, source=where))
    event = event_from_row(row.get("event"), where=where)
    check_keys(row, (*_COMMON, "event", "route"), where=where)
    return evolve(made, event=event)


def read_lines_of(name: str, lines: list[bytes], first: int = 1) -> Iterator[Line]:
    """Yield what the lines of a journal say, from one of them on; arguments and errors as above.

    Raises:
        JournalError: one makes no sense; the message names it.
    """
    for number, line in enumerate(lines[first:], start=first):
        where = place(name, number)
        with placed(where):
            made = read_line(line, number, where)
        yield made


def chained(
    content: Mapping[str, Any], number: int, before: bytes, name: str | None = None
) -> dict[str, Any]:
    """Return a row with its number, its id and its digest.

    Args:
        content: what it says.
        number: its number.
        before: the line before it, without its newline.
        name: its id, where it has one already.
    """
    made = name or sha256(before + b"\n" + written(content)).hexdigest()[:16]
    row = {"n": number, **content, "id": made}
    return {**row, "digest": sha256(before + b"\n" + written(row)).hexdigest()}
