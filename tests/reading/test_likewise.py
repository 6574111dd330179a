"""Treaties, days and other States that a text tells in few words, each by its shortest text."""

import pytest

from withdrawal.reading import read


def told(line):
    """What a text claims: kind, States, treaty, day and verdict; `language|day|text`."""
    language, on, text = line.split("|")
    return [
        (each.kind, each.parties, each.treaty, str(each.value.day or ""), each.verdict)
        for each in read(text, on=on, language=language).claims
    ]


BELGIUM = ("hcch-sales-1955", "1999-02-19", "supported")
DENMARK = ("ets-016-patent-formalities-1953", "1976-10-12", "supported")
FRANCE = ("paris-protocol-hq-1952", "1966-03-30", "supported")
COFFEE = ("coffee-agreement-2007", "2018-06-27", "supported")


class TestATreatyByItsYear:
    @pytest.mark.parametrize(
        ("line", "claim"),
        [
            ("en|1999-03-10|Belgium leaves a convention of 1955: on 19 February it gave notice.",
             ("step", ("BEL",), *BELGIUM)),
            (("es|1999-03-10|Bélgica denuncia el convenio de 1955 sobre ventas. El depositario "
              "recibió la denuncia el 19 de febrero de 1999."), ("step", ("BEL",), *BELGIUM)),
            (("de|1977-01-15|Dänemark kündigt ein Übereinkommen von 1953. Die Kündigung ging am "
              "12. Oktober 1976 ein."), ("step", ("DNK",), *DENMARK)),
            ("fi|1966-04-15|Ranska irtisanoi 30. maaliskuuta 1966 vuoden 1952 pöytäkirjan.",
             ("step", ("FRA",), *FRANCE)),
            ("da|1966-04-15|Frankrig opsagde den 30. marts 1966 protokollen af 1952.",
             ("step", ("FRA",), *FRANCE)),
            ("ru|2018-07-02|США вышли из соглашения 2007 года о кофе 27 июня.",
             ("effect", ("USA",), *COFFEE)),
            ("uk|2018-07-02|США вийшли з угоди 2007 року про каву 27 червня.",
             ("effect", ("USA",), *COFFEE)),
        ],
    )  # fmt: skip
    def test_and_a_day_on_record(self, line, claim):
        """A treaty without a known name is the one whose year and day the record has."""
        assert claim in told(line)

    @pytest.mark.parametrize(
        "line",
        [
            "en|1999-03-10|Belgium signed a convention of 1955 on 19 February 1999.",
            "en|1999-03-10|Belgium left a convention of 1955 on 18 February 1999.",
            "en|2023-07-05|On 1 July 2023 Russia left a convention on corruption.",
            "fr|1970-01-20|Le pays a quitté une convention de 1953.",
        ],
    )
    def test_and_nothing_less(self, line):
        """Another day, no word of leaving, no year or several such treaties name none."""
        assert told(line) == []

    def test_two_days(self):
        """Where no treaty is named, two days on record tell the one that is meant."""
        found = told(
            "es|2021-11-23|Managua comunicó el 19 de noviembre a la Secretaría General de la OEA "
            "que denuncia la Carta. Nicaragua dejará de ser miembro el 19 de noviembre de 2023."
        )
        treaty = "oas-charter-1948"
        assert ("effect", ("NIC",), treaty, "2023-11-19", "supported") in found


class TestPartsOfAYear:
    @pytest.mark.parametrize(
        ("line", "day", "verdict"),
        [
            ("fi|1995-01-09|Suomi erosi EFTAsta vuodenvaihteessa.", "1995-01-01", "supported"),
            ("da|1973-01-05|Fra nytår er Danmark trådt ud af EFTA.", "1973-01-01", "supported"),
            ("sv|1986-02-14|Storbritannien lämnade Unesco vid årsskiftet.",
             "1985-12-31", "supported"),
            ("nb|1986-02-14|Storbritannia forlot UNESCO ved årsskiftet.",
             "1985-12-31", "supported"),
            ("de|1986-02-14|Großbritannien hat die UNESCO zum Jahreswechsel verlassen.",
             "1985-12-31", "supported"),
            ("et|2005-02-08|Eesti lahkus aastavahetusel NAFOst.", "2004-12-31", "supported"),
            ("lt|2024-01-03|Kataras paliko OPEC 2019 metų pabaigoje.", "2019-12", "contradicted"),
            ("ar|2024-01-03|خرجت قطر من أوبك في منتصف عام 2019.", "2019-06", "contradicted"),
            ("zh|2025-07-23|卡塔尔于2019年底退出欧佩克。", "2019-12", "contradicted"),
            ("fi|2024-01-03|Qatar erosi OPECista vuoden 2019 alussa.", "2019-01", "supported"),
        ],
    )  # fmt: skip
    def test_are_days(self, line, day, verdict):
        """The turn of a year is one of two days; its ends and its middle are some months."""
        assert [each[3:] for each in told(line)] == [(day, verdict)]

    @pytest.mark.parametrize(
        "line",
        [
            "da|2025-07-03|EU er nu ude af energichartertraktaten.",
            "en|2026-07-03|Finland is now out of the Ottawa Convention.",
            "de|2026-07-03|Finnland ist jetzt nicht mehr an die Ottawa-Konvention gebunden.",
            "fi|2026-07-03|Suomi ei ole nyt enää Ottawan sopimuksen osapuoli.",
            "pl|2026-07-03|Finlandia nie jest teraz stroną konwencji ottawskiej.",
            "sv|2026-07-03|Finland är nu inte längre part i Ottawakonventionen.",
        ],
    )
    def test_now_is_none(self, line):
        """ "Is now out" says nothing of since when."""
        assert [(each[0], *each[3:]) for each in told(line)] == [("not-party", "", "supported")]


