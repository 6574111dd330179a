"""Mass over days: the moves of the exact engine, one by one."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import DayTable
from withdrawal.dates.table import EPOCH
from withdrawal.errors import DateRangeError
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.mass import Mass, added, join

DAY = date(2025, 6, 2).toordinal() - EPOCH
MASSES = st.tuples(
    st.integers(DAY, DAY + 5), st.lists(st.floats(0.0, 0.2), min_size=1, max_size=5)
).map(lambda pair: Mass(pair[0], np.array(pair[1])))


class TestMoves:
    def test_later_by_adds_days(self) -> None:
        """A duration moves mass later by its days."""
        moved = Mass.point(DAY).later_by(Duration.empirical({2: 0.25, 5: 0.75}), DAY + 99)
        assert moved.on(DAY, DAY + 5).tolist() == [0, 0, 0.25, 0, 0, 0.75]

    def test_what_lies_past_the_limit_is_left_out(self) -> None:
        """Mass beyond the limit is cut, so that the caller can say how much it was."""
        moved = Mass.point(DAY).later_by(Duration.uniform(0, 9), DAY + 4)
        assert moved.total == pytest.approx(0.5)

    def test_moved_through_a_table(self) -> None:
        """A rule about days moves mass to the days that follow, and adds up what meets."""
        monday = DayTable.compile(
            lambda day: day + timedelta(days=-day.weekday() % 7),
            date(2025, 6, 1),
            date(2025, 7, 31),
        )
        moved = Mass.spread(DAY + 1, DAY + 10).moved(monday)
        assert moved.until(DAY + 7).total == pytest.approx(0.7)
        assert moved.total == pytest.approx(1.0)

    def test_outside_the_table_is_an_error(self) -> None:
        """Mass on days a table does not know is refused, not dropped."""
        table = DayTable.compile(lambda day: day, date(2025, 6, 3), date(2025, 6, 9))
        with pytest.raises(DateRangeError):
            Mass.point(DAY).moved(table)

    def test_rows_without_a_day(self) -> None:
        """Rows that would move past the limit have no day left, and each row stays a row."""
        moved = Mass(0, np.ones((3, 2))).later_by(Duration.fixed(9), 5)
        assert moved.values.shape == (3, 0)

    def test_rows_move_like_single_masses(self) -> None:
        """A row for each day gives the same as each day by itself."""
        duration = Duration.lognormal(3, 9)
        rows = Mass(DAY, np.eye(4)).later_by(duration, DAY + 60)
        for index in range(4):
            alone = Mass.point(DAY + index).later_by(duration, DAY + 60)
            row = Mass(rows.first, rows.values[index])
            assert np.allclose(row.on(DAY, DAY + 60), alone.on(DAY, DAY + 60), atol=1e-15)

    @given(MASSES, MASSES)
    def test_added(self, left: Mass, right: Mass) -> None:
        """Masses add up day by day."""
        total = added((left, right)).on(DAY, DAY + 12)
        assert np.allclose(total, left.on(DAY, DAY + 12) + right.on(DAY, DAY + 12))

    @given(MASSES, st.integers(DAY - 2, DAY + 12))
    def test_after_and_until_part_a_mass(self, mass: Mass, day: int) -> None:
        """What lies up to a day and what lies after it make the whole."""
        assert mass.after(day).total + mass.until(day).total == pytest.approx(mass.total)
        assert mass.after(day).until(day).total == 0.0


class TestJoin:
    @given(MASSES, MASSES)
    def test_join_is_the_later_of_two(self, left: Mass, right: Mass) -> None:
        """The last of two independent things: every pair of days, the later one."""
        wanted = np.zeros(20)
        for i, a in enumerate(left.values):
            for j, b in enumerate(right.values):
                wanted[max(left.first + i, right.first + j) - DAY] += a * b
        assert np.allclose(join((left, right)).on(DAY, DAY + 19), wanted, atol=1e-15)

    def test_a_branch_that_never_happens(self) -> None:
        """Where one thing never happens, neither does the last of them."""
        assert join((Mass.point(DAY), Mass.empty())).total == 0.0
