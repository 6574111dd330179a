"""Who is a party to what: the rolls of treaties, and what they say of a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from withdrawal.dates import PartialDate
from withdrawal.errors import DataFileError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import remembered
from withdrawal.record.bound.bonds import Bond, bound_since, put_together
from withdrawal.record.bound.lists import COLUMNS, PARTIES, Line, lines_of, party_list, states_of
from withdrawal.record.bound.membership import LISTS_COUNT_FOR, Membership, Roll
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.knowledge import known_as_of

__all__ = [
    "COLUMNS",
    "LISTS_COUNT_FOR",
    "PARTIES",
    "Bond",
    "Membership",
    "Roll",
    "bound_since",
    "came_back",
    "membership",
    "memberships",
    "pair_of",
    "roll",
    "yearly",
]


def membership(
    treaty: Treaty | str, party: str, on: date | None = None, *, as_of: date | None = None
) -> Membership:
    """Return whether a State is a party to a treaty on a day, as far as is known.

    Args:
        on: the day; default ``as_of``, else today.
        as_of: only what was known by this day; default all that is known.

    Raises:
        DataFileError: what the packaged list says of the State is malformed.
    """
    return roll(treaty, party, as_of=as_of).on(on or as_of or date.today())


def memberships(
    treaty: Treaty | str, on: date | None = None, *, as_of: date | None = None
) -> dict[str, Membership]:
    """Return what is known of every State on a treaty's list or in its record, by code.

    Args:
        on: the day; default ``as_of``, else today.
        as_of: only what was known by this day; default all that is known.
    """
    key = treaty.id if isinstance(treaty, Treaty) else treaty
    listed = states_of(key)
    shown = (row.party for row in history(key) if row.kind.shows_party)
    day = on or as_of or date.today()
    codes = dict.fromkeys((*listed, *sorted({*shown}.difference(listed))))
    found = {}
    for code in codes:
        with suppress(DataFileError):  # Told by `faults`.
            found[code] = roll(treaty, code, as_of=as_of).on(day)
    return found


def roll(treaty: Treaty | str, party: str, *, as_of: date | None = None) -> Roll:
    """Return what is on record of a State's bond to a treaty.

    Args:
        as_of: only what was known by this day; default all that is known.

    Raises:
        DataFileError: what the packaged list says of the State is malformed.
    """
    law = treaty if isinstance(treaty, Treaty) else None
    key = treaty.id if isinstance(treaty, Treaty) else treaty
    if law is None and key in catalogue():
        law = catalogue().treaty(key)
    lines, rows, bonds = _on_record(key, party, as_of)
    link = law.parent if law is not None and not bonds else None
    above = roll(link.treaty, party, as_of=as_of) if link and link.exit_carries else None
    return Roll(party, law, lines, party_list(key), bonds, notices=rows, parent=above)


@remembered
def _on_record(
    key: str, party: str, as_of: date | None
) -> tuple[tuple[Line, ...], tuple[Withdrawal, ...], tuple[Bond, ...]]:
    """Return what lists and withdrawals say of a State's bond, and the bonds they make."""
    lines = lines_of(key, party)
    known = [row.as_known_on(as_of) for row in history(key, party)]
    rows = tuple(row for row in known if row is not None and row.kind.shows_party)
    listed = [line.bond for line in lines if line.status == "party"]
    return lines, rows, put_together(listed, rows, as_of)


def came_back(row: Withdrawal) -> PartialDate | None:
    """Return since when a treaty binds a State again that had left it; None where it does not.

    That is the day on which the treaty came into force for it anew, not that of its consent; as
    EDTF where the record has a month or a year.
    """
    back = row.known("rejoined_on")
    if back is None or back.earliest is None:
        return back
    known = roll(row.treaty, row.party)
    begun = ((each, known.since(each) or each.joined) for each in known.bonds)
    anew = (each for each, since in begun if since and since >= back.earliest)
    since, _ = bound_since(next(anew, Bond(back.day)), known.treaty)
    return PartialDate.of(max(since, row.effect or since)) if since else back


def yearly(known: Roll) -> Iterator[tuple[int, str]]:
    """Yield each year, from the first in which it may have been a party, with what it then was.

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


def pair_of(treaty: str) -> tuple[str, ...]:
    """Return the two parties of a treaty; none where it has more."""
    known = party_list(treaty)
    return states_of(treaty) if known and known.is_complete and known.count == 2 else ()
