"""The page of benchmarks and its charts say what the kept figures say, and nothing else."""

import copy
import json
from pathlib import Path

import pytest

from withdrawal.output.drawing import PAINTS, Rect, Text, svg, width_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def results():
    """The kept figures, to be changed at will."""
    text = (ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8")
    return copy.deepcopy(json.loads(text))


def goals_of(results):
    """Return every goal with its benchmark's name."""
    return [(n, goal) for n, each in results["benchmarks"].items() for goal in each["goals"]]


class TestPage:
    def test_page_and_charts_are_what_the_figures_give(self, writer):
        """No file is edited by hand (`python tools/write_benchmarks.py` writes them)."""
        assert writer.main(["--check"]) == 0

    def test_another_figure_gives_another_page(self, writer, results):
        """The check can fail: each figure that is shown changes the page when it changes."""
        before = writer.page(results)
        for name, found in results["benchmarks"].items():
            figure = next(iter(found["figures"]))
            changed = copy.deepcopy(results)
            changed["benchmarks"][name]["figures"][figure] *= 3
            assert writer.page(changed) != before, (name, figure)

    def test_every_benchmark_is_measured(self, results):
        """The kept figures are those of every benchmark there is."""
        modules = {path.stem for path in (ROOT / "benchmarks").glob("[!_]*.py")}
        assert set(results["benchmarks"]) == modules

    def test_every_goal_is_on_the_page(self, writer, results):
        """Every goal has a row with its limit and its verdict."""
        rows = writer.goals_table(results).splitlines()[2:]
        assert len(rows) == len(goals_of(results))
        for row, (name, goal) in zip(rows, goals_of(results), strict=True):
            assert row.startswith(f"| `{name}` | {goal['figure']} | {goal['way']} ")
            assert ("**missed**" in row) == (goal["verdict"] == "MISSED")

    def test_what_is_not_judged_is_explained(self, writer, results):
        """A goal that could not be judged is listed with the reason."""
        goal = results["benchmarks"]["forecast"]["goals"][-1]
        goal.update(verdict="not judged", line="not judged: too busy")
        assert "- not judged: too busy." in writer.page(results)
        goal.update(verdict="met")
        assert "not judged: too busy" not in writer.page(results)

    def test_a_busy_machine_is_told(self, writer, results):
        """Where programs ran beside the benchmarks, the page says so."""
        for found in results["benchmarks"].values():
            found["load_before"] = 0.1
        assert "busy" not in writer.circumstances(results)
        results["benchmarks"]["web"]["load_before"] = 7.5
        told = writer.circumstances(results).replace("\n", " ")
        assert "to 7.5: **the machine was busy**" in told


class TestCharts:
    def test_nothing_leaves_the_paper(self, writer, results):
        """Every shape of every chart lies on its paper, in a paint of the house."""
        for name, drawing in writer.charts(results).items():
            assert {each.role for each in drawing.shapes} <= set(PAINTS), name
            for each in drawing.shapes:
                left, right = extent(each)
                assert -0.5 <= left <= right <= drawing.width + 0.5, (name, each)

    def test_a_bar_for_each_contender_the_longest_for_the_largest(self, charts):
        """Bars are as long as their values say, on a logarithmic axis."""
        listed = [charts.Bar(str(n), 10.0**n, "") for n in (1, 2, 3)]
        drawn = [each for each in charts.bars("t", listed).shapes if isinstance(each, Rect)][1:]
        assert drawn[2].width - drawn[1].width == pytest.approx(drawn[1].width - drawn[0].width)

    def test_a_missed_goal_is_left_of_the_line(self, charts):
        """A figure half as good as its goal is drawn left of the goal, one twice as good right."""
        listed = [charts.Bar("bad", 0.5, "", "conflict"), charts.Bar("good", 2.0, "", "period")]
        drawing = charts.margins("t", listed)
        bad, good = [each for each in drawing.shapes if isinstance(each, Rect)][1:]
        assert bad.x + bad.width == pytest.approx(good.x)

    def test_told_to_those_who_do_not_see_it(self, writer, bars, results):
        """The description of a chart names every bar with its value."""
        for bar in bars.day_bars(results):
            assert f"{bar.name}: {bar.told}" in svg(writer.charts(results)["speed.svg"])


def extent(shape):
    """Return how far a shape reaches to the left and to the right."""
    if isinstance(shape, Text):
        wide = width_of(shape.text, shape.role)
        left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
        return left, left + wide
    if isinstance(shape, Rect):
        return shape.x, shape.x + shape.width
    if hasattr(shape, "radius"):
        return shape.x - shape.radius, shape.x + shape.radius
    return min(shape.x1, shape.x2), max(shape.x1, shape.x2)
