"""Questions of more than one sentence, and words that only tell which notice is meant."""

from __future__ import annotations

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask
from withdrawal.questions.intents import Intent

TODAY = "2026-11-30"


@pytest.mark.parametrize(
    "question",
    [
        "Iceland left the whaling convention in 1992. Did it ever come back?",
        "Maldyvai 2016 m. paliko Tautų Sandraugą. O dabar jie vėl nariai?",
        "Islande 1992. gadā aizgāja no vaļu medību konvencijas - vai tā ir atgriezusies?",
    ],
)
def test_left_long_ago_and_back(question: str):
    """Told of an old exit and asked whether the State is back, the return is told."""
    reply = ask(question, as_of=TODAY)
    assert reply.understood.intent in (Intent.BOUND, Intent.RETURNED)
    assert reply.answers[0].answer.to_json()["status"] != "hypothetical"


def test_the_notice_of_a_year():
    """The day of the notice of a named year is that notice's alone."""
    reply = ask("What day did the US hand in its 2017 notice to quit UNESCO?", as_of=TODAY)
    assert reply.understood.intent is Intent.NOTICE
    assert reply.answers[0].answer.to_json()["received"] == ["2017-10-12"]


def test_asides_are_not_unread():
    """What is said not to be meant is named, and counts for no word that nothing reads."""
    asked = "Only the notice, not the exit. And, frankly, not the vote either"
    reply = ask(
        f"When did the depositary get Estonia's notice on the Ottawa Convention? {asked}",
        as_of=TODAY,
    )
    assert reply.understood.intent is Intent.NOTICE


def test_the_depositary_only_receives():
    """Of two States the one that keeps the treaty receives what the other sends."""
    asked = "Switzerland receives Britain's denunciation of CITES on 1 March 2027. Out when?"
    assert ask(asked, as_of=TODAY).understood.parties == ("GBR",)


def test_a_treaty_between_two():
    """A name of several treaties is that of the one between the two States named."""
    asked = "Коли припинився договір про дружбу між Україною і Росією?"
    assert ask(asked, as_of=TODAY).understood.treaty == "ukr-rus-friendship-1997"


def test_a_revoked_notice_of_a_year():
    """Asked whether a notice that was taken back took effect, the status says it."""
    asked = "Did Seoul's 2019 termination of GSOMIA with Tokyo ever take effect?"
    reply = ask(asked, as_of=TODAY)
    assert {each.answer.to_json()["status"] for each in reply.answers} & {"revoked"}


class TestOneExit:
    """Where the record has one exit only, no word can say that another one is meant."""

    def test_which_time(self):
        """When Bolivia left before it came back is when it left; the word is named."""
        reply = ask(
            "When did Bolivia leave the Single Convention on drugs, before it came back?",
            as_of=TODAY,
        )
        assert reply.answers[0].answer.to_json()["effect"] == "2012-01-01"
        assert "“before”" in reply.text

    def test_several_exits(self):
        """Of a State that left twice, the same word is not passed over."""
        with pytest.raises(QuestionError):
            ask("When did the United States leave UNESCO, before it came back?", as_of=TODAY)

    def test_the_year_of_its_notice(self):
        """Told of the year of the notice and asked when it took effect, the record answers."""
        reply = ask(
            "Morocco announced in 1984 that it left the OAU. When was it out?",
            as_of=TODAY,
        )
        assert reply.answers[0].answer.to_json()["effect"] == "1985-11-12"

    def test_another_year(self):
        """A year that is not that of the exit on record is not passed over."""
        with pytest.raises(QuestionError):
            ask("Morocco left the OAU in 1971. When was it out?", as_of=TODAY)


def test_the_day_of_a_vote():
    """Told when parliament voted and asked when the notice came, the notice alone is told."""
    reply = ask(
        "Parliament approved Poland's exit from the Ottawa Convention in June 2025, but on which "
        "day was the notice received?",
        as_of=TODAY,
    )
    assert reply.answers[0].answer.to_json()["received"] == ["2025-08-20"]
    assert "“June 2025”" in reply.text


class TestBack:
    """Told that a State left and asked since when it is back, the day of its return is told."""

    @pytest.mark.parametrize(
        ("question", "day"),
        [
            ("The Gambia left the Commonwealth in 2013. Since when is it back?", "2018-02-08"),
            ("Sverige lämnade valfångstkonventionen 1964. När kom vi med igen?", "1979-06-15"),
            (
                "Deutschland ist 1935 aus der IAO ausgetreten. Seit wann sind wir wieder Mitglied?",
                "1951-06-12",
            ),
        ],
    )
    def test_since_when(self, question: str, day: str):
        """The dates told before are those of the exit, and limit nothing."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.intent is Intent.RETURNED
        assert day in str([each.answer.to_json() for each in reply.answers])

    def test_a_party_today(self):
        """Told of a notice in one month and asked about today, today counts."""
        asked = (
            "Kiribati said in July 2022 it was quitting the Pacific Islands Forum. Is it in today?"
        )
        assert ask(asked, as_of=TODAY).understood.as_of.isoformat() == TODAY


class TestGlosses:
    """Brackets behind the name of a treaty say what it is about, and are named as one."""

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            (
                "When did Estonia leave ILO Convention No. 45 (women working in mines)?",
                "women working in mines",
            ),
            (
                "Kada Lietuva pasitraukė iš AETR susitarimo (darbo ir poilsio laikas)?",
                "darbo ir poilsio laikas",
            ),
        ],
    )
    def test_named_as_one(self, question: str, said: str):
        """They are no words that nothing reads."""
        assert said in ask(question, as_of=TODAY).text

    def test_where_it_was_made(self):
        """A place and a year in brackets name no State."""
        asked = "How many parties has the Baltic Sea convention (Helsinki 1992), and who are they?"
        assert ask(asked, as_of=TODAY).understood.intent is Intent.PARTIES

    def test_another_name_counts(self):
        """What names another treaty in brackets is not passed over."""
        with pytest.raises(QuestionError):
            ask("When did Poland leave Ottawa (the Istanbul Convention)?", as_of=TODAY)
