"""The records a backtest computes anew: the packaged ones, or those of a file of the user's own.

A file is JSON Lines. A broken line is reported and costs nothing but itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attrs import field, frozen

from withdrawal.case.asking.given import followed, read_day
from withdrawal.dates import parse_interval
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.circumstances import IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.record.events import is_text
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.kinds import RecordKind
from withdrawal.renamed import renamed_keys

__all__ = ["Fault", "Record", "packaged_records", "read_records", "record_of"]


@frozen
class Record:
    """One recorded withdrawal to be computed anew.

    Attributes:
        treaty: the catalogue's id or a name.
        party: ISO 3166-1 alpha-3 code.
        received: the day of receipt; None where it is not on record.
        effect: the recorded day of effect; None where none is.
        notified: the date of the notice, which starts the clock of some clauses.
        kind: what it was; only withdrawals of which both days follow the clause are scored.
        effect_is_computed: whether the record worked one of its days out; then not scored.
        is_proof: whether it has both days, exact; else it says nothing about the clause.
        facts: the circumstances on record.
        clause: ``{period, then, counting}`` for a treaty that is not in the catalogue.
    """

    treaty: str
    party: str
    received: date | None
    effect: date | None
    notified: date | None = None
    kind: RecordKind = field(default=RecordKind.WITHDRAWAL, converter=RecordKind)
    effect_is_computed: bool = False
    facts: Circumstances = field(factory=Circumstances)
    clause: dict[str, str] | None = None
    is_proof: bool = True

    @property
    def is_scored(self) -> bool:
        """Whether the record says something about the clause."""
        return self.kind.is_scored and self.is_proof and not self.effect_is_computed


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
    """Return a withdrawal on record as one to be computed anew."""
    since = row.in_force_for_party
    return Record(
        treaty=row.treaty,
        party=row.party,
        received=row.received,
        effect=row.effect,
        notified=row.notified,
        kind=row.kind,
        effect_is_computed=row.effect_is_computed or row.received_is_computed,
        is_proof=_is_proof(row),
        facts=Circumstances(
            anchors={} if since is None else {IN_FORCE_FOR_PARTY: since},
            conflicts=() if row.conflict is None else (row.conflict,),
            named_date=row.named_date,
            agreed_date=row.agreed_date,
            extended_to=row.extended_to,
            way_out=row.way_out,
            **followed(row.follows, row.treaty, row.given or date.max),
        ),
    )


def _is_proof(row: Withdrawal) -> bool:
    """Return whether a row has both days, and a later date is on record as named by the notice."""
    is_unnamed = row.kind is RecordKind.LATER_DATE and row.named_date is None
    return row.given is not None and row.effect is not None and not is_unnamed


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
    for key in ("treaty", "party", "received", "effect"):
        if key not in row:
            raise DataFileError(
                f"The key {key!r} is missing: expected treaty, party, received and effect."
            )
    return Record(
        treaty=_word(row, "treaty"),
        party=_word(row, "party"),
        received=_day(row, "received"),
        effect=_day(row, "effect"),
        notified=_day(row, "notified"),
        kind=_kind(row),
        effect_is_computed=_flag(row),
        facts=_record_facts(row),
        clause=_record_clause(row),
    )


def _record_facts(row: dict[str, Any]) -> Circumstances:
    since, conflict = _day(row, "in_force_for_party"), row.get("conflict")
    spans = conflict if isinstance(conflict, list) else [conflict] if conflict else []
    return Circumstances(
        anchors={} if since is None else {IN_FORCE_FOR_PARTY: since},
        conflicts=tuple(parse_interval(each) for each in spans),
        named_date=_day(row, "named_date"),
        agreed_date=_day(row, "agreed_date"),
        extended_to=_day(row, "extended_to"),
        way_out=None if row.get("way_out") is None else _word(row, "way_out"),
        event=_day(row, "event"),
        first_act=_day(row, "first_act"),
        repatriated=_day(row, "repatriated"),
        **followed(row.get("follows"), str(row.get("treaty")), date.max),
    )


def _record_clause(row: dict[str, Any]) -> dict[str, str] | None:
    clause = row.get("clause")
    if clause is None:
        return None
    if not isinstance(clause, dict) or not isinstance(clause.get("period"), str):
        raise DataFileError(f"clause: {clause!r}: expected period, and perhaps then and counting.")
    return {key: value for key, value in clause.items() if isinstance(value, str)}


def _word(row: dict[str, Any], key: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if not is_text(value) or not value.strip():
        raise DataFileError(f"{key}: {value!r} is not text.")
    return value


def _kind(row: dict[str, Any]) -> RecordKind:
    word = _word(row, "kind", RecordKind.WITHDRAWAL.value)
    try:
        return RecordKind(word)
    except ValueError:
        raise DataFileError(f"kind: {word!r} is none of {', '.join(RecordKind)}.") from None


def _day(row: dict[str, Any], key: str) -> date | None:
    return None if row.get(key) is None else read_day(row[key], key)


def _flag(row: dict[str, Any]) -> bool:
    value = row.get("effect_is_computed", False)
    if value is not None and not isinstance(value, bool):
        raise DataFileError(f"effect_is_computed: {value!r} is not true or false.")
    return bool(value)
