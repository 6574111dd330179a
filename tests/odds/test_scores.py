"""Scores: what they measure, and that a case never scores against itself."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates.table import EPOCH
from withdrawal.odds.ahead import prospect
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.exact import solve
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.evidence import past_case, past_cases
from withdrawal.odds.known import recorded_case
from withdrawal.odds.score import THE_SIX, crps, score, scored_cases, summary

DAY = date(2025, 6, 2)
NUMBER = DAY.toordinal() - EPOCH


class TestCrps:
    def test_a_sure_and_right_forecast_scores_nothing(self) -> None:
        """All mass on the day that came is perfect."""
        assert crps(Distribution.known(DAY), DAY) == 0.0

    @given(st.integers(-40, 40))
    def test_one_day_scores_its_error(self, off: int) -> None:
        """For a single day the score is the error in days."""
        assert crps(Distribution.known(DAY), DAY + timedelta(days=off)) == abs(off)

    @given(st.lists(st.floats(0.01, 1.0), min_size=2, max_size=8), st.integers(-5, 12))
    def test_energy_form(self, weights: list[float], off: int) -> None:
        """The score is the mean error less half the mean difference of two draws."""
        chances = np.array(weights) / sum(weights)
        days = np.arange(len(chances))
        error = float(chances @ np.abs(days - off))
        spread = float(chances @ np.abs(days[:, None] - days[None, :]) @ chances)
        found = crps(Distribution(Mass(NUMBER, chances)), DAY + timedelta(days=off))
        assert found == pytest.approx(error - spread / 2, abs=1e-9)

    def test_never_is_left_out(self) -> None:
        """Only the distribution of the day, if there is one, is scored."""
        half = Distribution(Mass(NUMBER, np.array([0.5])), {"never": 0.5})
        assert crps(half, DAY) == 0.0


class TestWhatIsScored:
    def test_the_six_and_twenty_others(self) -> None:
        """The six exits are scored, and more than twenty others."""
        ids = {case.id for case in scored_cases()}
        assert set(THE_SIX) <= ids
        assert len(ids - set(THE_SIX)) >= 20

    def test_only_recorded_effects(self) -> None:
        """No case is scored against a day that was worked out from the clause."""
        for case in scored_cases():
            assert case.notice is not None
            assert not case.notice.effect_is_computed


@pytest.fixture(scope="module")
def six() -> dict[str, object]:
    """Return the scores of the six."""
    return {each.case: each for each in score([past_case(name) for name in THE_SIX])}


class TestScores:
    def test_five_days_each(self, six: dict[str, object]) -> None:
        """Each of the six is forecast from at least five days before its notice."""
        for name in THE_SIX:
            scores = six[name].scores  # type: ignore[attr-defined]
            assert len({each.as_of for each in scores}) >= 5
            notice = past_case(name).notice
            assert notice is not None
            assert notice.received is not None
            assert all(each.as_of < notice.received for each in scores)

    def test_against_the_recorded_day(self, six: dict[str, object]) -> None:
        """Each is scored against the day on record."""
        for each in six["fin-ottawa-1997"].scores:  # type: ignore[attr-defined]
            assert each.actual == date(2026, 1, 10)

    def test_the_press_counts_from_the_vote(self, six: dict[str, object]) -> None:
        """After Lithuania's vote the press's day is six months from it: 49 days early."""
        scores = {each.as_of: each for each in six["ltu-ottawa-1997"].scores}  # type: ignore[attr-defined]
        assert scores[date(2025, 5, 8)].press == 49.0

    def test_json(self, six: dict[str, object]) -> None:
        """Each score is told with both days, its errors and the two simple forecasters' errors."""
        for each in six["ltu-ottawa-1997"].scores:  # type: ignore[attr-defined]
            told = each.to_json()
            assert (told["as_of"], told["actual"]) == (str(each.as_of), str(each.actual))
            assert (told["median"], told["known"]) == (str(each.median), each.known)
            assert (told["press"], told["medians"]) == (each.press, each.medians)
            assert (told["in_50"], told["in_80"]) == (each.in_50, each.in_80)
            assert told["crps"] == pytest.approx(each.crps, abs=0.005)
            assert (told["pit"], told["never"]) == pytest.approx((each.pit, each.never), abs=5e-5)

    def test_ranges_nest(self, six: dict[str, object]) -> None:
        """A day within the 50% range is within the 80% range."""
        for case in six.values():
            for each in case.scores:  # type: ignore[attr-defined]
                assert each.in_80 or not each.in_50
                assert 0.0 <= each.pit <= 1.0

    def test_forecast_without_itself(self, six: dict[str, object]) -> None:
        """A case is scored by a forecast from the estimates without its whole group."""
        case = past_case("ltu-ottawa-1997")
        first = six[case.id].scores[0]  # type: ignore[attr-defined]
        recorded = recorded_case(case.party, case.treaty, route=case.route, events=case.events)
        together = frozenset(each.id for each in past_cases() if each.group == case.group)
        without = Estimates.load(without=case.group, cases=together)
        medians = []
        for estimates in (without, Estimates.load()):
            model = prospect(recorded, first.as_of, estimates=estimates).model
            assert model is not None
            solution = solve(model)
            medians.append(Distribution.of(solution.effect, solution.never).median)
        assert first.median == medians[0] != medians[1]

    def test_left_out(self) -> None:
        """A case's own durations are not in the estimates it is forecast with."""
        from withdrawal.odds.estimates import Estimates

        case = past_case("prt-ect-1994")
        together = frozenset(c.id for c in past_cases() if c.group == case.group)
        without = Estimates.load(without=case.group, cases=together)
        assert not any(name.endswith("/PRT") for name in without.levels)

    @pytest.mark.slow
    def test_calibration(self) -> None:
        """The 80% range holds the day in 70% to 90% of all cases; the mean beats both baselines.

        The other goal, a score of half the better baseline's on the median case, is not met;
        docs/evidence/forecast-scores.md says why.
        """
        figures = summary(score())
        assert figures["cases"] >= 26
        assert 0.7 <= figures["coverage_80"] <= 0.9
        assert figures["crps"] < 0.9 * min(figures["press"], figures["medians"])
