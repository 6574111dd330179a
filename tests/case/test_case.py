"""A case: told event by event, refusing what cannot have happened."""

from datetime import date

import pytest

import withdrawal
from withdrawal import Case
from withdrawal.errors import (
    DateFormatError,
    EventOrderError,
    ImpossibleDateError,
    MajorityError,
    UnknownNameError,
    WithdrawalError,
)
from withdrawal.law.stages import Phase
from withdrawal.record.events import Source, SourceKind


def latvia(**more: str) -> Case:
    """Return Latvia's case up to the final vote."""
    case = Case("Latvia", "Ottawa Convention", **more)
    case.record("joint-recommendation", on="2025-03-18", actor="Minister of Defence")
    case.record("final-vote", on="2025-04-16", votes=(66, 14, 2))
    return case


def sweden(received: str | None = "2027-05-03", **more: str) -> Case:
    """Return an invented Swedish case up to the notice."""
    case = Case("SWE", "ottawa-1997", **more)
    case.record("government-decision", on="2027-01-14")
    case.record("final-vote", on="2027-04-07")
    if received:
        case.record("notice-received", on=received)
    return case


class TestWhereItStands:
    def test_a_new_case(self):
        """Nothing has happened in a new case."""
        case = Case("LVA", "ottawa-1997")
        assert (case.stage, case.phase, case.history) == ("considered", Phase.CONSIDERED, ())

    def test_stage_and_phase(self):
        """The stage is the last one completed; the phase is the same in every State."""
        case = latvia()
        assert (case.stage, case.phase) == ("final-vote", Phase.PARLIAMENT)
        assert case.party == "LVA"
        assert case.treaty.id == "ottawa-1997"

    def test_history(self):
        """The history is what was recorded, in order."""
        assert [event.step for event in latvia().history] == ["joint-recommendation", "final-vote"]

    def test_it_reads_aloud(self):
        """A case says who leaves what and how far it has come."""
        assert repr(latvia()) == "<Case LVA leaving ottawa-1997: final-vote (parliament)>"

    def test_the_route_is_named_or_assumed(self):
        """A case names its route; where it does not, the answer says which it assumed."""
        assert latvia(route="urgent").is_route_named
        case = latvia()
        assert case.route.id == "ordinary"
        assert any(
            "urgent by two thirds" in each for each in case.when(as_of="2025-05-01").assumptions
        )

    def test_unknown_route(self):
        """An unknown route is refused with the routes there are."""
        with pytest.raises(UnknownNameError, match="ordinary or urgent"):
            Case("LVA", "ottawa-1997", route="slow")

    def test_replay(self):
        """The history replays to the same state."""
        case = sweden()
        again = Case("SWE", "ottawa-1997").replay(case.history)
        assert (again.stage, again.history) == (case.stage, case.history)


class TestNextSteps:
    def test_limits_become_days(self):
        """What the law allows is told in days, counted from what is on record."""
        promulgation = latvia().next_steps()[0]
        assert (promulgation.step, promulgation.actor) == ("promulgation", "President")
        assert promulgation.earliest == date(2025, 4, 26)
        assert promulgation.latest == date(2025, 5, 7)

    def test_majority_in_words(self):
        """A vote says what it takes."""
        case = Case("LTU", "ottawa-1997")
        case.record("president-submission", on="2025-04-01")
        vote = next(step for step in case.next_steps() if step.step == "presentation")
        assert vote.majority == "more votes for than against"

    def test_effect_and_revocation(self):
        """After receipt the clause gives the day of effect, and the last day to think again."""
        steps = {step.step: step for step in sweden().next_steps()}
        assert steps["effect"].earliest == steps["effect"].latest == date(2027, 11, 3)
        assert steps["revoked"].latest == date(2027, 11, 2)
        assert "68" in (steps["revoked"].legal_basis or "")

    def test_json(self):
        """As data every step has its actor, majority and days."""
        found = latvia().next_steps()[0].to_json()
        assert found["earliest"] == "2025-04-26"
        assert found["kind"] == "advance"


