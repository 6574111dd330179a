"""Dates known in part: the bounds of each form, and what is refused."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import Interval, PartialDate, parse_day, parse_interval
from withdrawal.errors import DateFormatError, ImpossibleDateError, WithdrawalError

DAY = timedelta(days=1)
days = st.dates(date(2, 1, 1), date(9998, 12, 31))
FORM = "expected a year, a month or a day like 2025, 2025-06 or 2025-06-27"


class TestBounds:
    @pytest.mark.parametrize(
        ("text", "earliest", "latest", "doubt"),
        [
            ("2025", "2025-01-01", "2025-12-31", False),
            ("2025-06", "2025-06-01", "2025-06-30", False),
            ("2024-02", "2024-02-01", "2024-02-29", False),
            ("1900-02", "1900-02-01", "1900-02-28", False),
            ("2025-12", "2025-12-01", "2025-12-31", False),
            ("2025-06-27", "2025-06-27", "2025-06-27", False),
            ("2025-06-27?", "2025-06-27", "2025-06-27", True),
            ("2025-06~", "2025-06-01", "2025-06-30", True),
            ("2025?", "2025-01-01", "2025-12-31", True),
            ("2025-06/2025-08", "2025-06-01", "2025-08-31", False),
            ("2025-06-27/2026", "2025-06-27", "2026-12-31", False),
            ("2025-06?/2025-08", "2025-06-01", "2025-08-31", True),
            ("2025-06/2025-08~", "2025-06-01", "2025-08-31", True),
            ("2025/2025", "2025-01-01", "2025-12-31", False),
            ("../2025-06-27", None, "2025-06-27", False),
            ("2025-06-27/..", "2025-06-27", None, False),
            ("9999-12", "9999-12-01", "9999-12-31", False),
        ],
    )
    def test_every_form(self, text: str, earliest: str | None, latest: str | None, doubt: bool):
        """A year, a month, a day and an interval stand for their first and last day."""
        partial = PartialDate.parse(text)
        assert partial == PartialDate(
            text,
            earliest and date.fromisoformat(earliest),
            latest and date.fromisoformat(latest),
            doubt,
        )
        assert str(partial) == text

    @given(days)
    def test_a_month_ends_where_the_next_begins(self, day: date):
        """The bounds of a month hold all its days, and the days around them are in other months."""
        month = PartialDate.parse(f"{day:%Y-%m}".zfill(7))
        assert month.earliest is not None
        assert month.latest is not None
        assert month.contains(day)
        assert month.earliest.day == 1
        assert (month.earliest - DAY).month != day.month == month.latest.month
        assert (month.latest + DAY).day == 1

    @given(days, days, days)
    def test_contains_is_within_the_bounds(self, one: date, other: date, day: date):
        """A day is contained exactly when it lies between the bounds, both included."""
        start, end = sorted((one, other))
        assert PartialDate.parse(f"{start}/{end}").contains(day) == (start <= day <= end)
        assert PartialDate.parse(f"../{end}").contains(day) == (day <= end)
        assert PartialDate.parse(f"{start}/..").contains(day) == (start <= day)

    @given(days, days, days, days)
    def test_within_two_days(self, one: date, other: date, first: date, last: date):
        """A date lies within two days exactly when both its bounds do."""
        start, end = sorted((one, other))
        partial = PartialDate.parse("/".join(map(str, sorted((first, last)))))
        assert partial.is_within(start, end) == (start <= partial.earliest <= partial.latest <= end)
        assert partial.is_within(None, None)
        assert not PartialDate.parse(f"{start}/..").is_within(start, date.max - DAY)

    @given(days)
    def test_exactly_one_day(self, day: date):
        """Only a date that means one day has one; an open interval never does."""
        assert PartialDate.parse(str(day)).day == PartialDate.parse(f"{day}/{day}").day == day
        assert PartialDate.parse(str(day)).is_exact
        for text in (f"{day:%Y}".zfill(4), f"{day}/..", f"../{day}"):
            partial = PartialDate.parse(text)
            assert not partial.is_exact
            assert partial.day is None

    @given(days)
    def test_a_date_is_taken_as_it_is(self, day: date):
        """A date of Python's own, or the day of a moment, is an exact date."""
        moment = datetime(day.year, day.month, day.day, 23, 59)
        exact = PartialDate(str(day), day, day)
        assert PartialDate.parse(day) == PartialDate.parse(moment) == PartialDate.of(day) == exact
        assert type(PartialDate.parse(moment).earliest) is date


