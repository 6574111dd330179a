"""`withdrawal.plan`: the latest day for each step, backwards from a target."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import withdrawal
from withdrawal.errors import UnknownNameError


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
        assert (plan.latest_receipt, plan.impossible) == (None, "it is not a party.")


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
        assert stages["notice"].typical - stages["publication"].typical == timedelta(days=50)
        assert stages["notice"].latest == stages["publication"].latest
        assert stages["final-vote"].typical < stages["final-vote"].latest

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
        """After effect the plan says when the State left, and names no day for a notice."""
        plan = withdrawal.plan("Lithuania", "ottawa", out_by="2028-01-01", as_of="2026-11-21")
        assert plan.latest_receipt is None
        assert plan.impossible == "it left on 27 December 2025."

    def test_not_yet_out(self):
        """Before effect a plan made as of that day does not know of it."""
        plan = withdrawal.plan("Lithuania", "ottawa", out_by="2025-12-31", as_of="2025-06-01")
        assert plan.latest_receipt == date(2025, 6, 30)

    def test_back_again(self):
        """A State that joined again after an exit can plan another."""
        plan = withdrawal.plan("Iceland", "icrw-1946", out_by="2028-07-01", as_of="2026-11-21")
        assert plan.latest_receipt == date(2028, 1, 1)
