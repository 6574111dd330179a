"""The durable journal of one real case: append-only JSON Lines, one event a line.

The first line says what the case is; every other line is an event or an undo. A line counts once
it ends in a newline that has reached the disk. What a crash leaves after the last newline is the
torn tail: it is reported, and set aside in a file of its own before the next line is written.
Every append replays the whole journal first, under a lock, so that nothing impossible gets in, and
reads its own line back before writing it, so that nothing gets in that could not be read again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from attrs import evolve, frozen

from withdrawal.case.proceedings.case import CIRCUMSTANCES, Case
from withdrawal.case.proceedings.durable import beside, create_whole, cut_off, locked, write
from withdrawal.dates import parse_day
from withdrawal.errors import JournalError, WithdrawalError, near_misses
from withdrawal.law.procedures.facts import facts as known_facts
from withdrawal.record.events import EventDetails, make_event
from withdrawal.record.rows import check_keys, event_from_row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.record.events import Event

__all__ = ["SCHEMA", "Journal", "Opened"]

SCHEMA = "withdrawal/case/2"
_READ = ("withdrawal/case/1", SCHEMA)
"""Each schema ever written is read here for good; the tests keep a file of each."""

_HEADER = ("schema", "party", "treaty", "route", "default_route", "facts", "circumstances")


@frozen
class Opened:
    """A journal as read.

    Attributes:
        case: the case, replayed; it takes no events, which only the journal keeps.
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
            JournalError: the file exists, or cannot be written; or the treaty is none of the
                catalogue, so that the case could not be opened again.
            WithdrawalError: the case makes no sense.
        """
        journal = cls(path, catalogue=catalogue)
        given = {key: _plain(value) for key, value in circumstances.items() if value is not None}
        case = Case(party, treaty, route=route, facts=facts, catalogue=catalogue, **given)
        header = {
            "schema": SCHEMA,
            "party": case.party,
            "treaty": case.treaty.id,
            "route": route,
            "default_route": None if route is not None else case.route.id,
            "facts": list(case.facts),
            "circumstances": given,
        }
        journal._create(_checked_header(header, case, str(path), catalogue))
        return journal

    def open(self) -> Opened:
        """Return the case as the journal has it; the file is not changed.

        Raises:
            JournalError: the file cannot be read, or a whole line in it makes no sense; the
                message names the line.
        """
        opened = self._replayed()
        return evolve(opened, case=opened.case.kept_in(str(self.path)))

    def record(self, step: str, **details: Unpack[EventDetails]) -> Event:
        """Record an event as `Case.record` does, and return it once it is on the disk.

        Args:
            step: what happened.
            details: ``on``, ``votes``, ``source`` and the others that `Case.record` takes.

        Raises:
            WithdrawalError: as `Case.record`; the file is unchanged.
            JournalError: the journal cannot be read, locked or written; or a detail has no such
                name, or ``on`` is not given.
        """
        _check_details(details)
        with self._locked() as opened:
            event, default = make_event(step, **details), opened.case.route
            kept = opened.case.add(event)
            taken = opened.case.route
            law = {} if taken == default else {"route": taken.id}
            self._append(opened.lines, {"event": row_of(event), **law}, event)
        return kept

    def undo(self) -> Event:
        """Take the last event back, by a line of its own, and return the event.

        Raises:
            EventOrderError: nothing has been recorded.
            JournalError: the journal cannot be read, locked or written.
        """
        with self._locked() as opened:
            event = opened.case.undo()
            self._append(opened.lines, {"undo": True}, None)
        return event

    # -- the file -------------------------------------------------------------------------------

    def _replayed(self) -> Opened:
        whole, newline, torn = self._read().rpartition(b"\n")
        if not newline:
            raise JournalError(f"{self.path}: holds no whole line: expected a header.")
        return _replay(self.path.name, whole.split(b"\n"), torn, self._catalogue)

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
            opened = self._replayed()
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

    def _create(self, header: bytes) -> None:
        if not self.path.name:
            raise JournalError(f"{str(self.path)!r} is no file: expected the name of a new file.")
        try:
            create_whole(self.path, header)
        except FileExistsError:
            raise JournalError(f"{self.path} exists: expected the name of a new file.") from None
        except OSError as error:
            raise JournalError(f"{self.path}: cannot be written ({error.strerror}).") from None

    def _append(self, number: int, row: Mapping[str, Any], event: Event | None) -> None:
        """Write a line, once it has been seen to read back as the event; None is an undo."""
        where = _place(self.path.name, number)
        with _placed(where):
            line = _line({"n": number, **row})
            if _told(line[:-1], number, where) != event:
                raise JournalError("it would not be read back as it was recorded.")
        try:
            write(self.path, line, os.O_APPEND)
        except OSError as error:
            raise JournalError(f"{self.path}: cannot be written ({error.strerror}).") from None

    def __repr__(self) -> str:
        return f"<Journal {self.path}>"


def _replay(name: str, lines: list[bytes], torn: bytes, catalogue: Catalogue | None) -> Opened:
    """Return the case that the whole lines of a journal tell."""
    where = _place(name, 0)
    with _placed(where):
        header = _row(lines[0])
        case = _header(header, where, catalogue)
    undone, is_kept = 0, header.get("default_route") is not None
    for number, line in enumerate(lines[1:], start=1):
        where = _place(name, number)
        with _placed(where):
            event = _told(line, number, where)
            if event is None:
                case.undo()
                undone += 1
            else:
                route = _row(line).get("route", case.route.id if is_kept else None)
                case.add(event, route=route)
    return Opened(case, len(lines), undone, torn)


def _place(name: str, number: int) -> str:
    return f"{name} line {number + 1}"


@contextmanager
def _placed(where: str) -> Iterator[None]:
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


def _told(line: bytes, number: int, where: str) -> Event | None:
    """Return the event that a line records; None for an undo."""
    row = _row(line)
    _check_number(row, number)
    if "undo" not in row:
        event = event_from_row(row.get("event"), where=where)
        check_keys(row, ("n", "event", "route"), where=where)
        return event
    check_keys(row, ("n", "undo"), where=where)
    if row["undo"] is not True:
        raise JournalError(f"undo is {row['undo']!r}: expected true.")
    return None


def _check_number(row: Mapping[str, Any], number: int) -> None:
    """Refuse a line that is missing, doubled or moved."""
    given = row.get("n")
    if given != number or type(given) is not int:
        raise JournalError(f"the number is {given!r}: expected {number}.")


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise JournalError("not JSON: expected one event, or an undo.") from None
    if not isinstance(row, dict):
        raise JournalError(f"{row!r} is not an object: expected keys and values.")
    _line(row)  # JSON can spell a lone surrogate, which could be neither shown nor written again
    return row


def _header(row: dict[str, Any], where: str, catalogue: Catalogue | None) -> Case:
    """Return the case that the first line of a journal opens.

    A route that was taken by default is on record there (from the second schema on), so that
    another default does not change the case; it still is no route that the case named.
    """
    schema = row.get("schema")
    if schema not in _READ:
        raise JournalError(
            f"the schema is {schema!r}: expected {SCHEMA!r}; a newer one needs a newer version of "
            "this package.",
            suggestions=(SCHEMA,),
        )
    check_keys(row, _HEADER, where=where, required=("party", "treaty"))
    given = check_keys(row.get("circumstances", {}), CIRCUMSTANCES, where=where)
    case = Case(
        row["party"],
        row["treaty"],
        route=row.get("route"),
        facts=_facts(row.get("facts", [])),
        catalogue=catalogue,
        **given,
    )
    return case if row.get("default_route") is None else case.on_default(row["default_route"])


def _checked_header(
    header: Mapping[str, Any], case: Case, where: str, catalogue: Catalogue | None
) -> bytes:
    """Return the first line of a journal, once it has been seen to read back as the case."""
    with _placed(where):
        line = _line(header)
        again = _header(_row(line[:-1]), where, catalogue)
        if _beginning(again) != _beginning(case):
            raise JournalError(
                f"{case.treaty.name}, as given, is not what the catalogue holds as "
                f"{case.treaty.id!r}: expected a treaty of the catalogue."
            )
    return line


def _check_details(given: Mapping[str, object]) -> None:
    """Refuse what cannot be told of an event, and an event without a day."""

    known = tuple(EventDetails.__annotations__)
    unknown = next((each for each in given if each not in known), None)
    if unknown is not None:
        raise JournalError(
            f"{unknown!r} is nothing that an event tells: expected {', '.join(known)}.",
            suggestions=near_misses(unknown, known),
        )
    if "on" not in given:
        raise JournalError("The event has no day: expected on=... (a day, or its bounds).")


def _beginning(case: Case) -> tuple[object, ...]:
    return case.question, case.route, case.facts


def _facts(value: object) -> tuple[str, ...]:
    """Return the facts of a case; words that are none moved nothing in journals that have them."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise JournalError(f"facts is {value!r}: expected a list of texts.")
    return tuple(each for each in value if each in known_facts())


def _plain(value: object) -> Any:
    """Return a circumstance as JSON can hold it, and `Case` take it."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return parse_day(value).isoformat()
    return [str(each) for each in value] if isinstance(value, Iterable) else str(value)


def _line(row: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except (TypeError, UnicodeEncodeError):
        raise JournalError("expected text that can be written in UTF-8.") from None
