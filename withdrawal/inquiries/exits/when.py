"""When a State's exit from a treaty takes effect, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from withdrawal.case.answering.when import when
from withdrawal.inquiries.forms import Day, Duration, Form, Name, PartialDay, Text, YearOrDay
from withdrawal.inquiries.inquiry import Circumstances, Inquiry

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["When"]


@frozen(slots=False)
class _OfAClause(Inquiry):
    """A question that a clause of the asker's own may stand in for a treaty.

    Attributes:
        party: The State: a name or an ISO code. State and treaty may come in either order.
        treaty: The treaty: an id, a name or an official number.
    """

    party: Name
    treaty: Text = None


@frozen(kw_only=True, slots=False)
class When(Circumstances, _OfAClause):
    """When a State's exit from a treaty takes effect, and why.

    Attributes:
        received: The day the notice was received: a day, a month or a year.
        notice: An earlier notice on record, by year or day.
        approved: The day parliament approved, where no notice was given.
        as_of: The day the question is asked for; default today.
        period: A clause of your own instead of a treaty: P6M, P90D ...
        then: Where it lands: that-day, first-day-of-next-month, end-of-year ...
        counting: How months are counted: corresponding-day or day-after.
    """

    schema: ClassVar[str] = "withdrawal/answer/2"
    example: ClassVar = {"party": "Lithuania", "treaty": "ottawa"}

    received: PartialDay = None
    notice: YearOrDay = None
    approved: Day = None
    as_of: Day = None
    period: Duration = None
    then: Annotated[str, Form()] = "that-day"
    counting: Annotated[str, Form()] = "corresponding-day"

    def answer(self, catalogue: Catalogue | None = None) -> Answer:
        """Return when the exit takes effect, with the reasons."""
        return when(**self.given, catalogue=catalogue)
