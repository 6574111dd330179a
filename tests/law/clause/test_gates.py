"""The gates of a clause: lock-ins and recurring windows, and the day of the next notice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import Period, Pieces, Rounding, add
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.gates import LockIn, Windows, turns_before
from withdrawal.law.clause.operators import STRAIGHT, Obstacle
from withdrawal.law.treaties.catalogue import treaty

DAY = timedelta(days=1)
days = st.dates(date(1945, 1, 1), date(2100, 12, 31))
whole = st.integers(1, 200).map(lambda months: Period(months // 12, months % 12))


def setting(anchor: date | None = None, rounding: Rounding = Rounding.DOWN) -> Setting:
    """Circumstances in which only the entry into force may be known."""
    facts = Circumstances(anchors={"treaty-in-force": anchor} if anchor else {})
    return Setting(date(2025, 1, 1), facts, Conventions(rounding))


class TestLockIn:
    LOCK = LockIn(Period(3), "treaty-in-force", article="28(1)")

    @given(days, days, st.builds(Period, st.integers(0, 10), st.integers(0, 30)))
    def test_open_from_its_day_on(self, day: date, anchor: date, period: Period):
        """A notice passes exactly from the day on which the time since the anchor is over."""
        for rounding in (Rounding.DOWN, Rounding.UP):
            opens = add(anchor, period, rounding=rounding)
            lock = LockIn(period, "treaty-in-force")
            passed = lock.apply(day, setting(anchor, rounding))
            assert passed == (day if day >= opens else None)

    def test_month_end(self):
        """A lock-in that ends in a short month opens on its last day, or rounded up a day later."""
        lock = LockIn(Period(months=6), "treaty-in-force")
        anchor = date(2025, 8, 31)
        assert lock.opens(setting(anchor)) == date(2026, 2, 28)
        assert lock.opens(setting(anchor, Rounding.UP)) == date(2026, 3, 1)

    def test_paris(self):
        """The Paris Agreement could be left three years after it bound the State."""
        law = treaty("paris-2015")
        (lock,) = (each for each in law.clause.operators if isinstance(each, LockIn))
        facts = law.facts(Circumstances(anchors={"in-force-for-party": date(2016, 11, 4)}))
        at = Setting(date(2019, 11, 4), facts)
        assert lock.opens(at) == date(2019, 11, 4)
        assert lock.apply(date(2019, 11, 3), at) is None
        assert lock.apply(date(2019, 11, 4), at) == date(2019, 11, 4)

    def test_too_early(self):
        """The obstacle names the day from which a notice can be given."""
        assert self.LOCK.obstacle(date(2018, 1, 1), setting(date(2016, 11, 4))) == Obstacle(
            "no-effect",
            "A notice of 2018-01-01 comes too early: none may be given until 3 years after the "
            "entry into force of the treaty, so before 2019-11-04.",
            next_notice=date(2019, 11, 4),
        )

    def test_the_sentence(self):
        """The sentence names the time, what it is counted from, and the day where it is known."""
        day = date(2020, 1, 1)
        assert self.LOCK.explain(day, day, setting(date(2016, 11, 4))) == (
            "Notice may be given 3 years after the entry into force of the treaty at the "
            "earliest: from 2019-11-04."
        )
        assert self.LOCK.explain(day, day, setting()).endswith("from a day not known here.")
        assert (self.LOCK.rule, self.LOCK.article) == ("may-notify", "28(1)")

    def test_an_anchor_not_on_record(self):
        """Where the anchor is not known a notice passes, and that is an assumption."""
        assert self.LOCK.apply(date(1900, 1, 1), setting()) == date(1900, 1, 1)
        assert self.LOCK.assumption(setting()) == (
            "That 3 years have passed since the entry into force of the treaty; the day is not "
            "on record here."
        )
        assert self.LOCK.assumption(setting(date(2016, 11, 4))) is None

    def test_where_it_bends(self):
        """It bends on the day it opens, if that is known."""
        day = date(2020, 1, 1)
        assert self.LOCK.pieces(day, day, setting()) == STRAIGHT
        assert self.LOCK.pieces(day, day, setting(date(2016, 11, 4))) == Pieces(
            (date(2019, 11, 4),)
        )


ILO = Windows("treaty-in-force", Period(10), Period(10), Period(1), article="9")
IN_FORCE = date(1932, 5, 1)


class TestWindows:
    @pytest.mark.parametrize(
        ("day", "first", "last"),
        [
            ("1930-01-01", "1942-05-01", "1943-05-01"),
            ("1942-04-30", "1942-05-01", "1943-05-01"),
            ("1942-05-01", "1942-05-01", "1943-05-01"),
            ("1943-05-01", "1942-05-01", "1943-05-01"),
            ("1943-05-02", "1952-05-01", "1953-05-01"),
            ("2022-06-01", "2022-05-01", "2023-05-01"),
            ("2026-11-21", "2032-05-01", "2033-05-01"),
        ],
    )
    def test_ten_years_and_one(self, day: str, first: str, last: str):
        """After ten years a year open for notice, and again every ten: closing day included."""
        found = ILO.window(date.fromisoformat(day), setting(IN_FORCE))
        assert found == (date.fromisoformat(first), date.fromisoformat(last))

    @given(days, days, whole, whole, st.integers(1, 400), st.sampled_from([*Rounding][:2]))
    def test_against_a_list_of_windows(
        self, day: date, anchor: date, first: Period, every: Period, length: int, rounding: Rounding
    ):
        """A notice passes exactly on the days of the windows, written out one by one."""
        months = 12 * every.years + every.months
        open_for = Period(days=min(length, 28 * months))
        rule = Windows("treaty-in-force", first, every, open_for)
        begins = 12 * first.years + first.months
        found = None
        for turn in range(3000):
            opens = add(anchor, Period(months=begins + turn * months), rounding=rounding)
            closes = opens + timedelta(days=open_for.days)
            if day <= closes:
                found = (opens, closes)
                break
        at = setting(anchor, rounding)
        assert rule.window(day, at) == found
        assert rule.apply(day, at) == (day if found[0] <= day else None)

    def test_closed(self):
        """The obstacle names the next window and its first day."""
        assert ILO.obstacle(date(2026, 11, 21), setting(IN_FORCE)) == Obstacle(
            "no-effect",
            "On 2026-11-21 no window for notice is open: the next one runs from 2032-05-01 to "
            "2033-05-01.",
            next_notice=date(2032, 5, 1),
        )
        assert ILO.obstacle(date(2026, 11, 21), setting()).next_notice is None

    def test_the_sentence(self):
        """The sentence names the window that is open, and the rhythm."""
        day = date(2022, 6, 1)
        assert ILO.explain(day, day, setting(IN_FORCE)) == (
            "Notice may be given from 2022-05-01 to 2023-05-01: a window of 1 year, every 10 years."
        )
        assert ILO.explain(day, day, setting()) == (
            "Notice may be given only in windows of 1 year."
        )

    def test_an_anchor_not_on_record(self):
        """Where the anchor is not known a notice passes, and that is an assumption."""
        assert ILO.window(date(2026, 1, 1), setting()) is None
        assert ILO.apply(date(2026, 1, 1), setting()) == date(2026, 1, 1)
        assert ILO.assumption(setting()) == (
            "That a window for notice is open: the entry into force of the treaty is not on "
            "record here."
        )
        assert ILO.assumption(setting(IN_FORCE)) is None

    def test_where_they_bend(self):
        """They bend where a window opens and on the day after it closes."""
        assert ILO.pieces(date(2020, 1, 1), date(2035, 1, 1), setting(IN_FORCE)) == Pieces(
            tuple(date.fromisoformat(f"{year}-05-0{day}") for year, day in
                  [(2022, 1), (2023, 2), (2032, 1), (2033, 2)])
        )  # fmt: skip
        assert ILO.pieces(date(2020, 1, 1), date(2035, 1, 1), setting()) == Pieces()

    def test_month_end(self):
        """A window of half a year from the end of August closes by the rounding in use."""
        rule = Windows("treaty-in-force", Period(1), Period(1), Period(months=6))
        day, anchor = date(2026, 9, 1), date(2025, 8, 31)
        assert rule.window(day, setting(anchor)) == (date(2026, 8, 31), date(2027, 2, 28))
        up = rule.window(day, setting(anchor, Rounding.UP))
        assert up == (date(2026, 8, 31), date(2027, 3, 1))

    def test_where_one_still_open_bends(self):
        """A window that opens in the range and closes after it bends the range all the same."""
        found = ILO.pieces(date(2024, 1, 1), date(2032, 6, 1), setting(IN_FORCE))
        assert date(2032, 5, 1) in found.days

    @pytest.mark.parametrize("day", ["2022-05-01", "2023-05-01"])
    def test_its_first_and_last_day(self, day: str):
        """Notice may be given on the day a window opens and on the day it closes."""
        notice = date.fromisoformat(day)
        assert ILO.apply(notice, setting(IN_FORCE)) == notice
        assert ILO.apply(date(2022, 4, 30), setting(IN_FORCE)) is None
        assert ILO.apply(date(2023, 5, 2), setting(IN_FORCE)) is None

    @pytest.mark.parametrize(
        ("first", "every", "open_for", "complaint"),
        [
            ("P10Y", "P0D", "P1Y", "every is P0D: expected whole months or years, at least one"),
            ("P10Y", "P90D", "P1D", "every is P90D: expected whole months"),
            ("P10Y", "P1Y5D", "P1D", "every is P1Y5D: expected whole months"),
            ("P90D", "P1Y", "P1D", "first_after is P90D: expected whole months or years"),
            ("P10Y", "P5Y", "P0D", "open_for is P0D: expected a time no longer than every P5Y"),
            ("P10Y", "P5Y", "P61M", "open_for is P61M: expected a time no longer than every P5Y"),
        ],
    )
    def test_windows_that_make_no_sense(
        self, first: str, every: str, open_for: str, complaint: str
    ):
        """Windows that never come round again, or never close, are refused."""
        with pytest.raises(ValueError, match=complaint):
            Windows("treaty-in-force", *map(Period.parse, (first, every, open_for)))

    def test_always_open(self):
        """Windows may follow each other without a gap."""
        rule = Windows("treaty-in-force", Period(1), Period(1), Period(1))
        assert rule.apply(date(2025, 7, 7), setting(date(2000, 2, 29))) == date(2025, 7, 7)


class TestTurns:
    @given(days, days, whole, whole)
    def test_never_beyond_the_first_that_ends_later(
        self, day: date, start: date, first: Period, every: Period
    ):
        """The turn it begins from is never after the first whose end is on or after the day."""
        turn = turns_before(day, start, first, every)
        months = 12 * first.years + first.months
        step = 12 * every.years + every.months
        assert turn >= 0
        if turn > 0:
            assert (
                add(start, Period(months=months + (turn - 1) * step), rounding=Rounding.DOWN) < day
            )
