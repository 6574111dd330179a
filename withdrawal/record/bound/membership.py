"""Who is a party to what on which day: a party, not a party, or not known.

One rule decides for every door. *Not a party*: a line of the list says so; or an exit is on record
and no later joining; or a complete list leaves the State out and the day is at most
`LISTS_COUNT_FOR` after the list's; or nobody else may join the treaty and its list is complete; or
the State is there no more. *Party*: a line says that it joined, and none that it left. All else is
not known. Of the days of a State that had ceased to exist when a list was made, it tells nothing.

A State may join, leave and join again: the list and the record of withdrawals are put together
into its bonds, one for each stretch of time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from operator import itemgetter
from typing import Literal

from attrs import evolve

from withdrawal.dates import DAY, Period, Rounding, add, long_date
from withdrawal.law.countries import countries, country
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.bound.bonds import Bond, bound_since
from withdrawal.record.bound.lists import Line, PartyList, is_list_read
from withdrawal.record.history import Withdrawal
from withdrawal.values import frozen

LISTS_COUNT_FOR = Period(years=2)
"""How long after its day a complete list still tells who is not a party."""

Value = Literal["party", "not-a-party", "not-known"]


@frozen
class Membership:
    """Whether a State is a party to a treaty on a day, as far as is known.

    Attributes:
        bonds: every stretch of time in which it was bound, the earliest first.
        since: the day from which it is, or is no longer, a party; None where that is not known.
            A State that has consented is told as a party, even if the treaty binds it only later.
        list_as_of: the day of the list that says so; None where the record does, or nothing.
        complete: whether that list names every party of its day.
        closed: whether no other State may join the treaty.
        confidence: ``verified``, ``reported``, ``known``, ``disputed`` or ``uncertain``.
        basis: what tells it: the ``list``, the ``record`` of withdrawals, a ``complete-list``
            that leaves the State out, the ``treaty``, which is over, the ``state``, which is no
            more; None where nothing does.
        is_own: whether a folder of the user's own says it.
        is_disputed: whether it is told as a party although a step to leave is on record of which
            it is disputed if it had any effect.
    """

    value: Value
    bonds: tuple[Bond, ...] = ()
    since: date | None = None
    list_as_of: date | None = None
    complete: bool = False
    closed: bool = False
    source: str | None = None
    confidence: str = "known"
    note: str | None = None
    basis: Literal["list", "record", "complete-list", "treaty", "state"] | None = None
    is_own: bool = False
    is_disputed: bool = False

    @property
    def doubt(self) -> tuple[str, ...]:
        """What to know of how that is told, in a sentence; none where there is nothing to know."""
        return () if self.note is None else (f"On whether the State is a party: {self.note}",)

    @property
    def latest(self) -> Bond:
        """The latest bond; an empty one where none is on record."""
        return self.bonds[-1] if self.bonds else Bond()


def list_in_words(treaty: str, as_of: date | None, *, is_complete: bool) -> str:
    """Return how a list of parties is called; one that nobody read is general knowledge."""
    day = f" of {long_date(as_of)}" if as_of else ""
    if not is_list_read(treaty):
        return f"general knowledge{day}, no list was read"
    return f"the list{day}, {'complete' if is_complete else 'not complete'}"


def told_of_disputed(count: int) -> tuple[str, ...]:
    """Return how a count of parties treats those of whom it is disputed whether they have left."""
    if not count:
        return ()
    one = "1 whose leaving or return is disputed is counted as a party"
    many = f"{count} whose leaving or return is disputed are counted as parties"
    return (one if count == 1 else many,)


@frozen(slots=False)
class Roll:
    """What is on record of one State's bond to one treaty.

    Attributes:
        treaty: the treaty; None where the catalogue has none of that id.
        lines: what the treaty's list says of the State.
        list: what that list is good for; None without one.
        bonds: every stretch of time in which it was bound, the earliest first.
        notices: the withdrawals that show it bound, the earliest first.
        parent: its bond to the treaty that this one hangs on, whose exit leaves this one too; None
            without one.
    """

    party: str
    treaty: Treaty | None
    lines: tuple[Line, ...] = ()
    list: PartyList | None = None
    bonds: tuple[Bond, ...] = ()
    notices: tuple[Withdrawal, ...] = ()
    parent: Roll | None = None

    def on(self, day: date) -> Membership:
        """Return whether the State is a party on a day."""
        found = self._by_bonds(day) or self._by_the_list(day)
        if found.value != "not-a-party" or found.basis == "complete-list":
            found = self._no_more(day) or self._over(day) or found
        if found.value == "party" and self.notices and self.disputed(day):
            return evolve(found, is_disputed=True)
        return (self._left_along(day) or found) if found.value == "not-known" else found

    def disputed(self, day: date) -> Withdrawal | None:
        """Return the last step to leave by a day, where its effect or the return is disputed."""
        dated = ((row.given or row.latest("effect"), row) for row in self.notices)
        last, row = max(
            ((acted, row) for acted, row in dated if acted and acted <= day),
            key=itemgetter(0),
            default=(day, None),
        )
        if row is not None and row.rejoined_is_disputed:
            back = row.latest("rejoined_on")
            return row if back is not None and back <= day else None
        if row is None or row.status != "disputed":
            return None
        is_later = any(bond.joined and last < bond.joined <= day for bond in self.bonds)
        return None if is_later else row

    def since(self, bond: Bond) -> date | None:
        """Return when the treaty came into force for the State under one of its bonds."""
        return (self._since.get(bond) or bound_since(bond, self.treaty))[0]

    def is_exact(self, bond: Bond) -> bool:
        """Return whether that day is on record or follows from the treaty's rule."""
        return bound_since(bond, self.treaty)[1]

    @cached_property
    def _since(self) -> Mapping[Bond, tuple[date | None, bool]]:
        return {bond: bound_since(bond, self.treaty) for bond in self.bonds}

    def turns(self) -> frozenset[date]:
        """Return every day on which what is told of the State may change."""
        law, listed = self.treaty, self._list_day
        days = [self._state_ended, law and law.in_force, law and law.ended, listed]
        last: list[date | None] = []
        if listed is not None:
            last.append(add(listed, LISTS_COUNT_FOR, rounding=Rounding.DOWN))
        for bond in self.bonds:
            days += [bond.joined, bond.shown_from, bond.left_on, self.since(bond)]
            for within in (bond.joined_within, bond.left_within):
                last += [within.earliest, within.latest] if within else []
        after = (day + DAY for day in last if day and day < date.max)
        along = self.parent.turns() if self.parent else ()
        return frozenset(day for day in (*days, *last, *after, *along) if day)

    @cached_property
    def _whole(self) -> Callable[..., Membership]:
        """Make a membership, with what holds of the State and the treaty on every day."""
        return partial(
            Membership,
            bonds=self.bonds,
            complete=self.list is not None and self.list.is_complete,
            closed=self._is_closed,
            is_own=any(line.is_own for line in self.lines),
        )

    @property
    def _is_closed(self) -> bool:
        return self.treaty is not None and self.treaty.closed

    @property
    def _list_day(self) -> date | None:
        return self.list.as_of if self.list else None

    @cached_property
    def _state_ended(self) -> date | None:
        """The first day without a former State."""
        known = countries().get(self.party)
        return known.ended if known else None

    def _no_more(self, day: date) -> Membership | None:
        """Return that a State that has ceased to exist is no party."""
        ended = self._state_ended
        if ended is None or ended > day:
            return None
        note = country(self.party).note
        return self._whole("not-a-party", since=ended, note=note, basis="state")

    def _over(self, day: date) -> Membership | None:
        """Return that a treaty that is over has no parties."""
        ended = self.treaty.ended if self.treaty else None
        if ended is None or ended > day:
            return None
        note = f"The treaty itself was over on {ended}."
        return self._whole("not-a-party", since=ended, note=note, basis="treaty")

    def _left_along(self, day: date) -> Membership | None:
        """Return that a State that left the treaty on which this one hangs is no party to it."""
        if self.parent is None or self.parent.treaty is None:
            return None
        above = self.parent.on(day)
        if above.value != "not-a-party" or not above.latest.is_over_by(day):
            return None
        left = f" on {above.since}" if above.since else ""
        name = self.parent.treaty.name
        return self._whole(
            "not-a-party",
            since=above.since,
            source=above.source,
            confidence=above.confidence,
            note=f"Leaving {name} leaves this treaty too, and it left that one{left}. "
            "Whether it was a party to this one is not known here.",
            basis="record",
        )

    def _by_bonds(self, day: date) -> Membership | None:
        """Return what the stretches of time on record say of a day; None without any."""
        binding = holding = doubtful = None
        for bond in self.bonds:
            covers = self._covers(bond, day)
            if covers is None:
                doubtful = bond
            elif covers:
                holding = bond
                binding = bond if self._binds(bond, day) else binding
        if holding is not None:
            return self._as_party[binding or holding]
        if doubtful is not None:
            return self._in_doubt(doubtful)
        over = [
            bond for bond in self.bonds if bond.is_over_by(day) or self._left_by_list(bond, day)
        ]
        if over:
            return self._gone(over[-1])
        return self._not_yet(self.bonds[0]) if self.bonds else None

    def _binds(self, bond: Bond, day: date) -> bool:
        """Return whether the treaty was in force for the State on a day, and not only accepted."""
        since = self.since(bond)
        return since is None or since <= day

    def _covers(self, bond: Bond, day: date) -> bool | None:
        """Return whether a bond holds on a day; None where its days do not tell."""
        begun, over = self._has_begun(bond, day), self._is_over(bond, day)
        if begun is False or over:
            return False
        return None if begun is None or over is None else True

    def _has_begun(self, bond: Bond, day: date) -> bool | None:
        if bond.joined is not None:
            return min(bond.joined, self.since(bond) or bond.joined) <= day
        if bond.joined_within is not None:
            first, last = bond.joined_within.earliest, bond.joined_within.latest
            if (last is not None and last <= day) or self._is_listed_by(bond, day):
                return True
            return False if first is not None and day < first else None
        if bond.shown_from is not None:
            return True if bond.shown_from <= day else None
        began = self.treaty.in_force if self.treaty else None
        return began is None or began <= day

    def _is_listed_by(self, bond: Bond, day: date) -> bool:
        """Return whether a list of that day or an earlier one already had the State."""
        first = bond.joined_within.earliest if bond.joined_within else None
        listed = self._list_day if bond.is_on_list else None
        return listed is not None and listed <= day and (first is None or first <= listed)

    def _is_over(self, bond: Bond, day: date) -> bool | None:
        if not bond.has_left or bond.is_over_by(day):
            return bond.has_left
        if bond.left_is_unknown:
            return True if self._left_by_list(bond, day) else None
        first = bond.left_within.earliest if bond.left_within else None
        return None if first is not None and first <= day else False

    def _left_by_list(self, bond: Bond, day: date) -> bool:
        """Return whether a State that left on a day not known had left when its list was made."""
        known = self._list_day if bond.is_on_list else bond.shown_from
        return bond.left_is_unknown and known is not None and known <= day

    @cached_property
    def _as_party(self) -> Mapping[Bond, Membership]:
        """What is said of the State on each day of a bond."""
        return {bond: self._told("party", bond, since=self.since(bond)) for bond in self.bonds}

    def _gone(self, bond: Bond) -> Membership:
        found = self._told("not-a-party", bond, since=bond.last_left)
        row = self._exit(bond)
        if row is None:
            return found
        source = row.reference or row.source
        return evolve(
            found, source=source, confidence=row.confidence, basis="record", list_as_of=None
        )

    def _not_yet(self, bond: Bond) -> Membership:
        since = self.since(bond)
        when = f" since {since} only" if since else " later only"
        found = self._told("not-a-party", bond, since=None)
        return evolve(found, note=f"It has been bound{when}.")

    def _in_doubt(self, bond: Bond) -> Membership:
        begun = bond.joined_within or bond.shown_from
        note = f"When it joined is not on record; it was bound by {bond.shown_from}."
        if bond.shown_from is None:
            note = f"When it joined is known only in part: {begun}."
        if bond.has_left and (bond.left_is_unknown or bond.left_within):
            within = f" within {bond.left_within}" if bond.left_within else ""
            note = f"It left{within}; on what day is not known."
        return evolve(self._told("not-known", bond, since=None), note=note)

    def _told(self, value: Value, bond: Bond, *, since: date | None) -> Membership:
        line = next((each for each in self.lines if each.bond.source == bond.source), None)
        shown = next((each for each in self.notices if each.source == bond.source), None)
        by_list = bond.is_on_list
        row = line if by_list else shown
        note = "That it was a party follows from what it is on record as having done."
        return self._whole(
            value,
            since=since,
            list_as_of=self._list_day if by_list and self._was_listed(bond) else None,
            source=bond.source,
            confidence=row.confidence if row else "known",
            note=(line.note if line else None) if by_list else note,
            basis="list" if by_list else "record",
        )

    def _was_listed(self, bond: Bond) -> bool:
        """Return whether a bond had begun by the list's day, and was not written there later."""
        begun = bond.joined or (bond.joined_within.earliest if bond.joined_within else None)
        return begun is None or self._list_day is None or begun <= self._list_day

    def _exit(self, bond: Bond) -> Withdrawal | None:
        """Return the withdrawal on record that ended a bond."""
        rows = [row for row in self.notices if row.is_out]
        same = (row for row in rows if row.latest("effect") == bond.last_left)
        return next(same, None)

    def _by_the_list(self, day: date) -> Membership:
        """Return what the list says of a State of which no bond is on record."""
        outside = next((line for line in self.lines if line.status != "party"), None)
        if outside is not None:
            signed = "It has signed only."
            return self._whole(
                "not-a-party",
                list_as_of=self._list_day,
                source=outside.source,
                confidence=outside.confidence,
                note=outside.note or (signed if outside.status == "signatory" else None),
                basis="list",
            )
        known = self.list
        if known is None:
            return self._whole("not-known", note="No list of parties is kept here.")
        what = "The complete list" if is_list_read(known.treaty) else "General knowledge"
        if self._counts_on(known, day):
            return self._whole(
                "not-a-party",
                list_as_of=known.as_of,
                source=known.official_source,
                confidence="verified" if known.official_source else "known",
                note=f"{what}{_of(known.as_of)} does not name it.",
                basis="complete-list",
            )
        what, kept = ("The list", " kept here") if is_list_read(known.treaty) else (what, "")
        note = f"{what}{_of(known.as_of)}{kept} does not name it."
        return self._whole("not-known", list_as_of=known.as_of, note=note)

    def _counts_on(self, known: PartyList, day: date) -> bool:
        """Return whether a State that the list leaves out is no party on a day."""
        if not known.is_complete or known.as_of is None:
            return False
        if self._state_ended is not None and self._state_ended <= known.as_of:
            return False
        return self._is_closed or day <= add(known.as_of, LISTS_COUNT_FOR, rounding=Rounding.DOWN)


def _of(day: date | None) -> str:
    return f" of {long_date(day)}" if day else ""
