"""`withdrawal.plan`: the latest day for each step, backwards from a target."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import withdrawal
from withdrawal.errors import UnknownNameError, WithdrawalError
from withdrawal.law.procedures import library as procedures
from withdrawal.law.procedures.stages import DayLimits

TODAY = "2026-11-22"


class TestReceipt:
    """The latest day of receipt is the exact inverse of the clause."""

    def test_sweden(self):
        """Out of the Ottawa Convention by 1 January 2028: receipt by 1 July 2027."""
        plan = withdrawal.plan("Sweden", "ottawa", out_by="2028-01-01", as_of="2026-11-21")
        assert plan.latest_receipt == date(2027, 7, 1)
        assert plan.effect_then == date(2028, 1, 1)

    @given(st.dates(date(2028, 1, 1), date(2060, 12, 31)))
    def test_inverse(self, out_by):
        """The latest receipt is in time, and a day later is too late."""
        plan = withdrawal.plan("Sweden", "ottawa", out_by=out_by, as_of="2026-11-21")
        late = plan.latest_receipt + timedelta(days=1)
        effect = withdrawal.when("Sweden", "ottawa", received=late, as_of="2026-11-21").effect
        assert plan.effect_then <= out_by < effect

    def test_impossible(self):
        """A target nearer than the period is impossible; the earliest day is given instead."""
        plan = withdrawal.plan("Sweden", "ottawa", out_by="2027-01-01", as_of="2026-11-21")
        assert plan.latest_receipt is None
        assert plan.earliest_possible == date(2027, 5, 21)
        assert "not possible" in plan.sentence

    def test_not_a_party(self):
        """A State that is not a party has nothing to plan."""
        plan = withdrawal.plan("Russia", "ottawa", out_by="2028-01-01", as_of="2026-11-21")
        assert plan.latest_receipt is None
        assert plan.impossible.startswith("Russia is not among the parties.")


class TestStages:
    """The stages before the notice, by their legal minima and sitting days."""

    @pytest.fixture
    def lithuania(self):
        """Lithuania and cluster munitions, planned in June 2024."""
        return withdrawal.plan("Lithuania", "ccm", out_by="2026-01-15", as_of="2024-06-01")

    def test_vote_on_a_sitting_day(self, lithuania):
        """The Seimas does not sit in ordinary session after 30 June, so the vote is by then."""
        stages = {each.stage: each for each in lithuania.stages}
        assert lithuania.latest_receipt == date(2025, 7, 15)
        assert stages["final-vote"].latest == date(2025, 6, 30)
        assert "does not sit" in stages["final-vote"].because

    def test_order(self, lithuania):
        """No stage is planned later than the one that waits for it."""
        days = [each.latest for each in lithuania.stages if not each.is_optional]
        assert days == sorted(days)

    def test_pace(self):
        """At the usual pace everything before a slow stage moves earlier; the law does not."""
        plan = withdrawal.plan(
            "Lithuania",
            "ccm",
            out_by="2026-01-01",
            as_of="2024-06-01",
            pace={"notice": 50, "promulgation": 8},
        )
        stages = {each.stage: each for each in plan.stages}
        assert stages["notice"].usual - stages["publication"].usual == timedelta(days=50)
        assert stages["notice"].latest == stages["publication"].latest
        assert stages["final-vote"].usual < stages["final-vote"].latest

    @pytest.mark.parametrize(
        "given", [{"pace": 3}, {"pace": {"final-vote": -1}}, {"pace": {"x": True}}, {"facts": 3}]
    )
    def test_no_pace(self, given):
        """A pace of no whole days by stage, or facts that are no words, are refused by name."""
        with pytest.raises(WithdrawalError, match=f"{next(iter(given))} is "):
            withdrawal.plan("Sweden", "ottawa", out_by="2029-01-01", **given)

    def test_pace_beyond_the_calendar(self):
        """So is one that leads before the first day there is."""
        with pytest.raises(WithdrawalError, match="lead outside the calendar"):
            withdrawal.plan("Sweden", "ottawa", out_by="2029-01-01", pace={"final-vote": 10**9})

    def test_typical_pace(self):
        """The usual days of a stage respect its legal limits."""
        pace = withdrawal.typical_pace("Latvia", "ottawa", route="ordinary")
        assert 10 <= pace["promulgation"] <= 21
        assert all(days >= 0 for days in pace.values())

    def test_unknown_route(self):
        """A route the procedure does not have is refused by name."""
        with pytest.raises(UnknownNameError, match="ordinary"):
            withdrawal.plan("Latvia", "ottawa", out_by="2024-01-01", as_of="2020-01-01", route="x")


class TestOut:
    """A State that is out has nothing to plan."""

    def test_left(self):
        """After effect the target is met: since when the State is out, and nothing left to do."""
        plan = withdrawal.plan("Lithuania", "ottawa", out_by="2028-01-01", as_of=TODAY)
        assert plan.is_settled
        assert (plan.impossible, plan.stages) == (None, ())
        assert (plan.latest_receipt, plan.effect_then) == (date(2025, 6, 27), date(2025, 12, 27))
        assert plan.sentence == (
            "Lithuania is out of the Ottawa Convention already: it left on 27 December 2025; "
            "nothing is left to do."
        )

    def test_left_too_late(self):
        """An exit on record after the target misses it for good."""
        plan = withdrawal.plan("Finland", "ottawa", out_by="2025-12-31", as_of=TODAY)
        assert not plan.is_settled
        assert plan.impossible == "it left on 10 January 2026 only."
        assert plan.earliest_possible is None

    @pytest.mark.parametrize("out_by", ["2027-03-01", "2035-01-01"])
    def test_out_by_the_clause(self, out_by):
        """A notice on record whose period is over by the day asked for has done its work."""
        plan = withdrawal.plan("USA", "unfccc", out_by=out_by, as_of="2027-02-27")
        assert plan.sentence.startswith("The United States is out of the UNFCCC already")

    def test_not_yet_out(self):
        """Before effect a plan made as of that day does not know of it."""
        plan = withdrawal.plan("Lithuania", "ottawa", out_by="2025-12-31", as_of="2025-06-01")
        assert plan.latest_receipt == date(2025, 6, 30)

    def test_back_again(self):
        """A State that joined again after an exit can plan another."""
        plan = withdrawal.plan("Iceland", "icrw-1946", out_by="2028-07-01", as_of="2026-11-21")
        assert plan.latest_receipt == date(2028, 1, 1)

    @given(st.dates(date(2026, 11, 22), date(2040, 12, 31)))
    def test_as_when_has_it(self, out_by):
        """Whoever is out for good by `when` has met every target from then on."""
        for party in ("EST", "FIN", "LTU", "LVA", "POL"):
            found = withdrawal.when(party, "ottawa-1997", as_of=TODAY)
            plan = withdrawal.plan(party, "ottawa-1997", out_by=out_by, as_of=TODAY)
            assert (plan.is_settled, plan.effect_then) == (True, found.effect)


class TestRunningNotice:
    """A notice already received and still running is where the plan starts."""

    @pytest.mark.parametrize(
        ("party", "treaty", "out_by", "received", "effect"),
        [
            ("USA", "unfccc", "2027-03-01", date(2026, 2, 27), date(2027, 2, 27)),
            ("USA", "unfccc", "2027-02-27", date(2026, 2, 27), date(2027, 2, 27)),
            ("USA", "unesco", "2028-01-01", date(2025, 7, 22), date(2026, 12, 31)),
        ],
    )
    def test_in_time(self, party, treaty, out_by, received, effect):
        """Where it takes effect by the target, nothing is left to do."""
        plan = withdrawal.plan(party, treaty, out_by=out_by, as_of=TODAY)
        assert plan.is_settled
        assert (plan.latest_receipt, plan.effect_then) == (received, effect)
        assert (plan.impossible, plan.stages) == (None, ())
        assert "already received, takes effect on" in plan.sentence
        assert plan.sentence.endswith("nothing is left to do.")

    def test_too_late(self):
        """Where it takes effect later, the earliest day is its own if a new notice gives none."""
        plan = withdrawal.plan("Finland", "ottawa", out_by="2025-12-31", as_of="2025-09-01")
        assert plan.latest_receipt is None
        assert plan.earliest_possible == date(2026, 1, 10)
        assert plan.impossible.startswith("the notice of 10 July 2025, already received, takes")

    def test_not_known_yet(self):
        """A notice is not known before its own day."""
        plan = withdrawal.plan("Finland", "ottawa", out_by="2026-02-01", as_of="2025-07-09")
        assert not plan.is_settled
        assert plan.latest_receipt == date(2025, 8, 1)

    @given(st.dates(date(2025, 7, 10), date(2026, 1, 9)), st.dates(date(2025, 7, 10)))
    def test_as_when_has_it(self, as_of, out_by):
        """While it runs, the target is met exactly where `when` has the effect by then."""
        effect = withdrawal.when("FIN", "ottawa-1997", as_of=as_of).effect
        plan = withdrawal.plan("FIN", "ottawa-1997", out_by=out_by, as_of=as_of)
        assert plan.is_settled == (effect <= out_by)
        assert plan.earliest_possible in (None, effect)

    def test_other_reading(self):
        """A reading by which the running notice would be too late is named."""
        exact, later = (
            withdrawal.plan("GBR", "teu-art-50", out_by=day, as_of="2017-04-01")
            for day in ("2019-03-29", "2019-03-30")
        )
        assert exact.is_settled
        assert later.is_settled
        warned = [
            any("would be too late" in e for e in each.assumptions) for each in (exact, later)
        ]
        assert warned == [True, False]

    def test_new_notice_sooner(self):
        """A notice that names a far day leaves room for a new one that takes effect sooner."""
        plan = withdrawal.plan(
            "ZAF", "commonwealth-membership", out_by="1961-05-01", as_of="1961-04-01"
        )
        assert plan.latest_receipt == date(1961, 5, 1)
        assert plan.assumptions[-1] == (
            "That a new notice may take effect before the one on record: the notice of 15 March "
            "1961, already received, takes effect on 31 May 1961."
        )


class TestRecordedSteps:
    """No step is taken for done unless it is on record, and none is planned for a day gone by."""

    def test_nothing_on_record(self):
        """A day without an ordinary sitting is unusual, not unlawful: the plan names the way."""
        plan = withdrawal.plan("Russia", "npt", out_by="2027-02-22", as_of=TODAY)
        assert (plan.impossible, plan.latest_receipt) == (None, date(2026, 11, 22))
        vote = next(each for each in plan.stages if each.stage == "final-vote")
        assert "in an extraordinary sitting" in vote.because

    @pytest.mark.parametrize("treaty", ["npt", "rome-statute-1998"])
    @pytest.mark.parametrize("party", ["ROU", "LVA", "JPN", "MEX", "AUS"])
    def test_earliest_possible(self, party, treaty):
        """The earliest day that is offered instead can be planned, and no day before it."""
        day = withdrawal.plan(party, treaty, out_by="2026-11-23", as_of=TODAY).earliest_possible
        made, before = (
            withdrawal.plan(party, treaty, out_by=each, as_of=TODAY)
            for each in (day, day - timedelta(days=1))
        )
        assert (made.impossible, before.latest_receipt) == (None, None)
        assert all(each.latest >= date(2026, 11, 22) for each in made.stages)

    def test_on_record(self):
        """Steps on record, and those before them, are told as done; the others are not."""
        plan = withdrawal.plan("Lithuania", "ottawa", out_by="2025-12-31", as_of="2025-06-01")
        why = {each.stage: each.because for each in plan.stages}
        assert why["final-vote"] == "already done on 2025-05-08"
        assert why["committee"] == "already done, as the record shows"
        assert why["publication"] == "notice comes after it"

    def test_not_known_yet(self):
        """A step taken after the day asked for is not done by then."""
        plan = withdrawal.plan("Lithuania", "ottawa", out_by="2025-12-31", as_of="2025-05-07")
        why = {each.stage: each.because for each in plan.stages}
        assert "already done" not in why["final-vote"]

    def test_sent_back(self):
        """What was sent back to parliament has to be voted on again."""
        plan = withdrawal.plan("Latvia", "istanbul", out_by="2028-01-01", as_of=TODAY)
        why = {each.stage: each.because for each in plan.stages}
        assert why["first-reading"].startswith("already done")
        assert "already done" not in why["final-vote"]

    def test_spent(self):
        """Steps towards an earlier exit are not done for the next one."""
        plan = withdrawal.plan("Iceland", "icrw-1946", out_by="2028-07-01", as_of=TODAY)
        assert not any("already done" in each.because for each in plan.stages)

    def test_what_another_stage_stood_for_is_not_told_as_done(self):
        """Members of the Saeima tabled their own bill: the Cabinet's was not, and is not told."""
        plan = withdrawal.plan(
            "LVA", "istanbul-convention-2011", out_by="2028-01-01", as_of="2025-10-31"
        )
        why = {each.stage: each.because for each in plan.stages}
        assert why["members-bill"].startswith("already done")
        assert why.keys().isdisjoint({"government-approval", "submission"})

    def test_at_once(self):
        """A needed step that just fits on the day asked for must be done at once."""
        plan = withdrawal.plan("Australia", "rome statute", out_by="2028-02-02", as_of=TODAY)
        stages = {each.stage: each for each in plan.stages}
        assert stages["government-decision"].latest == date(2026, 11, 22)
        assert stages["government-decision"].because == "must be done at once"

    def test_no_time_for_an_optional_step(self, monkeypatch):
        """An optional step for which there is no time is left out, and named."""
        usual = procedures.procedure("PRK")
        slow = evolve(usual.stages["recommendation"], limits=DayLimits(minimum=30))
        slowed = evolve(usual, stages={**usual.stages, "recommendation": slow})
        monkeypatch.setattr(procedures, "procedure", lambda _: slowed)
        tight, loose = (
            withdrawal.plan("PRK", "npt", out_by=day, as_of=TODAY)
            for day in ("2027-03-01", "2027-06-01")
        )
        assert "recommendation" not in [each.stage for each in tight.stages]
        assert tight.assumptions[-1].startswith("That the case goes on without recommendation")
        assert "recommendation" in [each.stage for each in loose.stages]


