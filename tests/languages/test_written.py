"""Rules for days and shares as languages write them."""

from datetime import date

import pytest
from babel.dates import format_date

from withdrawal.languages.days.written import locale_of, written_day
from withdrawal.languages.folder import LANGUAGES, traits


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_written_as_in_the_cldr(language: str):
    """The days that the index keeps are those of the CLDR, in every month and of any length."""
    days = [
        date(year, month, day) for year in (987, 2028) for month in range(1, 13) for day in (2, 28)
    ]
    form, locale = traits(language).long_day or "long", locale_of(language)
    assert [written_day(language, each) for each in days] == [
        format_date(each, form, locale=locale) for each in days
    ]


def test_the_first_of_a_month_has_its_own_form_in_french():
    """The first day is written as the language has it."""
    assert written_day("fr", date(2028, 1, 1)) == "1er janvier 2028"
