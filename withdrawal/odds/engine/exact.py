"""The exact engine: the distribution of a case's dates, computed and not drawn.

Mass is pushed through steps and forks: a duration is a convolution, a calendar a scatter-add
through a table, a branch a split, a fork a product of distribution functions. What ends on the way
is noted by reason, so that nothing is lost from sight.

First comes the opening: what is known put in, what has not happened by a day taken out. Silence
is evidence only of steps a record would show. A step that records leave out may have happened
unseen, so the condition is put on the next one that they would not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import define, evolve, field

from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.graph import DONE, SKIPPED, Fork, Model, Network, Outcome, Step
from withdrawal.odds.engine.mass import BEYOND, Mass, added, convolve, join
from withdrawal.odds.engine.treaty import follow
from withdrawal.values import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Chance: TypeAlias = float | NDArray[np.float64]

_IMPOSSIBLE = 1e-12
_OVERDUE = (30.0, 180.0)
_BY_DAY, _BY_WEEK = 150, 730


@define
class Push:
    """Pushes masses through items, and notes what ends on the way, perhaps row by row."""

    limit: int
    never: dict[str, Chance] = field(factory=dict)
    stages: dict[str, Mass] = field(factory=dict)

    def through(self, items: Sequence[Step | Fork], begun: Mapping[int, Mass]) -> Mass:
        """Return the mass of the day the last item is done, with what begins at later places."""
        mass = Mass.empty()
        for position, item in enumerate(items):
            mass = added((mass, begun.get(position, Mass.empty())))
            mass = self.fork(item, mass) if isinstance(item, Fork) else self.step(item, mass)
        return added((mass, begun.get(len(items), Mass.empty())))

    def step(self, step: Step, mass: Mass) -> Mass:
        """Return the mass of the day a step is done, whichever way it took."""
        if not mass.values.size:
            return mass
        done = added([self._settled(outcome, part) for outcome, part in self._ways(step, mass)])
        self._keep(step.name, done)
        return done

    def _ways(self, step: Step, mass: Mass) -> Iterator[tuple[Outcome, Mass]]:
        """Yield the ways a step comes about, each with its mass; note what never does."""
        moves: dict[tuple[int, bool], Mass] = {}
        for outcome in step.outcomes:
            if outcome.duration is None:
                self._note(outcome.kind, outcome.probability * mass.values.sum(axis=-1))
                continue
            key = (id(outcome.duration), outcome.is_free)
            if key not in moves:
                moves[key] = _timed(step, outcome, outcome.duration, mass, self.limit)
            part = moves[key].scaled(outcome.probability)
            lost = outcome.probability * mass.values.sum(axis=-1) - part.values.sum(axis=-1)
            if np.any(lost > 0.0):
                self._note(BEYOND, np.maximum(lost, 0.0))
            yield outcome, part

    def _settled(self, outcome: Outcome, mass: Mass) -> Mass:
        """Return what goes on from an outcome that has come about: all, the retaken, or none."""
        if outcome.goes_on:
            return mass
        if outcome.again:
            return Push(self.limit, self.never).through(outcome.again, {0: mass})
        self._note(outcome.kind, mass.values.sum(axis=-1))
        return Mass.empty()

    def _note(self, reason: str, chance: Chance) -> None:
        self.never[reason] = self.never.get(reason, 0.0) + chance

    def _keep(self, name: str, mass: Mass) -> None:
        kept = self.stages.get(name)
        self.stages[name] = mass if kept is None else added((kept, mass))

    def fork(self, fork: Fork, mass: Mass) -> Mass:
        """Return the mass of the day all branches are done.

        Where no step keeps a calendar, the days a fork takes do not depend on the day it begins:
        one convolution does. Otherwise there is one row for each day on which it may begin.
        """
        if not mass.total:
            return mass
        is_even = not fork.keeps_calendar
        begun, rows = (mass, Mass.point(0)) if is_even else _rows(mass)
        limit = self.limit - mass.first if is_even else self.limit
        joined, inners, _ = _beside(fork, [rows] * len(fork.branches), None, limit)
        done = _weighed(begun, joined, self.limit)
        self._note(BEYOND, max(self.end_branches(begun, inners) - done.total, 0.0))
        for inner in inners:
            for name, stage in inner.stages.items():
                self._keep(name, _weighed(begun, stage, self.limit))
        return done

    def end_branches(self, mass: Mass, inners: Sequence[Push]) -> float:
        """Note the endings within branches, and return the chance that none has ended.

        The first branch that ends gives the reason.
        """
        alive: Chance = 1.0
        for inner in inners:
            for reason, chance in inner.never.items():
                self._note(reason, float((mass.values * alive * chance).sum()))
            alive = alive * (1.0 - sum(inner.never.values()))
        return float((mass.values * alive).sum())

    def wait(self, item: Step | Fork, mass: Mass, not_by: int, is_last: bool) -> tuple[Mass, Mass]:
        """Return what goes on from an item that had not been seen by a day, and what is unseen.

        The last item of all cannot have happened unseen.
        """
        if not mass.total:
            return Mass.empty(), Mass.empty()
        if isinstance(item, Fork):
            return Mass.empty(), self._wait_beside(item, mass, not_by)
        done, unseen = [], []
        for outcome, part in self._ways(item, mass):
            # Runs are drawn by the order of the endings: it does not hang on whether this has any.
            self._note(BEYOND, 0.0)
            is_unseen = outcome.kind == SKIPPED or (outcome.goes_on and not item.is_recorded)
            if is_unseen and not is_last:
                unseen.append(part)
            else:
                done.append(self._settled(outcome, part.after(not_by)))
        late = [] if item.is_recorded else [part.after(not_by) for part in unseen]
        self._keep(item.name, added([*done, *late]))
        return added(done), added(unseen)

    def _wait_beside(self, fork: Fork, mass: Mass, not_by: int) -> Mass:
        """Begin a fork on each day of a mass in turn: its branches share that day."""
        joined = []
        for day in np.flatnonzero(mass.values).tolist():
            starts = [Mass.point(mass.first + day)] * len(fork.branches)
            done, inners, evidence = _beside(fork, starts, not_by, self.limit)
            weight = float(mass.values[day]) * evidence
            self.end_branches(Mass.point(0).scaled(weight), inners)
            joined.append(done.scaled(weight))
            for inner in inners:
                for name, stage in inner.stages.items():
                    self._keep(name, stage.scaled(weight))
        return added(joined)


def _timed(step: Step, outcome: Outcome, duration: Duration, mass: Mass, limit: int) -> Mass:
    """Return when one outcome of a step happens, as far as the limit."""
    count = None if outcome.is_free else step.count
    moved = mass.later_by(duration, limit) if count is None else count.push(mass, duration, limit)
    if step.not_before is not None and outcome.kind == DONE:
        moved = moved.not_before(step.not_before)
    return moved if outcome.is_free or step.table is None else moved.moved(step.table).until(limit)


def _rows(mass: Mass) -> tuple[Mass, Mass]:
    """Return the chance of each day on which a fork may begin, and a row for each.

    Each day more is a row more: from the fifth month on what may begin within a week, and after
    two years within a month, is taken to begin on its first day.
    """
    days = np.arange(len(mass.values))
    kept = (days < _BY_DAY) | ((days < _BY_WEEK) & (days % 7 == 0)) | (days % 30 == 0)
    chances = Mass.placed(np.cumsum(kept) - 1, mass.values).values
    held = np.flatnonzero(kept)[chances > 0.0]
    return Mass(mass.first, chances[chances > 0.0]), Mass(mass.first, np.eye(len(days))[held])


def _weighed(mass: Mass, rows: Mass, limit: int) -> Mass:
    """Return what a fork's rows give when it begins as ``mass`` says."""
    if not rows.values.size:
        return Mass.empty()
    if rows.values.ndim == 1:
        return Mass(mass.first + rows.first, convolve(mass.values, rows.values)).until(limit)
    return Mass(rows.first, mass.values @ rows.values)


