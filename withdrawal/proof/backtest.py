"""The proof on the record: each day of effect computed from the day of receipt, and compared.

Nothing here looks at the recorded effect before the computed one exists, and no table of known
cases is consulted: a record gives the day of receipt and the circumstances, the treaty's clause
does the rest. Where a window for notice is closed, the only way the recorded act can have been
made is the clause's automatic way out, so that one is used. The records are the packaged ones, or
those of a file of JSON Lines, of which a broken line is reported and costs nothing but itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attrs import AttrsInstance, evolve, field, fields

from withdrawal.case.answering.reasons import readings
from withdrawal.case.asking.given import followed
from withdrawal.datafiles import NO_KEY, key_of, plain, read_line, structure, table_of
from withdrawal.dates import Interval
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.circumstances import IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.kinds import RecordKind
from withdrawal.record.parties import bound_since, membership
from withdrawal.renamed import renamed_arguments, renamed_keys
from withdrawal.values import frozen


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
        received: the day of receipt; None where it is not on record.
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
    is_proof: bool = field(default=True, metadata=NO_KEY)
    by: date = field(default=date.max, metadata=NO_KEY)

    @property
    def is_scored(self) -> bool:
        """Whether the record says something about the clause."""
        return self.kind.is_scored and self.is_proof and not self.effect_is_computed

    @property
    def facts(self) -> Circumstances:
        """The circumstances on record; WithdrawalError where the State followed gave no notice."""
        since = self.in_force_for_party
        return Circumstances(
            anchors={} if since is None else {IN_FORCE_FOR_PARTY: since},
            conflicts=self.conflict,
            **{**_shared(self, Circumstances), **followed(self.follows, self.treaty, self.by)},
        )


_KEYS = tuple(key for each in fields(Record) if (key := key_of(each)) is not None)


@frozen
class Fault:
    """A line that is not a record.

    Attributes:
        line: its number, from 1.
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

    A record has at least ``treaty``, ``party``, ``received`` and ``effect``, and may have any other
    key of `Record`; further keys are left alone.

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
            yield number, _record(read_line(line, source="The record"))
        except WithdrawalError as error:
            yield number, error.message


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


SCHEMA = "withdrawal/backtest/1"


@frozen
class Backtest:
    """How the computed days compare with the recorded ones.

    Attributes:
        records: how many records there were.
        exact: how many scored records were computed to the day.
        other_reading: how many were not, but match another reading that the answer names.
        off: the others, each with its readings.
        unsupported: scored records that could not be computed, each with its reason.
        broken: the lines that are no records.
    """

    records: int
    exact: int
    other_reading: int
    off: tuple[dict[str, Any], ...]
    unsupported: tuple[dict[str, Any], ...]
    broken: tuple[Fault, ...] = ()

    @property
    def scored(self) -> int:
        """How many records were compared: exact, other reading or off."""
        return self.exact + self.other_reading + len(self.off)

    def to_json(self) -> dict[str, Any]:
        """Return the result as ``withdrawal/backtest/1``."""
        counts = {"schema": SCHEMA, "records": self.records, "scored": self.scored}
        return {**counts, **table_of(self, "records")}


