"""Who is a party to what, since when, and what the lists do not know.

``data/parties/TREATY.csv`` has one State a line, with one of its bonds. Most lines come from the
lists of the United Nations of March 2015: a State that stands there had consented to be bound; one
that does not may have joined since, or left before. Signature alone is not consent and has no line.
A line for ``*`` says that every State of the United Nations is a party. Sources stand in
``sources.csv``. When a State left, and came back, the record of withdrawals tells:
`Membership.bonds` puts the two together.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from attrs import evolve, frozen

from withdrawal.dates import parse_day
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.record.history import Withdrawal, history

__all__ = ["COLUMNS", "PARTIES", "Bond", "Membership", "membership", "memberships"]

PARTIES = Path(__file__).parent / "data" / "parties"

COLUMNS = [
    "party",
    "status",
    "consent_date",
    "kind",
    "in_force_for_party",
    "left_on",
    "source",
    "confidence",
    "note",
]


@frozen
class Bond:
    """One stretch of time in which a treaty bound a State: since it joined, until it left.

    Attributes:
        consent_date: when it ratified, acceded or succeeded; None where that is not on record.
        kind: how it consented.
        in_force_for_party: when the treaty came into force for it, where a record says so;
            elsewhere the treaty's own rule tells (`Treaty.in_force_for`).
        left_on: the day from which it was out; None while it is bound.
        source: where this is recorded.
    """

    consent_date: date | None = None
    kind: str | None = None
    in_force_for_party: date | None = None
    left_on: date | None = None
    source: str | None = None

    @property
    def joined(self) -> date | None:
        """The first day on record of it: of consent, else of being bound."""
        return self.consent_date or self.in_force_for_party

    def is_over_by(self, day: date) -> bool:
        """Return whether the State was out by a day."""
        return self.left_on is not None and self.left_on <= day


@frozen
class Membership:
    """What is known of a State and one treaty.

    Attributes:
        status: ``party`` (it has been bound, and may have left: see ``bonds``),
            ``not-a-party``, or ``unknown``.
        bonds: every stretch of time in which it was bound, the earliest first: a State that left
            and came back has several.
        source: where this is recorded.
        confidence: ``verified``, ``known`` or ``uncertain``.
        is_assumed: whether no list settles it.
        note: what the reader should know.
    """

    status: Literal["party", "not-a-party", "unknown"]
    bonds: tuple[Bond, ...] = ()
    source: str | None = None
    confidence: str = "known"
    is_assumed: bool = False
    note: str | None = None

    @property
    def latest(self) -> Bond:
        """The latest bond; an empty one where none is on record."""
        return self.bonds[-1] if self.bonds else Bond()

    def known_by(self, day: date) -> Membership:
        """Return it as it was known by a day: an exit still to come was not."""
        bonds = (
            each if each.is_over_by(day) else evolve(each, left_on=None) for each in self.bonds
        )
        return evolve(self, bonds=tuple(bonds))


@lru_cache(maxsize=4096)
def membership(treaty: str, party: str) -> Membership:
    """Return what is known of a State's bond to a treaty.

    Args:
        treaty: the catalogue's id.
        party: ISO 3166-1 alpha-3 code.

    Raises:
        DataFileError: the treaty's list is malformed.
    """
    path = PARTIES / f"{treaty}.csv"
    start = f"{party},"
    lines = _text(path).splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith((start, "*,")):
            return _completed(treaty, party, _from_line(line, path.name, number))
    return _unlisted(treaty, party, lines)


@cache
def memberships(treaty: str) -> dict[str, Membership]:
    """Return what is known of every State on a treaty's list, by code; empty without a list.

    Raises:
        DataFileError: the list is malformed.
    """
    path = PARTIES / f"{treaty}.csv"
    lines = _text(path).splitlines()
    if lines and lines[0].split(",") != COLUMNS:
        raise DataFileError(f"{path.name}, line 1: expected {','.join(COLUMNS)}.")
    found = {}
    for number, line in enumerate(lines[1:], 2):
        code = line.partition(",")[0]
        found[code] = _completed(treaty, code, _from_line(line, path.name, number))
    return found


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _from_line(line: str, name: str, number: int) -> Membership:
    where = f"{name}, line {number}"
    row = next(csv.reader([line]))
    if len(row) != len(COLUMNS):
        raise DataFileError(f"{where}: {len(row)} columns: expected {len(COLUMNS)}.")
    cell = dict(zip(COLUMNS, row, strict=True))
    status = cell["status"]
    if status not in ("party", "not-a-party"):
        raise DataFileError(f"{where}: status {status!r}: expected party or not-a-party.")
    source = _source(cell["source"], where)
    bond = Bond(
        consent_date=_day(cell["consent_date"], where),
        kind=cell["kind"] or None,
        in_force_for_party=_day(cell["in_force_for_party"], where),
        left_on=_day(cell["left_on"], where),
        source=source,
    )
    return Membership(
        status=status,  # type: ignore[arg-type]
        bonds=(bond,) if status == "party" else (),
        source=source,
        confidence=cell["confidence"] or "known",
        note=cell["note"] or None,
    )


def _day(text: str, where: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except WithdrawalError as error:
        raise DataFileError(f"{where}: {error.message}") from None


@cache
def _sources() -> dict[str, str]:
    rows = csv.reader(_text(PARTIES / "sources.csv").splitlines()[1:])
    return {row[0]: row[1] for row in rows if row}


def _source(key: str, where: str) -> str:
    try:
        return _sources()[key]
    except KeyError:
        raise DataFileError(f"{where}: source {key!r} is not in sources.csv.") from None


def _completed(treaty: str, party: str, listed: Membership) -> Membership:
    """Return the list's line with every exit and return on record besides."""
    if listed.status != "party":
        return listed
    return evolve(listed, bonds=_bonds(listed.bonds[0], _exits(treaty, party)))


