"""Several cases at once: joint deposits, cases that follow one another, and being out in time.

Independent cases that deposit together all wait for the last, so the day is the product of their
distribution functions. A case that follows another begins when that one is notified or out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from withdrawal.odds.engine.exact import Solution, finish, get_ready
from withdrawal.odds.engine.graph import Ensemble, Member, Model, Opening
from withdrawal.odds.engine.mass import Mass, join
from withdrawal.odds.engine.treaty import chance_by, follow
from withdrawal.values import frozen

BEFORE_IT = "the case it follows ends first"


@frozen(eq=False)
class EnsembleSolution:
    """What the exact engine found for each case, and the chance that all are out by the target.

    None where only sampling tells: two cases follow the same one, or one follows a stage.
    """

    solutions: Mapping[str, Solution]
    all_by_target: float | None = None


def solve_ensemble(ensemble: Ensemble) -> EnsembleSolution:
    """Return the distributions of every case of a scenario."""
    members, groups = ensemble.members, ensemble.groups()
    ready = {each.name: get_ready(each.model) for each in members if each.follows is None}
    solutions: dict[str, Solution] = {}
    for member in members:
        if member.follows is not None:
            start = _lead(solutions[member.follows], member.from_event)
            ready[member.name] = _after(member.model, start)
        own = ready[member.name]
        if member.together is not None:
            fellows = (each for each in groups[member.together] if each is not member)
            others = [ready[each.name].notice for each in fellows]
            own = evolve(own, notice=wait_for(own.notice, others))
        solutions[member.name] = finish(member.model, own)
    return EnsembleSolution(solutions, _all_by_target(ensemble, ready))


def _all_by_target(ensemble: Ensemble, ready: Mapping[str, Solution]) -> float | None:
    """Return the chance that all cases are out by the target, from when each is ready."""
    target, members, groups = ensemble.target, ensemble.members, ensemble.groups()
    followed = Counter(each.follows for each in members if each.follows is not None)
    jointly = {each.name for each in members if each.together is not None}
    events = {each.from_event for each in members if each.follows is not None}
    is_forked = max(followed.values(), default=0) > 1 or jointly & followed.keys()
    if target is None or is_forked or events - {"effect", "notice"}:
        return None
    chance = 1.0
    for group in groups.values():
        joined = join([ready[each.name].notice for each in group])
        out = np.prod([_out_by(each.model, joined, target) for each in group], axis=0)
        chance *= float(joined.values @ out)
    for member in members:
        if member.together is None and member.follows is None:
            chance *= _chain_by(ensemble, member, ready[member.name].notice, target)
    return chance


def _chain_by(ensemble: Ensemble, member: Member, ready: Mass, target: int) -> float:
    """Return the chance that a case and the one that follows it are out by the target."""
    follower = next((each for each in ensemble.members if each.follows == member.name), None)
    out = _out_by(member.model, ready, target)
    if follower is None:
        return float(ready.values @ out)
    treaty = member.model.first.treaty
    if follower.from_event == "effect":
        start = (ready if treaty is None else follow(treaty, ready)[1]).until(target)
    else:
        in_time = Mass(ready.first, ready.values * out)
        allowed = None if treaty is None else treaty.allowed
        start = in_time if allowed is None else in_time.moved(allowed)
    if not start.total:
        return 0.0
    return _chain_by(ensemble, follower, _after(follower.model, start).notice, target)


def _lead(leader: Solution, event: str) -> Mass:
    """Return when the event happens that another case waits for."""
    events = {**leader.stages, "notice": leader.notice, "effect": leader.effect}
    return events.get(event, Mass.empty())


def wait_for(own: Mass, others: Sequence[Mass]) -> Mass:
    """Return the day of a joint deposit for one of its members.

    It waits for every other member that gets ready at all; one that never does is not waited for.
    """
    if not own.values.size:
        return own
    last = max(own.last, *(other.last for other in others if other.values.size), own.last)
    product = own.cumulated(own.first, last)
    for other in others:
        if other.values.size:
            product = product * (other.cumulated(own.first, last) + max(1.0 - other.total, 0.0))
    return Mass(own.first, np.diff(product, prepend=0.0).clip(min=0.0))


def _after(model: Model, start: Mass) -> Solution:
    """Return when a notice is ready, if the case begins as another's mass says."""
    total = start.total
    if not total:
        return Solution(Mass.empty(), Mass.empty(), {}, {BEFORE_IT: 1.0})
    opening = Opening(start.scaled(1.0 / total))
    ready = get_ready(model.each(lambda network: evolve(network, opening=opening)))
    never = {reason: chance * total for reason, chance in ready.never.items()}
    never[BEFORE_IT] = max(1.0 - total, 0.0)
    notice = ready.notice.scaled(total)
    stages = {name: stage.scaled(total) for name, stage in ready.stages.items()}
    return Solution(notice, notice, stages, never)


def _out_by(model: Model, ready: Mass, target: int) -> NDArray[np.float64]:
    """Return, for each day a notice may be ready, the chance of being out by the target."""
    treaty = model.first.treaty
    if treaty is not None:
        return chance_by(treaty, ready, target)
    return (ready.days <= target).astype(np.float64)