class TestUnknownFuture:
    """What the record leaves open is told as open."""

    def test_conflict(self):
        """An armed conflict without an end on record bars the exit for as long as it lasts."""
        plan = withdrawal.plan("Ukraine", "ottawa", out_by="2028-01-01", as_of=TODAY)
        assert plan.latest_receipt is None
        assert plan.sentence.endswith(
            "for Ukraine: as long as the armed conflict lasts, no notice takes effect, and no end "
            "of it is on record."
        )

    def test_conflict_and_a_running_notice(self):
        """Nor does a notice already received take effect before the end of a conflict."""
        plan = withdrawal.plan(
            "FIN", "ottawa", out_by="2028-01-01", as_of="2025-09-01", conflict="2025-08-01/.."
        )
        assert plan.impossible.startswith("as long as the armed conflict lasts")

    def test_conflict_with_an_end(self):
        """A conflict with an end puts the earliest day at that end."""
        plan = withdrawal.plan(
            "SWE", "ottawa", out_by="2027-07-01", as_of=TODAY, conflict="2026-12-01/2027-09-30"
        )
        assert plan.earliest_possible == date(2027, 9, 30)

    def test_other_obstacles(self):
        """Any other obstacle stands in lower case after the colon."""
        plan = withdrawal.plan("Germany", "teu", out_by="2020-01-01", as_of=TODAY)
        assert plan.impossible[0].islower()

    def test_dispute(self):
        """Where it is disputed whether the State has left, the plan says so first, then plans."""
        plan = withdrawal.plan("North Korea", "npt", out_by="2028-01-01", as_of=TODAY)
        assert plan.latest_receipt == date(2027, 10, 1)
        assert plan.assumptions[0] == (
            "Whether North Korea has left the NPT already by its notice of 10 January 2003 is "
            "disputed; the plan takes it that it has not."
        )
        assert plan.sentence.startswith(
            "Whether North Korea has left the NPT already by its notice of 10 January 2003 is "
            "disputed. If not, to be out of the NPT by 1 January 2028, North Korea's notice must"
        )

    def test_dispute_ahead(self):
        """Before the day of effect claimed it is in dispute whether the State is leaving."""
        plan = withdrawal.plan("ARG", "who", out_by="2028-01-01", as_of="2025-06-01")
        assert plan.sentence.startswith("Whether Argentina is leaving the WHO")
        assert plan.assumptions[0].endswith("the plan takes it that it is not.")
        assert "not possible" in plan.sentence
