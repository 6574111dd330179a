"""A list of parties beside a second source and the official count: where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from withdrawal.datafiles import AsTable
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.bound.lists import PartyList, party_list, states_of
from withdrawal.record.parties import Membership, membership
from withdrawal.record.second_source import second_source
from withdrawal.values import frozen


@frozen
class Difference(AsTable):
    """Where another source says otherwise than the list of parties kept here.

    Attributes:
        party: the State; None where it is about how many there are.
        here: what is said here: ``party``, ``not-a-party``, or a number.
        as_of: the day that it is good for.
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


def differences_of(law: Treaty) -> Iterator[Difference]:
    """Yield where a second source, or the official count, says otherwise of a treaty's parties."""
    for row in second_source(law.id):
        here = membership(law, row.party, row.day).value
        if here == ("not-a-party" if row.is_party else "party"):
            yield Difference(law.id, row.party, here, row.status, row.day, row.source)
    kept = party_list(law.id)
    if kept is not None:
        yield from _of_the_count(law, kept)


def _of_the_count(law: Treaty, kept: PartyList) -> Iterator[Difference]:
    day = kept.official_on.latest if kept.official_on else None
    if kept.official_count is None or day is None:
        return
    here = counts_on(law, day)
    if kept.official_count not in here:
        source = kept.official_source or "the official count"
        counted = " or ".join(map(str, sorted(set(here))))
        yield Difference(law.id, None, counted, str(kept.official_count), day, source)


def counts_on(law: Treaty, day: date) -> tuple[int, int]:
    """Return how many States a treaty binds on a day, and how many have consented by then.

    Depositaries count those for which it is still to come into force; others do not.
    """
    codes = set(states_of(law.id)) - {"*"}
    known = [membership(law, code, day) for code in codes]
    bound = sum(each.value == "party" for each in known)
    return bound, bound + sum(_is_on_its_way(each, day) for each in known)


def _is_on_its_way(known: Membership, day: date) -> bool:
    """Return whether a State has consented, and the treaty is not in force for it yet."""
    last = known.latest
    joined = last.consent_date or (last.joined_within.earliest if last.joined_within else None)
    return known.value != "party" and not last.has_left and joined is not None and joined <= day
