"""Urns: every item has exactly its probability."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.odds.draws import CELLS, Dice, StepDraws, Urn
from withdrawal.odds.durations import Duration
from withdrawal.odds.network import Outcome, Step


class TestUrn:
    @given(st.lists(st.floats(1e-7, 1.0), min_size=1, max_size=40))
    def test_whole_cells_and_edges_make_the_probability(self, weights: list[float]) -> None:
        """The whole cells of an item and its parts of cut cells add up to its probability."""
        chances = np.array(weights) / sum(weights)
        urn = Urn.of(chances, np.arange(len(chances)))
        for item, chance in enumerate(chances):
            begin = urn.edges[item - 1] if item else 0.0
            assert (urn.edges[item] - begin) / CELLS == pytest.approx(chance, abs=1e-12)
            whole = np.flatnonzero(urn.cells == item)
            assert (whole >= begin - 1e-9).all()
            assert (whole + 1 <= urn.edges[item] + 1e-9).all()

    @given(st.lists(st.floats(1e-7, 1.0), min_size=2, max_size=40))
    def test_few_cells_are_cut(self, weights: list[float]) -> None:
        """At most one cell is cut at each edge between two items."""
        urn = Urn.of(np.array(weights) / sum(weights), np.arange(len(weights)))
        assert int((urn.cells < 0).sum()) <= len(weights)

    def test_a_look_finds_the_item_of_a_point(self) -> None:
        """A point within a cut cell belongs to the item on its side of the edge."""
        urn = Urn.of(np.array([0.3, 0.7]), np.array([0, 1]))
        cell = np.array([int(0.3 * CELLS)], dtype=np.uint16)
        edge = 0.3 * CELLS - int(0.3 * CELLS)
        assert urn.look(cell, np.array([edge - 1e-6]))[0] == 0
        assert urn.look(cell, np.array([edge + 1e-6]))[0] == 1


class TestStepDraws:
    def test_only_the_usual_outcome_is_in_whole_cells(self) -> None:
        """Whole cells give the days of the likeliest plain outcome; all else is looked up."""
        step = Step(
            "vote",
            (
                Outcome("rejected", 0.2, Duration.fixed(3)),
                Outcome("done", 0.5, Duration.uniform(1, 4)),
                Outcome("done", 0.3, Duration.fixed(9), is_free=True),
            ),
        )
        draws = StepDraws.of(step)
        assert draws.usual == 1
        assert set(np.unique(draws.urn.cells)) == {-1, 1, 2, 3, 4}
        share = float((draws.urn.cells >= 0).mean())
        assert share == pytest.approx(0.5, abs=1e-3)


class TestDice:
    def test_one_seed_one_stream(self) -> None:
        """A chunk's numbers depend on seed and chunk alone."""
        assert (Dice.of(7, 3).cells(999) == Dice.of(7, 3).cells(999)).all()
        assert (Dice.of(7, 3).cells(999) != Dice.of(7, 4).cells(999)).any()
        assert (Dice.of(7, 3).cells(999) != Dice.of(8, 3).cells(999)).any()

    def test_waits_are_geometric(self) -> None:
        """The days until something with a daily hazard begin at one and have its mean."""
        waits = Dice.of(1, 0).waits(0.02, 200_000)
        assert waits.min() == 1
        assert waits.mean() == pytest.approx(50.0, rel=0.02)
        assert (waits == 1).mean() == pytest.approx(0.02, rel=0.1)
