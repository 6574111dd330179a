"""Several cases at once: joint deposits and cases in a row, against every pair of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from attrs import evolve

from withdrawal.dates import DayTable
from withdrawal.dates.table import EPOCH, day_of
from withdrawal.errors import ScenarioError
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.exact import solve
from withdrawal.odds.engine.graph import (
    DONE,
    Ensemble,
    Member,
    Model,
    Network,
    Opening,
    Outcome,
    Step,
)
from withdrawal.odds.engine.mass import BEYOND, Mass
from withdrawal.odds.engine.paths import ALIVE
from withdrawal.odds.engine.sampling import PreparedEnsemble
from withdrawal.odds.engine.together import BEFORE_IT, solve_ensemble, wait_for
from withdrawal.odds.engine.treaty import Revocation, TreatySide

START = date(2025, 3, 18).toordinal() - EPOCH
CLAUSE = DayTable.compile(
    lambda day: day + timedelta(days=10), date(2025, 1, 1), date(2026, 12, 31)
)


def network(days: dict[int, float], *, shelved: float = 0.0, revoked: float = 0.0) -> Network:
    """Return a case of one step, its notice taking effect ten days later."""
    outcomes = (Outcome(DONE, 1.0 - shelved, Duration.empirical(days)), Outcome("shelved", shelved))
    revocation = Revocation(revoked) if revoked else None
    treaty = TreatySide(CLAUSE, revocation=revocation)
    return Network((Step("notice", outcomes),), Opening(Mass.point(START)), START + 300, treaty)


def member(name: str, case: Network, **ties: str) -> Member:
    """Return a member of a scenario."""
    return Member(name, Model.of(case), **ties)  # type: ignore[arg-type]


FAST, SLOW = {1: 0.5, 4: 0.5}, {2: 0.25, 3: 0.25, 9: 0.5}


class TestTogether:
    def test_all_wait_for_the_last(self) -> None:
        """The joint day is the later of the two, for every pair of days."""
        pair = Ensemble(
            (
                member("a", network(FAST), together="notice"),
                member("b", network(SLOW), together="notice"),
            )
        )
        wanted = np.zeros(30)
        for (one, p), (other, q) in product(FAST.items(), SLOW.items()):
            wanted[max(one, other) + 10] += p * q
        for solution in solve_ensemble(pair).solutions.values():
            assert np.allclose(solution.effect.on(START, START + 29), wanted, atol=1e-14)

    def test_nobody_waits_for_one_that_never_comes(self) -> None:
        """A State that gives up is not waited for; the others go on."""
        own, other = Mass.point(START + 3), Mass(START + 5, np.array([0.6]))
        waited = wait_for(own, [other])
        assert waited.on(START + 3, START + 5).tolist() == pytest.approx([0.4, 0.0, 0.6])

    def test_chance_that_all_are_out(self) -> None:
        """All are out by the target if all are ready in time and none takes its notice back."""
        pair = Ensemble(
            (
                member("a", network(FAST, shelved=0.1, revoked=0.2), together="notice"),
                member("b", network(SLOW, revoked=0.3), together="notice"),
            ),
            target=START + 14,
        )
        ready = 0.9 * 1.0 * 0.5
        assert solve_ensemble(pair).all_by_target == pytest.approx(ready * 0.8 * 0.7)


class TestSampled:
    """The same in runs that are drawn."""

    def test_all_wait_for_the_last(self) -> None:
        """In every run the notices of a joint deposit are of one day, the later of the two."""
        pair = (
            member("a", network(FAST), together="notice"),
            member("b", network(SLOW), together="notice"),
        )
        drawn = PreparedEnsemble.of(Ensemble(pair)).draw(7, 0, 400)
        notices = [drawn[name].marked["notice"] for name in "ab"]
        assert (notices[0] == notices[1]).all()
        assert set(np.unique(notices[0] - START)) == {2, 3, 4, 9}

    def test_one_after_another(self) -> None:
        """In every run a case that follows begins on the other's day of effect."""
        row = (member("a", network(FAST)), member("b", network({3: 1.0}), follows="a"))
        drawn = PreparedEnsemble.of(Ensemble(row)).draw(7, 0, 400)
        assert (drawn["b"].marked["notice"] == drawn["a"].marked["effect"] + 3).all()

    def test_days_past_a_table(self) -> None:
        """A run too late already is beyond the horizon, though its day lies past a table's end."""
        ends = START + 30
        short = DayTable.compile(lambda day: day, date(2025, 1, 1), day_of(ends + 1))
        step = Step.simple("notice", Duration.empirical([9, 300]), table=short)
        case = Network((step,), Opening(Mass.point(START)), ends)
        drawn = PreparedEnsemble.of(Ensemble((member("a", case),))).draw(7, 0, 400)
        made = drawn["a"]
        assert set(made.days[made.ended == ALIVE].tolist()) == {START + 9}
        assert {made.reasons[each] for each in made.ended.tolist()} == {"", BEYOND}

    def test_notices_without_effect(self) -> None:
        """A run whose notice leads nowhere has no day of effect; the others keep theirs."""
        even = DayTable.compile(
            lambda day: day + timedelta(days=10) if day.toordinal() % 2 else None,
            date(2025, 1, 1),
            date(2026, 12, 31),
        )
        case = evolve(network({1: 0.5, 2: 0.5}), treaty=TreatySide(even))
        drawn = PreparedEnsemble.of(Ensemble((member("a", case),))).draw(7, 0, 400)
        made = drawn["a"]
        is_out = made.ended == ALIVE
        assert 120 < is_out.sum() < 280
        assert (made.marked["effect"][is_out] == made.marked["notice"][is_out] + 10).all()

    def test_one_after_another_at_some_pace(self) -> None:
        """So it does where its own pace is not known: it goes on from there at either pace."""
        paced = Model(((0.5, network({3: 1.0})), (0.5, network({8: 1.0}))))
        row = (member("a", network(FAST)), Member("b", paced, follows="a"))
        drawn = PreparedEnsemble.of(Ensemble(row)).draw(7, 0, 400)
        assert set(np.unique(drawn["b"].marked["notice"] - drawn["a"].marked["effect"])) == {3, 8}


