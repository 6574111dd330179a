"""The dated steps of real exits, one file a case, read only when that case is asked for.

``data/chronology/TREATY/PARTY.jsonl`` holds one event a line, in the row format of
`withdrawal.record.rows`. Reactions of other States stand in the file of the case they react to,
with the State that acted.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawal.errors import DataFileError
from withdrawal.record.rows import event_from_row

if TYPE_CHECKING:
    from withdrawal.record.events import Event

__all__ = ["chronologies", "chronology", "read_events"]

_DATA = Path(__file__).parent / "data" / "chronology"


@lru_cache(maxsize=4096)
def chronology(party: str, treaty: str) -> tuple[Event, ...]:
    """Return what happened on one State's way out of one treaty, in the order it happened.

    Args:
        party: ISO 3166-1 alpha-3 code.
        treaty: the catalogue's id.

    Returns:
        The events, or an empty tuple where no chronology of the case is kept.
    """
    path = _DATA / treaty / f"{party}.jsonl"
    return read_events(path) if path.is_file() else ()


def chronologies() -> tuple[tuple[str, str], ...]:
    """Return every case of which a chronology is kept, as ``(party, treaty)``, sorted."""
    return tuple(sorted((path.stem, path.parent.name) for path in _DATA.glob("*/*.jsonl")))


def read_events(path: Path) -> tuple[Event, ...]:
    """Return the events of a chronology file, in its order.

    The order of the lines is itself a fact where dates are partial: a decree of unknown date
    stands before the vote that needed it. Lines whose dates forbid their order are refused.

    Raises:
        DataFileError: a line is no row of an event, or comes too late in the file; the message
            names file, line and key.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    events: list[Event] = []
    floor = date.min
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path.parent.name}/{path.name} line {number}"
        event = event_from_row(_row(line, where), where=where)
        if (event.when.latest or date.max) < floor:
            raise DataFileError(
                f"{where}: {event.step} of {event.when} stands after an event of {floor}: "
                "expected the order in which they happened."
            )
        floor = max(floor, event.when.earliest or date.min)
        events.append(event)
    return tuple(events)


def _row(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise DataFileError(f"{where}: not JSON ({error.msg}): expected one event.") from None
