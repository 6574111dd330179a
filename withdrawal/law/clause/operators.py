"""The operators of a clause: small functions on a day, each able to say what it did and why.

A clause reads like the treaty: who may notify when (see `withdrawal.law.clause.gates`), what
starts the clock (`Starts`), what runs (`Runs`), where it lands (see
`withdrawal.law.clause.landings`), what may move the day (see `withdrawal.law.clause.moves`), and
what it waits for. `apply` is the rule; `explain` writes its line of the reasons; `obstacle` says
why there is no next day. Every operator is monotone: a later notice never leads to an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar, Literal

from attrs import field

from withdrawal.datafiles import NO_KEY, read_toml
from withdrawal.dates import (
    Counting,
    Interval,
    Period,
    Pieces,
    Rounding,
    add,
    end_of_period,
    is_rounded,
)
from withdrawal.law.circumstances import CONSENT, IN_FORCE_FOR_PARTY, Setting
from withdrawal.letters import spelt_out
from withdrawal.values import frozen


@frozen
class Obstacle:
    """Why no day follows.

    Attributes:
        status: what it makes of the answer: the notice has no effect, effect depends on an
            event that has no date, the right to leave is not open, or a fact is missing.
        since: the day from which effect is possible, where one is known.
        next_notice: the next day on which a notice could be given, where one is known.
        needs: the circumstance that is missing, where one is.
    """

    status: Literal["no-effect", "conditional", "not-open", "unknown"]
    text: str
    since: date | None = None
    next_notice: date | None = None
    needs: str | None = None


@frozen
class Operator:
    """One step of a clause: by itself it lets the day be, and takes nothing for granted."""

    rule: ClassVar[str] = "step"
    """The name of the step, as it appears in an answer."""
    article: str | None = field(default=None, kw_only=True)
    """The article the step comes from."""

    def apply(self, day: date, setting: Setting) -> date | None:
        """Return the day that follows from ``day``, or None where none does."""
        return day

    def explain(self, day: date, after: date, setting: Setting) -> str:
        """Return one sentence that says how ``day`` led to ``after``."""
        raise NotImplementedError

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        """Return why no day follows; only asked after `apply` returned None."""
        return Obstacle("unknown", f"No day follows from {day}.")

    def assumption(self, setting: Setting) -> str | None:
        """Return what the step took for granted, if anything."""
        return None

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        """Return where `apply` bends between two days, for compiling it.

        None where it looks at more than the day and the circumstances, for example at the day of
        the notice too; it is then asked about every notice.
        """
        return None


STRAIGHT = Pieces()
"""A rule without a bend: the same distance from every day, or the same answer on every day."""


def bend(day: date | None) -> Pieces:
    """Return where a rule bends that does so on one day, or nowhere."""
    return STRAIGHT if day is None else Pieces((day,))


def follow(operators: Iterable[Operator], setting: Setting) -> date | None:
    """Return the day to which operators lead a notice, or None where one leads nowhere."""
    day: date | None = setting.notice
    for operator in operators:
        if day is None:
            return None
        day = operator.apply(day, setting)
    return day


@frozen
class _OnceAgreed(Operator):
    """What waits for others: effect on the day they have agreed to, or none while they have not."""

    def apply(self, day: date, setting: Setting) -> date | None:
        agreed = setting.facts.agreed_date
        return None if agreed is None else max(day, agreed)

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        return bend(setting.facts.agreed_date)


ANCHORS = {
    "treaty-in-force": "the entry into force of the treaty",
    IN_FORCE_FOR_PARTY: "its entry into force for the State",
    "parent-in-force": "the entry into force of the parent treaty",
    CONSENT: "the State's consent to be bound",
    "obligations-assumed": "the day the State took on the control obligations",
    "end-of-transitional-period": "the end of the transitional period",
}


def anchor_in_words(name: str) -> str:
    """Return an anchor's name as words for a sentence."""
    return ANCHORS.get(name, name if name[:1].isdigit() else f"the {name.replace('-', ' ')}")


