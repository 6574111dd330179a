"""Complaints: in the asker's language, with a way on."""

from datetime import date

import pytest

from withdrawal.errors import QuestionError
from withdrawal.languages.folder import LANGUAGES
from withdrawal.languages.wording import wording
from withdrawal.questions import understand


def complaint(question: str) -> QuestionError:
    """Return the error a question raises."""
    with pytest.raises(QuestionError) as caught:
        understand(question, as_of="2026-11-21")
    return caught.value


class TestSuggestions:
    def test_two_examples_from_what_was_recognised(self):
        """A question that is not understood gets two that are, with its own names."""
        error = complaint("Why did Finland leave the Rome Statute?")
        assert error.suggestions[0] == (
            "When does Finland’s withdrawal from the Rome Statute take effect?"
        )
        assert len(error.suggestions) == 2

    def test_treaties_on_record(self):
        """A missing treaty: the same question about those the State has left."""
        offered = complaint("How long did the Philippines' withdrawal take?").suggestions
        assert "How long did the Philippines’ withdrawal from the Rome Statute take?" in offered

    def test_parties_on_record(self):
        """A missing State: the same question about those that have left the treaty."""
        error = complaint("When does the withdrawal from the Energy Charter Treaty take effect?")
        assert error.code == "no-party"
        assert (
            "When does the United Kingdom’s withdrawal from the Energy Charter Treaty take effect?"
            in error.suggestions
        )

    def test_date_is_kept(self):
        """A question that lacks its State keeps the day that was said."""
        error = complaint("If notice is received on 5 May 2027, when is it out of Ottawa?")
        assert error.code == "no-party"
        assert all("5 May 2027" in each for each in error.suggestions)

    def test_candidates_of_an_ambiguous_name(self):
        """A doubtful name: the asker's own question with everything it may mean."""
        assert set(complaint("Is Korea still bound by the Ottawa Convention?").suggestions) == {
            "Is North Korea still bound by the Ottawa Convention?",
            "Is South Korea still bound by the Ottawa Convention?",
        }
        assert len(complaint("May a State leave the Geneva Convention?").suggestions) == 4

    def test_days_that_exist(self):
        """An impossible date: the asker's own question with the days next to it."""
        error = complaint("If Sweden notified on 31 June 2027, when is it out of Ottawa?")
        assert error.suggestions == (
            "If Sweden notified on 30 June 2027, when is it out of Ottawa?",
            "If Sweden notified on 1 July 2027, when is it out of Ottawa?",
        )
        assert "31 June 2027" in error.message

    def test_unread_word_is_named(self):
        """A refusal says which word nothing reads, and which names were."""
        message = complaint("Is Poland zorbing Ottawa fluxly and blandly?").message
        assert "“zorbing”" in message
        assert "Poland" in message


REFUSED = [
    "When does Poland leave?",
    "Quand la sortie de la Convention d'Ottawa prend-elle effet ?",
    "Ist Korea noch an das Ottawa-Übereinkommen gebunden?",
    "Kiedy Szwecja wystąpi z konwencji ottawskiej, jeśli notyfikuje 31 czerwca 2027?",
    "¿Por qué salió Finlandia del Estatuto de Roma?",
    "Чому Литва вийшла з Оттавської конвенції?",
    "Who has left?",
    "Was Lithuania bound by Ottawa unless it rained?",
    "What is the last day for Sweden's notice to leave Ottawa?",
]


@pytest.mark.parametrize("question", REFUSED)
def test_what_is_offered_is_understood(question: str):
    """Every question that a refusal offers is one that is answered."""
    for offered in complaint(question).suggestions:
        understand(offered, as_of="2026-11-21")


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples(language: str):
    """Every sentence that offers a question is understood as that question, every word of it."""
    words = wording(language)
    blanks = {
        "of": words.of_party("POL"),
        "party": words.party("POL"),
        "treaty": words.treaty("unesco-1945"),
        "left": words.left("unesco-1945"),
        "from": words.from_treaty("unesco-1945"),
        "on": words.on(date(2028, 1, 1)),
        "on_plain": words.plain_day(date(2028, 1, 1)),
    }
    for intent, template in words.texts.examples.items():
        found = understand(template.format_map(blanks), lang=language, as_of="2026-11-21")
        assert (found.intent.value, found.treaty) == (intent, "unesco-1945"), template
        assert bool(found.parties) == ("{of}" in template or "{party}" in template), template
        assert not found.left_out, template


class TestLanguage:
    @pytest.mark.parametrize(
        ("question", "opening"),
        [
            ("När lämnar Polen?", "Vilket fördrag"),
            ("Wann verlässt Polen?", "Welcher Vertrag"),
            ("Kiedy wystąpi Polska?", "O który traktat"),
            ("Коли вийде Польща?", "Про який договір"),
            ("Quand la Pologne se retire-t-elle ?", "De quel traité"),
        ],
    )
    def test_is_the_askers(self, question: str, opening: str):
        """A complaint is made in the language of the question."""
        error = complaint(question)
        assert error.code == "no-treaty"
        assert error.message.startswith(opening)

    def test_json(self):
        """As JSON it has code, message and suggestions."""
        made = complaint("next bus to Ottawa").to_json()["error"]
        assert made["code"] == "not-understood"
        assert set(made) == {"code", "message", "suggestions"}
