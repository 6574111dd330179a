"""The stages of a case beside past cases in a like situation: what each counts.

Whether a notice comes at all is read off the past cases: of what goes wrong on the way the stages
know too little. When it comes lies halfway between what the stages and what the past cases say,
quantile by quantile: the mean of two distributions' chances would be wider than either deserves
(Lichtendahl, Grushka-Cockayne and Winkler, 2013).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen

from withdrawal.dates.table import number_of
from withdrawal.odds.climatology import Climatology, kind_of_wait, notices, warped
from withdrawal.odds.engine.mass import Mass

if TYPE_CHECKING:
    from withdrawal.odds.build import Built
    from withdrawal.odds.engine.exact import Solution
    from withdrawal.odds.estimates import Estimates

__all__ = ["NO_NOTICE", "Waits", "between", "waited", "waits_like", "weighed"]


NO_NOTICE = "no notice is given"


@frozen
class Waits:
    """When past cases in a like situation gave notice.

    Attributes:
        mass: the chance of each day.
        kind: what the case waits for (see `withdrawal.odds.climatology.KINDS`).
        cases: how many past cases there are.
        cutoff: the day on which they were known.
    """

    mass: Mass = field(repr=False)
    kind: str
    cases: int
    cutoff: date

    @property
    def assumption(self) -> str:
        """What is taken for granted by heeding them."""
        return (
            f"That a notice comes as often as in {self.cases} past cases that were known on "
            f"{self.cutoff}, those in a like situation above all; and, if it comes, on a day "
            "halfway between theirs and that of its stages."
        )

    def moved(self, before: Solution, after: Solution) -> Waits:
        """Return them moved as the notice moved from one solution of the stages to another."""
        return evolve(self, mass=warped(self.mass, before.notice, after.notice))


def waits_like(usual: Built, built: Built, estimates: Estimates, as_of: date) -> Waits | None:
    """Return how long past cases in a like situation still took; None where none is known.

    Args:
        usual: what the case leaves open if its stages last as they usually do.
        built: the same as it is supposed: the past waits move as its notice does.
        estimates: what past cases say.
        as_of: the day from which to look ahead; something has happened by then.
    """
    dated, today = usual.dated, number_of(as_of)
    climate = Climatology.load(estimates.cutoff)
    if dated.latest is None or not climate.size:
        return None
    kind = kind_of_wait(dated.standing.order.stages.values(), dated.standing.over)
    chances = climate.waits(
        kind,
        max(today - dated.latest.last, 0),
        usual.model.first.limit - today,
        talk=dated.talk,
    )
    found = Waits(notices(chances, today), kind, climate.size, estimates.cutoff)
    return found if built is usual else found.moved(usual.ready, built.ready)


def weighed(ready: Solution, waits: Waits) -> Solution:
    """Return when the notice is ready by the stages and by past cases together.

    No notice comes before the first day on which the stages let it come.

    Args:
        ready: when it is ready by the stages.
        waits: when past cases gave it.
    """
    own, past = ready.notice.trimmed(), waited(ready, waits)
    if not own.values.size:
        return ready
    both = between(own, past.notice)
    return evolve(past, notice=both, effect=both, stages=ready.stages)


def waited(ready: Solution, waits: Waits) -> Solution:
    """Return when the notice is ready by past cases alone; arguments as `weighed`."""
    own = ready.notice.trimmed()
    past = waits.mass.not_before(own.first) if own.values.size else own
    never = {NO_NOTICE: max(1.0 - past.total, 0.0)}
    return evolve(ready, notice=past, effect=past, stages={}, never=never)


def between(one: Mass, other: Mass) -> Mass:
    """Return the mass as great as ``other`` whose every quantile lies halfway between theirs.

    Args:
        one: some mass, of any size above nothing.
        other: another, perhaps none.
    """
    if not other.total:
        return other
    reached = [np.cumsum(each.values) / each.total for each in (one, other)]
    ends = np.sort(np.concatenate(reached)).clip(max=1.0)
    steps = np.diff(ends, prepend=0.0)
    middle = ends - steps / 2.0
    twice = np.full(len(middle), one.first + other.first)
    for each in reached:
        twice += np.searchsorted(each, middle).clip(max=len(each) - 1)
    # A half day is shared by the days on both sides of it.
    early, late = twice // 2, (twice + 1) // 2
    return other.placed(np.concatenate([early, late]), np.tile(steps * (other.total / 2.0), 2))
