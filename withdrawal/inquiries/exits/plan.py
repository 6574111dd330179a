"""The days of each step: backwards from the day to be out by, or forwards from a beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from withdrawal.case.planning.plan import plan
from withdrawal.inquiries.forms import DAY, Day, Form, Text
from withdrawal.inquiries.inquiry import Circumstances, Pair

if TYPE_CHECKING:
    from withdrawal.case.planning.planned import Plan as Planned
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["Plan"]


@frozen(kw_only=True, slots=False)
class Plan(Circumstances, Pair):
    """The days of each step: the latest, to be out by a day; or the first, to begin on one.

    Attributes:
        out_by: The day by which the State wants to be out.
        from_: The day on which it begins, instead: how soon can it be out?
        route: The route of the State's procedure.
        as_of: The day the question is asked for; default today.
        typical: The days at the usual pace, which are always said now.
    """

    schema: ClassVar[str] = "withdrawal/plan/2"
    example: ClassVar = {"party": "Sweden", "treaty": "ottawa", "out_by": "2029-01-01"}

    out_by: Day = None
    from_: Annotated[str | None, Form(DAY, "date", alias="from")] = None
    route: Text = None
    as_of: Day = None
    typical: bool = False

    def answer(self, catalogue: Catalogue | None = None) -> Planned:
        """Return the plan."""
        return plan(begin=self.from_, **self.said("from_", "typical"), catalogue=catalogue)
