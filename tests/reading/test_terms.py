"""Rules and bonds in plain sentences, as news, ministries and law firms write them."""

import pytest

from withdrawal.reading import read


def told(text, language="en", on="2026-06-01"):
    """What a text claims, as kind, value without what is not said, and verdict."""
    return [
        (each.kind, {key: got for key, got in each.to_json()["value"].items() if got}, each.verdict)
        for each in read(text, on=on, language=language).claims
    ]


class TestRecipients:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "Notices of withdrawal from the Energy Charter Treaty are sent to the Swiss "),
            ("de", "Die Kündigung des Energiecharta-Vertrags ist an die Schweizer Regierung zu "),
            ("fi", "Energiaperuskirjaa koskevan sopimuksen irtisanomisilmoitukset lähetetään "),
            ("pl", "Notyfikacje wystąpienia z Traktatu Karty Energetycznej wysyła się do rządu "),
        ],
    )
    def test_a_government_is_that_of_the_state_beside_it(self, language, text):
        """A government that is told is told by the State beside it, and wrong where it is none."""
        ends = {
            "en": "government.", "de": "richten.",
            "fi": "Sveitsin hallitukselle.", "pl": "Szwajcarii.",
        }  # fmt: skip
        assert told(text + ends[language], language) == [
            ("recipients", {"recipients": ["CHE"]}, "contradicted")
        ]

    def test_of_a_notice_without_a_day(self):
        """Who was told of a notice without a day is a claim of its own."""
        text = "Turkey sent its notice of withdrawal from the Istanbul Convention to the Secretary "
        text += "General of the Council of Europe."
        right = {"recipients": ["Secretary General of the Council of Europe"]}
        assert told(text) == [("recipients", right, "supported")]

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("lv", "Portugāle kā Enerģētikas hartas nolīguma depozitārijs izsūtīja paziņojumu."),
            ("nb", "Norge sier opp Europarådets avtale om au pair-plassering fra 1969."),
        ],
    )
    def test_not_who_tells_or_whose_treaty_it_is(self, language, text):
        """The depositary that tells is not told, nor is a body whose treaty is left."""
        assert not [each for each in told(text, language) if each[0] == "recipients"]

    def test_a_body_that_is_left_before_others_are_told(self):
        """A body is left where a word for leaving stands before it, whoever is told later on."""
        text = "A country that wishes to quit NATO must inform the government of the United States."
        assert told(text) == [("recipients", {"recipients": ["USA"]}, "supported")]

    def test_the_head_of_a_body_is_told(self):
        """Who is told by the name of another body is no body that is left."""
        text = "Brevet om å gå ut av Istanbul-konvensjonen gikk til Europarådets generalsekretær."
        assert [each[0] for each in told(text, "nb")] == ["recipients"]


class TestPeriods:
    def test_about_what_a_notice_is(self):
        """A word for "about" rounds a period beside it, not what the notice is about."""
        text = "Pranešus apie pasitraukimą iš Atviro dangaus sutarties turi praeiti šeši mėnesiai."
        assert [(each[0], each[2]) for each in told(text, "lt")] == [("period-starts", "supported")]

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            (
                "en",
                "Withdrawal takes effect three months after the FAO Director-General receives it.",
            ),
            ("zh", "日本退出了地中海渔业总委员会。退出在粮农组织总干事收到通知三个月后生效。"),
        ],
    )
    def test_whose_head_gets_the_notice(self, language, text):
        """The body whose head receives a notice is not for that the treaty that is left."""
        assert "contradicted" not in [each[2] for each in told(text, language)]

    def test_a_treaty_made_later_is_another(self):
        """A treaty that was made after the document's day is none that it speaks of."""
        text = "India left the Barcelona Convention on transit. Denunciation takes a year."
        assert told(text, on="1957-04-08") == []


class TestLockIn:
    @pytest.mark.parametrize(
        ("language", "text", "verdict"),
        [
            (
                "en",
                "A country can leave the Paris Agreement only two years after it came into force.",
                "contradicted",
            ),
            (
                "en",
                (
                    "A party must have been bound by the European Convention on Human Rights for "
                    "at least five years before it can denounce it."
                ),
                "supported",
            ),
            (
                "sv",
                "Ett land kan lämna Parisavtalet först tre år efter att det trätt i kraft för det.",
                "supported",
            ),
            (
                "ru",
                (
                    "Европейскую конвенцию по правам человека можно денонсировать "
                    "лишь после пяти лет участия."
                ),
                "supported",
            ),
            (
                "en",
                (
                    "For its first twenty years no ally was allowed to leave the North Atlantic "
                    "Treaty."
                ),
                "supported",
            ),
        ],
    )
    def test_from_joining(self, language, text, verdict):
        """What may be left only some years after joining, or not in the first years, is barred."""
        assert [(each[0], each[2]) for each in told(text, language)] == [("lock-in", verdict)]

    def test_not_from_a_notice(self):
        """What takes effect only some months after a receipt is a period, and bars nobody."""
        text = "协定规定收到通知满一年后退出生效。"
        assert {each[0] for each in told(f"《巴黎协定》是条约。{text}", "zh")} <= {"period-starts"}


