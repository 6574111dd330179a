"""The stages of a procedure: who decides what, within which days, and what may come back.

A stage belongs to a `Kind` (a final vote, a promulgation), which brings the words by which
records call it and the defaults of its data. Kinds make the stages of different States
comparable: durations are pooled over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal

from attrs import evolve, field

from withdrawal.datafiles import NO_KEY
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.grounds import Confidence, Grounded
from withdrawal.law.procedures.majority import Majority
from withdrawal.values import frozen

Unit = Literal["calendar", "month", "working", "weekday", "sitting", "joint-sitting"]
Rolls = Literal["forward", "back"]
Beyond = Literal["deemed-done", "signed-by-other", "lapses", "returned"]

NONE_FOUND = "none found"
"""The legal basis of a stage for which none was found: said so, never left out."""

RECEIPT = "receipt"
"""Counted from the day the actor receives the act, where a case tells it (`act-received`)."""


class Phase(Enum):
    """The canonical phases every procedure maps onto, in the order of a withdrawal."""

    CONSIDERED = "considered"
    RECOMMENDED = "recommended"
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    PEOPLE = "people"
    COURT = "court"
    HEAD_OF_STATE = "head of State"
    RETURNED = "returned"
    REJECTED = "rejected"
    SUSPENSION_CLAIMED = "suspension claimed"
    NOTIFIED = "notified"
    WAITING_FOR_END_OF_CONFLICT = "waiting for the end of a conflict"
    REVOKED = "revoked"
    EFFECTIVE = "effective"


PhaseOfStage = Literal[
    Phase.CONSIDERED,
    Phase.RECOMMENDED,
    Phase.GOVERNMENT,
    Phase.PARLIAMENT,
    Phase.PEOPLE,
    Phase.COURT,
    Phase.HEAD_OF_STATE,
    Phase.NOTIFIED,
    Phase.SUSPENSION_CLAIMED,
]
"""The phases that a stage may bring about; the others come of what befalls a case."""


@frozen
class Kind:
    """A kind of stage, the same in every State.

    Attributes:
        id: its name, for example ``final-vote``.
        phase: the canonical phase a case is in once the stage is done.
        words: what it is, in a few words.
        aliases: what records call it.
        is_binding_approval, can_reject, on_sitting_day: the defaults of its stages.
    """

    id: str = field(metadata=NO_KEY)
    phase: PhaseOfStage
    words: str
    aliases: tuple[str, ...] = ()
    is_binding_approval: bool = False
    can_reject: bool = False
    on_sitting_day: bool = False


_DAYS_OF_MONTH = 30.44


@frozen
class DayLimits(Grounded):
    """How fast and how slow the law lets a stage be: so many units from a day.

    Attributes:
        minimum: days that must pass at least; None where the law sets none.
        maximum: days that may pass at most; None where the law sets none.
        unit: calendar days or months, working days, weekdays, sitting days of parliament, or
            days on which both chambers sit.
        counted_from: the stage from which the days run; ``receipt`` for the day the actor
            receives the act; None for the previous stage.
        beyond: what the law says once the maximum has passed; None where it says nothing.
        shortest: the minimum at its shortest, where the law lets it be cut short; None where
            it does not.
        rolls: whether a limit that ends on a day that is no working day ends on the next
            (``forward``) or the last one (``back``).
        only_in_session: whether days outside the sessions of parliament do not count.
    """

    minimum: int | None = None
    maximum: int | None = None
    unit: Unit = "calendar"
    counted_from: str | None = None
    beyond: Beyond | None = None
    shortest: int | None = None
    rolls: Rolls | None = None
    only_in_session: bool = False

    def __attrs_post_init__(self) -> None:
        low, high = self.minimum, self.maximum
        if (low is not None and low < 0) or (high is not None and high < (low or 0)):
            raise DataFileError(
                f"day limits {low} to {high} are impossible: expected 0 <= minimum <= maximum."
            )
        if self.shortest is not None and not 0 <= self.shortest < (low or 0):
            raise DataFileError(
                f"shortest is {self.shortest}: expected a number from 0 up, below the minimum."
            )
        if self.only_in_session and self.unit == "month":
            raise DataFileError("only_in_session counts days: expected a unit other than month.")

    @property
    def shortest_minimum(self) -> int:
        """The days that must pass even where all is done to hurry."""
        return (self.minimum or 0) if self.shortest is None else self.shortest

    @property
    def in_days(self) -> DayLimits:
        """The same limits with months as so many days, for what reckons with durations alone."""
        if self.unit != "month":
            return self
        low, high = (n and round(n * _DAYS_OF_MONTH) for n in (self.minimum, self.maximum))
        short = self.shortest and round(self.shortest * _DAYS_OF_MONTH)
        return evolve(self, minimum=low, maximum=high, shortest=short, unit="calendar")

    @property
    def needs_calendar(self) -> bool:
        """Whether the days cannot be counted without the sitting calendar of parliament."""
        return self.only_in_session or self.unit in ("sitting", "joint-sitting")

    def in_words(self, *, is_full: bool = False) -> str:
        """Return for example ``10 to 21 days``; empty where there is no limit.

        Args:
            is_full: whether to say from where they run: ``10 to 21 days from receipt``.
        """
        words = self._number_in_words()
        if not words:
            return ""
        if is_full and self.counted_from is not None:
            words += f" from {self.counted_from}"
        more = (
            "not counting days outside session" if self.only_in_session else "",
            f"moved {self.rolls} to a working day" if self.rolls else "",
        )
        return ", ".join((words, *(each for each in more if each)))

    def _number_in_words(self) -> str:
        if self.minimum is not None and self.minimum == self.maximum:
            return self.count_in_words(self.minimum)
        if self.minimum and self.maximum is not None:
            return f"{self.minimum} to {self.count_in_words(self.maximum)}"
        if self.maximum is not None:
            return f"at most {self.count_in_words(self.maximum)}"
        return f"at least {self.count_in_words(self.minimum)}" if self.minimum else ""

    def count_in_words(self, count: int) -> str:
        """Return for example ``1 month`` or ``15 joint sitting days``."""
        unit = "month" if self.unit == "month" else f"{self.unit.replace('-', ' ')} day"
        return f"{count} {unit.removeprefix('calendar ')}{'' if count == 1 else 's'}"


@frozen
class Return:
    """A stage may send the act back.

    Attributes:
        to: the stages that are then taken again, in order.
        times: how often this may happen; None where there is no limit.
        override: the majority needed the second time, where it differs.
        limits: by stage, the day limits of what is taken again: each chamber has its own clock.
        within: the last day on which it may be sent back, counted like the stage's limits.
        goes_on: whether the act then goes past the stage that returned it, rather than back
            to it.
        afterwards: the day limits of the returning stage the second time.
    """

    to: tuple[str, ...]
    times: int | None = 1
    text: str = ""
    override: Majority | None = None
    within: int | None = None
    goes_on: bool = False
    afterwards: DayLimits | None = None
    limits: Mapping[str, DayLimits] = field(factory=dict, hash=False)


@frozen
class Stage:
    """One step of a procedure.

    Attributes:
        id: its name within the procedure, for example ``final-vote``.
        majority: the votes it takes; None where there is no vote or no rule was found.
        is_optional: whether the law lets the case go on without it.
        is_binding_approval: whether the State's law requires it before notice is given. A step
            that is neither optional nor an approval may be left unrecorded: the next one shows
            that it was taken.
        after: the stages that come first; None for the one before it in the route.
        returns: how it may send the act back; one after the other, as each is used up.
        can_reject: whether it may end the matter.
        on_sitting_day: whether it takes place on a sitting day of parliament only.
        instead_of: the stages that need not be taken once this one was, such as the government's
            bill where members bring in their own.
        is_opinion: whether it is an opinion, so that a negative one completes it too.
        is_practice: whether no law asks for it: seen in practice, and never binding.
        only_after_return: whether it is taken only where a return sends the act to it.
        undoes_notice: whether, coming after the notice, its refusal undoes the notice.
        further_limits: other clocks that run at the same time.
        legal_basis: where that is laid down, or "none found".
    """

    id: str
    kind: Kind = field(repr=lambda kind: kind.id)
    actor: str
    decision: str = ""
    phase: Phase = Phase.CONSIDERED
    majority: Majority | None = None
    limits: DayLimits = DayLimits()
    is_optional: bool = False
    is_binding_approval: bool = False
    after: tuple[str, ...] | None = None
    returns: tuple[Return, ...] = ()
    can_reject: bool = False
    on_sitting_day: bool = False
    aliases: tuple[str, ...] = ()
    legal_basis: str = NONE_FOUND
    source: str | None = None
    confidence: Confidence = "known"
    note: str | None = None
    instead_of: tuple[str, ...] = ()
    is_opinion: bool = False
    is_practice: bool = False
    only_after_return: bool = False
    undoes_notice: bool = False
    further_limits: tuple[DayLimits, ...] = ()

    def return_after(self, used: int) -> Return | None:
        """Return how it may send the act back, having done so ``used`` times; None where not."""
        for back in self.returns:
            if back.times is None or used < back.times:
                return back
            used -= back.times
        return None

    def limits_in_words(self) -> str:
        """Return every clock of the stage, and from where it runs; empty where there is none."""
        clocks = (self.limits, *self.further_limits)
        told = (each.with_basis(each.in_words(is_full=True)) for each in clocks)
        return "; ".join(filter(None, told))

    def facts_in_words(self) -> tuple[str, ...]:
        """Return its limits, its majority and what is unusual about it, as far as there are any."""
        votes = self.majority.with_basis(self.majority.in_words()) if self.majority else ""
        return tuple(filter(None, (self.limits_in_words(), votes, *self.remarks())))

    def remarks(self) -> tuple[str, ...]:
        """Return what is unusual about the stage, in words."""
        told = {
            f"in place of {' and '.join(self.instead_of)}": bool(self.instead_of),
            "an opinion: a negative one completes it too": self.is_opinion,
            "practice, not law": self.is_practice,
            "only after a return": self.only_after_return,
            "its refusal undoes the notice": self.undoes_notice,
        }
        return tuple(words for words, holds in told.items() if holds)

    @property
    def most_returns(self) -> int:
        """After how many returns one more makes no difference."""
        return sum(1 if each.times is None else each.times for each in self.returns)

    @property
    def trigger(self) -> str:
        """What drives a case past the stage: its id, save for notice and claim of suspension."""
        return _TRIGGERS.get(self.kind.id, self.id)

    @property
    def is_act_of_parliament(self) -> bool:
        """Whether parliament must approve in it before notice is given."""
        return self.is_binding_approval and self.phase is Phase.PARLIAMENT

    @property
    def can_be_passed_over(self) -> bool:
        """Whether a case may go on though the record says nothing of this stage."""
        return self.is_optional or not self.is_binding_approval

    def answers_to(self, step: str) -> bool:
        """Return whether a record that says ``step`` means this stage (id, alias or kind)."""
        return step in (self.id, self.trigger, self.kind.id) or step in self.aliases


_TRIGGERS = {"notice": "notice-received", "suspension-claim": "suspension-claimed"}
