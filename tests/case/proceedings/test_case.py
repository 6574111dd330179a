"""A case: told event by event, refusing what cannot have happened."""

from datetime import date

import pytest

from withdrawal import Case
from withdrawal.case.asking.given import CIRCUMSTANCES, Given
from withdrawal.errors import (
    DateFormatError,
    EventOrderError,
    ImpossibleDateError,
    MajorityError,
    UnknownNameError,
    WithdrawalError,
)
from withdrawal.law.procedures.stages import Phase


class TestWhereItStands:
    def test_a_new_case(self):
        """Nothing has happened in a new case."""
        case = Case("LVA", "ottawa-1997")
        assert (case.stage, case.phase, case.history) == ("considered", Phase.CONSIDERED, ())

    def test_stage_and_phase(self, latvia):
        """The stage is the last one completed; the phase is the same in every State."""
        case = latvia()
        assert (case.stage, case.phase) == ("final-vote", Phase.PARLIAMENT)
        assert case.party == "LVA"
        assert case.treaty.id == "ottawa-1997"

    def test_history(self, latvia):
        """The history is what was recorded, in order."""
        assert [event.step for event in latvia().history] == ["joint-recommendation", "final-vote"]

    def test_it_reads_aloud(self, latvia):
        """A case says who leaves what and how far it has come."""
        assert repr(latvia()) == "<Case LVA leaving ottawa-1997: final-vote (parliament)>"

    def test_the_route_is_named_or_assumed(self, latvia):
        """A case names its route; where it does not, the answer says which it assumed."""
        assert latvia(route="urgent").is_route_named
        case = latvia()
        assert case.route.id == "ordinary"
        assert any(
            "did not declare the law urgent" in each
            for each in case.when(as_of="2025-05-01").assumptions
        )

    def test_the_law_of_its_first_day(self):
        """A case takes the route that the law of the day of its first step calls for."""
        case = Case("BDI", "cedaw")
        now = case.route.id
        then = case.procedure.route(treaty=case.treaty, on=date(2016, 10, 12)).id
        assert now != then
        case.record("government-decision", on="2016-10-12")
        assert case.route.id == then
        case.record("final-vote", on="2019-01-01")
        assert case.route.id == then
        case.undo()
        case.undo()
        assert case.route.id == now
        case.record("government-decision", on="2026-10-12")
        assert case.route.id == now

    def test_a_refused_step_changes_no_route(self):
        """What is refused leaves the route as it was."""
        case = Case("BDI", "cedaw")
        before = case.route
        with pytest.raises(EventOrderError):
            case.record("no-such-step", on="2016-10-12")
        assert case.route == before

    def test_a_named_route_stays(self):
        """A route that was named is not changed by the law of any day."""
        now = Case("BDI", "cedaw").route.id
        case = Case("BDI", "cedaw", route=now)
        case.record("government-decision", on="2016-10-12")
        assert case.route.id == now

    def test_unknown_route(self):
        """An unknown route is refused with the routes there are."""
        with pytest.raises(UnknownNameError, match="ordinary or urgent"):
            Case("LVA", "ottawa-1997", route="slow")

    def test_replay(self, sweden):
        """The history replays to the same state."""
        case = sweden()
        again = Case("SWE", "ottawa-1997").replay(case.history)
        assert (again.stage, again.history) == (case.stage, case.history)

    def test_circumstances(self):
        """The circumstances that files may hold are those that a case takes."""
        assert {*CIRCUMSTANCES, "given"} == Given.__annotations__.keys()
        for name in CIRCUMSTANCES:
            value = "amendment" if name == "way_out" else "2027-01-01"
            value = "2027-01-01/.." if name == "conflict" else value
            opened = Case("SWE", "rome-statute-1998", **{name: value})
            assert opened.question.supposed


class TestNextSteps:
    def test_limits_become_days(self, latvia):
        """What the law allows is told in days, counted from what is on record."""
        promulgation = latvia().next_steps()[0]
        assert (promulgation.step, promulgation.actor) == ("promulgation", "President")
        assert promulgation.earliest == date(2025, 4, 26)
        assert promulgation.latest == date(2025, 5, 7)

    def test_no_limit(self):
        """A step without a limit has no last day."""
        assert {each.latest for each in Case("LVA", "ottawa-1997").next_steps()} == {None}

    def test_majority_in_words(self):
        """A vote says what it takes."""
        case = Case("LTU", "ottawa-1997")
        case.record("president-submission", on="2025-04-01")
        vote = next(step for step in case.next_steps() if step.step == "presentation")
        assert vote.majority == "more votes for than against"

    def test_effect_and_revocation(self, sweden):
        """After receipt the clause gives the day of effect, and the last day to think again."""
        steps = {step.step: step for step in sweden().next_steps()}
        assert steps["effect"].earliest == steps["effect"].latest == date(2027, 11, 3)
        assert steps["revoked"].latest == date(2027, 11, 2)
        assert "68" in (steps["revoked"].legal_basis or "")

    def test_json(self, latvia):
        """As data every step has its actor, majority and days."""
        found = latvia().next_steps()[0].to_json()
        assert found["earliest"] == "2025-04-26"
        assert found["kind"] == "advance"


