"""The life of a treaty: when it came into force, how it ended, what took its place, whom it binds.

A treaty that is over binds nobody, one that is not in force binds nobody yet. A day in `ended` is
the first day without the treaty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from withdrawal.dates import Interval
from withdrawal.values import frozen

Kind = Literal["treaty", "model-clause", "treaty-article", "declarations", "arrangement"]

Ending = Literal[
    "abrogated",
    "withdrawn-by-organization",
    "terminated",
    "replaced",
    "expired",
    "dissolved",
    "lapsed",
]

Confidence = Literal["verified", "reported", "known", "uncertain"]

_HOW: dict[str, str] = {
    "withdrawn-by-organization": "withdrawn by the organization that adopted it",
    "expired": "at the end of its term",
}
"""What is called otherwise in a sentence than in a file."""

_WORDS_OF_AN_END = re.compile(
    r"\b(abrogated|dissolved|lapsed|expired|terminated|ended|replaced|superseded|suspended"
    r"|withdrawn|not (yet )?in force|never (came|entered) into force)\b",
    re.IGNORECASE,
)
_NOTE_OF_AN_END = re.compile(
    r"^(it )?(was |has been |is )?(abrogated|dissolved|terminated|replaced|superseded"
    r"|not (yet )?in force|ceased on)\b",
    re.IGNORECASE,
)


@frozen(kw_only=True)
class Life:
    """What a treaty's data file says of its life; every key may be missing.

    Attributes:
        kind: a treaty, or what is asked about as if it were one.
        closed: whether no other State may join.
        in_force: when it came into force.
        ended: the first day without it for all its parties; the last possible one of a range.
        ended_range: the days on one of which it ended, where the day itself is not known.
        ended_how: how it ended.
        replaced_by: the ids of the treaties that took its place.
        successor: what took its place, in words, where the catalogue has no such treaty.
        not_in_force: whether it has not come into force, so that nobody is bound by it.
        provisionally_applied: since when it has been applied provisionally.
        suspended_since: since when its operation has been suspended.
        term_ends: when its running term ends.
        binds_still: whom it still binds after it was replaced, in words.
        life_source: where all this is said.
        life_confidence: how sure it is.
    """

    kind: Kind = "treaty"
    closed: bool = False
    in_force: date | None = None
    ended: date | None = None
    ended_range: Interval | None = None
    ended_how: Ending | None = None
    replaced_by: tuple[str, ...] = ()
    successor: str | None = None
    not_in_force: bool = False
    provisionally_applied: date | None = None
    suspended_since: date | None = None
    term_ends: date | None = None
    binds_still: str | None = None
    life_source: str | None = None
    life_confidence: Confidence | None = None

    def is_over_by(self, day: date) -> bool:
        """Return whether it no longer bound anybody on a day."""
        return self.ended is not None and self.ended <= day

    def is_suspended_on(self, day: date) -> bool:
        """Return whether its operation was suspended for all its parties on a day."""
        return self.suspended_since is not None and self.suspended_since <= day

    @property
    def ending_in_words(self) -> str | None:
        """How it ended, for example "abrogated", or None where that is not on record."""
        return self.ended_how and _HOW.get(self.ended_how, self.ended_how)

    def contradictions(self) -> Iterator[str]:
        """Yield what cannot be true together, with the key it concerns."""
        if self.ended is None:
            for key in ("ended_range", "ended_how"):
                if getattr(self, key) is not None:
                    yield f"key {key}: expected the key ended beside it"
        elif self.not_in_force:
            yield "key not_in_force: a treaty that has ended was in force: expected one of the two"
        elif self.in_force is not None and self.ended < self.in_force:
            yield f"key ended: {self.ended} lies before in_force: expected a later day"
        if self.ended_range is not None and self.ended_range.end != self.ended:
            yield f"key ended_range: expected it to end on the day of the key ended, {self.ended}"

    def gaps(self) -> Iterator[str]:
        """Yield what is missing, with the key it concerns."""
        if self.ended is not None and self.ended_how is None:
            yield "key ended_how: expected how the treaty ended, beside the key ended"
        if self.ended_how == "replaced" and not (self.replaced_by or self.successor):
            yield "key replaced_by: expected what replaced the treaty, or the key successor"

    @property
    def is_eventful(self) -> bool:
        """Whether a key says more of its life than when it came into force."""
        return bool(
            self.ended
            or self.not_in_force
            or self.replaced_by
            or self.successor
            or self.provisionally_applied
            or self.suspended_since
            or self.term_ends
            or self.binds_still
        )


def untold_endings(life: Life, status: str | None, notes: tuple[str, ...]) -> Iterator[str]:
    """Yield the key of words that tell of an end, or of no beginning, where no key of life does."""
    if life.is_eventful:
        return
    if status is not None and _WORDS_OF_AN_END.search(status):
        yield "status"
    if any(_NOTE_OF_AN_END.search(each) for each in notes):
        yield "notes"
