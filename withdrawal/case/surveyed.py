"""What a survey is made of: a table of pairs, each with what is found of it.

What is found is kept as one number a pair, so that whole columns are looked up at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, fields

from withdrawal.datafiles import picked, table_of
from withdrawal.dates.table import require_numpy
from withdrawal.law.countries import Country
from withdrawal.values import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


SCHEMA = "withdrawal/survey/1"


@frozen
class Found:
    """What is found of a pair.

    Attributes:
        status: as of the answer (`withdrawal.case.findings.STATUSES`); None where the question
            makes no sense: the notice would come before the treaty bound the State.
        effect: the day of effect; None where there is none or it is open.
        earliest: the first day it can be, where it is open.
        latest: the last day it can be, where that is known.
        basis: what the day rests on: a receipt that is ``recorded`` or ``worked-back``, a notice
            ``given`` by the asker, an exit on ``record`` without a notice, or a notice
            ``supposed`` on the day asked for; None without a day.
        membership: ``party``, ``not-a-party`` or ``not-known``.
    """

    status: str | None
    effect: date | None = None
    earliest: date | None = None
    latest: date | None = None
    basis: str | None = None
    membership: str | None = None

    @property
    def day(self) -> date | None:
        """The day of effect, else the first that it can be."""
        return self.effect or self.earliest


COLUMNS = (
    *("party", "party_name", "treaty", "treaty_name"),
    *(each.name for each in fields(Found)),
)
"""The columns of the table, at every door."""


@frozen
class SurveyRow:
    """One pair of a survey."""

    party: str
    party_name: str
    treaty: str
    treaty_name: str
    found: Found

    def to_json(self) -> dict[str, Any]:
        """Return the row with its keys in the order of `COLUMNS`."""
        return {**table_of(self, "found"), **table_of(self.found)}


@frozen(eq=False)
class Survey:
    """Many pairs of a State and a treaty, and what is found of each.

    Attributes:
        as_of: the day the question is asked for.
        on: the day of the notice that is supposed; None for what is on record.
        states: the States.
        treaties: ids of the treaties.
        names: the treaties' usual names.
        kinds: everything that is found of any pair, each once.
        cells: int32, shape (States, treaties): for each pair its place in ``kinds``.
    """

    as_of: date
    on: date | None
    states: tuple[Country, ...]
    treaties: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[Found, ...] = field(repr=False)
    cells: NDArray[np.int32] = field(repr=False)

    def __len__(self) -> int:
        return int(self.cells.size)

    def __iter__(self) -> Iterator[SurveyRow]:
        pairs = list(zip(self.treaties, self.names, strict=True))
        for state, line in zip(self.states, self.cells.tolist(), strict=True):
            for (treaty, name), kind in zip(pairs, line, strict=True):
                yield SurveyRow(state.id, state.name, treaty, name, self.kinds[kind])

    def of(self, party: str, treaty: str) -> Found:
        """Return what is found of one pair, by the ids of both."""
        at = self._places[party], self.treaties.index(treaty)
        return self.kinds[int(self.cells[at])]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {state.id: number for number, state in enumerate(self.states)}

    def column(self, name: str) -> NDArray[Any]:
        """Return a column of the table as an array, one value a pair, State by State.

        Args:
            name: one of `COLUMNS`; days are datetime64[D], all else text, None where empty.
        """
        np = require_numpy()
        shape = self.cells.shape
        own: dict[str, tuple[Sequence[str], int]] = {
            "party": ([each.id for each in self.states], 0),
            "party_name": ([each.name for each in self.states], 0),
            "treaty": (self.treaties, 1),
            "treaty_name": (self.names, 1),
        }
        if name in own:
            values, axis = own[name]
            column = np.array(values, dtype=object)
            wide = column[:, None] if axis == 0 else column[None, :]
            return np.broadcast_to(wide, shape).ravel()  # type: ignore[no-any-return]
        kind = "datetime64[D]" if name in _DAYS else object
        values = np.array([getattr(each, name) for each in self.kinds], dtype=kind)
        return values[self.cells.ravel()]  # type: ignore[no-any-return]

    @property
    def counts(self) -> dict[str, int]:
        """How many pairs there are of each status, the most frequent first."""
        return self._counted(lambda _: True)

    def _counted(self, is_meant: Callable[[Found], bool]) -> dict[str, int]:
        np = require_numpy()
        numbers = np.bincount(self.cells.ravel(), minlength=len(self.kinds)).tolist()
        found: dict[str, int] = {}
        for each, number in zip(self.kinds, numbers, strict=True):
            if not is_meant(each) or not number:
                continue
            word = each.status or "refused"
            found[word] = found.get(word, 0) + number
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    @property
    def counts_not_known(self) -> dict[str, int]:
        """How many of them are pairs of which it is not known whether the State is a party."""
        return self._counted(lambda each: each.membership == "not-known")

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data, schema ``withdrawal/survey/1``."""
        told = picked(self, ("as_of", "on", "counts", "counts_not_known"))
        return {"schema": SCHEMA, **told, "rows": [each.to_json() for each in self]}


_DAYS = ("effect", "earliest", "latest")
