"""Three readings of one definition: every sampled path replays through the machine."""

from __future__ import annotations

from datetime import date

import pytest

from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.machine import machine_for
from withdrawal.law.procedures.graph.graph import Graph
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.odds.ahead import Prospect, prospect
from withdrawal.odds.build import build
from withdrawal.odds.engine.graph import DONE, SKIPPED, Ensemble, Member, Model
from withdrawal.odds.engine.sampling import RunPath, draw_paths
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.steps import FELL, LAPSED, RETURNED

TODAY = date(2026, 11, 21)
ROUTES = [(country, route.id) for country in procedures() for route in procedure(country).routes]


def a_case(country: str, route: str) -> Case:
    """Return a case in which nothing has happened."""
    return Case(country, "rome-statute-1998", route=route)


def replay(path: RunPath, graph: Graph, triggers: dict[str, str], start: str) -> str:
    """Drive the machine along a path; return the state it ends in."""
    machine = machine_for(graph)
    position = machine.start()
    position.state = start
    for step in path.steps:
        if step.day is None or step.kind in (SKIPPED, FELL):
            continue
        if step.kind == LAPSED:
            break
        if step.kind == RETURNED:
            found = next(
                each
                for each in graph.next(position.state)
                if each.kind == "return" and each.stage is not None and each.stage.id == step.step
            )
            machine.fire(position, found.trigger)
        else:
            machine.fire(position, triggers[step.step] if step.kind == DONE else step.kind)
    return position.state


def check(model: Model, case: Case, *, runs: int, seed: int) -> None:
    """Replay runs, and compare where they end."""
    triggers = {each.id: each.trigger for each in case.procedure.stages_of(case.route)}
    for paths in draw_paths(Ensemble((Member("case", model),)), runs=runs, seed=seed):
        path = paths["case"]
        state = replay(path, case.graph, triggers, case.stage)
        if path.reason is None:
            assert state in ("notified", "suspension-claimed"), path
        if path.reason == "rejected" and path.steps[-1].day is not None:
            assert state == "rejected", path
        days = [step.day for step in path.steps if step.day is not None]
        assert days == sorted(days)


class TestPathsReplay:
    @pytest.mark.rows("country, route", ROUTES)
    def test_every_state_and_route(self, country: str, route: str) -> None:
        """No path of any State and route is one that its machine would refuse."""
        case = a_case(country, route)
        check(build(case, TODAY, Estimates.load()).model, case, runs=30, seed=4)

    def test_from_where_a_case_stands(self) -> None:
        """Paths from the middle of a case go on from the stage it has reached."""
        case = Case("POL", "ottawa-1997")
        case.record("joint-recommendation", on="2025-03-18")
        case.record("first-reading", on="2025-05-20")
        case.record("final-vote", on="2025-06-25")
        model = build(case, date(2025, 7, 1), Estimates.load()).model
        check(model, case, runs=300, seed=5)

    def test_after_a_return(self) -> None:
        """A law that was sent back is voted on again before anything else."""
        case = Case("LVA", "istanbul-convention-2011")
        case.record("first-reading", on="2025-10-23")
        case.record("final-vote", on="2025-10-30")
        case.record("returned", on="2025-11-03")
        model = build(case, date(2025, 11, 10), Estimates.load()).model
        check(model, case, runs=300, seed=6)
        first = next(iter(model.first.items))
        assert first.name == "final-vote"


class TestAgainstTheScalarClause:
    def test_effect_of_every_path(self) -> None:
        """The day of effect of a path is the clause's for its day of notice."""
        found: Prospect = prospect(Case("SWE", "icrw-1946"), TODAY, conflict_a_year=0.0)
        assert found.model is not None
        clause, facts = found.case.treaty.clause, found.case.treaty.facts()
        ensemble = Ensemble((Member("case", found.model),))
        for paths in draw_paths(ensemble, runs=400, seed=7):
            path = paths["case"]
            if path.effect is not None:
                assert path.notice is not None
                assert path.effect == clause.effect(path.notice, facts)
