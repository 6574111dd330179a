"""Two questions in one, what stands for a State, and a notice of which a part is said."""

from __future__ import annotations

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask, understand

TODAY = "2026-11-28"


class TestHalves:
    @pytest.mark.parametrize(
        ("question", "intents"),
        [
            (
                "When does Lithuania leave Ottawa and who must be told?",
                ["effect", "recipients"],
            ),
            ("Is Poland still bound by Ottawa? When did it leave?", ["bound", "effect"]),
            (
                "Wann tritt Litauen aus der Ottawa-Konvention aus und wen muss es benachrichtigen?",
                ["effect", "recipients"],
            ),
            ("When do Estonia and Latvia leave Ottawa?", ["effect"]),
            ("If Sweden notifies on 1 March 2027 and votes, when is it out of Ottawa?",
             ["hypothetical"]),
        ],
    )  # fmt: skip
    def test_both_are_answered(self, question: str, intents: list[str]):
        """Each half is answered; names and suppositions joined by "and" are one question."""
        reply = ask(question, as_of=TODAY)
        asked = (reply.understood, *reply.understood.also)
        assert [each.intent.value for each in asked] == intents

    def test_half_that_is_not_answered_is_named(self):
        """The half that cannot be answered stands below the answer to the other."""
        reply = ask("Who has left Ottawa and when do they get out?", as_of=TODAY)
        assert reply.understood.intent.value == "leaving"
        assert "when do they get out" in reply.notes[0]


class TestPlaces:
    @pytest.mark.parametrize(
        ("question", "state"),
        [
            ("When did Moscow leave the Council of Europe?", "RUS"),
            ("Is the Kremlin still bound by the European Convention on Human Rights?", "RUS"),
            ("Has Warsaw notified its withdrawal from Ottawa?", "POL"),
            ("Kiedy Moskwa opuściła Radę Europy?", "RUS"),
            ("Quand Budapest sort-il de la CPI ?", "HUN"),
            ("Коли Москва вийшла з Ради Європи?", "RUS"),
        ],
    )
    def test_capital_for_a_state(self, question: str, state: str):
        """A capital or an organ stands for its State where no State is named."""
        assert understand(question, as_of=TODAY).parties == (state,)

    @pytest.mark.parametrize(
        "question",
        [
            "Has Sweden told Washington that it leaves the North Atlantic Treaty?",
            "If the Riksdag votes on 1 March 2027, when is Sweden out of Ottawa?",
        ],
    )
    def test_beside_a_state(self, question: str):
        """Where a State is named, a capital is only a place."""
        assert understand(question, as_of=TODAY).parties == ("SWE",)

    def test_treaty_of_a_city(self):
        """A city in a treaty's name is no State, though the treaty is not known."""
        with pytest.raises(QuestionError) as caught:
            understand("Who has left the Treaty of Moscow?", as_of=TODAY)
        assert caught.value.code == "no-treaty"


class TestOfTheRecord:
    @pytest.mark.parametrize(
        "question",
        [
            "When did Finland leave Ottawa if its notice was received on 10 July?",
            "Quand la Finlande a-t-elle quitté Ottawa si la notification est reçue le 10 juillet ?",
        ],
    )
    def test_day_without_year(self, question: str):
        """A past day without its year is that of the one notice on record received on it."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.received == "2025-07-10"
        assert "2025" in reply.notes[0]


class TestBeside:
    @pytest.mark.parametrize(
        ("question", "intent", "said"),
        [
            ("Did Gambia take back its withdrawal from the Rome Statute?", "revoked", "yes"),
            ("Was Poland's notice to leave Ottawa revoked?", "revoked", "no"),
            ("Is it true that Lithuania left Ottawa on 27 June 2025?", "took-effect-on", "no"),
            ("Is it true that Lithuania left Ottawa on 27 December 2025?", "took-effect-on", "yes"),
        ],
    )
    def test_yes_or_no(self, question: str, intent: str, said: str):
        """A claim is judged, and a notice taken back is told as yes or no."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.intent.value == intent
        assert reply.answers[0].answer.to_json()["says"] == said

    def test_what_goes_with_it(self):
        """What else goes with leaving are the treaties that hang on it."""
        reply = ask("What else goes when the US leaves the UNFCCC?", as_of=TODAY)
        assert {"kyoto-1997", "paris-2015"} <= set(reply.answers[0].answer.to_json()["carries"])

    def test_what_to_do_by_when(self):
        """What a State must do to be out by a day is the last day for its notice."""
        reply = ask("What must Sweden do to be out of Ottawa by 1 September 2027?", as_of=TODAY)
        assert reply.answers[0].answer.to_json()["latest_receipt"] == "2027-03-01"

    def test_small_words_are_no_months(self):
        """się before a number is no abbreviation of August."""
        asked = understand("Kiedy Turcja wycofała się 1 raz z konwencji stambulskiej?", as_of=TODAY)
        assert not asked.read_as
