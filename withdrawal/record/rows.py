"""Events to and from plain rows: one format for chronologies, journals and scenarios.

A row is a mapping as JSON or TOML gives it. Every fault names the place, the key and what was
expected; an unknown key is a fault, because a misspelt ``souces`` would otherwise lose a source.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from withdrawal.dates import PartialDate, parse_day
from withdrawal.errors import DataFileError, WithdrawalError, near_misses
from withdrawal.record.events import Confidence, Event, Source, SourceKind, Votes, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["check_keys", "event_from_row", "parsed", "source_from_row", "text"]

_EVENT_KEYS = (
    *("step", "when", "actor", "detail", "votes", "by", "until", "sources", "confidence"),
    "rivals",
)
_SOURCE_KEYS = ("address", "kind", "date")

_Member = TypeVar("_Member", bound=Enum)


def check_keys(
    row: object,
    known: Iterable[str],
    *,
    where: str,
    required: Iterable[str] = (),
) -> Mapping[str, Any]:
    """Return the row, once it is a table with no unknown and no missing key.

    Args:
        row: what the file holds at this place.
        known: the keys allowed.
        where: the file and the place in it, for the message.
        required: those of them that must be there.

    Raises:
        DataFileError: naming the place, the key and what was expected.
    """
    if not isinstance(row, dict):
        raise DataFileError(f"{where}: {row!r} is not a table: expected keys and values.")
    allowed = tuple(known)
    for key in row:
        if key not in allowed:
            near = near_misses(str(key), allowed)
            raise DataFileError(
                f"{where}: {key!r} is not a key here: expected one of {', '.join(allowed)}.",
                suggestions=near,
            )
    for key in required:
        if row.get(key) in (None, ""):
            raise DataFileError(f"{where}: the key {key!r} is missing: expected a value.")
    return row


def event_from_row(row: object, *, where: str) -> Event:
    """Return the event a row stands for.

    Args:
        row: ``{"step", "when", "actor", "detail", "votes", "by", "sources", "confidence",
            "until", "rivals"}``; only the first two are required.
        where: the file and line, for messages.

    Raises:
        DataFileError: a key is unknown, missing or malformed.
    """
    table = check_keys(row, _EVENT_KEYS, where=where, required=("step", "when"))
    event = Event(
        step=text(table, "step", where) or "",
        when=parsed(PartialDate.parse, table, "when", where),
        actor=text(table, "actor", where),
        detail=text(table, "detail", where),
        votes=parsed(Votes.parse, table, "votes", where),
        sources=tuple(
            source_from_row(one, where=f"{where}, sources")
            for one in _listed(table, "sources", where)
        ),
        confidence=_member(Confidence, table.get("confidence", "known"), "confidence", where),
        by=text(table, "by", where),
        until=parsed(parse_day, table, "until", where),
    )
    rivals = [_rival(event, one, where) for one in _listed(table, "rivals", where)]
    return settle([event, *rivals]) if rivals else event


def _rival(event: Event, row: object, where: str) -> Event:
    """Return another account; what it does not say about step and date is as in the first."""
    table = check_keys(row, _EVENT_KEYS, where=f"{where}, rivals")
    return event_from_row(
        {"step": event.step, "when": str(event.when), **table}, where=f"{where}, rivals"
    )


def source_from_row(row: object, *, where: str) -> Source:
    """Return the source a row stands for: a bare address, or a table with kind and date.

    Raises:
        DataFileError: a key is unknown, missing or malformed.
    """
    if isinstance(row, str):
        try:
            return Source.of(row)
        except WithdrawalError as error:
            raise DataFileError(f"{where}: {error.message}") from None
    table = check_keys(row, _SOURCE_KEYS, where=where, required=("address",))
    return Source(
        address=text(table, "address", where) or "",
        kind=_member(SourceKind, table.get("kind", "press"), "kind", where),
        date=parsed(PartialDate.parse, table, "date", where),
    )


def _listed(table: Mapping[str, Any], key: str, where: str) -> list[object]:
    value = table.get(key, [])
    if not isinstance(value, list | tuple):
        raise DataFileError(f"{where}: {key} is {value!r}: expected a list.")
    return list(value)


def text(table: Mapping[str, Any], key: str, where: str) -> str | None:
    """Return the text of a key; None where there is none.

    Raises:
        DataFileError: it is no text; the message names the place and the key.
    """
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise DataFileError(f"{where}: {key} is {value!r}: expected text.")
    return value


def parsed(parse: Callable[[Any], Any], table: Mapping[str, Any], key: str, where: str) -> Any:
    """Return what the value of a key is read as; None where there is none.

    Raises:
        DataFileError: it cannot be read; the message names the place and the key.
    """
    given = table.get(key)
    try:
        return None if given is None else parse(given)
    except WithdrawalError as error:
        raise DataFileError(
            f"{where}: {key}: {error.message}", suggestions=error.suggestions
        ) from error


def _member(kind: type[_Member], given: Any, key: str, where: str) -> _Member:
    try:
        return kind(given)
    except ValueError:
        known = [str(member.value) for member in kind]
        raise DataFileError(
            f"{where}: {key} is {given!r}: expected one of {', '.join(known)}.",
            suggestions=near_misses(str(given), known),
        ) from None
