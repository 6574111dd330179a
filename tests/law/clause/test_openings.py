"""Gates that something else opens: an event, or the first of two acts."""

from datetime import date

import pytest

from withdrawal.dates import Period
from withdrawal.law.circumstances import Circumstances, Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.openings import FirstAct, OnlyIf
from withdrawal.law.clause.operators import Runs

HAPPENED = date(2027, 3, 31)
AMENDED = OnlyIf("an amendment has failed", closes_after=Period(years=1), article="25")
TOLD = FirstAct("The State tells the others", Period(days=90), article="28")


def clause(*operators):
    """Return a clause of some gates and six months."""
    return Clause(operators=(*operators, Runs(Period(months=6))))


class TestOnlyIf:
    """The right exists only if something has happened."""

    @pytest.mark.parametrize("day", [date(1950, 1, 1), HAPPENED, date(2100, 12, 31)])
    def test_without_the_event_there_is_no_right(self, day):
        """No notice on any day has an effect, and the reason says that nothing opened it."""
        reckoning = clause(AMENDED).reckon(day)
        assert (reckoning.effect, reckoning.obstacle.status) == (None, "not-open")
        assert "only if an amendment has failed; that has not happened" in reckoning.obstacle.text
        assert reckoning.obstacle.next_notice is None

    @pytest.mark.parametrize(
        ("day", "effect"),
        [
            (date(2027, 3, 30), None),
            (HAPPENED, date(2027, 9, 30)),
            (date(2028, 3, 31), date(2028, 9, 30)),
            (date(2028, 4, 1), None),
        ],
    )
    def test_open_from_the_event_to_its_closing(self, day, effect):
        """It is open from the day of the event to the end of the time it stays open, included."""
        facts = Circumstances(event=HAPPENED)
        assert clause(AMENDED).effect(day, facts) == effect

    def test_a_notice_before_the_event_waits_for_it(self):
        """A notice before the event has no effect, and the next one may come on its day."""
        obstacle = AMENDED.obstacle(
            date(2027, 3, 30), Setting(date(2027, 3, 30), Circumstances(event=HAPPENED))
        )
        assert (obstacle.status, obstacle.next_notice) == ("no-effect", HAPPENED)

    def test_after_its_closing(self):
        """Once the time is over the right is not open any more, and the last day is told."""
        day = date(2028, 4, 1)
        setting = Setting(day, Circumstances(event=HAPPENED))
        assert AMENDED.closed_on(setting) == date(2028, 3, 31)
        assert AMENDED.obstacle(day, setting).status == "not-open"
        assert "that ended on 2028-03-31" in AMENDED.obstacle(day, setting).text

    def test_an_event_on_record(self):
        """An event on record opens the right without the asker; the asker's day counts first."""
        recorded = OnlyIf("x", happened_on=date(2020, 1, 1))
        assert clause(recorded).effect(date(2021, 1, 1)) == date(2021, 7, 1)
        assert clause(recorded).effect(date(2021, 1, 1), Circumstances(event=HAPPENED)) is None

    def test_what_is_supposed(self):
        """An event that the asker gives is told as supposed."""
        assert AMENDED.assumption(Setting(HAPPENED)) is None
        told = AMENDED.assumption(Setting(HAPPENED, Circumstances(event=HAPPENED)))
        assert told == "That on 2027-03-31 this happened: an amendment has failed."

    def test_latest_notice_does_not_pass_the_closing(self):
        """The last notice for a target is the last day on which the right was open."""
        facts = Circumstances(event=HAPPENED)
        assert clause(AMENDED).latest_notice(date(2030, 1, 1), facts) == date(2028, 3, 31)

    def test_until_when(self):
        """The reason says since when the right is open, and until when where it closes again."""
        facts = Circumstances(event=HAPPENED)
        told = "The right is open, only if an amendment has failed: that was on 2027-03-31"
        closing = clause(AMENDED).reckon(HAPPENED, facts).steps[0].text
        assert closing == f"{told} and until 2028-03-31."
        lasting = OnlyIf("an amendment has failed")
        assert clause(lasting).reckon(HAPPENED, facts).steps[0].text == f"{told}."


class TestFirstAct:
    """The notice that counts is the second of two acts."""

    @pytest.mark.parametrize(
        ("day", "effect"),
        [(date(2027, 6, 28), None), (date(2027, 6, 29), date(2027, 12, 29))],
    )
    def test_the_gap_is_kept(self, day, effect):
        """The second act counts from the day on which the gap is over."""
        assert clause(TOLD).effect(day, Circumstances(first_act=HAPPENED)) == effect

    def test_too_early(self):
        """A second act too early has no effect, and the first lawful day is told."""
        obstacle = clause(TOLD).reckon(date(2027, 4, 1), Circumstances(first_act=HAPPENED)).obstacle
        assert (obstacle.status, obstacle.next_notice) == ("no-effect", date(2027, 6, 29))
        assert obstacle.text == (
            "The second act of 2027-04-01 comes too early: the first was on 2027-03-31, and the "
            "second may follow from 2027-06-29 on."
        )

    def test_both_days_are_named(self):
        """The reason names the day of either act; where the first is not known, its last day."""
        day = date(2027, 7, 1)
        known = clause(TOLD).reckon(day, Circumstances(first_act=HAPPENED)).steps[0].text
        assert known.endswith("the first on 2027-03-31, the second on 2027-07-01.")
        unknown = clause(TOLD).reckon(day)
        assert unknown.steps[0].text.endswith("the first by 2027-04-02, the second on 2027-07-01.")
        assert unknown.assumptions == (
            "That the first act was done by 2027-04-02: The State tells the others.",
        )

    def test_within(self):
        """Where the second act must come within the gap, a late one stands and is told as late."""
        rule = FirstAct("The State tells the others", Period(days=60), "within")
        facts = Circumstances(first_act=HAPPENED)
        assert clause(rule).effect(date(2027, 3, 30), facts) is None
        assert clause(rule).effect(HAPPENED, facts) == date(2027, 9, 30)
        late = clause(rule).reckon(date(2027, 6, 1), facts)
        assert late.effect == date(2027, 12, 1)
        assert "later than the clause asks" in late.steps[0].text
        assert "later than" not in clause(rule).reckon(date(2027, 5, 30), facts).steps[0].text
        assert (
            "between 2027-04-02 and 2027-06-01"
            in clause(rule).reckon(date(2027, 6, 1)).steps[0].text
        )
