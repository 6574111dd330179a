"""States and their procedures as text for people, as JSON and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from withdrawal.datafiles import picked
from withdrawal.law.countries import Country, countries
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.majority import Base, Majority
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.sessions import Sessions, Span
from withdrawal.law.procedures.stages import Return, Stage
from withdrawal.letters import upper_first
from withdrawal.output.report import Cell, Fact, Item, Report, Section, plain
from withdrawal.output.tables.deciding import chain, last_used_text, stage_rows
from withdrawal.output.tables.definitions import columns
from withdrawal.output.tables.table import Column, Table
from withdrawal.output.words import Words, english
from withdrawal.record.history import history

OF_OTHERS = (
    "a State without a procedure here gets the default: executive act, unverified; its law was "
    "not read."
)
"""What holds for a State that no list of procedures names."""


def procedure_row(procedure: Procedure) -> dict[str, Any]:
    """Return one procedure as a row of the table ``procedures``."""
    parliament = procedure.parliament
    seats = [each.seats for each in parliament.chambers_now if each.seats] if parliament else []
    return {
        "id": procedure.country,
        "name": procedure.name,
        "approval": procedure.approval,
        "routes": " ".join(each.id for each in procedure.routes),
        "stages": len(procedure.routes[0].stages),
        "seats": "+".join(map(str, seats)),
        "sessions": bool(procedure.sessions),
        "confidence": procedure.confidence,
    }


def approval_in_words(approval: str) -> str:
    """Return how parliament takes part, in words."""
    return english("approval")[approval]


def procedure_report(procedure: Procedure) -> Report:
    """Return one procedure in full: routes, stages, sessions, practice, sources."""
    approval = approval_in_words(procedure.approval)
    note, rows = countries()[procedure.country].note, stage_rows(procedure)
    return Report(
        title=f"{procedure.name} ({procedure.country})",
        sentence=" ".join(filter(None, (f"{upper_first(approval)}.", note))),
        facts=(Fact("Confidence", procedure.confidence),),
        sections=(
            *(_route_section(procedure, each, rows) for each in procedure.routes),
            Section("beside", "What else is known", _beside(procedure)),
            plain("sources", "Sources", procedure.sources),
        ),
    )


def state_report(state: Country) -> Report:
    """Return how a State decides to leave a treaty."""
    return procedure_report(procedure(state.id))


def _route_section(
    procedure: Procedure, route: Route, rows: Iterable[Mapping[str, Any]]
) -> Section:
    told = ", ".join(filter(None, ("default" if route.is_default else "", route.days_in_words())))
    title = f"Route {route.id}{f' ({told})' if told else ''}: {route.name}"
    own = (each for each in rows if each["route"] == route.id)
    items = map(_stage_item, procedure.stages_of(route), own)
    return Section("route", title, items, "steps", columns=_COLUMNS, source="Source")


_COLUMNS = ("Who", "What", "Votes", "By when", "Where the law says so", "Last")


def _stage_item(stage: Stage, row: Mapping[str, Any]) -> Item:
    """Return a stage as a step, and the same in columns, with when it was last taken."""
    optional = ", optional" if stage.is_optional else ""
    facts = (*stage.facts_in_words(), *(each.text for each in stage.returns), stage.confidence)
    text = f"{stage.actor}: {stage.decision}{optional}. {' | '.join(filter(None, facts))}"
    kinds = {"optional": stage.is_optional, "practice": stage.is_practice}
    quorum, took = row["quorum"], row["last_took"]
    cells = (
        Cell(stage.actor, "en"),
        Cell(stage.decision, "en", beside=[name for name, is_so in kinds.items() if is_so]),
        Cell(row["votes"] or "", "en", beside=[f"quorum {quorum}"] if quorum else ()),
        Cell(row["by_when"] or "", "en"),
        Cell(stage.legal_basis, "en", beside=[stage.confidence]),
        Cell(row["last_on"] or "", "en", beside=[] if took is None else [f"{took} days"]),
    )
    return Item(text, lead=stage.id, article=stage.legal_basis, source=stage.source, cells=cells)


def _beside(procedure: Procedure) -> Iterator[Item]:
    """Yield what is told of each route beside its stages, and of the State beside its routes."""
    for each in procedure.routes:
        lines = (chain(procedure, each), each.note, last_used_text(procedure, each))
        yield from (Item(line, lead=f"Route {each.id}") for line in lines if line)
    facts = {
        "Sessions": _sessions_text(procedure.sessions),
        "Practice": procedure.practice,
        "Court": "; ".join(procedure.court_cases),
        "Notes": procedure.notes,
    }
    yield from (Item(text, lead=name) for name, text in facts.items() if text)


def _sessions_text(sessions: Sessions | None) -> str | None:
    if sessions is None:
        return None
    spans = (sessions.ordinary, sessions.recesses)
    ordinary, recesses = (", ".join(f"{x.first} to {x.last}" for x in each) for each in spans)
    text = ordinary or "all the year round"
    text += f"; recesses {recesses}" if recesses else ""
    return f"{text} ({sessions.confidence}). {sessions.note or ''}".strip()


def procedure_json(procedure: Procedure) -> dict[str, Any]:
    """Return one procedure as data ready for JSON."""
    houses = procedure.parliament.chambers_now if procedure.parliament else ()
    return {
        "id": procedure.country,
        **picked(procedure, _PROCEDURE),
        "routes": [_route_json(procedure, each) for each in procedure.routes],
        "parliament": [picked(each, ("name", "seats")) for each in houses],
        "sessions": _sessions_json(procedure.sessions),
        "legal_basis": [picked(each, ("provision", "says")) for each in procedure.legal_basis],
    }


def _route_json(procedure: Procedure, route: Route) -> dict[str, Any]:
    return {
        **picked(route, _ROUTE),
        **picked(route.applies, ("treaties", "treaty_categories", "facts")),
        "stages": [_stage_json(each) for each in procedure.stages_of(route)],
    }


_GROUNDS = ("legal_basis", "source", "confidence")
_STAGE = (
    *("id", "actor", "decision", "is_optional", "is_binding_approval", "is_opinion"),
    *("is_practice", "instead_of", "only_after_return", "undoes_notice", "on_sitting_day"),
    *("can_reject", *_GROUNDS, "note"),
)
_LIMITS = (
    *("minimum", "maximum", "unit", "counted_from", "beyond", "rolls", "only_in_session"),
    *_GROUNDS,
)
_ROUTE = ("id", "name", "is_default", "valid_from", "valid_until", *_GROUNDS, "assumption", "note")
_PROCEDURE = (
    *("name", "approval", "is_default", "court_cases", "practice", "notes", "sources"),
    "confidence",
)


def _stage_json(stage: Stage) -> dict[str, Any]:
    return {
        **picked(stage, _STAGE),
        "kind": stage.kind.id,
        "phase": stage.phase.value,
        "majority": stage.majority.in_words() if stage.majority else None,
        "votes": _votes_json(stage.majority) if stage.majority else None,
        "limits": picked(stage.limits, _LIMITS),
        "further_limits": [picked(each, _LIMITS) for each in stage.further_limits],
        "returns": [_return_json(each) for each in stage.returns],
    }


def _votes_json(majority: Majority) -> dict[str, Any]:
    return {
        **picked(majority, ("rule", "seats", "voters", "including", *_GROUNDS)),
        "needed": majority.needed() if majority.rule.base is Base.MEMBERS else None,
        "quorum": majority.least_present,
    }


def _return_json(back: Return) -> dict[str, Any]:
    return {
        **picked(back, ("to", "times", "within", "text")),
        "override": back.override.in_words() if back.override else None,
        "limits": {name: picked(each, _LIMITS) for name, each in back.limits.items()},
    }


def _sessions_json(sessions: Sessions | None) -> dict[str, Any] | None:
    if sessions is None:
        return None
    return {
        "ordinary": _spans_json(sessions.ordinary),
        "recesses": _spans_json(sessions.recesses),
        "weekdays": [each + 1 for each in sessions.weekdays],
        **picked(sessions, ("source", "confidence", "note")),
    }


def _spans_json(spans: Iterable[Span]) -> list[dict[str, str]]:
    return [{"from": str(each.first), "to": str(each.last)} for each in spans]


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
    """Return a list of the States that are described, and what holds for the others."""
    section = STATES.section(row for row in rows if row["has_procedure"])
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
