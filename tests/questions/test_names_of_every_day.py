"""Names as people say them: capitals, former States, and treaties that share a name."""

import pytest

from withdrawal.errors import QuestionError
from withdrawal.languages.folder import LANGUAGES, places, state_names
from withdrawal.law.countries import countries
from withdrawal.questions import ask, understand

DAY = "2026-11-28"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name(language):
    """Every State that the package knows has a name, a genitive and phrases in each language."""
    states = state_names(language)
    assert states.keys() == countries().keys()
    assert all(each.name and each.of for each in states.values())


@pytest.mark.parametrize(
    ("question", "party"),
    [
        ("Is Czechoslovakia bound by the NPT?", "CSK"),
        ("Is the Czech Republic bound by the NPT?", "CZE"),
        ("Is East Germany bound by the NPT?", "DDR"),
        ("Is the Federal Republic of Germany bound by the NPT?", "DEU"),
        ("Is Serbia and Montenegro bound by the NPT?", "SCG"),
        ("Is South Yemen bound by the NPT?", "YMD"),
        ("Is South Vietnam bound by the NPT?", "VDR"),
        ("Is the USSR bound by the NPT?", "SUN"),
        ("Is Taiwan bound by the NPT?", "TWN"),
        ("Is Kosovo bound by the NPT?", "XKX"),
        ("Ist die DDR an das Ottawa-Übereinkommen gebunden?", "DDR"),
        ("La Tchécoslovaquie est-elle liée par le TNP ?", "CSK"),
    ],
)
def test_the_state_that_was_meant(question, party):
    """A former State is never taken for one that has a part of its name."""
    assert [each.answer.party for each in ask(question, as_of=DAY).answers] == [party]


class TestStates:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_capitals(self, language: str):
        """The same States have a capital or an organ that stands for them in every language."""
        assert {"CHE", "PRT", "GEO", "ARM", "TCD", "FIN"} <= places(language).keys()

    @pytest.mark.parametrize(
        ("question", "party"),
        [
            ("Wann tritt Bern aus der EMRK aus?", "CHE"),
            ("Quand Lisbonne est-elle sortie du TCE ?", "PRT"),
            ("Mali wychodzi z MTK kiedy dokładnie?", "MLI"),
        ],
    )
    def test_a_state(self, question: str, party: str):
        """A capital stands for its State, and so does a common word that opens the question."""
        assert understand(question, as_of=DAY).parties == (party,)


class TestTreaties:
    def test_a_letter(self):
        """A letter to the United Nations is no Charter of them."""
        question = "¿Cuándo envió Suecia la carta a la ONU sobre la Convención de Ottawa?"
        assert understand(question, as_of=DAY).treaty == "ottawa-1997"

    @pytest.mark.parametrize(
        "question",
        [
            "Коли припинився договір про дружбу?",
            "Wann endete der Freundschaftsvertrag?",
        ],
    )
    def test_a_shared_name(self, question: str):
        """A name that two treaties have is asked back, and neither is taken."""
        with pytest.raises(QuestionError):
            ask(question, as_of=DAY)


class TestBesides:
    @pytest.mark.parametrize(
        "question",
        [
            "When did the US leave the Rome Statute?",
            "How long did the US take to leave the Rome Statute?",
            "Россия вышла из Римского статута?",
            "俄罗斯退出罗马规约了吗？",
        ],
    )
    def test_a_signature(self, question: str):
        """Of a State that was no party it is told that it took back its signature."""
        reply = ask(question, as_of=DAY)
        row = {"USA": "2002", "RUS": "2016"}[reply.understood.parties[0]]
        assert row in reply.text


class TestAfterYesOrNo:
    @pytest.mark.parametrize(
        ("question", "begins"),
        [
            ("Чи правда, що США вийшли з ВООЗ 22 січня 2025 року?", "Ні: вихід"),
            ("Is it true that the US left the WHO on 22 January 2025?", "No: the United States"),
            ("Är det sant att USA lämnade WHO den 22 januari 2025?", "Nej: USA"),
            ("Stimmt es, dass die USA die WHO am 22. Januar 2025 verlassen haben?", "Nein: Der"),
        ],
    )
    def test_a_small_letter(self, question: str, begins: str):
        """What follows a yes or no begins small, unless with a name or in German."""
        assert ask(question, as_of=DAY).text.startswith(begins)


class TestPicked:
    @pytest.mark.parametrize(
        ("question", "begins"),
        [
            ("Who was the first to leave the Rome Statute?", "The first exit (1): Burundi"),
            ("Who was the last to leave the Rome Statute?", "The last exit (1): the Philippines"),
        ],
    )
    def test_headline(self, question: str, begins: str):
        """The headline says which of several exits is told."""
        assert ask(question, as_of=DAY).text.startswith(begins)


class TestDuties:
    @pytest.mark.parametrize(
        ("question", "is_read"),
        [
            ("¿Qué obligaciones tiene España en la Convención de Ottawa?", True),
            ("Hvilke pligter har Danmark efter Ottawakonventionen?", False),
            ("欧洲人权公约有哪些义务？", False),
        ],
    )
    def test_of_a_party(self, question: str, is_read: bool):
        """What a party owes under a treaty is not what outlives an exit."""
        if is_read:
            assert understand(question, as_of=DAY).intent.value == "bound"
            return
        with pytest.raises(QuestionError):
            understand(question, as_of=DAY)


@pytest.mark.parametrize(
    ("question", "treaty"),
    [
        ("Kan Danmark forlade TIR-konventionen?", "tir-1975"),
        ("Kann die Schweiz das Lugano-Übereinkommen kündigen?", "lugano-2007"),
        ("Может ли Индия выйти из Хартии ШОС?", "sco-charter-2002"),
        ("Чи може Україна вийти з Карпатської конвенції?", "carpathian-2003"),
        ("中国能退出亚投行吗？", "aiib-2015"),
        ("La France peut-elle quitter la Convention de Genève de 1951 sur les réfugiés ?",
         "refugee-1951"),
        ("Kann die Schweiz die Genfer Konvention von 1951 kündigen?", "refugee-1951"),
        ("Может ли Россия выйти из Женевской конвенции 1951 года?", "refugee-1951"),
        ("¿Puede España dejar la Convención de Ginebra de 1951?", "refugee-1951"),
    ],
)  # fmt: skip
def test_the_treaty_of_an_everyday_name(question, treaty):
    """A well-known treaty is found by the name that everybody calls it by."""
    assert understand(question, as_of=DAY).treaty == treaty
