"""`Graph`: the states of a case and what leads from one to the next."""

import pytest

from tests.exhaustive.every_path import reachable, walks
from withdrawal.law.procedures.file import kinds
from withdrawal.law.procedures.graph.builder import build_graph
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.majority import Majority, Rule
from withdrawal.law.procedures.stages import DayLimits, Phase, Return, Stage


def stage(name, *, kind=None, **rest):
    """Return a stage of a made-up procedure."""
    found = kinds()[kind or name]
    defaults = {
        "is_binding_approval": found.is_binding_approval and not rest.get("is_optional"),
        "can_reject": found.can_reject,
        "phase": found.phase,
    }
    return Stage(name, found, "somebody", **{**defaults, **rest})


def triggers(graph, state):
    """Return what can happen in a state, notes left out."""
    return [each.trigger for each in graph.lawful(state) if each.kind != "note"]


class TestChain:
    """Stages one after the other."""

    @pytest.fixture
    def graph(self):
        """Committee (optional), vote, signature, notice."""
        return build_graph(
            "RUR",
            "ordinary",
            [
                stage("committee", is_optional=True),
                stage("final-vote"),
                stage("promulgation"),
                stage("publication"),
                stage("notice"),
            ],
        )

    def test_states(self, graph):
        """A state is named after the last completed stage."""
        assert [each.name for each in graph.states if each.phase is not Phase.REJECTED][:5] == [
            "considered",
            "committee",
            "final-vote",
            "promulgation",
            "publication",
        ]
        assert graph.state("promulgation").phase is Phase.HEAD_OF_STATE

    def test_optional(self, graph):
        """An optional stage may be taken or skipped."""
        assert triggers(graph, "considered") == ["committee", "final-vote", "rejected"]
        assert [each.kind for each in graph.lawful("considered")] == ["advance", "skip", "reject"]

    def test_implied(self, graph):
        """A stage that is no approval is implied by the next; an approval never is."""
        found = graph.find("promulgation", "notice-received")
        assert (found.kind, found.skipped, found.is_implied) == ("imply", ("publication",), True)
        assert graph.find("final-vote", "notice-received").kind == "irregular"
        assert graph.find("considered", "promulgation").kind == "irregular"

    def test_no_way_back(self, graph):
        """A stage that is over cannot be taken again."""
        assert graph.find("final-vote", "committee") is None
        assert graph.find("final-vote", "final-vote") is None

    def test_after_notice(self, graph):
        """The part after notice is the same for every State."""
        assert triggers(graph, "notified") == ["effect", "period-ended-in-conflict", "revoked"]
        assert triggers(graph, "waiting-for-end-of-conflict") == ["conflict-ended", "revoked"]
        assert triggers(graph, "effective") == []

    def test_claim_of_suspension(self, graph):
        """A claim of suspension leaves the State bound: a real notice may still follow."""
        assert graph.find("publication", "suspension-claimed").target == "suspension-claimed"
        assert triggers(graph, "suspension-claimed") == ["notice-received"]

    def test_recipients(self, graph):
        """The other recipients may be told before or after the depositary; no state changes."""
        for state in ("publication", "notified", "waiting-for-end-of-conflict"):
            found = graph.find(state, "notice-to-un-security-council")
            assert (found.kind, found.target) == ("note", state)

    def test_paths(self, graph):
        """Paths are enumerated to a length, and only on request with implied stages."""
        assert {each[-1].target for each in walks(graph, 6)} == {"rejected", "effective", "revoked"}
        assert not list(walks(graph, 0))
        most = {tuple(e.trigger for e in each) for each in walks(graph, 9, implied=True)}
        least = {tuple(e.trigger for e in each) for each in walks(graph, 9)}
        assert least < most


class TestParallel:
    """Stages side by side."""

    @pytest.fixture
    def graph(self):
        """Two chambers at once, then the President."""
        return build_graph(
            "RUR",
            "ordinary",
            [
                stage("government-decision"),
                stage("final-vote", after=("government-decision",)),
                stage("upper-house-vote", after=("government-decision",)),
                stage("head-of-state-act", after=("final-vote", "upper-house-vote")),
                stage("notice"),
            ],
        )

    def test_either_order(self, graph):
        """Either chamber may come first; both lead to the same state."""
        first = graph.find("final-vote", "upper-house-vote").target
        second = graph.find("upper-house-vote", "final-vote").target
        assert first == second == "final-vote+upper-house-vote"

    def test_both_needed(self, graph):
        """The President waits for both."""
        assert graph.find("final-vote", "head-of-state-act").kind == "irregular"
        assert graph.find("final-vote+upper-house-vote", "head-of-state-act") is not None


