"""Who is a party to a treaty, on a day and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from withdrawal.case.roll import parties
from withdrawal.case.roll_over_time import parties_over_time
from withdrawal.inquiries.forms import Day, Name
from withdrawal.inquiries.inquiry import Inquiry

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties as Roll
    from withdrawal.case.roll_over_time import PartiesOverTime as Course
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["OfTreaty", "Parties", "PartiesOverTime"]


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


@frozen(kw_only=True, slots=False)
class PartiesOverTime(OfTreaty):
    """How many parties a treaty had over time: each State that joined or left, and the count.

    Attributes:
        as_of: The day the question is asked for, and the last that is told; default today.
    """

    schema: ClassVar[str] = "withdrawal/parties-over-time/1"
    example: ClassVar = {"treaty": "ottawa", "as_of": "2026-03-01"}

    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Course:
        """Return each day on which the number of parties changed."""
        return parties_over_time(**self.given, catalogue=catalogue)
