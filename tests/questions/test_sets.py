"""Questions over sets: each is answered by a list, with one sentence first."""

from __future__ import annotations

from datetime import date

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask
from withdrawal.questions.intents import Intent

TODAY = "2026-11-28"


def _listed(question: str) -> dict[str, object]:
    reply = ask(question, as_of=TODAY)
    assert len(reply.answers) == 1
    return reply.answers[0].answer.to_json()


def _pairs(question: str) -> set[tuple[str, str]]:
    rows = _listed(question)["rows"]
    assert isinstance(rows, list)
    return {(row["party"], row["treaty"]) for row in rows}


class TestLists:
    def test_pending(self):
        """What is pending is what has a notice running on the day asked."""
        found = _pairs("Who is on the way out of UNESCO at the moment?")
        assert found == {("USA", "unesco-1945"), ("NIC", "unesco-1945")}

    def test_span(self):
        """What takes effect in a span has its day within it."""
        rows = _listed("Which exits take effect in 2027?")["rows"]
        assert isinstance(rows, list)
        assert rows
        assert all(row["effect"].startswith("2027") for row in rows)

    def test_left_since(self):
        """What a State has left since a year took effect from that year on, up to today."""
        rows = _listed("Which treaties has Russia left since 2021?")["rows"]
        assert isinstance(rows, list)
        assert {row["party"] for row in rows} == {"RUS"}
        assert all("2021" <= row["effect"] <= TODAY for row in rows)

    def test_took_back(self):
        """Who took notice back is no leaver."""
        found = _pairs("Which countries took back their withdrawal from the ICC?")
        assert ("GMB", "rome-statute-1998") in found
        assert ("BDI", "rome-statute-1998") not in found

    def test_took_back_on_the_last_day(self):
        """Who took notice back on the last day of the span is within it."""
        assert _pairs("Which notices were taken back between 1 January and 10 February 2017?") == {
            ("GMB", "rome-statute-1998")
        }

    def test_parties(self):
        """Who is out by the day asked, or will be, is not counted."""
        found = _pairs("Who is still a party to UNESCO on 1 January 2027?")
        assert not {("USA", "unesco-1945"), ("NIC", "unesco-1945")} & found
        assert len(found) > 150

    @pytest.mark.parametrize(
        ("question", "listed", "said"),
        [
            ("How many parties does the Ottawa Convention have?", ("2026-02-20", True),
             "By the complete list of 20 February 2026."),
            ("How many parties does the Water Convention have?", ("2014-07-10", False),
             "By the list of 10 July 2014, which is not complete."),
            ("How many parties does the IARC have?", (None, False),
             "No list of parties is kept here."),
            ("Wie viele Vertragsparteien hat das IARC?", (None, False),
             "Eine Liste der Vertragsparteien wird hier nicht geführt."),
        ],
    )  # fmt: skip
    def test_parties_rest_on_a_list(
        self, question: str, listed: tuple[str | None, bool], said: str
    ):
        """Who is a party is told with the list it rests on, or that there is none."""
        (answer,) = ask(question, as_of=TODAY).answers
        told = answer.answer.to_json()
        assert (told["list_as_of"], told["complete"]) == listed
        assert answer.text.endswith(said)

    def test_can_leave_by(self):
        """What could be left by a day has its earliest effect by then, and the State is a party."""
        rows = _listed("By 1 January 2028, which treaties could Canada be rid of?")["rows"]
        assert isinstance(rows, list)
        assert rows
        assert all(TODAY <= row["effect"] <= "2028-01-01" for row in rows)
        assert {row["status"] for row in rows} == {"not-notified"}

    def test_can_leave_by_a_notice_that_runs(self):
        """What a running notice ends is listed with its own day, and not as never notified."""
        rows = _listed("By 1 January 2028, which treaties could the US be rid of?")["rows"]
        assert isinstance(rows, list)
        (unesco,) = (row for row in rows if row["treaty"] == "unesco-1945")
        assert (unesco["effect"], unesco["status"]) == ("2026-12-31", "pending")

    @pytest.mark.parametrize(
        ("question", "pair"),
        [
            ("Who was the first country to leave the Rome Statute?", ("BDI", "rome-statute-1998")),
            ("Who was the last to leave the Ottawa Convention?", ("POL", "ottawa-1997")),
        ],
    )
    def test_first_and_last(self, question: str, pair: tuple[str, str]):
        """The first and the last are one of the list, or those of one day."""
        assert _pairs(question) == {pair}

    def test_compare(self):
        """Two States compared have an answer each, behind who was out first."""
        reply = ask("Compare Japan and Iceland on the whaling convention", as_of=TODAY)
        assert [each.answer.to_json()["party"] for each in reply.answers[1:]] == ["JPN", "ISL"]