def _beside(
    fork: Fork, starts: Sequence[Mass], not_by: int | None, limit: int
) -> tuple[Mass, list[Push], float]:
    """Return the day all branches are done, what ended in each, and the chance of the evidence."""
    done, inners, evidence = [], [], 1.0
    for steps, start in zip(fork.branches, starts, strict=True):
        entries = _waited(steps, start, not_by, Push(limit), is_branch=True)
        evidence *= entries.evidence
        inner = Push(limit, {**entries.never}, {**entries.stages})
        done.append(inner.through(steps, entries.masses))
        inners.append(inner)
    return join(done), inners, evidence


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
    """

    masses: dict[int, Mass]
    never: dict[str, float] = field(factory=dict)
    stages: dict[str, Mass] = field(factory=dict)
    evidence: float = 1.0
    is_overdue: bool = False


def opened(network: Network) -> Entries:
    """Return where the case goes on, given that its open items have not happened yet."""
    opening, push = network.opening, Push(network.limit)
    if opening.branches is None:
        return _waited(network.items, opening.start, opening.not_by, push)
    fork = network.items[0]
    assert isinstance(fork, Fork)
    done, inners, _ = _beside(fork, opening.branches, opening.not_by, network.limit)
    push.end_branches(Mass.point(0), inners)
    push.stages = {name: mass for inner in inners for name, mass in inner.stages.items()}
    not_by = opening.start.first - 1 if opening.not_by is None else opening.not_by
    return _waited(network.items, done, not_by, push, first=1)


def _waited(
    items: Sequence[Step | Fork],
    start: Mass,
    not_by: int | None,
    push: Push,
    *,
    first: int = 0,
    is_branch: bool = False,
) -> Entries:
    """Return where a sequence of items goes on that begins at one of them.

    Nothing had been seen of them by a day, where one is given; those of a branch may all have
    happened unseen.
    """
    if not_by is None or not items:
        return Entries({first: start})
    found, done, mass = {}, Mass.empty(), start
    for position, item in enumerate(items[first:], first):
        found[position] = added((done, mass.after(not_by)))
        is_last = position == len(items) - 1 and not is_branch
        done, mass = push.wait(item, mass.until(not_by), not_by, is_last)
    found[len(items)] = added((done, mass if is_branch else mass.after(not_by)))
    never = {reason: float(chance) for reason, chance in push.never.items()}
    going_on = sum(mass.total for mass in found.values())
    total = going_on + sum(never.values())
    if (total if is_branch else going_on) < _IMPOSSIBLE:
        return _overdue(items, never, not_by, push.limit)
    return Entries(
        {place: mass.scaled(1.0 / total) for place, mass in found.items() if mass.values.size},
        {reason: chance / total for reason, chance in never.items()},
        {name: mass.scaled(1.0 / total) for name, mass in push.stages.items()},
        total,
    )


def _overdue(
    items: Sequence[Step | Fork], never: dict[str, float], not_by: int, limit: int
) -> Entries:
    """Return an assumed wait, where the case has waited longer than it ever could.

    A limit that was missed says nothing of whether the matter was given up, so the chance of
    that stays what it was.
    """
    shown = (n for n, item in enumerate(items) if isinstance(item, Fork) or item.is_recorded)
    first = next(shown, len(items) - 1)
    wait = Duration.lognormal(*_OVERDUE).between(1, None)[0]
    ended = {reason: each for reason, each in never.items() if reason != BEYOND and each < 1.0}
    left = 1.0 - sum(ended.values())
    mass = Mass.point(not_by).later_by(wait, limit).scaled(left)
    ended[BEYOND] = max(left - mass.total, 0.0)
    return Entries({first + 1: mass}, ended, {items[first].name: mass}, 0.0, True)


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


def solve(case: Network | Model) -> Solution:
    """Return the distribution of everything the case leaves open."""
    return finish(Model.of(case), get_ready(case))


def get_ready(case: Network | Model) -> Solution:
    """Return the same up to the day the notice is ready, the treaty's side left out.

    What has not happened yet tells the paces apart: a case that keeps one waiting is more likely
    a slow one.
    """
    model = Model.of(case)
    entries = [opened(network) for _, network in model.parts]
    weights = posterior(model, entries)
    ready, stages = [], defaultdict(list)
    never: dict[str, float] = defaultdict(float)
    for weight, (_, network), begun in zip(weights, model.parts, entries, strict=True):
        push = Push(network.limit, {**begun.never}, {**begun.stages})
        ready.append(push.through(network.items, begun.masses).scaled(weight))
        for name, mass in push.stages.items():
            stages[name].append(mass.scaled(weight))
        for reason, chance in push.never.items():
            never[reason] += weight * float(chance)
    notice = added(ready)
    return Solution(
        notice,
        notice,
        {name: added(each) for name, each in stages.items()},
        {reason: chance for reason, chance in never.items() if chance > 0.0},
        all(each.is_overdue for each in entries),
    )


def posterior(model: Model, entries: Sequence[Entries]) -> list[float]:
    """Return the probability of each pace, given what has not happened yet."""
    prior = [weight for weight, _ in model.parts]
    weights = [weight * each.evidence for weight, each in zip(prior, entries, strict=True)]
    total = sum(weights)
    return [each / total for each in weights] if total else [each / sum(prior) for each in prior]


def finish(case: Network | Model, ready: Solution) -> Solution:
    """Return the solution of a case whose notice is ready as ``ready`` says."""
    network = Model.of(case).first
    if network.treaty is None:
        return ready
    notice, effect, endings = follow(network.treaty, ready.notice)
    never, stages = dict(ready.never), dict(ready.stages)
    for reason, chance in endings.items():
        never[reason] = never.get(reason, 0.0) + chance
    if network.items and stages:
        stages[network.items[-1].name] = notice
    return evolve(ready, notice=notice, effect=effect, stages=stages, never=never)
