"""Complaints: in the asker's language, with a way on."""

import pytest

from withdrawal.errors import QuestionError
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
        """A missing treaty is asked for with those the State has left."""
        assert "the Rome Statute" in complaint("When does the Philippines leave?").suggestions

    def test_parties_on_record(self):
        """A missing State is asked for with those that have left the treaty."""
        error = complaint("When does the withdrawal from the Energy Charter Treaty take effect?")
        assert error.code == "no-party"
        assert "the United Kingdom" in error.suggestions

    def test_candidates_of_an_ambiguous_name(self):
        """A doubtful name is answered with everything it may mean."""
        assert set(complaint("Is Korea still bound by the Ottawa Convention?").suggestions) == {
            "North Korea", "South Korea",
        }  # fmt: skip
        assert len(complaint("May a State leave the Geneva Convention?").suggestions) == 4

    def test_days_that_exist(self):
        """An impossible date is answered with the days next to it."""
        error = complaint("If Sweden notified on 31 June 2027, when is it out of Ottawa?")
        assert error.suggestions == ("2027-06-30", "2027-07-01")
        assert "31 June 2027" in error.message


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
