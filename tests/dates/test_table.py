"""`DayTable`: equal to the rule it was made from, day for day and array for array."""

import pickle
import sys
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from withdrawal.dates import DayTable, Period, Pieces, Rounding, add
from withdrawal.dates.table import EPOCH, NOWHERE, require_numpy
from withdrawal.errors import DateRangeError, MissingExtraError

FIRST, LAST = date(1945, 1, 1), date(2045, 12, 31)
CENTURY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
NAT = np.datetime64("NaT", "D")


def six_months(day: date) -> date | None:
    """A period as clauses have it."""
    return add(day, Period(months=6), rounding=Rounding.DOWN)


def next_first(day: date) -> date | None:
    """A landing as clauses have it."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def not_on_the_13th(day: date) -> date | None:
    """A gate: no day follows from the 13th of a month."""
    return None if day.day == 13 else add(day, Period(1), rounding=Rounding.UP)


RULES = [six_months, next_first, not_on_the_13th, lambda day: day, lambda day: None]


@pytest.fixture(scope="module", params=RULES, ids=lambda rule: rule.__name__)
def rule(request):
    """Return each rule in turn."""
    return request.param


@pytest.fixture(scope="module")
def half_year() -> DayTable:
    """Return the period of six months compiled over a century."""
    return DayTable.compile(six_months, FIRST, LAST)


@pytest.fixture(scope="module")
def table(rule):
    """Return the rule compiled over a century."""
    return DayTable.compile(rule, FIRST, LAST)


@pytest.fixture(scope="module")
def expected(rule):
    """Return what the rule gives on every day of the century."""
    return [rule(day) for day in CENTURY]


class TestEqualToTheRule:
    def test_on_every_day_of_a_century(self, table, expected):
        """Calling a table gives what the rule gives, for every day."""
        assert [table(day) for day in CENTURY] == expected

    def test_on_an_array_of_every_day(self, table, expected):
        """Applying a table to an array gives what the rule gives, NaT where nothing follows."""
        found = table.apply(np.array(CENTURY, dtype="datetime64[D]"))
        assert found.dtype == np.dtype("datetime64[D]")
        assert found.tolist() == expected

    def test_the_entries(self, rule, table):
        """An entry counts days from 1970-01-01 in 32 bits; `NOWHERE` stands for no day."""
        assert table.values.dtype == np.int32
        follows = rule(date(1970, 1, 1))
        expected = NOWHERE if follows is None else follows.toordinal() - EPOCH
        assert table.values[(date(1970, 1, 1) - FIRST).days] == expected
        assert len(table) == len(CENTURY)

    @given(st.dates(date(1, 1, 1), date(9990, 1, 1)), st.integers(0, 400))
    def test_anywhere_in_the_calendar(self, first: date, length: int):
        """A table may begin and end on any day, the first and last included."""
        last = first + timedelta(days=length)
        table = DayTable.compile(six_months, first, last)
        assert len(table) == length + 1
        assert table(first) == six_months(first)
        assert table(last) == six_months(last)


class TestArrays:
    @pytest.mark.parametrize("shape", [(), (1,), (0,), (3, 5), (2, 0), (131_073,)])
    def test_shape_is_kept(self, half_year, shape):
        """The result has the shape of the days, however many there are."""
        table = half_year
        numbers = np.arange(int(np.prod(shape))).reshape(shape) % len(CENTURY)
        days = np.datetime64(FIRST) + numbers
        found = table.apply(days)
        assert isinstance(found, np.ndarray)
        assert found.shape == shape
        for place in (0, 1, 65_535, 65_536, 131_072):
            if place < days.size:
                assert np.ravel(found)[place] == six_months(np.ravel(days)[place].item())
        assert np.array_equal(np.isnat(found), np.isnat(days))

    def test_missing_days_stay_missing(self):
        """NaT among the days is NaT in the result, wherever the table begins."""
        for first in (FIRST, date(2020, 1, 1)):
            table = DayTable.compile(six_months, first, LAST)
            days = np.array(["2025-06-27", "NaT", "2027-08-31"], dtype="datetime64[D]")
            assert table.apply(days).tolist() == [date(2025, 12, 27), None, date(2028, 2, 29)]
            assert np.isnat(table.apply(np.full(3, NAT, dtype="datetime64[D]"))).all()

    def test_strided_days(self, half_year):
        """A view that skips days is read as it is, and left as it is."""
        table = half_year
        days = np.array(CENTURY, dtype="datetime64[D]")
        before = days.copy()
        assert table.apply(days[::-7]).tolist() == [six_months(day) for day in CENTURY[::-7]]
        assert np.array_equal(days, before)

    @pytest.mark.parametrize("outside", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
    def test_days_outside(self, half_year, outside: date):
        """A day outside the range is refused, alone or among others, and the range is named."""
        table = half_year
        days = np.array([FIRST, outside, NAT], dtype="datetime64[D]")
        for some in (days[:2], days):
            with pytest.raises(DateRangeError) as caught:
                table.apply(some)
            assert caught.value.message == (
                "a day is outside the compiled range: expected 1945-01-01 to 2045-12-31."
            )
        with pytest.raises(DateRangeError, match=f"{outside} is outside"):
            table(outside)

    def test_the_ends_are_inside(self, half_year):
        """The first and the last day are part of the range."""
        table = half_year
        ends = np.array([FIRST, LAST], dtype="datetime64[D]")
        assert table.apply(ends).tolist() == [six_months(FIRST), six_months(LAST)]


class TestThen:
    def test_it_is_composition(self, table, expected):
        """One table and then another is the table of one rule and then the other."""
        reach = table.reach()
        if reach is None:
            assert table.then(table).reach() is None
            return
        both = table.then(DayTable.compile(not_on_the_13th, *reach))
        for day, between in zip(CENTURY[::11], expected[::11], strict=True):
            assert both(day) == (None if between is None else not_on_the_13th(between))

    @pytest.mark.parametrize("short", ["begins too late", "ends too early"])
    def test_the_later_table_must_reach(self, half_year, short: str):
        """A day that the later table does not cover is refused."""
        table = half_year
        low, high = table.reach()
        day = timedelta(days=1)
        first, last = (low + day, high) if short == "begins too late" else (low, high - day)
        with pytest.raises(DateRangeError, match=f"^a day is .* expected {first} to {last}"):
            table.then(
                DayTable.compile(six_months, first, last, pieces=Pieces((), (1, 29, 30, 31)))
            )

    def test_reach(self, half_year):
        """The reach is the first and the last day that follow from any day."""
        assert half_year.reach() == (date(1945, 7, 1), date(2046, 6, 30))
        assert DayTable.compile(lambda day: None, FIRST, LAST).reach() is None


class TestScatter:
    @given(
        arrays.arrays(float, 120, elements=st.floats(0, 1, width=32)),
        st.sampled_from(RULES),
        st.dates(date(1950, 1, 1), date(2040, 1, 1)),
    )
    def test_mass_is_kept(self, mass, rule, first: date):
        """Every bit of mass arrives on the day that follows, or is counted as lost."""
        table = DayTable.compile(rule, first, first + timedelta(days=119))
        start, pushed, lost = table.scatter(mass)
        assert pushed.sum() + lost == pytest.approx(mass.sum())
        arrived = dict.fromkeys((rule(first + timedelta(days=n)) for n in range(120)), 0.0)
        for number, each in enumerate(mass):
            arrived[rule(first + timedelta(days=number))] += each
        assert lost == pytest.approx(arrived.pop(None, 0.0))
        for day, each in arrived.items():
            assert pushed[(day - start).days] == pytest.approx(each)

    def test_exact_values(self):
        """Mass on 28 to 31 August meets on the last day of February."""
        table = DayTable.compile(six_months, date(2026, 8, 28), date(2026, 8, 31))
        start, pushed, lost = table.scatter(np.array([0.1, 0.2, 0.3, 0.4]))
        assert (start, pushed.tolist(), lost) == (date(2027, 2, 28), [pytest.approx(1.0)], 0.0)

    def test_nothing_follows(self):
        """Where nothing follows all mass is lost."""
        table = DayTable.compile(lambda day: None, FIRST, FIRST + timedelta(days=1))
        start, pushed, lost = table.scatter(np.array([0.25, 0.5]))
        assert (start, pushed.tolist(), lost) == (FIRST, [0.0], 0.75)

    def test_the_mass_must_fit(self):
        """A mass of another length than the range is refused."""
        table = DayTable.compile(six_months, FIRST, FIRST + timedelta(days=1))
        with pytest.raises(DateRangeError) as caught:
            table.scatter(np.zeros(3))
        assert caught.value.message == (
            "A mass of shape (3,) does not fit the range: expected one value for each of the 2 "
            "days from 1945-01-01 to 1945-01-02."
        )


class TestMaking:
    def test_an_empty_range(self):
        """A range that ends before it begins is refused; a single day is a range."""
        with pytest.raises(DateRangeError) as caught:
            DayTable.compile(six_months, LAST, FIRST)
        assert caught.value.message == (
            "The range 2045-12-31 to 1945-01-01 is empty: expected first <= last."
        )
        assert len(DayTable.compile(six_months, FIRST, FIRST)) == 1

    def test_a_table_is_a_value(self, half_year):
        """The entries cannot be changed, and the repr does not spell them out."""
        table = half_year
        gone = DayTable.compile(lambda day: None, *table.reach(), pieces=Pieces())
        assert not table.then(gone).values.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            table.values[0] = 1
        assert repr(table) == (
            "DayTable(first=datetime.date(1945, 1, 1), last=datetime.date(2045, 12, 31))"
        )

    def test_a_table_can_be_sent_elsewhere(self):
        """A table survives pickling, before and after it was applied."""
        table = DayTable.compile(six_months, FIRST, date(1946, 1, 1))
        for _ in range(2):
            again = pickle.loads(pickle.dumps(table))
            assert again.apply(np.array([FIRST], "datetime64[D]")).tolist() == [date(1945, 7, 1)]
            table.apply(np.array([FIRST], "datetime64[D]"))

    def test_without_numpy(self, monkeypatch):
        """Where numpy is missing, the error says which extra brings it."""
        monkeypatch.setitem(sys.modules, "numpy", None)
        with pytest.raises(MissingExtraError, match=r"^This needs 'numpy', .*withdrawal\[arrays\]"):
            require_numpy()
