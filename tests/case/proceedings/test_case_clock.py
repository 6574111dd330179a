"""The clock of a case: effect, conflicts, prolongations, partial dates, the answer."""

from datetime import date

import pytest

import withdrawal
from withdrawal import Case
from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.stages import Phase


class TestEffect:
    def test_effect_follows_the_clause(self, sweden):
        """Effect on another day than the clause gives is refused, with the right day."""
        case = sweden()
        with pytest.raises(EventOrderError, match="expected 2027-11-03"):
            case.record("effect", on="2027-10-07")
        case.record("effect", on="2027-11-03")
        assert case.phase is Phase.EFFECTIVE
        assert case.is_over

    def test_revoked_before_effect(self, sweden):
        """A notice can be taken back until the day before it takes effect (VCLT art. 68)."""
        case = sweden()
        case.record("revoked", on="2027-11-02")
        answer = case.when(as_of="2028-01-01")
        assert (answer.status, answer.effect) == ("revoked", None)

    @pytest.mark.parametrize("day", ["2027-11-03", "2027-11-04", "2030-01-01"])
    def test_never_after(self, day: str, sweden):
        """From the day of effect on there is nothing left to take back."""
        with pytest.raises(EventOrderError, match="took effect on 2027-11-03"):
            sweden().record("revoked", on=day)

    def test_before_the_revocation_the_notice_counts(self, sweden):
        """As of a day before the revocation the date that then applied is the answer."""
        case = sweden()
        case.record("revoked", on="2027-10-06")
        assert case.when(as_of="2027-10-05").effect == date(2027, 11, 3)

    def test_no_effect_without_notice(self, sweden):
        """Nothing takes effect without a notice."""
        with pytest.raises(EventOrderError):
            sweden(None).record("effect", on="2027-11-03")


