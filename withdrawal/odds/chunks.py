"""One chunk of runs of a whole scenario, from the openings to the days of effect.

A chunk is always drawn from its own stream of random numbers, so a scenario gives the same
counts however many workers share it and whichever chunk they take first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from attrs import define, field, frozen

from withdrawal.odds.draws import Dice
from withdrawal.odds.ensemble import BEFORE_IT, Ensemble, Member
from withdrawal.odds.network import BEYOND, NO_EFFECT, REVOKED, Network
from withdrawal.odds.runs import ALIVE, Event, Runs
from withdrawal.odds.sampled_effect import take_effect
from withdrawal.odds.sampled_opening import UNMARKED, PreparedModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CHUNK", "Counts", "Drawn", "PreparedEnsemble", "count_chunk", "draw_chunk", "nothing"]

CHUNK = 1 << 16
"""How many runs are drawn from one stream."""

BLOCK = 12_288
"""How many of them are drawn at a time: few enough for their arrays to stay in the cache."""

_REASONS = (BEYOND, NO_EFFECT, REVOKED, BEFORE_IT)


@frozen(eq=False)
class PreparedEnsemble:
    """A scenario made ready to draw from.

    Attributes:
        ensemble: the scenario.
        models: each case made ready.
        first: the first day of the histograms.
        size: the number of days of the histograms.
    """

    ensemble: Ensemble
    models: Mapping[str, PreparedModel]
    first: int
    size: int

    @classmethod
    def of(cls, ensemble: Ensemble) -> PreparedEnsemble:
        """Return a scenario made ready."""
        models = {m.name: PreparedModel.of(m.model, _REASONS) for m in ensemble.members}
        first = min(each.first_day for each in models.values())
        last = max(_last_day(member.model.first) for member in ensemble.members)
        return cls(ensemble, models, first, last - first + 1)


def _last_day(network: Network) -> int:
    last = network.limit
    if network.treaty is not None:
        last = max(last, int(network.treaty.clause.values.max()))
        if network.treaty.conflict is not None:
            last = max(last, network.treaty.conflict.limit)
    return last


@define(eq=False)
class Counts:
    """What was counted in some number of runs; counts of several chunks add up.

    Attributes:
        runs: how many runs.
        effects: for each case how many runs take effect on each day of the histogram.
        never: for each case how many runs end for each reason.
        all_by_target: in how many runs all cases are out by the target.
    """

    runs: int
    effects: dict[str, NDArray[np.int64]]
    never: dict[str, dict[str, int]]
    all_by_target: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of other runs."""
        self.runs += other.runs
        self.all_by_target += other.all_by_target
        for name, histogram in other.effects.items():
            self.effects[name] += histogram
            never = self.never[name]
            for reason, count in other.never[name].items():
                never[reason] = never.get(reason, 0) + count


@define(eq=False)
class Drawn:
    """One chunk of one case.

    Attributes:
        runs: the runs, with the reason for which each has ended.
        notice: int64, shape (runs,): the day of notice.
        effect: int64, shape (runs,): the day of effect; of no meaning where a run has ended.
        is_notified: bool, shape (runs,): whether a notice was given.
        events: what happened, where paths are kept.
    """

    runs: Runs
    notice: NDArray[np.int64]
    effect: NDArray[np.int64]
    is_notified: NDArray[np.bool_]
    events: list[Event] = field(factory=list)


def draw_chunk(
    prepared: PreparedEnsemble, seed: int, chunk: int, size: int, *, keeps_paths: bool = False
) -> Iterator[dict[str, Drawn]]:
    """Yield one chunk of runs of every case, block by block.

    Args:
        prepared: the scenario.
        seed: the seed of the whole simulation.
        chunk: the number of the chunk.
        size: how many runs, at most `CHUNK`.
        keeps_paths: whether to keep what happened in every run.
    """
    dice = Dice.of(seed, chunk)
    for first in range(0, size, BLOCK):
        yield _draw_block(prepared, dice, min(BLOCK, size - first), keeps_paths)


