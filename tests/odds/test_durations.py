"""Durations: masses over whole days that lose nothing on the way."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.errors import DateRangeError
from withdrawal.odds.engine.durations import LONGEST, Duration
from withdrawal.odds.engine.mass import convolve

SHORT = st.dictionaries(st.integers(0, 40), st.floats(0.01, 1.0), min_size=1, max_size=6).map(
    Duration.empirical
)
LONG = st.tuples(st.floats(0.3, 400.0), st.floats(1.05, 30.0)).map(
    lambda pair: Duration.lognormal(pair[0], pair[0] * pair[1])
)
ANY = st.one_of(SHORT, LONG, st.integers(0, 400).map(Duration.fixed))


def total(duration: Duration) -> float:
    """Return all of a duration's probability."""
    return math.fsum(duration.values.tolist()) + duration.beyond


class TestForms:
    def test_fixed(self) -> None:
        """A fixed duration has all its mass on one day."""
        assert Duration.fixed(10).probability(10) == 1.0

    def test_uniform(self) -> None:
        """A uniform duration gives each whole day between the bounds the same chance."""
        duration = Duration.uniform(3, 6)
        assert [duration.probability(n) for n in range(2, 8)] == [0, 0.25, 0.25, 0.25, 0.25, 0]

    def test_lognormal_has_its_quantiles(self) -> None:
        """Half of a log-normal duration is over by its median, nine tenths by its p90."""
        duration = Duration.lognormal(30, 90)
        assert (duration.quantile(0.5), duration.quantile(0.9)) == (30, 90)

    def test_lognormal_against_the_distribution_function(self) -> None:
        """Each day's mass is that of the half days around it."""
        duration = Duration.lognormal(20, 60)
        normal = NormalDist(math.log(20), (math.log(60) - math.log(20)) / 1.2815515655446004)
        for day in (0, 1, 7, 20, 75, 300):
            low = normal.cdf(math.log(day - 0.5)) if day else 0.0
            wanted = normal.cdf(math.log(day + 0.5)) - low
            assert duration.probability(day) == pytest.approx(wanted, abs=1e-14)

    def test_empirical_counts(self) -> None:
        """A list of days weighs each as often as it occurs."""
        duration = Duration.empirical([3, 5, 5, 9])
        assert (duration.probability(5), duration.probability(9)) == (0.5, 0.25)

    @given(ANY)
    def test_mass_sums_to_one(self, duration: Duration) -> None:
        """Whatever its form, a duration's days and what lies beyond sum to one."""
        assert total(duration) == pytest.approx(1.0, abs=1e-12)

    @given(st.lists(st.tuples(st.floats(0.1, 3.0), ANY), min_size=1, max_size=4))
    def test_mixture_is_the_weighted_sum(self, parts: list[tuple[float, Duration]]) -> None:
        """A mixture has each part's chance of a day, by weight."""
        weight = sum(each for each, _ in parts)
        mixed = Duration.mixture(parts)
        for day in (0, 1, 10, 100):
            wanted = sum(each * part.probability(day) for each, part in parts) / weight
            assert mixed.probability(day) == pytest.approx(wanted, abs=1e-14)

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Duration.fixed(-1),
            lambda: Duration.fixed(LONGEST + 1),
            lambda: Duration.uniform(5, 3),
            lambda: Duration.lognormal(30, 20),
            lambda: Duration.lognormal(0, 20),
            lambda: Duration.empirical([]),
            lambda: Duration.empirical({-1: 1.0}),
            lambda: Duration.mixture([]),
        ],
    )
    def test_impossible_ones_are_refused(self, make: object) -> None:
        """Negative days, quantiles in the wrong order and empty lists are refused."""
        with pytest.raises(DateRangeError, match="expected"):
            make()  # type: ignore[operator]

    def test_what_was_given(self) -> None:
        """The days that were refused are named, with those that were expected."""
        with pytest.raises(DateRangeError, match=f"have -1 days: expected 0 to {LONGEST} days"):
            Duration.fixed(-1)

    def test_what_was_expected(self) -> None:
        """The range in which days must lie is named."""
        with pytest.raises(DateRangeError, match=f"expected days from 0 to {LONGEST} with weights"):
            Duration.empirical({LONGEST + 1: 1.0})


