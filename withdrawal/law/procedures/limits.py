"""When a stage may happen: the first lawful day, the first day to expect, the last lawful day.

The one reader of day limits and sitting calendars. Only the lawful day may say that something is
impossible: a parliament that is not in its ordinary session can be called to an extraordinary
sitting, so its calendar says what is usual and never what is forbidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from withdrawal.law.procedures.stages import RECEIPT, DayLimits, Stage

if TYPE_CHECKING:
    from withdrawal.law.procedures.order import Order
    from withdrawal.law.procedures.sessions import Sessions

__all__ = ["Window", "counted_from", "moved", "window"]

_DAY = timedelta(days=1)


@frozen
class Window:
    """The days on which a stage may happen, and why.

    Attributes:
        ready: the first day on which all that comes before is over.
        lawful_from: the first day that the law's minimum allows.
        expected_from: the first day to expect: of the ordinary sittings, where it needs one.
        lawful_until: the last day that the law's maximum allows; None where it sets none, or
            where the day from which it runs is not known.
        because: what the law makes it wait for; empty where nothing.
        unusual: why it is not to be expected before `expected_from`; empty where it is.
    """

    ready: date
    lawful_from: date
    expected_from: date
    lawful_until: date | None = None
    because: str = ""
    unusual: str = ""

    @property
    def waits(self) -> int:
        """How many days the law itself makes the stage wait."""
        return (self.lawful_from - self.ready).days


def moved(day: date, count: int, unit: str, sessions: Sessions | None) -> date:
    """Return the day ``count`` days of a kind after ``day``; before it, where negative.

    Args:
        day: the day to count from.
        count: how many days.
        unit: ``calendar``, ``working``, ``weekday`` or ``sitting`` days.
        sessions: the sitting calendar; without one sitting days are weekdays.
    """
    if unit == "calendar":
        return day + timedelta(days=count)
    counts = _counting_days(unit, sessions)
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= counts(day)
    return day


def _counting_days(unit: str, sessions: Sessions | None) -> Callable[[date], bool]:
    if unit == "sitting" and sessions is not None:
        return sessions.is_sitting_day
    return lambda day: day.weekday() < 5


def counted_from(
    stage: Stage, limits: DayLimits, days: Mapping[str, date], order: Order
) -> date | None:
    """Return the day from which a stage's limits run; None where it is not known.

    Args:
        stage: the stage.
        limits: the limits that hold (its own, or those of a second time).
        days: the days of the stages that are over.
        order: the order of the stages.
    """
    if limits.counted_from == RECEIPT:
        return None
    if limits.counted_from is not None:
        return days.get(limits.counted_from)
    last = order.last_before(stage.id, days.keys())
    return max((days[each] for each in last), default=None) if last else None


def window(
    stage: Stage,
    days: Mapping[str, date],
    order: Order,
    *,
    start: date,
    sessions: Sessions | None = None,
    limits: DayLimits | None = None,
) -> Window:
    """Return the days on which a stage may happen.

    Args:
        stage: the stage.
        days: the days of the stages that are over or taken for granted, by id.
        order: the order of the stages.
        start: nothing happens before this day.
        sessions: the sitting calendar of the State's parliament, where one is on record.
        limits: the limits that hold, where not the stage's own.
    """
    held = limits or stage.limits
    ready = max((days[x] for x in order.before[stage.id] if x in days), default=start)
    ready = max(ready, start)
    origin = counted_from(stage, held, days, order)
    lawful, because = ready, ""
    if held.minimum:
        lawful = max(ready, moved(origin or ready, held.shortest_minimum, held.unit, sessions))
        because = f"{held.in_words()} ({stage.legal_basis})" if lawful > ready else ""
    usual = max(ready, moved(origin or ready, held.minimum or 0, held.unit, sessions))
    expected, unusual = _expected(stage, max(lawful, usual), sessions)
    until = None
    if held.maximum is not None and origin is not None:
        until = moved(origin, held.maximum, held.unit, sessions)
    return Window(ready, lawful, expected, until, because, unusual)


def _expected(stage: Stage, day: date, sessions: Sessions | None) -> tuple[date, str]:
    """Return the first day to expect from ``day`` on, and why it is not ``day``."""
    if not stage.on_sitting_day or sessions is None or sessions.is_sitting_day(day):
        return day, ""
    sitting = sessions.next_sitting_day(day)
    return sitting, f"parliament does not sit before {sitting} in ordinary session"
