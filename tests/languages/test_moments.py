"""Dates: every form in every language, limits and spans, days that do not exist."""

import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.languages.cursor import UnreadableDayError
from withdrawal.languages.days.moments import Moment, moments_of
from withdrawal.languages.folder import LANGUAGES
from withdrawal.languages.lexicon import lexicon
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
en|in the 1990s|1990-01-01/1999-12-31
en|in the early eighties|1980-01-01/1983-12-31
en|in the first half of the 1980s|1980-01-01/1984-12-31
en|by the end of the 1990s|1999-12-31
pl|w latach 80. ubiegłego wieku|1980-01-01/1989-12-31
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
en|on next Friday|2026-11-27
de|am nächsten Freitag|2026-11-27
fr|vendredi prochain|2026-11-27
es|el próximo viernes|2026-11-27
pl|w przyszły piątek|2026-11-27
uk|наступної п'ятниці|2026-11-27
sv|nästa fredag|2026-11-27
nb|neste fredag|2026-11-27
da|næste fredag|2026-11-27
fi|ensi perjantaina|2026-11-27
et|järgmisel reedel|2026-11-27
lv|nākamajā piektdienā|2026-11-27
lt|kitą penktadienį|2026-11-27
en|on Friday|2026-11-27
de|am Freitag|2026-11-27
fr|vendredi|2026-11-27
es|el viernes|2026-11-27
pl|w piątek|2026-11-27
uk|у п'ятницю|2026-11-27
sv|på fredag|2026-11-27
nb|på fredag|2026-11-27
da|på fredag|2026-11-27
fi|perjantaina|2026-11-27
et|reedel|2026-11-27
lv|piektdien|2026-11-27
lt|penktadienį|2026-11-27
en|last Friday|2026-11-20
de|letzten Freitag|2026-11-20
fr|vendredi dernier|2026-11-20
es|el viernes pasado|2026-11-20
pl|w zeszły piątek|2026-11-20
uk|минулої п'ятниці|2026-11-20
sv|förra fredagen|2026-11-20
nb|forrige fredag|2026-11-20
da|sidste fredag|2026-11-20
fi|viime perjantaina|2026-11-20
et|eelmisel reedel|2026-11-20
lv|pagājušajā piektdienā|2026-11-20
lt|praėjusį penktadienį|2026-11-20
en|in a fortnight|2026-12-05
de|in vierzehn Tagen|2026-12-05
fr|dans quinze jours|2026-12-05
es|dentro de quince días|2026-12-05
pl|za dwa tygodnie|2026-12-05
uk|через два тижні|2026-12-05
sv|om fjorton dagar|2026-12-05
nb|om fjorten dager|2026-12-05
da|om fjorten dage|2026-12-05
fi|kahden viikon kuluttua|2026-12-05
et|kahe nädala pärast|2026-12-05
lv|pēc divām nedēļām|2026-12-05
lt|po dviejų savaičių|2026-12-05
en|Christmas Day 2027|2027-12-25
de|Weihnachten 2027|2027-12-25
fr|Noël 2027|2027-12-25
es|Navidad de 2027|2027-12-25
pl|Boże Narodzenie 2027|2027-12-25
uk|Різдво 2027|2027-12-25
sv|juldagen 2027|2027-12-25
nb|første juledag 2027|2027-12-25
da|juledag 2027|2027-12-25
fi|joulupäivänä 2027|2027-12-25
et|jõulupühal 2027|2027-12-25
lv|Ziemassvētkos 2027|2027-12-25
lt|per Kalėdas 2027|2027-12-25
en|on the last day of March 2027|2027-03-31
de|am letzten Tag im März 2027|2027-03-31
fr|le dernier jour de mars 2027|2027-03-31
es|el último día de marzo de 2027|2027-03-31
pl|ostatniego dnia marca 2027|2027-03-31
uk|в останній день березня 2027|2027-03-31
sv|sista dagen i mars 2027|2027-03-31
nb|siste dag i mars 2027|2027-03-31
da|den sidste dag i marts 2027|2027-03-31
fi|maaliskuun 2027 viimeisenä päivänä|2027-03-31
et|2027. aasta märtsi viimasel päeval|2027-03-31
lv|2027. gada marta pēdējā dienā|2027-03-31
lt|paskutinę 2027 m. kovo dieną|2027-03-31
en|on the first day of March 2027|2027-03-01
de|am ersten Tag des März 2027|2027-03-01
fr|le premier jour de mars 2027|2027-03-01
es|el primer día de marzo de 2027|2027-03-01
pl|pierwszego dnia marca 2027|2027-03-01
uk|у перший день березня 2027|2027-03-01
sv|första dagen i mars 2027|2027-03-01
nb|første dag i mars 2027|2027-03-01
da|den første dag i marts 2027|2027-03-01
fi|maaliskuun 2027 ensimmäisenä päivänä|2027-03-01
et|2027. aasta märtsi esimesel päeval|2027-03-01
lv|2027. gada marta pirmajā dienā|2027-03-01
lt|pirmąją 2027 m. kovo dieną|2027-03-01
en|the day before yesterday|2026-11-19
de|vorgestern|2026-11-19
fr|avant-hier|2026-11-19
es|anteayer|2026-11-19
pl|przedwczoraj|2026-11-19
uk|позавчора|2026-11-19
sv|i förrgår|2026-11-19
nb|i forgårs|2026-11-19
da|i forgårs|2026-11-19
fi|toissapäivänä|2026-11-19
et|üleeile|2026-11-19
lv|aizvakar|2026-11-19
lt|užvakar|2026-11-19
en|the day after tomorrow|2026-11-23
de|übermorgen|2026-11-23
fr|après-demain|2026-11-23
es|pasado mañana|2026-11-23
pl|pojutrze|2026-11-23
uk|післязавтра|2026-11-23
sv|i övermorgon|2026-11-23
nb|i overmorgen|2026-11-23
da|i overmorgen|2026-11-23
fi|ylihuomenna|2026-11-23
et|ülehomme|2026-11-23
lv|parīt|2026-11-23
lt|poryt|2026-11-23
en|next week|2026-11-23/2026-11-29
de|nächste Woche|2026-11-23/2026-11-29
fr|la semaine prochaine|2026-11-23/2026-11-29
es|la próxima semana|2026-11-23/2026-11-29
pl|w przyszłym tygodniu|2026-11-23/2026-11-29
uk|наступного тижня|2026-11-23/2026-11-29
sv|nästa vecka|2026-11-23/2026-11-29
nb|neste uke|2026-11-23/2026-11-29
da|næste uge|2026-11-23/2026-11-29
fi|ensi viikolla|2026-11-23/2026-11-29
et|järgmisel nädalal|2026-11-23/2026-11-29
lv|nākamnedēļ|2026-11-23/2026-11-29
lt|kitą savaitę|2026-11-23/2026-11-29
en|half a year ago|2026-05-21
de|vor einem halben Jahr|2026-05-21
es|hace medio año|2026-05-21
pl|pół roku temu|2026-05-21
uk|півроку тому|2026-05-21
sv|för ett halvår sedan|2026-05-21
nb|for et halvt år siden|2026-05-21
da|for et halvt år siden|2026-05-21
fi|puoli vuotta sitten|2026-05-21
et|pool aastat tagasi|2026-05-21
lv|pirms pusgada|2026-05-21
lt|prieš pusmetį|2026-05-21
en|two years ago|2024-11-21
de|vor zwei Jahren|2024-11-21
fr|il y a deux ans|2024-11-21
es|hace dos años|2024-11-21
pl|dwa lata temu|2024-11-21
uk|два роки тому|2024-11-21
sv|för två år sedan|2024-11-21
nb|for to år siden|2024-11-21
da|for to år siden|2024-11-21
fi|kaksi vuotta sitten|2024-11-21
et|kaks aastat tagasi|2024-11-21
lv|pirms diviem gadiem|2024-11-21
lt|prieš dvejus metus|2024-11-21
en|the end of next year|2027-12-31
de|Ende nächsten Jahres|2027-12-31
fr|à la fin de l'année prochaine|2027-12-31
es|a finales del próximo año|2027-12-31
pl|pod koniec przyszłego roku|2027-12-31
uk|наприкінці наступного року|2027-12-31
sv|slutet av nästa år|2027-12-31
nb|slutten av neste år|2027-12-31
da|slutningen af næste år|2027-12-31
fi|ensi vuoden lopussa|2027-12-31
et|järgmise aasta lõpus|2027-12-31
lv|nākamā gada beigās|2027-12-31
lt|kitų metų pabaigoje|2027-12-31
en|Q1 2027|2027-01-01/2027-03-31
en|the fourth quarter of 2027|2027-10-01/2027-12-31
de|im ersten Quartal 2027|2027-01-01/2027-03-31
de|im 3. Quartal 2027|2027-07-01/2027-09-30
fr|au deuxième trimestre 2027|2027-04-01/2027-06-30
es|en el tercer trimestre de 2027|2027-07-01/2027-09-30
pl|w pierwszym kwartale 2027|2027-01-01/2027-03-31
uk|у першому кварталі 2027|2027-01-01/2027-03-31
nb|i andre kvartal 2027|2027-04-01/2027-06-30
en|next summer|2027-06-01/2027-08-31
de|im Sommer|2027-06-01/2027-08-31
en|last autumn|2025-09-01/2025-11-30
fi|se tapahtui 80-luvulla|1980-01-01/1989-12-31
en|resolution 2021/123|2021
""".strip().splitlines()

MONTHS_IN = {
    "ru": "{day} {month} {year}",
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
    @pytest.mark.rows("row", FORMS)
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
    @pytest.mark.parametrize("language", sorted(MONTHS_IN.keys() - {"lt", "lv"}))
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

    def test_years_named_one_by_one_are_no_decade(self):
        """Years behind the word that also opens a decade are read one by one."""
        found = [each.value.text for each in read("en los años 1990 y 1995", "es")]
        assert found == ["1990", "1995"]
        assert [each.value.text for each in read("w latach 1990-1995", "pl")] == ["1990", "1995"]

    def test_29_february_needs_a_year(self):
        """Without a year nobody can know which one is meant."""
        with pytest.raises(UnreadableDayError) as caught:
            read("on 29 February")
        assert caught.value.lacks_year
