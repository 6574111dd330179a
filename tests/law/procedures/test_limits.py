"""Counting units of a kind: calendar days, months, working and sitting days, both ways."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import DayRule
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.limits import moved
from withdrawal.law.procedures.sessions import Sessions, Span
from withdrawal.law.procedures.stages import DayLimits, Unit

WEEKDAYS = DayLimits(unit="weekday")
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
        assert moved(
            FRIDAY, count, DayLimits(unit=unit), procedure("LTU").sessions
        ) == date.fromisoformat(expected)

    @pytest.mark.parametrize("count", [1, 2, 7])
    def test_back_again(self, count):
        """From a weekday forward and back again is where one began."""
        there = moved(FRIDAY, count, WEEKDAYS, procedure("LTU").sessions)
        assert moved(there, -count, WEEKDAYS, procedure("LTU").sessions) == FRIDAY


class TestUnits:
    """What a limit counts, and where its end is moved."""

    SITS = Sessions(
        ordinary=(Span(DayRule.parse("03-01"), DayRule.parse("03-31")),),
        holidays=(DayRule.parse("03-08"),),
        joint_recesses=(Span(DayRule.parse("03-08"), DayRule.parse("03-12")),),
    )

    @pytest.mark.parametrize(
        ("count", "limits", "expected"),
        [
            (1, DayLimits(unit="working"), "2027-03-09"),
            (1, DayLimits(unit="sitting"), "2027-03-08"),
            (1, DayLimits(unit="joint-sitting"), "2027-03-15"),
            (-1, DayLimits(unit="joint-sitting"), "2027-03-04"),
            (3, DayLimits(unit="month"), "2027-06-05"),
            (1, DayLimits(rolls="forward"), "2027-03-09"),
            (2, DayLimits(rolls="back"), "2027-03-05"),
            (20, DayLimits(unit="working", only_in_session=True), "2028-03-03"),
            (27, DayLimits(only_in_session=True), "2028-03-01"),
        ],
    )
    def test_end(self, count, limits, expected):
        """Holidays, days of one chamber alone and days outside session are passed over."""
        assert moved(FRIDAY, count, limits, self.SITS) == date.fromisoformat(expected)

    def test_end_of_month(self):
        """A month ends on the last day of a shorter month."""
        assert moved(date(2027, 1, 31), 1, DayLimits(unit="month"), None) == date(2027, 2, 28)

    @given(
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.integers(1, 60),
        st.sampled_from(get_args(Unit)),
        st.sampled_from([None, "forward"]),
    )
    def test_latest_beginning(self, end, count, unit, rolls):
        """Going back gives the last day that counts from which the limit is over by the end."""
        limits = DayLimits(unit=unit, rolls=rolls)
        start = moved(end, -count, limits, self.SITS)
        assert moved(start, count, limits, self.SITS) <= end
        following = moved(start, 1, DayLimits(unit=unit), self.SITS)
        assert unit == "month" or moved(following, count, limits, self.SITS) > end

    def test_endless(self):
        """Days that no calendar has are an error, not an endless search."""
        never = Sessions(weekdays=())
        with pytest.raises(DataFileError, match="5 sitting days do not end"):
            moved(FRIDAY, 5, DayLimits(5, unit="sitting"), never)

    def test_months_in_session(self):
        """A month has no days outside session to leave out."""
        with pytest.raises(DataFileError, match="only_in_session"):
            DayLimits(1, unit="month", only_in_session=True)

    @pytest.mark.parametrize(
        ("limits", "words"),
        [
            (DayLimits(maximum=1, unit="month"), "at most 1 month"),
            (DayLimits(15, 15, unit="joint-sitting"), "15 joint sitting days"),
            (DayLimits(10, 21), "10 to 21 days"),
            (DayLimits(30, rolls="forward"), "at least 30 days, moved forward to a working day"),
            (
                DayLimits(maximum=60, unit="working", only_in_session=True),
                "at most 60 working days, not counting days outside session",
            ),
        ],
    )
    def test_in_words(self, limits, words):
        """A limit reads aloud: number, unit, and where its end is moved."""
        assert limits.in_words() == words