class TestRefusals:
    @pytest.mark.parametrize(
        "text",
        ["", "25", "2025-6", "2025-06-7", "20250627", "2025/06/27", "2025-06-27T10:00", "x",
         "2025-06-27 ", "2025-06-27\n", "2025-06-27??", "٢٠٢٥", "2025/", "/2025", "a/b", None, 5],
    )  # fmt: skip
    def test_other_forms(self, text: object):
        """What is not of a known form is refused, and the form is shown."""
        with pytest.raises(DateFormatError, match=FORM) as caught:
            PartialDate.parse(text)
        assert caught.value.code == "date-format"

    def test_a_day_with_slashes(self):
        """A day written with slashes is no span: it is refused as a whole."""
        with pytest.raises(DateFormatError, match=r"^'31/12/2026' is not a date: expected"):
            PartialDate.parse("31/12/2026")

    def test_an_interval_without_ends(self):
        """An interval open on both sides says nothing."""
        with pytest.raises(DateFormatError) as caught:
            PartialDate.parse("../..")
        assert caught.value.message == (
            "'../..' says nothing: expected a date on at least one side."
        )

    def test_an_interval_backwards(self):
        """An interval ends no earlier than it begins."""
        with pytest.raises(ImpossibleDateError) as caught:
            PartialDate.parse("2025-07/2025-06")
        assert caught.value.message == (
            "'2025-07/2025-06' ends before it begins: expected start/end."
        )

    @pytest.mark.parametrize(
        ("text", "complaint", "suggestions"),
        [
            ("2025-02-31", "February 2025 has 28 days.", ("2025-02-28", "2025-03-01")),
            ("2024-02-30", "February 2024 has 29 days.", ("2024-02-29", "2024-03-01")),
            ("2025-06-31", "June 2025 has 30 days.", ("2025-06-30", "2025-07-01")),
            ("2025-06-00", "June 2025 has 30 days.", ()),
            ("2025-13-01", f"{FORM}.", ()),
            ("2025-00", f"{FORM}.", ()),
            ("0000", f"{FORM}.", ()),
        ],
    )
    def test_days_that_do_not_exist(self, text: str, complaint: str, suggestions: tuple[str, ...]):
        """A day the calendar lacks is refused, with the days it may have meant."""
        with pytest.raises(ImpossibleDateError) as caught:
            PartialDate.parse(text)
        assert caught.value.message == f"{text!r} is not in the calendar: {complaint}"
        assert caught.value.suggestions == suggestions
        assert caught.value.code == "impossible-date"

    @given(st.text("0123456789-/.?~", max_size=24))
    def test_any_text_is_read_or_refused(self, text: str):
        """No text leads to another error than the package's own; what is read has its bounds."""
        try:
            partial = PartialDate.parse(text)
        except WithdrawalError:
            return
        assert partial.earliest is not None or partial.latest is not None
        if partial.earliest and partial.latest:
            assert partial.earliest <= partial.latest


class TestDays:
    @given(st.dates())
    def test_a_day_reads_back(self, day: date):
        """The ISO form of any day is read as that day, and a day is taken as it is."""
        assert parse_day(day.isoformat()) == parse_day(day) == day

    def test_a_moment_is_its_day(self):
        """A moment stands for its day, without the hour."""
        assert type(parse_day(datetime(2025, 6, 27, 12))) is date

    @pytest.mark.parametrize("text", ["2025", "2025-06", "2025-06-27?", "2025-06-27/..", "x", None])
    def test_less_than_a_day_is_refused(self, text: object):
        """A month, a doubtful day or an interval is not one day."""
        with pytest.raises(DateFormatError) as caught:
            parse_day(text)
        assert caught.value.message == f"{text!r} is not a day: expected the form 2025-06-27."

    def test_impossible_days(self):
        """31 February is named as impossible, not as badly written."""
        with pytest.raises(ImpossibleDateError, match="February 2027 has 28 days"):
            parse_day("2027-02-31")


class TestIntervals:
    @given(days, days, days)
    def test_the_end_is_no_longer_within(self, one: date, other: date, day: date):
        """A span holds its first day and not the day on which it ends."""
        start, end = sorted((one, other))
        span = parse_interval(f"{start}/{end}")
        assert span == Interval(start, end)
        assert span.contains(day) == (start <= day < end)
        assert str(span) == f"{start}/{end}"

    @given(days, days)
    def test_what_has_not_ended_lasts(self, start: date, day: date):
        """A span without an end holds every day from its first."""
        span = parse_interval(f"{start}/..")
        assert span == Interval(start, None)
        assert span.contains(day) == (start <= day)
        assert str(span) == f"{start}/.."

    @pytest.mark.parametrize(
        "text", ["", "2027-03-10", "/", "../2027-03-10", "/2027-03-10", "2027-03-10/", None]
    )
    def test_a_start_and_an_end_are_needed(self, text: object):
        """A span without a start, or without a word on its end, is refused with examples."""
        with pytest.raises(DateFormatError) as caught:
            parse_interval(text)
        assert caught.value.message == (
            f"{text!r} is not a span of days: expected START/END or START/.."
        )
        assert caught.value.suggestions == ("2027-03-10/2027-05-01", "2027-08-15/..")

    @pytest.mark.parametrize("text", ["2027-03/2027-05", "2027-03-10/x", "x/2027-03-10"])
    def test_both_ends_are_full_days(self, text: str):
        """A month is not precise enough for a span."""
        with pytest.raises(DateFormatError, match="is not a day"):
            parse_interval(text)

    def test_backwards(self):
        """A span ends no earlier than it begins; on the same day it holds nothing."""
        with pytest.raises(ImpossibleDateError) as caught:
            parse_interval("2027-05-01/2027-03-10")
        assert caught.value.message == (
            "'2027-05-01/2027-03-10' ends before it begins: expected START/END."
        )
        assert not parse_interval("2027-05-01/2027-05-01").contains(date(2027, 5, 1))
