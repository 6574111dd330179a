"""Gates that something else opens: an event that must have happened, an act that must come first.

Like the gates of `withdrawal.law.clause.gates` they let the day of a notice through unchanged or
stop it.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from withdrawal.dates import DAY, Period, Pieces, Rounding, add
from withdrawal.errors import DateRangeError
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.gates import Gate
from withdrawal.law.clause.landings import before
from withdrawal.law.clause.operators import STRAIGHT, Obstacle, bend
from withdrawal.values import frozen

Mode = Literal["at-least", "within", "after"]


def _end(day: date, period: Period) -> date:
    """Return the last day of a period, or of the calendar where it goes on beyond that."""
    try:
        return add(day, period, rounding=Rounding.DOWN)
    except DateRangeError:
        return date.max


@frozen
class OnlyIf(Gate):
    """No notice unless an event has happened; without it the right does not exist.

    Attributes:
        text: the event, in words that finish "only if ...".
        happened_on: the day on which it happened, where that is on record.
        closes_after: how long the right stays open from the event; None for always.
    """

    rule: ClassVar[str] = "only-if"
    text: str
    happened_on: date | None = None
    closes_after: Period | None = None

    def opened_on(self, setting: Setting) -> date | None:
        """Return the day of the event: as the asker gives it, else as on record."""
        return setting.facts.event or self.happened_on

    def _last(self, opened: date) -> date:
        return date.max if self.closes_after is None else _end(opened, self.closes_after)

    def closed_on(self, setting: Setting) -> date | None:
        """Return the last day on which the right was open; None where it is or never was."""
        opened = self.opened_on(setting)
        last = None if opened is None else self._last(opened)
        return last if last is not None and last < setting.notice else None

    def apply(self, day: date, setting: Setting) -> date | None:
        opened = self.opened_on(setting)
        return day if opened is not None and opened <= day <= self._last(opened) else None

    def explain(self, day: date, after: date, setting: Setting) -> str:
        opened = self.opened_on(setting)
        assert opened is not None
        until = "" if self.closes_after is None else f" and until {self._last(opened)}"
        return f"The right is open, only if {self.text}: that was on {opened}{until}."

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        opened, rule = self.opened_on(setting), f"A party may leave only if {self.text}"
        if opened is None:
            return Obstacle(
                "not-open",
                f"{rule}; that has not happened, as far as is known here.",
                needs="event",
            )
        if day < opened:
            return Obstacle(
                "no-effect",
                f"{rule}; that was on {opened}, after the notice of {day}.",
                next_notice=opened,
            )
        assert self.closes_after is not None
        return Obstacle(
            "not-open",
            f"{rule}, and within {self.closes_after.in_words()} of it: that ended on "
            f"{self._last(opened)}.",
            needs="event",
        )

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.event is None:
            return None
        return f"That on {setting.facts.event} this happened: {self.text}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        opened = self.opened_on(setting)
        if opened is None:
            return STRAIGHT
        closing = self._last(opened)
        return Pieces((opened,) if closing == date.max else (opened, closing + DAY))


@frozen
class FirstAct(Gate):
    """The notice that counts is the second of two acts, with a gap between them.

    Attributes:
        text: the first act, in words that begin a sentence.
        gap: the time between the two.
        mode: ``at-least`` and ``after``: the second act comes when the gap is over; ``within``:
            before it is over. A second act that comes too late stands, and its lateness is told:
            no clause on record says what becomes of it.
    """

    rule: ClassVar[str] = "first-act"
    text: str
    gap: Period
    mode: Mode = "at-least"

    def opens(self, first_act: date) -> date:
        """Return the first day for the second act, once the first has been done."""
        if self.mode == "within":
            return first_act
        return add(first_act, self.gap, rounding=Rounding.DOWN)

    def apply(self, day: date, setting: Setting) -> date | None:
        first = setting.facts.first_act
        return None if first is not None and day < self.opens(first) else day

    def explain(self, day: date, after: date, setting: Setting) -> str:
        first, length = setting.facts.first_act, self.gap.in_words()
        how = f"within {length} of it" if self.mode == "within" else f"{length} later at the least"
        rule = f"Two acts are needed. {self.text}; the second act follows {how}"
        if first is None:
            return f"{rule}: the first {self._due_in_words(day)}, the second on {day}."
        late = self.mode == "within" and day > _end(first, self.gap)
        more = " That is later than the clause asks; it does not say what follows." if late else ""
        return f"{rule}: the first on {first}, the second on {day}.{more}"

    def _due_in_words(self, day: date) -> str:
        due = before(day, self.gap)
        return f"between {due} and {day}" if self.mode == "within" else f"by {due}"

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        first = setting.facts.first_act
        assert first is not None
        opens = self.opens(first)
        return Obstacle(
            "no-effect",
            f"The second act of {day} comes too early: the first was on {first}, and the second "
            f"may follow from {opens} on.",
            next_notice=opens,
        )

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.first_act is not None:
            return None
        return f"That the first act was done {self._due_in_words(setting.notice)}: {self.text}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        act = setting.facts.first_act
        return bend(act and self.opens(act))
