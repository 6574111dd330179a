"""Who is a party to what, since when, and what the lists do not know.

``data/parties/TREATY.csv`` has one State a line. Most lines come from the lists of the United
Nations of March 2015: a State that stands there had consented to be bound; one that does not may
have joined since, or left before. Signature alone is not consent and has no line. A line for ``*``
says that every State of the United Nations is a party. Sources stand in ``sources.csv``.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from attrs import evolve, frozen

from withdrawal.dates import parse_day
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.record.history import history

__all__ = ["PARTIES", "Membership", "membership", "memberships"]

PARTIES = Path(__file__).parent / "data" / "parties"

_COLUMNS = [
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
class Membership:
    """What is known of one State's bond to one treaty.

    Attributes:
        status: ``party`` (it consented to be bound, and may have left: see ``left_on``),
            ``not-a-party``, or ``unknown``.
        consent_date: when it ratified, acceded or succeeded.
        kind: how it consented.
        in_force_for_party: when the treaty came into force for it, where a record says so;
            elsewhere the treaty's own rule tells (`Treaty.in_force_for`).
        left_on: the day its withdrawal took effect, where one is on record since.
        source: where this is recorded.
        confidence: ``verified``, ``known`` or ``uncertain``.
        is_assumed: whether no list settles it.
        note: what the reader should know.
    """

    status: Literal["party", "not-a-party", "unknown"]
    consent_date: date | None = None
    kind: str | None = None
    in_force_for_party: date | None = None
    left_on: date | None = None
    source: str | None = None
    confidence: str = "known"
    is_assumed: bool = False
    note: str | None = None


@cache
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
    if lines and lines[0].split(",") != _COLUMNS:
        raise DataFileError(f"{path.name}, line 1: expected {','.join(_COLUMNS)}.")
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
    if len(row) != len(_COLUMNS):
        raise DataFileError(f"{where}: {len(row)} columns: expected {len(_COLUMNS)}.")
    cell = dict(zip(_COLUMNS, row, strict=True))
    status = cell["status"]
    if status not in ("party", "not-a-party"):
        raise DataFileError(f"{where}: status {status!r}: expected party or not-a-party.")
    return Membership(
        status=status,  # type: ignore[arg-type]
        consent_date=_day(cell["consent_date"], where),
        kind=cell["kind"] or None,
        in_force_for_party=_day(cell["in_force_for_party"], where),
        left_on=_day(cell["left_on"], where),
        source=_source(cell["source"], where),
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
    """Return the list's line with the day a later withdrawal on record took effect."""
    if listed.status != "party" or listed.left_on is not None:
        return listed
    rejoined = _rejoined_on(treaty, party)
    if rejoined is not None and (listed.consent_date is None or rejoined > listed.consent_date):
        listed = evolve(listed, consent_date=rejoined, in_force_for_party=None)
    return evolve(listed, left_on=_left_on(treaty, party, listed.consent_date))


def _rejoined_on(treaty: str, party: str) -> date | None:
    days = (row.rejoined_on for row in history(treaty, party) if row.rejoined_on is not None)
    return max(days, default=None)


def _left_on(treaty: str, party: str, since: date | None) -> date | None:
    days = [
        row.effect
        for row in history(treaty, party)
        if row.status == "effective"
        and row.kind in _ENDS
        and row.rejoined_on is None
        and row.effect is not None
        and (since is None or row.effect > since)
    ]
    return max(days, default=None)


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


def _unlisted(treaty: str, party: str, lines: list[str]) -> Membership:
    """Return what follows from the record of withdrawals alone, where no list names the State."""
    given = [row for row in history(treaty, party) if row.kind in _ENDS]
    if given:
        last = given[-1]
        return Membership(
            "party",
            consent_date=last.rejoined_on,
            left_on=_left_on(treaty, party, None),
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