class TestNoExitOfAParty:
    def test_leavers(self):
        """Who took back a signature never was a party: it is told beside those who left."""
        found = _listed("Who left the Rome Statute?")
        gone, besides = found["withdrawals"], found["besides"]
        assert isinstance(gone, list)
        assert isinstance(besides, list)
        assert {row["party"] for row in gone} == {"BDI", "PHL"}
        assert {"USA", "ISR", "SDN", "RUS", "MYS"} <= {row["party"] for row in besides}

    def test_in_words(self):
        """The kind of record is said, in the language of the question."""
        english = ask("Who left the Rome Statute?", as_of=TODAY).text
        german = ask("Wer hat das Römische Statut verlassen?", as_of=TODAY).text
        assert "signature taken back, 6 May 2002" in english
        assert "Unterschrift zurückgezogen, 6. Mai 2002" in german

    def test_running(self):
        """Whose notice runs has not left, and is told as running."""
        found = _listed("Who left the Rome Statute?")
        running = found["running"]
        assert isinstance(running, list)
        assert "NER" in {row["party"] for row in running}

    def test_since(self):
        """A ratification taken back is told beside what a State has left."""
        found = _listed("Which treaties has Russia left since 2023?")
        rows, besides = found["rows"], found["besides"]
        assert isinstance(rows, list)
        assert isinstance(besides, list)
        assert "ctbt-1996" not in {row["treaty"] for row in rows}
        assert [row["treaty"] for row in besides] == ["ctbt-1996"]


class TestOfWhateverTreaty:
    @pytest.mark.parametrize(
        ("question", "intent"),
        [
            ("What is pending?", Intent.PENDING),
            ("What is pending today?", Intent.PENDING),
            ("What comes next?", Intent.NEXT),
            ("Who took its notice back?", Intent.TOOK_BACK),
            ("Was ist anhängig?", Intent.PENDING),
        ],
    )
    def test_is_of_all(self, question: str, intent: Intent):
        """Where no treaty is named, the list is of all of them."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.intent is intent
        assert reply.answers[0].answer.to_json()["rows"]

    def test_nothing_is_said_in_words(self):
        """A list without rows is told in words."""
        assert "Nothing is pending" in ask("What is pending under the CWC?", as_of=TODAY).text
        assert ask("Which exits took effect in 1801?", as_of=TODAY).text.endswith("none on record.")

    def test_no_longer(self):
        """Who is a party no longer is asked of those who left, not of those who remain."""
        question = "Welche Staaten sind nicht mehr beim Internationalen Strafgerichtshof?"
        assert ask(question, as_of=TODAY).understood.intent is Intent.LEAVING

    @pytest.mark.parametrize(
        "question",
        [
            "Who was out of the Ottawa Convention first, Finland or Poland?",
            "When did Finland and Poland each leave the Ottawa Convention?",
            "Hvem var først ute av Ottawa-konvensjonen, Finland eller Polen?",
        ],
    )
    def test_first_of_two(self, question: str):
        """Which of two States was first is told at once, before what is known of both."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.intent is Intent.COMPARE
        order, *each = (said.answer.to_json() for said in reply.answers)
        assert [row["party"] for row in order["rows"]] == ["FIN", "POL"]
        assert [answer["party"] for answer in each] == ["FIN", "POL"]
        assert "10" in reply.text.partition("2026")[0]

    def test_all_exits_count_for_the_order(self):
        """A State that left twice was first by its first exit, whatever it does now."""
        said = ask("Who left UNESCO first, the US or the UK?", as_of=TODAY).text
        among = "the United States; the United Kingdom; UNESCO"
        assert said.startswith(f"The first exit ({among}): the United States (31 December 1984")

    def test_no_order_of_one(self):
        """Where only one of two has left, no order is told."""
        said = ask("Who left the Ottawa Convention first, Finland or Norway?", as_of=TODAY).text
        assert said.startswith("Finland’s withdrawal")

    def test_notices_of_a_span(self):
        """Who denounced within a span is who gave notice in it, though the effect came later."""
        reply = ask("Who denounced the Energy Charter Treaty in 2023?", as_of=TODAY)
        assert "Luxembourg (16 June 2023 → 17 June 2024)" in reply.text
        found = reply.answers[0].answer.to_json()
        assert [(row["party"], row["basis"]) for row in found["rows"]] == [
            ("LUX", "recorded"),
            ("SVN", "recorded"),
        ]
        assert reply.answers[0].answer.lines[0].endswith("notice received 2023-06-16")

    def test_announcements_stand_beside_notices(self):
        """Who only announced is told beside the notices, and a worked-back receipt is called so."""
        reply = ask("Who announced leaving the Rome Statute in 2025?", as_of=TODAY)
        assert "Hungary (2 June 2025; notice taken back)" in reply.text
        assert "Mali (announced, no notice)" in reply.text
        reply = ask("Who gave notice to leave the Rome Statute in 2026?", as_of=TODAY)
        assert "worked back" in reply.text

    def test_notices_of_unknown_days(self):
        """Notices of no known day of receipt are listed by their effect, and counted beside."""
        reply = ask("Which treaties has Denmark denounced since 2000?", as_of=TODAY)
        assert "?" in reply.text.partition(":")[2]


