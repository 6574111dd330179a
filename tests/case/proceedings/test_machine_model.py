"""The real machine against a plain model of a procedure, written from its stages alone."""

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.exhaustive.every_path import reachable
from withdrawal.case.proceedings.machine import machine_for
from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.file import read_procedure
from withdrawal.law.procedures.library import procedure, procedures

SHAPES = read_procedure(Path(__file__).parents[2] / "law" / "procedures" / "shapes.toml")
RULES = {c: procedure(c) for c in (*procedures(), "DJI")} | {"shapes": SHAPES}
EVERY = [(country, route.id) for country, rules in RULES.items() for route in rules.routes]
OTHERS = {"notice-to-other-parties", "notice-to-un-security-council"}


class Model:
    """What can happen in a case, worked out from lists of stages; no graph, no machine."""

    def __init__(self, stages):
        end = next(
            n for n, each in enumerate(stages) if each.kind.id in ("notice", "suspension-claim")
        )
        self.stages = [each for each in stages[: end + 1] if not each.only_after_return]
        self.later = stages[end + 1 :]
        self.done = set()
        self.sent_back = {}
        self.again = []
        self.returner = None
        self.now = "domestic"
        self.firsts = {each.id: self._before(each) for each in self.stages}

    def before(self, stage):
        """Return every stage that must come before one, directly or not."""
        return self.firsts[stage.id]

    def _before(self, stage):
        first = next((e for e in self.stages if e.id in stage.instead_of), stage)
        place = self.stages.index(first)
        earlier = [each.id for each in self.stages[:place] if not each.instead_of]
        direct = earlier[-1:] if first.after is None else list(first.after)
        if stage.after is not None:
            direct = list(stage.after)
        found = set(direct)
        for each in self.stages:
            if each.id in direct:
                found |= self._before(each)
        choices = {e.id for e in self.stages if e.instead_of and found >= set(e.instead_of)}
        return found | choices - {stage.id}

    def gap(self, stage):
        """Return the stages a case would pass over to reach one; None where it may not."""
        missing = [e for e in self.stages if e.id in self.before(stage) - self.done]
        passable = all(e.is_optional or not e.is_binding_approval for e in missing)
        return {e.id for e in missing} if passable and stage.id not in self.done else None

    def open(self):
        """Return the stages that can come next."""
        return [each for each in self.stages if self.gap(each) is not None]

    def returning(self):
        """Return what sends the act back, by the word for it."""
        rivals = [each for each in self.open() if each.returns]
        required = [each for each in rivals if not each.is_optional] or rivals
        words = {}
        for each in rivals:
            if self.way_back(each) is not None:
                word = "returned" if each is required[-1] else f"returned-by-{each.id}"
                words[word] = each
        return words

    def way_back(self, stage):
        """Return how a stage can send the act back the next time."""
        used = self.sent_back.get(stage.id, 0)
        ways = [back for back in stage.returns for _ in range(back.times or used + 1)]
        return ways[used] if used < len(ways) else None

    def allowed(self):
        """Return every trigger that is possible."""
        return getattr(self, f"_allowed_{self.now}")()

    def _allowed_domestic(self):
        if self.again:
            return {self.again[0], "rejected"}
        found = {each.trigger for each in self.open()} | set(self.returning())
        if any(each.can_reject for each in self.open()):
            found.add("rejected")
        if any(each.kind.id == "notice" for each in self.open()):
            found |= OTHERS | {"suspension-claimed"}
        return found

    def _allowed_notified(self):
        notes = {"objection", "period-extended", "conflict-began", "conflict-ended", *OTHERS}
        later = {each.trigger for each in self.later}
        return notes | later | self.undone() | {"effect", "period-ended-in-conflict", "revoked"}

    def undone(self):
        """Return the word for the refusal of an approval that may follow the notice."""
        return {"rejected"} if any(each.undoes_notice for each in self.later) else set()

    def _allowed_waiting(self):
        later = {each.trigger for each in self.later}
        return OTHERS | later | self.undone() | {"objection", "conflict-ended", "revoked"}

    def _allowed_effective(self):
        return {each.trigger for each in self.later}

    def _allowed_suspended(self):
        notice = {"notice-received"} if self.stages[-1].kind.id == "notice" else set()
        return notice | {"objection"}

    def _allowed_over(self):
        return set()

    def fire(self, word):
        """Let something possible happen."""
        getattr(self, f"_fire_{self.now}")(word)

    def _fire_domestic(self, word):
        if word == "rejected":
            self.now = "over"
        elif self.again:
            self._take_again()
        elif word in self.returning():
            self._send_back(self.returning()[word])
        elif word == "suspension-claimed":
            self.now = "suspended"
        elif word not in OTHERS:
            self._complete(next(each for each in self.open() if each.trigger == word))

    def _complete(self, stage):
        self.done |= self.gap(stage) | {stage.id, *stage.instead_of}
        self.done |= {e.id for e in self.stages if e.instead_of and self.done >= {*e.instead_of}}
        if stage.kind.id == "notice":
            self.now = "notified"
        for each in self.done:
            self.sent_back.pop(each, None)

    def _send_back(self, stage):
        self.done |= self.gap(stage)
        self.returner = stage
        self.again = list(self.way_back(stage).to)

    def _take_again(self):
        self.again.pop(0)
        if self.again:
            return
        stage = self.returner
        if self.way_back(stage).goes_on:
            self.done.add(stage.id)
            self.sent_back.pop(stage.id, None)
        else:
            self.sent_back[stage.id] = self.sent_back.get(stage.id, 0) + 1

    def _fire_notified(self, word):
        ends = {
            "effect": "effective",
            "revoked": "over",
            "rejected": "over",
            "period-ended-in-conflict": "waiting",
        }
        self.now = ends.get(word, self.now)

    def _fire_waiting(self, word):
        ends = {"conflict-ended": "effective", "revoked": "over", "rejected": "over"}
        self.now = ends.get(word, self.now)

    def _fire_effective(self, word):
        """Let what follows the effect change nothing."""

    def _fire_suspended(self, word):
        if word == "notice-received":
            self.now = "notified"

    def key(self):
        """Return what tells two moments of the model apart."""
        counts = {
            name: min(count, procedure_limit(self, name)) for name, count in self.sent_back.items()
        }
        returner = self.returner.id if self.again else None
        return (
            self.now,
            frozenset(self.done),
            tuple(sorted(counts.items())),
            tuple(self.again),
            returner,
        )

    def copy(self):
        """Return an independent copy."""
        other = Model.__new__(Model)
        other.__dict__.update(self.__dict__)
        other.done, other.sent_back = set(self.done), dict(self.sent_back)
        other.again = list(self.again)
        return other


