"""Who is a party to a treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from withdrawal.case.roll import parties
from withdrawal.inquiries.forms import Day, Name
from withdrawal.inquiries.inquiry import Inquiry

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties as Roll
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["OfTreaty", "Parties"]


@frozen(slots=False)
class OfTreaty(Inquiry):
    """A question about one treaty.

    Attributes:
        treaty: The treaty: an id, a name or an official number.
    """

    treaty: Name


@frozen(kw_only=True, slots=False)
class Parties(OfTreaty):
    """Who is a party to a treaty on a day, and what that rests on.

    Attributes:
        on: The day; default the one the question is asked for.
        as_of: The day the question is asked for; default today.
    """

    schema: ClassVar[str] = "withdrawal/parties/1"
    example: ClassVar = {"treaty": "ottawa", "on": "2026-03-01"}

    on: Day = None
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Roll:
        """Return every State on the list or in the record."""
        return parties(**self.given, catalogue=catalogue)
