"""Where a rule of law stands and from which day to which it holds: a limit, a route, seats."""

from __future__ import annotations

from datetime import date
from typing import Literal

from withdrawal.errors import DataFileError
from withdrawal.values import frozen

Confidence = Literal["verified", "known", "uncertain"]


@frozen(kw_only=True)
class Grounded:
    """Something that may have grounds of its own, where they are not those of what it belongs to.

    Attributes:
        legal_basis: where it is laid down.
        source: where that was read.
        confidence: how sure it is.
    """

    legal_basis: str | None = None
    source: str | None = None
    confidence: Confidence | None = None

    def with_basis(self, words: str) -> str:
        """Return words with the legal basis in brackets, where there is one of its own."""
        return f"{words} ({self.legal_basis})" if words and self.legal_basis else words


@frozen(kw_only=True)
class Valid(Grounded):
    """Something that holds from a day to a day.

    Attributes:
        valid_from: the first day; None where it has no known beginning.
        valid_until: the last day; None where it still holds.
    """

    valid_from: date | None = None
    valid_until: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise DataFileError(
                f"valid_until {self.valid_until} is before valid_from {self.valid_from}: expected "
                "the same day or a later one."
            )

    def holds_on(self, day: date | None) -> bool:
        """Return whether it holds on a day; where that is None, whether it still holds."""
        if day is None:
            return self.valid_until is None
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def overlaps(self, other: Valid) -> bool:
        """Return whether there is a day on which both hold."""
        first = max(each.valid_from or date.min for each in (self, other))
        return first <= min(each.valid_until or date.max for each in (self, other))

    def days_in_words(self) -> str:
        """Return for example ``from 2009-02-07 to 2013-12-06``; empty where it always holds."""
        first = f"from {self.valid_from}" if self.valid_from else ""
        last = f"{'to' if first else 'until'} {self.valid_until}" if self.valid_until else ""
        return " ".join(each for each in (first, last) if each)
