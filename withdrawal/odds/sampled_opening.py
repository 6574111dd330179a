"""Drawing where a case goes on: its pace, then the place and the day, given what is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from withdrawal.odds.draws import Dice, Urn
from withdrawal.odds.exact import posterior
from withdrawal.odds.network import Fork, Model, Network
from withdrawal.odds.opening import Entries, opened
from withdrawal.odds.runs import ALIVE, Event, Prepared, Runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["UNMARKED", "OpeningDraws", "PreparedModel"]

UNMARKED = int(np.iinfo(np.int64).min)
"""The mark of a step that was not done, or was done unseen."""


@frozen(eq=False)
class OpeningDraws:
    """The opening of a network, ready to draw from.

    Attributes:
        urn: an item for each position and day, and for each ending.
        positions: int64, shape (items,): where the case goes on.
        days: int64, shape (items,): on which day.
        codes: int64, shape (items,): the code of the reason for which it has ended, 0 for none.
    """

    urn: Urn
    positions: NDArray[np.int64] = field(repr=False)
    days: NDArray[np.int64] = field(repr=False)
    codes: NDArray[np.int64] = field(repr=False)

    @classmethod
    def of(cls, prepared: Prepared, entries: Entries) -> OpeningDraws:
        """Return the draws of an opening."""
        rows = [
            (mass.values, position, np.arange(mass.first, mass.last + 1), 0)
            for position, mass in sorted(entries.masses.items())
        ]
        start = prepared.network.opening.start.first
        end = len(prepared.network.items)
        for reason, chance in entries.never.items():
            rows.append((np.array([chance]), end, np.array([start]), prepared.code(reason)))
        chances = np.concatenate([row[0] for row in rows])
        sizes = [len(row[0]) for row in rows]
        positions = np.repeat([row[1] for row in rows], sizes)
        days = np.concatenate([row[2] for row in rows])
        codes = np.repeat([row[3] for row in rows], sizes)
        held = chances > 0.0
        urn = Urn.of(chances[held], np.arange(int(held.sum())))
        return cls(urn, positions[held], days[held], codes[held])

    def open(self, runs: Runs) -> None:
        """Put every run where and when it goes on, and take it through the steps from there."""
        items = draw(self.urn, runs.dice, len(runs.days))
        runs.days = self.days.take(items)
        runs.ended[:] = self.codes.take(items)
        positions = self.positions.take(items)
        _note_openings(runs, positions)
        _mark_openings(runs, positions)
        take_from(runs, positions)


def draw(urn: Urn, dice: Dice, size: int) -> NDArray[np.int64]:
    """Return the items of ``size`` draws."""
    if len(urn.edges) == 1:
        return np.zeros(size, dtype=np.int64)
    cells = dice.cells(size)
    items: NDArray[np.int64] = urn.cells.take(cells).astype(np.int64)
    cut = np.flatnonzero(items < 0)
    if len(cut):
        items[cut] = urn.look(cells[cut], dice.fractions(len(cut)))
    return items


@frozen(eq=False)
class PreparedModel:
    """A model ready to draw from.

    Attributes:
        paces: the draws of the pace.
        parts: for each pace the network made ready, and the draws of its opening.
    """

    paces: Urn
    parts: tuple[tuple[Prepared, OpeningDraws], ...]

    @classmethod
    def of(cls, model: Model, reasons: tuple[str, ...]) -> PreparedModel:
        """Return a model made ready; ``reasons`` are those that may come from elsewhere."""
        entries = [opened(network) for _, network in model.parts]
        weights = np.array(posterior(model, entries))
        shared = dict.fromkeys(reasons)
        for _, network in model.parts:
            shared.update(dict.fromkeys(Prepared.of(network, ()).reasons[1:]))
        made = [Prepared.of(network, tuple(shared)) for _, network in model.parts]
        parts = tuple(
            (each, OpeningDraws.of(each, entry)) for each, entry in zip(made, entries, strict=True)
        )
        return cls(Urn.of(weights, np.arange(len(weights))), parts)

    @property
    def network(self) -> Network:
        """One of the networks, for what they share."""
        return self.parts[0][0].network

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons for which a run may end, in the order of their codes."""
        return self.parts[0][0].reasons

    @property
    def first_day(self) -> int:
        """The first day on which anything may happen."""
        return min(int(opening.days.min()) for _, opening in self.parts)

    def code(self, reason: str) -> int:
        """Return the code of a reason."""
        return self.reasons.index(reason)

    def begin(
        self, dice: Dice, size: int, events: list[Event] | None, marks: Iterable[str] = ()
    ) -> Runs:
        """Return runs that nothing has happened in yet; ``marks`` names the steps to mark."""
        days = np.full(size, self.first_day, dtype=np.int64)
        ended = np.zeros(size, dtype=np.int8)
        marked = {name: np.full(size, UNMARKED) for name in marks}
        return Runs(self.parts[0][0], dice, days, ended, np.arange(size), events, marked)

    def run(self, runs: Runs, *, is_begun: bool = False) -> None:
        """Take runs through the steps, each at a pace of its own.

        Args:
            runs: the runs; changed in place.
            is_begun: whether their days say already when they begin.
        """
        if len(self.parts) == 1:
            self._run_part(0, runs, is_begun)
            return
        paces = draw(self.paces, runs.dice, len(runs.days))
        for pace in range(len(self.parts)):
            chosen = np.flatnonzero(paces == pace)
            if not len(chosen):
                continue
            part = runs.part(chosen)
            part.prepared = self.parts[pace][0]
            self._run_part(pace, part, is_begun)
            runs.days[chosen], runs.ended[chosen] = part.days, part.ended

    def _run_part(self, pace: int, runs: Runs, is_begun: bool) -> None:
        if is_begun:
            take_from(runs, np.zeros(len(runs.days), dtype=np.int64))
        else:
            self.parts[pace][1].open(runs)


