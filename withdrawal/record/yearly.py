"""Whether a State was a party at the end of each year: `Roll.on`, asked where it may turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from withdrawal.record.knowledge import known_as_of
from withdrawal.record.parties import Roll

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
    turns = {day.year for day in known.turns()}
    if not turns:
        return
    value, has_begun = "", False
    for year in range(min(turns), end.year + 1):
        if not value or year in turns or year == end.year:
            value = known.on(min(date(year, 12, 31), end)).value
        has_begun |= value != "not-a-party"
        if has_begun:
            yield year, value
