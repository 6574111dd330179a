"""What a forecast may suppose: facts, chances and years that make sense."""

import inspect

import pytest

import withdrawal
from withdrawal.errors import CircumstanceError, DateRangeError, ScenarioError

INFINITY, NOTHING = float("inf"), float("nan")


class TestSuppositions:
    """Arguments of `forecast`."""

    @pytest.mark.parametrize(
        ("supposed", "said"),
        [
            ({"facts": ["urgnt"]}, "'urgnt' is not a fact"),
            ({"conflict_a_year": 1.0}, "1.0 is not the chance"),
            ({"conflict_a_year": -0.1}, "-0.1 is not the chance"),
            ({"years": 0}, "0 years cannot be looked ahead"),
            ({"years": -1}, "-1 years cannot be looked ahead"),
            ({"years": 2.5}, "2.5 years cannot be looked ahead"),
            ({"years": True}, "True years cannot be looked ahead"),
            ({"years": "3"}, "'3' years cannot be looked ahead"),
            ({"conflict_a_year": "0.1"}, "'0.1' is not the chance"),
            ({"conflict_a_year": float("nan")}, "nan is not the chance"),
            ({"conflict_a_year": False}, "False is not the chance"),
            ({"durations": [3]}, "durations is .3.: expected a table"),
            ({"estimates": 3}, "estimates is 3: expected"),
            ({"facts": 3}, "facts is 3: expected a word"),
        ],
    )
    @pytest.mark.parametrize("party", ["Sweden", "Lithuania"])
    def test_refused(self, party, supposed, said):
        """What cannot be supposed is refused, also where nothing is open any more."""
        with pytest.raises(CircumstanceError, match=said):
            withdrawal.forecast(party, "ottawa", as_of="2026-11-21", **supposed)

    def test_suggestion(self):
        """A misspelt fact gets the nearest."""
        with pytest.raises(CircumstanceError) as refused:
            withdrawal.forecast("Sweden", "ottawa", facts=["urgnt"])
        assert refused.value.suggestions[0] == "urgent"

    @pytest.mark.parametrize(
        "spec",
        [
            {"lognormal": {"median": 3, "p90": INFINITY}},
            {"lognormal": {"median": 1e-300, "p90": 1e300}},
            {"lognormal": {"median": 10**400, "p90": 10**401}},
            {"lognormal": {"median": NOTHING, "p90": 3}},
            {"fixed": 10**400},
            {"empirical": {"3": INFINITY}},
            {"empirical": {"3": 1e308, "4": 1e308}},
            {"empirical": {"9" * 5000: 1}},
            {"mixture": [{"weight": INFINITY, "fixed": 3}]},
            {"mixture": [{"weight": 1e308, "fixed": 3}, {"weight": 1e308, "fixed": 5}]},
        ],
    )
    def test_durations_without_end(self, spec):
        """Infinities, what is no number, and what is too large to count are refused."""
        with pytest.raises(ScenarioError, match="expected"):
            withdrawal.forecast(
                "Sweden", "ottawa", as_of="2026-11-21", durations={"government-decision": spec}
            )

    @pytest.mark.parametrize(
        "given",
        [
            {"treaty": "paris"},
            {"route": "nonsense"},
            {"facts": ["urgent"]},
            {"conflict": "2026-01-01/.."},
            {"catalogue": withdrawal.catalogue()},
            {"nonsense": 3},
        ],
    )
    def test_beside_a_case(self, given):
        """What a case says itself, and what nobody knows, is refused by name beside it."""
        with pytest.raises(CircumstanceError, match=f"{next(iter(given))} cannot be given"):
            withdrawal.forecast(withdrawal.Case("SWE", "ottawa"), as_of="2026-11-21", **given)

    def test_is_a_plain_function(self):
        """The forecast says what it takes, whatever was imported before."""
        assert "conflict_a_year" in inspect.signature(withdrawal.forecast).parameters

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "9979-12-31"])
    def test_ends_of_the_calendar(self, day):
        """At the ends of the calendar there is a forecast or a sentence."""
        try:
            told = str(withdrawal.forecast("Sweden", "ottawa", as_of=day))
        except DateRangeError as refused:
            told = str(refused)
        assert told.endswith(".")

    def test_years_without_end(self):
        """So many years that no calendar holds them are refused."""
        with pytest.raises(DateRangeError, match="expected fewer"):
            withdrawal.forecast("Sweden", "ottawa", as_of="2026-11-21", years=10**30)

    @pytest.mark.parametrize("day", ["9970-01-01", "9988-01-01"])
    def test_too_late(self, day):
        """A day too near the end of the calendar is refused."""
        with pytest.raises(DateRangeError, match="too late to look ahead from"):
            withdrawal.forecast("Sweden", "ottawa", as_of=day)

    def test_late_enough(self):
        """The last year that is not too late is looked ahead from."""
        made = withdrawal.forecast("Sweden", "ottawa", as_of="9969-06-01")
        assert made.median is not None
