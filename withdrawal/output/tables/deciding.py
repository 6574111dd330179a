"""How States decide, as tables: the stages of one State's routes, and several States side by side.

Each stage is told with who, how many votes of how many, by when, where the law says so and how
sure that is; with the last case on record that went this way, and how long it took then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from withdrawal.case.standing import stand
from withdrawal.law.procedures.majority import Base, Majority
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import Phase, Stage
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.letters import counted
from withdrawal.odds.evidence import PastCase, dated_stages, past_cases, route_of
from withdrawal.output.report import Cell, Report
from withdrawal.output.tables.table import rows
from withdrawal.output.words import ENGLISH, Words


def stage_rows(procedure: Procedure) -> list[dict[str, Any]]:
    """Return the stages of each route, one a row, in order: the neutral table of a State."""
    return [
        {"route": route.id, "number": number, **_row(stage), **_used(last, number - 1)}
        for route in procedure.routes
        for last in (last_used(procedure, route),)
        for number, stage in enumerate(procedure.stages_of(route), 1)
    ]


def _row(stage: Stage) -> dict[str, Any]:
    return {
        "stage": stage.id,
        "who": stage.actor,
        "what": stage.decision,
        "is_optional": stage.is_optional,
        "is_practice": stage.is_practice,
        "votes": _votes(stage.majority),
        "quorum": stage.majority.least_present if stage.majority else None,
        "by_when": stage.limits_in_words() or None,
        "legal_basis": stage.legal_basis,
        "source": stage.source,
        "confidence": stage.confidence,
    }


def _votes(majority: Majority | None) -> str | None:
    """Return for example ``85 of 141``; the rule in words where the number depends on the vote."""
    if majority is None:
        return None
    now = majority.on(None)
    if now.rule.base is Base.MEMBERS and now.seats is not None:
        return f"{now.needed()} of {now.seats}"
    return now.in_words()


Used = tuple[PastCase, Mapping[int, date]]


def last_used(procedure: Procedure, route: Route) -> Used | None:
    """Return the last case on record that went a route, with the days of its stages.

    The days are by position in the route; None where no dated case went that way.
    """
    found = [(case, _days(case)) for case in past_cases() if case.party == procedure.country]
    gone = [each for each in found if each[1] and route_of(each[0])[1].id == route.id]
    return max(gone, key=lambda each: max(each[1].values()), default=None)


def _days(case: PastCase) -> dict[int, date]:
    """Return the day of each dated stage by its position, by the events that name it."""
    procedure, route = route_of(case)
    stages = procedure.stages_of(route)
    return {
        position: event.when.day
        for position, event in dated_stages(case)
        if event.when.day is not None and stages[position].answers_to(event.step)
    }


def _used(last: Used | None, position: int) -> dict[str, Any]:
    """Return when a stage was last taken, and how many days after the dated one before it."""
    case, days = last or (None, {})
    day = days.get(position)
    before = [each for n, each in days.items() if n < position]
    return {
        "last_case": case.id if case is not None and day is not None else None,
        "last_on": day.isoformat() if day is not None else None,
        "last_took": (day - max(before)).days if day is not None and before else None,
    }


def last_used_text(procedure: Procedure, route: Route) -> str:
    """Return when a route was last used, and how long its stages took then; empty where never."""
    last = last_used(procedure, route)
    if last is None:
        return ""
    case, _ = last
    stages = procedure.stages_of(route)
    told = []
    for number, stage in enumerate(stages):
        used = _used(last, number)
        took = used["last_took"]
        days = "" if took is None else f" ({counted(took, 'day')})"
        told += [f"{stage.id} {used['last_on']}{days}"] if used["last_on"] else []
    return f"Last used, {catalogue().name_of(case.treaty)}: {', '.join(told)}."


def chain(procedure: Procedure, route: Route) -> str:
    """Return a route as a diagram of one line: what may be left out stands in brackets."""
    stages = procedure.stages_of(route)
    return " -> ".join(f"[{each.id}]" if each.is_optional else each.id for each in stages)


ASPECTS = {
    "approval": "how parliament takes part",
    "route": "the usual route",
    "stages": "its stages, of them binding",
    "votes": "votes it takes",
    "least_days": "days the law makes it wait",
    "notice": "who gives notice",
    "confidence": "how sure",
    "last_used": "last used",
}
"""What States are compared by, in words."""


def compared(procedures: Iterable[Procedure]) -> list[dict[str, Any]]:
    """Return States side by side: one a row, by the route that they usually take."""
    return [_compared(each) for each in procedures]


def _compared(procedure: Procedure) -> dict[str, Any]:
    route = procedure.route()
    stages = procedure.stages_of(route)
    voted = [each for each in stages if each.majority and each.phase is Phase.PARLIAMENT]
    start = date.today()
    road = stand(procedure, route, ()).road(start)
    last = last_used(procedure, route)
    return {
        "id": procedure.country,
        "name": procedure.name,
        "approval": procedure.approval,
        "route": f"{route.id}: {route.name}",
        "stages": f"{len(stages)}, {sum(each.is_binding_approval for each in stages)}",
        "votes": "; ".join(f"{each.id}: {_votes(each.majority)}" for each in voted) or None,
        "least_days": (road[-1].earliest - start).days if road else 0,
        "notice": next((each.actor for each in stages if each.kind.id == "notice"), None),
        "confidence": procedure.confidence,
        "last_used": f"{last[0].treaty}, {max(last[1].values()).isoformat()}" if last else None,
    }


def compared_report(sides: Iterable[Mapping[str, Any]], words: Words = ENGLISH) -> Report:
    """Return States side by side: for each aspect a row, for each State a column."""
    made = list(sides)
    names = [words.state(row["id"], row["name"]) for row in made]
    ids = (Cell(row["id"], "en", place=f"states/{row['id']}") for row in made)
    lines = ((title, *(row[key] for row in made)) for key, title in ASPECTS.items())
    section = rows("sides", "", ("", *names), (("id", *ids), *lines))
    return Report(title=", ".join(names), sentence="", sections=(section,))