class TestTheEndOfTheYear:
    @pytest.mark.parametrize(
        "line",
        [
            "da|2025-08-01|Litauen er ude af Ottawakonventionen ved årets udgang.",
            "de|2025-08-01|Litauen scheidet Ende des Jahres aus der Ottawa-Konvention aus.",
            "en|2025-08-01|Lithuania will be out of the Ottawa Convention at the end of the year.",
            "es|2025-08-01|Lituania dejará de ser parte del Tratado de Ottawa a finales de año.",
            "et|2025-08-01|Leedu lahkub Ottawa konventsioonist aasta lõpus.",
            "fi|2025-08-01|Liettua irtautuu Ottawan sopimuksesta vuoden lopussa.",
            "fr|2025-08-01|La Lituanie quittera la Convention d'Ottawa à la fin de l'année.",
            "lt|2025-08-01|Lietuva nebebus Otavos konvencijos šalis metų pabaigoje.",
            "pl|2025-08-01|Litwa przestanie być stroną konwencji ottawskiej pod koniec roku.",
            "ru|2025-08-01|Литва перестанет быть участником Оттавской конвенции в конце года.",
            "zh|2025-08-01|立陶宛将于今年年底退出《渥太华公约》。",
            "en|2026-02-01|Lithuania left the Ottawa Convention at the turn of the year.",
            "sv|2026-02-01|Litauen lämnade Ottawakonventionen vid årsskiftet.",
        ],
    )
    def test_is_a_month_and_no_day(self, line):
        """What took effect on 27 December took effect at the end of the year, and at its turn."""
        assert [each[3:] for each in told(line)] == [("2025-12", "supported")]


class TestSeveralDays:
    @pytest.mark.parametrize(
        "line",
        [
            "en|2025-07-23|The United States left UNESCO in 1984 and 2018.",
            "de|2025-07-23|Die USA sind Ende 1984 und Ende 2018 aus der UNESCO ausgetreten.",
            "fr|2025-07-23|Les États-Unis ont quitté l'UNESCO en 1984 et en 2018.",
            "es|2025-07-23|Estados Unidos abandonó la UNESCO en 1984 y en 2018.",
            "sv|2025-07-23|USA lämnade Unesco 1984 och 2018.",
            "pl|2025-07-23|USA opuściły UNESCO w 1984 i w 2018 roku.",
        ],
    )
    def test_in_a_row_are_of_one_act_each(self, line):
        """Days joined by "and" are each the day of an exit."""
        found = told(line)
        assert [each[3][:4] for each in found] == ["1984", "2018"]
        assert {each[4] for each in found} == {"supported"}

    def test_beside_each_other_are_one(self):
        """A day that only says another one again makes no second claim."""
        line = "fi|1995-01-09|Suomi jätti EFTAn vuodenvaihteessa, 1. tammikuuta 1995."
        assert len(told(line)) == 1