@frozen
class _Since(Operator):
    """What counts from an anchor day, which need not be known.

    Attributes:
        period: how long.
        anchor: since what, by name or as an ISO date.
    """

    period: Period
    anchor: str = field(metadata={"key": "from"})

    def opens(self, setting: Setting) -> date | None:
        """Return the day on which the period is over, where the anchor is known."""
        start = setting.facts.anchor(self.anchor)
        return start and _counted_from(start, self.period, setting.conventions.rounding)

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces:
        return bend(self.opens(setting))


@lru_cache(maxsize=4096)
def _counted_from(start: date, period: Period, rounding: Rounding) -> date:
    """Return the day ``period`` after an anchor day; the same few are asked for again and again."""
    return add(start, period, rounding=rounding)


def kind_of(operator: Operator) -> str:
    """Return the kind of an operator as a word: ``lock-in``, ``annual-date``, ``runs`` ..."""
    name = type(operator).__name__
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name).lstrip("-")


Start = Literal[
    "receipt-by-depositary",
    "receipt-by-organization",
    "receipt-by-other-party",
    "receipt-by-other-parties",
    "date-of-notification",
    "deposit",
    "registration",
    "formalization",
    "circulation-by-depositary",
]
_STARTS: dict[Start, str] = {
    "receipt-by-depositary": "The clock starts when the depositary receives the notice",
    "receipt-by-organization": "The clock starts when the organization receives the notice",
    "receipt-by-other-party": "The clock starts when the other party receives the notice",
    "receipt-by-other-parties": "The clock starts when the other parties receive the notice",
    "date-of-notification": "The clock starts on the day of the notification",
    "deposit": "The clock starts when the instrument is deposited",
    "registration": "The clock starts when the denunciation is registered",
    "circulation-by-depositary": "The clock starts when the depositary circulates the notice",
    "formalization": "The clock starts when the denunciation is formally delivered",
}


@frozen
class Starts(Operator):
    """What starts the clock; votes, signatures and gazettes do not.

    Attributes:
        on: the event, for example ``receipt-by-depositary``.
    """

    rule: ClassVar[str] = "starts"
    on: Start

    @property
    def in_words(self) -> str:
        """What starts the clock, as a sentence without its full stop."""
        return _STARTS[self.on]

    def explain(self, day: date, after: date, setting: Setting) -> str:
        return f"{self.in_words}: {day}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        return STRAIGHT


@frozen
class Runs(Operator):
    """A period runs.

    Attributes:
        period: how long.
        counting: the depositary's way of counting months and years.
    """

    rule: ClassVar[str] = "runs"
    period: Period
    counting: Counting = field(default=Counting.CORRESPONDING_DAY, metadata=NO_KEY)

    def apply(self, day: date, setting: Setting) -> date | None:
        rounding, counting = setting.conventions.rounding, self._counting(setting)
        return end_of_period(day, self.period, rounding=rounding, counting=counting)

    def _counting(self, setting: Setting) -> Counting:
        """Return how to count: days are always counted from the day after the event."""
        if not self.period.is_calendar:
            return Counting.CORRESPONDING_DAY
        return setting.conventions.counting or self.counting

    def explain(self, day: date, after: date, setting: Setting) -> str:
        if self.period.is_zero:
            return f"No period runs; effect at once: {after}."
        how = _HOW[self._counting(setting)]
        words = f"{self.period.in_words().capitalize()} from {day}{how}: {after}."
        return words + self._month_end(day, setting)

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        return adding(self.period)

    def _month_end(self, day: date, setting: Setting) -> str:
        if not is_rounded(day, self.period):
            return ""
        way = "last day" if setting.conventions.rounding is Rounding.DOWN else "next day"
        return (
            f" The month has no day {day.day}, so its {way} counts "
            "(by analogy, European Convention on the Calculation of Time-Limits, art. 4(2); "
            f"{_practice()['month-end']})."
        )


@cache
def _practice() -> dict[str, str]:
    """Return what was done where texts are silent, by the question."""
    return read_toml(Path(__file__).parents[1] / "data" / "practice.toml")


