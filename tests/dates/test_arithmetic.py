"""Adding a period to a day: against plain integers, against dateutil, and as a law of counting."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, example, given
from hypothesis import strategies as st

from withdrawal.dates import Counting, Period, Rounding, add, days_on, end_of_period, is_rounded
from withdrawal.errors import DateRangeError, RoundingError

DAY = timedelta(days=1)
days = st.dates(date(1, 1, 1), date(8900, 12, 31))
periods = st.builds(Period, st.integers(0, 120), st.integers(0, 240), st.integers(0, 36_500))
calendar_periods = st.builds(Period, st.integers(0, 120), st.integers(0, 240))
month_ends = st.builds(
    lambda year, month, back: (
        date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1 + back)
    ),
    st.integers(1, 8900),
    st.integers(1, 12),
    st.integers(0, 3),
)
any_day = days | month_ends
ways = st.sampled_from([Rounding.DOWN, Rounding.UP])

LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def month_length(year: int, month: int) -> int:
    """The length of a month by the Gregorian rule, in plain integers."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return LENGTHS[month - 1] + (month == 2 and leap)


def counted(
    year: int, month: int, day: int, period: Period, way: Rounding
) -> tuple[int, int, int] | None:
    """The same sum in plain integers, day by day; None where the target month is too short."""
    month += period.months + 12 * period.years
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    length = month_length(year, month)
    if day > length:
        if way is Rounding.REFUSE:
            return None
        year, month, day = (year, month, length) if way is Rounding.DOWN else _next(year, month)
    day += period.days
    while day > month_length(year, month):
        day -= month_length(year, month)
        year, month, _ = _next(year, month)
    return year, month, day


def _next(year: int, month: int) -> tuple[int, int, int]:
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


class TestAgainstPlainIntegers:
    @given(any_day, periods, ways)
    def test_the_sum_is_right(self, day: date, period: Period, way: Rounding):
        """Years and months first, then rounding, then days: as in plain integers."""
        expected = counted(day.year, day.month, day.day, period, way)
        total = add(day, period, rounding=way)
        assert (total.year, total.month, total.day) == expected

    @given(any_day, periods)
    def test_refusal(self, day: date, period: Period):
        """Adding is refused exactly when the target month is shorter than the day."""
        expected = counted(day.year, day.month, day.day, period, Rounding.REFUSE)
        assert is_rounded(day, period) == (expected is None)
        if expected is None:
            with pytest.raises(RoundingError):
                add(day, period, rounding=Rounding.REFUSE)
        else:
            total = add(day, period, rounding=Rounding.REFUSE)
            assert (total.year, total.month, total.day) == expected


class TestAgainstDateutil:
    @given(any_day, periods)
    def test_rounding_down_is_relativedelta(self, day: date, period: Period):
        """Rounding down is what dateutil does."""
        delta = relativedelta(years=period.years, months=period.months, days=period.days)
        assert add(day, period, rounding=Rounding.DOWN) == day + delta


class TestRounding:
    @given(any_day, any_day, periods, ways)
    def test_monotone(self, one: date, other: date, period: Period, way: Rounding):
        """A later day never leads to an earlier one."""
        early, late = sorted((one, other))
        assert add(early, period, rounding=way) <= add(late, period, rounding=way)

    @given(any_day, periods)
    def test_down_is_never_after_up(self, day: date, period: Period):
        """Down is at most up; they are equal exactly when nothing was rounded, else a day apart."""
        down = add(day, period, rounding=Rounding.DOWN)
        up = add(day, period, rounding=Rounding.UP)
        assert up - down == (DAY if is_rounded(day, period) else timedelta(0))

    @given(any_day, st.integers(0, 36_500))
    def test_days_are_never_rounded(self, day: date, number: int):
        """A period of days is plain addition under every rounding."""
        period = Period(days=number)
        assert not is_rounded(day, period)
        for way in Rounding:
            assert add(day, period, rounding=way) == day + timedelta(days=number)

    @given(any_day, calendar_periods)
    def test_only_the_last_days_of_a_month_are_rounded(self, day: date, period: Period):
        """Up to the 28th every month has the day."""
        assume(day.day <= 28)
        assert not is_rounded(day, period)

    @pytest.mark.parametrize(
        ("day", "period", "down", "up"),
        [
            ("2027-08-31", "P6M", "2028-02-29", "2028-03-01"),
            ("1950-08-30", "P6M", "1951-02-28", "1951-03-01"),
            ("2026-08-29", "P6M", "2027-02-28", "2027-03-01"),
            ("2024-02-29", "P1Y", "2025-02-28", "2025-03-01"),
            ("2024-02-29", "P4Y", "2028-02-29", "2028-02-29"),
            ("2025-01-31", "P1M1D", "2025-03-01", "2025-03-02"),
            ("2025-03-31", "P1M", "2025-04-30", "2025-05-01"),
            ("2025-12-31", "P2M", "2026-02-28", "2026-03-01"),
            ("2025-06-27", "P6M", "2025-12-27", "2025-12-27"),
            ("1899-12-31", "P2M", "1900-02-28", "1900-03-01"),
        ],
    )
    def test_recorded_and_classic_cases(self, day: str, period: str, down: str, up: str):
        """Month ends, leap years, and the one case on record (United Kingdom and Tunis, 1950)."""
        start, length = date.fromisoformat(day), Period.parse(period)
        assert str(add(start, length, rounding=Rounding.DOWN)) == down
        assert str(add(start, length, rounding=Rounding.UP)) == up

    def test_the_refusal_names_both_ways(self):
        """The refusal says which month is too short and offers both days."""
        with pytest.raises(RoundingError) as caught:
            add(date(2027, 8, 31), Period(months=6), rounding=Rounding.REFUSE)
        assert caught.value.message == (
            "2027-08-31 plus P6M has no day 31 in February 2028: expected a rounding of down or up."
        )
        assert caught.value.suggestions == ("2028-02-29", "2028-03-01")


