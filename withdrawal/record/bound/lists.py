"""The lists of parties: what each line says, of what day the list is, and whether it is complete.

``data/parties/TREATY.csv`` has a line for each stretch of time in which a State was bound, and for
States known to stand outside. A line for ``*`` says that every State of the United Nations is a
party. ``lists.csv`` says for each list the day it is good for; sources stand in ``sources.csv``.
The folder ``parties`` of a user's own data is laid over this: a State that it names is as it says.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Literal

from attrs import fields

from withdrawal.datafiles import numbered_lines, structure
from withdrawal.dates import PartialDate
from withdrawal.errors import DataFileError
from withdrawal.law.countries import countries
from withdrawal.overlay import Stamp, remembered, roots, stamp
from withdrawal.record.bound.bonds import Bond
from withdrawal.record.kinds import Confidence, Consent
from withdrawal.record.knowledge import is_unread
from withdrawal.values import frozen

PARTIES = Path(__file__).parents[1] / "data" / "parties"

LISTS = "lists.csv"
"""The file that says what each list is good for."""

SOURCES = "sources.csv"

Status = Literal["party", "not-a-party", "signatory"]

_OVERLAP = timedelta(days=366)
"""How long before an exit took effect a State may have consented anew (it is bound only after)."""


@frozen
class Line:
    """What one line of a list says.

    Attributes:
        party: ISO 3166-1 alpha-3 code, or ``*``.
        bond: the stretch of time it tells of; an empty one for a State outside.
        is_own: whether it stands in a folder of the user's own.
    """

    party: str
    status: Status
    bond: Bond
    source: str | None
    confidence: Confidence
    note: str | None
    is_own: bool = False


@frozen
class _Cells:
    """The cells of such a line; the attributes are the columns."""

    party: str
    status: Status
    consent_date: PartialDate | None = None
    kind: Consent | None = None
    in_force_for_party: PartialDate | None = None
    left_on: PartialDate | None = None
    source: str = ""
    confidence: Confidence = "known"
    note: str | None = None


COLUMNS = [each.name for each in fields(_Cells)]


@frozen
class PartyList:
    """What a list of parties is good for; the attributes are the columns.

    Attributes:
        as_of: the last day it is good for; None where that is not on record.
        complete: ``yes`` where it names every party of that day.
        count: how many parties it has on that day.
        official_count: how many the depositary or secretariat counts.
    """

    treaty: str
    as_of: date | None = None
    complete: Literal["yes", "no"] = "no"
    count: int | None = None
    official_count: int | None = None
    official_on: PartialDate | None = None
    official_source: str | None = None
    note: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it names every party of its day."""
        return self.complete == "yes"

    @classmethod
    def in_full(cls, cells: dict[str, str]) -> dict[str, Any]:
        """Return the cells of a line with numbers for texts; ``complete`` is never empty."""
        counts = {key: cells.get(key, "") for key in ("count", "official_count")}
        numbers = {key: int(text) for key, text in counts.items() if text.isdecimal()}
        return {"complete": "", **cells, **numbers}


LIST_COLUMNS = [each.name for each in fields(PartyList)]


@remembered
def party_list(treaty: str) -> PartyList | None:
    """Return what a treaty's list of parties is good for; None where no list is kept.

    Raises:
        DataFileError: its line in the package's ``lists.csv`` is malformed.
    """
    found = None
    for folder, is_own in _folders():
        path = folder / LISTS
        for number, line in _lines(path, _state(is_own)):
            if line.startswith(f"{treaty},"):
                found = _tolerant(_list_from_line, is_own, line, _where(path, number, is_own))
    if found is None and any((folder / f"{treaty}.csv").is_file() for folder, _ in _folders()):
        return PartyList(treaty)
    return found


def list_names() -> tuple[str, ...]:
    """Return the ids of the treaties of which a list is kept, sorted."""
    paths = (path for folder, _ in _folders() for path in folder.glob("*.csv"))
    return tuple(sorted({path.stem for path in paths if path.name not in (LISTS, SOURCES)}))


