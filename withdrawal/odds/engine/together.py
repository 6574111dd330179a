"""Several cases at once: joint deposits, cases that follow one another, and being out in time.

Independent cases that deposit together all wait for the last, so the day is the product of their
distribution functions. A case that follows another begins when that one is notified or out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, define, evolve, field, frozen

from withdrawal.errors import ScenarioError
from withdrawal.odds.engine.exact import Solution, finish, get_ready
from withdrawal.odds.engine.graph import Model, Opening
from withdrawal.odds.engine.mass import Mass, join
from withdrawal.odds.engine.treaty import chance_by, follow

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BEFORE_IT", "Ensemble", "EnsembleSolution", "Member", "solve_ensemble", "wait_for"]


BEFORE_IT = "the case it follows ends first"


@frozen(eq=False)
class Member:
    """One case of a scenario.

    Attributes:
        name: its name in the scenario.
        model: the case.
        together: the name of the joint deposit it is part of; None for none.
        follows: the name of the case after which it begins; None for none.
        from_event: what of that case it waits for: ``notice``, ``effect`` or the name of a step.
    """

    name: str
    model: Model
    together: str | None = None
    follows: str | None = None
    from_event: str = "effect"


@frozen(eq=False)
class Ensemble:
    """The cases of a scenario, each after the one it follows.

    Attributes:
        members: the cases.
        target: the day by which all want to be out, as days since 1970-01-01; None for none.
    """

    members: tuple[Member, ...]
    target: int | None = None

    def __attrs_post_init__(self) -> None:
        seen: dict[str, Member] = {}
        for member in self.members:
            if member.follows is not None and member.follows not in seen:
                raise ScenarioError(
                    f"{member.name!r} follows {member.follows!r}: expected an earlier case.",
                    suggestions=list(seen),
                )
            if member.follows is not None and member.together is not None:
                raise ScenarioError(
                    f"{member.name!r} follows another case and deposits jointly: expected one of "
                    "the two."
                )
            seen[member.name] = member

    def marks(self, name: str) -> tuple[str, ...]:
        """Return the steps of a case that other cases wait for."""
        return tuple(
            member.from_event
            for member in self.members
            if member.follows == name and member.from_event not in ("effect", "notice")
        )

    def groups(self) -> dict[str, list[Member]]:
        """Return the joint deposits and their members."""
        found: dict[str, list[Member]] = {}
        for member in self.members:
            if member.together is not None:
                found.setdefault(member.together, []).append(member)
        return found


@frozen(eq=False)
class EnsembleSolution:
    """What the exact engine found for each case, and for all of them.

    Attributes:
        solutions: by the name of the case.
        all_by_target: the chance that all are out by the target; None where none is set, or
            where only sampling tells: two cases follow the same one, or one follows a stage.
    """

    solutions: Mapping[str, Solution]
    all_by_target: float | None = field(default=None)


def solve_ensemble(ensemble: Ensemble) -> EnsembleSolution:
    """Return the distributions of every case of a scenario."""
    solver = _Solver(ensemble)
    solutions = {member.name: solver.solution(member) for member in ensemble.members}
    return EnsembleSolution(solutions, solver.all_by_target())


@define(eq=False)
class _Solver:
    """Solves each case once, those it waits for first."""

    ensemble: Ensemble
    groups: dict[str, list[Member]] = Factory(lambda self: self.ensemble.groups(), takes_self=True)
    ready: dict[str, Solution] = Factory(dict)
    solved: dict[str, Solution] = Factory(dict)

    def solution(self, member: Member) -> Solution:
        """Return the solution of a case."""
        if member.name not in self.solved:
            ready = self.ready_of(member)
            if member.together is not None:
                others = [
                    self.ready_of(other).notice
                    for other in self.groups[member.together]
                    if other is not member
                ]
                ready = evolve(ready, notice=wait_for(ready.notice, others))
            self.solved[member.name] = finish(member.model, ready)
        return self.solved[member.name]

    def ready_of(self, member: Member) -> Solution:
        """Return when the notice of a case is ready."""
        if member.name not in self.ready:
            if member.follows is None:
                self.ready[member.name] = get_ready(member.model)
            else:
                leader = next(m for m in self.ensemble.members if m.name == member.follows)
                start = _lead(self.solution(leader), member.from_event)
                self.ready[member.name] = _after(member.model, start)
        return self.ready[member.name]

    def all_by_target(self) -> float | None:
        """Return the chance that all cases are out by the target."""
        target = self.ensemble.target
        followed = Counter(m.follows for m in self.ensemble.members if m.follows is not None)
        jointly = {m.name for m in self.ensemble.members if m.together is not None}
        events = {m.from_event for m in self.ensemble.members if m.follows is not None}
        is_forked = max(followed.values(), default=0) > 1 or jointly & followed.keys()
        if target is None or is_forked or events - {"effect", "notice"}:
            return None
        chance = 1.0
        for group in self.groups.values():
            chance *= self._group_by(group, target)
        for member in self.ensemble.members:
            if member.together is None and member.follows is None:
                chance *= self._chain_by(member, self.ready_of(member).notice, target)
        return chance

    def _group_by(self, group: Sequence[Member], target: int) -> float:
        """Return the chance that a joint deposit takes effect for all by the target."""
        joined = join([self.ready_of(member).notice for member in group])
        chances = np.ones(len(joined.values))
        for member in group:
            chances = chances * _out_by(member.model, joined, target)
        return float(joined.values @ chances)

    def _chain_by(self, member: Member, ready: Mass, target: int) -> float:
        """Return the chance that a case and the one that follows it are out by the target."""
        follower = next((m for m in self.ensemble.members if m.follows == member.name), None)
        out = _out_by(member.model, ready, target)
        if follower is None:
            return float(ready.values @ out)
        treaty = member.model.first.treaty
        if follower.from_event == "effect":
            start = ready if treaty is None else follow(treaty, ready)[1]
            start = start.until(target)
        else:
            in_time = Mass(ready.first, ready.values * out)
            allowed = None if treaty is None else treaty.allowed
            start = in_time if allowed is None else in_time.moved(allowed)
        if not start.total:
            return 0.0
        return self._chain_by(follower, _after(follower.model, start).notice, target)


def _lead(leader: Solution, event: str) -> Mass:
    """Return when the event happens that another case waits for."""
    if event in ("effect", "notice"):
        return leader.effect if event == "effect" else leader.notice
    return leader.stages.get(event, Mass.empty())


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
