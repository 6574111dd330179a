"""Durations in working days and sitting days, against counting on a calendar by hand."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates.table import EPOCH
from withdrawal.law.procedures.library import procedure
from withdrawal.odds.engine.durations import DayCount, Duration
from withdrawal.odds.engine.mass import Mass

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
WEEKDAYS = DayCount.weekdays(FIRST, LAST)


def number(day: date) -> int:
    """Return a day as days since 1970-01-01."""
    return day.toordinal() - EPOCH


def counted_by_hand(day: date, days: int) -> date:
    """Return the day that is so many working days later."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


class TestDayCount:
    @given(st.dates(date(2025, 2, 1), date(2026, 6, 1)), st.integers(0, 60))
    def test_working_days(self, day: date, days: int) -> None:
        """The n-th working day after a day is found by walking the calendar."""
        found = WEEKDAYS.later(np.array([number(day)]), np.array([days]))
        assert found[0] == number(counted_by_hand(day, days))

    @given(st.dates(date(2025, 2, 1), date(2026, 6, 1)))
    def test_mass_moves_like_single_days(self, day: date) -> None:
        """Pushing a mass gives each number of days the chance it has."""
        duration = Duration.empirical({0: 0.1, 1: 0.2, 6: 0.3, 15: 0.4})
        moved = WEEKDAYS.push(Mass.point(number(day)), duration, number(LAST))
        for days in (0, 1, 6, 15):
            at = number(counted_by_hand(day, days))
            assert moved.on(at, at)[0] >= duration.probability(days) - 1e-12
        assert moved.total == pytest.approx(1.0, abs=1e-12)

    def test_sitting_days(self) -> None:
        """A sitting calendar counts the days its table leaves where they are."""
        sessions = procedure("LTU").sessions
        assert sessions is not None
        count = DayCount.sittings(sessions.as_table(FIRST, LAST))
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        wanted = [number(day) for day in days if sessions.is_sitting_day(day)]
        assert count.days.tolist() == wanted

    def test_past_the_calendar(self) -> None:
        """What would fall after the last counted day falls on the day after the calendar."""
        for count in (1, 3):
            found = WEEKDAYS.later(np.array([number(LAST)]), np.array([count]))
            assert found[0] == number(LAST) + 1
