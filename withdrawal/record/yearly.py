"""Whether a State was a party at the end of each year: `Roll.on`, asked where it may turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from withdrawal.dates import Rounding, add
from withdrawal.law.countries import countries
from withdrawal.record.knowledge import known_as_of
from withdrawal.record.parties import LISTS_COUNT_FOR, Roll, bound_since

__all__ = ["yearly"]


def yearly(known: Roll) -> Iterator[tuple[int, str]]:
    """Yield each year, from the first in which it may have been a party, with what it then was.

    Args:
        known: what is on record of the State's bond.

    Yields:
        the year, and ``party``, ``not-a-party`` or ``not-known``, as on its last day; of the year
        up to which facts were gathered, as on that day.
    """
    end = known_as_of()
    turns = {day.year for day in _turns(known)}
    if not turns:
        return
    turns |= {year + 1 for year in turns}
    value, has_begun = "", False
    for year in range(min(turns), end.year + 1):
        if not value or year in turns or year == end.year:
            value = known.on(min(date(year, 12, 31), end)).value
        has_begun |= value != "not-a-party"
        if has_begun:
            yield year, value


def _turns(known: Roll) -> Iterator[date]:
    """Yield the days on which it may turn; a year later the day before no longer counts."""
    law, kept, state = known.treaty, known.list, countries().get(known.party)
    found = [law and law.in_force, law and law.ended, state and state.ended]
    if kept is not None and kept.as_of is not None:
        found += [kept.as_of, add(kept.as_of, LISTS_COUNT_FOR, rounding=Rounding.DOWN)]
    for bond in known.bonds:
        found += [bond.joined, bound_since(bond, law)[0], bond.left_on, bond.shown_from]
        for within in (bond.joined_within, bond.left_within):
            found += [within.earliest, within.latest] if within else []
    yield from (day for day in found if day)
