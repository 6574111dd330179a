"""The exact engine: the distribution of a case's dates, computed and not drawn."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from withdrawal.odds.mass import Mass, added
from withdrawal.odds.network import Model, Network
from withdrawal.odds.opening import Entries, opened
from withdrawal.odds.pushing import Push
from withdrawal.odds.treaty_side import follow

__all__ = ["Solution", "finish", "get_ready", "posterior", "solve"]


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


def solve(case: Network | Model, *, keeps_stages: bool = True) -> Solution:
    """Return the distribution of everything the case leaves open.

    Args:
        case: a network, or a model of several paces.
        keeps_stages: whether to keep the marginal date of every stage.
    """
    return finish(Model.of(case), get_ready(case, keeps_stages=keeps_stages))


def get_ready(case: Network | Model, *, keeps_stages: bool = True) -> Solution:
    """Return the same up to the day the notice is ready, the treaty's side left out.

    What has not happened yet tells the paces apart: a case that keeps one waiting is more likely
    a slow one.
    """
    model = Model.of(case)
    entries = [opened(network) for _, network in model.parts]
    weights = posterior(model, entries)
    parts = [
        _at_pace(network, each, keeps_stages)
        for (_, network), each in zip(model.parts, entries, strict=True)
    ]
    return parts[0] if len(parts) == 1 else _mixed(weights, parts)


def posterior(model: Model, entries: Sequence[Entries]) -> list[float]:
    """Return the probability of each pace, given what has not happened yet."""
    weights = [
        weight * each.evidence for (weight, _), each in zip(model.parts, entries, strict=True)
    ]
    if not sum(weights):
        weights = [weight for weight, _ in model.parts]
    return [weight / sum(weights) for weight in weights]


def _at_pace(network: Network, entries: Entries, keeps_stages: bool) -> Solution:
    push = Push(network.limit, keeps_stages)
    ready = _through(network, entries, push)
    never = dict(entries.never)
    for reason, chance in push.never.items():
        never[reason] = never.get(reason, 0.0) + float(chance)
    stages = _merged(entries.stages, push.stages) if keeps_stages else {}
    never = {reason: chance for reason, chance in never.items() if chance > 0.0}
    return Solution(ready, ready, stages, never, entries.is_overdue)


def _mixed(weights: Sequence[float], parts: Sequence[Solution]) -> Solution:
    """Return what several paces give together."""
    pairs = list(zip(weights, parts, strict=True))
    ready = added(part.notice.scaled(weight) for weight, part in pairs)
    never: dict[str, float] = {}
    masses: dict[str, list[Mass]] = {}
    for weight, part in pairs:
        for reason, chance in part.never.items():
            never[reason] = never.get(reason, 0.0) + weight * chance
        for name, mass in part.stages.items():
            masses.setdefault(name, []).append(mass.scaled(weight))
    stages = {name: added(each) for name, each in masses.items()}
    return Solution(ready, ready, stages, never, all(part.is_overdue for part in parts))


def finish(case: Network | Model, ready: Solution) -> Solution:
    """Return the solution of a case whose notice is ready as ``ready`` says."""
    network = Model.of(case).first
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
