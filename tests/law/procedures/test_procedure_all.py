"""Every State and every route, none left out: the graphs are small, so they are enumerated."""

import itertools
from collections import defaultdict

import pytest

from tests.exhaustive.every_path import reachable, walks
from withdrawal.law.countries import countries
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.stages import RECEIPT, Phase
from withdrawal.law.treaties.catalogue import catalogue

RULES = [procedure(country) for country in (*procedures(), "DJI")]
EVERY = [
    (rule, route, rule.graph(route.id), rule.stages_of(route))
    for rule in RULES
    for route in rule.routes
]
LONGEST = 20
COMPLETES = {"advance", "skip", "imply", "notice", "claim"}


def named(row):
    """Return a route's State and name."""
    rule, route, *_ = row
    return f"{rule.country} {route.id}"


each_route = pytest.mark.rows("rule, route, graph, stages", EVERY, ids=named)


def reached(graph, *, without):
    """Return the states that can be reached when some transitions are taken away."""
    seen, left = {graph.initial}, [graph.initial]
    while left:
        for each in graph.lawful(left.pop()):
            if not without(each) and each.target not in seen:
                seen.add(each.target)
                left.append(each.target)
    return seen


def completes(transition, stage):
    """Return whether a transition completes the stage, or lawfully overrules it."""
    if transition.kind not in COMPLETES:
        return False
    if transition.stage is not None and stage.id in transition.stage.instead_of:
        return True
    return transition.stage == stage or overrules(transition, stage)


def overrules(transition, stage):
    """Return whether a transition is the vote by which the law lets a house overrule a stage."""
    may_overrule = any(each.goes_on for each in stage.returns)
    return may_overrule and transition.source.startswith(f"returned-by-{stage.id}")


@each_route
class TestGraphs:
    """What holds for every procedure of every State."""

    def test_all_reachable(self, graph):
        """Every state can be reached, by one transition for each trigger."""
        assert reachable(graph) == {each.name for each in graph.states}
        keys = [(each.source, each.trigger) for each in graph.transitions]
        assert len(keys) == len(set(keys))
        assert len({each.name for each in graph.states}) == len(graph.states)

    def test_no_dead_ends(self, graph):
        """From every state a final one can be reached; nothing changes a final one."""
        before = defaultdict(set)
        for each in graph.transitions:
            before[each.target].add(each.source)
        seen = {each.name for each in graph.states if each.is_final}
        left = list(seen)
        while left:
            for name in before[left.pop()] - seen:
                seen.add(name)
                left.append(name)
        assert seen == {each.name for each in graph.states}
        for state in graph.states:
            changes = [each for each in graph.next(state.name) if each.target != state.name]
            assert bool(changes) is not state.is_final

    def test_final_states(self, graph, stages):
        """The final states are the declared ones."""
        finals = {each.name for each in graph.states if each.is_final}
        if stages[-1].kind.id == "suspension-claim":
            assert finals - {"rejected"} == {"suspension-claimed"}
        else:
            assert finals - {"rejected"} == {"effective", "revoked"}

    def test_no_notice_without_approval(self, rule, route, graph):
        """Without an approval the law requires, or its override, no notice can be given.

        Only where the executive acts alone, and no law was found that asks it to decide first,
        does the notice itself show that it has decided.
        """
        domestic = rule.order(route).stages.values()
        approvals = [each for each in domestic if each.is_binding_approval]
        for stage in approvals:
            seen = reached(graph, without=lambda each, stage=stage: completes(each, stage))
            assert not seen & {"notified", "effective", "suspension-claimed"}
        assert approvals or not any(each.phase is Phase.PARLIAMENT for each in domestic)

    def test_no_effect_without_receipt(self, graph):
        """Without receipt by the depositary nothing takes effect and nothing can be revoked."""
        seen = reached(graph, without=lambda each: each.trigger == "notice-received")
        assert not seen & {"notified", "effective", "revoked", "waiting-for-end-of-conflict"}

    def test_returned_acts_are_passed_again(self, graph):
        """A returned act goes no further unless the stages named are taken again."""
        for each in (each for each in graph.transitions if each.kind == "return"):
            name = each.target
            for again in each.back.to:
                moves = [e for e in graph.lawful(name) if e.kind != "reject"]
                assert [e.stage.id for e in moves] == [again]
                assert {e.target for e in graph.next(name) if e.kind == "reject"} == {"rejected"}
                name = moves[0].target

    def test_every_path(self, rule, route, graph):
        """Each path of bounded length passes its approvals in order, and ends where it may."""
        domestic = rule.order(route).stages.values()
        required = [each for each in domestic if each.is_binding_approval]
        ends = set()
        for path in walks(graph, LONGEST):
            ends.add(path[-1].target)
            if path[-1].target in ("effective", "revoked"):
                triggers = [each.trigger for each in path]
                before = path[: triggers.index("notice-received")]
                assert all(any(completes(each, stage) for each in before) for stage in required)
                assert triggers.count("notice-received") == 1
                assert triggers[-1] in ("effect", "conflict-ended", "revoked", "rejected")
        assert ends == {each.name for each in graph.states if each.is_final}

    def test_order_of_stages(self, graph, stages):
        """A stage is never completed before one that must come first, save where implied."""
        names = [each.id for each in stages]
        for path in walks(graph, LONGEST):
            done = [each.stage.id for each in path if each.kind in COMPLETES and each.stage]
            firsts = [names.index(each) for each in dict.fromkeys(done)]
            assert all(
                stages[later].after is not None or later > earlier
                for earlier, later in itertools.pairwise(firsts)
            )

    def test_limits(self, graph):
        """The minimum is never above the maximum, and counts from an earlier stage."""
        for each in graph.transitions:
            low, high = each.limits.minimum, each.limits.maximum
            assert low is None or high is None or 0 <= low <= high

    def test_revocation(self, graph):
        """A notice can be taken back while its period runs, and never after effect."""
        sources = {each.source for each in graph.transitions if each.kind == "revoke"}
        if "notified" in reachable(graph):
            assert sources == {"notified", "waiting-for-end-of-conflict"}
        else:
            assert sources == set()

    def test_notes_change_nothing(self, graph):
        """A note leaves the state as it is, and nothing else does."""
        for each in graph.transitions:
            assert (each.source == each.target) is (each.kind == "note")

    def test_implied(self, rule, graph):
        """What is passed over unrecorded is never an approval the law requires."""
        for each in graph.transitions:
            if each.kind == "irregular":
                continue
            stood_for = each.stage.instead_of if each.stage else ()
            skipped = [name for name in each.skipped if name not in stood_for]
            assert not any(rule.stages[name].is_binding_approval for name in skipped)
            silent = [name for name in skipped if not rule.stages[name].is_optional]
            assert each.is_implied is bool(silent)

    def test_irregular(self, rule, route, graph):
        """Whatever is not over can happen, and is irregular where the law forbids it."""
        domestic = rule.order(route).stages.values()
        for each in graph.transitions:
            if each.kind == "irregular":
                is_on_its_way_back = each.source.startswith("returned-by-")
                assert each.is_implied or is_on_its_way_back
        first = {each.trigger for each in graph.next(graph.initial)}
        assert {each.trigger for each in domestic} <= first


