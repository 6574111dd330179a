"""The durable journal of one real case: append-only JSON Lines, one event a line.

The first line says what the case is; every other line is an event or an undo. A line counts once
it ends in a newline that has reached the disk. What a crash leaves after the last newline is the
torn tail: it is reported, and set aside in a file of its own before the next line is written.
Every append replays the whole journal first, under a lock, so that nothing impossible gets in, and
reads its own line back before writing it, so that nothing gets in that could not be read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Unpack, cast

from attrs import asdict, evolve

from withdrawal.case.asking.given import Day, Supposed
from withdrawal.case.proceedings import durable
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.lines import (
    Document,
    Header,
    Line,
    Reminder,
    chained,
    place,
    placed,
    read_line,
    read_lines_of,
    read_row,
    written,
)
from withdrawal.datafiles import structure
from withdrawal.dates import parse_day
from withdrawal.errors import JournalError, near_misses
from withdrawal.law.procedures.facts import facts as known_facts
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.record.events import Event, EventDetails, make_event
from withdrawal.values import frozen

SCHEMA = "withdrawal/case/3"
_READ = ("withdrawal/case/1", "withdrawal/case/2", SCHEMA)
"""Each schema ever written is read here for good; the tests keep a file of each."""


@frozen
class Opened:
    """A journal as read.

    Attributes:
        case: the case, replayed; it takes no events, which only the journal keeps.
        lines: how many lines count.
        undone: how many events were taken back.
        torn: what a crash left after the last whole line; empty where there is nothing.
        entries: the lines after the first.
        standing: the ids of the events that still count, in their order.
    """

    case: Case
    lines: int
    undone: int = 0
    torn: bytes = b""
    entries: tuple[Line, ...] = ()
    standing: tuple[str | None, ...] = ()
    schema: str = SCHEMA

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that belong to the case."""
        return tuple(each.document for each in self.entries if each.document)

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        """The reminders, the earliest first."""
        found = (each.reminder for each in self.entries if each.reminder)
        return tuple(sorted(found, key=lambda each: each.on))


class Journal:
    """A case kept in a file.

    Attributes:
        path: the file.
        set_aside: torn tails that this object has moved out of the way, oldest first.
    """

    def __init__(self, path: str | Path, *, catalogue: Catalogue | None = None) -> None:
        """Name the file; nothing is read yet."""
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
        default = None if route is not None else case.route.id
        supposed = cast("Supposed", given)
        header = Header(SCHEMA, case.party, case.treaty.id, route, default, case.facts, supposed)
        line = written(asdict(header))
        _check_header(line, case, str(path), catalogue)
        durable.create_whole(journal.path, line)
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
            self._append(opened, {"event": event.to_json(), **law}, event=event)
        return kept

    def undo(self) -> Event:
        """Take the last event back, by a line of its own, and return the event.

        Raises:
            EventOrderError: nothing has been recorded.
            JournalError: the journal cannot be read, locked or written.
        """
        with self._locked() as opened:
            event = opened.case.undo()
            last = opened.standing[-1]
            self._append(opened, {"undo": True, **({"of": last} if last else {})})
        return event

    def attach(self, file: str | Path, *, shows: str = "") -> Document:
        """Record that a document belongs to the case: its name, its digest and what it shows.

        Args:
            file: the document; it stays where it is.
            shows: what it shows, in words.

        Raises:
            JournalError: it cannot be read, or the journal is of a schema without documents.
        """
        path = Path(file)
        try:
            made = Document(path.name, sha256(path.read_bytes()).hexdigest(), shows)
        except OSError as error:
            raise JournalError(f"{path}: cannot be read ({error.strerror}).") from None
        self._keep({"document": asdict(made)}, document=made)
        return made

    def remind(self, on: Day, text: str) -> Reminder:
        """Record that something is to be done by a day.

        Raises:
            JournalError: there is no text, or the journal is of a schema without reminders.
            WithdrawalError: the day makes no sense.
        """
        if not text.strip():
            raise JournalError("The reminder has no text: expected what is to be done.")
        made = Reminder(parse_day(on), text)
        self._keep({"reminder": {"on": made.on.isoformat(), "text": text}}, reminder=made)
        return made

    def _keep(self, content: Mapping[str, Any], **told: Any) -> None:
        with self._locked() as opened:
            if opened.schema != SCHEMA:
                raise JournalError(
                    f"{self.path} is kept in {opened.schema}, which has no documents and no "
                    f"reminders: expected a journal in {SCHEMA}."
                )
            self._append(opened, content, **told)

    # -- the file -------------------------------------------------------------------------------

    def _replayed(self) -> Opened:
        return replay(self.path.name, *durable.read_lines(self.path), self._catalogue)

    @contextmanager
    def _locked(self) -> Iterator[Opened]:
        """Yield the journal as it is, alone with it and without a torn tail."""
        durable.read(self.path)  # so that a wrong name leaves no lock behind
        with durable.locked(self.path):
            opened = self._replayed()
            if opened.torn:
                self._set_aside(opened.torn)
            yield opened

    def _set_aside(self, torn: bytes) -> None:
        """Move a torn tail to a file of its own, then cut it off."""
        try:
            durable.write(
                durable.beside(self.path, ".torn"), torn + b"\n", os.O_CREAT | os.O_APPEND
            )
            durable.cut_off(self.path, len(torn))
        except OSError as error:
            raise JournalError(f"{self.path}: cannot be mended ({error.strerror}).") from None
        self.set_aside = (*self.set_aside, torn)

    def _append(self, opened: Opened, content: Mapping[str, Any], **told: Any) -> None:
        """Write a line, once it has been seen to read back as what it tells; else an undo."""
        number, where = opened.lines, place(self.path.name, opened.lines)
        with placed(where):
            before = durable.read(self.path).rstrip(b"\n").rpartition(b"\n")[2]
            row: Mapping[str, Any] = {"n": number, **content}
            if opened.schema == SCHEMA:
                row = chained(content, number, before)
            line = written(row)
            again = read_line(line[:-1], number, where)
            if read_row(line[:-1]) != row or again != evolve(again, **told):
                raise JournalError("it would not be read back as it was recorded.")
        try:
            durable.write(self.path, line, os.O_APPEND)
        except OSError as error:
            raise JournalError(f"{self.path}: cannot be written ({error.strerror}).") from None

    def __repr__(self) -> str:
        return f"<Journal {self.path}>"