def adding(period: Period) -> Pieces:
    """Return where adding a period bends: only in the days that a later month may not have."""
    if not period.is_calendar:
        return STRAIGHT
    return Pieces(month_days=(1, 29, 30, 31), years_ahead=(11 + period.whole_months) // 12)


_HOW = {
    Counting.CORRESPONDING_DAY: "",
    Counting.DAY_AFTER: " and one day more, as this depositary counts",
    Counting.RECEIPT_COUNTED: ", the day of receipt included",
}


@frozen
class ConflictProviso(Operator):
    """Effect waits for the end of an armed conflict in which the State is engaged.

    Attributes:
        tested: ``at-expiry`` (Ottawa, Cluster Munitions, Additional Protocols) looks at the day
            the period ends; ``at-notice`` (Geneva Conventions) at the day of the notice.
        also: what else it waits for, such as ``release-and-repatriation``: the later end counts.
            Until then the conflict is taken to go on, so that no later notice works earlier.
    """

    rule: ClassVar[str] = "waits-for"
    tested: Literal["at-expiry", "at-notice"] = "at-expiry"
    also: tuple[str, ...] = ()

    def _test_day(self, day: date, setting: Setting) -> date:
        return day if self.tested == "at-expiry" else setting.notice

    def _moment(self, day: date, setting: Setting) -> str:
        moment = "when the period ends" if self.tested == "at-expiry" else "at the notice"
        return f"{moment} ({self._test_day(day, setting)})"

    def _spans(self, setting: Setting) -> tuple[Interval, ...]:
        """Return the conflicts, the last one over by the other ends lengthened to them."""
        spans = sorted(setting.facts.conflicts, key=lambda span: span.start)
        later = setting.facts.repatriated if self.also else None
        over = [each for each in spans if later and each.end and each.end < later]
        last = max(over, key=lambda span: span.end or date.min, default=None)
        return tuple(Interval(each.start, later) if each is last else each for each in spans)

    def apply(self, day: date, setting: Setting) -> date | None:
        if not setting.facts.conflicts:
            return day
        tested = self._test_day(day, setting)
        after = day
        for conflict in self._spans(setting):
            if conflict.contains(tested):
                if conflict.end is None:
                    return None
                after = max(after, conflict.end)
                tested = conflict.end
        return after

    def explain(self, day: date, after: date, setting: Setting) -> str:
        moment = self._moment(day, setting)
        if after > day:
            end = "its end" if after != setting.facts.repatriated else self._ends("its end")
            return f"In an armed conflict {moment}: effect waits for {end}, {after}."
        if not setting.facts.conflicts:
            return f"No armed conflict {moment} is recorded or assumed: {after}."
        tested = self._test_day(day, setting)
        if any(conflict.contains(tested) for conflict in self._spans(setting)):
            return f"In an armed conflict {moment}, but over by then: {after}."
        return f"Not in an armed conflict {moment}: {after}."

    @property
    def _others(self) -> str:
        """What else it waits for, in words."""
        return " and ".join(map(spelt_out, self.also))

    def _ends(self, alone: str) -> str:
        """Return what effect waits for, in words; ``alone`` where that is the conflict's end."""
        return f"the later of its end and the end of {self._others}" if self.also else alone

    def obstacle(self, day: date, setting: Setting) -> Obstacle:
        return Obstacle(
            "conditional",
            f"The State is in an armed conflict {self._moment(day, setting)}, and no end of it is "
            f"known: effect waits for {self._ends('that end')}.",
            since=day,
        )

    def assumption(self, setting: Setting) -> str | None:
        if setting.facts.conflicts:
            if not self.also or setting.facts.repatriated is not None:
                return None
            return (
                f"That {self._others} are over by the end of the conflict; effect waits for them "
                "too."
            )
        when = "when the period ends" if self.tested == "at-expiry" else "on the day of the notice"
        return f"That the State is not engaged in an armed conflict {when}."

    def pieces(self, first: date, last: date, setting: Setting) -> Pieces | None:
        spans = self._spans(setting)
        if not spans:
            return STRAIGHT
        if self.tested == "at-notice":
            return None
        return Pieces(tuple(day for span in spans for day in (span.start, span.end) if day))
