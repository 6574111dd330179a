"""From a procedure to the steps of a network: limits, calendars and branches put in.

Each stage becomes a step: its duration, pooled from past cases, held between the legal minimum
and maximum; counted in working or sitting days where the law does; moved to a sitting day where
one is needed; with the branches that past cases show or that are assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from attrs import evolve, field

from withdrawal.dates import DayTable
from withdrawal.law.procedures.order import Order
from withdrawal.law.procedures.pace import pool_of
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.sessions import Sessions
from withdrawal.law.procedures.stages import RECEIPT, DayLimits, Return, Stage
from withdrawal.letters import spelt_out
from withdrawal.odds.engine.durations import LONGEST, DayCount, Duration
from withdrawal.odds.engine.graph import DONE, SKIPPED, Outcome, Step
from withdrawal.odds.estimates import Branch, Estimates, Pace, Stay
from withdrawal.values import frozen

REJECTED, SHELVED, LAPSED = "rejected", "shelved", "lapsed"
RETURNED, FELL = "returned", "government fell"

_WORKING_SHARE = 5.0 / 7.0
_LEAST = 1e-12
MOST_RETURNS = 14


@frozen(eq=False)
class StepMaker:
    """Makes steps of the stages of one route.

    Attributes:
        given: durations that replace the usual ones, by stage.
        pace: how fast the case goes.
        set_days: stages that take exactly so many days, whatever else holds.
        lawful: the first lawful day of each stage ahead, as days since 1970-01-01.
        assumed: what was taken for granted on the way, in words.
        stays: how long each stage was taken to last, and why.
        branches: the branches taken into account, by name.
    """

    procedure: Procedure
    route: Route
    estimates: Estimates
    first: date
    last: date
    given: Mapping[str, Duration] = field(factory=dict)
    pace: Pace = Pace()
    set_days: Mapping[str, int] = field(factory=dict)
    lawful: Mapping[str, int] = field(factory=dict)
    assumed: dict[str, None] = field(factory=dict)
    stays: dict[str, Stay] = field(factory=dict)
    branches: dict[str, Branch] = field(factory=dict)

    @property
    def order(self) -> Order:
        """What comes before what in the route."""
        return self.procedure.order(self.route)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of the route, up to and including the notice."""
        return tuple(self.order.stages.values())

    def step_named(self, name: str, *, returned: int = 0) -> Step:
        """Return the step of the stage with an id; arguments as `step`."""
        return self.step(self.procedure.stages[name], returned=returned)

    def step(self, stage: Stage, *, returned: int = 0, limits: DayLimits | None = None) -> Step:
        """Return the step of a stage that has sent the act back so often, within some limits."""
        if stage.id in self.set_days:
            return Step.simple(stage.id, Duration.fixed(self.set_days[stage.id]))
        held = (limits or stage.limits).in_days
        base, count = self._counted(stage, held)
        done, lapsed = _bounded(base, held, is_known=self._is_counted_here(stage, held))
        is_first = not returned and limits is None
        table = self._sittings() if stage.on_sitting_day else None
        outcomes = [Outcome(SKIPPED, self._skipped(stage), Duration.fixed(0), is_free=True)]
        outcomes += self._endings(stage, done)
        outcomes.append(Outcome(LAPSED, lapsed, Duration.fixed(held.maximum or 0)))
        outcomes += self._backward(stage, base, returned)
        if table is not None:
            branch = self._branch("extraordinary-sitting")
            outcomes.append(Outcome(DONE, branch.probability, done, is_free=True))
        outcomes.append(Outcome(DONE, 1.0, done))
        is_recorded = self.estimates.shows(stage)
        not_before = self._not_before(stage) if is_first else None
        return Step(stage.id, _shared_out(outcomes), count, table, is_recorded, not_before)

    def _not_before(self, stage: Stage) -> int | None:
        """Return the first lawful day of a stage whose limits its own duration does not hold.

        Where several clocks run, one runs from an earlier stage, or units do not all count, the
        road ahead says when the stage may come first; what else they ask for is named.
        """
        here = self.order.direct.get(stage.id)
        own = (None, *(here if here and len(here) == 1 else ()))
        held = stage.limits
        is_held = held.counted_from in own and held.unit != "month"
        is_held = is_held and not held.only_in_session and not held.rolls
        for further in stage.further_limits:
            if further.maximum is not None:
                self._assume(
                    f"That {spelt_out(stage.id)} keeps its further limit of "
                    f"{further.in_words(is_full=True)}; it is not held against it."
                )
        beside = [*([] if is_held else [held]), *stage.further_limits]
        return self.lawful.get(stage.id) if any(each.minimum for each in beside) else None

    def _base(self, stage: Stage) -> Duration:
        """Return how long a stage takes when nothing bounds it."""
        if stage.id in self.given:
            return self.given[stage.id]
        if stage.kind.id == "recommendation":
            return Duration.fixed(0)
        stay = self.estimates.stay(pool_of(stage, self.stages), self.procedure.country)
        self.stays[stage.id] = stay
        return stay.duration(self.pace)

    def _counted(self, stage: Stage, limits: DayLimits) -> tuple[Duration, DayCount | None]:
        """Return the duration in the unit of the stage's limits, and the calendar it needs."""
        base = self._base(stage)
        if limits.unit == "calendar":
            return base, None
        if limits.unit in ("sitting", "joint-sitting"):
            if (sittings := self._sittings()) is not None:
                count = DayCount.sittings(sittings)
                return base.shrunk(count.share), count
            self._assume(
                f"That the sitting days of {stage.id} are working days: the sitting calendar is "
                "not recorded."
            )
        return base.shrunk(_WORKING_SHARE), DayCount.weekdays(self.first, self.last)

    def _is_counted_here(self, stage: Stage, limits: DayLimits) -> bool:
        """Return whether a stage's limits run from the stage before it."""
        if limits.counted_from is None:
            return True
        if limits.counted_from == RECEIPT:
            if limits.maximum is not None:
                self._assume(
                    f"That the {limits.maximum} days for {spelt_out(stage.id)} run from a receipt "
                    "that records seldom date; they are not held against it."
                )
            return False
        is_here = self.order.direct.get(stage.id) == (limits.counted_from,)
        if not is_here and limits.in_words():
            what = "only its first lawful day is" if limits.minimum else "it is not"
            self._assume(
                f"That {spelt_out(stage.id)} keeps its limit of {limits.in_words()}, which runs "
                f"from {spelt_out(limits.counted_from)} and not from the stage before it; {what} "
                "held against it."
            )
        return is_here

    def _skipped(self, stage: Stage) -> float:
        if not stage.is_optional or stage.kind.id == "recommendation":
            return 0.0
        branch = self.estimates.skipped(stage.kind.id)
        self.branches[branch.name] = branch
        self._assume(
            f"That {spelt_out(stage.id)}, which the law leaves to choice, is not taken with "
            f"probability {branch.probability:.0%} ({branch.evidence(self.procedure.country)})."
        )
        return branch.probability

    def _endings(self, stage: Stage, done: Duration) -> Iterator[Outcome]:
        """Yield the ways a stage can end the case."""
        if stage.kind.id != "recommendation":
            shelved = self._branch("shelved")
            yield Outcome(SHELVED, shelved.per_stage(len(self.stages) - 1))
        if stage.can_reject:
            able = sum(each.can_reject for each in self.stages)
            yield Outcome(REJECTED, self._branch("rejected").per_stage(able), done)

    def _backward(self, stage: Stage, base: Duration, returned: int) -> Iterator[Outcome]:
        """Yield the ways a stage can send the case back."""
        back = stage.return_after(returned)
        if back is not None:
            branch = self.estimates.branch(_SENT_BACK.get(stage.kind.id, "returned"))
            if back.times is not None or returned < _most(branch.probability):
                self._branch(branch.name)
                within = base.between(0, back.within)[0] if back.within is not None else base
                again = self.again(stage, back, returned + 1)
                yield Outcome(RETURNED, branch.probability, within, again)
        if stage.kind.id == "final-vote" and not returned and stage.id not in self.given:
            table = self._sittings() if stage.on_sitting_day else None
            again = (Step.simple(stage.id, self._base(stage), table=table),)
            delay = self.estimates.delay("government-fell")
            chance = self._branch("government-fell").probability
            yield Outcome(FELL, chance, delay, again, is_free=True)

    def again(self, stage: Stage, back: Return, returned: int) -> tuple[Step, ...]:
        """Return the steps taken again once a stage has sent the act back."""
        steps = [self.step_named(name, returned=MOST_RETURNS) for name in back.to]
        if not back.goes_on:
            second = back.afterwards or evolve(stage.limits, counted_from=None)
            steps.append(self.step(stage, returned=returned, limits=second))
        return tuple(steps)

    def _sittings(self) -> DayTable | None:
        sessions = self.procedure.sessions
        return None if sessions is None else sitting_table(sessions, self.first, self.last)

    def _branch(self, name: str) -> Branch:
        """Return how likely a branch is, and note that it was taken into account."""
        if name not in self.branches:
            self.branches[name] = self.estimates.branch(name)
            self._assume(self.branches[name].sentence(self.procedure.country))
        return self.branches[name]

    def _assume(self, text: str) -> None:
        self.assumed[text] = None


