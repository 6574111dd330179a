"""The lines of a journal: what the case is, then events, undos, documents and reminders.

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
from typing import Any, Literal

from attrs import evolve, field

from withdrawal.case.asking.given import Supposed
from withdrawal.datafiles import FILLED, structure
from withdrawal.errors import JournalError, WithdrawalError
from withdrawal.record.events import Event
from withdrawal.values import frozen

_COMMON = frozenset({"n", "id", "digest"})
_BESIDE = {"event": {"route"}, "undo": {"of"}, "document": set(), "reminder": set()}
"""What a line may say, one of them each, and what may stand beside that."""


@frozen
class Header:
    """The first line: what the case is; the attributes are its keys.

    Attributes:
        route: the route that was named.
        default_route: the route that was taken by default, on record from the second schema on.
    """

    schema: str
    party: str = field(metadata=FILLED)
    treaty: str = field(metadata=FILLED)
    route: str | None = None
    default_route: str | None = None
    facts: tuple[str, ...] = ()
    circumstances: Supposed = field(factory=Supposed)


@frozen
class Document:
    """A document that belongs to a case; the journal keeps its digest and not the file.

    Attributes:
        digest: the SHA-256 of its bytes, in hexadecimal.
    """

    name: str
    digest: str
    shows: str = ""


@frozen
class Reminder:
    """Something to be done by a day."""

    on: date
    text: str


@frozen
class Line:
    """A line after the first; the attributes are its keys.

    Attributes:
        number: counting from 1.
        event: what it records; None where it is something else.
        route: the route that a first event is known to take, where another than the default.
        undo: whether it takes back the last event that still counts.
        undoes: the id of that event, where it names it.
        document, reminder: what it records, where that is a document or a reminder.
        id: what it is called in every journal that has it; None in journals of older schemas.
        digest: of the line before it and of its own words.
    """

    number: int = field(metadata={"key": "n"})
    event: Event | None = None
    route: str | None = None
    undo: Literal[True] | None = None
    undoes: str | None = field(default=None, metadata={"key": "of"})
    document: Document | None = None
    reminder: Reminder | None = None
    id: str | None = None
    digest: str | None = None


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a line says, apart from its number and digests."""
    return {key: value for key, value in row.items() if key not in _COMMON}


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
    """Return a line as written, with its newline; JournalError for what is no text."""
    try:
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except (TypeError, UnicodeEncodeError):
        raise JournalError("expected text that can be written in UTF-8.") from None


def read_row(line: bytes) -> dict[str, Any]:
    """Return the keys and values of a line, or raise JournalError for no JSON object."""
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
    said = [key for key in _BESIDE if key in row]
    if len(said) != 1 or not row.keys() <= _COMMON | {said[0]} | _BESIDE[said[0]]:
        keys = ", ".join(map(repr, content_of(row))) or "nothing"
        raise JournalError(f"it says {keys}: expected one of {', '.join(_BESIDE)}, alone.")
    if row[said[0]] is None:
        raise JournalError(f"key {said[0]}: None is nothing: expected what the line records.")
    made = structure(row, Line, source=where)
    return evolve(made, event=made.event.settled) if made.event and made.event.rivals else made


def read_lines_of(name: str, lines: list[bytes], first: int = 1) -> Iterator[Line]:
    """Yield what the lines say, from one of them on; JournalError names one that makes no sense."""
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
        before: the line before it, without its newline.
        name: its id, where it has one already.
    """
    made = name or sha256(before + b"\n" + written(content)).hexdigest()[:16]
    row = {"n": number, **content, "id": made}
    return {**row, "digest": sha256(before + b"\n" + written(row)).hexdigest()}
