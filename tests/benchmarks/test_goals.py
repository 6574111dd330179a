"""Goals: when a benchmark says that one is met, missed, or not for this machine to judge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class TestVerdict:
    @pytest.mark.parametrize(
        ("way", "value", "verdict"),
        [
            ("at most", 5.0, "met"),
            ("at most", 5.1, "MISSED"),
            ("at least", 5.0, "met"),
            ("at least", 4.9, "MISSED"),
        ],
    )
    def test_the_limit_itself_is_enough(self, common, way, value, verdict):
        """A goal is met at its limit and missed just beyond it."""
        goal = common.Goal("time", way, 5.0)
        assert goal.verdict({"time": value}) == verdict
        assert goal.line({"time": value}) == f"{verdict}: time: {value:.3g}, goal {way} 5"

    def test_without_a_figure(self, common):
        """A figure that was not measured neither meets nor misses its goal."""
        goal = common.Goal("time", "at most", 5.0)
        assert goal.verdict({}) == "not measured"

    @pytest.mark.parametrize(
        ("value", "given", "verdict"),
        [(1.2, 1.3, "not judged"), (1.2, 1.9, "MISSED"), (1.8, 1.3, "met")],
    )
    def test_a_machine_that_cannot_show_it(self, common, value, given, verdict):
        """A goal is not judged only where it is missed and the machine had too little to give."""
        goal = common.Goal("two", "at least", 1.7, needs=("machine", 1.9))
        assert goal.verdict({"two": value, "machine": given}) == verdict

    def test_why_it_is_not_judged(self, common):
        """The line of a goal that is not judged says what was lacking."""
        goal = common.Goal("two", "at least", 1.7, needs=("machine", 1.9))
        line = goal.line({"two": 1.2, "machine": 1.3})
        assert line.endswith("(needs machine at least 1.9, is 1.3)")


class TestMain:
    @pytest.fixture
    def run(self, common, capsys):
        """A function that runs a benchmark of one figure, and returns its status and output."""

        def run(*arguments):
            status = common.main(
                lambda rounds: common.Measured({"time": 2.0 * rounds}, {"size": [(1, 0.5)]}),
                [common.Goal("time", "at most", 5.0)],
                "A benchmark.",
                numbers={"rounds": 2},
                arguments=arguments,
            )
            return status, capsys.readouterr().out

        return run

    def test_one_line_for_each_goal(self, run):
        """The figures come first, then each curve, then each goal in a line of its own."""
        status, out = run("--check")
        lines = out.splitlines()
        assert (status, len(lines), lines[-1]) == (0, 3, "met: time: 4, goal at most 5")

    def test_a_missed_goal(self, run):
        """With --check a missed goal is status 1, without it 0."""
        assert run("--check", "--rounds", "3")[0] == 1
        assert run("--rounds", "3")[0] == 0

    def test_as_json(self, run):
        """The same as JSON, with the verdicts."""
        found = json.loads(run("--json")[1])
        assert found["figures"] == {"time": 4.0}
        assert found["goals"][0]["verdict"] == "met"

    def test_no_such_benchmark(self):
        """An unknown name is refused, with the names there are."""
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks", "speed"], capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 2
        assert "expected one of agent, ask, effects" in done.stderr


class TestTiming:
    def test_in_turns(self, common):
        """Works take turns, round after round, and none is timed before all are."""
        order = []
        times = common.in_turns({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3)
        assert order == ["a", "b"] * 3
        assert [len(each) for each in times.values()] == [3, 3]

    def test_on_a_core(self, common):
        """The time of processes counts where they worked, not where they slept."""
        work = "import time; begun = time.process_time()\nwhile time.process_time() < {}: pass"
        busy = [sys.executable, "-c", work.format(0.3)]
        idle = [sys.executable, "-c", "import time; time.sleep(0.3)"]
        spent = [common.on_a_core(lambda c=c: subprocess.run(c, check=True)) for c in (busy, idle)]
        assert spent[0] >= 0.29 > spent[1] / 2
