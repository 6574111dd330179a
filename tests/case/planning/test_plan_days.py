"""The days of a plan: safe on every reading, at each pace, and forwards from a beginning."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import withdrawal
from withdrawal.errors import CircumstanceError

TODAY = "2026-11-22"


class TestSafe:
    """The day that is safe on every reading comes before the one on ours."""

    def test_the_same(self):
        """Where the readings agree, one day is safe and the latest."""
        plan = withdrawal.plan("Sweden", "ottawa", out_by="2029-01-01", as_of=TODAY)
        assert plan.safe_receipt == plan.latest_receipt == date(2028, 7, 1)

    def test_none_left(self):
        """Where another reading is a day late on the first lawful day, no day is safe."""
        plan = withdrawal.plan("Russia", "npt", out_by="2027-02-22", as_of=TODAY)
        assert (plan.safe_receipt, plan.latest_receipt) == (None, date(2026, 11, 22))
        assert "On another reading of the clause no notice would be in time" in plan.sentence

    @given(st.dates(date(2028, 1, 1), date(2032, 12, 31)))
    def test_in_time_on_every_reading(self, out_by):
        """The safe day is in time on all readings, and the day after it on one of them is not."""
        plan = withdrawal.plan("Russia", "npt", out_by=out_by, as_of=TODAY)
        assert plan.safe_receipt <= plan.latest_receipt
        days = (plan.safe_receipt, plan.safe_receipt + timedelta(days=1))
        found = [withdrawal.when("Russia", "npt", received=day, as_of=TODAY) for day in days]
        ends = [max([x.effect, *(e.effect for e in x.ambiguities)]) for x in found]
        assert ends[0] <= out_by < ends[1]

    def test_handed_over_on_a_working_day(self):
        """The steps lead to a day from Monday to Friday on or before the safe one."""
        plan = withdrawal.plan("Sweden", "ottawa", out_by="2029-01-01", as_of=TODAY)
        assert plan.deposit_by == date(2028, 6, 30)
        assert plan.stages[-1].latest == plan.deposit_by
        assert "Hand the notice over by 2028-06-30." in plan.calendars

    def test_not_on_a_holiday_of_the_depositary(self):
        """A holiday of the depositary on record is no day to hand a notice over, and is named."""
        plan = withdrawal.plan("Sweden", "ottawa", out_by="2029-01-04", as_of=TODAY)
        assert (plan.safe_receipt, plan.deposit_by) == (date(2028, 7, 4), date(2028, 7, 3))
        [told] = [each for each in plan.calendars if "Headquarters, New York" in each]
        assert "2028-07-04" in told

    def test_a_depositary_without_a_list(self):
        """Where no holidays of the depositary are on record, the plan says so."""
        plan = withdrawal.plan("Latvia", "istanbul", out_by="2029-01-04", as_of=TODAY)
        assert any("its holidays and hours are not on record" in each for each in plan.calendars)

    def test_a_depositary_that_is_a_state(self):
        """A State that keeps a treaty has the public holidays of its own procedure's file."""
        plan = withdrawal.plan("Poland", "hcch-adoption-1993", out_by="2029-01-04", as_of=TODAY)
        [told] = [each for each in plan.calendars if "depositary (Netherlands)" in each]
        assert "2027-04-27" in told


class TestPaces:
    """Each step has its day by law, at the usual pace and at that of nine in ten."""

    @pytest.mark.parametrize("party", ["SWE", "LVA", "FRA", "USA"])
    def test_in_order(self, party):
        """The more days a pace gives, the earlier a step has to be done."""
        plan = withdrawal.plan(party, "ottawa", out_by="2032-01-01", as_of=TODAY)
        planned = [each for each in plan.stages if each.usual]
        assert all(each.cautious <= each.usual <= each.latest for each in planned)

    def test_a_parliament_without_a_calendar(self):
        """Where no sitting calendar is on record, the plan says so by name."""
        found = withdrawal.plan("Peru", "ottawa", out_by="2030-01-01", as_of=TODAY).calendars
        assert any("no calendar of the" in each or "ordinary sittings" in each for each in found)
        assert any("Public holidays: none of the State are on record" in each for each in found)


class TestForwards:
    """From a beginning the plan tells how soon the State can be out."""

    def test_the_first_days(self):
        """As fast as the law allows, at the usual pace, at that of nine in ten: in this order."""
        plan = withdrawal.plan("Sweden", "ottawa", begin="2026-12-01", as_of=TODAY)
        assert [each.pace for each in plan.outlook] == ["lawful", "usual", "cautious"]
        days = [each.effect for each in plan.outlook]
        assert days == sorted(days)
        assert days[0] == plan.effect_then == date(2027, 6, 1)
        assert all(each.earliest >= date(2026, 12, 1) for each in plan.stages)

    @pytest.mark.parametrize("party", ["SWE", "FRA", "AUS"])
    def test_and_back(self, party):
        """The day that a plan forwards leads to can be planned backwards."""
        there = withdrawal.plan(party, "ottawa", begin="2026-12-01", as_of="2026-12-01")
        back = withdrawal.plan(party, "ottawa", out_by=there.effect_then, as_of="2026-12-01")
        assert back.impossible is None
        assert back.latest_receipt >= there.outlook[0].receipt

    def test_nothing_to_begin(self):
        """A State that is out, or a treaty without an exit, has nothing to begin."""
        out = withdrawal.plan("Lithuania", "ottawa", begin="2026-12-01", as_of=TODAY)
        never = withdrawal.plan("Ukraine", "ottawa", begin="2026-12-01", as_of=TODAY)
        assert (out.is_settled, out.outlook) == (True, ())
        assert never.sentence.startswith("If Ukraine begins on 1 December 2026, it cannot leave")

    @pytest.mark.parametrize("given", [{}, {"out_by": "2030-01-01", "begin": "2027-01-01"}])
    def test_one_of_the_two(self, given):
        """Neither a target nor a beginning, or both, is asked back."""
        with pytest.raises(CircumstanceError, match="Which plan"):
            withdrawal.plan("Sweden", "ottawa", as_of=TODAY, **given)

    def test_not_before_today(self):
        """A plan does not begin before the day asked for."""
        with pytest.raises(CircumstanceError, match="before the day asked for"):
            withdrawal.plan("Sweden", "ottawa", begin="2026-01-01", as_of=TODAY)

    def test_an_office_that_is_closed_on_the_first_day(self):
        """The sentence says that the depositary is closed on the first day, and until when."""
        found = withdrawal.plan("hungary", "cbd", begin="2027-01-01", as_of="2026-12-01")
        assert str(found.open_from) == "2027-01-04"
        assert "(the depositary's office is closed until 4 January 2027)" in found.sentence
        open_then = withdrawal.plan("hungary", "cbd", begin="2027-01-04", as_of="2026-12-01")
        assert "is closed" not in open_then.sentence

    def test_an_extraordinary_sitting_is_named_where_it_is_too_late(self):
        """A first possible day that only an extraordinary sitting gives is told with that."""
        found = withdrawal.plan("sweden", "ottawa", out_by="2020-01-01", as_of="2026-12-01")
        assert found.impossible
        assert "without one the notice is not" in found.assumptions[0]
