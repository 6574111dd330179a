"""The treaties of one State: what binds it on a day, what it has left and what it is leaving."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from withdrawal.case.roll import PartyRow, row_of
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.overlay import steady
from withdrawal.record.bound.lists import lines_of
from withdrawal.record.history import history

__all__ = ["COLUMNS", "Tie", "ties_of"]

COLUMNS = ("party", "treaty", "treaty_name", "category", "stands", "since", "joined", "notice",
           "leaves_on", "left_on", "confidence", "source")  # fmt: skip
"""The columns of the table, at every door."""


@frozen
class Tie:
    """One treaty and what a State is to it.

    Attributes:
        treaty: the treaty's id.
        treaty_name: its usual name.
        category: the kind of matter it is about.
        row: what the State is to it.
    """

    treaty: str
    treaty_name: str
    category: str
    row: PartyRow

    @property
    def stands(self) -> str:
        """What the State is to it: as `PartyRow.stands`, or ``ended`` where the treaty is over."""
        return "ended" if self.row.basis == "treaty" else self.row.stands

    def to_json(self) -> dict[str, Any]:
        """Return it with its keys in the order of `COLUMNS`."""
        told = {**self.row.to_json(), "treaty": self.treaty, "treaty_name": self.treaty_name}
        told |= {"category": self.category, "stands": self.stands}
        return {name: told[name] for name in COLUMNS}


def ties_of(party: str, on: date, as_of: date) -> tuple[Tie, ...]:
    """Return every treaty on whose list or in whose record of exits a State stands.

    Args:
        party: ISO 3166-1 alpha-3 code.
        on: the day.
        as_of: later knowledge is not used.
    """
    with steady():
        known, in_record = catalogue(), {row.treaty for row in history(party=party)}
        keys = [key for key in known if key in in_record or lines_of(key, party)]
        laws = map(known.treaty, keys)
        return tuple(
            Tie(law.id, law.name, law.category or "", row_of(law, party, on, as_of)) for law in laws
        )
