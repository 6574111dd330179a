"""What every written form of an answer says of its status, of membership, of basis and source."""

import re
from datetime import date
from itertools import product
from typing import Any

import icalendar
import pytest
from attrs import evolve

from withdrawal import ask, parties, precedents, when
from withdrawal.case.answer import Answer
from withdrawal.case.findings import STATUSES, MembershipTold, Reason
from withdrawal.output.following.followed import told
from withdrawal.output.following.ics import answer_calendar
from withdrawal.output.html import report_html
from withdrawal.output.markdown import report_markdown
from withdrawal.output.pictures.timeline import timeline
from withdrawal.output.telling import answer_report, headline, status_in_words
from withdrawal.output.text import report_text
from withdrawal.output.words import ENGLISH, knowledge_line
from withdrawal.record.history import history

TODAY, DAY, LISTED = date(2026, 11, 21), date(2027, 5, 1), date(2025, 10, 5)
LISTED_PARTY = MembershipTold("party", None, LISTED)
VALUES = ("party", "not-a-party", "not-known")
FORMS = {
    "text": (lambda answer: report_text(answer_report(answer))),
    "markdown": lambda answer: report_markdown(answer_report(answer)),
    "html": lambda answer: report_html(answer_report(answer)),
}
RULE = Reason("notice", "20", DAY, DAY, "Notice goes to: depositary.", "A newspaper")


def made(status: str, value: str = "party", **more: Any) -> Answer:
    """Return an answer of a status, for a State whose membership has a value."""
    names = {"party_name": "Lithuania", "treaty_name": "Ottawa Convention"}
    told = MembershipTold(value)  # type: ignore[arg-type]
    values = {"membership": told, "because": (RULE,), **names, **more}
    return Answer("ottawa-1997", "LTU", status, TODAY, **values)  # type: ignore[arg-type]


def entries(answer: Answer) -> list[Any]:
    """Return the events of an answer's calendar, each step among them."""
    return list(icalendar.Calendar.from_ical(answer_calendar(answer, stages=True)).events)


@pytest.mark.parametrize("status", STATUSES)
class TestEveryStatus:
    """Every status in every form."""

    @pytest.mark.rows("value, form", [*product(VALUES, FORMS)])
    def test_is_written(self, status, value, form):
        """Every form says every status, whatever is known of membership, and how new it is."""
        text = FORMS[form](made(status, value, earliest=DAY, announced=LISTED, ended_on=LISTED))
        assert "Lithuania" in text
        assert knowledge_line() in text.replace("\n", " ")

    def test_is_drawn(self, status):
        """Every status has a timeline, with what was announced."""
        shown = timeline(made(status, earliest=DAY, announced=LISTED, ended_on=LISTED))
        assert "Announced" in [mark.label for mark in shown.marks]

    def test_not_known_is_no_denial(self, status):
        """Where membership is not known, nothing but that very status denies it."""
        told = " ".join(
            report_text(answer_report(made(status, "not-known", earliest=DAY))).lower().split()
        )
        assert "not a party" not in told or status == "not-a-party"


class TestHeadline:
    """The first line."""

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (made("not-a-party", "not-a-party"), "not a party"),
            (
                made("not-a-party", membership=MembershipTold("not-a-party", None, LISTED)),
                "not a party on 5 October 2025",
            ),
            (
                made("no-exit", membership=MembershipTold("party", None, LISTED)),
                "withdrawal not provided for (a party by the list of 5 October 2025)",
            ),
            (
                made("not-notified", membership=LISTED_PARTY, earliest=DAY),
                (
                    "no notice given; 1 May 2027 at the earliest "
                    "(a party by the list of 5 October 2025)"
                ),
            ),
            (
                made("not-notified", "not-known", earliest=DAY),
                "no notice given; 1 May 2027 at the earliest (not known whether a party)",
            ),
            (
                made("announced", announced=LISTED, earliest=DAY),
                "announced, no notice; 1 May 2027 at the earliest",
            ),
            (
                made("pending", membership=MembershipTold("party", None, LISTED),
                     basis="recorded", effect=DAY),
                "1 May 2027",
            ),
        ],
    )  # fmt: skip
    def test_membership(self, answer, said):
        """The day of an older list stands in the headline, and so does what is not known."""
        assert headline(answer) == said
        assert report_text(answer_report(answer)).splitlines()[0] == said.upper()

    def test_today(self):
        """A list of the day asked for needs no day."""
        told = MembershipTold("not-a-party", None, TODAY)
        assert headline(made("not-a-party", membership=told)) == "not a party"


class TestReports:
    """What rests on reports."""

    @pytest.mark.parametrize("form", FORMS)
    def test_is_said_next(self, form):
        """The line after the sentence names the report it rests on."""
        told = made("pending", effect=DAY, confidence="reported", rests_on="A newspaper")
        assert (
            answer_report(told).reported
            == "This rests on a report or a copy, not on the depositary itself: A newspaper."
        )
        assert answer_report(told).reported in FORMS[form](told)
        assert report_text(answer_report(told)).splitlines()[2] == answer_report(told).reported

    def test_only_then(self):
        """What the depositary tells needs no such line."""
        assert answer_report(made("pending", effect=DAY, confidence="verified")).reported == ""


