"""The States as data: all of them in rows, or one in full; the same at every door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from withdrawal.datafiles import picked
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.report import Cell, Report
from withdrawal.output.tables.deciding import stage_rows
from withdrawal.output.tables.definitions import columns
from withdrawal.output.tables.procedures import (
    OF_OTHERS,
    approval_in_words,
    procedure_json,
    procedure_row,
)
from withdrawal.output.tables.table import Column, Table
from withdrawal.output.words import Words
from withdrawal.record.history import history

if TYPE_CHECKING:
    from withdrawal.law.countries import Country

__all__ = ["COLUMNS", "STATES", "state_data", "state_row", "states_report"]

COLUMNS = tuple(columns("states"))


def state_row(state: Country) -> dict[str, Any]:
    """Return a State as a row with the keys of `COLUMNS`, null where nothing is described."""
    known = procedure_row(procedure(state.id)) if state.id in procedures() else {}
    own = {**picked(state, ("id", "name", "alpha2")), "has_procedure": bool(known)}
    return {column: {**known, **own}.get(column) for column in COLUMNS}


def _state(row: Mapping[str, Any], words: Words) -> Cell:
    return Cell(words.state(row["id"], row["name"]), words.code, place=f"states/{row['id']}")


def _procedure(row: Mapping[str, Any], _: Words) -> Cell | None:
    """Return how parliament takes part, and the routes there are; nothing where it is not known."""
    if row["approval"] is None:
        return None
    return Cell(approval_in_words(row["approval"]), "en", beside=[row["routes"]])


STATES: Table[Mapping[str, Any]] = Table(
    "states",
    (
        Column("name", "state", _state),
        Column("procedure", cell=_procedure),
        Column("confidence", "sure"),
        Column("notices", "history", lambda row, _: len(history(party=row["id"])) or None),
    ),
    key=itemgetter("id"),
    ids=True,
)


def states_report(rows: Iterable[Mapping[str, Any]]) -> Report:
    """Return a list of States, how many there are, and what holds for those not described."""
    section = STATES.section(rows)
    sentence = f"{len(section.items)} States; {OF_OTHERS}"
    return Report(title="", sentence=sentence, sections=(section,))


def state_data(state: Country) -> dict[str, Any]:
    """Return one State in full as data, schema ``withdrawal/state/1``."""
    return {
        "schema": "withdrawal/state/1",
        **picked(state, ("id", "name", "alpha2", "names", "note")),
        "procedure": procedure_json(procedure(state.id)),
        "stages": stage_rows(procedure(state.id)),
        "history": [row.to_json() for row in history(party=state.id)],
    }
