"""Stages and past cases weighed: whether by the past alone, when halfway between both."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.odds.climatology import NO_NOTICE, Waits, between, waited, weighed
from withdrawal.odds.engine.exact import Solution
from withdrawal.odds.engine.mass import Mass

MASSES = st.builds(
    lambda first, values: Mass(first, np.array(values) / sum(values)),
    st.integers(0, 50),
    st.lists(st.floats(0.01, 1.0), min_size=1, max_size=20),
)


def ready(mass: Mass) -> Solution:
    """Return the solution of stages that are ready as a mass says."""
    return Solution(mass, mass, {"notice": mass}, {"shelved": 1.0 - mass.total})


def waits(mass: Mass) -> Waits:
    """Return past waits that ended as a mass says."""
    return Waits(mass, "executive", 3, date(2026, 1, 1))


class TestBetween:
    @given(MASSES)
    def test_of_itself(self, mass: Mass) -> None:
        """Halfway between a distribution and itself lies that distribution."""
        made = between(mass, mass)
        assert made.on(0, 80) == pytest.approx(mass.on(0, 80), abs=1e-12)

    @given(MASSES, MASSES, st.floats(0.1, 1.0))
    def test_mean_and_size(self, one: Mass, other: Mass, size: float) -> None:
        """Its mean lies halfway between the two means, and it is as great as the second."""
        made = between(one, other.scaled(size))
        assert made.total == pytest.approx(size)
        means = [
            float(np.arange(each.first, each.last + 1) @ each.values) / each.total
            for each in (one, other, made)
        ]
        assert means[2] == pytest.approx((means[0] + means[1]) / 2)

    @given(MASSES, st.integers(0, 40))
    def test_of_one_moved(self, mass: Mass, days: int) -> None:
        """Between a distribution and the same some days later lies the same half as many later."""
        made = between(mass, Mass(mass.first + 2 * days, mass.values))
        moved = Mass(mass.first + days, mass.values)
        assert made.on(0, 200) == pytest.approx(moved.on(0, 200), abs=1e-12)


class TestWeighed:
    def test_whether_is_told_by_the_past(self) -> None:
        """The chance that no notice comes is that of past cases, whatever the stages think."""
        made = weighed(ready(Mass(10, np.array([0.9]))), waits(Mass(12, np.array([0.6]))))
        assert made.never == {NO_NOTICE: pytest.approx(0.4)}
        assert made.notice.total == pytest.approx(0.6)
        assert made.notice.on(10, 12).tolist() == pytest.approx([0.0, 0.6, 0.0])

    def test_not_before_the_stages_let_it(self) -> None:
        """What past cases did sooner than the stages allow is put on the first day they do."""
        past = waited(ready(Mass(10, np.array([1.0]))), waits(Mass(5, np.array([0.5, 0.5]))))
        assert past.notice.trimmed().first == 10
        assert past.notice.total == pytest.approx(1.0)

    def test_what_can_never_be_ready(self) -> None:
        """Stages that are never done stay so: there is nothing to weigh."""
        none = Solution(Mass.empty(), Mass.empty(), {}, {"rejected": 1.0})
        assert weighed(none, waits(Mass(5, np.array([1.0])))) is none
