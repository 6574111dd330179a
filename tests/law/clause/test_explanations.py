"""The words of explanations and readings, where two conventions meet a short month."""

from datetime import date

import pytest

from withdrawal.dates import Counting, Period, Rounding
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.landings import AnnualDate, EndOfTerm, MonthDay
from withdrawal.law.clause.operators import Runs

DOWN, UP = Conventions(Rounding.DOWN), Conventions(Rounding.UP)


def explained(terms, start, day, conventions):
    """Return what a clause on terms says of a notice."""
    facts = Circumstances(anchors={"treaty-in-force": start})
    setting = Setting(day, facts, conventions)
    after = terms.apply(day, setting)
    return terms.explain(day, after, setting)


class TestTerms:
    """Terms that end on the last day of February, or on the day after."""

    ONCE = EndOfTerm("treaty-in-force", Period(1), None, Period(months=1))

    @pytest.mark.parametrize(("way", "end"), [(DOWN, "2005-02-28"), (UP, "2005-03-01")])
    def test_the_only_term(self, way, end):
        """A notice in time ends with the only term, in either reading of its last day."""
        said = explained(self.ONCE, date(2004, 2, 29), date(2004, 6, 1), way)
        assert said.startswith("Terms run from 2004-02-29; notice is due 1 month before one ends")
        assert said.endswith(f"effect is at that end: {end}.")

    @pytest.mark.parametrize("way", [DOWN, UP])
    def test_after_the_only_term(self, way):
        """A notice after the only term counts the period of notice from its own day."""
        said = explained(self.ONCE, date(2004, 2, 29), date(2006, 6, 1), way)
        assert said == (
            "No later term follows the one that began on 2004-02-29, so 1 month from 2006-06-01: "
            "2006-07-01."
        )

    @pytest.mark.parametrize(("way", "due"), [(DOWN, "2004-08-31"), (UP, "2004-08-28")])
    def test_when_notice_is_due(self, way, due):
        """Half a year before 28 February is the end of August, or the 28th where that is read."""
        terms = EndOfTerm("treaty-in-force", Period(5), Period(5), Period(months=6))
        said = explained(terms, date(2000, 2, 28), date(2004, 6, 1), way)
        assert f"(by {due}), and effect is at that end: 2005-02-28." in said


class TestReadings:
    """Both choices made otherwise at once."""

    def test_both(self):
        """A short month and an unsettled counting give a third day, and the text says why."""
        clause = Clause(operators=(Runs(Period(months=6)),), is_counting_settled=False)
        found = {each.name: each for each in clause.readings(date(2027, 8, 31))}
        assert list(found) == ["month-end-rounded-up", "month-end-rounded-up+day-after"]
        assert found["month-end-rounded-up+day-after"].effect == date(2028, 3, 2)
        assert found["month-end-rounded-up+day-after"].text == (
            "If the missing day of a short month is read as the first day of the next and the "
            "period is read as running to the end of its last day, a notice of 2027-08-31 takes "
            "effect on 2028-03-02."
        )

    def test_the_other_counting(self):
        """A clause that counts to the day after may be read as over on the day itself."""
        runs = Runs(Period(months=6), Counting.DAY_AFTER)
        clause = Clause(operators=(runs,), is_counting_settled=False)
        (only,) = clause.readings(date(2027, 3, 1))
        assert (only.name, only.effect) == ("corresponding-day", date(2027, 9, 1))
        assert only.text == (
            "If the period is read as over on the day with the same number, a notice of "
            "2027-03-01 takes effect on 2027-09-01."
        )


class TestAnnualDate:
    """A day of the year with a time of notice before it."""

    def test_notice(self):
        """The explanation names the last day for the notice, six months before the day."""
        rule = AnnualDate(MonthDay(12, 31), notice=Period(months=6))
        setting = Setting(date(2027, 3, 1))
        assert rule.explain(date(2027, 3, 1), date(2027, 12, 31), setting) == (
            "Effect on 31 December if notice came by 2027-06-30; 2027-03-01 leads to 2027-12-31."
        )
