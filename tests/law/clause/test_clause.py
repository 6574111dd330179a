"""`Clause`: the properties of every shape, and one description read in several ways."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from withdrawal.dates import Counting, Interval, Period, Rounding, add, end_of_period
from withdrawal.errors import CircumstanceError
from withdrawal.law.circumstances import Circumstances, Conventions
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.gates import LockIn, Windows
from withdrawal.law.clause.landings import NextMonth
from withdrawal.law.clause.moves import Prolongation
from withdrawal.law.clause.operators import ConflictProviso, Runs, Starts
from withdrawal.law.clause.reckoning import Alternative, Reading
from withdrawal.law.treaties.catalogue import treaty

DAY = timedelta(days=1)
SIX_MONTHS = Period(months=6)
PLAIN = Clause(operators=(Starts("deposit"), Runs(SIX_MONTHS)))
later = st.integers(0, 900).map(lambda number: timedelta(days=number))
any_data = st.data()


class TestEveryShape:
    @settings(max_examples=100)
    @given(any_data, later)
    def test_monotone_in_receipt(self, drawn, data, wait: timedelta):
        """Of two notices that have an effect, the later never takes effect earlier."""
        case = data.draw(drawn)
        early, late = (
            case.clause.effect(day, case.facts, case.conventions)
            for day in (case.notice, case.notice + wait)
        )
        assume(early is not None and late is not None)
        assert early <= late

    @settings(max_examples=100)
    @given(any_data)
    def test_never_before_receipt(self, drawn, data):
        """Effect is never before receipt, nor before the period is over, unless so agreed."""
        case = data.draw(drawn)
        effect = case.clause.effect(case.notice, case.facts, case.conventions)
        if effect is None:
            return
        assert effect >= case.notice
        if any(isinstance(each, Prolongation) for each in case.clause.operators):
            return
        for runs in (each for each in case.clause.operators if isinstance(each, Runs)):
            counting = case.conventions.counting or runs.counting
            least = end_of_period(
                case.notice,
                runs.period,
                rounding=case.conventions.rounding,
                counting=counting if runs.period.is_calendar else Counting.CORRESPONDING_DAY,
            )
            assert effect >= least

    @settings(max_examples=80)
    @given(any_data)
    def test_the_explanation_is_the_effect(self, drawn, data):
        """The steps lead from the notice to the effect without a gap, or an obstacle says why."""
        case = data.draw(drawn)
        reckoning = case.clause.reckon(case.notice, case.facts, case.conventions)
        effect = case.clause.effect(case.notice, case.facts, case.conventions)
        assert reckoning.effect == effect
        assert (reckoning.obstacle is None) == (effect is not None)
        ends = [case.notice, *(step.end for step in reckoning.steps)]
        assert [step.start for step in reckoning.steps] == ends[:-1]
        operators = case.clause.operators[: len(reckoning.steps)]
        assert [step.rule for step in reckoning.steps] == [each.rule for each in operators]
        if effect is not None:
            assert ends[-1] == effect
            told = [step for step in reckoning.steps if step.rule != "may-notify"]
            assert all(str(step.end) in step.text for step in told)

    @settings(max_examples=80)
    @given(any_data)
    def test_readings_are_flagged_exactly(self, drawn, data):
        """A reading is named exactly where another convention leads to another day, or to none."""
        case = data.draw(drawn)
        readings = case.clause.readings(case.notice, case.facts)
        usual = case.clause.effect(case.notice, case.facts)
        ways = [Conventions(Rounding.UP)]
        runs = [each for each in case.clause.operators if isinstance(each, Runs)]
        if runs and not case.clause.is_counting_settled:
            is_plain = runs[0].counting is Counting.CORRESPONDING_DAY
            other = Counting.DAY_AFTER if is_plain else Counting.CORRESPONDING_DAY
            ways += [Conventions(Rounding.DOWN, other), Conventions(Rounding.UP, other)]
        effects = {case.clause.effect(case.notice, case.facts, way) for way in ways}
        assert {each.effect for each in readings} == effects - {usual}
        assert len(readings) == len(effects - {usual})
        for each in readings:
            assert (str(each.effect) if each.effect else "no day of effect") in each.text


class TestLatestNotice:
    @settings(max_examples=80)
    @given(any_data, st.integers(0, 900))
    def test_it_is_the_inverse(self, drawn, data, length: int):
        """It is the last of all days from which a notice takes effect in time."""
        case = data.draw(drawn)
        out_by = case.notice + timedelta(days=length)
        found = case.clause.latest_notice(out_by, case.facts, not_before=case.notice)
        in_time = [
            day
            for day in (case.notice + timedelta(days=n) for n in range(length + 1))
            if (effect := case.clause.effect(day, case.facts)) is not None and effect <= out_by
        ]
        assert found == (in_time[-1] if in_time else None)

    @pytest.mark.parametrize(
        ("out_by", "expected"),
        [
            ("2027-12-31", "2027-06-30"),
            ("2028-02-29", "2027-08-31"),
            ("2027-02-28", "2026-08-31"),
            ("2027-03-01", "2026-09-01"),
        ],
    )
    def test_six_months(self, out_by: str, expected: str):
        """The last notices for a period of six months, month ends included."""
        assert str(PLAIN.latest_notice(date.fromisoformat(out_by))) == expected

    def test_inside_a_lock_in(self):
        """Where the last notice in time would come too early, there is none."""
        clause = Clause(operators=(LockIn(Period(3), "2025-01-01"), *PLAIN.operators))
        assert clause.latest_notice(date(2028, 6, 30)) is None
        assert clause.latest_notice(date(2028, 7, 1)) == date(2028, 1, 1)

    def test_the_last_day_of_a_window(self):
        """Where the windows count from a day on record, the last open day in time is found."""
        windows = Windows("treaty-in-force", Period(10), Period(10), Period(1))
        clause = Clause(operators=(windows, Runs(Period(1))))
        facts = Circumstances(anchors={"treaty-in-force": date(1932, 5, 1)})
        assert clause.latest_notice(date(2026, 11, 21), facts) == date(2023, 5, 1)
        assert clause.latest_notice(date(2024, 4, 30), facts) == date(2023, 4, 30)

    def test_sixty_years_by_default(self):
        """Without a first day, notices of the last sixty years come into question."""
        clause = treaty("revised-general-act-1949").clause
        facts = Circumstances(anchors={"treaty-in-force": date(1950, 9, 20)})
        assert clause.latest_notice(date(2025, 9, 20), facts) == date(2025, 3, 20)
        assert PLAIN.latest_notice(date(50, 1, 1)) == date(49, 7, 1)

    def test_the_end_of_the_calendar(self):
        """A notice whose effect lies beyond the calendar is not in time, and raises nothing."""
        assert PLAIN.latest_notice(date(9999, 12, 31)) == date(9999, 6, 30)

    def test_no_way_out(self):
        """A clause without a way out has no last day for a notice."""
        assert Clause(exit="silent").latest_notice(date(2027, 1, 1)) is None


class TestEarliestEffect:
    @settings(max_examples=60)
    @given(any_data)
    def test_it_is_the_first(self, drawn, data):
        """It is the first notice from the day on that has an effect, and that effect."""
        case = data.draw(drawn)
        found = case.clause.earliest_effect(case.notice, case.facts)
        for number in range(1500):
            day = case.notice + timedelta(days=number)
            effect = case.clause.effect(day, case.facts)
            if effect is not None:
                assert found == (day, effect)
                return
        assert found is None or found[0] > day

    def test_a_conflict_without_an_end(self):
        """While no end of a conflict is known there is no first effect."""
        clause = Clause(operators=(Runs(SIX_MONTHS), ConflictProviso()))
        facts = Circumstances(conflicts=(Interval(date(2022, 2, 24), None),))
        assert clause.earliest_effect(date(2026, 1, 1), facts) is None

    def test_gates_that_never_agree(self):
        """A gate that gives no later day ends the search."""
        clause = Clause(operators=(LockIn(Period(1), "2025-01-01"), *PLAIN.operators))
        assert clause.earliest_effect(date(2024, 1, 1)) == (date(2026, 1, 1), date(2026, 7, 1))
        assert Clause(exit="barred").earliest_effect(date(2024, 1, 1)) is None


class TestReadings:
    def test_a_month_end(self):
        """A notice of 31 August 2027 with six months: 29 February, or read up 1 March."""
        assert treaty("ottawa-1997").clause.readings(date(2027, 8, 31)) == (
            Reading(
                "month-end-rounded-up",
                date(2028, 3, 1),
                "If the missing day of a short month is read as the first day of the next, a "
                "notice of 2027-08-31 takes effect on 2028-03-01.",
            ),
        )
        assert treaty("ottawa-1997").clause.readings(date(2027, 8, 29)) == ()

    def test_unsettled_counting(self):
        """Where practice is silent, the day after is named, alone and with the month end."""
        clause = Clause(operators=PLAIN.operators, is_counting_settled=False)
        assert [(each.name, str(each.effect)) for each in clause.readings(date(2027, 8, 31))] == [
            ("month-end-rounded-up", "2028-03-01"),
            ("month-end-rounded-up+day-after", "2028-03-02"),
        ]
        (reading,) = clause.readings(date(2027, 6, 27))
        assert reading.name == "day-after"
        assert reading.text == (
            "If the period is read as running to the end of its last day, a notice of "
            "2027-06-27 takes effect on 2027-12-28."
        )

    @pytest.mark.parametrize("own", [Counting.DAY_AFTER, Counting.RECEIPT_COUNTED])
    def test_the_other_of_an_unusual_counting(self, own: Counting):
        """Beside another way of counting, the corresponding day is the other reading."""
        clause = Clause(operators=(Runs(SIX_MONTHS, own),), is_counting_settled=False)
        (reading,) = clause.readings(date(2027, 6, 27))
        assert (reading.name, reading.effect) == ("corresponding-day", date(2027, 12, 27))
        assert reading.text == (
            "If the period is read as over on the day with the same number, a notice of "
            "2027-06-27 takes effect on 2027-12-27."
        )

    def test_a_landing_that_swallows_the_difference(self):
        """Where both readings land on the same first of a month, none is named."""
        clause = Clause(operators=(Runs(SIX_MONTHS), NextMonth()), is_counting_settled=False)
        assert clause.readings(date(2027, 6, 27)) == ()
        assert [str(each.effect) for each in clause.readings(date(2027, 8, 31))] == ["2028-04-01"]

    def test_a_reading_that_gives_no_day(self):
        """A reading under which effect waits for a conflict to end is named too."""
        facts = Circumstances(conflicts=(Interval(date(2028, 3, 1), None),))
        assert treaty("ottawa-1997").clause.readings(date(2027, 8, 31), facts) == (
            Reading(
                "month-end-rounded-up",
                None,
                "If the missing day of a short month is read as the first day of the next, a "
                "notice of 2027-08-31 has no day of effect yet.",
            ),
        )


class TestRoutes:
    CLAUSE = Clause(
        operators=(Runs(Period(1)),),
        alternatives=(
            Alternative("urgent", "In urgent cases.", (Runs(Period(days=2)),), parties=("AAA",)),
            Alternative("words", "Not reckoned."),
        ),
    )

    def test_a_named_route_is_taken(self):
        """The circumstances choose the way out."""
        day = date(2025, 1, 1)
        assert self.CLAUSE.effect(day) == date(2026, 1, 1)
        assert self.CLAUSE.effect(day, Circumstances(way_out="urgent")) == date(2025, 1, 3)
        assert self.CLAUSE.latest_notice(day, Circumstances(way_out="urgent")) == date(2024, 12, 30)
        table = self.CLAUSE.table(day, day, Circumstances(way_out="urgent"))
        assert table(day) == date(2025, 1, 3)

    @pytest.mark.parametrize("name", ["sideways", "words"])
    def test_an_unknown_one(self, name: str):
        """A way out that is none, or cannot be reckoned, is refused: never the clause itself."""
        with pytest.raises(CircumstanceError, match=f"'{name}' is not .*: expected urgent"):
            self.CLAUSE.effect(date(2027, 1, 1), Circumstances(way_out=name))

    def test_a_way_out_of_course(self):
        """A State may leave by a way as a matter of course."""
        assert self.CLAUSE.way_out_of("AAA") is self.CLAUSE.alternatives[0]
        assert self.CLAUSE.way_out_of("BBB") is None


class TestNoWayOut:
    @pytest.mark.parametrize("clause", [Clause(exit="silent"), Clause(exit="barred"), Clause()])
    def test_nothing_follows(self, clause: Clause):
        """Without operators no notice has an effect, however it is asked."""
        day = date(2025, 1, 1)
        assert clause.effect(day) is None
        assert clause.table(day, day + DAY).reach() is None
        assert clause.readings(day) == ()
        reckoning = clause.reckon(day)
        assert (reckoning.effect, reckoning.steps, reckoning.assumptions) == (None, (), ())
        assert reckoning.obstacle.status == "no-effect"
        assert reckoning.obstacle.text == (
            "The treaty offers no way out whose day could be reckoned."
        )


class TestSurvival:
    def test_protected_until(self):
        """Obligations that survive end a period after effect; where none do there is no day."""
        assert treaty("ect-1994").clause.protected_until(date(2024, 2, 29)) == date(2044, 2, 29)
        assert Clause(survival=Period(1)).protected_until(date(2024, 2, 29)) == date(2025, 2, 28)
        assert PLAIN.protected_until(date(2024, 2, 29)) is None


class TestWithoutCircumstances:
    @given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    def test_ottawa_is_six_months(self, notice: date):
        """The Ottawa clause alone is six months from receipt."""
        assert treaty("ottawa-1997").clause.effect(notice) == add(
            notice, SIX_MONTHS, rounding=Rounding.DOWN
        )
