"""Where a clause lands in a year or at the end of a term, with the cut-offs."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.dates import Period, Pieces, Rounding, add
from withdrawal.errors import DateRangeError
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.landings import (
    AnnualDate,
    AtEvent,
    EndOfTerm,
    MonthDay,
    before,
)
from withdrawal.law.clause.operators import STRAIGHT, Obstacle

DAY = timedelta(days=1)
days = st.dates(date(1945, 1, 1), date(2100, 12, 31))
whole = st.integers(1, 150).map(lambda months: Period(months // 12, months % 12))
notices = st.builds(Period, st.integers(0, 1), st.integers(0, 11), st.integers(0, 40))
month_days = days.map(lambda day: MonthDay(day.month, day.day))
roundings = st.sampled_from([Rounding.DOWN, Rounding.UP])
PLAIN = Setting(date(2025, 1, 1))


def since(anchor: date, rounding: Rounding = Rounding.DOWN) -> Setting:
    """Circumstances in which terms run from a day."""
    facts = Circumstances(anchors={"treaty-in-force": anchor})
    return Setting(date(2025, 1, 1), facts, Conventions(rounding))


class TestAnnualDate:
    @pytest.mark.parametrize(
        ("rule", "day", "effect"),
        [
            (AnnualDate(MonthDay(6, 30), MonthDay(1, 1)), "2018-12-26", "2019-06-30"),
            (AnnualDate(MonthDay(6, 30), MonthDay(1, 1)), "2019-01-01", "2019-06-30"),
            (AnnualDate(MonthDay(6, 30), MonthDay(1, 1)), "2019-01-02", "2020-06-30"),
            (AnnualDate(MonthDay(1, 1), MonthDay(7, 1), 1), "2011-07-01", "2012-01-01"),
            (AnnualDate(MonthDay(1, 1), MonthDay(7, 1), 1), "2011-06-29", "2012-01-01"),
            (AnnualDate(MonthDay(1, 1), MonthDay(7, 1), 1), "2011-07-02", "2013-01-01"),
            (AnnualDate(MonthDay(12, 31), MonthDay(12, 31)), "2025-12-31", "2025-12-31"),
            (AnnualDate(MonthDay(12, 31), MonthDay(12, 31), 1), "2025-01-01", "2026-12-31"),
            (AnnualDate(MonthDay(12, 31), MonthDay(12, 31), 2), "2025-12-31", "2027-12-31"),
            (AnnualDate(MonthDay(12, 31), notice=Period(months=6)), "2025-06-30", "2025-12-31"),
            (AnnualDate(MonthDay(12, 31), notice=Period(months=6)), "2025-07-01", "2026-12-31"),
            (AnnualDate(MonthDay(1, 1), is_inclusive=False), "2025-12-31", "2026-01-01"),
            (AnnualDate(MonthDay(1, 1), is_inclusive=False), "2025-01-01", "2026-01-01"),
            (AnnualDate(MonthDay(1, 1)), "2025-01-01", "2025-01-01"),
            (AnnualDate(MonthDay(2, 29)), "2024-03-01", "2025-02-28"),
        ],
    )
    def test_the_shapes_of_real_treaties(self, rule: AnnualDate, day: str, effect: str):
        """Whaling, the drug conventions, this, the next and the second next year, and notice."""
        assert str(rule.apply(date.fromisoformat(day), PLAIN)) == effect

    @settings(max_examples=60)
    @given(
        days,
        month_days,
        month_days | st.none(),
        st.integers(0, 2),
        st.none() | notices,
        st.booleans(),
        roundings,
    )
    def test_against_a_list_of_years(self, day, on, by, years_before, notice, inclusive, rounding):
        """It is the first such day, not before the day, whose cut-off was kept."""
        notice = None if by else notice
        rule = AnnualDate(on, by, years_before, notice, inclusive)
        found = None
        for year in range(day.year, day.year + 6):
            effect = on.in_year(year)
            limit = effect
            if by is not None:
                limit = by.in_year(year - years_before)
            elif notice is not None:
                kept = (effect - timedelta(days=n) for n in range(1200))
                limit = next(one for one in kept if add(one, notice, rounding=rounding) <= effect)
            if day <= effect and (day <= limit if inclusive else day < limit):
                found = effect
                break
        at = Setting(day, conventions=Conventions(rounding))
        assert rule.apply(day, at) == found

    def test_the_sentence(self):
        """The sentence names the day of the year and the cut-off that decided."""
        whaling = AnnualDate(MonthDay(6, 30), MonthDay(1, 1))
        day, after = date(2018, 12, 26), date(2019, 6, 30)
        assert whaling.explain(day, after, PLAIN) == (
            "Effect on 30 June if notice came by 2019-01-01; 2018-12-26 leads to 2019-06-30."
        )
        strict = AnnualDate(MonthDay(6, 30), MonthDay(1, 1), is_inclusive=False)
        assert "if notice came before 2019-01-01;" in strict.explain(day, after, PLAIN)
        plain = AnnualDate(MonthDay(6, 30), assumed="That the year ends on 30 June.")
        assert plain.explain(day, after, PLAIN) == "Effect on the next 30 June: 2019-06-30."
        assert plain.assumption(PLAIN) == "That the year ends on 30 June."
        assert whaling.assumption(PLAIN) is None

    @pytest.mark.parametrize(
        ("values", "complaint"),
        [
            ({"by": MonthDay(1, 1), "notice": Period(1)}, "by 01-01 and notice P1Y: expected one"),
            ({"by": MonthDay(1, 1), "years_before": -1}, "years_before is -1: expected 0 or more"),
        ],
    )
    def test_cut_offs_that_make_no_sense(self, values: dict, complaint: str):
        """Two cut-offs, or one after the effect, are refused."""
        with pytest.raises(ValueError, match=complaint):
            AnnualDate(MonthDay(6, 30), **values)

    def test_where_it_bends(self):
        """It bends after each cut-off and after each day of effect, whichever comes first."""
        whaling = AnnualDate(MonthDay(6, 30), MonthDay(1, 1))
        assert whaling.pieces(date(2024, 5, 5), date(2026, 5, 5), PLAIN) == Pieces(
            (date(2025, 1, 2), date(2026, 1, 2), date(2027, 1, 2))
        )
        strict = AnnualDate(MonthDay(6, 30), MonthDay(1, 1), is_inclusive=False)
        assert strict.pieces(date(2025, 5, 5), date(2025, 6, 5), PLAIN) == Pieces(
            (date(2026, 1, 1),)
        )


GENOCIDE = EndOfTerm("treaty-in-force", Period(10), Period(5), Period(months=6))
ONCE = EndOfTerm("treaty-in-force", Period(20), None, Period(2))


class TestEndOfTerm:
    def test_whose_end_is_known(self):
        """No day is the end of a term whose beginning is not known; of one term, its last is."""
        unknown = Setting(date(2027, 3, 1), Circumstances())
        assert not GENOCIDE.ends_on(date(2031, 1, 12), unknown)
        known = Circumstances(anchors={"treaty-in-force": date(2010, 5, 2)})
        begun = Setting(date(2027, 3, 1), known)
        assert GENOCIDE.ends_on(date(2030, 5, 2), begun)
        assert [ONCE.ends_on(date(2030, 5, day), begun) for day in (1, 2, 3)] == [
            False,
            True,
            False,
        ]

    def test_read_as_over_the_day_before(self):
        """A clause that lands on the end of a term has the day before it as a rival reading."""
        facts = Circumstances(anchors={"treaty-in-force": date(2010, 5, 2)})
        clause = Clause(operators=(GENOCIDE,))
        (reading,) = clause.rivals(date(2024, 1, 1), facts)
        assert (reading.effect, clause.effect(date(2024, 1, 1), facts)) == (
            date(2025, 5, 1),
            date(2025, 5, 2),
        )
        assert reading.text == (
            "If the term is read as over with the day before its anniversary, it ends on "
            "2025-05-01."
        )
        (once,) = Clause(operators=(ONCE,)).rivals(date(2024, 1, 1), facts)
        assert once.effect == date(2030, 5, 1)
        assert Clause(operators=(ONCE,)).rivals(date(2029, 1, 1), facts) == ()

    @pytest.mark.parametrize(
        ("day", "effect"),
        [
            ("1950-01-01", "1961-01-12"),
            ("1960-07-12", "1961-01-12"),
            ("1960-07-13", "1966-01-12"),
            ("2025-07-12", "2026-01-12"),
            ("2025-07-13", "2031-01-12"),
            ("2026-01-12", "2031-01-12"),
        ],
    )
    def test_ten_years_then_five(self, day: str, effect: str):
        """The Genocide Convention: terms of five years, notice six months before the end."""
        at = since(date(1951, 1, 12))
        start = date.fromisoformat(day)
        after = GENOCIDE.apply(start, at)
        assert str(after) == effect
        assert GENOCIDE.explain(start, after, at) == (
            "Terms run from 1951-01-12; notice is due 6 months before one ends (by "
            f"{effect[:4] if effect[5:7] != '01' else int(effect[:4]) - 1}-07-12), and effect is "
            f"at that end: {effect}."
        )

    @pytest.mark.parametrize(
        ("day", "effect"),
        [
            ("1950-01-01", "1956-11-09"),
            ("1954-11-09", "1956-11-09"),
            ("1954-11-10", "1956-11-10"),
            ("2025-03-01", "2027-03-01"),
        ],
    )
    def test_one_term_only(self, day: str, effect: str):
        """Where no later term follows, notice takes effect a period after it was given."""
        at = since(date(1936, 11, 9))
        start = date.fromisoformat(day)
        after = ONCE.apply(start, at)
        assert str(after) == effect
        if after == date(1956, 11, 9):
            assert "(by 1954-11-09), and effect is at that end" in ONCE.explain(start, after, at)
        else:
            assert ONCE.explain(start, after, at) == (
                "No later term follows the one that began on 1936-11-09, so 2 years from "
                f"{day}: {effect}."
            )

    @settings(max_examples=60)
    @given(days, days, whole, st.none() | whole, notices, roundings)
    def test_against_a_list_of_terms(self, day, anchor, initial, renewal, notice, rounding):
        """It is the end of the first term for which a notice of that day is early enough."""
        rule = EndOfTerm("treaty-in-force", initial, renewal, notice)
        months = 12 * initial.years + initial.months
        step = 12 * renewal.years + renewal.months if renewal else 0
        over = add(day, notice, rounding=rounding)
        ends = (
            add(anchor, Period(months=months + turn * step), rounding=rounding)
            for turn in range(4000 if renewal else 1)
        )
        expected = next((end for end in ends if over <= end), over)
        assert rule.apply(day, since(anchor, rounding)) == expected

    def test_an_anchor_not_on_record(self):
        """Where the terms began is not known, no day follows, but not before the notice is over."""
        assert GENOCIDE.apply(date(2025, 8, 31), PLAIN) is None
        assert GENOCIDE.obstacle(date(2025, 8, 31), PLAIN) == Obstacle(
            "unknown",
            "Effect is at the end of a term that runs from the entry into force of the treaty, "
            "which is not on record here.",
            since=date(2026, 2, 28),
            needs="treaty-in-force",
        )
        assert GENOCIDE.pieces(date(2025, 1, 1), date(2026, 1, 1), PLAIN) == STRAIGHT

    @pytest.mark.parametrize(
        ("initial", "renewal", "complaint"),
        [
            ("P0D", "P5Y", "initial is P0D: expected whole months or years, at least one month"),
            ("P10Y", "P0D", "renewal is P0D: expected whole months"),
            ("P90D", None, "initial is P90D: expected whole months"),
            ("P10Y", "P1Y1D", "renewal is P1Y1D: expected whole months"),
        ],
    )
    def test_terms_that_never_end(self, initial: str, renewal: str | None, complaint: str):
        """Terms of no length, or counted in days, are refused."""
        with pytest.raises(ValueError, match=complaint):
            EndOfTerm(
                "treaty-in-force",
                Period.parse(initial),
                renewal and Period.parse(renewal),
                Period(1),
            )

    def test_where_it_bends(self):
        """It bends after each last day for a notice; without a later term, at month ends too."""
        at = since(date(1951, 1, 12))
        assert GENOCIDE.pieces(date(2024, 1, 1), date(2027, 1, 1), at) == Pieces(
            (date(2025, 7, 13), date(2030, 7, 13))
        )
        assert ONCE.pieces(date(1950, 1, 1), date(1960, 1, 1), since(date(1936, 11, 9))) == Pieces(
            (date(1954, 11, 10),), (1, 29, 30, 31)
        )


class TestAtEvent:
    RULE = AtEvent("the end of the session")

    def test_without_a_date(self):
        """An event without a date leaves the answer conditional."""
        day = date(2025, 6, 27)
        assert self.RULE.apply(day, PLAIN) is None
        assert self.RULE.obstacle(day, PLAIN) == Obstacle(
            "conditional", "Effect at the end of the session, which has no date yet.", since=day
        )
        assert self.RULE.pieces(day, day, PLAIN) == STRAIGHT

    def test_with_a_date(self):
        """Effect is on the day of the event, and never before the day it is asked about."""
        at = Setting(date(2025, 1, 1), Circumstances(agreed_date=date(2025, 12, 1)))
        assert self.RULE.apply(date(2025, 6, 27), at) == date(2025, 12, 1)
        assert self.RULE.apply(date(2026, 1, 1), at) == date(2026, 1, 1)
        assert self.RULE.explain(date(2025, 6, 27), date(2025, 12, 1), at) == (
            "Effect at the end of the session: 2025-12-01."
        )
        assert self.RULE.pieces(date(2025, 1, 1), date(2026, 1, 1), at) == Pieces(
            (date(2025, 12, 1),)
        )


class TestBefore:
    @given(days, notices, roundings)
    def test_it_is_the_inverse_of_adding(self, day: date, period: Period, rounding: Rounding):
        """It is the last day from which the period is over by the day."""
        start = before(day, period, rounding)
        assert add(start, period, rounding=rounding) <= day
        assert add(start + DAY, period, rounding=rounding) > day

    @pytest.mark.parametrize(
        ("day", "period", "down", "up"),
        [
            ("2027-02-28", "P6M", "2026-08-31", "2026-08-28"),
            ("2027-03-01", "P6M", "2026-09-01", "2026-09-01"),
            ("2025-03-31", "P1M", "2025-02-28", "2025-02-28"),
            ("2025-03-15", "P1M15D", "2025-01-31", "2025-01-28"),
            ("2025-06-27", "P0D", "2025-06-27", "2025-06-27"),
            ("9999-12-31", "P0D", "9999-12-31", "9999-12-31"),
        ],
    )
    def test_month_ends(self, day: str, period: str, down: str, up: str):
        """At month ends the last day depends on the reading."""
        end, length = date.fromisoformat(day), Period.parse(period)
        assert str(before(end, length)) == down
        assert str(before(end, length, Rounding.UP)) == up

    @pytest.mark.parametrize("period", ["P1Y", "P6M", "P200D", "P1Y1D"])
    def test_the_beginning_of_the_calendar(self, period: str):
        """Before the year 1 there is no day, and the error says so."""
        with pytest.raises(DateRangeError, match="lies outside the calendar"):
            before(date(1, 3, 1), Period.parse(period))
