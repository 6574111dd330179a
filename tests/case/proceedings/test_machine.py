"""`ProcedureMachine`: one shared machine a procedure, light positions, errors that help."""

import gc
import itertools
import subprocess
import sys

import pytest

from withdrawal.case.proceedings.machine import Position, machine_for
from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.library import procedure

SIX = ("government-decision", "president-submission", "final-vote", "promulgation",
       "notice-received", "effect")  # fmt: skip


@pytest.fixture
def machine():
    """The machine of Lithuania's procedure."""
    return machine_for(procedure("LTU").graph())


def replay(machine, steps):
    """Return where a case stands after some steps."""
    position = machine.start()
    for step in steps:
        machine.fire(position, step)
    return position


class TestFire:
    """Events move a case; impossible ones are refused and change nothing."""

    def test_six_stages(self, machine):
        """A case replays from the first decision to effect."""
        assert replay(machine, SIX) == Position("effective")

    def test_returns_the_transition(self, machine):
        """Firing returns what happened: stage, majority and what was passed over."""
        position = replay(machine, SIX[:2])
        done = machine.fire(position, "final-vote")
        assert done.stage.id == "final-vote"
        assert done.skipped == ("presentation", "committee")
        assert done.majority.needed() == 85

    def test_words_of_the_record(self, machine):
        """Aliases and kinds are understood."""
        steps = ("state-defence-council", "joint-recommendation", "government-approval",
                 "president-decree", "presentation", "committee", "final-vote",
                 "president-signature", "published", "notice-deposited")  # fmt: skip
        assert replay(machine, steps) == Position("notified")

    def test_returned_law(self, machine):
        """A returned law is passed again by more than half of all members."""
        position = replay(machine, [*SIX[:3], "returned"])
        assert position.state == "returned-by-promulgation"
        assert machine.fire(position, "final-vote").majority.needed() == 71
        assert machine.allowed(position) == ("promulgation",)

    def test_out_of_order(self, machine):
        """A step that nothing allows says what was possible, and changes nothing."""
        position = replay(machine, SIX[:3])
        with pytest.raises(EventOrderError, match="expected promulgation or returned") as caught:
            machine.fire(position, "effect")
        assert caught.value.suggestions == ("promulgation", "returned")
        assert position == Position("final-vote")

    @pytest.mark.parametrize("step", ["", "to_effective", "trigger", "__class__", "considered"])
    def test_nonsense(self, machine, step):
        """No name of a state, a method or nothing at all moves a case."""
        position = machine.start()
        with pytest.raises(EventOrderError):
            machine.fire(position, step)
        assert position == Position("considered")

    def test_over(self, machine):
        """Once a case is over its end may be published; least of all can it be revoked."""
        position = replay(machine, SIX)
        assert machine.allowed(position) == ("end-publication",)
        with pytest.raises(EventOrderError, match="expected end-publication"):
            machine.fire(position, "revoked")

    def test_revoked_before_effect(self, machine):
        """A notice can be taken back while its period runs."""
        assert replay(machine, [*SIX[:5], "revoked"]).state == "revoked"

    def test_conflict(self, machine):
        """A conflict when the period ends makes effect wait for its end."""
        position = replay(machine, [*SIX[:5], "conflict-began", "period-ended-in-conflict"])
        assert position.state == "waiting-for-end-of-conflict"
        machine.fire(position, "conflict-ended")
        assert position.state == "effective"


class TestSharing:
    """A machine is built once and holds nothing of any case."""

    def test_built_once(self):
        """The same graph gives the same machine."""
        assert machine_for(procedure("LVA").graph()) is machine_for(procedure("LVA").graph())

    def test_positions_are_independent(self, machine):
        """Two cases do not disturb each other."""
        first, second = machine.start(), machine.start()
        machine.fire(first, "government-decision")
        assert second == Position("considered")

    def test_light(self):
        """A position holds the name of its state and nothing else."""
        assert not hasattr(Position("considered"), "__dict__")

    def test_loaded_on_use(self):
        """The state-machine library is loaded when a machine is built, not before."""
        code = (
            "import sys, withdrawal, withdrawal.case.proceedings.machine as m;"
            "from withdrawal.law.procedures.library import procedure;"
            "assert 'transitions' not in sys.modules;"
            "m.machine_for(procedure('LTU').graph());"
            "assert 'transitions' in sys.modules"
        )
        subprocess.run([sys.executable, "-c", code], check=True)


class TestCost:
    """Replays are fast and leave nothing behind."""

    def test_work(self, machine, count_calls):
        """A six-stage case replays in a few hundred calls, and each stage costs about the same."""
        calls = [count_calls(lambda n=n: replay(machine, SIX[:n])) for n in range(len(SIX) + 1)]
        steps = [after - before for before, after in itertools.pairwise(calls)]
        assert calls[-1] < 600
        assert max(steps) <= 1.1 * min(steps)

    @pytest.mark.slow
    def test_memory(self, machine):
        """Two thousand replays in one process do not grow memory, not by half a block each."""
        replay(machine, SIX)
        gc.collect()
        before = sys.getallocatedblocks()
        for _ in range(2_000):
            replay(machine, SIX)
        gc.collect()
        assert sys.getallocatedblocks() - before < 1_000
