"""Calendar files: RFC 5545, read back by two other readers."""

from datetime import date

import icalendar
import pytest
import vobject
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.case.answering.when import when
from withdrawal.case.findings import Ambiguity
from withdrawal.case.planning.plan import plan
from withdrawal.case.proceedings.case import Case
from withdrawal.errors import CircumstanceError
from withdrawal.output.following.ics import answer_calendar, case_calendar, plan_calendar

AS_OF = "2026-11-21"


@pytest.fixture(scope="module")
def lithuania():
    """Lithuania's exit from the Ottawa Convention."""
    return when("Lithuania", "Ottawa Convention", as_of=AS_OF)


def events(text):
    """Return the events of a calendar file by their summary."""
    return {str(each["summary"]): each for each in icalendar.Calendar.from_ical(text).events}


class TestEffect:
    """The day of effect as an all-day event."""

    def test_day(self, lithuania):
        """The event covers exactly the day of effect."""
        (event,) = events(answer_calendar(lithuania)).values()
        assert str(event.start) == "2025-12-27"
        assert str(event.end) == "2025-12-28"
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event["status"] == "CONFIRMED"

    def test_alarm(self, lithuania):
        """An alarm rings thirty days before."""
        (event,) = events(answer_calendar(lithuania)).values()
        (alarm,) = event.walk("VALARM")
        assert alarm["trigger"].dt.days == -30
        assert alarm["action"] == "DISPLAY"

    def test_other_reader(self, lithuania):
        """Another reader reads the same day and the whole description."""
        event = vobject.readOne(answer_calendar(lithuania)).vevent
        assert str(event.dtstart.value) == "2025-12-27"
        assert event.description.value.startswith(lithuania.sentence)
        assert "By the record, in effect on 27 December 2025." in event.description.value

    def test_open_date_is_tentative(self):
        """Where only the earliest day is known, the event says so."""
        answer = when("Sweden", "ottawa-1997", as_of=AS_OF)
        ((summary, event),) = events(answer_calendar(answer)).items()
        assert summary == "Sweden: Ottawa Convention, earliest effect"
        assert event["status"] == "TENTATIVE"
        assert event.start == answer.earliest

    def test_no_date(self):
        """An answer without any date has nothing to enter, and says so."""
        with pytest.raises(CircumstanceError, match="no date to put in a calendar"):
            answer_calendar(when("Russia", "ottawa-1997", as_of=AS_OF))


class TestIdentity:
    """An updated date replaces the old one."""

    def test_uid_does_not_depend_on_the_date(self):
        """Another day of receipt moves the same event."""
        one, two = (
            answer_calendar(when("Sweden", "ottawa-1997", received=day, as_of=AS_OF))
            for day in ("2027-03-01", "2027-04-01")
        )
        (first,), (second,) = events(one).values(), events(two).values()
        assert first["uid"] == second["uid"]
        assert first.start != second.start

    def test_uid_differs_by_case(self, lithuania):
        """Two States never share an event."""
        other = when("Latvia", "ottawa-1997", as_of=AS_OF)
        uids = {
            str(each["uid"])
            for answer in (lithuania, other)
            for each in events(answer_calendar(answer, stages=True)).values()
        }
        count = sum(len(events(answer_calendar(a, stages=True))) for a in (lithuania, other))
        assert len(uids) == count

    def test_later_question_is_a_later_revision(self):
        """The same question asked for a later day has a later stamp."""
        stamps = [
            next(iter(events(answer_calendar(when("LTU", "ottawa-1997", as_of=day))).values()))
            for day in ("2026-01-01", "2026-06-01")
        ]
        assert stamps[0]["dtstamp"].dt < stamps[1]["dtstamp"].dt
        assert stamps[0]["uid"] == stamps[1]["uid"]

    def test_changes_are_counted(self):
        """Each extension of a period on record raises the sequence number of the same event."""
        days = ("2018-01-01", "2019-03-25", "2019-05-01", "2020-03-01")
        (first, *rest) = (
            next(iter(events(answer_calendar(when("GBR", "teu-art-50", as_of=day))).values()))
            for day in days
        )
        numbers = [int(first["sequence"]), *(int(each["sequence"]) for each in rest)]
        assert numbers == sorted(numbers)
        assert numbers[0] == 0 < numbers[-1]
        assert {str(each["uid"]) for each in rest} == {str(first["uid"])}

    def test_three_notices(self):
        """Each notice of one State has its own event, and a supposed one another."""
        asked = [{"as_of": day} for day in ("1985-01-01", "2018-01-01", "2026-03-01")]
        asked += [{"as_of": "2026-03-01", "received": "2026-02-01"}]
        made = [answer_calendar(when("USA", "unesco-1945", **each)) for each in asked]
        assert len({str(each["uid"]) for text in made for each in events(text).values()}) == 4

    def test_same_answer_same_file(self, lithuania):
        """The file depends on nothing but the answer."""
        assert answer_calendar(lithuania) == answer_calendar(lithuania)


