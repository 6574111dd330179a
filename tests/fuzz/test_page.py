"""The page of evidence on fuzzing: sums of runs, each seed counted once."""

import json


def run(target, seed, inputs, **more):
    """Return a line of the log."""
    row = {"date": "2026-11-21", "version": "1.0.0", "target": target, "seed": seed}
    return {**row, "inputs": inputs, "whole": 2, "accepted": 1, "slowest": 0.1, "growth": 2.0,
            "faults": [], **more}  # fmt: skip


class TestPage:
    """The table of doors."""

    def test_sums(self, load):
        """Inputs of different seeds are added; the same seed again is not counted twice."""
        page = load("page")
        runs = [
            run("treaty", 1, 10),
            run("treaty", 2, 5),
            run("treaty", 2, 5),
            run("journal", 1, 7),
        ]
        row = page.row("treaty", runs)
        assert "| 15 | 4 | 2 | 13 | 0.10 s | 2.0 MiB | 0 |" in row

    def test_worst(self, load):
        """The slowest input and the largest growth are shown, and every fault is counted."""
        page = load("page")
        runs = [run("treaty", 1, 10, slowest=0.7), run("treaty", 2, 5, growth=9.5, faults=["x"])]
        assert page.row("treaty", runs).endswith("| 0.70 s | 9.5 MiB | 1 |\n")

    def test_every_door(self, load, targets):
        """Every target has its line, also one that was never run."""
        page = load("page")
        assert set(page.DOORS) == set(targets)
        text = page.page([run("treaty", 1, 10)])
        assert text.count("\n| ") >= len(targets) + 2
        assert "Runs of 2026-11-21, version 1.0.0." in text

    def test_kills(self, load):
        """The last run of each kind of kill has its line, and without one there is no section."""
        page = load("page")
        runs = [run("treaty", 1, 10)]
        assert "## Killed" not in page.page(runs)
        kills = [
            {"what": "exports", "kills": 9, "left": {"none": 9}, "date": "2026-11-28"},
            {
                "what": "exports",
                "kills": 1000,
                "left": {"none": 2, "whole": 8},
                "date": "2026-11-29",
            },
        ]
        text = page.page(runs, kills)
        assert text.endswith("| exports | 1,000 | 2 none, 8 whole |\n\nRuns of 2026-11-29.\n")

    def test_log(self, runner, tmp_path):
        """A run adds one line to the log, with what the page needs."""
        path = tmp_path / "runs.jsonl"
        command = ["treaty", "--inputs", "20", "--processes", "1", "--seed", "4", "--log"]
        assert runner.main([*command, str(path)]) == 0
        (row,) = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert (row["target"], row["seed"], row["inputs"], row["faults"]) == ("treaty", 4, 20, [])
        assert row["accepted"] + sum(row["refused"].values()) == 20
        assert row["whole"] < 20
