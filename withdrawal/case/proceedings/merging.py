"""Two journals of one case made one, and a journal's digests and order checked."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path

from withdrawal.case.proceedings.durable import create_whole, read_lines
from withdrawal.case.proceedings.journal import SCHEMA, Opened, replay
from withdrawal.case.proceedings.lines import (
    Line,
    chained,
    content_of,
    place,
    placed,
    read_lines_of,
    read_row,
    written,
)
from withdrawal.errors import JournalError
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.values import frozen


@frozen
class Merged:
    """What a merger made.

    Attributes:
        common: how many lines both journals begin with.
        first, second: how many lines came from the one and the other alone.
        both: how many both had recorded, after what they have in common.
        opened: the journal that was made.
    """

    common: int
    first: int
    second: int
    both: int
    opened: Opened


def verify(path: str | Path, *, catalogue: Catalogue | None = None) -> Opened:
    """Return a journal whose digests and order are sound.

    Raises:
        JournalError: a line makes no sense, or its digest is not that of what it says and of the
            line before it; the message names the line.
    """
    lines = _lines(Path(path))
    _check_digests(Path(path).name, lines)
    return replay(Path(path).name, lines, b"", catalogue)


def merge(
    first: str | Path, second: str | Path, into: str | Path, *, catalogue: Catalogue | None = None
) -> Merged:
    """Write a new journal that holds every line of two that began as one; nothing is lost.

    What both have in common stays first, as it is. The lines after it are those of both, each once
    by its id, in the order of the events' days; digests are chained anew from the common start.

    Args:
        first, second: the journals; they are not changed.

    Raises:
        JournalError: a digest is broken, one id stands for two contents, the journals are of
            different cases or of an older schema, or what happened in both cannot all have
            happened; the message names the line. Or the new file exists or cannot be written.
    """
    paths = Path(first), Path(second)
    both = [_lines(path) for path in paths]
    for path, lines in zip(paths, both, strict=True):
        _check_digests(path.name, lines)
        with placed(place(path.name, 0)):
            schema = read_row(lines[0]).get("schema")
            if schema != SCHEMA:
                raise JournalError(f"the schema is {schema!r}: only {SCHEMA} has ids to merge by.")
    if both[0][0] != both[1][0]:
        raise JournalError(
            f"{paths[1].name} line 1: another case than that of {paths[0].name}: expected two "
            "journals that began as one."
        )
    common = _common(*both)
    tails = [
        [*read_lines_of(path.name, lines, common)] for path, lines in zip(paths, both, strict=True)
    ]
    said = [
        {each.id: content_of(read_row(lines[each.number])) for each in tail}
        for lines, tail in zip(both, tails, strict=True)
    ]
    for each in tails[1]:
        if each.id in said[0] and said[0][each.id] != said[1][each.id]:
            raise JournalError(
                f"{place(paths[1].name, each.number)}: the id {each.id} stands for something else "
                "in the other journal: expected the same content."
            )
    made, contents = both[0][:common], said[0] | said[1]
    for each in _ordered(*tails):
        row = chained(contents[each.id], len(made), made[-1], each.id)
        made.append(written(row)[:-1])
    opened = replay(Path(into).name, made, b"", catalogue)
    create_whole(Path(into), b"".join(line + b"\n" for line in made))
    shared = said[0].keys() & said[1].keys()
    alone = [len(tail) - len(shared) for tail in tails]
    return Merged(common, alone[0], alone[1], len(shared), opened)


def _lines(path: Path) -> list[bytes]:
    lines, torn = read_lines(path)
    if torn:
        where = place(path.name, len(lines))
        raise JournalError(f"{where}: a crash has left a torn line: expected whole ones.")
    return lines


def _check_digests(name: str, lines: list[bytes]) -> None:
    """Refuse a line that was changed, left out or moved."""
    for number, line in enumerate(lines[1:], start=1):
        with placed(place(name, number)):
            row = read_row(line)
            if "digest" not in row:
                if read_row(lines[0]).get("schema") == SCHEMA:
                    raise JournalError("the digest is missing.")
                continue
            true = chained(content_of(row), row.get("n", 0), lines[number - 1], row.get("id"))
            if row["digest"] != true["digest"]:
                raise JournalError(
                    "the digest is broken: this line or the one before it was changed or moved."
                )


def _common(first: list[bytes], second: list[bytes]) -> int:
    """Return how many lines both begin with."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _ordered(first: list[Line], second: list[Line]) -> list[Line]:
    """Return the lines of both, each once, events by their days, an undo right after its event."""
    mine = {each.id for each in first}
    every = [*first, *(each for each in second if each.id not in mine)]
    undone: dict[str | None, Line] = {}
    for each in every:
        if each.undo:
            undone.setdefault(each.undoes, each)
    events = sorted((each for each in every if each.event), key=_day)
    ids = {each.id for each in events}
    earlier = (undo for target, undo in undone.items() if target not in ids)
    others = (each for each in every if not each.event and not each.undo)
    with_undos = ((each, undone.get(each.id)) for each in events)
    return [*earlier, *filter(None, chain.from_iterable(with_undos)), *others]


def _day(entry: Line) -> date:
    event = entry.event
    return (event.when.latest if event else None) or date.max
