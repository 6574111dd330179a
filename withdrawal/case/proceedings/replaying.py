"""A journal's lines replayed: the case that they tell, from its first line on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from withdrawal.case.proceedings.case import CIRCUMSTANCES, Case
from withdrawal.case.proceedings.lines import (
    Document,
    Line,
    Reminder,
    place,
    placed,
    read_lines_of,
    read_row,
    written,
)
from withdrawal.errors import JournalError
from withdrawal.law.procedures.facts import facts as known_facts
from withdrawal.record.rows import check_keys

if TYPE_CHECKING:
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["SCHEMA", "Opened", "checked_header", "replay"]

SCHEMA = "withdrawal/case/3"
_READ = ("withdrawal/case/1", "withdrawal/case/2", SCHEMA)
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
        entries: the lines after the first.
        standing: the ids of the events that still count, in their order.
        schema: the schema in which it is kept.
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


def replay(name: str, lines: list[bytes], torn: bytes, catalogue: Catalogue | None) -> Opened:
    """Return the case that the whole lines of a journal tell.

    Raises:
        JournalError: a line makes no sense; the message names it.
    """
    where = place(name, 0)
    with placed(where):
        header = read_row(lines[0])
        case = _header(header, where, catalogue)
    undone, is_kept = 0, header.get("default_route") is not None
    entries: list[Line] = []
    standing: list[str | None] = []
    for entry in read_lines_of(name, lines):
        entries.append(entry)
        with placed(place(name, entry.number)):
            if entry.is_undo:
                case.undo()
                undone += 1
                last = standing.pop()
                if entry.undoes not in (None, last):
                    raise JournalError(
                        f"it takes back {entry.undoes}: expected the last event, {last}."
                    )
            elif entry.event is not None:
                route = entry.row.get("route", case.route.id if is_kept else None)
                case.add(entry.event, route=route)
                standing.append(entry.id)
    schema = str(header["schema"])
    return Opened(case, len(lines), undone, torn, tuple(entries), tuple(standing), schema)


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


def checked_header(
    header: Mapping[str, Any], case: Case, where: str, catalogue: Catalogue | None
) -> bytes:
    """Return the first line of a journal, once it has been seen to read back as the case."""
    with placed(where):
        line = written(header)
        again = _header(read_row(line[:-1]), where, catalogue)
        if (again.question, again.route, again.facts) != (case.question, case.route, case.facts):
            raise JournalError(
                f"{case.treaty.name}, as given, is not what the catalogue holds as "
                f"{case.treaty.id!r}: expected a treaty of the catalogue."
            )
    return line


def _facts(value: object) -> tuple[str, ...]:
    """Return the facts of a case; words that are none moved nothing in journals that have them."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise JournalError(f"facts is {value!r}: expected a list of texts.")
    return tuple(each for each in value if each in known_facts())
