"""Every treaty's earliest exit for one State, every State's for one treaty, or all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from withdrawal.case.survey import survey
from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.forms import Day, Text
from withdrawal.inquiries.inquiry import Inquiry

if TYPE_CHECKING:
    from withdrawal.case.surveyed import Survey as Surveyed
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["Survey"]


@frozen(kw_only=True, slots=False)
class Survey(Inquiry):
    """When a State's exit from every treaty, or every State's from one, takes effect, or could.

    Attributes:
        party: The State: a name or an ISO code.
        treaty: The treaty: an id, a name or an official number.
        on: Suppose a notice given on this day.
        as_of: The day the question is asked for; default today.
    """

    schema: ClassVar[str] = "withdrawal/survey/1"
    example: ClassVar = {"treaty": "ottawa"}
    is_slow: ClassVar[bool] = True

    party: Text = None
    treaty: Text = None
    on: Day = None
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Surveyed:
        """Return what is found of each pair."""
        return survey(**self.given, catalogue=catalogue)

    def answer_in_part(self) -> Surveyed:
        """Return the same where a State or a treaty is named; all pairs are too much to send.

        Raises:
            CircumstanceError: neither is.
        """
        if self.party is None and self.treaty is None:
            raise CircumstanceError(
                "Neither a State nor a treaty is named: expected one of them. The command "
                "`withdrawal survey` gives all pairs."
            )
        return self.answer()
