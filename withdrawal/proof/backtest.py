"""The proof on the record: each day of effect computed from the day of receipt, and compared.

Nothing here looks at the recorded effect before the computed one exists, and no table of known
cases is consulted: a record gives the day of receipt and the circumstances, the treaty's clause
does the rest. Where a window for notice is closed, the only way the recorded act can have been
made is the clause's automatic way out, so that one is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from attrs import evolve, frozen

from withdrawal.case.answering.reasons import readings
from withdrawal.datafiles import plain, table_of
from withdrawal.errors import WithdrawalError
from withdrawal.law.circumstances import IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.proof.backtest_records import Fault, Record, packaged_records
from withdrawal.record.parties import bound_since, membership
from withdrawal.renamed import renamed_arguments

__all__ = ["Backtest", "backtest"]

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
