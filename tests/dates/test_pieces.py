"""`Pieces`: a rule asked on few days gives the table of the rule asked on all of them."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.dates import Counting, DayTable, Period, Pieces, Rounding, add, end_of_period
from withdrawal.errors import DateRangeError

FIRST, LAST = date(1890, 3, 17), date(2110, 9, 5)
MONTHS = (1, 29, 30, 31)


def same(rule, first: date, last: date, pieces: Pieces) -> bool:
    """Whether the rule asked on few days equals the rule asked on every day."""
    few = DayTable.compile(rule, first, last, pieces=pieces)
    return np.array_equal(few.values, DayTable.compile(rule, first, last).values)


class TestParticularDays:
    @given(
        st.lists(
            st.tuples(st.integers(1, 300), st.sampled_from(["keeps", "stays", "nothing"])),
            max_size=6,
        ),
        st.booleans(),
    )
    def test_any_rule_of_straight_pieces(self, bends, everything: bool):
        """Keeping a distance, staying on a day and leading nowhere are all straight."""
        first = date(2024, 2, 20)
        turns = sorted({first + timedelta(days=number) for number, _ in bends})
        kinds = dict(zip(turns, (kind for _, kind in bends), strict=False))

        def rule(day: date) -> date | None:
            begun = [turn for turn in turns if turn <= day]
            if not begun or kinds[begun[-1]] == "keeps":
                return day + timedelta(days=100 * len(begun))
            if kinds[begun[-1]] == "stays":
                return date(2030, 1, 1) + timedelta(days=len(begun))
            return None

        extra = (date(2024, 3, 1), date(1999, 1, 1), date(2099, 1, 1)) if everything else ()
        pieces = Pieces((*turns, *extra))
        assert same(rule, first, first + timedelta(days=320), pieces)

    def test_a_bend_left_out(self):
        """Where the ends of a piece show that it is not straight, every day of it is asked."""

        def rule(day: date) -> date | None:
            return date(2025, 6, 1) if day < date(2025, 5, 1) else day + timedelta(days=100)

        assert same(rule, date(2025, 1, 1), date(2025, 12, 31), Pieces())
        assert same(
            lambda day: None if day.month == 1 else day,
            date(2025, 1, 1),
            date(2025, 3, 1),
            Pieces(),
        )

    def test_few_questions(self):
        """A straight rule is asked on its first and last day only."""
        asked = []

        def rule(day: date) -> date | None:
            asked.append(day)
            return day

        DayTable.compile(rule, FIRST, LAST, pieces=Pieces())
        assert asked == [FIRST, LAST]
        DayTable.compile(rule, FIRST, FIRST, pieces=Pieces())
        assert asked[2:] == [FIRST]


class TestCalendar:
    @settings(max_examples=40)
    @given(
        st.integers(0, 40),
        st.integers(0, 30),
        st.integers(0, 500),
        st.sampled_from([Rounding.DOWN, Rounding.UP]),
        st.sampled_from(Counting),
    )
    def test_periods(self, years: int, months: int, days: int, rounding, counting):
        """A period of months is the same sum in two years with the same leap years around them."""
        period = Period(years, months, days)
        ahead = (11 + 12 * years + months) // 12

        def rule(day: date) -> date | None:
            return end_of_period(day, period, rounding=rounding, counting=counting)

        assert same(rule, date(1898, 3, 17), date(1904, 9, 5), Pieces((), MONTHS, ahead))

    @pytest.mark.parametrize("century", [1900, 2000, 2100])
    @pytest.mark.parametrize("months", [1, 6, 12, 18, 120])
    def test_across_the_turn_of_a_century(self, months: int, century: int):
        """1900 and 2100 are common years, 2000 a leap year; the tables know it."""
        first, last = date(century - 5, 3, 17), date(century + 5, 9, 5)
        period = Period(months=months)
        ahead = (11 + months) // 12
        for pieces in (Pieces((), MONTHS, ahead), Pieces((), MONTHS)):
            assert same(lambda day: add(day, period, rounding=Rounding.DOWN), first, last, pieces)

    def test_few_questions(self):
        """Six months over a century are asked about in three kinds of year."""
        asked = set()

        def rule(day: date) -> date | None:
            asked.add(day)
            return add(day, Period(months=6), rounding=Rounding.DOWN)

        DayTable.compile(rule, date(1901, 1, 1), date(2000, 12, 31), pieces=Pieces((), MONTHS, 1))
        assert {day.year for day in asked} == {1901, 1903, 1904}
        assert len(asked) == 160
        assert {day.day for day in asked} == {1, 28, 29, 30, 31}

    def test_the_end_of_the_calendar(self):
        """A year that cannot be asked in full is asked as far as the range goes."""
        last = date(9999, 6, 30)
        pieces = Pieces((), MONTHS, 1)
        assert same(
            lambda day: add(day, Period(months=6), rounding=Rounding.DOWN),
            date(9998, 5, 5),
            last,
            pieces,
        )
        with pytest.raises(DateRangeError):
            DayTable.compile(
                lambda day: add(day, Period(months=6), rounding=Rounding.DOWN),
                last,
                date(9999, 7, 1),
                pieces=pieces,
            )

    def test_the_beginning_of_the_calendar(self):
        """The first year is a year like any other."""
        pieces = Pieces((), MONTHS, 1)
        assert same(
            lambda day: add(day, Period(months=6), rounding=Rounding.DOWN),
            date.min,
            date(3, 1, 1),
            pieces,
        )
