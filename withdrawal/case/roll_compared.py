"""A list of parties beside a second source and the official count: where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from withdrawal.record.lists import PartyList, all_lines, party_list
from withdrawal.record.parties import membership
from withdrawal.record.second_source import SecondSource, second_source

if TYPE_CHECKING:
    from withdrawal.law.treaty import Treaty

__all__ = ["Difference", "differences_of"]


@frozen
class Difference:
    """Where another source says otherwise than the list of parties kept here.

    Attributes:
        treaty: the treaty's id.
        party: the State; None where it is about how many there are.
        here: what is said here: ``party``, ``not-a-party``, or a number.
        there: what the other source says.
        as_of: the day that it is good for.
        source: the other source.
    """

    treaty: str
    party: str | None
    here: str
    there: str
    as_of: date
    source: str

    @property
    def text(self) -> str:
        """The difference in one line."""
        what = "parties counted" if self.party is None else self.party
        return (
            f"{self.treaty}, {what}: {self.here} here, {self.there} on {self.as_of} "
            f"according to {self.source}"
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {
            "treaty": self.treaty,
            "party": self.party,
            "here": self.here,
            "there": self.there,
            "as_of": self.as_of.isoformat(),
            "source": self.source,
        }


def differences_of(law: Treaty) -> Iterator[Difference]:
    """Yield where a second source, or the official count, says otherwise of a treaty's parties."""
    for row in second_source(law.id):
        here = membership(law, row.party, row.as_of).value
        if _differs(here, row):
            yield Difference(law.id, row.party, here, row.status, row.as_of, row.source)
    kept = party_list(law.id)
    if kept is not None:
        yield from _of_the_count(law, kept)


def _differs(here: str, row: SecondSource) -> bool:
    return here == ("not-a-party" if row.is_party else "party")


def _of_the_count(law: Treaty, kept: PartyList) -> Iterator[Difference]:
    if kept.official_count is None or kept.official_on is None:
        return
    codes = set(all_lines(law.id)) - {"*"}
    decided = (membership(law, code, kept.official_on).value for code in codes)
    here = sum(value == "party" for value in decided)
    if here != kept.official_count:
        yield Difference(
            law.id,
            None,
            str(here),
            str(kept.official_count),
            kept.official_on,
            kept.official_source or "the official count",
        )
