"""Questions about who is no party, no State or no longer free to stay: never a list of parties."""

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask, understand

TODAY = "2026-11-30"


class TestWhoIsNoParty:
    @pytest.mark.parametrize(
        "question",
        [
            "Which states are not parties to the NPT?",
            "Welche Staaten sind nicht Vertragsparteien des NVV?",
            "Quels États ne sont pas parties au TNP ?",
            "Какие государства не участвуют в ДНЯО?",
        ],
    )
    def test_is_refused(self, question: str):
        """Who is no party to a treaty is not answered with those who are."""
        with pytest.raises(QuestionError):
            ask(question, as_of=TODAY)

    @pytest.mark.parametrize(
        "question",
        [
            "Which States have given notice under the Rome Statute but are still bound?",
            "Which States notified their withdrawal from the Rome Statute but are still parties?",
        ],
    )
    def test_whose_notice_runs_is_still_bound(self, question: str):
        """Who gave notice and is bound still is whose notice runs, not every party."""
        assert understand(question, as_of=TODAY).intent.value == "pending"

    @pytest.mark.parametrize(
        "question",
        [
            "Did Greenland leave the EU?",
            "Kann Schottland die EMRK verlassen?",
            "La Catalogne peut-elle quitter la CEDH ?",
            "Czy Szkocja może wystąpić z EKPC?",
            "苏格兰可以退出欧洲人权公约吗？",
        ],
    )
    def test_of_a_place_that_is_no_state_is_refused(self, question: str):
        """A place within a State or apart from it is named in the refusal, and no State for it."""
        with pytest.raises(QuestionError) as caught:
            ask(question, as_of=TODAY)
        assert caught.value.code == "not-understood"

    @pytest.mark.parametrize(
        "question", ["Has Denmark left ETS 43?", "When did Denmark denounce ETS 43?"]
    )
    def test_the_end_of_a_part_is_told(self, question: str):
        """Whoever left a part of a treaty has not left it, and the part is told with its day."""
        text = ask(question, as_of=TODAY).text
        assert "Denmark (end of a part of the treaty, which leaves the State a party, 27" in text

    def test_what_never_bound_is_told_by_its_kind(self):
        """Whoever took back a consent that bound it to nothing is told to have done just that."""
        text = ask("Is Russia a party to the CTBT?", as_of=TODAY).text
        assert text.startswith("No exit of a party, but on record: Russia (consent taken back")