_SENT_BACK = {"upper-house-vote": "returned-by-upper-house"}


def _shared_out(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Share one probability out, each outcome taking its part of what is left, if it has any."""
    found, left = [], 1.0
    for outcome in outcomes:
        share = left * outcome.probability
        if share:
            found.append(evolve(outcome, probability=share))
            left -= share
    return tuple(found)


def _most(probability: float) -> int:
    """Return how often an act may come back without limit: until it hardly ever would."""
    return next((n for n in range(MOST_RETURNS) if probability**n <= _LEAST), MOST_RETURNS)


def _bounded(base: Duration, limits: DayLimits, *, is_known: bool) -> tuple[Duration, float]:
    """Return a duration within the limits, and the chance that the matter lapses instead.

    What would last longer goes where the law says: done on the last day where it is then deemed
    done or another signs, lapsed where it lapses. Where the law says nothing, the limit is kept.
    """
    if not is_known or (limits.minimum is None and limits.maximum is None):
        return base, 0.0
    maximum = limits.maximum
    within, below, above = base.between(limits.minimum or 0, maximum)
    if maximum is None or not above:
        return within, 0.0
    if limits.beyond in ("deemed-done", "signed-by-other"):
        kept = max(1.0 - below - above, 0.0)
        if kept + above < _LEAST or maximum > LONGEST:
            return within, 0.0
        if kept < _LEAST:
            return Duration.fixed(maximum), 0.0
        return Duration.mixture([(kept, within), (above, Duration.fixed(maximum))]), 0.0
    if limits.beyond in ("lapses", "returned"):
        return within, above / max(1.0 - below, _LEAST)
    return within, 0.0


@lru_cache(maxsize=32)
def sitting_table(sessions: Sessions, first: date, last: date) -> DayTable:
    """Return a sitting calendar over a range of days; the latest ones asked for are kept."""
    return sessions.as_table(first, last)