class TestSpans:
    def test_days_joined_by_a_dash(self):
        """1–31 December is all of them, and not the last alone."""
        asked = ask("Which exits take effect on 1–31 December 2026?", as_of=TODAY).understood
        assert (asked.start, asked.end) == (date(2026, 12, 1), date(2026, 12, 31))

    def test_two_years(self):
        """Two years joined are one span, and no two questions."""
        question = "Which States gave notice to leave UNESCO in 1983 and 1984?"
        asked = ask(question, as_of=TODAY).understood
        assert (asked.start, asked.end) == (date(1983, 1, 1), date(1984, 12, 31))
        assert not asked.also

    def test_until_today(self):
        """A span that ends today is no limit ahead."""
        asked = ask("What has Nicaragua left from 2023 until today?", as_of=TODAY).understood
        assert (asked.intent, asked.start) == (Intent.LEFT_SINCE, date(2023, 1, 1))

    def test_nothing(self):
        """An empty list says of which treaty and of when it was asked."""
        said = ask("Who left the Ottawa Convention in 2019?", as_of=TODAY).text
        assert "the Ottawa Convention; 1 January 2019 – 31 December 2019" in said

    def test_a_contract_of_ones_own(self):
        """A question about a lease is answered with no list of exits."""
        with pytest.raises(QuestionError):
            ask("When does my lease run out if I give notice today?", as_of=TODAY)


class TestClaims:
    @pytest.mark.parametrize(("month", "says"), [("July", "yes"), ("May", "no"), ("March", None)])
    def test_month(self, month: str, says: str | None):
        """Of a month it is yes or no, but neither where the notice was received in it."""
        question = f"Did Turkey leave the Istanbul Convention in {month} 2021?"
        assert ask(question, as_of=TODAY).answers[0].answer.to_json()["says"] == says

    def test_first_time(self):
        """The first of all, or for the first time: both are told."""
        said = ask("Is the US leaving UNESCO for the first time?", as_of=TODAY).text
        assert "South Africa (31 December 1956" in said
        assert "31 December 1984 → 1 October 2003" in said

    def test_preamble_is_told(self):
        """What stands before a colon and names nothing is told below the answer."""
        question = "I am writing a long brief for my boss: when did Finland leave the mine ban?"
        assert "“I am writing a long brief for my boss”" in ask(question, as_of=TODAY).text


