"""The stage whose certainty would narrow a forecast most."""

from __future__ import annotations

from datetime import date

from withdrawal.dates.table import EPOCH
from withdrawal.odds.distribution import (
    Distribution,
    _median,
    _replaced,
    certain,
    driver_of,
)
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.exact import solve
from withdrawal.odds.engine.graph import DONE, Fork, Model, Network, Opening, Outcome, Step
from withdrawal.odds.engine.mass import Mass

START = date(2026, 3, 2).toordinal() - EPOCH


def step(name: str, longest: int) -> Step:
    """Return a step that takes any number of days up to the longest alike."""
    return Step(name, (Outcome(DONE, 1.0, Duration.uniform(1, longest)),))


HOUSE, SENATE, VOTE, NOTICE = step("house", 9), step("senate", 90), step("vote", 20), step("n", 3)


def network(*, not_by: int | None = None) -> Network:
    """Return two chambers beside each other, a vote and a notice."""
    items = (VOTE, Fork(((HOUSE,), (SENATE,))), NOTICE)
    return Network(items, Opening(Mass.point(START), not_by), START + 900)


def test_the_widest_drives() -> None:
    """Of all stages the one that spreads most is named, also where it stands in a fork."""
    model = Model.of(network())

    def effect(case: Model) -> Distribution:
        return Distribution.of(solve(case).effect, {})

    found = driver_of(model, effect(model), lambda place: effect(certain(model, place)))
    assert found is not None
    assert found.stage == "senate"
    assert found.days_without < found.days / 2


def test_only_that_stage_is_certain() -> None:
    """One stage is made certain; the others, beside it and after it, stay as they are."""
    made = _replaced(network(), SENATE, 45)
    names = {each.name: each for each in made.steps}
    sure = names["senate"].outcomes[0].duration
    assert sure is not None
    assert (sure.first, sure.last) == (45, 45)
    assert (names["house"], names["vote"], names["n"]) == (HOUSE, VOTE, NOTICE)


def test_waiting_counts_for_the_first() -> None:
    """The stage that is waited for takes its median given the wait; the later ones their usual."""
    waiting = network(not_by=START + 15)
    assert _median(waiting, VOTE) == 18
    assert _median(waiting, NOTICE) == _median(network(), NOTICE) == 2
    assert _median(network(), VOTE) == 10
