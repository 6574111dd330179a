"""What a forecast may suppose: facts, chances and years that make sense."""

import pytest

import withdrawal
from withdrawal.errors import CircumstanceError, DateRangeError


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

    @pytest.mark.parametrize("day", ["9970-01-01", "9988-01-01"])
    def test_too_late(self, day):
        """A day too near the end of the calendar is refused."""
        with pytest.raises(DateRangeError, match="too late to look ahead from"):
            withdrawal.forecast("Sweden", "ottawa", as_of=day)

    def test_late_enough(self):
        """The last year that is not too late is looked ahead from."""
        made = withdrawal.forecast("Sweden", "ottawa", as_of="9969-06-01")
        assert made.median is not None