def _exits(treaty: str, party: str) -> list[Withdrawal]:
    """Return the exits that took effect, the earliest first."""
    ended = [
        (row.effect, number, row)
        for number, row in enumerate(history(treaty, party))
        if row.status == "effective" and row.kind in _ENDS and row.effect is not None
    ]
    return [row for _, _, row in sorted(ended, key=lambda each: each[:2])]


_ENDS = frozenset(
    {
        "withdrawal",
        "extended",
        "overtaken",
        "later-date",
        "own-terms",
        "end-of-membership",
        "by-operation-of-treaty",
    }
)


def _bonds(listed: Bond, exits: list[Withdrawal]) -> tuple[Bond, ...]:
    """Return every bond of a State: the one its list names, and those its exits show.

    Args:
        listed: what the list says of one of them; an empty bond where there is no list.
        exits: the exits on record, the earliest first.
    """
    found: list[Bond] = []
    begun: Bond | None = listed if _is_before(listed, exits[:1]) else None
    for number, row in enumerate(exits):
        begun = begun or Bond(source=row.source)
        since = begun.in_force_for_party or row.in_force_for_party
        found.append(evolve(begun, in_force_for_party=since, left_on=row.effect))
        begun = _next_bond(listed, row, exits[number + 1 :])
    return (*found, begun) if begun is not None else tuple(found)


def _is_before(listed: Bond, exits: list[Withdrawal]) -> bool:
    """Return whether the bond on the list began before the next exit, as far as is known."""
    joined = listed.joined
    if joined is None or not exits:
        return True
    left, back = exits[0].effect, exits[0].rejoined_on
    return (left is None or joined < left) and (back is None or joined < back)


def _next_bond(listed: Bond, row: Withdrawal, later: list[Withdrawal]) -> Bond | None:
    """Return the bond that began after an exit, where the list or the record shows one."""
    joined, back = listed.joined, row.rejoined_on or row.effect
    if joined is not None and back is not None and joined >= back and _is_before(listed, later[:1]):
        return listed
    return None if row.rejoined_on is None else Bond(row.rejoined_on, source=row.source)


def _unlisted(treaty: str, party: str, lines: list[str]) -> Membership:
    """Return what follows from the record of withdrawals alone, where no list names the State."""
    given = [row for row in history(treaty, party) if row.kind in _ENDS]
    if given:
        last = given[-1]
        return Membership(
            "party",
            bonds=_bonds(Bond(source=last.source), _exits(treaty, party)),
            source=last.source,
            confidence=last.confidence,
            is_assumed=True,
            note="That it was a party follows from its notice of withdrawal on record.",
        )
    if not lines:
        return Membership("unknown", is_assumed=True, note="No list of parties is kept here.")
    source = _from_line(lines[1], f"{treaty}.csv", 2).source
    return Membership("unknown", source=source, is_assumed=True, note=_not_listed(source))


def _not_listed(source: str | None) -> str:
    return (
        f"It is not on the list of parties kept here ({source}): it may have joined since, or "
        "have left before."
    )