def procedure_limit(model, name):
    """Return how often a stage may send an act back; counting past one does not matter else."""
    returns = next(each for each in model.stages if each.id == name).returns
    return sum(each.times or 1 for each in returns)


def started(country, route):
    """Return the machine, a position and a model at the start of a case."""
    rules = RULES[country]
    machine = machine_for(rules.graph(route))
    return machine, machine.start(), Model(rules.stages_of(rules.route(route)))


class TestExhaustively:
    """Machine and model side by side through every state of every route."""

    @pytest.mark.rows("country, route", EVERY)
    def test_same_triggers(self, country, route):
        """In every state that can be reached, exactly the same things are possible."""
        machine, position, model = started(country, route)
        seen, left = set(), [(position.state, model)]
        while left:
            state, model = left.pop()
            if (state, model.key()) in seen:
                continue
            seen.add((state, model.key()))
            here = type(position)(state)
            words = model.allowed()
            assert set(machine.allowed(here)) == words
            for word in words:
                there, after = type(position)(state), model.copy()
                machine.fire(there, word)
                after.fire(word)
                left.append((there.state, after))
        assert {state for state, _ in seen} == reachable(machine.graph)


class Cases(RuleBasedStateMachine):
    """Random legal and illegal events: the illegal ones raise and change nothing."""

    @initialize(chosen=st.sampled_from(EVERY))
    def start(self, chosen):
        """Begin a case of some State by some route."""
        self.machine, self.position, self.model = started(*chosen)
        self.words = sorted({each.trigger for each in self.machine.graph.transitions})

    @rule(data=st.data())
    def possible(self, data):
        """What the model allows, the machine does."""
        words = sorted(self.model.allowed())
        if words:
            word = data.draw(st.sampled_from(words))
            self.machine.fire(self.position, word)
            self.model.fire(word)

    @rule(data=st.data())
    def impossible(self, data):
        """What the model forbids, the machine refuses, saying what was possible."""
        words = [each for each in self.words if each not in self.model.allowed()]
        if not words:
            return
        word, before = data.draw(st.sampled_from(words)), self.position.state
        meant = self.machine.graph.find(before, word)
        if meant is not None:
            return
        with pytest.raises(EventOrderError) as caught:
            self.machine.fire(self.position, word)
        assert self.position.state == before
        assert set(caught.value.suggestions) == self.model.allowed()

    @invariant()
    def same(self):
        """Machine and model allow the same."""
        if hasattr(self, "machine"):
            assert set(self.machine.allowed(self.position)) == self.model.allowed()


@pytest.mark.no_cover
class TestCases(Cases.TestCase):
    """The stateful test, run by pytest."""

    settings = settings(max_examples=8, stateful_step_count=20, deadline=None)