def replay(name: str, lines: list[bytes], torn: bytes, catalogue: Catalogue | None) -> Opened:
    """Return the case that whole lines tell; JournalError names one that makes no sense."""
    where = place(name, 0)
    with placed(where):
        header = _header(lines[0], where)
        case = _opened(header, catalogue)
    undone, is_kept = 0, header.default_route is not None
    entries: list[Line] = []
    standing: list[str | None] = []
    for entry in read_lines_of(name, lines):
        entries.append(entry)
        with placed(place(name, entry.number)):
            if entry.undo:
                case.undo()
                undone += 1
                last = standing.pop()
                if entry.undoes not in (None, last):
                    raise JournalError(
                        f"it takes back {entry.undoes}: expected the last event, {last}."
                    )
            elif entry.event is not None:
                default = case.route.id if is_kept else None
                case.add(entry.event, route=entry.route or default)
                standing.append(entry.id)
    return Opened(case, len(lines), undone, torn, tuple(entries), tuple(standing), header.schema)


def _header(line: bytes, where: str) -> Header:
    """Return what the first line of a journal says."""
    row = read_row(line)
    schema = row.get("schema")
    if schema not in _READ:
        raise JournalError(
            f"the schema is {schema!r}: expected {SCHEMA!r}; a newer one needs a newer version of "
            "this package.",
            suggestions=(SCHEMA,),
        )
    return structure(row, Header, source=where)


def _opened(header: Header, catalogue: Catalogue | None) -> Case:
    """Return the case that the first line of a journal opens.

    A route that was taken by default is on record there, so that another default does not change
    the case; it still is no route that the case named. Words that are no facts moved nothing in
    journals that have them.
    """
    case = Case(
        header.party,
        header.treaty,
        route=header.route,
        facts=tuple(each for each in header.facts if each in known_facts()),
        catalogue=catalogue,
        **header.circumstances,
    )
    return case if header.default_route is None else case.on_default(header.default_route)


def _check_header(line: bytes, case: Case, where: str, catalogue: Catalogue | None) -> None:
    """Refuse a first line that does not read back as the case."""
    with placed(where):
        again = _opened(_header(line[:-1], where), catalogue)
        if (again.question, again.route, again.facts) != (case.question, case.route, case.facts):
            raise JournalError(
                f"{case.treaty.name}, as given, is not what the catalogue holds as "
                f"{case.treaty.id!r}: expected a treaty of the catalogue."
            )


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


def _plain(value: object) -> Any:
    """Return a circumstance as JSON can hold it, and `Case` take it."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return parse_day(value).isoformat()
    return [str(each) for each in value] if isinstance(value, Iterable) else str(value)
