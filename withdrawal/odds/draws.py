"""Drawing from a list of chances by table: exact, and about as cheap as drawing at all.

Sixteen random bits choose one of 65,536 equal cells. A cell that lies wholly within one item
gives it at once; the few cells that an edge between two items cuts are settled with 53 bits
more. So every item has exactly its probability, to one part in 2^69.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from withdrawal.odds.network import DONE, Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from withdrawal.odds.network import Outcome

__all__ = ["CELLS", "Dice", "StepDraws", "Urn"]

CELLS = 1 << 16
_RARE = -1


@frozen(eq=False)
class Dice:
    """A stream of random numbers for one chunk of runs.

    Attributes:
        bits: the generator.
    """

    bits: np.random.SFC64

    @classmethod
    def of(cls, seed: int, chunk: int) -> Dice:
        """Return the stream of a chunk: the same whoever draws it, and in whatever order."""
        return cls(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(chunk,))))

    def cells(self, count: int) -> NDArray[np.uint16]:
        """Return ``count`` numbers below 65,536."""
        words: NDArray[np.uint64] = self.bits.random_raw(-(-count // 4))
        return words.view(np.uint16)[:count]

    def fractions(self, count: int) -> NDArray[np.float64]:
        """Return ``count`` numbers from 0 to below 1."""
        words: NDArray[np.uint64] = self.bits.random_raw(count)
        return (words >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def waits(self, hazard: float, count: int) -> NDArray[np.int64]:
        """Return how many days until something that happens with ``hazard`` a day, from 1."""
        longest = float(1 << 40)
        days = np.log1p(-self.fractions(count)) / np.log1p(-hazard)
        whole: NDArray[np.int64] = np.minimum(days, longest).astype(np.int64)
        return whole + 1


@frozen(eq=False)
class Urn:
    """Items 0, 1, ... with given chances, ready to draw from.

    Attributes:
        cells: int16, shape (65536,): for each cell the value it gives, or -1 where an edge cuts
            it or its item is rare.
        edges: float64, shape (items,): where each item ends, in cells.
    """

    cells: NDArray[np.int16] = field(repr=False)
    edges: NDArray[np.float64] = field(repr=False)

    @classmethod
    def of(cls, chances: NDArray[np.float64], values: NDArray[np.int64]) -> Urn:
        """Return the urn of some chances.

        Args:
            chances: shape (items,), summing to one.
            values: int64, shape (items,): what a whole cell gives; -1 to look each time.
        """
        edges = np.cumsum(chances)
        edges = edges / edges[-1] * CELLS
        begins = _cumulated(np.ceil(edges))
        ends = _cumulated(np.floor(edges))
        whole = begins == ends
        items = np.minimum(begins, len(chances) - 1)
        return cls(np.where(whole, values[items], _RARE).astype(np.int16), edges)

    def look(self, cells: NDArray[np.uint16], fractions: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the item at each point of the cells."""
        items = np.searchsorted(self.edges, cells + fractions, side="right")
        return np.minimum(items, len(self.edges) - 1)


def _cumulated(places: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return, for each cell, how many places lie at or before its number."""
    counts = np.bincount(places.astype(np.int64), minlength=CELLS + 1)
    return np.cumsum(counts)[:CELLS]


@frozen(eq=False)
class StepDraws:
    """The outcomes of a step and their days, ready to draw from.

    Attributes:
        step: the step.
        urn: one item for each outcome and number of days.
        outcomes: int64, shape (items,): the position of the item's outcome.
        days: int64, shape (items,): how many days it takes; -1 where it never ends, -2 where it
            lasts beyond what is counted.
        usual: the position of the outcome that whole cells give: the one drawn most often.
    """

    step: Step
    urn: Urn
    outcomes: NDArray[np.int64] = field(repr=False)
    days: NDArray[np.int64] = field(repr=False)
    usual: int

    @classmethod
    def of(cls, step: Step) -> StepDraws:
        """Return the draws of a step."""
        usual = _usual(step.outcomes)
        order = sorted(range(len(step.outcomes)), key=lambda n: n != usual)
        parts = [_items(step.outcomes[n]) for n in order]
        chances = np.concatenate([chance for chance, _ in parts])
        days = np.concatenate([day for _, day in parts])
        outcomes = np.repeat(order, [len(day) for _, day in parts])
        held = chances > 0.0
        values = np.where((outcomes == usual) & (days >= 0), days, _RARE)
        urn = Urn.of(chances[held], values[held])
        return cls(step, urn, outcomes[held], days[held], usual)


def _usual(outcomes: tuple[Outcome, ...]) -> int:
    """Return the position of the likeliest outcome that is simply done."""
    plain = [n for n, each in enumerate(outcomes) if each.kind == DONE and not each.is_free]
    return max(plain, key=lambda n: outcomes[n].probability, default=-1)


def _items(outcome: Outcome) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    if outcome.duration is None:
        return np.array([outcome.probability]), np.array([-1])
    duration = outcome.duration
    chances = outcome.probability * np.append(duration.masses, duration.beyond)
    return chances, np.append(np.arange(duration.first, duration.last + 1), -2)