class TestSettled:
    """What is confirmed, and what only would be."""

    def test_another_reading(self):
        """A supposed notice whose day has another reading names both days, and is tentative."""
        answer = when("Sweden", "ottawa-1997", received="2027-08-31", as_of=AS_OF)
        ((summary, event),) = events(answer_calendar(answer)).items()
        assert summary == "Sweden: Ottawa Convention, exit would take effect (supposed)"
        assert event["status"] == "TENTATIVE"
        assert "1 March 2028" in str(event["description"])

    def test_recorded_with_another_reading(self):
        """A notice on record whose day has another reading would take effect on it."""
        answer = evolve(
            when("LTU", "ottawa-1997", as_of="2025-08-01"),
            ambiguities=(Ambiguity("r", date(2025, 12, 28), "By another count a day later."),),
        )
        ((summary, event),) = events(answer_calendar(answer)).items()
        assert summary == "Lithuania: Ottawa Convention, exit would take effect"
        assert event["status"] == "TENTATIVE"


class TestPlansAndCases:
    """Calendars of a plan and of a case of one's own."""

    def test_plan(self):
        """Each step has its latest day by law and at the usual pace, and none is settled."""
        made = plan("SWE", "ottawa-1997", out_by="2029-01-01", as_of=AS_OF)
        found = list(icalendar.Calendar.from_ical(plan_calendar(made)).events)
        assert [each.start for each in found] == [
            *(each.latest for each in made.stages),
            *(each.usual for each in made.stages if each.usual != each.latest),
            made.safe_receipt,
        ]
        assert {str(each["status"]) for each in found} == {"TENTATIVE"}
        assert len({str(each["uid"]) for each in found}) == len(found)
        assert "latest day for decision of the government" in str(found[1]["summary"])

    def test_steps_that_are_done(self):
        """A step that lies behind the case is entered on no day."""
        made = plan("LVA", "istanbul", out_by="2029-01-01", as_of=AS_OF)
        found = icalendar.Calendar.from_ical(plan_calendar(made)).events
        told = " ".join(str(each["summary"]) for each in found)
        assert "final vote" in told
        assert "first reading" not in told

    def test_nothing_to_do(self):
        """A plan of what is done has nothing to enter, and says so."""
        made = plan("LTU", "ottawa-1997", out_by="2029-01-01", as_of=AS_OF)
        with pytest.raises(CircumstanceError, match="no date to put in a calendar"):
            plan_calendar(made)

    def test_case(self):
        """What happened in a case is entered; a day known in part spans what it may be."""
        case = Case("SWE", "ottawa-1997")
        case.record("government-decision", on="2026-03")
        found = events(case_calendar(case, case.when(as_of=AS_OF)))
        title = "Sweden: Ottawa Convention, decision of the government"
        decided = found[f"{title} (between 2026-03-01 and 2026-03-31)"]
        assert (str(decided.start), str(decided.end)) == ("2026-03-01", "2026-04-01")
        assert decided["status"] == "TENTATIVE"
        assert "Sweden: Ottawa Convention, earliest effect" in found


class TestStages:
    """Each step, when asked."""

    def test_receipt_and_steps(self, lithuania):
        """The notice and the recorded steps with an exact day are entered, without alarms."""
        found = events(answer_calendar(lithuania, stages=True))
        assert str(found["Lithuania: Ottawa Convention, notice received"].start) == "2025-06-27"
        assert str(found["Lithuania: Ottawa Convention, final vote"].start) == "2025-05-08"
        assert not found["Lithuania: Ottawa Convention, final vote"].walk("VALARM")

    def test_survival(self):
        """The end of surviving obligations is entered too."""
        answer = when("Italy", "ect-1994", as_of=AS_OF)
        found = events(answer_calendar(answer, stages=True))
        summary = "Italy: Energy Charter Treaty, surviving obligations end"
        assert found[summary].start == answer.protected_until

    def test_supposed_notice_hides_what_came_after(self):
        """For a supposed notice, steps recorded after it are left out."""
        answer = when("LTU", "ottawa-1997", received="2025-04-01", as_of=AS_OF)
        summaries = events(answer_calendar(answer, stages=True))
        assert "Lithuania: Ottawa Convention, final vote" not in summaries


class TestFormat:
    """Lines as RFC 5545 wants them."""

    def test_lines(self, lithuania):
        """Lines end with CRLF and hold at most 75 octets."""
        text = answer_calendar(lithuania, stages=True)
        assert text.endswith("END:VCALENDAR\r\n")
        assert "\n" not in text.replace("\r\n", "")
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
    def test_any_text_survives(self, text):
        """Whatever a name holds, signs of the format included, is read back as it was."""
        answer = evolve(when("Sweden", "ottawa-1997", received="2027-03-01"), party_name=text)
        (event,) = icalendar.Calendar.from_ical(answer_calendar(answer)).events
        assert (
            str(event["summary"]) == f"{text}: Ottawa Convention, exit would take effect (supposed)"
        )
