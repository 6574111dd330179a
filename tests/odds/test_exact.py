"""The exact engine against the enumeration of every path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from withdrawal.dates import DayTable
from withdrawal.dates.table import EPOCH
from withdrawal.errors import DataFileError
from withdrawal.odds.engine.durations import DayCount, Duration
from withdrawal.odds.engine.exact import Solution, get_ready, solve
from withdrawal.odds.engine.graph import DONE, SKIPPED, Fork, Network, Opening, Outcome, Step
from withdrawal.odds.engine.mass import Mass

START = date(2025, 3, 18).toordinal() - EPOCH
FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
LIMIT = date(2027, 6, 30).toordinal() - EPOCH


def next_tuesday_or_thursday(day: date) -> date:
    """Return the first sitting day on or after ``day``."""
    while day.weekday() not in (1, 3):
        day += timedelta(days=1)
    return day


SITTINGS = DayTable.compile(next_tuesday_or_thursday, FIRST, LAST)
WEEKDAYS = DayCount.weekdays(FIRST, LAST)


_Way = tuple[str, Duration | None, tuple[Step, ...], bool]


def agree(solution: Solution, reference: Any) -> None:
    """Compare a solution with what enumeration found."""
    found = {
        solution.notice.first + n: mass for n, mass in enumerate(solution.notice.values.tolist())
    }
    for day in found.keys() | reference.days.keys():
        assert found.get(day, 0.0) == pytest.approx(reference.days.get(day, 0.0), abs=1e-13)
    for reason in solution.never.keys() | reference.never.keys():
        assert solution.never.get(reason, 0.0) == pytest.approx(
            reference.never.get(reason, 0.0), abs=1e-13
        )
    assert solution.notice.total + sum(solution.never.values()) == pytest.approx(1.0, abs=1e-12)


def durations() -> st.SearchStrategy[Duration]:
    """Draw short durations."""
    return st.dictionaries(st.integers(0, 9), st.floats(0.05, 1.0), min_size=1, max_size=3).map(
        Duration.empirical
    )


@st.composite
def steps(draw: st.DrawFn, name: str, depth: int = 1, *, is_last: bool = False) -> Step:
    """Draw a step with some of every kind of outcome."""
    length = draw(durations())
    weights = [draw(st.floats(0.1, 1.0))]
    outcomes: list[tuple[str, Duration | None, tuple[Step, ...], bool]] = [
        (DONE, length, (), False)
    ]
    if draw(st.booleans()):
        outcomes.append((DONE, length, (), True))
    if not is_last and draw(st.booleans()):
        outcomes.append((SKIPPED, Duration.fixed(0), (), True))
    if draw(st.booleans()):
        outcomes.append(("rejected", draw(durations()), (), False))
    if draw(st.booleans()):
        outcomes.append(("shelved", None, (), False))
    if depth and draw(st.booleans()):
        again = draw(steps(name + "'", depth - 1))
        outcomes.append(("returned", length, (again,), False))
    weights = [draw(st.floats(0.1, 1.0)) for _ in outcomes]
    total = sum(weights)
    return Step(
        name,
        tuple(
            Outcome(kind, weight / total, duration, again, is_free)
            for weight, (kind, duration, again, is_free) in zip(weights, outcomes, strict=True)
        ),
        count=draw(st.sampled_from([None, WEEKDAYS])),
        table=draw(st.sampled_from([None, SITTINGS])),
        is_recorded=draw(st.booleans()),
    )


@st.composite
def networks(draw: st.DrawFn, *, with_fork: bool = False) -> Network:
    """Draw a network of two or three items that starts on a day or within a few."""
    items: list[Step | Fork] = [draw(steps("a")), draw(steps("b", 0, is_last=True))]
    if with_fork:
        branches = ((draw(steps("c", 0)),), (draw(steps("d", 0)), draw(steps("e", 0))))
        items.insert(draw(st.integers(0, 1)), Fork(branches))
    start = Mass.spread(START, START + draw(st.integers(0, 2)))
    not_by = draw(st.one_of(st.none(), st.integers(START + 2, START + 6)))
    return Network(tuple(items), Opening(start, not_by), LIMIT)


class TestSolve:
    @settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
    @given(network=networks())
    def test_chain(self, network: Network, enumerate_paths: Callable[[Network], Any]) -> None:
        """A chain of steps gives what enumerating its paths gives, whatever is known."""
        solution = solve(network)
        assume(not solution.is_overdue)
        agree(solution, enumerate_paths(network))

    @settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
    @given(network=networks(with_fork=True))
    def test_fork(self, network: Network, enumerate_paths: Callable[[Network], Any]) -> None:
        """Branches that run beside each other share the day they began and wait for the last."""
        solution = solve(network)
        assume(not solution.is_overdue)
        agree(solution, enumerate_paths(network))

    def test_a_branch_that_may_stay_open_for_ever(
        self, enumerate_paths: Callable[[Network], Any]
    ) -> None:
        """Days of beginning on which only "for ever" fits still count, by its chance."""
        third = 1 / 3
        waiting = Step(
            "e",
            (
                Outcome(DONE, third, Duration.fixed(1)),
                Outcome("rejected", third, Duration.fixed(0)),
                Outcome("shelved", third),
            ),
        )
        at_once = Step("c", (Outcome(DONE, 1.0, Duration.fixed(0)),), is_recorded=False)
        last = Step("b", (Outcome(DONE, 1.0, Duration.fixed(0)),))
        fork = Fork(((at_once,), (waiting,)))
        opening = Opening(Mass.spread(START, START + 2), START + 2)
        agree(
            solve(Network((fork, last), opening, LIMIT)),
            enumerate_paths(Network((fork, last), opening, LIMIT)),
        )

    def test_days_on_which_nothing_begins(self, enumerate_paths: Callable[[Network], Any]) -> None:
        """A fork that may begin on some days and not on those between waits for all of them."""
        talk = Step("a", (Outcome(DONE, 1.0, Duration.empirical([0, 4])),), is_recorded=False)
        vote = Step("b", (Outcome(DONE, 1.0, Duration.uniform(3, 9)),))
        network = Network((talk, Fork(((vote,),))), Opening(Mass.point(START), START + 5), LIMIT)
        agree(solve(network), enumerate_paths(network))

    def test_stages_are_kept(self) -> None:
        """When each stage is done is kept beside when the notice is ready."""
        step = Step("vote", (Outcome(DONE, 1.0, Duration.fixed(3)),))
        network = Network((step,), Opening(Mass.point(START)), LIMIT)
        assert get_ready(network).stages["vote"].first == START + 3


class TestOverdue:
    def test_a_missed_limit(self) -> None:
        """Past the longest it can take, a step comes within some months, and that is said."""
        step = Step("vote", (Outcome(DONE, 0.9, Duration.uniform(1, 10)), Outcome("shelved", 0.1)))
        network = Network((step,), Opening(Mass.point(START), START + 50), LIMIT)
        solution = solve(network)
        assert solution.is_overdue
        assert solution.notice.first > START + 50
        assert solution.never["shelved"] == pytest.approx(0.1)
        assert solution.notice.total + sum(solution.never.values()) == pytest.approx(1.0)

    def test_within_the_limit_it_is_bayes(self) -> None:
        """Before that, each day of waiting makes "for ever" likelier, by the rule of Bayes."""
        step = Step("vote", (Outcome(DONE, 0.9, Duration.uniform(1, 10)), Outcome("shelved", 0.1)))
        network = Network((step,), Opening(Mass.point(START), START + 8), LIMIT)
        assert solve(network).never["shelved"] == pytest.approx(0.1 / (0.1 + 0.9 * 0.2))


class TestRefusals:
    def test_probabilities_sum_to_one(self) -> None:
        """A step whose ways do not sum to one is refused by name."""
        with pytest.raises(DataFileError, match=r"'vote' have probabilities that sum to 0\.9"):
            Step("vote", (Outcome(DONE, 0.9, Duration.fixed(1)),))

    def test_names_are_single(self) -> None:
        """No step stands twice in a network."""
        step = Step.simple("vote", Duration.fixed(1))
        with pytest.raises(DataFileError, match="stands twice"):
            Network((step, step), Opening(Mass.point(START)), LIMIT)
