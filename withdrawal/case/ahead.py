"""The road ahead: the first day on which each remaining stage is possible under the State's law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from withdrawal.law.procedure import Procedure
    from withdrawal.law.stages import Stage

__all__ = ["StageAhead", "bottleneck", "moved", "road_ahead"]

_DAY = timedelta(days=1)


@frozen
class StageAhead:
    """The first possible day of one stage that is still to come.

    Attributes:
        stage: its id.
        actor: who acts.
        earliest: the first day on which the law and the sitting calendar allow it.
        waits: how many days of that are due to this stage itself.
        because: what makes it wait; empty where nothing does.
    """

    stage: str
    actor: str
    earliest: date
    waits: int
    because: str


def moved(day: date, count: int, unit: str, procedure: Procedure) -> date:
    """Return the day ``count`` days of a kind after ``day``; before it, where negative.

    Args:
        day: the day to count from.
        count: how many days.
        unit: ``calendar``, ``working``, ``weekday`` or ``sitting`` days.
        procedure: whose parliament sits; without a calendar sitting days are weekdays.
    """
    if unit == "calendar":
        return day + timedelta(days=count)
    counts = _counting_days(unit, procedure)
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= counts(day)
    return day


def _counting_days(unit: str, procedure: Procedure) -> Callable[[date], bool]:
    if unit == "sitting" and procedure.sessions is not None:
        return procedure.sessions.is_sitting_day
    return lambda day: day.weekday() < 5


def road_ahead(
    procedure: Procedure, stages: Iterable[Stage], start: date, done: dict[str, date]
) -> tuple[StageAhead, ...]:
    """Return the first possible day of each stage still to come.

    Args:
        procedure: the State's procedure.
        stages: the stages to come, in order; optional ones are left to the reader.
        start: nothing happens before this day.
        done: the days of stages already done, from which some limits are counted.
    """
    days = dict(done)
    previous = max(done.values(), default=start)
    road: list[StageAhead] = []
    for stage in stages:
        limits = stage.limits
        origin = days.get(limits.counted_from or "", previous)
        ready = max(start, previous)
        legal = max(ready, moved(origin, limits.minimum or 0, limits.unit, procedure))
        earliest, because = legal, ""
        if legal > ready:
            because = f"{limits.in_words()} ({stage.legal_basis})"
        if stage.on_sitting_day and procedure.sessions is not None:
            earliest = procedure.sessions.next_sitting_day(legal)
            if earliest > legal:
                because = f"parliament does not sit before {earliest}"
        waits = (earliest - ready).days
        road.append(StageAhead(stage.id, stage.actor, earliest, waits, because))
        days[stage.id] = previous = earliest
    return tuple(road)


def bottleneck(road: Iterable[StageAhead]) -> StageAhead | None:
    """Return the stage that the law makes wait longest; None where it makes none wait."""
    slowest = max(road, key=lambda each: each.waits, default=None)
    return slowest if slowest is not None and slowest.waits > 0 else None
