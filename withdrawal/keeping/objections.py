"""What contradicts a withdrawal that is to be written down: the clause, the bond, the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from withdrawal.dates import long_date
from withdrawal.errors import CircumstanceError
from withdrawal.law.countries import country
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.proof.backtest import backtest, record_of
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.parties import membership


def refuse_days_to_come(row: Withdrawal, today: date) -> None:
    """Raise CircumstanceError for a day that no reason makes true: one still to come."""
    past = ("announced", "approved", "notified", "received", "revoked_on", "rejoined_on")
    for name in past:
        day = getattr(row, name)
        if day is not None and day > today:
            raise CircumstanceError(
                f"{name}: {day} is still to come: expected a day up to {today}."
            )


def objections_to(row: Withdrawal) -> tuple[str, ...]:
    """Return what contradicts a row, each in a sentence; empty where nothing does."""
    law = catalogue().treaty(row.treaty)
    found = (_of_the_treaty, _of_the_bond, _of_the_clause, _of_the_record)
    return tuple(text for each in found for text in each(row, law))


def _moment(row: Withdrawal) -> date | None:
    return row.given or row.announced or row.effect


def _of_the_treaty(row: Withdrawal, law: Treaty) -> Iterator[str]:
    day = _moment(row)
    if law.not_in_force:
        yield f"{law.name} is not in force."
    if law.ended is not None and day is not None and law.ended <= day:
        yield f"{law.name} itself was over on {long_date(law.ended)}."


def _of_the_bond(row: Withdrawal, law: Treaty) -> Iterator[str]:
    """Say where the State had nothing to leave on the day."""
    day = _moment(row)
    if day is None:
        return
    known = membership(row.treaty, row.party, day)
    if known.value == "not-a-party":
        more = f" ({known.source})" if known.source else ""
        name = country(row.party).name
        yield f"{name} was not a party to {law.name} on {long_date(day)}{more}."


def _of_the_clause(row: Withdrawal, law: Treaty) -> Iterator[str]:
    """Say where the clause gives another day of effect, or none."""
    if row.effect is None or row.given is None or row.effect_is_computed:
        return
    result = backtest([record_of(row)])
    for each in result.off:
        computed = each["computed"] or "no day"
        yield f"By the clause of {law.name} the effect is on {computed}, not on {row.effect}."
    for each in result.unsupported:
        yield str(each["reason"])


def _of_the_record(row: Withdrawal, law: Treaty) -> Iterator[str]:
    """Say where a row on record says something else of the same step, or is still open."""
    for each in history(row.treaty, row.party):
        told = f"{each.kind} of {each.given or each.effect or each.announced}, {each.status}"
        if each.key == row.key:
            yield f"On record for that day already: {told} ({each.source})."
        elif each.status in ("pending", "disputed") and row.given is not None:
            yield f"A notice on record is still open: {told} ({each.source})."