class TestOwed:
    def test_before_the_notice(self, latvia):
        """What is still owed: the stages left, then whom to tell, with reasons."""
        owed = latvia().owed()
        assert owed[0] == "promulgation: President (10 to 21 days)"
        assert [each for each in owed if each.startswith("notice to")] == [
            f"notice to: {who}, with a full statement of reasons"
            for who in ("depositary", "all other parties", "UN Security Council")
        ]

    def test_after_the_notice(self, sweden):
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

    def test_a_case_that_is_over_owes_nothing(self, sweden):
        """Once the notice is taken back nothing is owed."""
        case = sweden()
        case.record("revoked", on="2027-10-01")
        assert case.owed() == ()


class TestRefusals:
    def test_backwards(self, latvia):
        """What a later step had shown may be told afterwards; it moves nothing."""
        case = latvia()
        case.record("first-reading", on="2025-04-10")
        assert (case.stage, case.history[-1].step) == ("final-vote", "first-reading")

    def test_notice_without_approval(self):
        """A notice without the approvals that the State's law requires happened, and is told."""
        case = Case("ZAF", "rome-statute-1998")
        case.record("notice-received", on="2027-01-19", source="depositary notification")
        assert case.stage == "notified"
        (told,) = case.irregularities
        assert "final-vote" in told
        assert "art. 46" in told
        assert case.when(as_of="2027-02-01").effect == date(2028, 1, 19)

    def test_unknown_step(self):
        """An unknown step is refused with the nearest known one."""
        with pytest.raises(EventOrderError, match="'final-vot' is no step") as caught:
            Case("LVA", "ottawa-1997").record("final-vot", on="2025-04-16")
        assert caught.value.suggestions[0] == "final-vote"
        assert str(caught.value).endswith(" or 'remark'.")

    def test_twice(self, latvia):
        """A stage takes place once; another account of it needs a source."""
        with pytest.raises(EventOrderError, match=r"already took place \(2025-04-16\)"):
            latvia().record("final-vote", on="2025-04-16")

    def test_too_early(self, latvia):
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

    def test_votes_against_count(self):
        """Two thirds of those present are not reached where too many vote against."""
        case = Case("BDI", "rome-statute-1998", route="before-2018")
        with pytest.raises(MajorityError):
            case.record("final-vote", on="2016-10-12", votes=(60, 35, 0))
        case.record("final-vote", on="2016-10-12", votes=(70, 30, 0))

    def test_more_votes_than_seats(self):
        """A vote of more members than the house has cannot be."""
        with pytest.raises(MajorityError, match="100 seats"):
            Case("LVA", "ottawa-1997").record("final-vote", on="2025-04-16", votes="101-0-0")

    def test_impossible_day(self, latvia):
        """There is no 31st of February."""
        with pytest.raises(ImpossibleDateError):
            latvia().record("promulgation", on="2026-02-31")

    def test_other_dates(self, latvia):
        """A date in another form is refused."""
        with pytest.raises(DateFormatError):
            latvia().record("promulgation", on="24 April")

    def test_before_the_treaty_bound_the_state(self):
        """A State cannot leave before the treaty is in force for it."""
        case = Case("SWE", "ottawa-1997", in_force_for_party="1999-05-01")
        case.record("final-vote", on="1999-01-01")
        with pytest.raises(EventOrderError, match="expected 1999-05-01 or later"):
            case.record("notice-received", on="1999-02-01")

    def test_who_is_no_party_cannot_leave(self):
        """Poland never joined the convention on cluster munitions: it has nothing to leave."""
        case = Case("POL", "ccm-2008")
        case.record("final-vote", on="2025-06-25")
        case.record("upper-house-vote", on="2025-07-17")
        case.record("promulgation", on="2025-07-24")
        case.record("denunciation-act", on="2025-08-05")
        with pytest.raises(EventOrderError, match="not a party"):
            case.record("notice-received", on="2025-08-20")
        assert case.when(as_of="2026-01-01").status == "not-a-party"

    @pytest.mark.parametrize(
        ("step", "on", "more"),
        [
            ("promulgation", "2025-04-15", {}),
            ("promulgation", "2025-02-30", {}),
            ("nonsense", "2025-05-01", {}),
            ("promulgation", "2025-05-01", {"votes": "x"}),
            ("promulgation", "2025-05-01", {"source": 5}),
            ("promulgation", "2025-05-01", {"source": ""}),
            ("promulgation", "2025-05-01", {"actor": 5}),
            ("promulgation", "2025-05-01", {"detail": "\udcff"}),
            (5, "2025-05-01", {}),
            (["remark"], "2025-05-01", {}),
            (None, "2025-05-01", {}),
            ("effect", "2025-12-27", {}),
        ],
    )
    def test_nothing_changes(self, step: str, on: str, more: dict[str, str], latvia):
        """A refused event leaves the case as it was."""
        case = latvia()
        before = (case.stage, case.history, case.owed())
        with pytest.raises(WithdrawalError):
            case.record(step, on=on, **more)
        assert (case.stage, case.history, case.owed()) == before


