"""Adding months against four other libraries: whenever, pandas, polars and dateutil.

Each rounds a missing day down to the last of the month, as the European Convention on the
Calculation of Time-Limits does; the other reading is worked out from theirs.
"""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.dates import Period, Rounding, add, is_rounded
from withdrawal.errors import DateRangeError
from withdrawal.law.treaties.catalogue import catalogue

FIRST, LAST = date(1945, 1, 1), date(2100, 12, 31)
DAYS = [date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)]
DAY = timedelta(days=1)
MIXED = [Period(1, 2, 3), Period(months=11, days=20), Period(years=4, days=366)]

days = st.dates(date(1, 1, 1), date(8900, 12, 31))
month_ends = st.builds(
    lambda year, month, back: date(year + month // 12, month % 12 + 1, 1) - (1 + back) * DAY,
    st.integers(1, 8900),
    st.integers(1, 12),
    st.integers(0, 3),
)
periods = st.builds(Period, st.integers(0, 120), st.integers(0, 240), st.integers(0, 36_500))


def in_treaties():
    """Return the periods that the catalogue's treaties count, and a few mixed ones."""
    found = {Period.parse(each["period"]) for each in _summaries() if each["period"]}
    return sorted(found, key=str)


def _summaries():
    return catalogue().summaries.values()


def by_whenever(day, period):
    """Add with whenever, written in Rust: years and months, then days."""
    whenever = pytest.importorskip("whenever", reason="the group of oracles is not installed")
    start = whenever.Date(day.year, day.month, day.day)
    end = start.add(years=period.years, months=period.months, days=period.days)
    return date(end.year, end.month, end.day)


def by_dateutil(day, period):
    """Add with dateutil, which the package builds on."""
    return day + relativedelta(years=period.years, months=period.months, days=period.days)


def by_pandas(some, period):
    """Add with pandas to many days at once; its arrays do not go through dateutil."""
    pandas = pytest.importorskip("pandas", reason="the group of oracles is not installed")
    offset = pandas.DateOffset(years=period.years, months=period.months, days=period.days)
    stamps = pandas.DatetimeIndex(pandas.to_datetime(some).astype("datetime64[s]"))
    return list((stamps + offset).date)


def by_polars(some, period):
    """Add with polars to many days at once, months before days."""
    polars = pytest.importorskip("polars", reason="the group of oracles is not installed")
    months = 12 * period.years + period.months
    column = polars.Series(some, dtype=polars.Date)
    return column.dt.offset_by(f"{months}mo").dt.offset_by(f"{period.days}d").to_list()


MANY = {"pandas": by_pandas, "polars": by_polars}
ONE = {"whenever": by_whenever, "dateutil": by_dateutil}


def other_reading(down, starts, period):
    """Return the reading of a missing day as the next, from a library that takes the last one.

    Args:
        down: that library's sums of the months alone.
        starts: the days it began from.
        period: the period.
    """
    shifts = (period.days + (end.day != start.day) for start, end in zip(starts, down, strict=True))
    return [end + shift * DAY for end, shift in zip(down, shifts, strict=True)]


def compare(period, peers, some=DAYS):
    """Compare days in both readings with each peer."""
    down = [add(day, period, rounding=Rounding.DOWN) for day in some]
    up = [add(day, period, rounding=Rounding.UP) for day in some]
    for peer in peers:
        assert down == MANY[peer](some, period)
        months = MANY[peer](some, Period(period.years, period.months))
        assert up == other_reading(months, some, period)


@pytest.mark.slow
def test_every_period():
    """Every period that a treaty counts, and mixed ones, from the days about a leap year."""
    some = [day for day in DAYS if day.year in (1999, 2000, 2001, 2002, 2003, 2004, 2099, 2100)]
    for period in (*in_treaties(), *MIXED):
        compare(period, MANY, some)


@pytest.mark.parametrize("peer", MANY)
class TestMany:
    """Libraries that add to many days at once."""

    def test_six_months(self, peer):
        """Six months and a year from every day of 1945 to 2100, both readings."""
        for period in (Period(months=6), Period(years=1)):
            compare(period, [peer])

    @settings(max_examples=30)
    @given(some=st.lists(days | month_ends, min_size=1, max_size=50), period=periods)
    def test_random(self, peer, some, period):
        """Random days of nine thousand years, and random periods up to centuries."""
        assert [add(day, period, rounding=Rounding.DOWN) for day in some] == MANY[peer](
            some, period
        )


@pytest.mark.parametrize("peer", ONE)
class TestOne:
    """Libraries that add to one day."""

    @given(day=days | month_ends, period=periods)
    def test_random(self, peer, day, period):
        """Random days and periods; a month is too short exactly where the day changes."""
        assert add(day, period, rounding=Rounding.DOWN) == ONE[peer](day, period)
        months = ONE[peer](day, Period(period.years, period.months))
        assert is_rounded(day, period) == (months.day != day.day)
        assert [add(day, period, rounding=Rounding.UP)] == other_reading([months], [day], period)

    @given(day=days, period=st.builds(Period, st.integers(0, 9999), st.integers(0, 99_999)))
    def test_beyond_the_calendar(self, peer, day, period):
        """What is after the year 9999 for the others is out of range here too."""
        try:
            expected = ONE[peer](day, period)
        except (ValueError, OverflowError):
            with pytest.raises(DateRangeError):
                add(day, period, rounding=Rounding.DOWN)
        else:
            assert add(day, period, rounding=Rounding.DOWN) == expected

    @pytest.mark.slow
    def test_every_day(self, peer):
        """Every period that a treaty counts, from every seventh day of 1945 to 2100."""
        for period in in_treaties():
            for day in DAYS[::7]:
                assert add(day, period, rounding=Rounding.DOWN) == ONE[peer](day, period), (
                    day,
                    period,
                )


def test_periods_of_treaties():
    """The periods compared are those of the catalogue: days, months and years."""
    assert {Period.parse(text) for text in ("P6M", "P1Y", "P90D", "P2Y")} <= set(in_treaties())
