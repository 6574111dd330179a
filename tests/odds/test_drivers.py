"""The stage whose certainty would narrow a forecast most."""

from __future__ import annotations

from datetime import date

from withdrawal.dates.table import EPOCH
from withdrawal.odds.distribution import Distribution, certain, driver_of
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


def made_certain(case: Network, name: str) -> tuple[int, list[str]]:
    """Return the days of a step made certain, and the names of the steps that stay as they are."""
    place = next(n for n, each in enumerate(case.steps) if each.name == name)
    made = certain(Model.of(case), place).first.steps
    sure = made[place].outcomes[0].duration
    assert sure is not None
    assert sure.first == sure.last
    return sure.first, [each.name for each in made if each in case.steps]


def test_only_that_stage_is_certain() -> None:
    """One stage is made certain; the others, beside it and after it, stay as they are."""
    assert made_certain(network(), "senate") == (45, ["vote", "house", "n"])


def test_waiting_counts_for_the_first() -> None:
    """The stage that is waited for takes its median given the wait; the later ones their usual."""
    waiting = network(not_by=START + 15)
    assert made_certain(waiting, "vote")[0] == 18
    assert made_certain(waiting, "n")[0] == made_certain(network(), "n")[0] == 2
    assert made_certain(network(), "vote")[0] == 10
