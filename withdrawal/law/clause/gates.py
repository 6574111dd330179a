"""When notice may be given at all: lock-ins and recurring windows.

A gate lets the day of a notice through unchanged or stops it, and then says on which day a notice
could next be given.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import ClassVar

from attrs import field

from withdrawal.dates import DAY, Period, Pieces, Rounding, add
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.operators import Obstacle, Operator, _Since, anchor_in_words
from withdrawal.values import frozen


@frozen
class Gate(Operator):
    """What opens and closes the time for notice, and leaves the day alone."""


@frozen
class LockIn(_Since, Gate):
    """No notice before some time has passed since an anchor day."""

    rule: ClassVar[str] = "may-notify"

    def apply(self, day: date, setting: Setting) -> date | None:
        opens = self.opens(setting)
        return None if opens is not None and day < opens else day

    @property
    def in_words(self) -> str:
        """What it asks for, without a day, as a sentence without its full stop."""
        anchor = anchor_in_words(self.anchor)
        return f"Notice may be given {self.period.in_words()} after {anchor} at the earliest"

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return f"{self.in_words}: from {self.opens(setting) or 'a day not known here'}."

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        opens = self.opens(setting)
        return Obstacle(
            "no-effect",
            f"A notice of {day} comes too early: none may be given until {self.period.in_words()} "
            f"after {anchor_in_words(self.anchor)}, so before {opens}.",
            next_notice=opens,
        )

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.anchor(self.anchor) is not None:
            return None
        return (
            f"That {self.period.in_words()} have passed since {anchor_in_words(self.anchor)}; "
            "the day is not on record here."
        )


def recurring(name: str, period: Period) -> None:
    """Raise ValueError for a length that never comes round: not of whole months, one at least."""
    if not period.is_calendar or period.days:
        raise ValueError(f"{name} is {period}: expected whole months or years, at least one month")


@frozen
class Windows(Gate):
    """Notice only in recurring windows; outside them the State is bound until the next.

    Attributes:
        anchor: the day from which the windows are counted.
        first_after: from the anchor to the opening of the first window.
        every: from the opening of one window to the next.
        open_for: how long each stays open; the anniversary on which it closes is still within
            (as the ILO's NORMLEX prints its windows).
    """

    rule: ClassVar[str] = "may-notify"
    anchor: str = field(metadata={"key": "from"})
    first_after: Period
    every: Period
    open_for: Period

    def __attrs_post_init__(self) -> None:
        recurring("every", self.every)
        if self.first_after.days:
            raise ValueError(f"first_after is {self.first_after}: expected whole months or years")
        start = date(2001, 1, 1)
        if self.open_for.is_zero or add(start, self.open_for, rounding=Rounding.DOWN) > add(
            start, self.every, rounding=Rounding.DOWN
        ):
            raise ValueError(
                f"open_for is {self.open_for}: expected a time no longer than every {self.every}"
            )

    def window(self, day: date, setting: Setting) -> tuple[date, date] | None:
        """Return the first and last day of the window open on ``day``, or else of the next."""
        start = setting.facts.anchor(self.anchor)
        if start is None:
            return None
        first, every = self.first_after, self.every
        months = every.whole_months
        opening = first.whole_months + months * turns_before(day, start, first, every)
        while True:
            opens, closes = _window(start, opening, self.open_for, setting.conventions.rounding)
            if day <= closes:
                return opens, closes
            opening += months

    @property
    def in_words(self) -> str:
        """What it asks for, without a day, as a sentence without its full stop."""
        return (
            f"Notice may be given only in windows of {self.open_for.in_words()}: the first opens "
            f"{self.first_after.in_words()} after {anchor_in_words(self.anchor)}, then one every "
            f"{self.every.in_words()}"
        )

    def apply(self, day: date, setting: Setting) -> date | None:
        window = self.window(day, setting)
        return None if window is not None and day < window[0] else day

    def explain(self, day: date, after: date, setting: Setting) -> str:
        window = self.window(day, setting)
        if window is None:
            return f"Notice may be given only in windows of {self.open_for.in_words()}."
        return (
            f"Notice may be given from {window[0]} to {window[1]}: a window of "
            f"{self.open_for.in_words()}, every {self.every.in_words()}."
        )

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        window = self.window(day, setting)
        opens, closes = window if window is not None else (None, None)
        return Obstacle(
            "no-effect",
            f"On {day} no window for notice is open: the next one runs from {opens} to {closes}.",
            next_notice=opens,
        )

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.anchor(self.anchor) is not None:
            return None
        return (
            f"That a window for notice is open: {anchor_in_words(self.anchor)} is not on "
            "record here."
        )

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces:
        turns: list[date] = []
        window = self.window(first, setting)
        while window is not None and window[0] <= last:
            turns += [window[0], window[1] + DAY]
            window = self.window(turns[-1], setting)
        return Pieces(tuple(turns))


@lru_cache(maxsize=4096)
def _window(start: date, months: int, open_for: Period, rounding: Rounding) -> tuple[date, date]:
    opens = add(start, Period(months=months), rounding=rounding)
    return opens, add(opens, open_for, rounding=rounding)


def turns_before(day: date, start: date, first: Period, every: Period) -> int:
    """Return a turn of a recurring span, not later than the first one that ends after ``day``.

    Args:
        start: the day from which the spans are counted.
        first: from there to the first of them.
        every: from one to the next.
    """
    passed = 12 * (day.year - start.year) + day.month - start.month - first.whole_months
    return max(0, passed // max(1, every.whole_months) - 2)
