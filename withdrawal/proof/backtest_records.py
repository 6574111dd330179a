"""The records a backtest computes anew: the packaged ones, or those of a file of the user's own.

A file is JSON Lines. A broken line is reported and costs nothing but itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attrs import AttrsInstance, field, fields, frozen

from withdrawal.case.asking.given import followed
from withdrawal.datafiles import structure
from withdrawal.dates import Interval
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.circumstances import IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.kinds import RecordKind
from withdrawal.renamed import renamed_keys

__all__ = ["Fault", "Record", "packaged_records", "read_records", "record_of"]


@frozen
class OwnClause:
    """The clause of a treaty that is not in the catalogue, in the words of `withdrawal.when`."""

    period: str
    then: str = "that-day"
    counting: str = "corresponding-day"


@frozen(kw_only=True)
class Record:
    """One recorded withdrawal to be computed anew; in a file of records a line with these keys.

    Attributes:
        treaty: the catalogue's id or a name.
        party: ISO 3166-1 alpha-3 code.
        received: the day of receipt; None where it is not on record.
        effect: the recorded day of effect; None where none is.
        notified: the date of the notice, which starts the clock of some clauses.
        kind: what it was; only withdrawals of which both days follow the clause are scored.
        effect_is_computed: whether the record worked one of its days out; then not scored.
        in_force_for_party, named_date, agreed_date, extended_to, event, first_act, repatriated,
            conflict, way_out, follows: the circumstances on record.
        clause: its clause, for a treaty that is not in the catalogue.
        is_proof: whether it has both days, exact; else it says nothing about the clause.
        by: the last day on which a notice may have been given that it followed.
    """

    treaty: str
    party: str
    received: date | None
    effect: date | None
    notified: date | None = None
    kind: RecordKind = field(default=RecordKind.WITHDRAWAL, converter=RecordKind)
    effect_is_computed: bool = False
    in_force_for_party: date | None = None
    named_date: date | None = None
    agreed_date: date | None = None
    extended_to: date | None = None
    event: date | None = None
    first_act: date | None = None
    repatriated: date | None = None
    conflict: tuple[Interval, ...] = ()
    way_out: str | None = None
    follows: str | None = None
    clause: OwnClause | None = None
    is_proof: bool = True
    by: date = date.max

    @property
    def is_scored(self) -> bool:
        """Whether the record says something about the clause."""
        return self.kind.is_scored and self.is_proof and not self.effect_is_computed

    @property
    def facts(self) -> Circumstances:
        """The circumstances on record.

        Raises:
            WithdrawalError: it follows a State that gave no notice by then.
        """
        since = self.in_force_for_party
        return Circumstances(
            anchors={} if since is None else {IN_FORCE_FOR_PARTY: since},
            conflicts=self.conflict,
            **{**_shared(self, Circumstances), **followed(self.follows, self.treaty, self.by)},
        )


_KEYS = tuple(each.name for each in fields(Record) if each.name not in ("is_proof", "by"))


@frozen
class Fault:
    """A line that is not a record.

    Attributes:
        line: its number, from 1.
        reason: what is wrong with it and what was expected.
    """

    line: int
    reason: str


def packaged_records() -> tuple[Record, ...]:
    """Return the record of withdrawals."""
    return tuple(record_of(row) for row in history())


def record_of(row: Withdrawal) -> Record:
    """Return a withdrawal on record as one to be computed anew.

    It has both days where a later date, too, is on record as named by the notice.
    """
    is_unnamed = row.kind is RecordKind.LATER_DATE and row.named_date is None
    given = {
        **_shared(row, Record),
        "conflict": () if row.conflict is None else (row.conflict,),
        "effect_is_computed": row.effect_is_computed or row.received_is_computed,
        "is_proof": row.given is not None and row.effect is not None and not is_unnamed,
        "by": row.given or date.max,
    }
    return Record(**given)


def read_records(path: Path) -> tuple[tuple[Record, ...], tuple[Fault, ...]]:
    """Return the records of a JSON Lines file, and the lines that are none.

    A record has at least ``treaty``, ``party``, ``received`` and ``effect``; it may have
    ``in_force_for_party``, ``named_date``, ``conflict``, ``extended_to``, ``agreed_date``,
    ``way_out``, ``event``, ``first_act``, ``follows``, ``repatriated``, ``notified``, ``kind``,
    ``effect_is_computed`` and, for a treaty that is not in the catalogue, ``clause: {period,
    then, counting}``. Other keys are left alone.

    Raises:
        DataFileError: the file cannot be read at all.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise DataFileError(f"{path}: is not UTF-8 text.") from None
    records, faults = [], []
    for number, result in _parsed(lines):
        if isinstance(result, Record):
            records.append(result)
        else:
            faults.append(Fault(number, result))
    return tuple(records), tuple(faults)


def _parsed(lines: list[str]) -> Iterator[tuple[int, Record | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, _record(json.loads(line))
        except WithdrawalError as error:
            yield number, error.message
        except (ValueError, RecursionError) as error:
            yield number, f"is not JSON: {error}"


def _record(row: Any) -> Record:
    if not isinstance(row, dict):
        raise DataFileError(f"{row!r} is not a record: expected a table of keys.")
    row = renamed_keys(row, {"route": "way_out"}, error=DataFileError)
    given = {key: row[key] for key in _KEYS if row.get(key) is not None}
    given |= {key: row[key] for key in ("received", "effect") if key in row}
    if not isinstance(given.get("conflict", []), list):
        given["conflict"] = [given["conflict"]]
    made = structure(given, Record, source="The record")
    _ = made.facts  # What it follows is to be known.
    return made


def _shared(row: Withdrawal | Record, kind: type[AttrsInstance]) -> dict[str, Any]:
    """Return what a record has of the attributes of a class, by its own names."""
    return {each.name: getattr(row, each.name) for each in fields(kind) if hasattr(row, each.name)}
