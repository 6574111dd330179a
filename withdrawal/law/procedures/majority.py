"""Majorities as checkable rules over a vote: how many are needed, and were they reached?

A rule is a share of some base: the votes cast, the members present or all members. The share is
rounded up (three fifths of 141 is 85); a bare majority is more than half, so one more than the
half rounded down (71 of 141).
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import field, frozen, validators

from withdrawal.errors import MajorityError

__all__ = ["Base", "Majority", "Rule"]


class Base(Enum):
    """Of what a majority is a share."""

    VOTES_CAST = "votes cast"
    PRESENT = "members present"
    MEMBERS = "all members"


class Rule(Enum):
    """The closed vocabulary of majorities."""

    SIMPLE = "simple"
    ABSOLUTE_OF_PRESENT = "absolute-of-present"
    ABSOLUTE_OF_MEMBERS = "absolute-of-members"
    THREE_FIFTHS_OF_PRESENT = "three-fifths-of-present"
    THREE_FIFTHS_OF_MEMBERS = "three-fifths-of-members"
    TWO_THIRDS_OF_VOTES_CAST = "two-thirds-of-votes-cast"
    TWO_THIRDS_OF_PRESENT = "two-thirds-of-present"
    TWO_THIRDS_OF_MEMBERS = "two-thirds-of-members"

    @property
    def base(self) -> Base:
        """Of what the majority is a share."""
        if self is Rule.SIMPLE or self is Rule.TWO_THIRDS_OF_VOTES_CAST:
            return Base.VOTES_CAST
        return Base.PRESENT if self.value.endswith("present") else Base.MEMBERS

    @property
    def share(self) -> Fraction | None:
        """The share that must be reached; None where more than half is meant."""
        if self.value.startswith("two-thirds"):
            return Fraction(2, 3)
        return Fraction(3, 5) if self.value.startswith("three-fifths") else None

    def in_words(self) -> str:
        """Return for example ``three fifths of all members``."""
        if self is Rule.SIMPLE:
            return "more votes for than against"
        share = "more than half"
        if self.share is not None:
            share = "two thirds" if self.share == Fraction(2, 3) else "three fifths"
        return f"{share} of {self.base.value}"


@frozen
class Majority:
    """The votes a decision needs.

    Attributes:
        rule: which share of which base.
        seats: how many members the house has by law; needed where all members are the base.
        quorum: how many members must be present, where the law says so.
    """

    rule: Rule
    seats: int | None = field(default=None, validator=validators.optional(validators.gt(0)))
    quorum: int | None = field(default=None, validator=validators.optional(validators.gt(0)))

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
        if self.rule is Rule.SIMPLE:
            return None if against is None else against + 1
        base = self._base(for_, against, abstain, present)
        if base is None:
            return None
        share = self.rule.share
        return base // 2 + 1 if share is None else -(-base * share.numerator // share.denominator)

    def _base(
        self, for_: int, against: int | None, abstain: int | None, present: int | None
    ) -> int | None:
        if self.rule.base is Base.MEMBERS:
            return self.seats
        if against is None:
            return present if self.rule.base is Base.PRESENT else None
        if self.rule.base is Base.VOTES_CAST:
            return for_ + against
        if present is not None:
            return present
        return None if abstain is None else for_ + against + abstain

    def check(
        self,
        for_: int,
        against: int | None = None,
        abstain: int | None = None,
        *,
        present: int | None = None,
    ) -> None:
        """Do nothing when a vote reaches the majority, or when too little is known to tell.

        Args:
            for_: votes for.
            against: votes against; None where not known.
            abstain: abstentions; None where not known.
            present: members present, where known otherwise than as the sum of the votes.

        Raises:
            MajorityError: the vote misses the majority or the quorum, or counts more members
                than the house has.
        """
        counted = for_ + (against or 0) + (abstain or 0)
        self._check_presence(max(counted, present or 0), is_complete=None not in (against, abstain))
        needed = self.needed(against=against, abstain=abstain, for_=for_, present=present)
        if needed is not None and for_ < needed:
            raise MajorityError(
                f"{for_} votes for are not enough: expected at least {needed}"
                f"{self._of_seats()} ({self.rule.in_words()})."
            )

    def _check_presence(self, present: int, *, is_complete: bool) -> None:
        if self.seats is not None and present > self.seats:
            raise MajorityError(
                f"A vote of {present} members cannot be: the house has {self.seats} seats."
            )
        if self.quorum is not None and is_complete and present < self.quorum:
            raise MajorityError(
                f"Only {present} members took part: expected at least {self.quorum} present."
            )

    def _of_seats(self) -> str:
        return f" of {self.seats}" if self.rule.base is Base.MEMBERS else ""

    def in_words(self) -> str:
        """Return for example ``three fifths of all members (85 of 141)``."""
        words = self.rule.in_words()
        if self.rule.base is Base.MEMBERS and self.seats:
            words += f" ({self.needed()} of {self.seats})"
        return words + (f", at least {self.quorum} present" if self.quorum else "")

    def __str__(self) -> str:
        return self.in_words()