class TestUndo:
    def test_one_back(self, latvia):
        """Undo takes the last event back."""
        case = latvia()
        assert case.undo().step == "final-vote"
        assert case.stage == "recommendation"
        case.record("final-vote", on="2025-04-17", votes="66-14-2")

    def test_an_account(self, latvia):
        """Undo takes a rival account back, and the event stays."""
        case = latvia()
        case.record("final-vote", on="2025-04-17", source="x")
        case.undo()
        assert case.history[-1].rivals == ()
        assert case.stage == "final-vote"

    @pytest.mark.parametrize("day", ["2025-04-16", "2025-04-17"])
    def test_it_names_the_account(self, latvia, day: str):
        """The account that was recorded last is taken back, whether or not it is in use."""
        case = latvia()
        case.record("final-vote", on="2025-04-16", votes="66-14-2", source="w")
        case.record("remark", on="2025-04-20")
        before = case.entries
        case.record("final-vote", on=day, votes="66-14-2", source="x")
        undone = case.undo()
        assert (str(undone.when), [each.address for each in undone.sources]) == (day, ["x"])
        assert case.entries == before

    def test_the_same_again(self, latvia):
        """Of an event recorded twice one is taken back at a time."""
        case = latvia()
        remarks = [case.record("remark", on="2025-04-20", detail="again") for _ in range(2)]
        assert [case.undo(), case.undo()] == remarks
        assert [event.step for event in case.history] == ["joint-recommendation", "final-vote"]

    def test_nothing_left(self):
        """Where nothing was recorded there is nothing to undo."""
        with pytest.raises(EventOrderError, match="nothing to undo"):
            Case("LVA", "ottawa-1997").undo()


class TestRemarks:
    def test_a_remark_moves_nothing(self, latvia):
        """A remark is kept and moves nothing, whatever its date."""
        case = latvia()
        case.record("remark", on="2024-01-01", detail="a debate long before")
        assert case.stage == "final-vote"
        assert case.history[-1].detail == "a debate long before"


class TestReceiptOfTheAct:
    """Limits that run from the day on which the actor receives the act."""

    def signed(self, *, received: str | None) -> Case:
        """Return a Lithuanian case whose President signed eighteen days after the vote."""
        case = Case("LTU", "cedaw")
        case.record("final-vote", on="2027-03-01", votes="100-0-0")
        if received is not None:
            case.record("act-received", on=received, actor="President")
        case.record("promulgation", on="2027-03-19")
        return case

    def test_without_it(self):
        """No day is called too late while nobody says when the act was received."""
        assert not any("promulgation" in each for each in self.signed(received=None).irregularities)

    def test_in_time(self):
        """Ten days from the receipt are kept by a signature nine days after it."""
        assert not any(
            "promulgation" in each for each in self.signed(received="2027-03-10").irregularities
        )

    def test_too_late(self):
        """Once the receipt is there the limit is checked against it."""
        (found,) = (
            each
            for each in self.signed(received="2027-03-02").irregularities
            if "promulgation" in each
        )
        assert "came later after receipt than the law allows: at most 10 days" in found

    def test_the_next_step(self):
        """The last lawful day of the next step follows from the receipt."""
        case = Case("LTU", "cedaw")
        case.record("final-vote", on="2027-03-01", votes="100-0-0")
        before = {each.step: each.latest for each in case.next_steps()}
        assert before["promulgation"] is None
        case.record("act-received", on="2027-03-02")
        after = {each.step: each.latest for each in case.next_steps()}
        assert after["promulgation"] == date(2027, 3, 12)

    def test_an_earlier_receipt(self):
        """A receipt counts for the step that follows it alone."""
        case = Case("LTU", "cedaw")
        case.record("act-received", on="2027-02-01")
        case.record("final-vote", on="2027-03-01", votes="100-0-0")
        case.record("promulgation", on="2027-03-19")
        assert not any("promulgation" in each for each in case.irregularities)
