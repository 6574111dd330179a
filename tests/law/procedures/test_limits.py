"""Counting days of a kind: calendar days, weekdays and sitting days, forward and back."""

from datetime import date

import pytest

from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.limits import moved

FRIDAY = date(2027, 3, 5)


class TestMoved:
    """A day so many days of a kind away."""

    @pytest.mark.parametrize(
        ("count", "unit", "expected"),
        [
            (1, "calendar", "2027-03-06"),
            (-1, "calendar", "2027-03-04"),
            (1, "weekday", "2027-03-08"),
            (2, "weekday", "2027-03-09"),
            (-1, "weekday", "2027-03-04"),
            (-5, "weekday", "2027-02-26"),
            (0, "weekday", "2027-03-05"),
        ],
    )
    def test_days(self, count, unit, expected):
        """Weekdays pass over the weekend, one as well as several, in both directions."""
        assert moved(FRIDAY, count, unit, procedure("LTU").sessions) == date.fromisoformat(expected)

    @pytest.mark.parametrize("count", [1, 2, 7])
    def test_back_again(self, count):
        """From a weekday forward and back again is where one began."""
        there = moved(FRIDAY, count, "weekday", procedure("LTU").sessions)
        assert moved(there, -count, "weekday", procedure("LTU").sessions) == FRIDAY
