"""When a stage may happen: the first lawful day, the first day to expect, the last lawful day.

The one reader of day limits and sitting calendars. Only the lawful day may say that something is
impossible: a parliament that is not in its ordinary session can be called to an extraordinary
sitting, so its calendar says what is usual and never what is forbidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from withdrawal.dates import DAY, in_calendar
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.order import Order
from withdrawal.law.procedures.pace import How, usual_days
from withdrawal.law.procedures.sessions import Sessions
from withdrawal.law.procedures.stages import DayLimits, Rolls, Stage
from withdrawal.values import frozen

_LONGEST = 366 * 20


@frozen
class Window:
    """The days on which a stage may happen, and why.

    Attributes:
        ready: the first day on which all that comes before is over.
        lawful_from: the first day that the law's minimum allows.
        expected_from: the first day to expect: of the ordinary sittings, where it needs one, and
            at the pace of past cases, where that is asked for.
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


def moved(day: date, count: int, limits: DayLimits, sessions: Sessions | None) -> date:
    """Return the end of ``count`` units that run from ``day``; where negative, their beginning.

    Going back gives the last day from which they run out on ``day`` or before.

    Args:
        limits: what the units are, when they run and how their end is moved.
        sessions: the calendar of parliament; without one sitting days are weekdays.
    """
    with in_calendar(day, limits.count_in_words(count)):
        if count < 0:
            latest = _rolled(day, "back" if limits.rolls == "forward" else None, sessions)
            return _counted(latest, count, limits, sessions)
        return _rolled(_counted(day, count, limits, sessions), limits.rolls, sessions)


def _counted(day: date, count: int, limits: DayLimits, sessions: Sessions | None) -> date:
    if limits.unit == "month":
        return day + relativedelta(months=count)
    counts = _counting_days(limits, sessions)
    if counts is None:
        return day + timedelta(days=count)
    step, left = (DAY if count > 0 else -DAY), abs(count)
    if count < 0 and not counts(day):
        left += 1  # The units end on the last day that counts.
    for _ in range(_LONGEST):
        if not left:
            return day
        day += step
        left -= counts(day)
    raise DataFileError(f"{limits.in_words()} do not end in {_LONGEST} days of the calendar.")


def _counting_days(limits: DayLimits, sessions: Sessions | None) -> Callable[[date], bool] | None:
    """Return which days count; None where all do."""
    usual = None if limits.unit == "calendar" else _is_weekday
    if sessions is None:
        return usual
    known: dict[str, Callable[[date], bool]] = {
        "sitting": sessions.is_sitting_day,
        "joint-sitting": sessions.is_joint_sitting_day,
        "working": sessions.is_working_day,
    }
    counts = known.get(limits.unit, usual)
    if not limits.only_in_session:
        return counts
    return lambda day: sessions.is_in_session(day) and (counts is None or counts(day))


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def _rolled(day: date, how: Rolls | None, sessions: Sessions | None) -> date:
    """Return a working day in place of one that is none."""
    is_working = sessions.is_working_day if sessions else _is_weekday
    while how is not None and not is_working(day):
        day += DAY if how == "forward" else -DAY
    return day


def clocks(stage: Stage, limits: DayLimits | None = None) -> tuple[DayLimits, ...]:
    """Return the limits that run at the same time: a stage's own, or those that hold instead."""
    if limits is None or limits == stage.limits:
        return (stage.limits, *stage.further_limits)
    return (limits,)


def counted_from(
    stage: Stage, limits: DayLimits, days: Mapping[str, date], order: Order
) -> date | None:
    """Return the day from which a stage's limits run; None where it is not known.

    Args:
        limits: the limits that hold (its own, or those of a second time).
        days: the days of the stages that are over, and of the `RECEIPT` of the act, if known.
    """
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
    pace: How | None = None,
) -> Window:
    """Return the days on which a stage may happen.

    Args:
        days: the days of the stages that are over or taken for granted, by id.
        start: nothing happens before this day.
        limits: the limits that hold, where not the stage's own.
        pace: at which the day to expect is reckoned; None for as soon as sittings allow.
    """
    ready = max((days[x] for x in order.before[stage.id] if x in days), default=start)
    ready = lawful = usual = max(ready, start)
    because, ends = "", []
    for held in clocks(stage, limits):
        origin = counted_from(stage, held, days, order)
        begin = origin or ready
        if held.minimum:
            soonest = moved(begin, held.shortest_minimum, held, sessions)
            if soonest > lawful:
                lawful = soonest
                because = f"{held.in_words()} ({held.legal_basis or stage.legal_basis})"
            usual = max(usual, moved(begin, held.minimum, held, sessions))
        if held.maximum is not None and origin is not None:
            ends.append(moved(origin, held.maximum, held, sessions))
    if pace is not None:
        at_pace = usual_days(stage, tuple(order.stages.values()), pace)
        with in_calendar(ready, f"{at_pace} days"):
            usual = max(usual, ready + timedelta(days=at_pace))
    expected, unusual = _expected(stage, max(lawful, usual), sessions)
    return Window(ready, lawful, expected, min(ends, default=None), because, unusual)


def _expected(stage: Stage, day: date, sessions: Sessions | None) -> tuple[date, str]:
    """Return the first day to expect from ``day`` on, and why it is not ``day``."""
    if not stage.on_sitting_day or sessions is None or sessions.is_sitting_day(day):
        return day, ""
    sitting = sessions.next_sitting_day(day)
    return sitting, f"parliament does not sit before {sitting} in ordinary session"
