"""The last value that is accepted and the first that is not, with the words of the refusal."""

from datetime import date

import pytest

from withdrawal.dates import (
    Counting,
    DayTable,
    PartialDate,
    Period,
    Pieces,
    Rounding,
    end_of_period,
    parse_day,
    parse_interval,
)
from withdrawal.errors import (
    DateFormatError,
    DateRangeError,
    ImpossibleDateError,
    PeriodFormatError,
)

DAY_FORM = "is not a day: expected the form 2025-06-27."


class TestSlashes:
    """A text with two slashes."""

    def test_partial_date(self):
        """No date has two slashes: the whole text is named."""
        with pytest.raises(DateFormatError) as caught:
            PartialDate.parse("2025/2026/2027")
        assert caught.value.message.startswith("'2025/2026/2027' is not a date: ")

    def test_interval(self):
        """What is named as no day is everything after the first slash."""
        with pytest.raises(DateFormatError) as caught:
            parse_interval("2027-01-01/2027-01-02/..")
        assert caught.value.message == f"'2027-01-02/..' {DAY_FORM}"


class TestImpossibleDays:
    """A day beyond the end of its month, in the first and the last month of the year too."""

    @pytest.mark.parametrize(
        ("text", "complaint", "suggestions"),
        [
            ("2025-01-32", "January 2025 has 31 days.", ("2025-01-31", "2025-02-01")),
            ("2025-12-32", "December 2025 has 31 days.", ("2025-12-31", "2026-01-01")),
            ("2027-02-31", "February 2027 has 28 days.", ("2027-02-28", "2027-03-01")),
            ("2027-04-00", "April 2027 has 30 days.", ()),
        ],
    )
    def test_message(self, text, complaint, suggestions):
        """The refusal names the text, the length of the month and the nearest days."""
        with pytest.raises(ImpossibleDateError) as caught:
            parse_day(text)
        assert caught.value.message == f"{text!r} is not in the calendar: {complaint}"
        assert caught.value.suggestions == suggestions


class TestLongestPeriod:
    """Weeks and days together are at most 999,999 days."""

    def test_the_longest(self):
        """A week is seven days, also where the limit is near."""
        assert Period.parse("P99999W300006D") == Period(days=999_999)

    def test_a_day_more(self):
        """One day more is refused."""
        with pytest.raises(PeriodFormatError):
            Period.parse("P99999W300007D")


class TestEndOfTheCalendar:
    """The last day of the year 9999."""

    def test_the_day_after(self):
        """A period over on the day after the last one is refused by day and period."""
        with pytest.raises(DateRangeError) as caught:
            end_of_period(
                date(9999, 6, 30),
                Period(0, 6, 1),
                counting=Counting.DAY_AFTER,
                rounding=Rounding.DOWN,
            )
        assert caught.value.message == (
            "9999-06-30 plus P6M1D lies outside the calendar: expected a result before the year "
            "10000."
        )

    def test_table(self):
        """A rule that knows only the calendar is compiled up to the last day there is."""
        first, last = date(9990, 1, 1), date(9999, 12, 31)
        pieces = Pieces(month_days=(1,), years_ahead=0)
        table = DayTable.compile(lambda day: day.replace(day=1), first, last, pieces=pieces)
        assert table(last) == date(9999, 12, 1)
        assert len(table) == 3652


def test_one_year_of_each_kind():
    """A rule that looks no further than its own year is asked in one common and one leap year."""
    asked = set()

    def rule(day):
        asked.add(day.year)
        return day.replace(day=1)

    pieces = Pieces(month_days=(1,), years_ahead=0)
    DayTable.compile(rule, date(1945, 1, 1), date(2100, 12, 31), pieces=pieces)
    assert asked == {1945, 1948}


FIRSTS = [*(date(2024, 2, number) for number in (1, 27, 28, 29)), date(2023, 2, 20)]


@pytest.mark.parametrize("first", FIRSTS)
def test_asked_at_the_ends_of_pieces_only(first):
    """A straight rule is asked where each piece begins and ends, whatever day the range ends on."""
    pieces = Pieces(days=(first, date(2024, 3, 7), date(2024, 4, 2)), month_days=(1, 29, 30, 31))
    for number in range(75):
        last = date.fromordinal(first.toordinal() + number)
        asked = []
        DayTable.compile(
            lambda day, asked=asked: asked.append(day) or day, first, last, pieces=pieces
        )
        days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
        begins = [day for day in days[1:] if day.day in (1, 29, 30, 31) or day in pieces.days]
        ends = [date.fromordinal(day.toordinal() - 1) for day in begins]
        assert asked == sorted({first, last, *begins, *ends})