@renamed_arguments(source="catalogue")
def backtest(
    records: Iterable[Record] | None = None,
    *,
    broken: Iterable[Fault] = (),
    catalogue: Catalogue | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:
    """Return how the computed days of effect compare with the recorded ones.

    Args:
        records: what to compute; default the packaged record.
        broken: lines that could not be read, to be reported along.
        catalogue: another catalogue of treaties than the packaged one.
        progress: called with the records done and the records wanted.
    """
    given = packaged_records() if records is None else tuple(records)
    known = catalogue or packaged()
    exact = other = 0
    off: list[dict[str, Any]] = []
    unsupported: list[dict[str, Any]] = []
    for number, record in enumerate(given, 1):
        if progress is not None:
            progress(number, len(given))
        if not record.is_scored:
            continue
        row = {"treaty": record.treaty, "party": record.party, "received": plain(record.received)}
        row["effect"] = plain(record.effect)
        try:
            computed, others = _compute(record, known)
        except WithdrawalError as error:
            unsupported.append({**row, "reason": error.message})
            continue
        if computed == record.effect:
            exact += 1
        elif any(reading["effect"] == row["effect"] for reading in others):
            other += 1
        else:
            days = (computed - record.effect).days if computed and record.effect else None
            off.append({**row, "computed": plain(computed), "days": days, "readings": others})
    return Backtest(len(given), exact, other, tuple(off), tuple(unsupported), tuple(broken))


class _UnsupportedError(WithdrawalError):
    """A record that cannot be computed; its message becomes the reason."""

    code = "unsupported"


def _compute(record: Record, known: Catalogue) -> tuple[date | None, list[dict[str, Any]]]:
    """Return the computed day and the other readings, or raise WithdrawalError."""
    treaty = _treaty(record, known)
    if record.effect is None:
        raise _UnsupportedError("The record has no day of effect to compare with.")
    notice = _notice(record, treaty)
    facts = _facts(record, treaty, notice)
    computed = treaty.clause.effect(notice, facts)
    others = readings(treaty.clause, facts, notice)
    return computed, [{"reading": x.reading, "effect": plain(x.effect)} for x in others]


def _treaty(record: Record, known: Catalogue) -> Treaty:
    if record.clause is not None and record.treaty not in known:
        own = record.clause
        return Treaty.plain(own.period, then=own.then, counting=own.counting)
    return known.resolve(record.treaty)


def _notice(record: Record, treaty: Treaty) -> date:
    """Return the day that starts the clock; a notice's own date serves only where it does."""
    if record.received is not None:
        return record.received
    if record.notified is not None and treaty.clause.starts_on == "date-of-notification":
        return record.notified
    raise _UnsupportedError("The day of receipt is not on record.")


def _facts(record: Record, treaty: Treaty, notice: date) -> Circumstances:
    """Return the circumstances, completed by what the treaty and the lists of parties know.

    Raises:
        WithdrawalError: the treaty cannot be left, so there is nothing to compute.
    """
    facts = record.facts
    if facts.in_force_for_party is None:
        since = _in_force(record, treaty, notice)
        if since is not None:
            facts = evolve(facts, anchors={**facts.anchors, IN_FORCE_FOR_PARTY: since})
    facts = treaty.facts(facts)
    facts = evolve(facts, way_out=facts.way_out or _automatic_way(record, treaty, notice, facts))
    if not treaty.clause.is_open(facts):
        raise _UnsupportedError(f"{treaty.name} has no clause that lets a party leave.")
    return facts


def _in_force(record: Record, treaty: Treaty, notice: date) -> date | None:
    """Return the last day on record by the notice on which the treaty bound the State."""
    dated = (bound_since(bond, treaty) for bond in membership(treaty, record.party).bonds)
    days = [since for since, is_exact in dated if is_exact and since and since <= notice]
    return max(days, default=None)


def _automatic_way(
    record: Record, treaty: Treaty, notice: date, facts: Circumstances
) -> str | None:
    """Return the way out that State takes as a matter of course, or that alone is open."""
    own = treaty.clause.way_out_of(record.party)
    if own is not None:
        return own.id
    if treaty.clause.exit != "allowed":
        return None
    obstacle = treaty.clause.reckon(notice, facts).obstacle
    if obstacle is None or obstacle.status != "no-effect":
        return None
    effects = {
        each.id: treaty.clause.effect(notice, evolve(facts, way_out=each.id))
        for each in treaty.clause.alternatives
        if each.operators and not each.parties
    }
    open_ways = {way: day for way, day in effects.items() if day is not None}
    return min(open_ways, key=open_ways.__getitem__, default=None)
