"""Many runs of a network at once: arrays of days moved through the same steps as the mass.

All runs of a chunk take a step together. The usual outcome costs a table look-up and an addition;
the rare ones (sent back, skipped, ended) are settled for the few runs that drew them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import define, field, frozen

from withdrawal.dates.table import EPOCH
from withdrawal.odds.draws import Dice, StepDraws
from withdrawal.odds.network import BEYOND, Fork, Network, Outcome, Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from withdrawal.dates import DayTable

__all__ = ["ALIVE", "Event", "Prepared", "Runs", "apply"]

ALIVE = 0


@frozen(eq=False)
class Event:
    """One thing that happened in some of the runs.

    Attributes:
        step: the name of the step.
        kind: the kind of outcome.
        runs: int64, shape (n,): the positions of the runs.
        days: int64, shape (n,): the days, since 1970-01-01.
        is_open: whether the step stays open for ever, so that the days say nothing.
        ends: whether the case ends here.
    """

    step: str
    kind: str
    runs: NDArray[np.int64] = field(repr=False)
    days: NDArray[np.int64] = field(repr=False)
    is_open: bool = False
    ends: bool = False


@frozen(eq=False)
class Prepared:
    """A network with its draws and the reasons for which a run may end.

    Attributes:
        network: the network.
        draws: the draws of each step, those taken again included, by the step's identity.
        reasons: the reasons, in the order of their codes; the first stands for "alive".
    """

    network: Network
    draws: dict[int, StepDraws] = field(repr=False)
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, network: Network, reasons: Sequence[str]) -> Prepared:
        """Return a network made ready; ``reasons`` are those that may come from elsewhere."""
        steps = list(_all_steps(network.steps))
        kinds = {
            outcome.kind
            for step in steps
            for outcome in step.outcomes
            if not outcome.goes_on and not outcome.again
        }
        draws = {id(step): StepDraws.of(step) for step in steps}
        return cls(network, draws, ("", *reasons, *sorted(kinds - set(reasons))))

    def code(self, reason: str) -> int:
        """Return the code of a reason."""
        return self.reasons.index(reason)


def _all_steps(steps: Sequence[Step]) -> list[Step]:
    found = []
    for step in steps:
        found.append(step)
        for outcome in step.outcomes:
            found += _all_steps(outcome.again)
    return found


@define(eq=False)
class Runs:
    """A chunk of runs on their way through a network.

    Attributes:
        prepared: the network.
        dice: where the random numbers come from.
        days: int64, shape (runs,): the day each run has reached.
        ended: int8, shape (runs,): the code of the reason for which a run has ended, 0 for none.
        numbers: int64, shape (runs,): the position of each run in its chunk.
        events: what happened, where paths are kept; else None.
        marked: for each step that another case waits for, int64, shape (runs of the chunk,): the
            day it was done.
    """

    prepared: Prepared
    dice: Dice
    days: NDArray[np.int64]
    ended: NDArray[np.int8]
    numbers: NDArray[np.int64]
    events: list[Event] | None = None
    marked: dict[str, NDArray[np.int64]] = field(factory=dict)

    def item(self, item: Step | Fork) -> None:
        """Take an item in every run."""
        if isinstance(item, Fork):
            self._fork(item)
        else:
            self.step(item)

    def step(self, step: Step) -> None:
        """Take a step in every run."""
        draws = self.prepared.draws[id(step)]
        cells = self.dice.cells(len(self.days))
        waits = draws.urn.cells.take(cells).astype(np.int64)
        rare = np.flatnonzero(waits < 0)
        begun = self.days[rare]
        if len(rare):
            waits[rare] = 0
        usual = step.outcomes[draws.usual]
        self.days = timed(step, usual, self.days, waits)
        if len(rare):
            self._settle(draws, rare, begun, cells[rare])
        if self.events is not None:
            common = np.setdiff1d(np.flatnonzero(self.ended == ALIVE), rare)
            self._note(step, usual, common)
        self._stop_at_limit()
        if step.name in self.marked:
            alive = self.ended == ALIVE
            self.marked[step.name][self.numbers[alive]] = self.days[alive]

    def _settle(
        self,
        draws: StepDraws,
        rare: NDArray[np.int64],
        begun: NDArray[np.int64],
        cells: NDArray[np.uint16],
    ) -> None:
        """Settle the runs whose cell did not say what happens."""
        items = draws.urn.look(cells, self.dice.fractions(len(rare)))
        outcomes, days = draws.outcomes[items], draws.days[items]
        self.days[rare] = begun
        self.end(rare[days == -2], BEYOND)
        for position in np.unique(outcomes[days != -2]).tolist():
            outcome = draws.step.outcomes[position]
            drawn = (outcomes == position) & (days != -2)
            chosen = rare[drawn]
            if outcome.duration is None:
                self._note(draws.step, outcome, chosen[self.ended[chosen] == ALIVE])
                self.end(chosen, outcome.kind)
                continue
            self.days[chosen] = timed(draws.step, outcome, begun[drawn], days[drawn])
            self._branch(draws.step, outcome, chosen)

    def _branch(self, step: Step, outcome: Outcome, chosen: NDArray[np.int64]) -> None:
        """Go on, go back or end, in the runs chosen."""
        limit = self.prepared.network.limit
        self.end(chosen[self.days[chosen] > limit], BEYOND)
        self._note(step, outcome, chosen[self.ended[chosen] == ALIVE])
        if outcome.again:
            part = self.part(chosen)
            part.marked = {}
            for each in outcome.again:
                part.step(each)
            self.days[chosen], self.ended[chosen] = part.days, part.ended
        elif not outcome.goes_on:
            self.end(chosen, outcome.kind)

    def part(self, chosen: NDArray[np.int64]) -> Runs:
        """Return the runs chosen, to be taken some steps of their own."""
        return Runs(
            self.prepared,
            self.dice,
            self.days[chosen],
            self.ended[chosen],
            self.numbers[chosen],
            self.events,
            self.marked,
        )

    def _fork(self, fork: Fork) -> None:
        begun = self.days
        latest = begun
        for branch in fork.branches:
            self.days = begun.copy()
            for step in branch:
                self.step(step)
            latest = np.maximum(latest, self.days)
        self.days = latest

    def end(self, chosen: NDArray[np.int64], reason: str) -> None:
        """End the runs chosen, save those that have ended before."""
        if not len(chosen):
            return
        alive = chosen[self.ended[chosen] == ALIVE]
        self.ended[alive] = self.prepared.code(reason)

    def _stop_at_limit(self) -> None:
        """End the runs that went beyond the horizon, and keep all days inside it."""
        limit = self.prepared.network.limit
        if int(self.days.max(initial=limit)) > limit:
            late = np.flatnonzero(self.days > limit)
            self.end(late, BEYOND)
            self.days[late] = limit

    def _note(self, step: Step, outcome: Outcome, chosen: NDArray[np.int64]) -> None:
        if self.events is not None and len(chosen):
            self.events.append(
                Event(
                    step.name,
                    outcome.kind,
                    self.numbers[chosen],
                    self.days[chosen],
                    outcome.duration is None,
                    not outcome.goes_on and not outcome.again,
                )
            )


def timed(
    step: Step, outcome: Outcome, days: NDArray[np.int64], waits: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the day an outcome happens when a step begun on ``days`` takes ``waits``."""
    if outcome.is_free:
        return days + waits
    later = days + waits if step.count is None else step.count.later(days, waits)
    return later if step.table is None else apply(step.table, later)


def apply(table: DayTable, days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the entry of a table for each day; a day past its end stays where it is."""
    indexes = days - (table.first.toordinal() - EPOCH)
    if int(indexes.max(initial=0)) < len(table.values):
        return table.values.take(indexes).astype(np.int64)
    known = indexes < len(table.values)
    return np.where(known, table.values.take(np.where(known, indexes, 0)), days)
