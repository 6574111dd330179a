"""One chunk of runs of a whole scenario, from the openings to the days of effect.

A chunk is always drawn from its own stream of random numbers, so a scenario gives the same
counts however many workers share it and whichever chunk they take first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from attrs import define, field, frozen

from withdrawal.forecast.draws import Dice, Urn
from withdrawal.forecast.ensemble import BEFORE_IT, Ensemble, Member
from withdrawal.forecast.network import BEYOND, NO_EFFECT, REVOKED, Fork, Network
from withdrawal.forecast.opening import Entries, opened
from withdrawal.forecast.runs import ALIVE, Event, Prepared, Runs
from withdrawal.forecast.sampled_effect import take_effect

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CHUNK", "Counts", "Drawn", "PreparedEnsemble", "count", "draw_chunk"]

CHUNK = 1 << 16
"""How many runs are drawn from one stream."""

_REASONS = (BEYOND, NO_EFFECT, REVOKED, BEFORE_IT)


@frozen(eq=False)
class _Opening:
    """The opening of a case, ready to draw from: an item for each position and day, and ending."""

    urn: Urn
    positions: NDArray[np.int64]
    days: NDArray[np.int64]
    codes: NDArray[np.int64]

    @classmethod
    def of(cls, prepared: Prepared, entries: Entries) -> _Opening:
        chances, positions, days, codes = [], [], [], []
        for position, mass in sorted(entries.masses.items()):
            size = len(mass.values)
            chances.append(mass.values)
            positions.append(np.full(size, position))
            days.append(np.arange(mass.first, mass.first + size))
            codes.append(np.zeros(size, dtype=np.int64))
        for reason, chance in entries.never.items():
            chances.append(np.array([chance]))
            positions.append(np.array([len(prepared.network.items)]))
            days.append(np.array([prepared.network.opening.start.first]))
            codes.append(np.array([prepared.code(reason)]))
        held = np.concatenate(chances) > 0.0
        parts = [np.concatenate(each)[held] for each in (positions, days, codes)]
        urn = Urn.of(np.concatenate(chances)[held], np.arange(int(held.sum())))
        return cls(urn, *parts)

    @property
    def is_certain(self) -> bool:
        """Whether there is nothing to draw."""
        return len(self.days) == 1


@frozen(eq=False)
class PreparedEnsemble:
    """A scenario made ready to draw from.

    Attributes:
        ensemble: the scenario.
        prepared: each case with its draws.
        openings: each case's opening.
        first: the first day of the histograms.
        size: the number of days of the histograms.
    """

    ensemble: Ensemble
    prepared: Mapping[str, Prepared]
    openings: Mapping[str, _Opening]
    first: int
    size: int

    @classmethod
    def of(cls, ensemble: Ensemble) -> PreparedEnsemble:
        """Return a scenario made ready."""
        prepared = {m.name: Prepared.of(m.network, _REASONS) for m in ensemble.members}
        openings = {
            name: _Opening.of(each, opened(each.network)) for name, each in prepared.items()
        }
        first = min(int(each.days.min()) for each in openings.values())
        last = max(_last_day(member.network) for member in ensemble.members)
        return cls(ensemble, prepared, openings, first, last - first + 1)


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
        stages: for each case and step how often it is done on each day, where asked for.
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
            self.effects[name] = self.effects[name] + histogram
            never = self.never[name]
            for reason, count in other.never[name].items():
                never[reason] = never.get(reason, 0) + count


@define(eq=False)
class Drawn:
    """One chunk of one case.

    Attributes:
        runs: the runs, at the day the notice is ready and later of effect.
        notice: int64, shape (runs,): the day of notice.
        events: what happened, where paths are kept.
    """

    runs: Runs
    notice: NDArray[np.int64]
    effect: NDArray[np.int64]
    events: list[Event] = field(factory=list)


def draw_chunk(
    prepared: PreparedEnsemble, seed: int, chunk: int, size: int, *, keeps_paths: bool = False
) -> dict[str, Drawn]:
    """Return one chunk of runs of every case.

    Args:
        prepared: the scenario.
        seed: the seed of the whole simulation.
        chunk: the number of the chunk.
        size: how many runs, at most `CHUNK`.
        keeps_paths: whether to keep what happened in every run.
    """
    dice = Dice.of(seed, chunk)
    drawn: dict[str, Drawn] = {}
    groups = prepared.ensemble.groups()
    for member in prepared.ensemble.members:
        if member.name in drawn:
            continue
        fellows = groups[member.together] if member.together is not None else [member]
        ready = {m.name: _get_ready(prepared, m, dice, size, drawn, keeps_paths) for m in fellows}
        _wait_for_each_other(ready)
        for fellow in fellows:
            drawn[fellow.name] = _finish(ready[fellow.name], fellow.network)
    return drawn


def count(prepared: PreparedEnsemble, drawn: Mapping[str, Drawn], size: int) -> Counts:
    """Return the counts of one chunk."""
    effects, never = {}, {}
    in_time = np.ones(size, dtype=bool)
    for name, each in drawn.items():
        ended = each.runs.ended
        days = each.effect - prepared.first
        reasons = np.bincount(ended, minlength=1)
        if int(reasons[0]) < size:
            days = days[ended == ALIVE]
        effects[name] = np.bincount(days, minlength=prepared.size)
        names = prepared.prepared[name].reasons
        never[name] = {
            names[code]: number for code, number in enumerate(reasons.tolist()) if code and number
        }
        if prepared.ensemble.target is not None:
            in_time &= (ended == ALIVE) & (each.effect <= prepared.ensemble.target)
    out = int(in_time.sum()) if prepared.ensemble.target is not None else 0
    return Counts(size, effects, never, out)


def _get_ready(
    prepared: PreparedEnsemble,
    member: Member,
    dice: Dice,
    size: int,
    drawn: Mapping[str, Drawn],
    keeps_paths: bool,
) -> Runs:
    """Return the runs of one case at the day the notice is ready."""
    own = prepared.prepared[member.name]
    days = np.empty(size, dtype=np.int64)
    ended = np.zeros(size, dtype=np.int8)
    events: list[Event] | None = [] if keeps_paths else None
    runs = Runs(own, dice, days, ended, np.arange(size), events)
    if member.follows is not None:
        leader = drawn[member.follows]
        start = leader.effect if member.from_event == "effect" else leader.notice
        lost = leader.runs.ended != ALIVE
        runs.days = np.where(lost, prepared.first, start)
        runs.ended[lost] = own.code(BEFORE_IT)
        _take_from(runs, np.zeros(size, dtype=np.int64), own.network)
    else:
        _open(runs, prepared.openings[member.name])
    return runs


def _open(runs: Runs, opening: _Opening) -> None:
    """Begin every run where its opening says, and take the items from there."""
    network = runs.prepared.network
    size = len(runs.days)
    if opening.is_certain:
        items = np.zeros(size, dtype=np.int64)
    else:
        cells = runs.dice.cells(size)
        items = opening.urn.cells.take(cells).astype(np.int64)
        cut = np.flatnonzero(items < 0)
        items[cut] = opening.urn.look(cells[cut], runs.dice.fractions(len(cut)))
    runs.days = opening.days.take(items)
    runs.ended[:] = opening.codes.take(items)
    positions = opening.positions.take(items)
    _note_openings(runs, positions)
    _take_from(runs, positions, network)


def _note_openings(runs: Runs, positions: NDArray[np.int64]) -> None:
    """Note the step that was done in the opening, where paths are kept."""
    if runs.events is None:
        return
    items = runs.prepared.network.items
    for position in np.unique(positions).tolist():
        chosen = np.flatnonzero((positions == position) & (runs.ended == ALIVE))
        waited = runs.prepared.network.opening.not_by is not None
        if position and waited and len(chosen) and not isinstance(items[position - 1], Fork):
            name = items[position - 1].name
            runs.events.append(Event(name, "done", chosen, runs.days[chosen]))


def _take_from(runs: Runs, positions: NDArray[np.int64], network: Network) -> None:
    """Take the items of a network, each run from its own position on."""
    first, last = int(positions.min()), int(positions.max())
    for position in range(first, len(network.items)):
        item = network.items[position]
        if position >= last:
            runs.item(item)
            continue
        chosen = np.flatnonzero(positions <= position)
        part = runs.part(chosen)
        part.item(item)
        runs.days[chosen], runs.ended[chosen] = part.days, part.ended


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
    notice, effect = runs.days, runs.days
    if network.treaty is not None:
        notice, effect = take_effect(runs, network.treaty)
    return Drawn(runs, notice, effect, runs.events or [])