class TestConflict:
    def test_it_is_tested_when_the_period_ends(self, sweden):
        """A conflict over before the end of the period changes nothing."""
        case = sweden()
        case.record("conflict-began", on="2027-06-01")
        case.record("conflict-ended", on="2027-08-01")
        assert case.when(as_of="2027-12-01").effect == date(2027, 11, 3)

    def test_effect_waits(self, sweden):
        """While the conflict lasts there is no date, and effect cannot be recorded."""
        case = sweden()
        case.record("conflict-began", on="2027-10-01")
        assert case.when(as_of="2027-12-01").status == "conditional"
        with pytest.raises(EventOrderError, match="stands in its way"):
            case.record("effect", on="2027-11-03")
        case.record("period-ended-in-conflict", on="2027-11-03")
        assert case.phase is Phase.WAITING_FOR_END_OF_CONFLICT
        case.record("conflict-ended", on="2028-02-03")
        assert case.phase is Phase.EFFECTIVE
        assert case.when(as_of="2028-03-01").effect == date(2028, 2, 3)

    def test_a_notice_can_be_taken_back_while_it_waits(self, sweden):
        """As long as the conflict keeps effect away, the notice can be taken back."""
        case = sweden()
        case.record("conflict-began", on="2027-10-01")
        case.record("period-ended-in-conflict", on="2027-11-03")
        case.record("revoked", on="2028-01-01")
        assert case.phase is Phase.REVOKED

    def test_the_order_in_which_facts_are_learned_does_not_matter(self, sweden):
        """A conflict may be recorded before or after the notice it delays."""
        one, other = sweden(None), sweden(None)
        one.record("conflict-began", on="2027-10-01")
        one.record("notice-received", on="2027-05-03")
        other.record("notice-received", on="2027-05-03")
        other.record("conflict-began", on="2027-10-01")
        assert one.when(as_of="2027-12-01").to_json() == other.when(as_of="2027-12-01").to_json()

    def test_no_end_without_a_beginning(self, sweden):
        """The end of a conflict that never began is refused."""
        with pytest.raises(EventOrderError, match="conflict-began first") as caught:
            sweden().record("conflict-ended", on="2027-08-01")
        assert caught.value.suggestions == ("conflict-began",)

    def test_what_still_stands_in_its_way(self, sweden):
        """Effect cannot be told while a conflict holds it up, nor after the day it came."""
        held = sweden("2027-05-03")
        held.record("conflict-began", on="2027-10-01")
        with pytest.raises(EventOrderError, match=r"\(an armed conflict when the period ends, or"):
            held.record("effect", on="2027-11-03")
        with pytest.raises(EventOrderError, match="expected 2027-11-03"):
            sweden("2027-05-03").record("effect", on="2027-12-01")

    def test_the_day_it_was_taken_back(self, sweden):
        """What is recorded after a notice was taken back does not move the day of that."""
        case = sweden("2027-05-03")
        case.record("revoked", on="2027-07-01")
        case.record("remark", on="2027-09-09", detail="a comment")
        (reason,) = [x for x in case.when(as_of="2027-12-01").because if x.rule == "revoked"]
        assert reason.end == date(2027, 7, 1)

    def test_from_the_first_day_it_may_have_been(self):
        """After a vote known in part, limits count from its first and from its last day."""
        case = Case("LVA", "ottawa-1997")
        case.record("final-vote", on="2025-04-10/2025-04-16")
        (signed,) = [each for each in case.next_steps() if each.step == "promulgation"]
        assert (signed.earliest, signed.latest) == (date(2025, 4, 20), date(2025, 5, 7))

    def test_who_is_told(self):
        """Where no reasons are asked for, nothing is said of them."""
        assert Case("SWE", "rome-statute-1998").owed()[-1] == "notice to: depositary"

    def test_when_the_period_ends(self, sweden):
        """Held up by a conflict, the end of the period has its day, and effect has none."""
        case = sweden("2027-05-03")
        case.record("conflict-began", on="2027-10-01")
        days = {each.step: (each.earliest, each.latest) for each in case.next_steps()}
        assert days["period-ended-in-conflict"] == (date(2027, 11, 3), date(2027, 11, 3))
        assert days["effect"] == (None, None)

    def test_conflicts_need_full_dates(self, sweden):
        """Whether a conflict falls on one day cannot be told from a month."""
        with pytest.raises(EventOrderError, match="is not one day"):
            sweden().record("conflict-began", on="2027-08")

    def test_another_day_than_the_end_of_the_period(self, sweden):
        """A period ends on one day; another is refused, and the right one suggested."""
        case = sweden()
        case.record("conflict-began", on="2027-10-01")
        with pytest.raises(EventOrderError, match="expected 2027-11-03") as caught:
            case.record("period-ended-in-conflict", on="2027-11-04")
        assert caught.value.suggestions == ("2027-11-03",)

    def test_peace_at_the_end_of_the_period(self, sweden):
        """A period that ended in peace did not end in a conflict."""
        with pytest.raises(EventOrderError, match="no conflict is recorded"):
            sweden().record("period-ended-in-conflict", on="2027-11-03")

    def test_a_conflict_given_when_the_case_was_opened(self, sweden):
        """A conflict may be a circumstance of the case from the start."""
        case = sweden(conflict="2027-10-01/2028-02-03")
        assert case.when(as_of="2029-01-01").effect == date(2028, 2, 3)


class TestProlongation:
    def brexit(self) -> Case:
        """Return the United Kingdom's case up to the notice."""
        case = Case("GBR", "teu-art-50")
        case.record("final-vote", on="2017-02-08")
        case.record("upper-house-vote", on="2017-03-13")
        case.record("royal-assent", on="2017-03-16")
        case.record("notice", on="2017-03-29")
        return case

    def test_three_times(self):
        """Each prolongation moves the date; as of a day only those known by then count."""
        case = self.brexit()
        for on, until in (
            ("2019-03-22", "2019-04-12"),
            ("2019-04-11", "2019-10-31"),
            ("2019-10-29", "2020-01-31"),
        ):
            case.record("period-extended", on=on, until=until)
        dates = [
            case.when(as_of=day).effect
            for day in ("2019-03-21", "2019-03-22", "2019-04-11", "2019-10-29")
        ]
        assert [str(day) for day in dates] == [
            "2019-03-29",
            "2019-04-12",
            "2019-10-31",
            "2020-01-31",
        ]

    def test_not_when_it_is_over(self):
        """A period that is over cannot be prolonged."""
        with pytest.raises(EventOrderError, match="over on 2019-03-29"):
            self.brexit().record("period-extended", on="2019-03-29", until="2019-04-12")

    def test_to_what_day(self):
        """A prolongation says to what day."""
        with pytest.raises(EventOrderError, match="until"):
            self.brexit().record("period-extended", on="2019-03-22")