class TestBounds:
    @given(ANY, st.integers(0, 30), st.integers(0, 60))
    def test_truncation_reports_what_it_cuts(self, duration: Duration, low: int, more: int) -> None:
        """The part within sums to one, and what was cut is reported to the last bit."""
        within, below, above = duration.between(low, low + more)
        assert total(within) == pytest.approx(1.0, abs=1e-12)
        kept = sum(duration.probability(n) for n in range(low, low + more + 1))
        assert below + above + kept == pytest.approx(1.0, abs=1e-12)
        assert within.first >= low
        assert within.last <= low + more

    def test_truncation_renormalises(self) -> None:
        """Within the bounds the chances keep their proportions."""
        within, _, above = Duration.empirical({1: 0.2, 2: 0.3, 9: 0.5}).between(0, 5)
        assert within.probability(2) == pytest.approx(0.6)
        assert above == pytest.approx(0.5)

    def test_without_a_last_day(self) -> None:
        """Where nothing bounds it above, what lasts longer than any day is kept."""
        long = Duration(3, np.array([0.5]), 0.5)
        within, below, above = long.between(1, None)
        assert (within.probability(3), within.beyond, below, above) == (0.5, 0.5, 0.0, 0.0)

    def test_nothing_within_the_bounds(self) -> None:
        """Where no mass lies within, the nearest bound takes it."""
        assert Duration.fixed(40).between(0, 10)[0].probability(10) == 1.0
        assert Duration.fixed(3).between(10, 20)[0].probability(10) == 1.0

    @given(ANY, st.integers(0, 100))
    def test_conditioning_is_bayes(self, duration: Duration, days: int) -> None:
        """Given that it is longer than n days, each later day has its share of what is left."""
        longer = duration.longer_than(days)
        left = duration.survival(days)
        if longer is None:
            assert left < 1e-12
            return
        assert total(longer) == pytest.approx(1.0, abs=1e-9)
        day = days + 5
        assert longer.probability(day) * left == pytest.approx(duration.probability(day))
        assert longer.probability(days) == 0.0


class TestSums:
    @given(SHORT, SHORT)
    def test_then_is_the_distribution_of_the_sum(self, left: Duration, right: Duration) -> None:
        """Two durations one after the other have the chances of the sum of their days."""
        both = left.then(right)
        for day in range(0, 81, 7):
            wanted = sum(left.probability(n) * right.probability(day - n) for n in range(day + 1))
            assert both.probability(day) == pytest.approx(wanted, abs=1e-13)

    @given(LONG, LONG)
    def test_nothing_is_lost(self, left: Duration, right: Duration) -> None:
        """What a sum pushes past the longest duration is beyond, not gone."""
        assert total(left.then(right)) == pytest.approx(1.0, abs=1e-12)

    def test_both_ways_of_convolving_agree(self) -> None:
        """The Fourier transform gives what adding up products gives, and loses no mass."""
        left, right = (Duration.lognormal(m, 4 * m).values for m in (40, 90))
        fast, slow = convolve(left, right), np.convolve(left, right)
        assert np.abs(fast - slow).max() < 1e-16
        assert fast.sum() == pytest.approx(left.sum() * right.sum(), abs=1e-15)

    def test_scaled(self) -> None:
        """Every number of days is multiplied and rounded, and masses that meet add up."""
        scaled = Duration.uniform(0, 6).shrunk(5 / 7)
        assert scaled.last == 4
        assert total(scaled) == pytest.approx(1.0)
        assert scaled.probability(1) == pytest.approx(2 / 7)