class TestRange:
    @given(days, st.integers(0, 36_500), ways)
    def test_a_century_of_days(self, day: date, number: int, way: Rounding):
        """Any number of days up to a century works from any day."""
        assert (add(day, Period(days=number), rounding=way) - day).days == number

    @pytest.mark.parametrize(
        ("day", "period"),
        [
            (date(9999, 12, 31), Period(days=1)),
            (date(9999, 12, 31), Period(months=1)),
            (date(9999, 7, 1), Period(months=6)),
            (date(2025, 1, 1), Period(years=9000)),
            (date(2025, 1, 1), Period(years=10**12)),
            (date(2025, 1, 1), Period(months=10**12)),
            (date(2025, 1, 1), Period(days=10**12)),
        ],
    )
    @pytest.mark.parametrize("way", Rounding)
    def test_beyond_the_calendar(self, day: date, period: Period, way: Rounding):
        """A result after the year 9999 is refused by name, never a bare error of Python."""
        with pytest.raises(DateRangeError) as caught:
            add(day, period, rounding=way)
        assert caught.value.message == (
            f"{day} plus {period} lies outside the calendar: "
            "expected a result before the year 10000."
        )
        if period.is_calendar:
            with pytest.raises(DateRangeError):
                is_rounded(day, period)

    def test_the_last_day_can_be_reached(self):
        """The last day of the year 9999 is still in the calendar."""
        assert add(date(9999, 6, 30), Period(months=6, days=1), rounding=Rounding.DOWN) == date(
            9999, 12, 31
        )
        with pytest.raises(DateRangeError):
            end_of_period(
                date(9999, 6, 30),
                Period(months=6, days=1),
                counting=Counting.DAY_AFTER,
                rounding=Rounding.DOWN,
            )


class TestCounting:
    @pytest.mark.parametrize(
        ("counting", "expected"),
        [
            (Counting.CORRESPONDING_DAY, date(2025, 12, 27)),
            (Counting.DAY_AFTER, date(2025, 12, 28)),
            (Counting.RECEIPT_COUNTED, date(2025, 12, 26)),
        ],
    )
    def test_three_ways(self, counting: Counting, expected: date):
        """27 June and six months end on 27 December, the day after it or the day before it."""
        assert (
            end_of_period(
                date(2025, 6, 27), Period(months=6), counting=counting, rounding=Rounding.DOWN
            )
            == expected
        )

    @given(any_day, periods, ways)
    @example(date(2025, 1, 1), Period(), Rounding.DOWN)
    @example(date(2025, 8, 31), Period(months=6), Rounding.UP)
    def test_counting_shifts_by_a_day(self, day: date, period: Period, way: Rounding):
        """Each way of counting is the corresponding day, a day later or a day earlier."""
        plain, after, counted_in = (
            end_of_period(day, period, rounding=way, counting=counting)
            for counting in (
                Counting.CORRESPONDING_DAY,
                Counting.DAY_AFTER,
                Counting.RECEIPT_COUNTED,
            )
        )
        assert plain == add(day, period, rounding=way)
        shift = timedelta(0) if period.is_zero else DAY
        assert after - plain == plain - counted_in == shift

    @given(any_day, periods, ways, st.sampled_from(Counting))
    def test_never_before_the_start(
        self, day: date, period: Period, way: Rounding, counting: Counting
    ):
        """No way of counting ends a period before the day on which it began."""
        assert end_of_period(day, period, rounding=way, counting=counting) >= day

    @given(any_day, any_day, periods, ways, st.sampled_from(Counting))
    def test_monotone(
        self, one: date, other: date, period: Period, way: Rounding, counting: Counting
    ):
        """A period that begins later never ends earlier, however it is counted."""
        early, late = sorted((one, other))
        ends = [
            end_of_period(day, period, rounding=way, counting=counting) for day in (early, late)
        ]
        assert ends[0] <= ends[1]


@given(st.dates(), st.integers(-(10**12), 10**12))
def test_days_on(day: date, count: int):
    """So many days on is that day where the calendar has it, and else its nearer end."""
    number = min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal())
    assert days_on(day, count).toordinal() == number
