"""Majorities as checkable rules over a vote: how many are needed, and were they reached?

A rule is a share of some base: the votes cast, the members present, all members. A share is
rounded up (three fifths of 141 is 85); a bare majority is more than half, so one more than the
half rounded down (71 of 141), unless the assembly counts half a seat otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from attrs import evolve

from withdrawal.errors import DataFileError, MajorityError
from withdrawal.law.procedures.grounds import Grounded, Valid
from withdrawal.letters import spelt_out
from withdrawal.values import frozen

Rounding = Literal["up", "down", "nearest"]
Voters = Literal["members", "delegations", "provinces", "States"]

_HALF = Fraction(1, 2)
_ROUNDED: dict[Rounding, Callable[[Fraction], int]] = {
    "up": ceil,
    "down": floor,
    "nearest": lambda part: floor(part + _HALF),
}


class Share(Enum):
    """The closed vocabulary of shares; ``absolute`` is more than half, the others at least."""

    ONE_THIRD = "one-third"
    TWO_FIFTHS = "two-fifths"
    HALF = "half"
    ABSOLUTE = "absolute"
    THREE_FIFTHS = "three-fifths"
    TWO_THIRDS = "two-thirds"
    THREE_QUARTERS = "three-quarters"
    ALL = "all"

    def of(self, whole: int, rounding: Rounding | None = None) -> int:
        """Return how many of ``whole`` reach the share.

        Args:
            rounding: what becomes of a part of a seat; default ``down`` for more than half, to
                which one is added, and ``up`` for the others.
        """
        more = self is Share.ABSOLUTE
        part = _FRACTIONS[self] * whole
        return _ROUNDED[rounding or ("down" if more else "up")](part) + more

    def in_words(self) -> str:
        """Return for example ``three fifths``."""
        return "more than half" if self is Share.ABSOLUTE else spelt_out(self.value)


_FRACTIONS = {
    Share.ONE_THIRD: Fraction(1, 3),
    Share.TWO_FIFTHS: Fraction(2, 5),
    Share.HALF: _HALF,
    Share.ABSOLUTE: _HALF,
    Share.THREE_FIFTHS: Fraction(3, 5),
    Share.TWO_THIRDS: Fraction(2, 3),
    Share.THREE_QUARTERS: Fraction(3, 4),
    Share.ALL: Fraction(1),
}


class Base(Enum):
    """Of what a majority is a share."""

    VOTES_CAST = "votes-cast"
    PRESENT = "present"
    PRESENT_OR_REPRESENTED = "present-or-represented"
    MEMBERS = "members"

    def in_words(self, voters: str = "members") -> str:
        """Return for example ``all members`` or ``provinces present``."""
        if self is Base.VOTES_CAST:
            return "votes cast"
        if self is Base.MEMBERS:
            return f"all {voters}"
        return f"{voters} {self.value.replace('-', ' ')}"


class Rule(Enum):
    """The closed vocabulary of majorities: ``simple``, or a share and its base."""

    SIMPLE = "simple"
    ABSOLUTE_OF_VOTES_CAST = "absolute-of-votes-cast"
    ABSOLUTE_OF_PRESENT = "absolute-of-present"
    ABSOLUTE_OF_PRESENT_OR_REPRESENTED = "absolute-of-present-or-represented"
    ABSOLUTE_OF_MEMBERS = "absolute-of-members"
    THREE_FIFTHS_OF_VOTES_CAST = "three-fifths-of-votes-cast"
    THREE_FIFTHS_OF_PRESENT = "three-fifths-of-present"
    THREE_FIFTHS_OF_PRESENT_OR_REPRESENTED = "three-fifths-of-present-or-represented"
    THREE_FIFTHS_OF_MEMBERS = "three-fifths-of-members"
    TWO_THIRDS_OF_VOTES_CAST = "two-thirds-of-votes-cast"
    TWO_THIRDS_OF_PRESENT = "two-thirds-of-present"
    TWO_THIRDS_OF_PRESENT_OR_REPRESENTED = "two-thirds-of-present-or-represented"
    TWO_THIRDS_OF_MEMBERS = "two-thirds-of-members"
    THREE_QUARTERS_OF_VOTES_CAST = "three-quarters-of-votes-cast"
    THREE_QUARTERS_OF_PRESENT = "three-quarters-of-present"
    THREE_QUARTERS_OF_PRESENT_OR_REPRESENTED = "three-quarters-of-present-or-represented"
    THREE_QUARTERS_OF_MEMBERS = "three-quarters-of-members"
    ALL_OF_PRESENT = "all-of-present"
    ALL_OF_MEMBERS = "all-of-members"

    @property
    def share(self) -> Share | None:
        """The share that must be reached; None where more for than against is enough."""
        return None if self is Rule.SIMPLE else Share(self.value.partition("-of-")[0])

    @property
    def base(self) -> Base:
        """Of what the majority is a share."""
        return Base(self.value.partition("-of-")[2] or "votes-cast")

    def in_words(self, voters: str = "members") -> str:
        """Return for example ``three fifths of all members``."""
        if self.share is None:
            return "more votes for than against"
        return f"{self.share.in_words()} of {self.base.in_words(voters)}"


@frozen(kw_only=True)
class Seats(Valid):
    """How many members a house has, from a day to a day."""

    seats: int

    def __attrs_post_init__(self) -> None:
        Valid.__attrs_post_init__(self)
        _check_number("seats", self.seats)


@frozen
class Majority(Grounded):
    """The votes a decision needs.

    Attributes:
        rule: which share of which base.
        seats: how many members the house has by law; needed where all members are the base.
        quorum: how many members must be present, where the law says so.
        quorum_share: the share of all members who must be present, where the law gives a share.
        chamber: the chamber of the parliament whose seats count, which may differ by the day.
        voters: who has a vote, where not each member.
        rounding: how the assembly counts part of a seat, where not in the usual way.
        including: whose votes must be among those for; a count of votes cannot show it.
        seats_by_day: the seats from day to day, where they changed.
    """

    rule: Rule
    seats: int | None = None
    quorum: int | None = None
    quorum_share: Share | None = None
    chamber: str | None = None
    voters: Voters = "members"
    rounding: Rounding | None = None
    including: tuple[str, ...] = ()
    seats_by_day: tuple[Seats, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_number("seats", self.seats)
        _check_number("quorum", self.quorum)
        if self.quorum is not None and self.quorum_share is not None:
            raise DataFileError("quorum and quorum_share: expected one of the two.")
        if self.seats is not None and (self.quorum or 0) > self.seats:
            raise DataFileError(
                f"quorum {self.quorum} is more than the {self.seats} seats: expected at most that."
            )

    def on(self, day: date | None) -> Majority:
        """Return the majority in the house as it was on a day; as it is now, where None."""
        if not self.seats_by_day:
            return self
        fitting = (each.seats for each in self.seats_by_day if each.holds_on(day))
        return evolve(self, seats=next(fitting, None), seats_by_day=())

    @property
    def least_present(self) -> int | None:
        """How many must be present; None where the law sets no quorum or the seats are unknown."""
        if self.quorum_share is None or self.seats is None:
            return self.quorum
        return self.quorum_share.of(self.seats)

    def needed(
        self,
        *,
        against: int | None = 0,
        abstain: int | None = 0,
        for_: int = 0,
        present: int | None = None,
    ) -> int | None:
        """Return how many votes for are needed, given the other votes.

        Args:
            against: votes against; None where not known.
            abstain: abstentions; None where not known.
            for_: votes for, which count among the members present.
            present: members present, where known otherwise than as the sum of the votes.

        Returns:
            None where the base cannot be known from what is given.
        """
        share = self.rule.share
        if share is None:
            return None if against is None else against + 1
        base = self._base(for_, against, abstain, present)
        return None if base is None else share.of(base, self.rounding)

    def _base(
        self, for_: int, against: int | None, abstain: int | None, present: int | None
    ) -> int | None:
        if self.rule.base is Base.MEMBERS:
            return self.seats
        if self.rule.base is Base.VOTES_CAST:
            return None if against is None else for_ + against
        if present is not None:
            return present
        return None if against is None or abstain is None else for_ + against + abstain

    def check(
        self,
        for_: int,
        against: int | None = None,
        abstain: int | None = None,
        *,
        present: int | None = None,
    ) -> None:
        """Do nothing when a vote reaches the majority, or when too little is known to tell.

        Raises:
            MajorityError: the vote misses the majority or the quorum, or counts more members
                than the house has.
        """
        counted = for_ + (against or 0) + (abstain or 0)
        self._check_presence(max(counted, present or 0), is_complete=None not in (against, abstain))
        needed = self.needed(against=against, abstain=abstain, for_=for_, present=present)
        if needed is not None and for_ < needed:
            seats = f" of {self.seats}" if self.rule.base is Base.MEMBERS else ""
            raise MajorityError(
                f"{for_} votes for are not enough: expected at least {needed}{seats} "
                f"({self.rule.in_words(self.voters)})."
            )

    def _check_presence(self, present: int, *, is_complete: bool) -> None:
        if self.seats is not None and present > self.seats:
            raise MajorityError(
                f"A vote of {present} {self.voters} cannot be: the house has {self.seats} seats."
            )
        least = self.least_present
        if least is not None and is_complete and present < least:
            raise MajorityError(
                f"Only {present} {self.voters} took part: expected at least {least} present."
            )

    def in_words(self) -> str:
        """Return for example ``three fifths of all members (85 of 141)``."""
        words = self.rule.in_words(self.voters)
        if self.rule.base is Base.MEMBERS and self.seats:
            words += f" ({self.needed()} of {self.seats})"
        if self.including:
            words += f", {' and '.join(self.including)} among them"
        return words + self._quorum_in_words()

    def _quorum_in_words(self) -> str:
        if self.least_present is not None:
            return f", at least {self.least_present} present"
        share = self.quorum_share
        return f", {share.in_words()} of all {self.voters} present" if share else ""

    def __str__(self) -> str:
        return self.in_words()


def _check_number(key: str, number: int | None) -> None:
    if number is not None and number < 1:
        raise DataFileError(f"{key} {number} is too few: expected 1 or more.")
