"""The bonds of a State to a treaty: the list and the record of withdrawals put together.

A State may join, leave and join again. The list names some of these stretches of time, an exit on
record ends one, a return on record begins one, and a notice shows one that no list has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from withdrawal.dates import DAY, PartialDate
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.history import Withdrawal

_ONE_EXIT = timedelta(days=366)
"""How far the list and the record may be apart on the day of one and the same exit."""


@frozen(cache_hash=True)
class Bond:
    """One stretch of time in which a treaty bound a State: since it joined, until it left.

    Attributes:
        consent_date: when it ratified, acceded or succeeded; None where that is not on record.
        in_force_for_party: when the treaty came into force for it, where a record says so;
            elsewhere the treaty's own rule tells (`Treaty.in_force_for`).
        left_on: the day from which it was out; None while it is bound.
        left_is_unknown: whether it left on a day that is not known.
        joined_within: where the day of joining is known only in part, its bounds.
        left_within: where the day of leaving is known only in part, its bounds.
        shown_from: where no record says when it joined, the first day that shows it bound.
        is_on_list: whether a list of parties has it, and not the record of withdrawals alone.
        succeeded_on: where it consented by succession, the day of the succession of States.
    """

    consent_date: date | None = None
    kind: str | None = None
    in_force_for_party: date | None = None
    left_on: date | None = None
    source: str | None = None
    left_is_unknown: bool = False
    joined_within: PartialDate | None = None
    left_within: PartialDate | None = None
    shown_from: date | None = None
    is_on_list: bool = False
    succeeded_on: date | None = None

    @property
    def joined(self) -> date | None:
        """The first day on record of it: of consent, else of being bound."""
        return self.consent_date or self.in_force_for_party

    @property
    def has_left(self) -> bool:
        """Whether it is over, on a day known or not."""
        return self.left_on is not None or self.left_is_unknown or self.left_within is not None

    @property
    def last_left(self) -> date | None:
        """The last day from which the State can have been out, as far as is known."""
        return self.left_on or (self.left_within.latest if self.left_within else None)

    def is_over_by(self, day: date) -> bool:
        """Return whether the State was out by a day."""
        return self.last_left is not None and self.last_left <= day


def bound_since(bond: Bond, treaty: Treaty | None) -> tuple[date | None, bool]:
    """Return when a treaty came into force for a State, and whether that day is exact.

    Where neither the record nor the treaty's own rule tells, it is the later of the State's
    consent and the treaty's entry into force. A State that succeeded to it is bound from the
    succession of States, whenever it told the depositary. A treaty not yet in force binds nobody.
    """
    if treaty is not None and treaty.not_in_force:
        return None, True
    if bond.in_force_for_party is not None or bond.consent_date is None:
        return bond.in_force_for_party, True
    began = treaty.in_force if treaty else None
    if bond.kind == "succession":
        return bond.succeeded_on and max(bond.succeeded_on, began or bond.succeeded_on), True
    by_rule = treaty.in_force_for(bond.consent_date) if treaty else None
    if by_rule is not None:
        return by_rule, True
    return max(bond.consent_date, began or bond.consent_date), False


def _by_then(bond: Bond, as_of: date | None) -> Bond:
    """Return a bond without the end that was still to come."""
    left = bond.left_on or (bond.left_within.earliest if bond.left_within else None)
    if as_of is None or left is None or left <= as_of:
        return bond
    return evolve(bond, left_on=None, left_within=None)


def put_together(
    listed: Sequence[Bond], rows: Sequence[Withdrawal], as_of: date | None
) -> tuple[Bond, ...]:
    """Return every bond of a State: those its list names, and those its withdrawals show.

    Args:
        listed: the bonds on the list, the earliest first.
        rows: the withdrawals that show it bound, the earliest first.
        as_of: exits still to come on this day have ended nothing yet.
    """
    exits = sorted((row for row in rows if _is_exit(row)), key=_when_out)
    slots: list[list[Bond]] = [[] for _ in range(len(exits) + 1)]
    for bond in listed:
        place = (n for n, row in enumerate(exits) if _is_before(bond, row))
        slots[next(place, len(exits))].append(bond)
    found: list[Bond] = []
    last: Withdrawal | None = None
    for slot, row in zip(slots, exits, strict=False):
        found += _ended(slot or _again(last), row)
        last = row
    found += slots[-1] or _again(last)
    return tuple(_by_then(bond, as_of) for bond in (*found, *_shown(found, rows)))


def _is_exit(row: Withdrawal) -> bool:
    """Return whether a withdrawal ends a bond, now or later, on a day that it tells."""
    if not row.is_out:
        return False
    is_dated = row.effect is not None or "effect" in row.partial
    return is_dated or (row.status == "effective" and row.given is None)


def _when_out(row: Withdrawal) -> date:
    return row.latest("effect") or row.known_from or date.max


def _is_before(bond: Bond, row: Withdrawal) -> bool:
    """Return whether a bond on the list began before an exit, as far as is known."""
    within = bond.joined_within.earliest if bond.joined_within else None
    joined, left, back = bond.joined or within, _when_out(row), row.latest("rejoined_on")
    return joined is None or (joined < left and (back is None or joined < back))


def _again(row: Withdrawal | None) -> list[Bond]:
    """Return the bond that began with a return on record."""
    back = row.known("rejoined_on") if row else None
    if row is None or back is None:
        return []
    within = None if back.is_exact else back
    return [Bond(back.day, source=row.source, joined_within=within)]


def _ended(begun: Iterable[Bond], row: Withdrawal) -> list[Bond]:
    """Return the bonds before an exit, the last of them ended by it."""
    bonds, left = list(begun), row.known("effect") or _some_day_after(row)
    last = bonds[-1].last_left if bonds else None
    if not bonds or (last and left and left.latest and last + _ONE_EXIT < left.latest):
        last_day = left.earliest - DAY if left and left.earliest else None
        days = [day for day in (row.given, last_day) if day is not None]
        shown = min(days, default=row.known_from)
        bonds.append(Bond(source=row.source, shown_from=shown))
    return [
        *bonds[:-1],
        evolve(
            bonds[-1],
            in_force_for_party=bonds[-1].in_force_for_party or row.in_force_for_party,
            left_on=left.day if left else None,
            left_within=left if left and not left.is_exact else None,
            left_is_unknown=left is None,
        ),
    ]


def _some_day_after(row: Withdrawal) -> PartialDate | None:
    """Return the bounds of an exit whose day is not on record: it took a year at most, say."""
    start = row.known_from
    return PartialDate.parse(f"{start}/{start + _ONE_EXIT}") if start else None


def _shown(bonds: Sequence[Bond], rows: Sequence[Withdrawal]) -> Iterable[Bond]:
    """Return the bond that a step on record shows where no other tells of it."""
    acts = [(row.given or row.known_from, row) for row in rows if not _is_exit(row)]
    dated = [(day, row) for day, row in acts if day is not None]
    if not dated:
        return ()
    day, last = max(dated, key=lambda each: each[0])
    left = bonds[-1].last_left if bonds else None
    if bonds and (left is None or day <= left):
        return ()
    return (Bond(source=last.source, shown_from=day),)
