"""Durations as data: what a table may say, and how it is refused."""

from __future__ import annotations

import tomllib

import pytest

from withdrawal.errors import ScenarioError
from withdrawal.odds.engine.durations import duration_from

GOOD = """
a = { fixed = 10 }
b = { uniform = [3, 14] }
c = { lognormal = { median = 30, p90 = 90 } }
d = { empirical = [3, 5, 5, 9] }
e = { empirical = { "3" = 0.2, "5" = 0.8 } }
f = { mixture = [{ weight = 0.8, fixed = 10 }, { weight = 0.2, uniform = [20, 40] }] }
"""


class TestDurationFrom:
    @pytest.mark.parametrize(
        ("key", "median"), [("a", 10), ("b", 8), ("c", 30), ("d", 5), ("e", 5), ("f", 10)]
    )
    def test_every_form_reads_from_toml(self, key: str, median: int) -> None:
        """Each form of the vocabulary can be written in TOML."""
        assert duration_from(tomllib.loads(GOOD)[key]).quantile(0.5) == median

    @pytest.mark.parametrize(
        ("spec", "words"),
        [
            ({"fixd": 3}, "'fixd' is not a kind of duration: expected one of fixed"),
            ({"fixed": 3, "uniform": [1, 2]}, "exactly one of"),
            ({"fixed": 2.5}, "expected a whole number of days"),
            ({"fixed": True}, "expected a whole number of days"),
            ({"uniform": [3]}, "expected \\[shortest, longest\\]"),
            ({"lognormal": {"median": 3}}, "expected { median"),
            ({"lognormal": {"median": 9, "p90": 3}}, "0 < median < p90"),
            ({"empirical": {"x": 1.0}}, "whole number of days"),
            ({"mixture": [{"fixed": 3}]}, "expected a weight and a duration"),
            ({"mixture": []}, "expected a list of weighted durations"),
            ("ten days", "expected a table"),
        ],
    )
    def test_anything_else_is_refused_by_name(self, spec: object, words: str) -> None:
        """A malformed table is refused with its place and what was expected."""
        with pytest.raises(ScenarioError, match=words) as caught:
            duration_from(spec, where="case 'x': durations.final-vote")
        assert "case 'x': durations.final-vote" in caught.value.message

    @pytest.mark.parametrize(
        ("spec", "place"),
        [
            ({"lognormal": {"median": "3", "p90": 9}}, "durations.lognormal: '3'"),
            ({"lognormal": {"median": 3, "p90": "9"}}, "durations.lognormal: '9'"),
            (
                {"mixture": [{"weight": 1, "fixed": 3}, {"weight": 1, "fixed": "x"}]},
                r"durations.mixture\[2\].fixed: 'x'",
            ),
        ],
    )
    def test_the_place_within(self, spec: object, place: str) -> None:
        """The part of a table that is malformed is named."""
        with pytest.raises(ScenarioError, match=f"^{place}: expected a"):
            duration_from(spec, where="durations")

    def test_the_nearest_form_is_suggested(self) -> None:
        """A misspelt form is answered with the nearest one."""
        with pytest.raises(ScenarioError) as caught:
            duration_from({"lognorml": {}})
        assert caught.value.suggestions == ("lognormal",)
