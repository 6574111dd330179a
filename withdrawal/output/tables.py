"""The tables there are: their columns, defined once, and their rows.

What a door gives as CSV, Parquet or a data frame has the columns that are named here, in this
order; the data dictionary is written from the same definitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import fields

from withdrawal.datafiles import read_toml
from withdrawal.law.countries import countries
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.chronology import chronologies, chronology
from withdrawal.record.history import Withdrawal, history

__all__ = ["ROWS", "columns", "described", "event_row", "history_row", "treaty_row"]

Row = Mapping[str, Any]

_DAYS = ("date", "date | None")


@cache
def described() -> Mapping[str, Mapping[str, tuple[str, str, str]]]:
    """Return, for each table, each column with its type, its meaning and what null means."""
    told = read_toml(Path(__file__).with_name("tables.toml"))
    return {name: {key: tuple(e) for key, e in table.items()} for name, table in told.items()}


@cache
def columns(table: str) -> Mapping[str, str]:
    """Return the columns of a table, each with its type: text, day, number or flag."""
    own = {name: _kind(kind) for name, (kind, *_) in described()[table].items()}
    if table != "history":
        return MappingProxyType(own)
    keys = {e.name: _kind_of(e.type) for e in fields(Withdrawal) if e.name != "partial"}
    codes = {name: keys.pop(name) for name in ("treaty", "party")}
    return MappingProxyType({**codes, **own, **keys})


def _kind(told: str) -> str:
    words = {"day": "day", "true or false": "flag", "yes or no": "flag", "whole number": "number"}
    return next((kind for start, kind in words.items() if told.startswith(start)), "text")


def _kind_of(hint: object) -> str:
    return "day" if str(hint) in _DAYS else "flag" if str(hint) == "bool" else "text"


def history_row(row: Withdrawal) -> dict[str, Any]:
    """Return a line of the record as a row, with the names of State and treaty."""
    told = {**row.to_json(), "read": ", ".join(row.read), "is_own": row.is_own}
    return {**told, **_names(row.party, row.treaty)}


def _names(party: str, treaty: str) -> dict[str, str]:
    state, summary = countries().get(party), catalogue().summaries.get(treaty)
    return {
        "party_name": state.name if state else party,
        "treaty_name": str(summary["name"]) if summary else treaty,
    }


def event_row(event: Any) -> dict[str, Any]:
    """Return an event as a row."""
    return {
        **dict.fromkeys(columns("case")),
        **event.to_json(),
        "sources": " ".join(source.address for source in event.sources),
        "rivals": "; ".join(str(rival) for rival in event.rivals),
    }


def treaty_row(key: str, summary: Mapping[str, Any]) -> dict[str, Any]:
    """Return one line of the index of treaties as a row with the columns of treaties."""
    joined = {
        "depositary": " and ".join(summary["depositaries"]),
        "replaced_by": " ".join(summary["replaced_by"]) or None,
    }
    row = {**summary, "id": key, **joined}
    return {column: row[column] for column in columns("treaties")}


def _treaties() -> Iterator[Row]:
    yield from (treaty_row(key, each) for key, each in catalogue().summaries.items())


def _clauses() -> Iterator[Row]:
    from withdrawal.output.clauses import operator_in_words

    for key in catalogue():
        law = catalogue().treaty(key)
        clause = law.clause
        ways: list[tuple[Any, ...]] = [(None, clause.article, clause.operators, clause.period)]
        ways += [(each.id, clause.article, each.operators, None) for each in clause.alternatives]
        for way, article, operators, period in ways:
            yield {
                "treaty": key,
                "treaty_name": law.name,
                "way_out": way,
                "exit": clause.exit,
                "article": article,
                "period": str(period) if period else None,
                "rules": "; ".join(map(operator_in_words, operators)),
                "recipients": "; ".join(clause.recipients),
                "revocable": clause.revocable,
            }


def _procedures() -> Iterator[Row]:
    from withdrawal.output.procedures import procedure_row

    yield from (procedure_row(procedure(each)) for each in procedures())


def _stages() -> Iterator[Row]:
    for key in procedures():
        known = procedure(key)
        for route in known.routes:
            for number, stage in enumerate(known.stages_of(route), 1):
                yield {
                    "id": key,
                    "name": known.name,
                    "route": route.id,
                    "number": number,
                    "stage": stage.id,
                    "kind": stage.kind.id,
                    "actor": stage.actor,
                    "minimum": stage.limits.minimum,
                    "maximum": stage.limits.maximum,
                    "unit": stage.limits.unit,
                    "is_optional": stage.is_optional,
                    "is_binding_approval": stage.is_binding_approval,
                    "legal_basis": stage.legal_basis,
                    "confidence": stage.confidence,
                }


def _steps() -> Iterator[Row]:
    for party, treaty in chronologies():
        case = {"party": party, "treaty": treaty, **_names(party, treaty)}
        yield from ({**case, **event_row(each)} for each in chronology(party, treaty))


ROWS: Mapping[str, Callable[[], Iterable[Row]]] = MappingProxyType(
    {
        "history": lambda: map(history_row, history()),
        "treaties": _treaties,
        "clauses": _clauses,
        "procedures": _procedures,
        "stages": _stages,
        "steps": _steps,
    }
)
"""The rows of each table that is there without a question being asked."""
