"""When notice may be given at all: lock-ins and recurring windows.

A gate lets the day of a notice through unchanged or stops it, and then says on which day a notice
could next be given.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import ClassVar

from attrs import frozen

from withdrawal.dates import Period, add
from withdrawal.law.circumstances import Setting
from withdrawal.law.operators import Obstacle, _Step, anchor_in_words

__all__ = ["LockIn", "Windows", "turns_before"]


@frozen
class LockIn(_Step):
    """No notice before some time has passed since an anchor day.

    Attributes:
        period: how long.
        anchor: since what, by name or as an ISO date.
    """

    rule: ClassVar[str] = "may-notify"
    period: Period
    anchor: str

    def opens(self, setting: Setting) -> date | None:
        """Return the first day on which notice may be given, where the anchor is known."""
        start = setting.facts.anchor(self.anchor)
        return None if start is None else add(start, self.period)

    def apply(self, day: date, setting: Setting) -> date | None:
        opens = self.opens(setting)
        return None if opens is not None and day < opens else day

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return (
            f"Notice may be given {self.period.in_words()} after {anchor_in_words(self.anchor)}"
            f" at the earliest: from {self.opens(setting) or 'a day not known here'}."
        )

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


@frozen
class Windows(_Step):
    """Notice only in recurring windows; outside them the State is bound until the next.

    Attributes:
        anchor: the day from which the windows are counted.
        first_after: from the anchor to the opening of the first window.
        every: from the opening of one window to the next.
        open_for: how long each stays open; the anniversary on which it closes is still within
            (as the ILO's NORMLEX prints its windows).
    """

    rule: ClassVar[str] = "may-notify"
    anchor: str
    first_after: Period
    every: Period
    open_for: Period

    def window(self, day: date, setting: Setting) -> tuple[date, date] | None:
        """Return the first and last day of the window open on ``day``, or else of the next."""
        start = setting.facts.anchor(self.anchor)
        if start is None:
            return None
        turn = turns_before(day, start, self.first_after, self.every)
        while True:
            opens, closes = _turn(self, start, turn)
            if day <= closes:
                return opens, closes
            turn += 1

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


@lru_cache(maxsize=4096)
def _turn(windows: Windows, start: date, turn: int) -> tuple[date, date]:
    first, every = windows.first_after, windows.every
    months = 12 * (first.years + turn * every.years) + first.months + turn * every.months
    opens = add(start, Period(months=months))
    return opens, add(opens, windows.open_for)


def turns_before(day: date, start: date, first: Period, every: Period) -> int:
    """Return a turn of a recurring span, not later than the first one that ends after ``day``.

    Args:
        day: the day in question.
        start: the day from which the spans are counted.
        first: from there to the first of them.
        every: from one to the next.
    """
    passed = 12 * (day.year - start.year - first.years) + day.month - start.month - first.months
    return max(0, passed // max(1, 12 * every.years + every.months) - 2)
