"""The exact engine: the distribution of a case's dates, computed and not drawn."""

from __future__ import annotations

from attrs import evolve, frozen

from withdrawal.forecast.mass import Mass, added
from withdrawal.forecast.network import Network
from withdrawal.forecast.opening import Entries, opened
from withdrawal.forecast.pushing import Push
from withdrawal.forecast.treaty_side import follow

__all__ = ["Solution", "finish", "get_ready", "solve"]


@frozen(eq=False)
class Solution:
    """What the exact engine found.

    Attributes:
        notice: the day of notice (of the last item, where there is no treaty).
        effect: the day of effect; the same where the network has no treaty.
        stages: for each stage still open the day it is done (the first time).
        never: the chance that there is no effect, by reason.
        is_overdue: whether the case has waited longer than its durations allow for.
    """

    notice: Mass
    effect: Mass
    stages: dict[str, Mass]
    never: dict[str, float]
    is_overdue: bool = False


def solve(network: Network, *, keeps_stages: bool = True) -> Solution:
    """Return the distribution of everything the network leaves open.

    Args:
        network: the case.
        keeps_stages: whether to keep the marginal date of every stage.
    """
    return finish(network, get_ready(network, keeps_stages=keeps_stages))


def get_ready(network: Network, *, keeps_stages: bool = True) -> Solution:
    """Return the same up to the day the notice is ready, the treaty's side left out."""
    entries = opened(network)
    push = Push(network.limit, keeps_stages)
    ready = _through(network, entries, push)
    never = dict(entries.never)
    for reason, chance in push.never.items():
        never[reason] = never.get(reason, 0.0) + float(chance)
    stages = _merged(entries.stages, push.stages) if keeps_stages else {}
    never = {reason: chance for reason, chance in never.items() if chance > 0.0}
    return Solution(ready, ready, stages, never, entries.is_overdue)


def finish(network: Network, ready: Solution) -> Solution:
    """Return the solution of a case whose notice is ready as ``ready`` says."""
    if network.treaty is None:
        return ready
    notice, effect, endings = follow(network.treaty, ready.notice)
    never = dict(ready.never)
    for reason, chance in endings.items():
        never[reason] = never.get(reason, 0.0) + chance
    stages = dict(ready.stages)
    if network.items and stages:
        stages[network.items[-1].name] = notice
    return evolve(ready, notice=notice, effect=effect, stages=stages, never=never)


def _through(network: Network, entries: Entries, push: Push) -> Mass:
    """Return the mass of the day the last item is done."""
    mass = Mass.empty()
    for position, item in enumerate(network.items):
        entering = entries.masses.get(position, Mass.empty())
        mass = push.item(item, added((mass, entering)))
    return added((mass, entries.masses.get(len(network.items), Mass.empty())))


def _merged(opening: dict[str, Mass], later: dict[str, Mass]) -> dict[str, Mass]:
    names = [*opening, *(name for name in later if name not in opening)]
    return {
        name: added((opening.get(name, Mass.empty()), later.get(name, Mass.empty())))
        for name in names
    }
