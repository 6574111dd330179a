"""Compiling: the table of a clause is the clause, on every day."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.dates import DayTable, Period
from withdrawal.errors import DateRangeError
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.operators import Operator, Runs, Starts
from withdrawal.law.treaties.catalogue import treaty

FIRST, LAST = date(1945, 1, 1), date(2100, 12, 31)
any_data = st.data()

OWN = Circumstances(
    anchors={
        "in-force-for-party": date(1999, 8, 31),
        "consent-of-party": date(1999, 2, 28),
        "parent-in-force": date(1996, 2, 29),
        "obligations-assumed": date(2001, 12, 31),
        "end-of-transitional-period": date(2005, 3, 30),
    }
)


def daily(clause: Clause, first: date, last: date, facts: Circumstances, *ways) -> DayTable:
    """The clause asked about every notice."""
    return DayTable.compile(lambda notice: clause.effect(notice, facts, *ways), first, last)


class TestEveryShape:
    @settings(max_examples=80)
    @given(any_data, st.integers(0, 500))
    def test_the_table_is_the_clause(self, drawn, data, length: int):
        """Whatever the clause, the facts and the reading: a table equals the clause every day."""
        case = data.draw(drawn)
        last = case.notice + timedelta(days=length)
        table = case.clause.table(case.notice, last, case.facts, case.conventions)
        every = daily(case.clause, case.notice, last, case.facts, case.conventions)
        assert np.array_equal(table.values, every.values)

    @settings(max_examples=40)
    @given(any_data, st.integers(0, 900))
    def test_each_operator_bends_where_it_says(self, drawn, data, length: int):
        """An operator compiled alone equals its rule on every day."""
        case = data.draw(drawn)
        setting = Setting(case.notice, case.facts, case.conventions)
        last = case.notice + timedelta(days=length)
        for operator in case.clause.operators:
            pieces = operator.pieces(case.notice, last, setting)
            if pieces is None:
                continue
            few, every = (
                DayTable.compile(
                    lambda day, rule=operator: rule.apply(day, setting),
                    case.notice,
                    last,
                    pieces=each,
                )
                for each in (pieces, None)
            )
            assert np.array_equal(few.values, every.values)


class TestDaysOfTheFacts:
    @pytest.mark.parametrize(
        "facts",
        [
            {"named_date": date(2003, 8, 31)},
            {"agreed_date": date(2003, 8, 31)},
            {"extended_to": date(2003, 8, 31)},
        ],
        ids=lambda facts: next(iter(facts)),
    )
    @pytest.mark.parametrize("key", ["cern-1953", "teu-art-50", "cisg-1980", "uemoa-1994"])
    def test_days_that_were_named_or_agreed(self, key: str, facts: dict[str, date]):
        """A day named in the notice, and one agreed, are in the table too."""
        law = treaty(key)
        known = law.facts(Circumstances(**facts))
        first, last = date(2001, 1, 1), date(2004, 12, 31)
        table = law.clause.table(first, last, known)
        assert np.array_equal(table.values, daily(law.clause, first, last, known).values)


class TestPipelines:
    def test_an_operator_that_does_not_say(self):
        """An operator that looks at the notice itself is asked about each one."""

        class Doubled(Operator):
            """As long again as since the notice."""

            def apply(self, day: date, setting: Setting) -> date | None:
                return None if day.month == 1 else day + (day - setting.notice)

        clause = Clause(operators=(Runs(Period(days=10)), Doubled(), Runs(Period(months=1))))
        first, last = date(2025, 1, 1), date(2025, 3, 31)
        facts = Circumstances()
        table = clause.table(first, last)
        assert table(date(2025, 2, 10)) == date(2025, 4, 2)
        assert table(date(2025, 1, 10)) is None
        assert np.array_equal(table.values, daily(clause, first, last, facts).values)

    def test_a_gate_that_never_opens(self):
        """Where no notice passes, what comes after is not asked."""

        class Closed(Operator):
            """Lets nothing through."""

            def apply(self, day: date, setting: Setting) -> date | None:
                return None

        clause = Clause(operators=(Closed(), Runs(Period(years=1))))
        assert clause.table(FIRST, LAST).reach() is None

    def test_few_questions(self):
        """Ottawa over forty years is asked about on some two hundred days, not fifteen thousand."""
        asked = []

        class Counted(Runs):
            """A period that keeps a list of the days it was asked about."""

            def apply(self, day: date, setting: Setting) -> date | None:
                asked.append(day)
                return super().apply(day, setting)

        clause = Clause(operators=(Starts("deposit"), Counted(Period(months=6))))
        clause.table(date(2000, 1, 1), date(2040, 12, 31))
        assert len(asked) == 160

    def test_the_end_of_the_calendar(self):
        """A table ends where the calendar ends, and is refused beyond it."""
        clause = treaty("ottawa-1997").clause
        table = clause.table(date(9998, 1, 1), date(9999, 6, 30))
        assert table(date(9999, 6, 30)) == date(9999, 12, 30)
        with pytest.raises(DateRangeError, match="9999-07-01 plus P6M"):
            clause.table(date(9998, 1, 1), date(9999, 7, 1))

    def test_an_empty_range(self):
        """A range that ends before it begins is refused."""
        with pytest.raises(DateRangeError, match="is empty"):
            treaty("ottawa-1997").clause.table(LAST, FIRST, Circumstances(), Conventions())