class TestSingle:
    @pytest.mark.parametrize(
        ("question", "intent", "said"),
        [
            ("Who is the depositary of the Ottawa Convention?", "depositary", "Secretary-General"),
            ("Can Hungary undo its exit from the ICC?", "undo", "taken back"),
            ("How to leave the ICC", "how", "notice period"),
            ("What survives the exit from the Energy Charter Treaty?", "survives", "20 years"),
            ("What survives after leaving the Energy Charter Treaty?", "survives", "20 years"),
            (
                "How long does the Energy Charter Treaty keep applying after withdrawal?",
                "survives",
                "20 years",
            ),
            ("How long does the sunset clause of the ECT last?", "survives", "20 years"),
            (
                "Can a State at war leave the Ottawa Convention?",
                "in-conflict",
                "when the period ends",
            ),
            ("Can a State at war leave the First Geneva Convention?", "in-conflict", "also waits"),
            ("Can a State at war leave the NPT?", "in-conflict", "no rule of the treaty’s own"),
            ("Who to notify for leaving the TPNW?", "recipients", "depositary"),
            ("When did Estonia notify its exit from the Ottawa Convention?", "notice", "Notice"),
            ("Could France be out of the ECHR by 1 July 2027?", "latest-notice", "31 December"),
            ("When did Brexit happen?", "effect", "31 January 2020"),
            ("When does Eritrea leave IGAD?", "effect", "withdrawal from IGAD"),
            (
                "Did Hungary's exit from the ICC take effect on 2 June 2026?",
                "took-effect-on",
                "No:",
            ),
            ("Has Latvia notified its withdrawal from the Istanbul Convention?", "notice", "No:"),
            ("How long did the UK take to leave the EU?", "how-long", "1,038 days"),
            (
                "Can the UK leave the ECHR without a vote in parliament?",
                "without-parliament",
                "law",
            ),
        ],
    )
    def test_is_answered(self, question: str, intent: str, said: str):
        """What is asked beside a day is answered as what it is."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.intent.value == intent
        assert said in reply.text

    def test_a_body(self):
        """Of a body without a treaty it is told what it is, and what was asked of which State."""
        reply = ask("When does the US leave the IPCC?", as_of=TODAY)
        asked = reply.understood.to_json()
        assert (asked["intent"], asked["parties"]) == ("effect", ["USA"])
        assert (asked["treaty"], asked["body"]) == (None, "ipcc")
        assert "has no treaty of its own to leave" in reply.text

    def test_a_gap_is_no_answer(self):
        """Of a State of which nothing is on record neither yes nor no is said."""
        reply = ask("Has Libya given notice of leaving the Minamata convention?", as_of=TODAY)
        assert reply.answers[0].answer.to_json()["says"] is None
        assert not reply.text.startswith(("Yes", "No:"))
        assert "not known" in reply.text

    def test_what_is_not_on_record_of_a_treaty(self):
        """Where no rule on taking a notice back is on record, it is not said that there is none."""
        reply = ask("Can Estonia undo its exit from the Ottawa Convention?", as_of=TODAY)
        assert "is on record here" in reply.text
        assert "says nothing" not in reply.text


class TestNext:
    @pytest.mark.parametrize(
        "question",
        [
            "What is the next withdrawal?",
            "Welcher Austritt kommt als nächster?",
            "Quel est le prochain retrait ?",
            "Jakie jest następne wystąpienie?",
        ],
    )
    def test_of_all(self, question: str):
        """The next exit of all is asked for where neither a State nor a treaty is named."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.intent is Intent.NEXT
        assert reply.answers[0].answer.to_json()["rows"]

    def test_of_steps(self):
        """The next step is no exit."""
        found = ask("What is the next step to leave the Ottawa Convention?", as_of=TODAY)
        assert found.understood.intent is not Intent.NEXT


class TestNotYet:
    @pytest.mark.parametrize(
        "question",
        [
            "Which exits have not yet taken effect?",
            "Welche Kündigungen sind noch nicht wirksam?",
            "Quels retraits n'ont pas encore pris effet ?",
        ],
    )
    def test_pending(self, question: str):
        """What has no effect yet is pending."""
        assert ask(question, as_of=TODAY).understood.intent is Intent.PENDING

    @pytest.mark.parametrize(
        "question", ["Which exits did not take effect?", "Which treaties has the US not yet left?"]
    )
    def test_no_other_not(self, question: str):
        """Any other "not" is no question of what is pending."""
        with pytest.raises(QuestionError):
            ask(question, as_of=TODAY)


def test_ahead():
    """What one State leaves in a span ahead is not what it has left."""
    assert ("USA", "unesco-1945") in _pairs("What does the US leave in Q4 2026?")
