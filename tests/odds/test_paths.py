"""Three readings of one definition: every path drawn through the graph replays in the machine."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from attrs import define, field

from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.machine import machine_for
from withdrawal.dates.table import day_of
from withdrawal.law.procedures.graph.graph import Graph
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.odds.ahead import Prospect, prospect
from withdrawal.odds.build import build
from withdrawal.odds.engine.durations import LONGEST
from withdrawal.odds.engine.exact import opened, posterior
from withdrawal.odds.engine.graph import DONE, SKIPPED, Ensemble, Fork, Member, Model, Network, Step
from withdrawal.odds.engine.mass import BEYOND
from withdrawal.odds.engine.paths import UNMARKED, timed
from withdrawal.odds.engine.sampling import PreparedEnsemble
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.steps import FELL, LAPSED, RETURNED

TODAY = date(2026, 11, 21)
ROUTES = [(country, route.id) for country in procedures() for route in procedure(country).routes]


def a_case(country: str, route: str) -> Case:
    """Return a case in which nothing has happened."""
    return Case(country, "rome-statute-1998", route=route)


@define
class Walk:
    """One case on its way through a network, drawn step by step.

    What happened is a day, a step and an outcome each; the case has ended for a reason, if for any.
    """

    network: Network
    rng: np.random.Generator
    taken: list[tuple[int, str, str]] = field(factory=list)
    reason: str | None = None

    def choose(self, chances: list[float]) -> int:
        """Return the place of one of several things, drawn with chances that are scaled to one."""
        return int(self.rng.choice(len(chances), p=np.array(chances) / sum(chances)))

    def begin(self) -> None:
        """Go from where and when the case stands through all that is open."""
        entries = opened(self.network)
        masses, endings = [*entries.masses.items()], [*entries.never.items()]
        drawn = self.choose([m.total for _, m in masses] + [chance for _, chance in endings])
        if drawn >= len(masses):
            self.reason = endings[drawn - len(masses)][0]
            return
        place, mass = masses[drawn]
        day = mass.first + self.choose(mass.values.tolist())
        before = self.network.items[place - 1] if place else None
        if isinstance(before, Step):
            self.taken.append((day, before.name, DONE))
        for item in self.network.items[place:]:
            if self.reason is None:
                lines = item.branches if isinstance(item, Fork) else ((item,),)
                day = max(self.line(line, day) for line in lines)

    def line(self, steps: tuple[Step, ...], day: int) -> int:
        """Take steps one after the other, as far as the case goes."""
        for step in steps:
            if self.reason is None:
                day = self.step(step, day)
        return day

    def step(self, step: Step, day: int) -> int:
        """Take a step begun on a day; return the day on which it is done."""
        outcome = step.outcomes[self.choose([each.probability for each in step.outcomes])]
        if outcome.duration is None:
            self.reason = outcome.kind
            return day
        lasting = outcome.duration
        drawn = self.choose([*lasting.values.tolist(), lasting.beyond])
        wait = lasting.first + (drawn if drawn < len(lasting.values) else 10 * LONGEST)
        [later] = timed(step, outcome, np.array([day]), np.array([wait]), self.network.limit)
        if later > self.network.limit:
            self.reason = BEYOND
            return day
        self.taken.append((int(later), step.name, outcome.kind))
        if outcome.again:
            return self.line(outcome.again, int(later))
        if not outcome.goes_on:
            self.reason = outcome.kind
        return int(later)


def replay(walk: Walk, graph: Graph, triggers: dict[str, str], start: str) -> str:
    """Drive the machine along a path; return the state it ends in."""
    machine = machine_for(graph)
    position = machine.start()
    position.state = start
    for _, name, kind in walk.taken:
        if kind in (SKIPPED, FELL):
            continue
        if kind == LAPSED:
            break
        if kind == RETURNED:
            found = next(
                each
                for each in graph.next(position.state)
                if each.kind == "return" and each.stage is not None and each.stage.id == name
            )
            machine.fire(position, found.trigger)
        else:
            machine.fire(position, triggers[name] if kind == DONE else kind)
    return position.state


def check(model: Model, case: Case, *, runs: int, seed: int) -> None:
    """Replay runs, each at a pace of its own, and compare where they end."""
    triggers = {each.id: each.trigger for each in case.procedure.stages_of(case.route)}
    weights = posterior(model, [opened(network) for _, network in model.parts])
    rng = np.random.default_rng(seed)
    for pace in rng.choice(len(weights), size=runs, p=weights):
        walk = Walk(model.parts[pace][1], rng)
        walk.begin()
        walk.taken.sort(key=lambda each: each[0])
        ends = [n for n, (_, _, kind) in enumerate(walk.taken, 1) if kind == walk.reason]
        walk.taken = walk.taken[: ends[0]] if ends else walk.taken
        state = replay(walk, case.graph, triggers, case.stage)
        if walk.reason is None:
            assert state in ("notified", "suspension-claimed"), walk.taken
        if walk.reason == "rejected" and ends:
            assert state == "rejected", walk.taken


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
        ensemble = PreparedEnsemble.of(Ensemble((Member("case", found.model),)))
        marked = ensemble.draw(7, 0, 400)["case"].marked
        for notice, effect in zip(marked["notice"], marked["effect"], strict=True):
            if effect != UNMARKED:
                assert day_of(int(effect)) == clause.effect(day_of(int(notice)), facts)
