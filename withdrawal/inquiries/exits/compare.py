"""Several States side by side on one treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from withdrawal.case.planning.compare import compare
from withdrawal.inquiries.forms import Day, Form, Name
from withdrawal.inquiries.inquiry import Circumstances, Inquiry

if TYPE_CHECKING:
    from withdrawal.case.planning.compare import Comparison
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["Compare"]


@frozen(slots=False)
class _Several(Inquiry):
    """A question about several States.

    Attributes:
        party: The States: names or ISO codes, as many as there are.
    """

    party: Annotated[tuple[str, ...], Form(shortest=1)]


@frozen(kw_only=True, slots=False)
class Compare(Circumstances, _Several):
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
        said = self.given
        return compare(said.pop("party"), said.pop("treaty"), **said, catalogue=catalogue)