class TestOwed:
    def test_before_the_notice(self):
        """What is still owed: the stages left, then whom to tell, with reasons."""
        owed = latvia().owed()
        assert owed[0] == "promulgation: President (10 to 21 days)"
        assert [each for each in owed if each.startswith("notice to")] == [
            f"notice to: {who}, with a full statement of reasons"
            for who in ("depositary", "all other parties", "UN Security Council")
        ]

    def test_after_the_notice(self):
        """The clock starts on the depositary's receipt; the others are still to be told."""
        case = sweden()
        assert len(case.owed()) == 2
        case.record("notice-to-other-parties", on="2027-05-04")
        assert case.owed() == ("notice to: UN Security Council, with a full statement of reasons",)
        case.record("notice-to-un-security-council", on="2027-05-04")
        assert case.owed() == ()
        assert case.stage == "notified"

    def test_a_returned_law_is_owed_again(self):
        """What was sent back has to be voted again."""
        case = Case("LVA", "istanbul-convention-2011")
        case.record("final-vote", on="2025-10-30", votes="56-32-2")
        case.record("returned", on="2025-11-03")
        assert case.phase is Phase.RETURNED
        assert [each.split(":")[0] for each in case.owed()][:2] == ["final-vote", "promulgation"]

    def test_a_case_that_is_over_owes_nothing(self):
        """Once the notice is taken back nothing is owed."""
        case = sweden()
        case.record("revoked", on="2027-10-01")
        assert case.owed() == ()


class TestRefusals:
    def test_backwards(self):
        """What lies behind is refused, with what was possible."""
        with pytest.raises(EventOrderError, match="expected promulgation or returned") as caught:
            latvia().record("first-reading", on="2025-04-20")
        assert "promulgation" in caught.value.suggestions

    def test_notice_without_approval(self):
        """No notice without every approval that the State's law requires."""
        with pytest.raises(EventOrderError, match="notice-received"):
            latvia().record("notice-received", on="2025-06-27")

    def test_unknown_step(self):
        """An unknown step is refused with the nearest known one."""
        with pytest.raises(EventOrderError, match="'final-vot' is no step") as caught:
            Case("LVA", "ottawa-1997").record("final-vot", on="2025-04-16")
        assert caught.value.suggestions[0] == "final-vote"

    def test_twice(self):
        """A stage takes place once; another account of it needs a source."""
        with pytest.raises(EventOrderError, match=r"already took place \(2025-04-16\)"):
            latvia().record("final-vote", on="2025-04-16")

    def test_too_early(self):
        """A day before that of an earlier stage is refused, with the first day possible."""
        with pytest.raises(EventOrderError, match="expected 2025-04-16 or later") as caught:
            latvia().record("promulgation", on="2025-04-15")
        assert caught.value.suggestions == ("2025-04-16",)

    def test_a_failed_vote(self):
        """85 of the 141 members of the Seimas are needed: 84 are not enough."""
        case = Case("LTU", "ottawa-1997")
        case.record("president-submission", on="2025-04-01")
        with pytest.raises(MajorityError, match="at least 85 of 141"):
            case.record("final-vote", on="2025-05-08", votes="84-10-0")
        case.record("final-vote", on="2025-05-08", votes="85-10-0")

    def test_more_votes_than_seats(self):
        """A vote of more members than the house has cannot be."""
        with pytest.raises(MajorityError, match="100 seats"):
            Case("LVA", "ottawa-1997").record("final-vote", on="2025-04-16", votes="101-0-0")

    def test_impossible_day(self):
        """There is no 31st of February."""
        with pytest.raises(ImpossibleDateError):
            latvia().record("promulgation", on="2026-02-31")

    def test_other_dates(self):
        """A date in another form is refused."""
        with pytest.raises(DateFormatError):
            latvia().record("promulgation", on="24 April")

    def test_before_the_treaty_bound_the_state(self):
        """A State cannot leave before the treaty is in force for it."""
        case = Case("SWE", "ottawa-1997", in_force_for_party="1999-05-01")
        case.record("final-vote", on="1999-01-01")
        with pytest.raises(EventOrderError, match="expected 1999-05-01 or later"):
            case.record("notice-received", on="1999-02-01")

    @pytest.mark.parametrize(
        ("step", "on", "more"),
        [
            ("first-reading", "2025-04-20", {}),
            ("promulgation", "2025-04-15", {}),
            ("promulgation", "2025-02-30", {}),
            ("nonsense", "2025-05-01", {}),
            ("promulgation", "2025-05-01", {"votes": "x"}),
            ("effect", "2025-12-27", {}),
        ],
    )
    def test_nothing_changes(self, step: str, on: str, more: dict[str, str]):
        """A refused event leaves the case as it was."""
        case = latvia()
        before = (case.stage, case.history, case.owed())
        with pytest.raises(WithdrawalError):
            case.record(step, on=on, **more)
        assert (case.stage, case.history, case.owed()) == before