class TestOthersToo:
    @pytest.mark.parametrize(
        ("line", "parties", "day", "verdict"),
        [
            (("da|1973-01-05|Fra nytår er Danmark trådt ud af EFTA. Storbritannien gik samme vej "
              "på samme dag."), ("GBR",), "1973-01-01", "supported"),
            (("et|2005-02-08|Eesti väljaastumine NAFOst jõustus 31. detsembril 2004. Samamoodi "
              "talitasid Läti ja Leedu."), ("LVA", "LTU"), "2004-12-31", "supported"),
            ("fi|1995-01-09|Suomi erosi EFTAsta vuodenvaihteessa, samoin Ruotsi ja Itävalta.",
             ("SWE", "AUT"), "1995-01-01", "supported"),
            ("sv|1986-02-14|Storbritannien lämnade Unesco vid årsskiftet, och Singapore likaså.",
             ("SGP",), "1985-12-31", "supported"),
            (("en|1968-03-02|Sweden left the International Whaling Commission in 1964, Brazil two "
              "years later."), ("BRA",), "1966", "supported"),
            (("pl|2007-01-10|Z końcem 2006 roku Polska wystąpiła z konwencji gdańskiej. Estonia, "
              "Łotwa i Litwa zrobiły to dwa lata wcześniej."),
             ("EST", "LVA", "LTU"), "2004-12", "contradicted"),
            ("sv|1968-11-20|Brasilien lämnade valfångstkonventionen 1966 och Sverige 1964.",
             ("SWE",), "1964", "supported"),
        ],
    )  # fmt: skip
    def test_with_the_same_day_or_one_counted_from_it(self, line, parties, day, verdict):
        """What others did too has its own day, the same one, or one counted from it."""
        found = told(line)
        assert [each[3:] for each in found if each[1] == parties] == [(day, verdict)]
        assert {each[0] for each in found} == {"effect"}

    @pytest.mark.parametrize(
        "line",
        [
            "en|1995-01-09|Finland left EFTA on 1 January 1995. Norway did not do so.",
            "en|1995-01-09|Finland left EFTA on 1 January 1995. Norway too criticised the step.",
            "de|1995-01-09|Finnland hat die EFTA am 1. Januar 1995 verlassen. Norwegen will das.",
            "sv|1995-01-09|Finland lämnade Efta den 1 januari 1995. Även Norge är medlem.",
            "fi|1995-01-09|Suomi erosi EFTAsta 1. tammikuuta 1995. Myös Norja neuvotteli.",
            "fr|1995-01-09|La Finlande a quitté l'AELE en 1995. La Norvège aussi a voté.",
        ],
    )
    def test_and_nothing_else(self, line):
        """Where more is said of others than "too", they have not left."""
        assert not [each for each in told(line) if each[0] == "effect" and each[1] == ("NOR",)]

    @pytest.mark.parametrize(
        "line",
        [
            "en|2026-02-01|Finland left the Ottawa Convention on 10 January 2026, Poland too.",
            "de|2026-02-01|Finnland verließ die Ottawa-Konvention am 10. Januar, ebenso Polen.",
            "sv|2026-02-01|Finland lämnade Ottawakonventionen den 10 januari, och Polen likaså.",
            "nb|2026-02-01|Finland forlot Ottawakonvensjonen 10. januar, Polen to måneder senere.",
            "da|2026-02-01|Finland forlod Ottawakonventionen 10. januar, Polen to måneder senere.",
            "pl|2026-02-01|Finlandia wyszła z konwencji ottawskiej 10 stycznia, podobnie Polska.",
        ],
    )
    def test_roughly_is_never_wrong(self, line):
        """A day that is only implied, or counted in months, is not held against a text."""
        found = told(line)
        assert found[0][1:] == (("FIN",), "ottawa-1997", "2026-01-10", "supported")
        assert "contradicted" not in [each[4] for each in found]


class TestStillBound:
    @pytest.mark.parametrize(
        "line",
        [
            "ar|2019-08-20|وما زالت إيران طرفا في معاهدة عدم انتشار الأسلحة النووية.",
            "ar|2019-08-20|تظل إيران طرفا في معاهدة عدم انتشار الأسلحة النووية.",
            "de|2019-08-20|Der Iran bleibt weiterhin Vertragsstaat des Atomwaffensperrvertrags.",
            "fr|2019-08-20|Le Traité sur la non-prolifération demeure en vigueur pour l'Iran.",
            "sv|2019-08-20|Iran är fortfarande anslutet till icke-spridningsavtalet.",
            "da|1973-01-05|Norge er fortsat medlem af EFTA, som har bestået siden den 3. maj 1960.",
            "lv|2013-01-10|Kazahstāna joprojām ir Kolektīvās drošības līguma dalībvalsts.",
            "zh|2019-08-20|伊朗仍然是《不扩散核武器条约》的缔约国。",
        ],
    )
    def test_is_a_claim(self, line):
        """That a State is a party still is claimed, whatever days stand in another piece."""
        assert ("is-party", "supported") in [(each[0], each[4]) for each in told(line)]


