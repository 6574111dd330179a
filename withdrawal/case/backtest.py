"""The proof on the record: each day of effect computed from the day of receipt, and compared.

Nothing here looks at the recorded effect before the computed one exists, and no table of known
cases is consulted: a record gives the day of receipt and the circumstances, the treaty's clause
does the rest. Where a window for notice is closed, the only way the recorded act can have been
made is the clause's automatic route, so that one is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from withdrawal.dates import parse_day, parse_interval
from withdrawal.errors import DataFileError, WithdrawalError
from withdrawal.law.catalogue import Catalogue, catalogue
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.treaty import Treaty
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.parties import membership

__all__ = ["Backtest", "Fault", "Record", "backtest", "packaged_records", "read_records"]

SCHEMA = "withdrawal/backtest/1"


@frozen
class Record:
    """One recorded withdrawal to be computed anew.

    Attributes:
        treaty: the catalogue's id or a name.
        party: ISO 3166-1 alpha-3 code.
        received: the day of receipt; None where it is not on record.
        effect: the recorded day of effect; None where none is.
        notified: the date of the notice, which starts the clock of some clauses.
        kind: only ``withdrawal`` is scored.
        effect_is_computed: whether the record worked one of its dates out; then not scored.
        facts: the circumstances on record.
        clause: ``{period, then, counting}`` for a treaty that is not in the catalogue.
    """

    treaty: str
    party: str
    received: date | None
    effect: date | None
    notified: date | None = None
    kind: str = "withdrawal"
    effect_is_computed: bool = False
    facts: Circumstances = field(factory=Circumstances)
    clause: dict[str, str] | None = None

    @property
    def is_scored(self) -> bool:
        """Whether the record says something about the clause."""
        return self.kind == "withdrawal" and not self.effect_is_computed


@frozen
class Fault:
    """A line that is not a record.

    Attributes:
        line: its number, from 1.
        reason: what is wrong with it and what was expected.
    """

    line: int
    reason: str


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
        return {
            "schema": SCHEMA,
            "records": self.records,
            "scored": self.scored,
            "exact": self.exact,
            "other_reading": self.other_reading,
            "off": list(self.off),
            "unsupported": list(self.unsupported),
            "broken": [{"line": each.line, "reason": each.reason} for each in self.broken],
        }


def backtest(
    records: Iterable[Record] | None = None,
    *,
    broken: Iterable[Fault] = (),
    source: Catalogue | None = None,
) -> Backtest:
    """Return how the computed days of effect compare with the recorded ones.

    Args:
        records: what to compute; default the packaged record.
        broken: lines that could not be read, to be reported along.
        source: another catalogue of treaties than the packaged one.
    """
    given = packaged_records() if records is None else tuple(records)
    known = source or catalogue()
    exact = other = 0
    off: list[dict[str, Any]] = []
    unsupported: list[dict[str, Any]] = []
    for record in given:
        if not record.is_scored:
            continue
        row = {"treaty": record.treaty, "party": record.party, "received": _text(record.received)}
        row["effect"] = _text(record.effect)
        try:
            computed, readings = _compute(record, known)
        except WithdrawalError as error:
            unsupported.append({**row, "reason": error.message})
            continue
        if computed == record.effect:
            exact += 1
        elif any(reading["effect"] == row["effect"] for reading in readings):
            other += 1
        else:
            off.append({**row, **_difference(record, computed), "readings": readings})
    return Backtest(len(given), exact, other, tuple(off), tuple(unsupported), tuple(broken))


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _difference(record: Record, computed: date | None) -> dict[str, Any]:
    days = None if computed is None or record.effect is None else (computed - record.effect).days
    return {"computed": _text(computed), "days": days}


class _UnsupportedError(WithdrawalError):
    """A record that cannot be computed; its message becomes the reason."""

    code = "unsupported"


def _compute(record: Record, known: Catalogue) -> tuple[date | None, list[dict[str, Any]]]:
    """Return the computed day and the other readings.

    Raises:
        WithdrawalError: it cannot be computed.
    """
    treaty = _treaty(record, known)
    if record.effect is None:
        raise _UnsupportedError("The record has no day of effect to compare with.")
    notice = _notice(record, treaty)
    facts = _facts(record, treaty, notice)
    computed = treaty.clause.effect(notice, facts)
    readings = [
        {"reading": each.name, "effect": _text(each.effect)}
        for each in treaty.clause.readings(notice, facts)
    ]
    return computed, readings


def _treaty(record: Record, known: Catalogue) -> Treaty:
    if record.clause is not None and record.treaty not in known:
        return Treaty.plain(
            record.clause["period"],
            then=record.clause.get("then", "that-day"),
            counting=record.clause.get("counting", "corresponding-day"),
        )
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
    if "in-force-for-party" not in facts.anchors:
        since = _in_force(record, treaty)
        if since is not None and since <= notice:
            facts = evolve(facts, anchors={**facts.anchors, "in-force-for-party": since})
    facts = treaty.facts(facts)
    route = facts.route or _automatic_route(record, treaty, notice, facts)
    if treaty.clause.exit != "allowed" and route is None:
        raise _UnsupportedError(f"{treaty.name} has no clause that lets a party leave.")
    return evolve(facts, route=route)


def _in_force(record: Record, treaty: Treaty) -> date | None:
    bond = membership(treaty.id, record.party)
    if bond.in_force_for_party is not None or bond.consent_date is None:
        return bond.in_force_for_party
    return treaty.in_force_for(bond.consent_date)


def _automatic_route(
    record: Record, treaty: Treaty, notice: date, facts: Circumstances
) -> str | None:
    """Return the route that State takes as a matter of course, or that alone is open."""
    own = treaty.clause.route_of(record.party)
    if own is not None:
        return own.id
    if treaty.clause.exit != "allowed":
        return None
    obstacle = treaty.clause.reckon(notice, facts).obstacle
    if obstacle is None or obstacle.status != "no-effect":
        return None
    effects = {
        each.id: treaty.clause.effect(notice, evolve(facts, route=each.id))
        for each in treaty.clause.alternatives
        if each.operators and not each.parties
    }
    open_routes = {route: day for route, day in effects.items() if day is not None}
    return min(open_routes, key=open_routes.__getitem__, default=None)


def packaged_records() -> tuple[Record, ...]:
    """Return the packaged record of withdrawals."""
    return tuple(_from_history(row) for row in history())


def _from_history(row: Withdrawal) -> Record:
    since = row.in_force_for_party
    return Record(
        treaty=row.treaty,
        party=row.party,
        received=row.received,
        effect=row.effect,
        notified=row.notified,
        kind=row.kind,
        effect_is_computed=row.effect_is_computed,
        facts=Circumstances(
            anchors={} if since is None else {"in-force-for-party": since},
            conflicts=() if row.conflict is None else (row.conflict,),
            named_date=row.named_date,
            agreed_date=row.agreed_date,
            extended_to=row.extended_to,
            route=row.route,
        ),
    )


def read_records(path: Path) -> tuple[tuple[Record, ...], tuple[Fault, ...]]:
    """Return the records of a JSON Lines file, and the lines that are none.

    A record has at least ``treaty``, ``party``, ``received`` and ``effect``; it may have
    ``in_force_for_party``, ``named_date``, ``conflict``, ``extended_to``, ``agreed_date``,
    ``route``, ``notified``, ``kind``, ``effect_is_computed`` and, for a treaty that is not in the
    catalogue, ``clause: {period, then, counting}``. Other keys are left alone.

    Raises:
        DataFileError: the file cannot be read at all.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: cannot be read ({error}).") from None
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
        kind=_word(row, "kind", "withdrawal"),
        effect_is_computed=_flag(row),
        facts=_record_facts(row),
        clause=_record_clause(row),
    )


def _record_facts(row: dict[str, Any]) -> Circumstances:
    since, conflict = _day(row, "in_force_for_party"), row.get("conflict")
    spans = conflict if isinstance(conflict, list) else [conflict] if conflict else []
    return Circumstances(
        anchors={} if since is None else {"in-force-for-party": since},
        conflicts=tuple(parse_interval(each) for each in spans),
        named_date=_day(row, "named_date"),
        agreed_date=_day(row, "agreed_date"),
        extended_to=_day(row, "extended_to"),
        route=None if row.get("route") is None else _word(row, "route"),
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
    if not isinstance(value, str) or not value.strip():
        raise DataFileError(f"{key}: {value!r} is not text.")
    return value


def _day(row: dict[str, Any], key: str) -> date | None:
    value = row.get(key)
    if value is None:
        return None
    try:
        return parse_day(value)
    except WithdrawalError as error:
        raise DataFileError(f"{key}: {error.message}") from None


def _flag(row: dict[str, Any]) -> bool:
    value = row.get("effect_is_computed", False)
    if value is not None and not isinstance(value, bool):
        raise DataFileError(f"effect_is_computed: {value!r} is not true or false.")
    return bool(value)
