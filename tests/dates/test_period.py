"""`Period`: ISO 8601 durations of whole years, months, weeks and days."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from withdrawal.dates import Period
from withdrawal.errors import PeriodFormatError, WithdrawalError

periods = st.builds(Period, st.integers(0, 9999), st.integers(0, 99_999), st.integers(0, 999_999))


class TestParsing:
    @pytest.mark.parametrize(
        ("text", "years", "months", "days"),
        [
            ("P6M", 0, 6, 0),
            ("P1Y", 1, 0, 0),
            ("P90D", 0, 0, 90),
            ("P2W", 0, 0, 14),
            ("P1Y6M", 1, 6, 0),
            (
                "P1Y2M3W4D",
                1,
                2,
                25,
            ),
            ("P0D", 0, 0, 0),
            ("P012M", 0, 12, 0),
            ("P9999Y99999M999999D", 9999, 99_999, 999_999),
        ],
    )
    def test_units_are_kept_apart(self, text: str, years: int, months: int, days: int):
        """Years, months and days are kept as written; a week is seven days."""
        period = Period.parse(text)
        assert (period.years, period.months, period.days) == (years, months, days)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "P",
            "6M",
            "p6m",
            "P6",
            "PM",
            "P-6M",
            "-P6M",
            "P1.5Y",
            "P1,5Y",
            "PT6M",
            "P1DT",
            "P6M ",
            "P6M\n",
            "P6D6M",
            "P1Y1Y",
            "P٦M",
            "P10000Y",
            "P99999W999999D",
            "six months",
        ],
    )
    def test_other_texts_are_refused(self, text: str):
        """A sign, a fraction, a time part, another order or other digits are no period."""
        with pytest.raises(PeriodFormatError) as caught:
            Period.parse(text)
        assert caught.value.message == (
            f"{text!r} is not a period: expected ISO 8601 in years, months, weeks and days."
        )
        assert caught.value.suggestions == ("P6M", "P1Y", "P90D")

    @pytest.mark.parametrize("value", [None, 6, 6.0, b"P6M", ["P6M"]])
    def test_only_texts_are_read(self, value: object):
        """What is not a text is refused with the same error."""
        with pytest.raises(PeriodFormatError):
            Period.parse(value)

    @given(st.text(max_size=12))
    def test_any_text_is_read_or_refused(self, text: str):
        """No text leads to another error than the package's own."""
        try:
            period = Period.parse(text)
        except WithdrawalError:
            return
        assert Period.parse(str(period)) == period


class TestPrinting:
    @given(periods)
    @example(Period())
    def test_what_is_printed_reads_back(self, period: Period):
        """Every period prints as a text that parses to the same period."""
        assert Period.parse(str(period)) == period

    @given(periods)
    def test_the_repr_is_code(self, period: Period):
        """The repr is an expression that makes the period."""
        assert eval(repr(period)) == period

    def test_exact_forms(self):
        """Only the units that count are printed; no time at all is ``P0D``."""
        assert str(Period(1, 6, 3)) == "P1Y6M3D"
        assert str(Period(months=6)) == "P6M"
        assert str(Period()) == "P0D"
        assert repr(Period(months=6)) == "Period.parse('P6M')"

    def test_units_are_not_converted(self):
        """Twelve months and a year are two periods, though they end on the same day."""
        assert Period(months=12) != Period(years=1)
        assert str(Period(months=12)) == "P12M"


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("P6M", "6 months"),
            ("P1M", "1 month"),
            ("P1Y", "1 year"),
            ("P1Y90D", "1 year and 90 days"),
            ("P2Y1M1D", "2 years and 1 month and 1 day"),
            ("P0D", "no time"),
        ],
    )
    def test_english(self, text: str, words: str):
        """A period reads aloud, with the plural where there is more than one."""
        assert Period.parse(text).in_words() == words


class TestQuestions:
    @given(periods)
    def test_calendar_and_zero(self, period: Period):
        """Months or years make a period one of the calendar; no unit at all makes it zero."""
        assert period.is_calendar == (period.years > 0 or period.months > 0)
        assert period.is_zero == (period == Period())

    def test_days_alone_are_not_calendar(self):
        """Ninety days end on the same day whatever the months are."""
        assert not Period(days=90).is_calendar
        assert not Period(days=90).is_zero
        assert Period(months=1).is_calendar
        assert Period(years=1).is_calendar


class TestMaking:
    @pytest.mark.parametrize("unit", ["years", "months", "days"])
    @pytest.mark.parametrize("value", [-1, 1.5, True, "6", None])
    def test_only_whole_numbers_make_a_period(self, unit: str, value: object):
        """Half a month, a negative one or a text is no length of time."""
        with pytest.raises(PeriodFormatError, match=f"{unit} is not a period"):
            Period(**{unit: value})

    def test_the_message_names_value_and_unit(self):
        """The message says which value of which unit was wrong, and what was expected."""
        with pytest.raises(PeriodFormatError) as caught:
            Period(days=-3)
        assert caught.value.message == (
            "-3 days is not a period: expected a whole number from 0 up."
        )

    def test_values_are_fixed(self):
        """A period cannot be changed, so it can be a key."""
        with pytest.raises(AttributeError):
            Period(1).years = 2  # type: ignore[misc]
        assert {Period(1): "a"}[Period.parse("P1Y")] == "a"
