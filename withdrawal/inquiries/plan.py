"""The latest day for each step, to be out by a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from withdrawal.case.planning.plan import plan
from withdrawal.case.planning.typical import typical_pace
from withdrawal.inquiries.forms import Day, RequiredDay, Text
from withdrawal.inquiries.inquiry import Circumstances, Pair

if TYPE_CHECKING:
    from withdrawal.case.planning.plan import Plan as Planned
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["Plan"]


@frozen(kw_only=True, slots=False)
class Plan(Circumstances, Pair):
    """The latest day for each step, to be out by a day.

    Attributes:
        out_by: The day by which the State wants to be out.
        route: The route of the State's procedure.
        as_of: The day the question is asked for; default today.
        typical: Say also the latest days at the usual pace.
    """

    schema: ClassVar[str] = "withdrawal/plan/1"
    example: ClassVar = {"party": "Sweden", "treaty": "ottawa", "out_by": "2029-01-01"}

    out_by: RequiredDay
    route: Text = None
    as_of: Day = None
    typical: bool = False

    def answer(self, catalogue: Catalogue | None = None) -> Planned:
        """Return the plan."""
        said = self.given
        if said.pop("typical", False):
            said["pace"] = typical_pace(
                self.party, self.treaty, route=self.route, catalogue=catalogue
            )
        return plan(**said, catalogue=catalogue)
