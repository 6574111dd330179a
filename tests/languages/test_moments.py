"""Dates: every form in every language, limits and spans, days that do not exist."""

import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.languages.cursor import UnreadableDayError
from withdrawal.languages.folder import LANGUAGES
from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.moments import Moment, moments_of
from withdrawal.languages.words import words_of

TODAY = date(2026, 11, 21)

FORMS = """
en|31 August 2027|2027-08-31
en|August 31, 2027|2027-08-31
en|the 31st of August 2027|2027-08-31
en|31/08/2027|2027-08-31
en|2027-08-31|2027-08-31
en|June 2027|2027-06
en|2027-06|2027-06
en|3 May|2027-05-03
en|1 December|2026-12-01
en|next month|2026-12
en|tomorrow|2026-11-22
en|in three weeks|2026-12-12
en|in 2 years|2028-11-21
en|two months ago|2026-09-21
en|by the end of June 2027|2027-06-30
sv|den 31 augusti 2027|2027-08-31
sv|31/8 2027|2027-08-31
sv|i slutet av juni 2027|2027-06-30
sv|om tre veckor|2026-12-12
nb|31. august 2027|2027-08-31
nb|om to måneder|2027-01-21
da|15-12-2027|2027-12-15
da|inden udgangen af 2028|2028-12-31
fi|31. elokuuta 2027|2027-08-31
fi|elokuun 31. päivänä 2027|2027-08-31
fi|vuoden 2028 loppuun mennessä|2028-12-31
fi|kesäkuussa 2027|2027-06
fi|kahden kuukauden kuluttua|2027-01-21
et|31. augustil 2027|2027-08-31
et|2028. aasta lõpuks|2028-12-31
et|2027. aasta juunis|2027-06
lv|2027. gada 31. augustā|2027-08-31
lv|2027. gada jūnijā|2027-06
lv|līdz 2028. gada beigām|2028-12-31
lt|2027 m. rugpjūčio 31 d.|2027-08-31
lt|2027 metų rugpjūčio 31 dieną|2027-08-31
lt|2027 m. birželį|2027-06
pl|31 sierpnia 2027 r.|2027-08-31
pl|do końca czerwca 2028|2028-06-30
uk|31 серпня 2027 року|2027-08-31
uk|через два місяці|2027-01-21
de|am 31. August 2027|2027-08-31
de|bis Ende 2028|2028-12-31
de|vor zwei Monaten|2026-09-21
fr|le 1er mars 2027|2027-03-01
fr|d'ici fin 2028|2028-12-31
fr|il y a deux mois|2026-09-21
es|el 31 de agosto de 2027|2027-08-31
es|antes de finales de 2028|2028-12-31
es|hace dos meses|2026-09-21
""".strip().splitlines()

MONTHS_IN = {
    "en": "{day} {month} {year}", "sv": "den {day} {month} {year}", "nb": "{day}. {month} {year}",
    "da": "den {day}. {month} {year}", "fi": "{day}. {month} {year}", "et": "{day}. {month} {year}",
    "pl": "{day} {month} {year}", "uk": "{day} {month} {year}", "de": "{day}. {month} {year}",
    "fr": "{day} {month} {year}", "es": "{day} de {month} de {year}",
    "lv": "{year}. gada {day}. {month}", "lt": "{year} m. {month} {day} d.",
}  # fmt: skip


def read(text: str, language: str = "en") -> list[Moment]:
    """Return the dates in a text."""
    return moments_of(words_of(text), set(), lexicon(language), TODAY)


