"""The durable journal of one real case: append-only JSON Lines, one event a line.

The first line says what the case is; every other line is an event or an undo. A line counts once
it ends in a newline that has reached the disk. What a crash leaves after the last newline is the
torn tail: it is reported, and set aside in a file of its own before the next line is written.
Every append replays the whole journal first, under a lock, so that nothing impossible gets in.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from withdrawal.case.case import Case
from withdrawal.case.durable import beside, create_whole, cut_off, locked, write
from withdrawal.errors import DataFileError, JournalError, WithdrawalError
from withdrawal.record.events import make_event
from withdrawal.record.rows import check_keys, event_from_row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from withdrawal.law.catalogue import Catalogue
    from withdrawal.record.events import Event

__all__ = ["SCHEMA", "Journal", "Opened"]

SCHEMA = "withdrawal/case/1"

_HEADER = ("schema", "party", "treaty", "route", "facts", "circumstances")
_CIRCUMSTANCES = (
    "conflict",
    "named_date",
    "agreed_date",
    "extended_to",
    "in_force_for_party",
    "way_out",
)


@frozen
class Opened:
    """A journal as read.

    Attributes:
        case: the case, replayed.
        lines: how many lines count.
        undone: how many events were taken back.
        torn: what a crash left after the last whole line; empty where there is nothing.
    """

    case: Case
    lines: int
    undone: int = 0
    torn: bytes = b""


class Journal:
    """A case kept in a file.

    Attributes:
        path: the file.
        set_aside: torn tails that this object has moved out of the way, oldest first.
    """

    def __init__(self, path: str | Path, *, catalogue: Catalogue | None = None) -> None:
        """Name the file; nothing is read yet.

        Args:
            path: the journal.
            catalogue: another catalogue of treaties than the packaged one.
        """
        self.path = Path(path)
        self.set_aside: tuple[bytes, ...] = ()
        self._catalogue = catalogue

    @classmethod
    def create(
        cls,
        path: str | Path,
        party: str,
        treaty: str,
        *,
        route: str | None = None,
        facts: tuple[str, ...] = (),
        catalogue: Catalogue | None = None,
        **circumstances: Any,
    ) -> Journal:
        """Return a new journal of a case in which nothing has happened.

        Args:
            path: the file; it must not exist yet.
            party: the State, by any of its names.
            treaty: the treaty, by any of its names.
            route: as `Case`.
            facts: as `Case`.
            catalogue: as `Case`.
            circumstances: ``conflict``, ``named_date`` and the others that `Case` takes.

        Raises:
            JournalError: the file exists, or cannot be written.
            WithdrawalError: the case makes no sense.
        """
        journal = cls(path, catalogue=catalogue)
        given = {key: value for key, value in circumstances.items() if value is not None}
        case = Case(party, treaty, route=route, facts=facts, catalogue=catalogue, **given)
        header = {
            "schema": SCHEMA,
            "party": case.party,
            "treaty": case.treaty.id,
            "route": route,
            "facts": list(facts),
            "circumstances": {key: _plain(value) for key, value in given.items()},
        }
        try:
            create_whole(journal.path, _line(header))
        except FileExistsError:
            raise JournalError(f"{path} exists: expected the name of a new file.") from None
        except OSError as error:
            raise JournalError(f"{path}: cannot be written ({error.strerror}).") from None
        return journal

    def open(self) -> Opened:
        """Return the case as the journal has it; the file is not changed.

        Raises:
            JournalError: the file cannot be read, or a whole line in it makes no sense; the
                message names the line.
        """
        whole, newline, torn = self._read().rpartition(b"\n")
        if not newline:
            raise JournalError(f"{self.path}: holds no whole line: expected a header.")
        return _replay(self.path.name, whole.split(b"\n"), torn, self._catalogue)

    def record(self, step: str, **details: Any) -> Event:
        """Record an event as `Case.record` does, and return it once it is on the disk.

        Args:
            step: what happened.
            details: ``on``, ``votes``, ``source`` and the others that `Case.record` takes.

        Raises:
            WithdrawalError: as `Case.record`; the file is unchanged.
            JournalError: the journal cannot be read, locked or written.
        """
        with self._locked() as opened:
            event = make_event(step, **details)
            kept = opened.case.add(event)
            self._append({"n": opened.lines, "event": row_of(event)})
        return kept

    def undo(self) -> Event:
        """Take the last event back, by a line of its own, and return the event.

        Raises:
            EventOrderError: nothing has been recorded.
            JournalError: the journal cannot be read, locked or written.
        """
        with self._locked() as opened:
            event = opened.case.undo()
            self._append({"n": opened.lines, "undo": True})
        return event

    # -- the file -------------------------------------------------------------------------------

    def _read(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise JournalError(f"{self.path}: cannot be read ({error.strerror}).") from None

    @contextmanager
    def _locked(self) -> Iterator[Opened]:
        """Yield the journal as it is, alone with it and without a torn tail."""
        self._read()  # so that a wrong name leaves no lock behind
        with locked(self.path):
            opened = self.open()
            if opened.torn:
                self._set_aside(opened.torn)
            yield opened

    def _set_aside(self, torn: bytes) -> None:
        """Move a torn tail to a file of its own, then cut it off."""
        try:
            write(beside(self.path, ".torn"), torn + b"\n", os.O_CREAT | os.O_APPEND)
            cut_off(self.path, len(torn))
        except OSError as error:
            raise JournalError(f"{self.path}: cannot be mended ({error.strerror}).") from None
        self.set_aside = (*self.set_aside, torn)

    def _append(self, row: Mapping[str, Any]) -> None:
        try:
            write(self.path, _line(row), os.O_APPEND)
        except OSError as error:
            raise JournalError(f"{self.path}: cannot be written ({error.strerror}).") from None

    def __repr__(self) -> str:
        return f"<Journal {self.path}>"


def _replay(name: str, lines: list[bytes], torn: bytes, catalogue: Catalogue | None) -> Opened:
    """Return the case that the whole lines of a journal tell."""
    case = _header(_row(lines[0], f"{name} line 1"), f"{name} line 1", catalogue)
    undone = 0
    for number, line in enumerate(lines[1:], start=1):
        where = f"{name} line {number + 1}"
        row = _row(line, where)
        _check_number(row, number, where)
        try:
            if "undo" in row:
                case.undo()
                undone += 1
            else:
                case.add(event_from_row(row.get("event"), where=where))
        except WithdrawalError as error:
            raise JournalError(f"{where}: {error.message}", suggestions=error.suggestions) from None
    return Opened(case, len(lines), undone, torn)


def _check_number(row: Mapping[str, Any], number: int, where: str) -> None:
    """Refuse a line that is missing, doubled or moved."""
    if row.get("n") != number:
        raise JournalError(f"{where}: the number is {row.get('n')!r}: expected {number}.")


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise JournalError(f"{where}: not JSON: expected one event, or an undo.") from None
    if not isinstance(row, dict):
        raise JournalError(f"{where}: {row!r} is not an object: expected keys and values.")
    return row


def _header(row: dict[str, Any], where: str, catalogue: Catalogue | None) -> Case:
    """Return the case that the first line of a journal opens.

    Each schema ever written has to be read here for good; the tests keep a file of each.
    """
    schema = row.get("schema")
    if schema != SCHEMA:
        raise JournalError(
            f"{where}: the schema is {schema!r}: expected {SCHEMA!r}; a newer one needs a newer "
            "version of this package.",
            suggestions=(SCHEMA,),
        )
    try:
        check_keys(row, _HEADER, where=where, required=("party", "treaty"))
        given = check_keys(row.get("circumstances", {}), _CIRCUMSTANCES, where=where)
        return Case(
            row["party"],
            row["treaty"],
            route=row.get("route"),
            facts=_words(row.get("facts", []), where),
            catalogue=catalogue,
            **given,
        )
    except DataFileError as error:
        raise JournalError(error.message, suggestions=error.suggestions) from None
    except WithdrawalError as error:
        raise JournalError(f"{where}: {error.message}", suggestions=error.suggestions) from None


def _words(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise JournalError(f"{where}: facts is {value!r}: expected a list of texts.")
    return tuple(value)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return [str(each) for each in value] if isinstance(value, list | tuple) else str(value)


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
