"""How and when States leave treaties: when, plans, comparisons, forecasts, surveys, papers.

What answers a question is imported when it is asked, so that each loads no more than it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import field

from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.forms import (
    DAY,
    TEXT,
    Day,
    Duration,
    Form,
    Name,
    PartialDay,
    Text,
    YearOrDay,
)
from withdrawal.inquiries.inquiry import Circumstances, Inquiry, Pair, Several
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.drafting.memo import Memo as MemoHeld
    from withdrawal.case.drafting.notice import Draft
    from withdrawal.case.planning.compare import Comparison
    from withdrawal.case.planning.planned import Plan as Planned
    from withdrawal.case.precedents import Precedents as Found
    from withdrawal.case.surveyed import Survey as Surveyed
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.odds.forecast import Forecast as Distribution

Language = Annotated[str, Form("^[a-z]{2}$")]


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
        from withdrawal.case.answering.when import when

        return when(**self.given, catalogue=catalogue)


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
        from withdrawal.case.planning.plan import plan

        return plan(begin=self.from_, **self.said("from_", "typical"), catalogue=catalogue)


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
        from withdrawal.case.planning.compare import compare

        said = self.said("party", "treaty")
        return compare(self.party, self.treaty, **said, catalogue=catalogue)


@frozen(kw_only=True, slots=False)
class Forecast(Circumstances, Pair):
    """How likely each day of effect is, while nobody knows it.

    Attributes:
        as_of: The day the question is asked for; default today.
        route: The route of the State's procedure.
        fact: A fact the route depends on: urgent ...; may be repeated.
        conflict_a_year: The chance in a year that an armed conflict begins.
        years: How many years ahead to count; default 10.
    """

    schema: ClassVar[str] = "withdrawal/forecast/2"
    example: ClassVar = {"party": "Lithuania", "treaty": "ottawa", "as_of": "2025-04-18"}
    is_slow: ClassVar[bool] = True

    as_of: Day = None
    route: Text = None
    fact: Annotated[tuple[str, ...], Form()] = ()
    conflict_a_year: float | None = None
    years: int | None = None

    def answer(self, catalogue: Catalogue | None = None) -> Distribution:
        from withdrawal.odds.api import forecast

        return forecast(**self.said("fact"), facts=self.fact, catalogue=catalogue)


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
        from withdrawal.case.survey import survey

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
        from withdrawal.case.drafting.memo import memo

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
        from withdrawal.case.drafting.notice import notice

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
        from withdrawal.case.precedents import precedents

        return precedents(**self.given, catalogue=catalogue)
