"""The exact engine: the distribution of a case's dates, computed and not drawn.

First comes the opening: what is known put in, what has not happened by a day taken out. Silence
is evidence only of steps a record would show. A step that records leave out may have happened
unseen, so the condition is put on the next one that they would not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, TypeVar

from attrs import Factory, define, evolve, field, frozen

from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.graph import SKIPPED, Fork, Model, Network, Opening, Step
from withdrawal.odds.engine.mass import BEYOND, Mass, added, join
from withdrawal.odds.engine.push import Push, timed
from withdrawal.odds.engine.treaty import follow

if TYPE_CHECKING:
    from withdrawal.odds.engine.push import Chance

__all__ = ["Entries", "Solution", "Walk", "finish", "get_ready", "opened", "posterior", "solve"]


_Key = TypeVar("_Key", int, str)

_IMPOSSIBLE = 1e-12
_OVERDUE = (30.0, 180.0)


@frozen(eq=False)
class Entries:
    """Where and when a case goes on after its opening, given what has not happened.

    Attributes:
        masses: for each position of the network the mass that goes on from there.
        never: the chance of each ending at the opening.
        stages: the day of the stages done in the opening.
        evidence: how likely it was, from the start, that nothing had happened by now.
        is_overdue: whether the case has waited longer than its durations allow for, so that an
            assumed wait was used instead.
        seen: how many items of the network it depends on.
    """

    masses: dict[int, Mass]
    never: dict[str, float]
    stages: dict[str, Mass]
    evidence: float = 1.0
    is_overdue: bool = False
    seen: int = 0


def opened(network: Network) -> Entries:
    """Return where the case goes on, given that its open items have not happened yet."""
    opening = network.opening
    if opening.branches is not None:
        return _begun_fork(network, opening)
    return _wait(network.items, opening.start, opening.not_by, network.limit)


def _wait(
    items: Sequence[Step | Fork],
    start: Mass,
    not_by: int | None,
    limit: int,
    *,
    is_branch: bool = False,
) -> Entries:
    """Return where a sequence of items goes on; a branch may have come to its end unseen."""
    if not_by is None or not items:
        return Entries({0: start}, {}, {})
    wait = _Wait(items, not_by, limit, is_branch)
    wait.wait(0, start)
    return wait.settled()


@define
class _Wait:
    """Goes through the items that may have happened unseen, up to the first that cannot."""

    items: Sequence[Step | Fork]
    not_by: int
    limit: int
    is_branch: bool = False
    found: list[tuple[int, Mass]] = Factory(list)
    push: Push = Factory(lambda self: Push(self.limit), takes_self=True)
    stages: dict[str, Mass] = Factory(dict)
    seen: int = 0

    def wait(self, position: int, mass: Mass) -> None:
        """Add what follows at ``position`` from a mass that needs no further condition."""
        late, early = mass.after(self.not_by), mass.until(self.not_by)
        self.found.append((position, late))
        if not early.total:
            return
        if position == len(self.items):
            if self.is_branch:
                self.found.append((position, early))
            return
        item = self.items[position]
        self.seen = max(self.seen, position + 1)
        if isinstance(item, Fork):
            self._wait_for_fork(position, item, early)
        else:
            self._wait_for_step(position, item, early)

    def _wait_for_step(self, position: int, step: Step, mass: Mass) -> None:
        is_last = position == len(self.items) - 1 and not self.is_branch
        for outcome in step.outcomes:
            if outcome.duration is None:
                self.push.end(outcome.kind, mass.scaled(outcome.probability))
                continue
            moved = timed(step, outcome, mass, self.limit).scaled(outcome.probability)
            self.push.note(BEYOND, max(outcome.probability * mass.total - moved.total, 0.0))
            is_unseen = outcome.goes_on and not step.is_recorded
            if (is_unseen or outcome.kind == SKIPPED) and not is_last:
                if is_unseen:
                    self._note(step.name, moved.after(self.not_by))
                self.wait(position + 1, moved)
            else:
                done = self.push.settle(outcome, moved.after(self.not_by))
                self.found.append((position + 1, done))
                self._note(step.name, done)

    def _note(self, name: str, mass: Mass) -> None:
        """Note when a stage is done, as far as that is still to come."""
        self.stages[name] = added((self.stages.get(name, Mass.empty()), mass))

    def _wait_for_fork(self, position: int, fork: Fork, mass: Mass) -> None:
        """Begin a fork on each day of a mass in turn: its branches share that day."""
        for index, chance in enumerate(mass.values.tolist()):
            if not chance:
                continue
            start = Mass.point(mass.first + index)
            begun = [(branch, start) for branch in fork.branches]
            done, inners, evidence = _branches(begun, self.not_by, self.limit)
            weight = chance * evidence
            self.push.end_branches(Mass.point(0).scaled(weight), inners)
            self.wait(position + 1, join(done).scaled(weight))
            for inner in inners:
                for name, stage in inner.stages.items():
                    self._note(name, stage.scaled(weight))

    def settled(self) -> Entries:
        """Return what was found, scaled to sum to one."""
        never = {reason: float(chance) for reason, chance in self.push.never.items()}
        going_on = sum(mass.total for _, mass in self.found)
        total = going_on + sum(never.values())
        if (total if self.is_branch else going_on) < _IMPOSSIBLE:
            return self._overdue(never)
        held = ((position, mass) for position, mass in self.found if mass.values.size)
        masses = _merged({position: mass.scaled(1.0 / total)} for position, mass in held)
        stages = {name: mass.scaled(1.0 / total) for name, mass in self.stages.items()}
        ended = {reason: chance / total for reason, chance in never.items()}
        return Entries(masses, ended, stages, total, seen=self.seen)

    def _overdue(self, never: dict[str, float]) -> Entries:
        """Return an assumed wait, where the case has waited longer than it ever could.

        A limit that was missed says nothing of whether the matter was given up, so the chance of
        that stays what it was.
        """
        first = next(
            (n for n, item in enumerate(self.items) if isinstance(item, Fork) or item.is_recorded),
            len(self.items) - 1,
        )
        wait = Duration.lognormal(*_OVERDUE).between(1, None)[0]
        ended = {reason: each for reason, each in never.items() if reason != BEYOND and each < 1.0}
        left = 1.0 - sum(ended.values())
        mass = Mass.point(self.not_by).later_by(wait, self.limit).scaled(left)
        ended[BEYOND] = max(left - mass.total, 0.0)
        return Entries(
            {first + 1: mass}, ended, {self.items[first].name: mass}, 0.0, True, self.seen
        )


def _branches(
    begun: Sequence[tuple[Sequence[Step], Mass]], not_by: int | None, limit: int
) -> tuple[list[Mass], list[Push], float]:
    """Return the day each branch is done, what ended in it, and the chance of the evidence."""
    done, inners, evidence = [], [], 1.0
    for steps, start in begun:
        entries = _wait(steps, start, not_by, limit, is_branch=True)
        evidence *= entries.evidence
        inner = Push(limit, keeps_stages=True)
        mass = Mass.empty()
        for position, step in enumerate(steps):
            mass = inner.step(step, added((mass, entries.masses.get(position, Mass.empty()))))
        done.append(added((mass, entries.masses.get(len(steps), Mass.empty()))))
        for reason, chance in entries.never.items():
            inner.note(reason, chance)
        inner.stages = {**inner.stages, **entries.stages}
        inners.append(inner)
    return done, inners, evidence


def _begun_fork(network: Network, opening: Opening) -> Entries:
    """Return where the case goes on when it stands in a fork that has begun."""
    fork = network.items[0]
    assert isinstance(fork, Fork)
    begun = list(zip(fork.branches, opening.branches or (), strict=True))
    not_by = opening.start.first - 1 if opening.not_by is None else opening.not_by
    wait = _Wait(network.items, not_by, network.limit, seen=1)
    done, inners, _ = _branches(begun, opening.not_by, network.limit)
    wait.push.end_branches(Mass.point(0), inners)
    wait.stages = {name: mass for inner in inners for name, mass in inner.stages.items()}
    wait.wait(1, join(done))
    return wait.settled()


@frozen(eq=False)
class Walk:
    """How a case went through a network, so that one that differs late goes on from there.

    Attributes:
        network: the network.
        entries: where it went on after its opening.
        before: before each item that was gone through, from the first on, what had come so far
            and the chance of each ending until then.
    """

    network: Network
    entries: Entries
    before: tuple[tuple[Mass, dict[str, Chance]], ...]

    def shared(self, network: Network) -> int:
        """Return how many items of another network were gone through here in the same way."""
        pairs = zip(network.items, self.network.items, strict=False)
        same = next((n for n, (one, other) in enumerate(pairs) if one is not other), 0)
        return same if same >= self.entries.seen else 0


@frozen(eq=False)
class Solution:
    """What the exact engine found.

    Attributes:
        notice: the day of notice (of the last item, where there is no treaty).
        effect: the day of effect; the same where the network has no treaty.
        stages: for each stage still open the day it is done (the first time).
        never: the chance that there is no effect, by reason.
        is_overdue: whether the case has waited longer than its durations allow for.
        walks: how the case went through the network at each pace.
    """

    notice: Mass
    effect: Mass
    stages: dict[str, Mass]
    never: dict[str, float]
    is_overdue: bool = False
    walks: tuple[Walk, ...] = field(default=(), repr=False)


def solve(case: Network | Model) -> Solution:
    """Return the distribution of everything the case leaves open.

    Args:
        case: a network, or a model of several paces.
    """
    return finish(Model.of(case), get_ready(case))


def get_ready(case: Network | Model, *, like: Solution | None = None) -> Solution:
    """Return the same up to the day the notice is ready, the treaty's side left out.

    What has not happened yet tells the paces apart: a case that keeps one waiting is more likely
    a slow one.

    Args:
        case: a network, or a model of several paces.
        like: the solution of a case that begins in the same way and has as many paces: what it
            shares with it is not worked out again, and no dates of stages are kept.
    """
    model = Model.of(case)
    walks = repeat(None) if like is None else like.walks
    made = [_at_pace(each, known) for (_, each), known in zip(model.parts, walks, strict=False)]
    weights = posterior(model, [each.walks[0].entries for each in made])
    whole = made[0] if len(made) == 1 else _mixed(weights, made)
    return whole if like is None else evolve(whole, walks=())


def posterior(model: Model, entries: Sequence[Entries]) -> list[float]:
    """Return the probability of each pace, given what has not happened yet."""
    weights = [
        weight * each.evidence for (weight, _), each in zip(model.parts, entries, strict=True)
    ]
    if not sum(weights):
        weights = [weight for weight, _ in model.parts]
    return [weight / sum(weights) for weight in weights]


def _at_pace(network: Network, known: Walk | None) -> Solution:
    shared = 0 if known is None else known.shared(network)
    if known is not None and shared:
        entries, (mass, ended) = known.entries, known.before[shared]
    else:
        entries, mass, ended = opened(network), Mass.empty(), {}
    push = Push(network.limit, known is None, dict(ended))
    before = []
    for position, item in enumerate(network.items[shared:], shared):
        before.append((mass, dict(push.never)))
        mass = push.item(item, added((mass, entries.masses.get(position, Mass.empty()))))
    ready = added((mass, entries.masses.get(len(network.items), Mass.empty())))
    never = _summed((entries.never, {r: float(chance) for r, chance in push.never.items()}))
    never = {reason: chance for reason, chance in never.items() if chance > 0.0}
    stages = _merged((entries.stages, push.stages)) if known is None else {}
    walk = Walk(network, entries, tuple(before))
    return Solution(ready, ready, stages, never, entries.is_overdue, (walk,))


def _mixed(weights: Sequence[float], parts: Sequence[Solution]) -> Solution:
    """Return what several paces give together."""
    pairs = list(zip(weights, parts, strict=True))
    ready = added(part.notice.scaled(weight) for weight, part in pairs)
    never = _summed({r: weight * c for r, c in part.never.items()} for weight, part in pairs)
    stages = _merged(
        {n: m.scaled(weight) for n, m in part.stages.items()} for weight, part in pairs
    )
    is_overdue = all(part.is_overdue for part in parts)
    walks = tuple(walk for part in parts for walk in part.walks)
    return Solution(ready, ready, stages, never, is_overdue, walks)


def finish(case: Network | Model, ready: Solution) -> Solution:
    """Return the solution of a case whose notice is ready as ``ready`` says."""
    network = Model.of(case).first
    if network.treaty is None:
        return ready
    notice, effect, endings = follow(network.treaty, ready.notice)
    never = _summed((ready.never, endings))
    stages = dict(ready.stages)
    if network.items and stages:
        stages[network.items[-1].name] = notice
    return evolve(ready, notice=notice, effect=effect, stages=stages, never=never)


def _merged(parts: Iterable[Mapping[_Key, Mass]]) -> dict[_Key, Mass]:
    """Return the masses of several parts, those under one key added up."""
    masses: dict[_Key, list[Mass]] = defaultdict(list)
    for part in parts:
        for key, mass in part.items():
            masses[key].append(mass)
    return {key: added(each) for key, each in masses.items()}


def _summed(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the chances of several parts, those of one reason added up."""
    chances: dict[str, float] = {}
    for part in parts:
        for reason, chance in part.items():
            chances[reason] = chances.get(reason, 0.0) + chance
    return chances
