"""Where a clause lands once its period has run: month, year, annual date or end of a term.

Each landing is an operator like those of `withdrawal.law.clause.operators`; most treaties need
none.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date
from functools import lru_cache
from typing import ClassVar

from withdrawal.dates import DAY, Period, Pieces, Rounding, add
from withdrawal.errors import DateFormatError, DateRangeError
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.gates import recurring, turns_before
from withdrawal.law.clause.operators import (
    STRAIGHT,
    Obstacle,
    Operator,
    _OnceAgreed,
    adding,
    anchor_in_words,
)
from withdrawal.values import frozen

_ONE_DAY = Period(days=1)
_MONTH_DAY = re.compile(r"\d{2}-\d{2}", re.ASCII)


@frozen
class MonthDay:
    """A day of the year, such as 30 June; 29 February falls on the 28th in common years."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> MonthDay:
        """Return the day of the year that ``MM-DD`` stands for.

        Raises:
            DateFormatError: another form, or no such day.
        """
        try:
            if not isinstance(text, str) or not _MONTH_DAY.fullmatch(text):
                raise ValueError(text)
            day = date.fromisoformat(f"2000-{text}")
        except ValueError:
            raise DateFormatError(f"{text!r} is not a day of the year: expected MM-DD.") from None
        return cls(day.month, day.day)

    def in_year(self, year: int) -> date:
        """Return that day of ``year``; raise DateRangeError where there is no such year."""
        day = 28 if (self.month, self.day) == (2, 29) and not isleap(year) else self.day
        return _in_calendar(year, self.month, day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def in_words(self) -> str:
        """Return for example ``30 June``."""
        return f"{self.day} {date(2000, self.month, 1):%B}"


@frozen
class NextDay(Operator):
    """The day after the period ends."""

    rule: ClassVar[str] = "lands"

    def apply(self, day: date, setting: Setting) -> date | None:
        return add(day, _ONE_DAY, rounding=setting.conventions.rounding)

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return f"Effect on the day after: {after}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces:
        return STRAIGHT


@frozen
class NextMonth(Operator):
    """The first day of the month that follows; a period ending on a first goes on a month."""

    rule: ClassVar[str] = "lands"

    def apply(self, day: date, setting: Setting) -> date | None:
        return _month_start(day, 1)

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return f"Effect on the first day of the month following {day}: {after}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces:
        return Pieces(month_days=(1,), years_ahead=0)


_MOST_MONTHS = 12 * date.max.year
"""No month lies further ahead than the calendar has months."""


@frozen
class MonthEdge(Operator):
    """The first or the last day of the nth month after the month of the day.

    Attributes:
        months: how many months after; the month of the day itself is 0.
    """

    rule: ClassVar[str] = "lands"
    months: int
    is_last: bool = False

    def __attrs_post_init__(self) -> None:
        least = 0 if self.is_last else 1
        if not least <= self.months <= _MOST_MONTHS:
            raise ValueError(
                f"months is {self.months}: expected a number from {least} to {_MOST_MONTHS}"
            )

    def apply(self, day: date, setting: Setting) -> date | None:
        start = _month_start(day, self.months)
        return start.replace(day=monthrange(start.year, start.month)[1]) if self.is_last else start

    def explain(self, day: date, after: date, setting: Setting) -> str:
        edge = "last" if self.is_last else "first"
        return f"Effect on the {edge} day of month {self.months} after that of {day}: {after}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces:
        return Pieces(month_days=(1,), years_ahead=(11 + self.months) // 12)


def _month_start(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _in_calendar(year, month + 1, 1)


def _in_calendar(year: int, month: int, day: int) -> date:
    if not 1 <= year <= 9999:
        raise DateRangeError(f"The year {year} lies outside the calendar: expected 1 to 9999.")
    return date(year, month, day)


@frozen
class AnnualDate(Operator):
    """A fixed day of the year, if the notice came by a cut-off; else the same day a year later.

    This one shape holds the whaling convention (30 June, notice by 1 January of that year), the
    drug conventions (1 January, notice by 1 July of the year before), the end of this, the next
    or the second next calendar or financial year, and the start of the next year.

    Attributes:
        on: the day of effect.
        by: the cut-off, as a day of the year; exclusive with ``notice``.
        years_before: how many years before the year of effect the cut-off lies.
        notice: the cut-off, as a period before the day of effect.
        is_inclusive: whether a notice on the cut-off itself is in time.
        assumed: what is taken for granted about the year, in one sentence.
    """

    rule: ClassVar[str] = "lands"
    on: MonthDay
    by: MonthDay | None = None
    years_before: int = 0
    notice: Period | None = None
    is_inclusive: bool = True
    assumed: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.by is not None and self.notice is not None:
            raise ValueError(f"by {self.by} and notice {self.notice}: expected one of the two")
        if self.years_before < 0:
            raise ValueError(f"years_before is {self.years_before}: expected 0 or more")

    def cut_off(self, effect: date, setting: Setting) -> date:
        """Return the cut-off for an effect on ``effect``: its last day, or the first too late."""
        if self.by is not None:
            return self.by.in_year(effect.year - self.years_before)
        if self.notice is None:
            return effect
        return before(effect, self.notice, setting.conventions.rounding)

    def apply(self, day: date, setting: Setting) -> date | None:
        year = day.year
        while True:
            effect = self.on.in_year(year)
            limit = self.cut_off(effect, setting)
            if effect >= day and (day <= limit if self.is_inclusive else day < limit):
                return effect
            year += 1

    def explain(self, day: date, after: date, setting: Setting) -> str:
        limit = self.cut_off(after, setting)
        word = "by" if self.is_inclusive else "before"
        if limit == after and self.is_inclusive:
            return f"Effect on the next {self.on.in_words()}: {after}."
        return (
            f"Effect on {self.on.in_words()} if notice came {word} {limit}; {day} leads to {after}."
        )

    def assumption(self, setting: Setting) -> str | None:
        return self.assumed

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces:
        turns: list[date] = []
        day: date | None = first
        while day is not None and day <= last:
            effect = self.apply(day, setting)
            assert effect is not None
            limit = self.cut_off(effect, setting)
            day = min(effect + DAY, limit + DAY if self.is_inclusive else limit)
            turns.append(day)
        return Pieces(tuple(turns))


@frozen
class EndOfTerm(Operator):
    """The end of the term that is running, if notice came long enough before it.

    Attributes:
        anchor: when the first term began.
        renewal: the length of each later term; None where there is none, and the treaty may
            then be left ``notice`` after any notice.
        notice: how long before the end notice must be given.
    """

    rule: ClassVar[str] = "lands"
    anchor: str
    initial: Period
    renewal: Period | None
    notice: Period

    def __attrs_post_init__(self) -> None:
        recurring("initial", self.initial)
        if self.renewal is not None:
            recurring("renewal", self.renewal)

    def apply(self, day: date, setting: Setting) -> date | None:
        start = setting.facts.anchor(self.anchor)
        if start is None:
            return None
        turn, rounding = 0, setting.conventions.rounding
        if self.renewal is not None:
            turn = turns_before(day, start, self.initial, self.renewal)
        while turn == 0 or self.renewal is not None:
            end = _term_end(self, start, turn, rounding)
            if day <= before(end, self.notice, rounding):
                return end
            turn += 1
        return add(day, self.notice, rounding=rounding)

    def ends_on(self, day: date, setting: Setting) -> bool:
        """Return whether a day of effect is the end of a term; after the last term it is not."""
        start = setting.facts.anchor(self.anchor)
        if start is None:
            return False
        return self.renewal is not None or day == _term_end(
            self, start, 0, setting.conventions.rounding
        )

    def explain(self, day: date, after: date, setting: Setting) -> str:
        start = setting.facts.anchor(self.anchor)
        assert start is not None
        rounding = setting.conventions.rounding
        if self.renewal is None and after != _term_end(self, start, 0, rounding):
            return (
                f"No later term follows the one that began on {start}, so "
                f"{self.notice.in_words()} from {day}: {after}."
            )
        return (
            f"Terms run from {start}; notice is due {self.notice.in_words()} before one ends "
            f"(by {before(after, self.notice, rounding)}), and effect is at that end: {after}."
        )

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces:
        turns: list[date] = []
        start = setting.facts.anchor(self.anchor)
        while start is not None and (not turns or turns[-1] <= last):
            end = self.apply(turns[-1] if turns else first, setting)
            assert end is not None
            turns.append(before(end, self.notice, setting.conventions.rounding) + DAY)
            if self.renewal is None:
                return Pieces(tuple(turns), adding(self.notice).month_days)
        return Pieces(tuple(turns))

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        since = add(day, self.notice, rounding=Rounding.DOWN)
        return Obstacle(
            "unknown",
            f"Effect is at the end of a term that runs from {anchor_in_words(self.anchor)}, which "
            "is not on record here.",
            since=since,
            needs=self.anchor,
        )


@lru_cache(maxsize=4096)
def _term_end(terms: EndOfTerm, start: date, turn: int, rounding: Rounding) -> date:
    renewal = terms.renewal or Period()
    months = terms.initial.whole_months + turn * renewal.whole_months
    return add(start, Period(months=months), rounding=rounding)


@frozen
class AtEvent(_OnceAgreed):
    """Effect at an event that no calendar fixes, such as the end of a session."""

    rule: ClassVar[str] = "lands"
    event: str

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return f"Effect at {self.event}: {after}."

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        return Obstacle("conditional", f"Effect at {self.event}, which has no date yet.", since=day)


@lru_cache(maxsize=4096)
def before(day: date, period: Period, rounding: Rounding = Rounding.DOWN) -> date:
    """Return the last day from which ``period`` is over by ``day``.

    The inverse of `add` with the same rounding: the largest start whose end is not after ``day``.

    Raises:
        DateRangeError: it lies before the year 1.
    """
    number = day.toordinal() - period.days
    if number < 1:
        raise DateRangeError(f"{period} before {day} lies outside the calendar.")
    target = date.fromordinal(number)
    start = _month_start(target, -period.whole_months)
    start = start.replace(day=min(target.day, monthrange(start.year, start.month)[1]))
    while start < day and add(start + DAY, period, rounding=rounding) <= day:
        start += DAY
    return start
