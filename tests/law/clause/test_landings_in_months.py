"""Where a clause lands in a month: the day after, a first or a last; and days of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import Pieces
from withdrawal.errors import DateFormatError, DateRangeError
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.landings import (
    AnnualDate,
    MonthDay,
    MonthEdge,
    NextDay,
    NextMonth,
)
from withdrawal.law.clause.operators import STRAIGHT

DAY = timedelta(days=1)
days = st.dates(date(1945, 1, 1), date(2100, 12, 31))
PLAIN = Setting(date(2025, 1, 1))


class TestMonthDay:
    @pytest.mark.parametrize(
        ("text", "month", "day", "words"),
        [
            ("06-30", 6, 30, "30 June"),
            ("02-29", 2, 29, "29 February"),
            ("01-01", 1, 1, "1 January"),
        ],
    )
    def test_reading(self, text: str, month: int, day: int, words: str):
        """A day of the year is read from MM-DD, printed as it was and spoken with its month."""
        parsed = MonthDay.parse(text)
        assert parsed == MonthDay(month, day)
        assert str(parsed) == text
        assert parsed.in_words() == words

    @pytest.mark.parametrize(
        "text", ["", "6-30", "0630", "06-31", "13-01", "W01-1", "06-30T00", "٠٦-30", None, 630]
    )
    def test_refusals(self, text: object):
        """Another form, or a day no year has, is refused."""
        with pytest.raises(DateFormatError) as caught:
            MonthDay.parse(text)
        assert caught.value.message == f"{text!r} is not a day of the year: expected MM-DD."

    def test_29_february(self):
        """29 February falls on the 28th in common years."""
        assert MonthDay(2, 29).in_year(2024) == date(2024, 2, 29)
        assert MonthDay(2, 29).in_year(2025) == date(2025, 2, 28)
        assert MonthDay(2, 28).in_year(2024) == date(2024, 2, 28)

    @pytest.mark.parametrize("year", [0, 10_000])
    def test_years_that_do_not_exist(self, year: int):
        """A year outside the calendar is refused by name."""
        with pytest.raises(DateRangeError) as caught:
            MonthDay(6, 30).in_year(year)
        assert caught.value.message == (
            f"The year {year} lies outside the calendar: expected 1 to 9999."
        )


class TestMonths:
    @given(days)
    def test_the_day_after(self, day: date):
        """The day after is the next day."""
        assert NextDay().apply(day, PLAIN) == day + DAY
        assert NextDay().explain(day, day + DAY, PLAIN) == f"Effect on the day after: {day + DAY}."
        assert NextDay().pieces(day, day, PLAIN) == STRAIGHT

    @given(days)
    def test_the_first_of_the_next_month(self, day: date):
        """It is the first of a month, later than the day, and no other first lies between."""
        first = NextMonth().apply(day, PLAIN)
        assert first.day == 1
        assert timedelta(0) < first - day <= timedelta(days=31)
        assert (first - DAY).month == day.month

    @pytest.mark.parametrize(
        ("day", "first"),
        [("2025-06-01", "2025-07-01"), ("2025-12-31", "2026-01-01"), ("2024-02-29", "2024-03-01")],
    )
    def test_a_period_that_ends_on_a_first(self, day: str, first: str):
        """A first of a month goes on to the next: the practice of the Council of Europe."""
        start = date.fromisoformat(day)
        after = NextMonth().apply(start, PLAIN)
        assert str(after) == first
        assert NextMonth().explain(start, after, PLAIN) == (
            f"Effect on the first day of the month following {day}: {first}."
        )
        assert NextMonth().pieces(start, after, PLAIN) == Pieces((), (1,), 0)

    @pytest.mark.parametrize(
        ("months", "is_last", "day", "effect"),
        [
            (1, False, "2025-01-31", "2025-02-01"),
            (12, False, "2025-01-31", "2026-01-01"),
            (0, True, "2025-02-01", "2025-02-28"),
            (0, True, "2024-02-29", "2024-02-29"),
            (12, True, "2023-02-10", "2024-02-29"),
            (11, True, "2025-01-31", "2025-12-31"),
        ],
    )
    def test_the_edge_of_a_month(self, months: int, is_last: bool, day: str, effect: str):
        """The first or the last day of a month so many months on."""
        edge = MonthEdge(months, is_last)
        start = date.fromisoformat(day)
        after = edge.apply(start, PLAIN)
        assert str(after) == effect
        assert effect in edge.explain(start, after, PLAIN)
        days = [start + timedelta(days=n) for n in range(-400, 400)]
        table = Clause(operators=(edge,)).table(days[0], days[-1])
        assert [table(each) for each in days] == [edge.apply(each, PLAIN) for each in days]

    @pytest.mark.parametrize(
        ("months", "is_last"),
        [(0, False), (-1, False), (-1, True), (119_989, True), (2**31, False)],
    )
    def test_an_edge_out_of_reach(self, months: int, is_last: bool):
        """An edge that would lie before the day, or beyond any calendar, is refused."""
        with pytest.raises(ValueError, match=f"months is {months}: expected a number from"):
            MonthEdge(months, is_last)

    @pytest.mark.parametrize(
        "rule", [NextDay(), NextMonth(), MonthEdge(1), AnnualDate(MonthDay(6, 30))]
    )
    def test_the_end_of_the_calendar(self, rule):
        """Beyond the year 9999 every landing is refused by name."""
        with pytest.raises(DateRangeError):
            rule.apply(date(9999, 12, 31), PLAIN)
        assert MonthEdge(0, True).apply(date(9999, 12, 1), PLAIN) == date(9999, 12, 31)
