"""The dated steps of real exits, one file a case, read only when that case is asked for.

``data/chronology/TREATY/PARTY.jsonl`` holds one event a line (`event_from_row`). Reactions of
other States stand in the file of the case they react to, with the State that acted. A file of the
same name in a folder of the user's own takes the place of the packaged one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from withdrawal.datafiles import numbered_lines, read_json, read_line
from withdrawal.errors import DataFileError
from withdrawal.overlay import remembered, roots
from withdrawal.record.events import Event, event_from_row

_DATA = Path(__file__).parent / "data" / "chronology"


@remembered
def chronology(party: str, treaty: str) -> tuple[Event, ...]:
    """Return what happened on one State's way out of one treaty, in the order it happened.

    Returns:
        The events, or an empty tuple where no chronology of the case is kept.
    """
    for folder in reversed(_own_folders()):
        path = folder / treaty / f"{party}.jsonl"
        if path.is_file():
            return tuple(each for each in _sound_or_not(path) if not isinstance(each, str))
    path = _DATA / treaty / f"{party}.jsonl"
    return read_events(path) if path.is_file() else ()


@cache
def first_exits() -> tuple[tuple[str, str], ...]:
    """Return the exits the record began with, as ``(party, treaty)``.

    They are those whose vote was taken for the start of the period, and the first to be scored.
    """
    rows = read_json(_DATA.parent / "first_exits.json")
    return tuple((party, treaty) for party, treaty in rows)


def chronologies() -> tuple[tuple[str, str], ...]:
    """Return every case of which a chronology is kept, as ``(party, treaty)``, sorted."""
    folders = (_DATA, *_own_folders())
    paths = (path for folder in folders for path in folder.glob("*/*.jsonl"))
    return tuple(sorted({(path.stem, path.parent.name) for path in paths}))


def faults() -> Iterator[tuple[str, str]]:
    """Yield what is wrong with lines of the user's own chronologies, as file and text.

    Such a line is left out, and nothing else.
    """
    for folder in _own_folders():
        for path in sorted(folder.glob("*/*.jsonl")):
            yield from ((str(path), each) for each in _sound_or_not(path) if isinstance(each, str))


def _own_folders() -> tuple[Path, ...]:
    """Return the folders of the user's own chronologies, the one that counts most last."""
    return tuple(root / "chronology" for root in roots())


def read_events(path: Path) -> tuple[Event, ...]:
    """Return the events of a chronology file, in its order.

    The order of the lines is itself a fact where dates are partial: a decree of unknown date
    stands before the vote that needed it. Lines whose dates forbid their order are refused.

    Raises:
        DataFileError: a line is no row of an event, or comes too late in the file; the message
            names file, line and key.
    """
    events = []
    for each in _sound_or_not(path):
        if isinstance(each, str):
            raise DataFileError(each)
        events.append(each)
    return tuple(events)


def _sound_or_not(path: Path) -> Iterator[Event | str]:
    """Yield the event of each line, or what is wrong with the line."""
    floor = date.min
    for number, line in numbered_lines(path.read_text(encoding="utf-8", errors="replace")):
        where = f"{path.parent.name}/{path.name} line {number}"
        try:
            event = event_from_row(read_line(line, source=where), source=where)
        except DataFileError as error:
            yield error.message
            continue
        if (event.when.latest or date.max) < floor:
            yield (
                f"{where}: {event.step} of {event.when} stands after an event of {floor}: "
                "expected the order in which they happened."
            )
            continue
        floor = max(floor, event.when.earliest or date.min)
        yield event