class TestProtection:
    @pytest.mark.parametrize(("years", "verdict"), [("20", "supported"), ("ten", "unjudgeable")])
    def test_of_investments(self, years, verdict):
        """Years for which a treaty that protects goes on for investments are its protection; other
        years may be of something else."""
        text = f"The Energy Charter Treaty will continue to apply for {years} years to "
        text += "investments made before the exit."
        assert [(each[0], each[2]) for each in told(text)] == [("protection", verdict)]


class TestSomethingElse:
    @pytest.mark.parametrize(
        "text",
        [
            "Poland, which joined the European Union in 2004, left the Ottawa Convention.",
            (
                "The United States left the Paris Agreement on 27 January 2026. Staff may leave "
                "the fund only two years after joining it."
            ),
            (
                "Italy left the Energy Charter Treaty in 2016. Its government sent a letter to the "
                "government of Norway on pipelines."
            ),
            "Under the Energy Charter Treaty, investments in pipelines take five years to plan.",
            (
                "Finland left the Ottawa Convention on 10 January 2026. On 3 January it handed a "
                "letter on Arctic shipping to the Secretary General of NATO."
            ),
        ],
    )
    def test_it_is_never_wrong(self, text):
        """What may be said of another body, fund or letter is never called wrong."""
        assert "contradicted" not in {each[2] for each in told(text)}


class TestVotes:
    @pytest.mark.parametrize(
        ("language", "text", "votes"),
        [
            (
                "en",
                (
                    "Latvia's parliament voted 66 to 14, with two abstentions, to leave the Ottawa "
                    "Convention."
                ),
                (66, 14, 2),
            ),
            (
                "uk",
                (
                    "Парламент Латвії 66 голосами проти 14 за двох, що утрималися, проголосував за "
                    "вихід з Оттавської конвенції."
                ),
                (66, 14, 2),
            ),
            (
                "pl",
                "Sejm poparł wystąpienie Polski z konwencji ottawskiej 413 głosami.",
                (413, None, None),
            ),
        ],
    )
    def test_by_what_stands_between(self, language, text, votes):
        """Two numbers are for and against by what stands between; one by "votes" is for it."""
        [value] = [each[1]["votes"] for each in told(text, language) if each[0] == "votes"]
        assert tuple(value.values()) == votes


class TestBonds:
    @pytest.mark.parametrize(
        ("year", "verdict"), [("2012", "supported"), ("2009", "contradicted"), ("2011", None)]
    )
    def test_a_year_of_joining(self, year, verdict):
        """A year of joining is wrong where it is years off, and passed over the year before."""
        text = f"Poland became a party to the Ottawa Convention in {year}."
        verdicts = [each[2] for each in told(text) if each[0] == "joined"]
        assert verdicts == ([verdict] if verdict else [])

    def test_nor_the_year_of_its_signing(self):
        """Who is said to have joined when the treaty was signed is not called wrong."""
        assert told("Poland joined the Ottawa Convention in 1997.") == []

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("da", "USA er ikke part i Romstatutten."),
            ("ru", "США не являются участником Римского статута."),
        ],
    )
    def test_a_party_denied(self, language, text):
        """A negation right before a word for a party, or in its gap, says that it is none."""
        assert told(text, language) == [("not-party", {}, "supported")]

    def test_a_day_of_joining_is_none_of_leaving(self):
        """A day right before a word for joining is that of no exit in the same clause."""
        assert told("2012年加入《渥太华公约》的芬兰后来退出了该公约。", "zh") == []

    def test_since_when_a_party(self):
        """Since when a State is a party is when it joined."""
        text = "L'Estonie est partie au Statut de Rome depuis 2002."
        assert told(text, "fr") == [("joined", {"day": "2002"}, "supported")]

    def test_a_treaty_in_force(self):
        """What is in force since a day is the treaty, where no State is named."""
        text = "Romstadgan har varit i kraft sedan den 1 juli 2003."
        assert [(each[0], each[2]) for each in told(text, "sv")] == [("in-force", "contradicted")]

    def test_many_states_are_no_years(self):
        """A number of States before "är" is no period."""
        text = "Sammanlagt 164 länder är parter i Ottawakonventionen."
        assert [(each[0], each[1]) for each in told(text, "sv")] == [
            ("party-count", {"count": 164})
        ]