class TestForms:
    @pytest.mark.parametrize("row", FORMS)
    def test_reads(self, row: str):
        """Each way of writing a date denotes one day, one month or one year."""
        language, text, value = row.split("|")
        assert [each.value.text for each in read(text, language)] == [value]

    @given(day=st.dates(date(1950, 1, 1), date(2199, 12, 31)), language=st.sampled_from(LANGUAGES))
    def test_reads_what_babel_writes(self, day: date, language: str):
        """The long form of every day in every language is read as that day."""
        from babel.dates import format_date

        text = format_date(day, "long", locale=language)
        assert [each.value.day for each in read(text, language)] == [day]

    @given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
    def test_reads_iso(self, day: date):
        """An ISO date is read as itself."""
        assert [each.value.day for each in read(day.isoformat())] == [day]


class TestAgainstAnotherReader:
    @pytest.mark.slow
    @pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"lt", "lv"}))
    def test_dateparser_agrees(self, language: str):
        """An independent reader of dates, with language and order fixed, reads the same days."""
        dateparser = pytest.importorskip("dateparser")
        from babel import Locale

        months = Locale(language).months["format"]["wide"]
        for number, month in months.items():
            text = MONTHS_IN[language].format(day=17, month=month, year=2027)
            settings = {"DATE_ORDER": "DMY"}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                theirs = dateparser.parse(text, languages=[language], settings=settings)
            assert theirs is not None, text
            assert [each.value.day for each in read(text, language)] == [theirs.date()]
            assert theirs.date() == date(2027, number, 17)


class TestImpossible:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "31 February 2027"),
            ("en", "2027-02-29"),
            ("en", "31.4.2027"),
            ("en", "2027-13-01"),
            ("en", "8/31/2027"),
            ("sv", "31 september 2027"),
            ("fi", "30. helmikuuta 2027"),
            ("lt", "2027 m. vasario 30 d."),
            ("lv", "2027. gada 31. aprīlī"),
            ("uk", "30 лютого 2027 року"),
        ],
    )
    def test_is_an_error(self, language: str, text: str):
        """A day no calendar has is an error that names it, never quietly another day."""
        with pytest.raises(UnreadableDayError) as caught:
            read(text, language)
        assert caught.value.code == "impossible-date"
        assert "202" in caught.value.message

    @given(
        day=st.integers(29, 31),
        month=st.sampled_from([2, 4, 6, 9, 11]),
        year=st.integers(1950, 2199),
    )
    def test_never_another_day(self, day: int, month: int, year: int):
        """Whatever is written as day, month, year is read as exactly that, or refused."""
        try:
            found = read(f"{day}.{month}.{year}")
        except UnreadableDayError:
            with pytest.raises(ValueError, match="day"):
                date(year, month, day)
        else:
            assert [each.value.day for each in found] == [date(year, month, day)]


class TestLimits:
    @pytest.mark.parametrize(
        ("language", "text", "limit"),
        [
            ("en", "by 2028", date(2028, 1, 1)),
            ("en", "in 2028", date(2028, 12, 31)),
            ("en", "before June 2027", date(2027, 5, 31)),
            ("en", "by the end of 2028", date(2028, 12, 31)),
            ("en", "by 1 March 2028", date(2028, 3, 1)),
            ("sv", "före 2028", date(2027, 12, 31)),
            ("fi", "vuoteen 2028 mennessä", date(2028, 1, 1)),
            ("lt", "iki 2028 m.", date(2028, 1, 1)),
            ("uk", "до кінця 2028 року", date(2028, 12, 31)),
        ],
    )
    def test_out_by(self, language: str, text: str, limit: date):
        """ "By 2028" ends where 2028 begins, "before" it a day earlier, "in 2028" at its end."""
        assert [each.limit for each in read(text, language)] == [limit]


class TestNoDates:
    @pytest.mark.parametrize("text", ["may a State leave", "ILO 169", "12345678", "version 3.2"])
    def test_reads_none(self, text: str):
        """The verb "may", numbers of conventions and long numbers are no dates."""
        assert read(text) == []

    def test_29_february_needs_a_year(self):
        """Without a year nobody can know which one is meant."""
        with pytest.raises(UnreadableDayError) as caught:
            read("on 29 February")
        assert caught.value.lacks_year
