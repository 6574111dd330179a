"""The two simple forecasters that a forecast has to beat."""

from __future__ import annotations

from datetime import date

import pytest

from withdrawal.dates.table import EPOCH
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.graph import DONE, Fork, Network, Opening, Outcome, Step
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.scoring.landmarks import _medians

TODAY = date(2026, 3, 2)
START = TODAY.toordinal() - EPOCH


def step(name: str, days: int) -> Step:
    """Return a step that takes so many days, or is never taken."""
    return Step(name, (Outcome(DONE, 0.9, Duration.fixed(days)), Outcome("shelved", 0.1)))


@pytest.mark.parametrize(
    ("begun", "waited", "wanted"),
    [
        (date(2026, 3, 1), False, date(2026, 3, 8)),
        (date(2026, 3, 1), True, date(2026, 3, 8)),
        (date(2026, 1, 1), False, date(2026, 1, 8)),
        (date(2026, 1, 1), True, date(2026, 3, 5)),
    ],
)
def test_medians(begun: date, waited: bool, wanted: date) -> None:
    """Medians add up; a step known not to be done yet is done tomorrow at the earliest."""
    opening = Opening(Mass.point(START), START if waited else None)
    network = Network((step("vote", 5), step("notice", 2)), opening, START + 900)
    assert _medians(network, begun, TODAY) == wanted


def test_the_longest_branch() -> None:
    """Of stages beside each other the slower line counts."""
    fork = Fork(((step("house", 5),), (step("senate", 4), step("committee", 3))))
    network = Network((fork,), Opening(Mass.point(START)), START + 900)
    assert _medians(network, TODAY, TODAY) == date(2026, 3, 9)