@each_route
class TestData:
    """What holds for the data of every State."""

    def test_stages_are_described(self, stages):
        """Every stage has an actor, a decision, and a legal basis or an explicit "none found"."""
        for stage in stages:
            assert stage.actor.strip()
            assert stage.decision.strip()
            assert stage.legal_basis.strip()

    def test_optional_or_required(self, stages):
        """An approval the law requires is not optional."""
        assert not [each.id for each in stages if each.is_optional and each.is_binding_approval]

    def test_counted_from(self, stages):
        """Days are counted from an earlier stage of the route, or from receipt."""
        seen = {None, RECEIPT}
        for stage in stages:
            assert stage.limits.counted_from in seen
            seen.add(stage.id)

    def test_treaties_exist(self, route):
        """A route that depends on treaties names treaties of the catalogue."""
        known = catalogue().summaries
        assert set(route.applies.treaties) <= set(known)

    def test_reachable_choice(self, route):
        """A route is the default, or applies by itself, or says why a case must name it."""
        applies = route.applies
        by_itself = applies.facts or applies.treaties or applies.treaty_categories
        assert route.is_default or by_itself or route.note

    def test_assumption(self, rule, route):
        """Where facts call for other routes, the default says what it takes for granted."""
        is_choice = route.is_default and any(each.applies.facts for each in rule.routes)
        assert route.assumption or not is_choice


@pytest.mark.rows("rule", [procedure(country) for country in procedures()])
class TestFiles:
    """What holds for the file of every State."""

    def test_state_exists(self, rule):
        """The file is named after a State."""
        assert rule.country in countries()

    def test_source(self, rule):
        """Every procedure says where it comes from, and how sure it is."""
        assert rule.sources
        assert rule.confidence in ("verified", "known", "uncertain")

    def test_one_default(self, rule):
        """Exactly one route that still holds is the default, and it comes first."""
        assert [each.is_default for each in rule.routes if each.holds_on(None)] == [
            number == 0 for number, each in enumerate(rule.routes) if each.holds_on(None)
        ]
