"""Lists of some States alone: a group's, all but one, those who came back."""

from __future__ import annotations

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask
from withdrawal.questions.intents import Intent

TODAY = "2026-11-28"


class TestKeptTo:
    """Lists of some States alone, and of what became of them."""

    def test_members(self):
        """A list is kept to an organisation's members on the day, and the reply says so."""
        reply = ask("Which NATO members have left the Ottawa Convention?", as_of=TODAY)
        told = reply.understood.to_json()
        assert told["among"] == "nato"
        assert any("NATO members" in each and ": 32" in each for each in reply.notes)
        one = ask("How many African states are parties to the Rome Statute?", as_of=TODAY)
        assert {"POL", "JPN"}.isdisjoint(row.party for row in one.answers[0].answer.rows)

    def test_the_organisation_itself(self):
        """Where no other treaty is named, an organisation's members are its parties."""
        assert ask("Which OPEC members have left?", as_of=TODAY).understood.treaty == "opec-statute"
        told = ask("Which exits of EU countries take effect in 2027?", as_of=TODAY).understood
        assert (told.among, told.treaty) == ("european-union", "")

    def test_of_no_single_state(self):
        """What is asked of one State is not answered for a continent."""
        with pytest.raises(QuestionError):
            ask("When does the exit of African States from the ICC take effect?", as_of=TODAY)

    def test_besides(self):
        """A State named behind "besides" is left aside, and the reply says so."""
        reply = ask("Who is still in OPEC besides Saudi Arabia and Iraq?", as_of=TODAY)
        assert {"SAU", "IRQ"}.isdisjoint(row.party for row in reply.answers[0].answer.rows)
        assert any("Saudi Arabia and Iraq" in each for each in reply.notes)
        with pytest.raises(QuestionError):
            ask("How long is the notice period of the ICC besides Burundi?", as_of=TODAY)

    @pytest.mark.parametrize(
        ("question", "states"),
        [
            ("Who left UNESCO and has not come back?", {"ISR"}),
            ("Which States have rejoined UNESCO?", {"USA", "GBR", "ZAF", "SGP"}),
            ("Which States left the Istanbul Convention and never returned?", {"TUR"}),
        ],
    )
    def test_came_back(self, question: str, states: set[str]):
        """Who came back and who stayed away are told apart."""
        rows = ask(question, as_of=TODAY).answers[0].answer.to_json()["withdrawals"]
        assert {row["party"] for row in rows} == states

    def test_by_then(self):
        """Out by a day is whoever was out on it or before."""
        for day, says in (("1 January 2013", "yes"), ("1 December 2012", "no")):
            reply = ask(f"Was Canada out of the Kyoto Protocol by {day}?", as_of=TODAY)
            assert reply.answers[0].answer.to_json()["says"] == says

    def test_now_that(self):
        """How many remain now that one is gone counts those who remain."""
        told = ask("Now that Lithuania is gone, how many still belong to the CCM?", as_of=TODAY)
        assert told.understood.intent is Intent.PARTIES

    def test_declaration(self):
        """To take back a declaration that is a treaty's whole bond is to leave it."""
        told = ask("Which States withdrew their African Court declaration?", as_of=TODAY)
        assert told.understood.intent is Intent.LEAVING

    def test_still_to_come(self):
        """Which of two comes sooner compares exits still to come, where both have one."""
        reply = ask("US or Nicaragua: whose UNESCO exit comes sooner?", as_of=TODAY)
        assert "1984" not in reply.text

    @pytest.mark.parametrize(
        "question",
        [
            "Which Baltic States have left the Convention on Cluster Munitions?",
            "Welche baltischen Staaten haben die Streumunitionskonvention verlassen?",
            "Хто з країн Балтії виходив з Конвенції про касетні боєприпаси?",
        ],
    )
    def test_which_of_a_few(self, question: str):
        """Which of a few States have left is a list of these, and no answer for each."""
        rows = ask(question, as_of=TODAY).answers[0].answer.to_json()["withdrawals"]
        assert {row["party"] for row in rows} == {"LTU"}

    @pytest.mark.parametrize(
        "question",
        [
            "Gdyby Kiszyniów uprzedził o wyjściu z WNP 10 grudnia, kiedy by wyszedł?",
            "Якби Кишинів попередив про вихід із СНД 10 грудня, коли б він вийшов?",
        ],
    )
    def test_supposed_in_the_past_form(self, question: str):
        """A day without a year in what is supposed lies ahead, whatever the form of the verb."""
        assert ask(question, as_of=TODAY).understood.received == "2026-12-10"

    def test_taken_back_within(self):
        """A notice taken back in a month that is known is of the span that holds it alone."""
        found = {
            year: {
                row.party
                for row in ask(f"Who took notice back in {year}?", as_of=TODAY)
                .answers[0]
                .answer.rows
            }
            for year in (2020, 2021)
        }
        assert "URY" in found[2020]
        assert {"URY", "POL"}.isdisjoint(found[2021])