@remembered
def lines_of(treaty: str, party: str) -> tuple[Line, ...]:
    """Return what a treaty's list says of a State: a line for each time it was bound.

    Raises:
        DataFileError: a line of the package's list is malformed.
    """
    found: tuple[Line, ...] = ()
    for folder, is_own in _folders():
        read = _tolerant(_read, is_own, folder / f"{treaty}.csv", party, is_own)
        found = read or found
    return found


def all_lines(treaty: str) -> dict[str, tuple[Line, ...]]:
    """Return the lines of a treaty's list by State; errors as `lines_of`."""
    return {code: lines_of(treaty, code) for code in states_of(treaty)}


@remembered
def is_list_read(treaty: str) -> bool:
    """Return whether a party on a list rests on a source that was read, or no list is kept.

    A list that is general knowledge through and through was published by nobody on its day; one
    whose names were held against an official count or statement rests on that.
    """
    lines = (line for code in states_of(treaty) for line in lines_of(treaty, code))
    sources = (line.bond.source or "" for line in lines if line.status == "party")
    first, kept = next(sources, None), party_list(treaty)
    official = (kept.official_source,) if kept and kept.official_source else ()
    return first is None or not all(map(is_unread, chain((first,), official, sources)))


@remembered
def states_of(treaty: str) -> tuple[str, ...]:
    """Return the States of a treaty's list by their codes, ``*`` for every State.

    A line of the user's own that is malformed counts for nothing (see `faults`).
    """
    known: dict[str, None] = {}
    for folder, is_own in _folders():
        codes = _by_state(folder / f"{treaty}.csv", _state(is_own))
        known |= dict.fromkeys(each for each in codes if not is_own or lines_of(treaty, each))
    return tuple(known)


def faults() -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the lists, as file and text."""
    for folder, is_own in _folders():
        for path in sorted(folder.glob("*.csv")):
            if path.name != SOURCES:
                yield from _faults_of(path, is_own)


def _faults_of(path: Path, is_own: bool) -> Iterator[tuple[str, str]]:
    columns = LIST_COLUMNS if path.name == LISTS else COLUMNS
    lines = _lines(path, _state(is_own))
    name = str(path) if is_own else path.name
    try:
        _check_header(path, lines, columns, is_own)
    except DataFileError as error:
        yield name, error.message
        return
    for read in _reads(path, is_own):
        try:
            read()
        except DataFileError as error:
            yield name, error.message


def _reads(path: Path, is_own: bool) -> Iterator[Callable[[], object]]:
    """Yield what reads each line of a file, or all lines about one State."""
    if path.name == LISTS:
        for number, line in _lines(path, _state(is_own))[1:]:
            yield partial(_list_from_line, line, _where(path, number, is_own))
        return
    for code in _by_state(path, _state(is_own)):
        yield partial(_read, path, code, is_own)


def _folders() -> tuple[tuple[Path, bool], ...]:
    """Return the folders of lists, the one that counts most last, and which are the user's."""
    own = (root / "parties" for root in roots())
    return ((PARTIES, False), *((each, True) for each in own if each.is_dir()))


def _state(is_own: bool) -> Stamp:
    """Return what changes whenever a file does: those of the package never do."""
    return stamp() if is_own else ()


def _tolerant(read: Any, is_own: bool, *args: Any) -> Any:
    """Return what is read; None where the user's own line is malformed, which `faults` tells."""
    try:
        return read(*args)
    except DataFileError:
        if is_own:
            return None
        raise


def _read(path: Path, party: str, is_own: bool) -> tuple[Line, ...]:
    """Return the lines of a file about a State, or those about every State."""
    by_state = _checked(path, _state(is_own), is_own)
    named = by_state.get(party) or by_state.get("*") or ()
    read = [_from_line(line, _where(path, n, is_own), path, is_own) for n, line in named]
    if read:
        _refuse_disorder(read, _where(path, named[-1][0], is_own))
    return tuple(read)


@lru_cache(maxsize=2048)
def _checked(path: Path, state: Stamp, is_own: bool) -> dict[str, tuple[tuple[int, str], ...]]:
    _check_header(path, _lines(path, state), COLUMNS, is_own)
    return _by_state(path, state)


