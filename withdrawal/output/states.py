"""The States as data: all of them in rows, or one in full; the same at every door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from withdrawal.law.countries import countries
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.procedures import COLUMNS as OF_PROCEDURES
from withdrawal.output.procedures import procedure_json, procedure_row
from withdrawal.record.history import history

if TYPE_CHECKING:
    from withdrawal.law.countries import Country

__all__ = ["COLUMNS", "state_data", "state_rows", "states_data"]

COLUMNS = ("id", "name", "alpha2", "has_procedure", *OF_PROCEDURES[2:])


def state_rows(part: str = "") -> list[dict[str, Any]]:
    """Return the States as rows with the keys of `COLUMNS`, null where nothing is described.

    Args:
        part: part of an id or a name; the rows of those that have it.
    """
    described = frozenset(procedures())
    wanted = part.casefold()
    return [
        _row(each, each.id in described)
        for each in countries().values()
        if wanted in f"{each.id} {each.name}".casefold()
    ]


def _row(state: Country, has_procedure: bool) -> dict[str, Any]:
    known = procedure_row(procedure(state.id)) if has_procedure else {}
    own = {
        "id": state.id,
        "name": state.name,
        "alpha2": state.alpha2,
        "has_procedure": has_procedure,
    }
    return {column: {**known, **own}.get(column) for column in COLUMNS}


def states_data(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return rows of States as data, schema ``withdrawal/states/1``."""
    return {"schema": "withdrawal/states/1", "states": list(rows)}


def state_data(state: Country) -> dict[str, Any]:
    """Return one State in full as data, schema ``withdrawal/state/1``."""
    return {
        "schema": "withdrawal/state/1",
        "id": state.id,
        "name": state.name,
        "alpha2": state.alpha2,
        "names": list(state.names),
        "note": state.note,
        "procedure": procedure_json(procedure(state.id)),
        "history": [row.to_json() for row in history(party=state.id)],
    }
