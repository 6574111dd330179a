"""Bad inputs at every door: only errors of the package come out, and soon.

The long run is `make fuzz N=1000000`; here a few hundred inputs are tried each time, and every
input that ever went wrong is tried again.
"""

import contextlib
import random
import time
import tomllib
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from withdrawal.errors import WithdrawalError

HERE = Path(__file__).parent
OF_TWO_PARTS = (
    *("scenario", "treaty", "procedure", "journal", "question", "text", "document", "inquiry"),
)
NAMES = (*OF_TWO_PARTS, "arguments", "request", "call", "process")
KEPT = sorted((HERE / "cases").glob("*/*"))
MANY = {"arguments": 25, "question": 60, "request": 60, "document": 40, "process": 2}


PATIENCE = 10
"""So many times the limit of `make fuzz` is no slowness of a busy machine: it hangs."""


def only_our_errors(target, data):
    """Run an input; an error of the package is what it may end with, and it does not hang."""
    begun = time.process_time()
    with contextlib.suppress(WithdrawalError):
        target.run(data)
    assert time.process_time() - begun < PATIENCE * target.limit


def refusal(function, data):
    """Return the words in which an input is refused; None where it is accepted."""
    try:
        function(data)
    except WithdrawalError as error:
        return error.message
    return None


def test_every_target_is_listed(targets):
    """The names in this file are those of the targets, and those of the targets that also read."""
    assert set(NAMES) == set(targets)
    assert set(OF_TWO_PARTS) == {name for name, each in targets.items() if each.read}


@pytest.mark.parametrize("name", NAMES)
class TestTargets:
    """What holds for every door."""

    def test_good_inputs(self, targets, name):
        """The project's own files and examples pass through the door."""
        good = targets[name].good()
        assert len(good) >= 3
        assert {targets[name].run(data) for data in good} == {None}

    @pytest.mark.no_cover
    def test_bad_inputs(self, targets, name):
        """Inputs changed in one to four places are read, or refused by name."""

        @settings(
            max_examples=MANY.get(name, 120),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.randoms(use_true_random=False))
        def tried(rng):
            only_our_errors(targets[name], targets[name].make(rng))

        tried()


@pytest.mark.parametrize("name", OF_TWO_PARTS)
class TestReading:
    """What holds for every door that reads a whole input before it runs it."""

    def test_refuses_alike(self, targets, name):
        """What is refused when it is only read is refused the whole way too, in the same words."""
        target = targets[name]
        rng = random.Random(11)
        inputs = [target.make(rng) for _ in range(40)]
        read = [refusal(target.read, data) for data in inputs]
        assert sum(map(bool, read)) > 5
        whole = [refusal(target.run, data) for data in inputs]
        assert [each for each in read if each] == [
            each for each, at_once in zip(whole, read, strict=True) if at_once
        ]

    def test_any_bytes(self, targets, name):
        """Bytes that mean nothing at all are refused like any other input."""

        @settings(max_examples=30, deadline=None)
        @given(st.binary(max_size=200))
        def tried(data):
            only_our_errors(targets[name], data)

        tried()

    def test_inputs_are_reproducible(self, targets, name):
        """A seed gives the same inputs again, and another seed others."""
        first = [targets[name].make(random.Random(7)) for _ in range(2)]
        assert first[0] == first[1]
        rng = random.Random(8)
        assert len({targets[name].make(rng) for _ in range(20)}) > 10


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_kept_cases(targets, path):
    """What once crashed or hung is read, or refused by name."""
    only_our_errors(targets[path.parent.name], path.read_bytes())


class TestMutations:
    """The maker of bad inputs."""

    def test_trees_are_left_alone(self, mutate):
        """A tree is changed in a copy."""
        tree = {"a": [1, {"b": "c"}]}
        for seed in range(50):
            mutate.changed(random.Random(seed), tree, [tree])
        assert tree == {"a": [1, {"b": "c"}]}

    def test_toml(self, mutate):
        """What is written as TOML reads back as the same tree."""
        tree = {"a": [1, {"b c": 'd"\n'}], "e": {"f": True, "g": 0.5}, "": "\x00\x7f"}
        assert tomllib.loads(mutate.toml(tree)) == tree

    def test_most_inputs_get_past_the_parser(self, targets):
        """Four of five bad treaty files are still TOML, so that the rules behind are reached."""
        rng, whole = random.Random(3), 0
        for _ in range(200):
            try:
                tomllib.loads(targets["treaty"].make(rng).decode())
                whole += 1
            except ValueError:
                pass
        assert whole > 120


class TestRunner:
    """The command notices what it looks for."""

    @pytest.fixture
    def target(self, runner):
        """Return a door that crashes, hangs or refuses, as the input says."""

        def run(data):
            if data == b"crash":
                raise KeyError("x")
            if data == b"slow":
                begun = time.process_time()
                while time.process_time() - begun < 1.05:
                    pass
            if data == b"refused":
                raise WithdrawalError("No.")
            return "a word" if data == b"word" else None

        return runner.Target("planted", lambda rng: b"", run, tuple)

    @pytest.mark.parametrize(
        ("data", "found"), [(b"crash", "KeyError"), (b"slow", "slow"), (b"refused", None)]
    )
    def test_faults(self, runner, target, data, found):
        """A crash and a hang are faults, a refusal is not."""
        tally = runner.Tally("planted")
        runner.try_one(target, data, tally)
        assert tally.inputs == 1
        assert [place.split(" ")[0] for place in tally.found] == ([found] if found else [])
        assert tally.codes == ({"error": 1} if data == b"refused" else {})

    def test_one_in_twenty_goes_the_whole_way(self, runner, target):
        """Every input is read; the bytes of an input decide whether it goes on, always alike."""
        read, gone = [], []
        door = runner.Target("planted", target.make, gone.append, tuple, read.append)
        tally, inputs = runner.Tally("planted"), [b"%d" % number for number in range(2000)]
        for data in inputs:
            runner.try_one(door, data, tally, share=20)
        assert sorted(read + gone) == sorted(inputs)
        assert 60 < len(gone) == tally.whole < 140
        assert tally.accepted == tally.inputs == 2000
        assert gone == [data for data in inputs if runner.goes_whole(data, 20)]

    def test_all_may_go_the_whole_way(self, runner, target):
        """Without a share every input goes the whole way, as at a door with one part only."""
        for door, share in ((target, 20), (evolve(target, read=tuple), 1)):
            tally = runner.Tally("planted")
            for data in (b"1", b"2", b"word"):
                runner.try_one(door, data, tally, share=share)
            assert (tally.whole, tally.codes["a word"]) == (3, 1)

    def test_counts(self, runner, target):
        """Accepted inputs and refusals by a word are counted apart."""
        tally = runner.Tally("planted")
        for data in (b"", b"", b"word"):
            runner.try_one(target, data, tally)
        assert (tally.inputs, tally.accepted, tally.codes["a word"]) == (3, 2, 1)

    def test_pieces(self, runner):
        """The inputs are divided into pieces with seeds of their own, none left out."""
        pieces = list(runner.jobs("treaty", 5, 50_001, 20_000))
        assert sum(size for _, _, size in pieces) == 50_001
        assert len({seed for _, seed, _ in pieces}) == 3

    def test_command(self, runner, capsys):
        """The command says how many inputs were tried and what came of them."""
        assert runner.main(["treaty", "--inputs", "40", "--processes", "1"]) == 0
        assert "treaty: 40 inputs" in capsys.readouterr().out
