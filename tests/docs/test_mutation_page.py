"""The page on mutants says what the results kept beside the tool say."""

import json

import pytest


@pytest.fixture(scope="module")
def tool(load_tool):
    """Return the maker of the page as a module."""
    return load_tool("mutation_page")


@pytest.fixture(scope="module")
def results(tool):
    """Return how the mutants of each room fared."""
    return json.loads(tool.RESULTS.read_text(encoding="utf-8"))


class TestPage:
    def test_it_is_made_of_the_results(self, tool, results):
        """Nobody wrote a figure into the page by hand."""
        assert tool.PAGE.read_text(encoding="utf-8") == tool.page(results, tool.reasons())

    def test_every_survivor_has_a_reason(self, tool, results):
        """A mutant that no test notices is explained, in each of the four rooms."""
        known = tool.reasons()
        assert list(results) == ["case", "dates", "forecast", "law"]
        lived = [each for room in results.values() for each in room["survivors"]]
        assert [x for x in lived if (x["before"], x["after"]) not in known] == []

    def test_every_survivor_is_listed(self, tool, results):
        """As many survivors are named as the files count."""
        for room in results.values():
            fared = tool.total(room)
            assert fared["survived"] + fared["not run"] == len(room["survivors"])


class TestWilson:
    @pytest.mark.parametrize(
        ("killed", "tried", "low", "high"),
        [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
    )
    def test_published_values(self, tool, killed, tried, low, high):
        """The last is the example of Newcombe (1998), the others follow from the formula."""
        assert tool.wilson(killed, tried) == pytest.approx((low, high), abs=5e-5)
