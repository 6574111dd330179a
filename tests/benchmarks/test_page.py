"""The tables and the picture of the benchmarks say what the kept figures say, and nothing else."""

import copy
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def results():
    """The kept figures, to be changed at will."""
    text = (ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8")
    return copy.deepcopy(json.loads(text))


def goals_of(results):
    """Return every goal with its benchmark's name."""
    return [(n, goal) for n, each in results["benchmarks"].items() for goal in each["goals"]]


class TestTables:
    def test_every_benchmark_is_measured(self, results):
        """The kept figures are those of every benchmark there is."""
        modules = {path.stem for path in (ROOT / "benchmarks").glob("[!_]*.py")}
        assert set(results["benchmarks"]) == modules

    def test_every_goal_is_on_the_page(self, page, results):
        """Every goal has a row with its limit and its verdict."""
        rows = page.goals(results).splitlines()[2:]
        assert len(rows) == len(goals_of(results))
        for row, (name, goal) in zip(rows, goals_of(results), strict=True):
            assert row.startswith(f"| `{name}` | {goal['figure']} | {goal['way']} ")
            assert ("**missed**" in row) == (goal["verdict"] == "MISSED")

    def test_what_is_not_judged_is_explained(self, page, results):
        """A goal that could not be judged is listed with the reason."""
        goal = results["benchmarks"]["forecast"]["goals"][-1]
        goal.update(verdict="not judged", line="not judged: too busy")
        assert page.goals(results).endswith("\n\n- not judged: too busy.")
        goal.update(verdict="met")
        assert "not judged: too busy" not in page.goals(results)

    @pytest.mark.parametrize("name", ["agent", "ask", "effects", "forecast", "web", "when"])
    def test_every_figure_has_its_row(self, page, results, name):
        """A figure that changes changes its row, and no other."""
        before = page.figures(results, name).splitlines()
        figures = results["benchmarks"][name]["figures"]
        figure = next(iter(figures))
        figures[figure] *= 3
        after = page.figures(results, name).splitlines()
        assert len(after) == len(figures) + 2
        assert [
            n for n, pair in enumerate(zip(before, after, strict=True)) if len({*pair}) > 1
        ] == [2]

    def test_a_busy_machine_is_told(self, page, results):
        """Where programs ran beside the benchmarks, the page says so."""
        for found in results["benchmarks"].values():
            found["load_before"] = 0.1
        assert "busy" not in page.circumstances(results)
        results["benchmarks"]["web"]["load_before"] = 7.5
        told = page.circumstances(results).replace("\n", " ")
        assert "to 7.5: **the machine was busy**" in told


class TestPicture:
    def bars(self, page, results):
        """Return what the bars of the picture are to say."""
        for name, ending, _ in page.PANELS.values():
            for key, value in results["benchmarks"][name]["figures"].items():
                if key.endswith(ending) and key.removesuffix(ending) not in page.BESIDE:
                    yield key.removesuffix(ending), page.number(value)

    def test_every_contender_is_told(self, page, results):
        """The picture of the README names every contender with its value, as text."""
        text = page.PICTURE.read_text(encoding="utf-8")
        told = list(self.bars(page, results))
        assert len(told) >= 8
        assert [bar for bar in told if not all(f">{each}<" in text for each in bar)] == []

    def test_another_figure_is_another_picture(self, page, results, tmp_path):
        """A changed figure is drawn, and the same figures give the same bytes."""
        page.draw(results, tmp_path / "one.svg")
        page.draw(results, tmp_path / "two.svg")
        assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
        figures = results["benchmarks"]["effects"]["figures"]
        figures["pandas DateOffset, 1,000,000 days, milliseconds"] = 77.7
        page.draw(results, tmp_path / "three.svg")
        assert ">77.7<" in (tmp_path / "three.svg").read_text(encoding="utf-8")
