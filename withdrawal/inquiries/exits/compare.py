"""Several States side by side on one treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from withdrawal.case.planning.compare import compare
from withdrawal.inquiries.forms import Day, Name
from withdrawal.inquiries.inquiry import Circumstances, Several

if TYPE_CHECKING:
    from withdrawal.case.planning.compare import Comparison
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["Compare"]


@frozen(kw_only=True, slots=False)
class Compare(Circumstances, Several):
    """Several States side by side on one treaty: stage, what is left, earliest date.

    Attributes:
        treaty: The treaty: an id, a name or an official number.
        as_of: The day the question is asked for; default today.
    """

    schema: ClassVar[str] = "withdrawal/compare/1"
    example: ClassVar = {"party": ("Estonia", "Latvia"), "treaty": "ottawa", "as_of": "2025-04-20"}

    treaty: Name
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Comparison:
        """Return the comparison."""
        said = self.said("party", "treaty")
        return compare(self.party, self.treaty, **said, catalogue=catalogue)