class TestEffect:
    def test_effect_follows_the_clause(self):
        """Effect on another day than the clause gives is refused, with the right day."""
        case = sweden()
        with pytest.raises(EventOrderError, match="expected 2027-11-03"):
            case.record("effect", on="2027-10-07")
        case.record("effect", on="2027-11-03")
        assert case.phase is Phase.EFFECTIVE
        assert case.is_over

    def test_revoked_before_effect(self):
        """A notice can be taken back until the day before it takes effect (VCLT art. 68)."""
        case = sweden()
        case.record("revoked", on="2027-11-02")
        answer = case.when(as_of="2028-01-01")
        assert (answer.status, answer.effect) == ("revoked", None)

    @pytest.mark.parametrize("day", ["2027-11-03", "2027-11-04", "2030-01-01"])
    def test_never_after(self, day: str):
        """From the day of effect on there is nothing left to take back."""
        with pytest.raises(EventOrderError, match="took effect on 2027-11-03"):
            sweden().record("revoked", on=day)

    def test_before_the_revocation_the_notice_counts(self):
        """As of a day before the revocation the date that then applied is the answer."""
        case = sweden()
        case.record("revoked", on="2027-10-06")
        assert case.when(as_of="2027-10-05").effect == date(2027, 11, 3)

    def test_no_effect_without_notice(self):
        """Nothing takes effect without a notice."""
        with pytest.raises(EventOrderError):
            sweden(None).record("effect", on="2027-11-03")


class TestConflict:
    def test_it_is_tested_when_the_period_ends(self):
        """A conflict over before the end of the period changes nothing."""
        case = sweden()
        case.record("conflict-began", on="2027-06-01")
        case.record("conflict-ended", on="2027-08-01")
        assert case.when(as_of="2027-12-01").effect == date(2027, 11, 3)

    def test_effect_waits(self):
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

    def test_a_notice_can_be_taken_back_while_it_waits(self):
        """As long as the conflict keeps effect away, the notice can be taken back."""
        case = sweden()
        case.record("conflict-began", on="2027-10-01")
        case.record("period-ended-in-conflict", on="2027-11-03")
        case.record("revoked", on="2028-01-01")
        assert case.phase is Phase.REVOKED

    def test_the_order_in_which_facts_are_learned_does_not_matter(self):
        """A conflict may be recorded before or after the notice it delays."""
        one, other = sweden(None), sweden(None)
        one.record("conflict-began", on="2027-10-01")
        one.record("notice-received", on="2027-05-03")
        other.record("notice-received", on="2027-05-03")
        other.record("conflict-began", on="2027-10-01")
        assert one.when(as_of="2027-12-01").to_json() == other.when(as_of="2027-12-01").to_json()

    def test_no_end_without_a_beginning(self):
        """The end of a conflict that never began is refused."""
        with pytest.raises(EventOrderError, match="conflict-began first"):
            sweden().record("conflict-ended", on="2027-08-01")

    def test_conflicts_need_full_dates(self):
        """Whether a conflict falls on one day cannot be told from a month."""
        with pytest.raises(EventOrderError, match="is not one day"):
            sweden().record("conflict-began", on="2027-08")

    def test_peace_at_the_end_of_the_period(self):
        """A period that ended in peace did not end in a conflict."""
        with pytest.raises(EventOrderError, match="no conflict is recorded"):
            sweden().record("period-ended-in-conflict", on="2027-11-03")

    def test_a_conflict_given_when_the_case_was_opened(self):
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
    def test_a_partial_date_gives_bounds(self):
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


class TestAccounts:
    def test_both_are_kept(self):
        """Another account of a vote is kept; the official record is the one in use."""
        case = latvia()
        official = Source("saeima.lv", SourceKind.OFFICIAL_RECORD)
        case.record("final-vote", on="2025-04-17", votes="68-14-2", source=official)
        event = case.history[-1]
        assert (str(event.when), str(event.votes)) == ("2025-04-17", "68-14-2")
        assert str(event.rivals[0].when) == "2025-04-16"
        assert len(case.history) == 2

    def test_the_answer_lists_the_others_with_their_effect(self):
        """A rival date of receipt gives a rival date of effect, named with its source."""
        case = sweden(None)
        case.record("notice-received", on="2027-05-03", source="UN")
        case.record("notice-received", on="2027-05-04", source="a newspaper")
        answer = case.when(as_of="2027-06-01")
        assert answer.effect == date(2027, 11, 3)
        (rival,) = [each for each in answer.conflicts if each.source == "a newspaper"]
        assert rival.effect == date(2027, 11, 4)

    def test_an_account_that_agrees_adds_a_source(self):
        """The same day and votes from another source are one account with two sources."""
        case = sweden(None)
        case.record("notice-received", on="2027-05-03", source="UN")
        case.record("notice-received", on="2027-05-03", source="a newspaper")
        assert [source.address for source in case.history[-1].sources] == ["UN", "a newspaper"]
        assert case.history[-1].rivals == ()

    def test_an_account_that_would_come_first_must_fit(self):
        """A better source for an impossible order is refused, and nothing changes."""
        case = latvia()
        case.record("promulgation", on="2025-04-24")
        before = case.history
        text = Source("text", SourceKind.TREATY_TEXT)
        with pytest.raises(EventOrderError):
            case.record("final-vote", on="2025-05-30", source=text)
        assert case.history == before


