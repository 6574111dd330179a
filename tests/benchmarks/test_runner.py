"""`python -m benchmarks`: what is kept of a measurement, and what is said of it."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def runner(page, monkeypatch, tmp_path):
    """The program, with results of its own and nothing to measure for long."""
    monkeypatch.syspath_prepend(str(ROOT))
    spec = importlib.util.spec_from_file_location("runner", ROOT / "benchmarks" / "__main__.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "RESULTS", tmp_path / "results.json")
    return module


class TestKeep:
    def test_those_not_run_stay(self, runner):
        """Measuring one benchmark again leaves the figures of the others."""
        runner.keep({"web": {"figures": {"a": 1}}, "ask": {"figures": {"b": 1}}})
        runner.keep({"web": {"figures": {"a": 2}}})
        kept = json.loads(runner.RESULTS.read_text(encoding="utf-8"))
        assert kept["benchmarks"] == {"ask": {"figures": {"b": 1}}, "web": {"figures": {"a": 2}}}

    def test_on_what(self, runner):
        """The machine is told by its processors and packages, and by no name or place."""
        told = runner.machine()
        assert told["packages"].keys() <= set(runner.PEERS)
        assert told["processors"] >= 1
        assert runner.installed("no-such-package") is None


class TestRun:
    @pytest.fixture
    def run(self, runner, monkeypatch, capsys):
        """A function that runs one benchmark, with what it finds given."""

        def run(verdict, *options):
            line = f"{verdict}: time: 6, goal at most 5"
            goal = {"figure": "time", "verdict": verdict, "line": line}
            found = {"figures": {"time": 6.0}, "series": {}, "goals": [goal]}
            monkeypatch.setattr(runner, "measured", lambda name: found)
            monkeypatch.setattr(sys, "argv", ["benchmarks", "web", *options])
            return runner.main(), capsys.readouterr().out.splitlines()

        return run

    @pytest.mark.parametrize("verdict", ["met", "not judged", "not measured"])
    def test_nothing_missed(self, run, verdict):
        """Only a missed goal fails the check; the others have their line all the same."""
        status, lines = run(verdict, "--check")
        assert status == 0
        assert f"{verdict}: time: 6, goal at most 5" in lines
        assert lines[-1] == "== 1 goals, 0 missed"

    def test_missed(self, run):
        """A missed goal is named once more at the end, and fails where that is asked."""
        status, lines = run("MISSED", "--check")
        assert (status, lines[-1]) == (1, "MISSED: time: 6, goal at most 5")
        assert run("MISSED")[0] == 0

    def test_one_that_breaks(self, runner, monkeypatch, capsys):
        """A benchmark that breaks fails the run, and is named."""
        monkeypatch.setattr(runner, "PEERS", ())
        monkeypatch.setattr(sys, "executable", "/bin/false")
        monkeypatch.setattr(sys, "argv", ["benchmarks", "web"])
        assert runner.main() == 1
        assert capsys.readouterr().out.splitlines()[-1] == "FAILED: web"