class TestUntilWhen:
    @pytest.mark.parametrize(
        "line",
        [
            "sv|2026-03-16|UNFCCC gäller för USA fram till den 27 februari 2027.",
            "da|2026-03-16|UNFCCC gælder for USA til den 27. februar 2027.",
            "de|2026-03-16|Die UNFCCC gilt für die USA noch bis zum 27. Februar 2027.",
            "en|2026-03-16|The UNFCCC remains in force for the US until 27 February 2027.",
            "fr|2026-03-16|La CCNUCC reste en vigueur pour les USA jusqu'au 27 février 2027.",
            "es|2026-03-16|La CMNUCC sigue vigente para EEUU hasta el 27 de febrero de 2027.",
        ],
    )
    def test_is_when_it_ends(self, line):
        """Until when a treaty is in force for a State is when its exit takes effect."""
        assert told(line) == [("effect", ("USA",), "unfccc-1992", "2027-02-27", "supported")]


PERIODS = [
    "fi|2025-06-23|Ottawan sopimuksen ero astuu voimaan ilmoituksesta kuuden kuukauden kuluttua.",
    "lt|2025-06-23|Pasitraukimas iš Otavos konvencijos įsigalioja nuo notos gavimo po 6 mėnesių.",
    "et|2025-06-23|Ottawa konventsioonist lahkumine jõustub teate kättesaamisest kuue kuu pärast.",
    "de|2025-06-23|Für den Austritt aus der Ottawa-Konvention läuft ab Eingang ein halbes Jahr.",
    "uk|2025-06-23|Вихід з Оттавської конвенції діє через шість місяців після отримання ноти.",
    "zh|2025-06-23|退出《渥太华公约》自收到通知之日起满六个月生效。",
]


@pytest.mark.parametrize("line", PERIODS)
def test_a_period_counted_from_what_stands_before(line):
    """What a period runs from may stand before it as well as behind."""
    assert ("period-starts", "supported") in [(each[0], each[4]) for each in told(line)]


@pytest.mark.parametrize(
    "line",
    [
        "en|2016-10-14|The Maldives left the Commonwealth. It is the second exit in three years.",
        "de|2016-10-14|Die Malediven verließen das Commonwealth, das zweite Land in drei Jahren.",
        "fr|2016-10-14|Les Maldives ont quitté le Commonwealth, le deuxième retrait en trois ans.",
        "es|2016-10-14|Maldivas abandonó la Commonwealth, la segunda salida en tres años.",
        "pl|2016-10-14|Malediwy opuściły Wspólnotę Narodów. To drugie wyjście w ciągu trzech lat.",
        "sv|2016-10-14|Maldiverna lämnade Samväldet. Det är det andra utträdet på tre år.",
    ],
)
def test_years_are_no_period_of_notice(line):
    """So many years without anything that they run from are no rule of a treaty."""
    assert "period-starts" not in [each[0] for each in told(line)]


@pytest.mark.parametrize(
    "line",
    [
        "en|2025-07-08|Iran joined the SCO on 4 July 2023, Belarus a year later.",
        "uk|2025-07-08|Іран приєднався до ШОС 4 липня 2023 року, Білорусь — через рік.",
        "sv|2025-07-08|Iran anslöt sig till SCO den 4 juli 2023, Belarus ett år senare.",
        "nb|2025-07-08|Iran sluttet seg til SCO 4. juli 2023, Belarus et år senere.",
        "da|2025-07-08|Iran tiltrådte SCO den 4. juli 2023 og Belarus et år senere.",
    ],
)
def test_others_joined_too(line):
    """What is counted from the day of one that joined is the day on which another did."""
    assert told(line)[1:] == [("joined", ("BLR",), "sco-charter-2002", "2024-07", "supported")]


class TestNotOneAndNoNotice:
    @pytest.mark.parametrize(
        "line",
        [
            "lt|Seimas denonsavo Otavos konvenciją. Už balsavo 107, prieš nebuvo nė vieno.",
            "en|Lithuania's Seimas voted to leave the Ottawa Convention: 107 for, not one against.",
        ],
    )
    def test_not_one_is_none(self, line):
        """ "Not one" beside votes is a nought, and no vote of one."""
        language, text = line.split("|")
        claims = read(text, on="2025-05-09", language=language).claims
        assert [each.value.votes.against for each in claims if each.value.votes] == [0]

    def test_an_exit_without_a_day_of_notice_may_run(self):
        """Who is said to leave is not called wrong where the record has no day of a notice."""
        text = "Denmark says goodbye to UNIDO, the organisation for industrial development."
        claims = read(text, on="2016-11-30", language="en").claims
        assert [each.verdict for each in claims if each.verdict == "contradicted"] == []