class TestReturns:
    """An act that comes back."""

    @pytest.fixture
    def graph(self):
        """A President who may return an act twice, and a Senate that may be overruled."""
        override = Majority(Rule.ABSOLUTE_OF_MEMBERS)
        return build_graph(
            "RUR",
            "ordinary",
            [
                stage("final-vote", majority=Majority(Rule.SIMPLE, 100)),
                stage(
                    "upper-house-vote",
                    can_reject=False,
                    returns=(Return(("final-vote",), 1, "", override, goes_on=True),),
                ),
                stage(
                    "promulgation",
                    limits=DayLimits(5, 20),
                    returns=(
                        Return(
                            ("final-vote", "upper-house-vote"),
                            2,
                            "",
                            None,
                            within=10,
                            afterwards=DayLimits(maximum=3),
                        ),
                    ),
                ),
                stage("notice"),
            ],
        )

    def test_overruled(self, graph):
        """After an override the act goes past the house that returned it."""
        back = graph.find("final-vote", "returned")
        assert graph.state(back.target).phase is Phase.RETURNED
        again = graph.find(back.target, "final-vote")
        assert again.target == "upper-house-vote"
        assert again.majority.needed() == 51

    def test_limited(self, graph):
        """What may be returned twice may not be returned a third time."""
        state, returned = "upper-house-vote", 0
        while (back := graph.find(state, "returned")) is not None:
            returned += 1
            middle = graph.find(back.target, "final-vote").target
            assert triggers(graph, middle) == ["upper-house-vote", "rejected"]
            state = graph.find(middle, "upper-house-vote").target
        assert returned == 2
        assert triggers(graph, state) == ["promulgation"]

    def test_days(self, graph):
        """The second time, the law's shorter limit holds."""
        assert graph.find("upper-house-vote", "promulgation").limits == DayLimits(5, 20)
        back = graph.find("upper-house-vote", "returned")
        assert back.limits == DayLimits(None, 10)
        middle = graph.find(back.target, "final-vote").target
        state = graph.find(middle, "upper-house-vote").target
        assert graph.find(state, "promulgation").limits == DayLimits(maximum=3)

    def test_forgotten(self, graph):
        """Once the stage is over, it no longer matters how often it sent the act back."""
        back = graph.find("upper-house-vote", "returned").target
        middle = graph.find(back, "final-vote").target
        state = graph.find(middle, "upper-house-vote").target
        assert graph.find(state, "promulgation").target == "promulgation"

    def test_without_limit(self):
        """A shuttle without limit is a loop of few states."""
        graph = procedure("GBR").graph("statute")
        state = "final-vote"
        for _ in range(5):
            back = graph.find(state, "returned").target
            state = graph.find(back, "final-vote").target
        assert graph.find(state, "upper-house-vote").target == "upper-house-vote"

    def test_two_may_return(self):
        """Where two stages may return an act, the optional one is named."""
        graph = procedure("ROU").graph()
        assert graph.find("upper-house-vote", "returned").stage.id == "promulgation"
        assert graph.find("upper-house-vote", "returned-by-court-review") is not None


class TestFind:
    """What a recorded step means."""

    def test_alias(self):
        """An alias means its stage."""
        graph = procedure("LTU").graph()
        assert graph.find("final-vote", "president-signature").stage.id == "promulgation"

    def test_nearest(self):
        """Where several stages answer, the nearest one is meant."""
        graph = procedure("FIN").graph()
        first = graph.find("referral-debate", "committee")
        assert first.stage.id == "defence-committee"
        assert graph.find(first.target, "committee").stage.id == "foreign-affairs-committee"

    def test_id_before_alias(self):
        """A stage's own id goes before another's alias."""
        graph = procedure("LVA").graph()
        assert graph.find("recommendation", "government-decision").stage.id == "government-decision"

    def test_id_of_a_notice_before_alias(self):
        """A notice, whose trigger is another word, goes by its id before another's alias too."""
        stages = [
            stage("publication", is_optional=True, aliases=("notice",)),
            stage("notice"),
        ]
        graph = build_graph("RUR", "ordinary", stages)
        assert graph.find("considered", "notice").stage.id == "notice"

    def test_refusals_are_said_by_name(self):
        """The name of a stage never means its refusal."""
        graph = procedure("LVA").graph()
        assert graph.find("final-vote", "promulgation").kind == "advance"
        assert graph.find("considered", "nonsense") is None

    def test_later_notes(self):
        """What follows a notice is noted while the period runs."""
        found = procedure("POL").graph().find("notified", "government-statement")
        assert (found.kind, found.stage.id) == ("note", "government-statement")

    def test_unknown_state(self):
        """A state that is not there is a KeyError."""
        with pytest.raises(KeyError):
            procedure("POL").graph().state("nowhere")

    def test_suspension_route(self):
        """A route that claims suspension ends there: nothing is notified, nothing takes effect."""
        graph = procedure("UKR").graph("suspension")
        names = reachable(graph)
        assert "suspension-claimed" in names
        assert not names & {"notified", "effective"}
        assert graph.find("suspension-claimed", "objection").kind == "note"