class TestSuspension:
    def test_it_is_disputed(self):
        """A claim of suspension gives no date; objections are reasons."""
        case = Case("UKR", "ottawa-1997", route="suspension")
        case.record("final-vote", on="2025-07-15", votes=(299,))
        case.record("promulgation", on="2025-07-15")
        case.record("suspension-notice", on="2025-07-18")
        case.record("objection", on="2025-10-17", by="CHE", actor="Switzerland")
        answer = case.when(as_of="2026-01-01")
        assert (answer.status, answer.effect) == ("disputed", None)
        assert any("Switzerland" in reason.text for reason in answer.because)


class TestReturns:
    def test_once_only(self):
        """Latvia's President may send a law back once."""
        case = latvia()
        case.record("returned", on="2025-04-22")
        case.record("final-vote", on="2025-05-08", votes="60-20-2")
        with pytest.raises(EventOrderError, match="promulgation"):
            case.record("returned", on="2025-05-10")
        case.record("promulgation", on="2025-05-20")

    def test_rejected_is_the_end(self):
        """A bill voted down is the end of the case."""
        case = Case("LVA", "ottawa-1997")
        case.record("rejected", on="2025-04-16", votes="14-66-2")
        assert case.phase is Phase.REJECTED
        with pytest.raises(EventOrderError, match="it is over"):
            case.record("promulgation", on="2025-05-01")


class TestIrregularities:
    def test_sooner_than_the_law_allows(self):
        """What the State's law did not allow is kept and said, for it happened."""
        case = latvia()
        case.record("promulgation", on="2025-04-24")
        (text,) = case.irregularities
        assert "sooner" in text
        assert "10 to 21 days" in text
        assert text in case.when(as_of="2025-05-01").assumptions

    def test_the_urgent_route_allows_it(self):
        """On the urgent route the eighth day is no irregularity."""
        case = latvia(route="urgent")
        case.record("promulgation", on="2025-04-24")
        assert case.irregularities == ()

    def test_later_than_the_law_allows(self):
        """The same for a limit that has passed."""
        case = latvia()
        case.record("promulgation", on="2025-06-24")
        assert "later" in case.irregularities[0]


class TestUndo:
    def test_one_back(self):
        """Undo takes the last event back."""
        case = latvia()
        assert case.undo().step == "final-vote"
        assert case.stage == "recommendation"
        case.record("final-vote", on="2025-04-17", votes="66-14-2")

    def test_an_account(self):
        """Undo takes a rival account back, and the event stays."""
        case = latvia()
        case.record("final-vote", on="2025-04-17", source="x")
        case.undo()
        assert case.history[-1].rivals == ()
        assert case.stage == "final-vote"

    def test_nothing_left(self):
        """Where nothing was recorded there is nothing to undo."""
        with pytest.raises(EventOrderError, match="nothing to undo"):
            Case("LVA", "ottawa-1997").undo()


class TestRemarks:
    def test_a_remark_moves_nothing(self):
        """A remark is kept and moves nothing, whatever its date."""
        case = latvia()
        case.record("remark", on="2024-01-01", detail="a debate long before")
        assert case.stage == "final-vote"
        assert case.history[-1].detail == "a debate long before"


class TestWhen:
    def test_only_its_own_events_count(self):
        """A case is its own record: what really happened later is left aside."""
        case = Case("LTU", "ottawa-1997")
        assert case.when(as_of="2026-11-21").status == "not-notified"

    def test_later_events_are_not_used(self):
        """As of a day, the answer is that of a case that ends on that day."""
        case = sweden()
        answer = case.when(as_of="2027-04-07")
        assert answer.status == "not-notified"
        assert answer.progress.stage == "final-vote"
        assert answer.progress.owed[-1].startswith("notice to: UN Security Council")

    def test_the_vote_starts_no_clock(self):
        """The press's six months after the vote are listed as a claim that conflicts."""
        answer = sweden(None).when(as_of="2027-04-07")
        assert any(each.effect == date(2027, 10, 7) for each in answer.conflicts)

    def test_the_package_exports_it(self):
        """`withdrawal.Case` is the class."""
        assert withdrawal.Case is Case
