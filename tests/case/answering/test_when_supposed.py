"""`withdrawal.when` of a notice that nobody has given: what follows, and what is said of it."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import withdrawal
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text

when = partial(withdrawal.when, as_of="2026-11-21")


class TestHypothetical:
    """A notice that nobody has given."""

    def test_month_end(self):
        """Six months from 31 August end on 29 February 2028; the other reading is named."""
        answer = when("sweden", "ottawa", received="2027-08-31")
        assert (answer.status, answer.effect) == ("pending", date(2028, 2, 29))
        assert [each.effect for each in answer.ambiguities] == [date(2028, 3, 1)]
        assert answer.basis == "given"

    def test_no_ambiguity_without_rounding(self):
        """A day that the later month has is not ambiguous."""
        assert when("sweden", "ottawa", received="2027-08-28").ambiguities == ()

    def test_approval_starts_no_clock(self):
        """A hypothetical approval alone gives no effect, only an earliest date."""
        answer = when("sweden", "ottawa", approved="2027-05-08")
        assert (answer.status, answer.effect, answer.earliest) == (
            "not-notified",
            None,
            date(2027, 11, 8),
        )
        assert {each.effect for each in answer.disagreements} == {date(2027, 11, 8)}

    def test_a_day_to_come_is_taken_for_granted(self):
        """A notice ahead of the day asked for is an assumption, and nothing is said to be done."""
        answer = when("estonia", "ottawa", as_of="2025-03-18", received="2025-06-27")
        assert (
            answer.assumptions[0]
            == "That the notice is received on 2025-06-27, a day still to come."
        )
        assert answer.standing.stage == "recommendation"
        assert answer.standing.next.startswith("submission")
        past = when("estonia", "ottawa", as_of="2025-06-27", received="2025-06-27")
        assert past.standing.stage == "notified"
        assert "still to come" not in "".join(past.assumptions)

    def test_what_is_supposed_is_set_apart(self):
        """Where no notice is on record, the way to the earliest date is supposed."""
        rules = [each.rule for each in when("estonia", "ottawa", as_of="2025-03-18").because]
        assert rules == ["party", "starts", "supposed", "starts", "runs", "waits-for"]

    @pytest.mark.parametrize(
        ("received", "head"),
        [
            ("2027-06", "BETWEEN 1 DECEMBER 2027 AND 30 DECEMBER 2027"),
            ("2027-08-31", "29 FEBRUARY 2028"),
            (None, "NO NOTICE GIVEN; 21 MAY 2027 AT THE EARLIEST"),
        ],
    )
    def test_head_of_the_text(self, received, head):
        """The first line of the text is the date, else its bounds, else the earliest possible."""
        assert report_text(answer_report(when("sweden", "ottawa", received=received))).startswith(
            head
        )

    @given(st.dates(date(2027, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
    def test_monotone(self, received, later):
        """A later receipt never leads to an earlier effect, nor to one before the period ends."""
        first = when("sweden", "ottawa", received=received).effect
        second = when("sweden", "ottawa", received=received + timedelta(days=later)).effect
        assert received + timedelta(days=181) <= first <= second