class TestBasis:
    """How the day of receipt is known."""

    @pytest.mark.parametrize(
        ("basis", "said"),
        [
            ("recorded", "(recorded)"),
            ("given", "(supposed)"),
            ("worked-back", "(worked back from the effect on record)"),
        ],
    )
    @pytest.mark.parametrize("form", FORMS)
    def test_is_said(self, basis, said, form):
        """Every form says it; what was worked back is never called recorded."""
        told = made("effective", effect=LISTED, received=LISTED, basis=basis)
        text = " ".join(FORMS[form](told).replace("\\", "").split())
        assert said in text
        assert ("(recorded)" in text) == (basis == "recorded")

    @pytest.mark.parametrize(
        ("basis", "label"),
        [
            ("recorded", "Notice received"),
            ("given", "Notice received (supposed)"),
            ("worked-back", "Notice received (worked back)"),
        ],
    )
    def test_is_drawn(self, basis, label):
        """The timeline says it too."""
        shown = timeline(made("effective", effect=LISTED, received=LISTED, basis=basis))
        assert label in [mark.label for mark in shown.marks]


class TestReceivedInPart:
    """A receipt of which only the year or the month is on record is told as far as it is known."""

    ROWS = tuple(
        row
        for row in history()
        if row.kind.is_notice and row.given is None and row.known_given is not None
    )

    def test_there_are_some(self):
        """The record has such notices, one of a year and one of a month among them."""
        assert {"1992", "2019-11"} <= {str(row.known_given) for row in self.ROWS}

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.party}-{row.treaty}")
    def test_every_one(self, row):
        """Each is told in every form, in JSON and on the timeline, and never as an exact day."""
        found = when(row.party, row.treaty, as_of=TODAY)
        known = row.known_given
        basis = "worked-back" if row.received_is_computed else "recorded"
        assert (found.received, found.basis, found.received_within) == (None, basis, known)
        how = "worked back from" if row.received_is_computed else "the day is not on record)"
        assert found.to_json()["received_within"] == str(known)
        for form in FORMS.values():
            text = " ".join(form(found).replace("\\", "").split())
            assert f"{known} ({how}" in re.sub("<[^>]*>", "", text)
        (mark,) = (each for each in timeline(found).marks if each.kind == "notice")
        assert (mark.earliest, mark.latest) == (known.earliest, known.latest)
        rows = {each.party: each for each in parties(row.treaty, as_of=TODAY).rows}
        assert str(rows[row.party].notice) == str(known) or found.is_back
        assert f"Notice received in {known}" in told(row, TODAY)
        kept = [each for each in precedents(row.treaty).rows if each.party == row.party]
        assert f"Notice received in {known}." in [each.sentences[0] for each in kept]

    def test_an_exact_one(self):
        """One whose day is on record has no bounds."""
        found = when("Lithuania", "ottawa", as_of=TODAY)
        assert (found.received, found.received_within) == (date(2025, 6, 27), None)

    def test_in_words(self):
        """A question about the notice is answered with its bounds; a list of its year has it."""
        said = str(ask("When did Canada give notice to leave UNIDO?", as_of=TODAY))
        assert said.startswith("Notice received between 1 January 1992 and 31 December 1992. ")
        of_the_year = ask("Which notices to leave UNIDO were received in 1992?", as_of=TODAY)
        (row,) = of_the_year.answers[0].answer.rows
        assert (row.party, str(row.received_within)) == ("CAN", "1992")
        of_a_month = ask("Which notices to leave UNIDO were received in March 1992?", as_of=TODAY)
        assert (of_a_month.answers[0].answer.rows, of_a_month.answers[0].answer.unknown) == ((), 1)


class TestSupposed:
    """What is only supposed."""

    @pytest.mark.parametrize("effect", [LISTED, DAY])
    def test_never_as_a_fact(self, effect):
        """It is a would in words and in the picture, whether its day is past or to come."""
        status = "effective" if effect < TODAY else "pending"
        told = made(status, effect=effect, received=LISTED, basis="given")
        assert "would" in told.sentence
        assert told.to_json()["is_supposed"]
        assert any(mark.label.startswith("Would") for mark in timeline(told).marks)
        assert all(
            "took effect" not in each.lower() for each in (report_text(answer_report(told)),)
        )

    def test_beside_another_status(self):
        """Where a supposed notice is not under way, the status says that it is supposed."""
        told = made("no-effect", received=LISTED, basis="given")
        assert told.is_supposed
        assert status_in_words(told) == f"{ENGLISH.status('no-effect')} (supposed)"


class TestCalendar:
    """What a calendar calls settled."""

    def test_settled(self):
        """Only the effect of a notice on record, of a State known to be a party, is confirmed."""
        settled = made("pending", effect=DAY, received=LISTED, basis="recorded")
        assert [str(each["status"]) for each in entries(settled)[:2]] == ["CONFIRMED"] * 2

    @pytest.mark.parametrize(
        "answer",
        [
            made("pending", "not-known", effect=DAY),
            made("pending", effect=DAY, basis="given"),
            made("not-notified", earliest=DAY),
            made("announced", announced=LISTED, earliest=DAY),
        ],
    )
    def test_open(self, answer):
        """What is supposed, announced or not known to concern a party stays tentative."""
        (effect,) = entries(evolve(answer, received=None))[:1]
        assert str(effect["status"]) == "TENTATIVE"

    def test_worked_back(self):
        """A receipt that was worked back is tentative and called so."""
        told = made("pending", effect=DAY, received=LISTED, basis="worked-back")
        receipt = entries(told)[1]
        assert (str(receipt["status"]), "worked back" in str(receipt["summary"])) == (
            "TENTATIVE", True
        )  # fmt: skip

    def test_says_how_new_it_is(self):
        """The description tells how new the knowledge is."""
        assert knowledge_line() in str(entries(made("pending", effect=DAY))[0]["description"])
