"""The catalogue of treaties, one treaty in full, and its parties on a day and over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from withdrawal.dates import Period
from withdrawal.inquiries.forms import Day, Duration, Name, Text, known_word
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties as Roll
    from withdrawal.case.roll_over_time import PartiesOverTime as Course
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty as Law

Summary = Mapping[str, Any]


@frozen(slots=False)
class OfTreaty(Inquiry):
    """A question about one treaty.

    Attributes:
        treaty: The treaty: an id, a name or an official number.
    """

    treaty: Name


@frozen(slots=False)
class Treaty(OfTreaty):
    """One treaty in full: its clause, practice and parties."""

    schema: ClassVar[str] = "withdrawal/treaty/1"
    example: ClassVar = {"treaty": "ottawa"}

    def answer(self, catalogue: Catalogue | None = None) -> Law:
        return (catalogue or packaged()).resolve(self.treaty)


@frozen(kw_only=True, slots=False)
class Treaties(Inquiry):
    """The catalogue of treaties, or those that fit.

    Attributes:
        q: A name in any language or the words it begins with, or an official number.
        depositary: Part of the depositary's name.
        period: The period of notice, like P6M.
        shape: The shape of the clause: windows, lock-in, annual-date, end-of-term, silent ...
        category: The kind of matter: arms-control, trade, ilo ...
        alive: Only those in force, as far as is on record.
        ended: Only those that are over.
    """

    schema: ClassVar[str] = "withdrawal/treaties/1"
    example: ClassVar = {"q": "mine"}

    q: Text = None
    depositary: Text = None
    period: Duration = None
    shape: Text = None
    category: Text = None
    alive: bool = False
    ended: bool = False

    def answer(self, catalogue: Catalogue | None = None) -> dict[str, Summary]:
        """Return the lines of the index that fit every filter, by the treaties' ids.

        Raises:
            UnknownNameError: no clause has the shape, or no treaty such a depositary or category.
            PeriodFormatError: the period is none.
        """
        known = catalogue or packaged()
        self._check(known)
        searched = _searched(known, self.q or "")
        period = None if self.period is None else str(Period.parse(self.period))
        return {key: each for key, each in searched.items() if self._fits(each, period)}

    def _fits(self, each: Summary, period: str | None) -> bool:
        part = (self.depositary or "").casefold()
        return (
            part in " and ".join(each["depositaries"]).casefold()
            and period in (None, each["period"])
            and self.category in (None, each["category"])
            and (self.shape is None or self.shape in _shapes(each))
            and self._is_at_that_age(each)
        )

    def _is_at_that_age(self, each: Summary) -> bool:
        """Return whether it is in that part of its life today; any, where none is asked for."""
        is_over = each["ended"] is not None and each["ended"] <= date.today().isoformat()
        is_alive = not is_over and not each["not_in_force"]
        return (is_alive and self.alive) or (is_over and self.ended) or not self.alive | self.ended

    def _check(self, known: Catalogue) -> None:
        every = known.summaries.values()
        known_word(self.category, filter(None, (each["category"] for each in every)), "category")
        known_word(self.shape, chain.from_iterable(map(_shapes, every)), "shape of a clause")
        names = {name for each in every for name in each["depositaries"]}
        part = self.depositary
        if part is not None and not any(part.casefold() in name.casefold() for name in names):
            known_word(part, names, "depositary")


def _searched(known: Catalogue, text: str) -> dict[str, Summary]:
    """Return the lines that are called by a text in any language, or that hold every word of it."""
    from withdrawal.languages.finding import found

    numbered = known.numbered(text)
    if numbered.answers:
        return {key: known.summaries[key] for key in (*numbered.answers, *numbered.others)}
    wanted = text.casefold().split()
    holding = (
        key
        for key, each in known.summaries.items()
        if all(word in f"{key} {each['name']} {each['title']}".casefold() for word in wanted)
    )
    called = (key for key in found("treaties", text) if key in known.summaries)
    return {key: known.summaries[key] for key in dict.fromkeys((*called, *holding))}


def _shapes(summary: Summary) -> set[str]:
    kinds = set(summary["shape"])
    if summary["period"] == "P0D":
        kinds = kinds - {"runs"} | {"immediate"}
    return {*kinds, summary["exit"]}


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
        from withdrawal.case.roll import parties

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
        from withdrawal.case.roll_over_time import parties_over_time

        return parties_over_time(**self.given, catalogue=catalogue)