@lru_cache(maxsize=2048)
def _by_state(path: Path, state: Stamp) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return the lines of a file by the State that each begins with."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for each in _lines(path, state)[1:]:
        code = each[1].partition(",")[0]
        found[code] = (*found.get(code, ()), each)
    return found


def _check_header(
    path: Path, lines: Sequence[tuple[int, str]], columns: Sequence[str], is_own: bool
) -> None:
    if lines and lines[0][1].split(",") != list(columns):
        raise DataFileError(f"{_where(path, 1, is_own)}: expected {','.join(columns)}.")


@lru_cache(maxsize=512)
def _lines(path: Path, _state: Stamp) -> tuple[tuple[int, str], ...]:
    if not path.is_file():
        return ()
    return numbered_lines(path.read_text(encoding="utf-8", errors="replace"))


def _where(path: Path, number: int, is_own: bool) -> str:
    return f"{path if is_own else path.name}, line {number}"


def cells_of(line: str, columns: Sequence[str], where: str) -> dict[str, str]:
    """Return the cells of a line by their columns, without the empty ones."""
    row = next(csv.reader([line]))
    if len(row) != len(columns):
        raise DataFileError(f"{where}: {len(row)} columns: expected {len(columns)}.")
    return {key: value for key, value in zip(columns, row, strict=True) if value}


def _list_from_line(line: str, where: str) -> PartyList:
    return structure(cells_of(line, LIST_COLUMNS, where), PartyList, source=where)


def _from_line(line: str, where: str, path: Path, is_own: bool) -> Line:
    found = cells_of(line, COLUMNS, where)
    is_unknown = found.get("left_on") == "unknown"
    if is_unknown:
        del found["left_on"]
    cells = structure(found, _Cells, source=where)
    source = _source(cells.source, path, where, is_own)
    consent, in_force, left = cells.consent_date, cells.in_force_for_party, cells.left_on
    bond = Bond(
        consent_date=consent.day if consent else None,
        kind=cells.kind,
        in_force_for_party=in_force.day if in_force else None,
        left_on=left.day if left else None,
        source=source,
        left_is_unknown=is_unknown,
        joined_within=_in_part(consent or in_force),
        left_within=_in_part(left),
        is_on_list=True,
        succeeded_on=_succeeded(cells),
    )
    return Line(cells.party, cells.status, bond, source, cells.confidence, cells.note, is_own)


def _succeeded(cells: _Cells) -> date | None:
    known = countries().get(cells.party) if cells.kind == "succession" else None
    return known.succeeded if known else None


def _in_part(day: PartialDate | None) -> PartialDate | None:
    return None if day is None or day.is_exact else day


def _refuse_disorder(lines: Iterable[Line], where: str) -> None:
    """Refuse stretches of time that overlap, or end before they begin."""
    lines = tuple(lines)
    for line in lines:
        first, last = line.bond.joined, line.bond.last_left
        if first and last and last < first:
            raise DataFileError(f"{where}: left_on {last} lies before {first}: expected it after.")
    for before, after in pairwise(lines):
        if not (before.status == after.status == "party" and before.bond.has_left):
            raise DataFileError(
                f"{where}: {after.party} stands in a line before, which does not end: expected "
                "left_on there, or one line."
            )
        left, joined = before.bond.last_left, after.bond.joined
        bound = after.bond.in_force_for_party
        if left and ((bound and bound < left) or (joined and joined < left - _OVERLAP)):
            raise DataFileError(
                f"{where}: {after.party} joined on {bound or joined} before it left on {left}: "
                "expected the times in order, and none over another."
            )


@lru_cache(maxsize=16)
def _sources(folder: Path, _state: Stamp) -> dict[str, str]:
    rows = csv.reader(line for _, line in _lines(folder / SOURCES, _state)[1:])
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _source(key: str, path: Path, where: str, is_own: bool) -> str | None:
    """Return the source a line names by its key; in a folder of one's own also in words."""
    if is_own:
        return (
            _sources(path.parent, stamp()).get(key) or _sources(PARTIES, ()).get(key, key) or None
        )
    try:
        return _sources(path.parent, ())[key]
    except KeyError:
        raise DataFileError(f"{where}: source {key!r} is not in {SOURCES}.") from None