class TestFollows:
    def test_after_effect(self) -> None:
        """A case that follows another begins on the other's day of effect."""
        row = Ensemble(
            (member("a", network(FAST)), member("b", network(SLOW), follows="a")), START + 24
        )
        found = solve_ensemble(row)
        wanted = np.zeros(60)
        for (one, p), (other, q) in product(FAST.items(), SLOW.items()):
            wanted[one + 10 + other + 10] += p * q
        effect = found.solutions["b"].effect
        assert np.allclose(effect.on(START, START + 59), wanted, atol=1e-14)
        assert found.all_by_target == pytest.approx(float(wanted[:25].sum()))

    def test_after_notice(self) -> None:
        """One may also wait for the other's notice only."""
        row = Ensemble(
            (
                member("a", network(FAST)),
                member("b", network(SLOW), follows="a", from_event="notice"),
            ),
            START + 14,
        )
        found = solve_ensemble(row)
        wanted = sum(
            p * q
            for (one, p), (other, q) in product(FAST.items(), SLOW.items())
            if one + 10 <= 14 and one + other + 10 <= 14
        )
        assert found.all_by_target == pytest.approx(wanted)

    def test_the_first_may_never_come(self) -> None:
        """Where the case before ends, the one that follows never begins, and says so."""
        row = Ensemble(
            (
                member("a", network(FAST, shelved=0.25)),
                member("b", network(SLOW), follows="a"),
            )
        )
        solution = solve_ensemble(row).solutions["b"]
        assert solution.never[BEFORE_IT] == pytest.approx(0.25)
        assert solution.effect.total == pytest.approx(0.75)

    def test_the_first_cannot_come(self) -> None:
        """What follows a case that has no way to its end never begins, for sure."""
        row = Ensemble(
            (
                member("a", network(FAST, shelved=1.0)),
                member("b", network(SLOW), follows="a"),
            )
        )
        solution = solve_ensemble(row).solutions["b"]
        assert solution.never == {BEFORE_IT: 1.0}
        assert solution.effect.total == 0.0

    def test_order_is_checked(self) -> None:
        """A case cannot follow one that is not there before it."""
        with pytest.raises(ScenarioError, match="expected an earlier case"):
            Ensemble((member("b", network(SLOW), follows="a"), member("a", network(FAST))))


class TestPaces:
    def test_a_model_is_the_mixture_of_its_paces(self) -> None:
        """Several paces give the weighted sum of what each gives."""
        model = Model(((0.3, network(FAST)), (0.7, network(SLOW))))
        found = solve(model).effect.on(START, START + 29)
        parts = [solve(network(each)).effect.on(START, START + 29) for each in (FAST, SLOW)]
        assert np.allclose(found, 0.3 * parts[0] + 0.7 * parts[1], atol=1e-15)

    def test_waiting_makes_the_slow_pace_likelier(self) -> None:
        """What has not happened yet is evidence between the paces, by the rule of Bayes."""
        from attrs import evolve

        waiting = Opening(Mass.point(START), not_by=START + 3)
        paces = ((0.5, network(FAST)), (0.5, network(SLOW)))
        model = Model(tuple((w, evolve(each, opening=waiting)) for w, each in paces))
        found = solve(model).notice
        assert found.on(START + 4, START + 4)[0] == pytest.approx(0.5)
        assert found.on(START + 9, START + 9)[0] == pytest.approx(0.5)
