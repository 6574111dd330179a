"""The treaties of one State: what binds it on a day, what it has left or leaves, and by when."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from withdrawal.case.roll import PartyRow, row_of
from withdrawal.case.survey import answered
from withdrawal.datafiles import table_of
from withdrawal.law.countries import Country, resolve_country
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import steady
from withdrawal.record.bound.lists import lines_of
from withdrawal.record.history import history
from withdrawal.record.parties import roll
from withdrawal.values import frozen

COLUMNS = ("party", "treaty", "treaty_name", "category", "stands", "since", "joined", "notice",
           "leaves_on", "left_on", "earliest", "confidence", "source")  # fmt: skip
"""The columns of the table, at every door."""


@frozen
class Tie:
    """One treaty and what a State is to it.

    Attributes:
        earliest: where it is bound, the first day on which it could be out: that to which its
            notice leads, else that of a notice given on the day asked for.
    """

    treaty: str
    treaty_name: str
    category: str
    row: PartyRow
    earliest: date | None = None

    @property
    def stands(self) -> str:
        """What the State is to it: as `PartyRow.stands`, or ``ended`` where the treaty is over."""
        return "ended" if self.row.basis == "treaty" else self.row.stands

    def to_json(self) -> dict[str, Any]:
        """Return it with its keys in the order of `COLUMNS`."""
        told = {**self.row.to_json(), **table_of(self, "row"), "stands": self.stands}
        return {name: told[name] for name in COLUMNS}


def ties_of(party: str, on: date, as_of: date) -> tuple[Tie, ...]:
    """Return every treaty of whose list or record a State is, by what was known on ``as_of``."""
    with steady():
        known, in_record = catalogue(), {row.treaty for row in history(party=party)}
        keys = [key for key in known if key in in_record or lines_of(key, party)]
        return tuple(_tie(known.treaty(key), party, on, as_of) for key in keys)


def _tie(law: Treaty, party: str, on: date, as_of: date) -> Tie:
    row = row_of(law, roll(law, party, as_of=as_of), on, as_of)
    tie = Tie(law.id, law.name, law.category or "", row)
    if tie.stands not in ("party", "consented", "leaving"):
        return tie
    return evolve(tie, earliest=row.leaves_on or _first_exit(resolve_country(party), law, on))


def _first_exit(state: Country, law: Treaty, on: date) -> date | None:
    """Return the first day out of a treaty; a State that came back is asked about a new notice."""
    day = answered(state, law, on).day
    return answered(state, law, on, on).day if day and day < on else day
