"""Lists kept to the treaties of one depositary, and to those of a group that are no parties."""

from typing import Any

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask
from withdrawal.questions.keepers import treaties_kept
from withdrawal.questions.reply import Reply

TODAY = "2026-12-01"


def rows(reply: Reply) -> list[dict[str, Any]]:
    """Return the rows of all lists of a reply."""
    return [row for each in reply.answers for row in each.answer.to_json()["rows"]]


@pytest.mark.parametrize(
    ("question", "keeper"),
    [
        ("Which ILO conventions has the United Kingdom denounced?", "ilo-constitution-1919"),
        ("Welche Übereinkommen des Europarats hat Dänemark gekündigt?", "coe-statute-1949"),
        ("Quels États ont quitté des traités dont la Suisse est dépositaire ?", "CHE"),
        ("Mitkä ILO:n yleissopimukset Suomi on irtisanonut?", "ilo-constitution-1919"),
        (
            "Which treaties deposited with the UN Secretary-General has the United States left?",
            "UN Secretary-General",
        ),
    ],
)
def test_keeps_to_what_is_deposited_there(question: str, keeper: str):
    """A list of one depositary's treaties holds no other, and the reply says whose they are."""
    reply = ask(question, as_of=TODAY)
    told = {row["treaty"] for row in rows(reply)}
    assert told
    assert told <= treaties_kept(keeper)
    assert reply.notes


def test_the_depositary_is_no_leaver():
    """Of treaties that Switzerland keeps it is not told what Switzerland left."""
    reply = ask("Which States have left treaties kept by Switzerland?", as_of=TODAY)
    assert [row["treaty"] for row in rows(reply)] == ["cites-1973"]


def test_an_organisation_by_itself_is_left_as_such():
    """Who left the ILO asks for its constitution, whatever else is deposited there."""
    reply = ask("Which States have left the ILO Constitution?", as_of=TODAY)
    assert reply.understood.treaty == "ilo-constitution-1919"
    assert reply.understood.kept_by is None


def test_no_parties_of_a_group():
    """Which States of a group are no parties are the others of it, as far as that is known."""
    reply = ask("Which EU members are not party to the Ottawa Convention?", as_of=TODAY)
    told = {row["party"] for row in rows(reply)}
    assert told == {"EST", "FIN", "LTU", "LVA", "POL"}
    assert {row["status"] for row in rows(reply)} == {"not-a-party"}


def test_the_treaties_of_the_union_are_its_own():
    """Which treaties of the EU a State left is not told from those the EU only keeps: none."""
    with pytest.raises(QuestionError):
        ask("Which treaties of the EU has the United Kingdom left?", as_of=TODAY)


@pytest.mark.parametrize(
    "question",
    ["Has Poland left the treaty?", "Hat Polen den Vertrag verlassen?"],
)
def test_one_treaty_is_to_be_named(question: str):
    """Whether a State has left the treaty asks which one; only "a treaty" asks for any."""
    with pytest.raises(QuestionError):
        ask(question, as_of=TODAY)
