"""The States as data: all of them in rows, or one in full; the same at every door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.tables.deciding import stage_rows
from withdrawal.output.tables.definitions import columns
from withdrawal.output.tables.procedures import procedure_json, procedure_row
from withdrawal.record.history import history

if TYPE_CHECKING:
    from withdrawal.law.countries import Country

__all__ = ["COLUMNS", "state_data", "state_row", "states_data"]

COLUMNS = tuple(columns("states"))


def state_row(state: Country) -> dict[str, Any]:
    """Return a State as a row with the keys of `COLUMNS`, null where nothing is described."""
    known = procedure_row(procedure(state.id)) if state.id in procedures() else {}
    own = {
        "id": state.id,
        "name": state.name,
        "alpha2": state.alpha2,
        "has_procedure": bool(known),
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
        "stages": stage_rows(procedure(state.id)),
        "history": [row.to_json() for row in history(party=state.id)],
    }