def _draw_block(
    prepared: PreparedEnsemble, dice: Dice, size: int, keeps_paths: bool
) -> dict[str, Drawn]:
    drawn: dict[str, Drawn] = {}
    groups = prepared.ensemble.groups()
    for member in prepared.ensemble.members:
        if member.name in drawn:
            continue
        fellows = groups[member.together] if member.together is not None else [member]
        ready = {m.name: _get_ready(prepared, m, dice, size, drawn, keeps_paths) for m in fellows}
        _wait_for_each_other(ready)
        for name, runs in ready.items():
            drawn[name] = _finish(runs, prepared.models[name].network)
    return drawn


def count_chunk(prepared: PreparedEnsemble, seed: int, chunk: int, size: int) -> Counts:
    """Return the counts of one chunk."""
    total = nothing(prepared)
    for drawn in draw_chunk(prepared, seed, chunk, size):
        total.add(count(prepared, drawn))
    return total


def nothing(prepared: PreparedEnsemble) -> Counts:
    """Return the counts of no runs."""
    names = list(prepared.models)
    zeros = {name: np.zeros(prepared.size, dtype=np.int64) for name in names}
    return Counts(0, zeros, {name: {} for name in names})


def count(prepared: PreparedEnsemble, drawn: Mapping[str, Drawn]) -> Counts:
    """Return the counts of one block."""
    size = len(next(iter(drawn.values())).effect)
    target = prepared.ensemble.target
    effects, never = {}, {}
    in_time = np.full(size, target is not None)
    for name, each in drawn.items():
        ended = each.runs.ended
        days = each.effect - prepared.first
        reasons = np.bincount(ended, minlength=1)
        if int(reasons[ALIVE]) < size:
            days = days[ended == ALIVE]
        effects[name] = np.bincount(days, minlength=prepared.size)
        names = prepared.models[name].reasons
        never[name] = {
            names[code]: number for code, number in enumerate(reasons.tolist()) if code and number
        }
        if target is not None:
            in_time &= (ended == ALIVE) & (each.effect <= target)
    return Counts(size, effects, never, int(in_time.sum()))


def _get_ready(
    prepared: PreparedEnsemble,
    member: Member,
    dice: Dice,
    size: int,
    drawn: Mapping[str, Drawn],
    keeps_paths: bool,
) -> Runs:
    """Return the runs of one case at the day the notice is ready."""
    model = prepared.models[member.name]
    marks = prepared.ensemble.marks(member.name)
    runs = model.begin(dice, size, [] if keeps_paths else None, marks)
    if member.follows is None:
        model.run(runs)
        return runs
    start, lost = _lead(drawn[member.follows], member.from_event)
    runs.days = np.where(lost, prepared.first, start)
    runs.ended[lost] = model.code(BEFORE_IT)
    model.run(runs, is_begun=True)
    return runs


def _lead(leader: Drawn, event: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the days on which a case that follows begins, and the runs in which it never does."""
    if event == "effect":
        return leader.effect, leader.runs.ended != ALIVE
    if event == "notice":
        return leader.notice, ~leader.is_notified
    days = leader.runs.marked[event]
    return days, days == UNMARKED


def _wait_for_each_other(ready: Mapping[str, Runs]) -> None:
    """Move every run of a joint deposit to the day the last of those still in it is ready."""
    if len(ready) < 2:
        return
    never = np.iinfo(np.int64).min
    days = [np.where(runs.ended == ALIVE, runs.days, never) for runs in ready.values()]
    latest = np.maximum.reduce(days)
    for runs in ready.values():
        runs.days = np.where(runs.ended == ALIVE, latest, runs.days)


def _finish(runs: Runs, network: Network) -> Drawn:
    """Return the runs at the day of effect."""
    notice, effect, notified = runs.days, runs.days, runs.ended == ALIVE
    if network.treaty is not None:
        notice, effect, notified = take_effect(runs, network.treaty)
    return Drawn(runs, notice, effect, notified, runs.events or [])
