"""The papers of a case: the memo, the draft of a notice, and the precedents they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import field, frozen

from withdrawal.case.drafting.memo import memo
from withdrawal.case.drafting.notice import notice
from withdrawal.case.precedents import precedents
from withdrawal.inquiries.forms import TEXT, Day, Form, Name, PartialDay, Text
from withdrawal.inquiries.inquiry import Circumstances, Inquiry, Pair

if TYPE_CHECKING:
    from withdrawal.case.drafting.memo import Memo as MemoHeld
    from withdrawal.case.drafting.notice import Draft
    from withdrawal.case.precedents import Precedents as Found
    from withdrawal.law.treaties.catalogue import Catalogue

__all__ = ["Memo", "Notice", "Precedents"]

Language = Annotated[str, Form("^[a-z]{2}$")]


@frozen(kw_only=True, slots=False)
class Memo(Circumstances, Pair):
    """A memo on an exit: two pages that an adviser can sign, then what they rest on.

    Attributes:
        received: The day the notice was received: a day, a month or a year.
        out_by: The day by which the State wants to be out; else the plan begins today.
        language: The language of the memo, by its code; what has no words in it stays English.
        as_of: The day the question is asked for; default today.
    """

    schema: ClassVar[str] = "withdrawal/memo/1"
    example: ClassVar = {"party": "Sweden", "treaty": "ottawa", "as_of": "2026-11-21"}

    received: PartialDay = None
    out_by: Day = None
    language: Language = "en"
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> MemoHeld:
        """Return what the memo holds."""
        return memo(**self.said("language"), catalogue=catalogue)


@frozen(kw_only=True, slots=False)
class Notice(Pair):
    """The draft of a notice, or why none could be given.

    Attributes:
        signatory: Who signs: head-of-state, head-of-government or foreign-minister.
        reasons: The reasons to state, where the treaty asks for them.
        received: The day on which the depositary is to have it; default the day asked for.
        language: The language of the draft, by its code: en or fr.
        as_of: The day the question is asked for; default today.
    """

    schema: ClassVar[str] = "withdrawal/notice/1"
    example: ClassVar = {"party": "Sweden", "treaty": "ottawa", "as_of": "2026-11-21"}

    signatory: Text = None
    reasons: Annotated[str | None, Form(TEXT, longest=20_000)] = None
    received: Day = None
    language: Language = "en"
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Draft:
        """Return what the draft holds."""
        return notice(**self.said("language"), catalogue=catalogue)


@frozen(kw_only=True, slots=False)
class Precedents(Inquiry):
    """How earlier notices under a clause, or of a State, were counted, contested or withdrawn.

    Attributes:
        of: A treaty or a State, by any of its names.
        like: Of a treaty, also those under clauses of the same shape, by the same depositary first.
        as_of: The day the question is asked for; default today.
    """

    schema: ClassVar[str] = "withdrawal/precedents/1"
    example: ClassVar = {"of": "ottawa", "as_of": "2026-11-21"}

    of: Name = field(kw_only=False)
    like: bool = False
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Found:
        """Return the earlier notices."""
        return precedents(**self.given, catalogue=catalogue)