class TestPartialDates:
    def test_a_partial_date_gives_bounds(self, sweden):
        """A notice of which only the month is known gives the first and last day of effect."""
        answer = sweden("2027-05").when(as_of="2027-12-31")
        assert answer.effect is None
        assert (answer.earliest, answer.latest) == (date(2027, 11, 1), date(2027, 11, 30))

    def test_bounds_may_overlap(self):
        """Partial dates are in order as long as some days within them are."""
        case = Case("LVA", "ottawa-1997")
        case.record("final-vote", on="2025-04")
        case.record("promulgation", on="2025-04-24")
        with pytest.raises(EventOrderError):
            case.record("publication", on="2025-04-01/2025-04-23")

    def test_an_open_beginning(self):
        """A step known only to have come before another is in order."""
        case = Case("LTU", "ottawa-1997")
        case.record("president-submission", on="../2025-05-08")
        case.record("final-vote", on="2025-05-08", votes="107-0-3")
        assert case.stage == "final-vote"

    def test_a_partial_date_is_known_at_its_end_or_when_the_next_step_shows_it(self):
        """As of a day, a partial date counts once it must have passed."""
        case = Case("LVA", "ottawa-1997")
        case.record("final-vote", on="2025-04")
        case.record("promulgation", on="2025-05/..")
        case.record("notice", on="2025-06-27")
        assert case.known_by(date(2025, 4, 29)).stage == "considered"
        assert case.known_by(date(2025, 4, 30)).stage == "final-vote"
        assert case.known_by(date(2025, 6, 27)).stage == "notified"


class TestWhen:
    def test_only_its_own_events_count(self):
        """A case is its own record: what really happened later is left aside."""
        case = Case("LTU", "ottawa-1997")
        answer = case.when(as_of="2025-11-21")
        assert answer.status == "not-notified"
        assert "notice of 2025-06-27 on record is left aside" in " ".join(answer.assumptions)

    @pytest.mark.parametrize(
        ("party", "treaty", "left"),
        [
            ("GBR", "london-fisheries-1964", "2020-01-31"),
            ("LTU", "ottawa-1997", "2025-12-27"),
            ("GBR", "ilo-c095", "1984-09-16"),
        ],
    )
    def test_a_state_that_is_out(self, party, treaty, left):
        """A case without events of a State that is out says so, and takes no new notice."""
        case = Case(party, treaty)
        answer = case.when(as_of="2026-11-21")
        assert answer.membership.value == "not-a-party"
        assert str(answer.effect or answer.membership.since) == left
        with pytest.raises(EventOrderError, match="was out of"):
            case.record("notice-received", on="2026-11-01")

    def test_an_old_case_of_a_state_that_is_out(self):
        """What happened before the exit is told by the case, as if the exit were still to come."""
        case = Case("LTU", "ottawa-1997")
        case.record("final-vote", on="2025-05-08")
        case.record("notice-received", on="2025-06-27")
        assert str(case.when(as_of="2026-11-21").effect) == "2025-12-27"

    def test_later_events_are_not_used(self, sweden):
        """As of a day, the answer is that of a case that ends on that day."""
        case = sweden()
        answer = case.when(as_of="2027-04-07")
        assert answer.status == "not-notified"
        assert answer.standing.stage == "final-vote"
        assert answer.standing.owed[-1].startswith("notice to: UN Security Council")

    def test_what_was_told_before_the_notice_stays_told(self, sweden):
        """A recipient told before the depositary counts as told, as of any later day."""
        case = sweden()
        case.record("notice-to-other-parties", on="2027-05-01")
        known = case.known_by(date(2027, 5, 2))
        assert known.stage == "final-vote"
        assert not any("all other parties" in each for each in known.owed())

    def test_the_vote_starts_no_clock(self, sweden):
        """The press's six months after the vote are listed as a claim that conflicts."""
        answer = sweden(None).when(as_of="2027-04-07")
        assert any(each.effect == date(2027, 10, 7) for each in answer.disagreements)

    def test_the_package_exports_it(self):
        """`withdrawal.Case` is the class."""
        assert withdrawal.Case is Case