def take_from(runs: Runs, positions: NDArray[np.int64]) -> None:
    """Take the items of the network, each run from its own position on."""
    items = runs.prepared.network.items
    first, last = int(positions.min()), int(positions.max())
    for position in range(first, len(items)):
        if position >= last:
            runs.item(items[position])
            continue
        chosen = np.flatnonzero(positions <= position)
        part = runs.part(chosen)
        part.item(items[position])
        runs.days[chosen], runs.ended[chosen] = part.days, part.ended


def _mark_openings(runs: Runs, positions: NDArray[np.int64]) -> None:
    """Mark the step that was done in the opening, where another case waits for it."""
    items = runs.prepared.network.items
    for position, item in enumerate(items, start=1):
        if not isinstance(item, Fork) and item.name in runs.marked:
            chosen = np.flatnonzero((positions == position) & (runs.ended == ALIVE))
            runs.marked[item.name][runs.numbers[chosen]] = runs.days[chosen]


def _note_openings(runs: Runs, positions: NDArray[np.int64]) -> None:
    """Note the step that was done in the opening, where paths are kept."""
    network = runs.prepared.network
    if runs.events is None or network.opening.not_by is None:
        return
    for code in np.unique(runs.ended).tolist():
        ended = np.flatnonzero(runs.ended == code)
        if code != ALIVE:
            first, reason = network.items[0].name, runs.prepared.reasons[code]
            runs.events.append(
                Event(first, reason, runs.numbers[ended], runs.days[ended], is_open=True)
            )
    for position in np.unique(positions).tolist():
        chosen = np.flatnonzero((positions == position) & (runs.ended == ALIVE))
        step = network.items[position - 1] if position else None
        if step is not None and not isinstance(step, Fork) and len(chosen):
            event = Event(step.name, "done", runs.numbers[chosen], runs.days[chosen])
            runs.events.append(event)
