"""`DayRule`: a phrase that names one day of each year; and Easter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import DayRule
from withdrawal.errors import DataFileError


class TestDayRule:
    """A phrase names one day of each year."""

    @pytest.mark.parametrize(
        ("text", "year", "day"),
        [
            ("03-10", 2026, date(2026, 3, 10)),
            ("second Monday of January", 2025, date(2025, 1, 13)),
            ("third Thursday of June", 2025, date(2025, 6, 19)),
            ("first Tuesday of October", 2024, date(2024, 10, 1)),
            ("last Friday of June", 2026, date(2026, 6, 26)),
            ("fourth Monday of July", 2026, date(2026, 7, 27)),
            ("first working day of October", 2022, date(2022, 10, 3)),
            ("last working day of June", 2024, date(2024, 6, 28)),
            ("2025-06-21", 2025, date(2025, 6, 21)),
            ("2 days before Easter", 2026, date(2026, 4, 3)),
            ("1 day after Easter", 2027, date(2027, 3, 29)),
            ("39 days after Easter", 2024, date(2024, 5, 9)),
        ],
    )
    def test_in_year(self, text, year, day):
        """The day the phrase names, by the calendar."""
        rule = DayRule.parse(text)
        assert rule.in_year(year) == day
        assert str(rule) == text

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("05-05", "5 May"),
            ("2026-04-27", "27 April 2026"),
            ("last Monday of May", "last Monday of May"),
        ],
    )
    def test_in_words(self, text, words):
        """Days as figures are said in words; a phrase is one already."""
        assert DayRule.parse(text).in_words == words

    @pytest.mark.parametrize(
        "text",
        ["", "13-01", "02-30", "fifth Monday of June", "second Moonday of June", "June",
         "second Monday of Juin", "second Monday", "2 days after June", "2025-02-30",
         "__import__('os')"],
    )  # fmt: skip
    def test_outside_the_vocabulary(self, text):
        """Any other phrase is refused, and the message shows what would do."""
        with pytest.raises(DataFileError, match="expected MM-DD"):
            DayRule.parse(text)

    @given(st.integers(1990, 2090), st.sampled_from(["first", "second", "third", "last"]))
    def test_weekday(self, year, ordinal):
        """The nth weekday of a month is that weekday, in that month and that part of it."""
        day = DayRule.parse(f"{ordinal} Thursday of June").in_year(year)
        assert (day.weekday(), day.month) == (3, 6)
        week = {"first": range(1, 8), "second": range(8, 15), "third": range(15, 22)}
        assert day.day in week.get(ordinal, range(24, 31))


class TestEaster:
    """The Sunday after the first full moon of spring, by the tables of the Gregorian calendar."""

    @pytest.mark.parametrize(
        "day", ["1818-03-22", "1943-04-25", "2008-03-23", "2019-04-21", "2024-03-31", "2038-04-25"]
    )
    def test_known_years(self, day):
        """The earliest and the latest day there is, and years in which the rules differ."""
        rule = DayRule.parse("1 day after Easter")
        assert rule.in_year(int(day[:4])) == date.fromisoformat(day) + timedelta(days=1)
