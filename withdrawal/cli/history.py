"""``withdrawal history``: real withdrawals, and what became of them."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Annotated, get_args

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsCsv,
    AsJson,
    AsParquet,
    emit,
    known_word,
    write_parquet,
)
from withdrawal.dates import parse_day
from withdrawal.errors import AmbiguousNameError, DateRangeError, UnknownCountryError
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.record import history_text, known_rows
from withdrawal.output.table import csv_text
from withdrawal.record.history import Status
from withdrawal.record.history import history as find_history
from withdrawal.record.kinds import RecordKind
from withdrawal.record.knowledge import knowledge

__all__ = ["SCHEMA", "history"]

SCHEMA = "withdrawal/history/1"

COLUMNS = (
    "treaty",
    "party",
    "received",
    "effect",
    "status",
    "revoked_on",
    "rejoined_on",
    "kind",
    "effect_is_computed",
    "received_is_computed",
    "notified",
    "announced",
    "approved",
    "known_on",
    "reference",
    "source",
    "confidence",
    "note",
)


def history(
    *names: Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")],
    status: Annotated[str | None, Parameter(help="effective, pending, revoked ...")] = None,
    kind: Annotated[str | None, Parameter(help="withdrawal, suspension, later-date ...")] = None,
    year: Annotated[int | None, Parameter(help="The year of the notice.")] = None,
    as_of: Annotated[
        str | None,
        Parameter(
            name="--as-of", help="Only what was known by this day; default all that is known."
        ),
    ] = None,
    json: AsJson = False,
    csv: AsCsv = False,
    parquet: AsParquet = None,
) -> int:
    """List recorded withdrawals, the earliest notice first.

    Example: `withdrawal history usa paris`
    """
    party, treaty = _found(names)
    known_word(status, get_args(Status), "status of a notice")
    known_word(kind, [each.value for each in RecordKind], "kind of record")
    _check_year(year)
    known_on = None if as_of is None else parse_day(as_of)
    rows = [
        row
        for row in known_rows(find_history(treaty, party), known_on)
        if status in (None, row.status)
        and kind in (None, row.kind)
        and (year is None or (row.given is not None and row.given.year == year))
    ]
    write_parquet(parquet, rows)
    data = [row.to_json() for row in rows]
    text = csv_text(COLUMNS, data).rstrip("\n") if csv else history_text(rows)
    made = {"schema": SCHEMA, "records": data, "knowledge": knowledge().to_json()}
    return emit(made, text, as_json=json)


def _check_year(year: int | None) -> None:
    if year is not None and not MINYEAR <= year <= MAXYEAR:
        raise DateRangeError(f"{year} is no year: expected one from {MINYEAR} to {MAXYEAR}.")


def _found(names: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return the State and the treaty that the names stand for.

    Raises:
        UnknownTreatyError, AmbiguousNameError: a name fits nothing, or several treaties.
    """
    party = treaty = None
    for name in names:
        state = _state(name) if party is None else None
        if state is not None:
            party = state
        else:
            treaty = resolve_treaty(name).id
    return party, treaty


def _state(name: str) -> str | None:
    try:
        return resolve_country(name).id
    except (UnknownCountryError, AmbiguousNameError):
        return None
