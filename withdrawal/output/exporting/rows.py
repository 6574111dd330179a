"""The rows of every table that is there without a question being asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import starmap
from types import MappingProxyType
from typing import Any

from attrs import fields

from withdrawal.datafiles import picked, plain
from withdrawal.law.clause.operators import Operator, kind_of
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.odds.evidence import DATA as OBSERVATIONS
from withdrawal.output.tables.clauses import operator_in_words
from withdrawal.output.tables.definitions import (
    Row,
    columns,
    event_row,
    history_row,
    names_of,
    treaty_row,
)
from withdrawal.output.tables.procedures import procedure_row
from withdrawal.record.bound.lists import list_names
from withdrawal.record.chronology import chronologies, chronology
from withdrawal.record.claims import claims
from withdrawal.record.history import history
from withdrawal.record.knowledge import known_as_of
from withdrawal.record.parties import Bond, Roll, bound_since, memberships, roll, yearly


def _ways() -> Iterator[tuple[Treaty, dict[str, Any], tuple[Operator, ...]]]:
    """Yield each way out of each treaty, with what its rows begin with, and its operators."""
    for law in map(catalogue().treaty, catalogue()):
        known = {"treaty": law.id, "treaty_name": law.name}
        yield law, {**known, "way_out": None}, law.clause.operators
        for each in law.clause.alternatives:
            yield law, {**known, "way_out": each.id}, each.operators


def _clauses() -> Iterator[Row]:
    for law, way, operators in _ways():
        clause = law.clause
        period = clause.period if way["way_out"] is None else None
        yield {
            **way,
            **picked(clause, ("exit", "article")),
            "period": str(period) if period else None,
            "rules": "; ".join(map(operator_in_words, operators)),
            "recipients": "; ".join(clause.recipients),
            "revocable": clause.revocable,
        }


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
                    **picked(stage.limits, ("minimum", "maximum", "unit")),
                    **picked(stage, ("is_optional", "is_binding_approval")),
                    **picked(stage, ("legal_basis", "confidence")),
                }


def _steps() -> Iterator[Row]:
    for party, treaty in chronologies():
        case = {"party": party, "treaty": treaty, **names_of(party, treaty)}
        yield from ({**case, **event_row(each)} for each in chronology(party, treaty))


def _operators() -> Iterator[Row]:
    for _, way, operators in _ways():
        for number, operator in enumerate(operators, 1):
            yield {
                **way,
                "number": number,
                "rule": operator.rule,
                "kind": kind_of(operator),
                "article": operator.article,
                "text": operator_in_words(operator),
                "parameters": json.dumps(_parameters(operator), ensure_ascii=False),
            }


def _parameters(operator: Any) -> dict[str, Any]:
    """Return what an operator was made with, but for where it stands; what is empty is left out."""
    said = ((each.name, getattr(operator, each.name)) for each in fields(type(operator)))
    return {name: _as_json(value) for name, value in said if name != "article" and value}


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(each) for each in value]
    if hasattr(value, "rule"):
        return {"rule": value.rule, **_parameters(value)}
    found = plain(value)
    return found if isinstance(found, bool | int | float) else str(found)


def _rolls() -> Iterator[tuple[Treaty, Roll]]:
    """Yield what is on record of each bond, treaty by treaty, State by State."""
    shown = {row.treaty for row in history() if row.kind.shows_party}
    for key in sorted({*list_names(), *shown} & {*catalogue()}):
        law = catalogue().treaty(key)
        for code in sorted(memberships(law)):
            yield law, roll(law, code)


def _spells() -> Iterator[Row]:
    for law, known in _rolls():
        for number, bond in enumerate(known.bonds, 1):
            yield _spell(law, known.party, number, bond)


def _spell(law: Treaty, party: str, number: int, bond: Bond) -> Row:
    since, is_exact = bound_since(bond, law)
    joined, left = bond.consent_date or bond.joined_within, bond.left_on or bond.left_within
    return {
        "party": party,
        "treaty": law.id,
        **names_of(party, law.id),
        "number": number,
        "consent": str(joined) if joined else None,
        "consent_kind": bond.kind,
        "since": str(since) if since else None,
        "since_is_exact": since is not None and is_exact,
        "left": str(left) if left else "unknown" if bond.left_is_unknown else None,
        "has_left": bond.has_left,
        "is_on_list": bond.is_on_list,
        "source": bond.source,
    }


def _panel() -> Iterator[Row]:
    for law, known in _rolls():
        for year, value in yearly(known):
            day = min(date(year, 12, 31), known_as_of())
            is_disputed = value == "party" and known.disputed(day) is not None
            of = {"party": known.party, "treaty": law.id, "year": year, "value": value}
            yield {**of, "is_disputed": is_disputed}


def _claims() -> Iterator[Row]:
    for each in claims():
        yield {
            **picked(each, ("id", "kind", "treaty")),
            "parties": " ".join(each.parties),
            **picked(each, ("says", "when", "supported", "why", "article")),
            "source": each.source.address,
        }


def _durations() -> Iterator[Row]:
    text = (OBSERVATIONS / "observations.jsonl").read_text(encoding="utf-8")
    for each in map(json.loads, text.splitlines()):
        row = {**each, "case_id": each["case"], "from_step": each["from"], "to_step": each["to"]}
        yield {name: row.get(name) for name in columns("durations")}


ROWS: Mapping[str, Callable[[], Iterable[Row]]] = MappingProxyType(
    {
        "history": lambda: map(history_row, history()),
        "treaties": lambda: starmap(treaty_row, catalogue().summaries.items()),
        "clauses": _clauses,
        "operators": _operators,
        "parties": _spells,
        "panel": _panel,
        "procedures": lambda: map(procedure_row, map(procedure, procedures())),
        "stages": _stages,
        "steps": _steps,
        "claims": _claims,
        "durations": _durations,
    }
)
"""The rows of each table."""
