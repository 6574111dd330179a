"""What may move the day once a clause has landed: a floor, a day named in the notice, agreement."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from attrs import frozen

from withdrawal.dates import Period, Pieces, add
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.operators import STRAIGHT, _Since, _Step, anchor_in_words, bend

__all__ = ["LaterDate", "NotBefore", "Prolongation"]


@frozen
class NotBefore(_Since):
    """Effect not before some time has passed since an anchor day."""

    rule: ClassVar[str] = "not-before"

    def apply(self, day: date, setting: Setting) -> date | None:
        return max(day, self.opens(setting) or day)

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return f"Effect not before {self._since()}: {after}."

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.anchor(self.anchor) is not None:
            return None
        return f"That effect is not held back until {self._since()}; the day is not on record here."

    def _since(self) -> str:
        anchor = anchor_in_words(self.anchor)
        return anchor if self.period.is_zero else f"{self.period.in_words()} after {anchor}"


@frozen
class LaterDate(_Step):
    """The notice may, or must, name the day of effect.

    Attributes:
        is_required: whether the notice has to name one.
        maximum: the longest time from notice to the named day, where there is a limit.
    """

    rule: ClassVar[str] = "named-date"
    is_required: bool = False
    maximum: Period | None = None

    def apply(self, day: date, setting: Setting) -> date | None:
        named = setting.facts.named_date
        if named is None or named < day:
            return day
        if self.maximum is None:
            return named
        rounding = setting.conventions.rounding
        return max(day, min(named, add(setting.notice, self.maximum, rounding=rounding)))

    def explain(self, day: date, after: date, setting: Setting) -> str:
        named = setting.facts.named_date
        if named is None:
            return f"The notice may name a later day; none is known, so the earliest: {after}."
        if named < day:
            return f"The notice names {named}, before the earliest day allowed: {after}."
        if named > after:
            return f"The notice names {named}, after the last day allowed: {after}."
        return f"The notice names {named}: {after}."

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.named_date is not None:
            return None
        if self.is_required:
            return "That the notice names the earliest day the clause allows."
        return "That the notice names no later day of effect."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        named = setting.facts.named_date
        return bend(named) if named is None or self.maximum is None else None


@frozen
class Prolongation(_Step):
    """The period may be cut short by an agreed day or prolonged by agreement.

    Attributes:
        by: who must agree.
        can_shorten: whether an agreed day before the end of the period counts.
        can_extend: whether the period can be prolonged.
        shortened_by: what brings the day forward, where that is not the same agreement.
    """

    rule: ClassVar[str] = "by-agreement"
    by: str = "the parties"
    can_shorten: bool = True
    can_extend: bool = True
    shortened_by: str | None = None

    def apply(self, day: date, setting: Setting) -> date | None:
        facts = setting.facts
        end = day
        if self.can_extend and facts.extended_to is not None:
            end = max(end, facts.extended_to)
        if facts.agreed_date is None or facts.agreed_date < setting.notice:
            return end
        may_move = self.can_extend if facts.agreed_date > end else self.can_shorten
        return facts.agreed_date if may_move else end

    def explain(self, day: date, after: date, setting: Setting) -> str:
        agreed, extended = setting.facts.agreed_date, setting.facts.extended_to
        if after > day and after == extended:
            return f"Prolonged by {self.by}: {after}."
        if after == agreed and after < day and self.shortened_by is not None:
            return f"Brought forward by {self.shortened_by}: {after}."
        if after == agreed:
            return f"By agreement of {self.by}: {after}."
        unused = agreed or extended
        why = f" ({unused} does not count here)" if unused not in (None, after) else ""
        return f"Not moved by agreement of {self.by}{why}: {after}."

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.agreed_date is not None or setting.facts.extended_to is not None:
            return None
        verbs = ["brought forward"] if self.can_shorten else []
        verbs += ["prolonged"] if self.can_extend else []
        return f"That the day is not {' or '.join(verbs) or 'moved'} by agreement of {self.by}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        facts = setting.facts
        return STRAIGHT if facts.agreed_date is None and facts.extended_to is None else None
