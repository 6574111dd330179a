"""Procedures as text for people, as JSON and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from withdrawal.law.countries import countries
from withdrawal.law.procedures.grounds import Grounded
from withdrawal.law.procedures.majority import Base, Majority
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.sessions import Sessions, Span
from withdrawal.law.procedures.stages import DayLimits, Return, Stage
from withdrawal.output.lines import table, wrap
from withdrawal.output.tables.deciding import chain, last_used_text

__all__ = [
    "OF_OTHERS",
    "approval_in_words",
    "procedure_json",
    "procedure_row",
    "procedure_text",
    "procedures_text",
]

_APPROVAL = {
    "executive": "the executive alone",
    "law": "a law",
    "resolution": "a resolution of parliament",
    "silent": "parliament, by silence",
    "consultation": "the executive, after consulting parliament",
    "contested": "contested",
    "unknown": "not known",
}
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


def procedures_text(procedures: Iterable[Procedure]) -> str:
    """Return the list of procedures, one a line."""
    rows = [procedure_row(each) for each in procedures]
    cells = [
        (row["id"], row["name"], approval_in_words(row["approval"]), row["routes"]) for row in rows
    ]
    return "\n".join([*table(cells), "", wrap(f"{len(rows)} States; {OF_OTHERS}")])


def approval_in_words(approval: str) -> str:
    """Return how parliament takes part, in words."""
    return _APPROVAL[approval]


def procedure_text(procedure: Procedure) -> str:
    """Return one procedure in full: routes, stages, parliament, sources."""
    approval = approval_in_words(procedure.approval)
    parts = [
        wrap(
            f"{procedure.name} ({procedure.country}): {approval}. "
            f"Confidence: {procedure.confidence}."
        )
    ]
    parts += [wrap(countries()[procedure.country].note or "")]
    for route in procedure.routes:
        parts.append(_route_text(procedure, route))
    parts += [_paragraph("Sessions", _sessions_text(procedure.sessions))]
    parts += [_paragraph("Practice", procedure.practice)]
    parts += [_paragraph("Court", "; ".join(procedure.court_cases))]
    parts += [_paragraph("Notes", procedure.notes)]
    parts += ["\n".join(["Sources:", *(wrap(each, "  ", "    ") for each in procedure.sources)])]
    return "\n\n".join(part for part in parts if part)


def _route_text(procedure: Procedure, route: Route) -> str:
    told = ", ".join(filter(None, ("default" if route.is_default else "", route.days_in_words())))
    lines = [wrap(f"Route {route.id}{f' ({told})' if told else ''}: {route.name}")]
    lines.append(wrap(chain(procedure, route), "     ", "     "))
    for number, stage in enumerate(procedure.stages_of(route), 1):
        lines.append(wrap(_stage_text(stage), f"{number:3}. ", "     "))
    for each in (route.note, last_used_text(procedure, route)):
        if each:
            lines.append(wrap(each, "     ", "     "))
    return "\n".join(lines)


def _stage_text(stage: Stage) -> str:
    optional = ", optional" if stage.is_optional else ""
    facts = (*stage.facts_in_words(), stage.legal_basis, *(each.text for each in stage.returns))
    text = f"{stage.id}{optional}: {stage.actor}: {stage.decision}. "
    sure = f"{stage.confidence}, {stage.source}" if stage.source else stage.confidence
    return text + " | ".join(each for each in (*facts, sure) if each)


def _paragraph(title: str, text: str | None) -> str:
    return wrap(f"{title}: {text}") if text else ""


def _sessions_text(sessions: Sessions | None) -> str | None:
    if sessions is None:
        return None
    ordinary = ", ".join(f"{each.first} to {each.last}" for each in sessions.ordinary)
    recesses = ", ".join(f"{each.first} to {each.last}" for each in sessions.recesses)
    text = ordinary or "all the year round"
    text += f"; recesses {recesses}" if recesses else ""
    return f"{text} ({sessions.confidence}). {sessions.note or ''}".strip()


def procedure_json(procedure: Procedure) -> dict[str, Any]:
    """Return one procedure as data ready for JSON."""
    return {
        "id": procedure.country,
        "name": procedure.name,
        "approval": procedure.approval,
        "is_default": procedure.is_default,
        "routes": [_route_json(procedure, each) for each in procedure.routes],
        "parliament": [
            {"name": each.name, "seats": each.seats}
            for each in (procedure.parliament.chambers_now if procedure.parliament else ())
        ],
        "sessions": _sessions_json(procedure.sessions),
        "legal_basis": [
            {"provision": each.provision, "says": each.says} for each in procedure.legal_basis
        ],
        "court_cases": list(procedure.court_cases),
        "practice": procedure.practice,
        "notes": procedure.notes,
        "sources": list(procedure.sources),
        "confidence": procedure.confidence,
    }


def _route_json(procedure: Procedure, route: Route) -> dict[str, Any]:
    return {
        "id": route.id,
        "name": route.name,
        "is_default": route.is_default,
        "valid_from": route.valid_from.isoformat() if route.valid_from else None,
        "valid_until": route.valid_until.isoformat() if route.valid_until else None,
        **_grounds_json(route),
        "assumption": route.assumption,
        "note": route.note,
        "treaties": list(route.applies.treaties),
        "treaty_categories": list(route.applies.treaty_categories),
        "facts": list(route.applies.facts),
        "stages": [_stage_json(each) for each in procedure.stages_of(route)],
    }


def _stage_json(stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "kind": stage.kind.id,
        "phase": stage.phase.value,
        "actor": stage.actor,
        "decision": stage.decision,
        "majority": stage.majority.in_words() if stage.majority else None,
        "votes": _votes_json(stage.majority) if stage.majority else None,
        "limits": _limits_json(stage.limits),
        "further_limits": [_limits_json(each) for each in stage.further_limits],
        "is_optional": stage.is_optional,
        "is_binding_approval": stage.is_binding_approval,
        "is_opinion": stage.is_opinion,
        "is_practice": stage.is_practice,
        "instead_of": list(stage.instead_of),
        "only_after_return": stage.only_after_return,
        "undoes_notice": stage.undoes_notice,
        "on_sitting_day": stage.on_sitting_day,
        "can_reject": stage.can_reject,
        "returns": [_return_json(each) for each in stage.returns],
        "legal_basis": stage.legal_basis,
        "source": stage.source,
        "confidence": stage.confidence,
        "note": stage.note,
    }


def _votes_json(majority: Majority) -> dict[str, Any]:
    return {
        "rule": majority.rule.value,
        "seats": majority.seats,
        "needed": majority.needed() if majority.rule.base is Base.MEMBERS else None,
        "quorum": majority.least_present,
        "voters": majority.voters,
        "including": list(majority.including),
        **_grounds_json(majority),
    }


def _grounds_json(grounds: Grounded) -> dict[str, Any]:
    return {
        "legal_basis": grounds.legal_basis,
        "source": grounds.source,
        "confidence": grounds.confidence,
    }


def _limits_json(limits: DayLimits) -> dict[str, Any]:
    return {
        "minimum": limits.minimum,
        "maximum": limits.maximum,
        "unit": limits.unit,
        "counted_from": limits.counted_from,
        "beyond": limits.beyond,
        "rolls": limits.rolls,
        "only_in_session": limits.only_in_session,
        **_grounds_json(limits),
    }


def _return_json(back: Return) -> dict[str, Any]:
    return {
        "to": list(back.to),
        "times": back.times,
        "within": back.within,
        "override": back.override.in_words() if back.override else None,
        "limits": {name: _limits_json(each) for name, each in back.limits.items()},
        "text": back.text,
    }


def _sessions_json(sessions: Sessions | None) -> dict[str, Any] | None:
    if sessions is None:
        return None
    return {
        "ordinary": [_span_json(each) for each in sessions.ordinary],
        "recesses": [_span_json(each) for each in sessions.recesses],
        "weekdays": [each + 1 for each in sessions.weekdays],
        "source": sessions.source,
        "confidence": sessions.confidence,
        "note": sessions.note,
    }


def _span_json(span: Span) -> dict[str, str]:
    return {"from": str(span.first), "to": str(span.last)}
