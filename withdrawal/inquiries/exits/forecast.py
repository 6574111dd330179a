"""The distribution of a date nobody knows yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from withdrawal.inquiries.forms import Day, Form, Text
from withdrawal.inquiries.inquiry import Circumstances, Pair

if TYPE_CHECKING:
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.odds.forecast import Forecast as Distribution

__all__ = ["Forecast"]


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
        """Return the distribution."""
        from withdrawal.odds.api import forecast

        return forecast(**self.said("fact"), facts=self.fact, catalogue=catalogue)
