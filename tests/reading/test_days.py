from datetime import date

import pytest

from withdrawal.reading.days import days_of
from withdrawal.reading.lexicon import language_of
from withdrawal.reading.sentences import reading_words

ON = date(2025, 7, 11)


def read(text, on=ON, language="en", *, ahead=False):
    """The days of a text."""
    return days_of(reading_words(text), set(), language_of(language), on, ahead=ahead)


def values(text, **more):
    """The days of a text, as EDTF."""
    return [str(each.value) for each in read(text, **more)]


class TestDays:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("on 27 June 2025", "2025-06-27"),
            ("in June 2025", "2025-06"),
            ("since 2019", "2019"),
            ("on 27 June", "2025-06-27"),
            ("on 27 December", "2024-12-27"),
            ("in July", "2025-07"),
            ("last December", "2024-12"),
            ("yesterday", "2025-07-10"),
            ("this month", "2025-07"),
            ("on Thursday", "2025-07-10"),
            ("on Friday", "2025-07-11"),
            ("last Friday", "2025-07-04"),
            ("on Thursday, 10 July 2025", "2025-07-10"),
            ("two days ago", "2025-07-09"),
            ("at the end of 2026", "2026-12"),
        ],
    )
    def test_looking_back(self, text, day):
        """In prose a day without a year, a weekday, a month lies behind."""
        assert values(text) == [day]

    @pytest.mark.parametrize(
        ("text", "day"), [("on 10 January", "2026-01-10"), ("on Thursday", "2025-07-17")]
    )
    def test_looking_ahead(self, text, day):
        """Where the sentence speaks of the future, they lie ahead."""
        assert values(text, ahead=True) == [day]

    def test_years_without_a_year(self):
        """A day without a year keeps the years it may belong to."""
        [day] = read("on 10 January")
        assert not day.has_year
        assert {str(each) for each in day.values} == {"2024-01-10", "2025-01-10", "2026-01-10"}

    @pytest.mark.parametrize(
        "text", ["decree №82/2026", "1,340 kilometres", "in six months", "31 September", "18 to 4"]
    )
    def test_no_day(self, text):
        """Numbers of decrees, lengths, periods and impossible days are no days."""
        assert values(text) == []

    @pytest.mark.parametrize("text", ["yesterday", "on Thursday", "on 27 June", "last year"])
    def test_no_document_day(self, text):
        """Without the document's day nothing relative is read."""
        assert [day for day in read(text, on=None) if day.values] == []

    def test_how_it_was_read(self):
        """A weekday says from which day it was counted."""
        assert read("on Thursday")[0].as_read == (
            "weekday Thursday -> 2025-07-10, from the document's day 2025-07-11"
        )


def test_a_month_cut_short_stands_beside_a_number():
    """ "Jul" in Danish is Christmas where no number says that it is July."""
    assert values("kort før jul", language="da") == []
    assert values("den 10. jul 2025", language="da") == ["2025-07-10"]


class TestChineseDays:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("二〇二五年十二月二十七日", "2025-12-27"),
            ("二○二四年一月一日", "2024-01-01"),
            ("十月三十日", "2024-10-30"),
            ("27日", "2025-06-27"),
            ("元旦2019年", "2019-01-01"),
        ],
    )
    def test_days(self, text, day):
        """Days in Chinese numerals are read, and a day of the month is the last such one."""
        assert values(text, language="zh") == [day]

    @pytest.mark.parametrize("text", ["150日", "27日内"])
    def test_not_days(self, text):
        """So many days are no day of the month."""
        assert values(text, language="zh") == []


def test_new_years_day():
    """New Year's Day is the first of January, of its year or the nearest one back."""
    assert values("on New Year's Day") == ["2025-01-01"]
    assert values("on New Year's Day 2019") == ["2019-01-01"]


def test_today_and_a_weekday_are_the_weekday():
    """In Arabic "the day" of a weekday is not today."""
    assert values("يوم الثلاثاء", language="ar") == ["2025-07-08"]


@pytest.mark.parametrize("on", [date.min, date.max], ids=str)
@pytest.mark.parametrize(
    "text", ["yesterday", "last week", "last year", "last Monday", "on Friday"]
)
def test_at_the_ends_of_the_calendar(text, on):
    """A day counted from the document's that lies beyond the calendar is not read."""
    assert values(f"{text} and since 2019", on=on)[-1] == "2019"
