"""What may move the day once a clause has landed: a floor, a day named in the notice, agreement.

And what others have to do with it: parties that may follow a first leaver, and consent.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from attrs import evolve, field

from withdrawal.datafiles import NO_KEY
from withdrawal.dates import Period, Pieces, Rounding, add
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.landings import MonthDay, before
from withdrawal.law.clause.operators import (
    STRAIGHT,
    Obstacle,
    Operator,
    _OnceAgreed,
    _Since,
    anchor_in_words,
    bend,
    follow,
)
from withdrawal.values import frozen


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
class LaterDate(Operator):
    """The notice may, or must, name the day of effect.

    Attributes:
        is_required: whether the notice has to name one.
        maximum: the longest time from notice to the named day, where there is a limit.
    """

    rule: ClassVar[str] = "named-date"
    is_required: bool = field(default=False, metadata={"key": "required"})
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
class Prolongation(Operator):
    """The period may be cut short by an agreed day or prolonged by agreement.

    Attributes:
        by: who must agree.
        can_shorten: whether an agreed day before the end of the period counts.
        can_extend: whether the period can be prolonged.
        shortened_by: what brings the day forward, where that is not the same agreement.
    """

    rule: ClassVar[str] = "by-agreement"
    by: str
    can_shorten: bool = field(default=True, metadata={"key": "shorten"})
    can_extend: bool = field(default=True, metadata={"key": "extend"})
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


@frozen
class Followers(Operator):
    """Once one party has given notice, others may follow within a time, for the same day.

    Attributes:
        within: how long after the first leaver's notice (the clause counts from the receipt of
            its copy, which no record tells).
        until: a day of the year of effect after which nobody may follow.
        landing: the operators that lead the first leaver's notice to its day.
    """

    rule: ClassVar[str] = "followers"
    within: Period
    until: MonthDay | None = None
    landing: tuple[Operator, ...] = field(default=(), metadata=NO_KEY)

    def day_of(self, notice: date, setting: Setting) -> date | None:
        """Return the day of effect of a notice that follows nobody."""
        return follow(self.landing, evolve(setting, notice=notice))

    def last(self, leader: date, setting: Setting) -> date | None:
        """Return the last day on which a notice follows that of a first leaver."""
        shared = self._effect_of(leader, setting)
        if shared is None:
            return None
        end = add(leader, self.within, rounding=Rounding.DOWN)
        return end if self.until is None else min(end, self.until.in_year(shared.year))

    def _shared(self, leader: date | None, setting: Setting) -> date | None:
        """Return the first leaver's day of effect, where the notice is in time to follow it."""
        if leader is None:
            return None
        last = self.last(leader, setting)
        is_after = leader <= setting.notice or setting.facts.leader_effect is not None
        in_time = last is not None and is_after and setting.notice <= last
        return self._effect_of(leader, setting) if in_time else None

    def _effect_of(self, leader: date, setting: Setting) -> date | None:
        """Return the first leaver's day: on record where it followed another, else by the rule.

        Where it followed, the time for others had begun before its own notice.
        """
        if leader == setting.facts.leader and setting.facts.leader_effect is not None:
            return setting.facts.leader_effect
        return self.day_of(leader, setting)

    def apply(self, day: date, setting: Setting) -> date | None:
        shared = self._shared(setting.facts.leader, setting)
        return day if shared is None else min(day, shared)

    def explain(self, day: date, after: date, setting: Setting) -> str:
        leader, length = setting.facts.leader, self.within.in_words()
        if leader is None:
            return (
                f"Others may follow within {length}, for the same day; it follows nobody: {after}."
            )
        last = self.last(leader, setting)
        if self._shared(leader, setting) is None:
            return (
                f"It does not follow the notice of {leader}: that could be done until {last}: "
                f"{after}."
            )
        return (
            f"It follows the notice of {leader} within {length} (until {last}), and so leaves on "
            f"the same day: {after}."
        )

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.leader is None:
            return None
        return (
            f"That the {self.within.in_words()} for those who follow are counted from the first "
            "notice; the clause counts them from the receipt of its copy, which is not on record."
        )

    def if_it_follows(self, setting: Setting) -> tuple[date, date] | None:
        """Return the earliest notice that this one could follow, and the day they would share.

        None where following nobody leads to that day anyway.
        """
        notice = setting.notice
        leader, usual = before(notice, self.within), self.day_of(notice, setting)
        shared = self._shared(leader, setting)
        if usual is None or shared is None or not notice <= shared < usual:
            return None
        return leader, shared

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        return STRAIGHT if setting.facts.leader is None else None


@frozen
class Consent(_OnceAgreed):
    """Effect only with the consent of an organ: no day without it.

    Attributes:
        of: who consents.
    """

    rule: ClassVar[str] = "consent"
    of: str

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return f"With the consent of {self.of}: {after}."

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        return Obstacle(
            "conditional",
            f"The notice is a request: without the consent of {self.of} there is no day of effect.",
            since=day,
            needs="agreed_date",
        )
