"""Adding a period to a day, and saying when a counted period is over.

`add` is calendar arithmetic and nothing else. `end_of_period` puts the law around it: which
numbered day of the later month ends the period, and whether the day of the notice counts.
Where a treaty is silent the corresponding day ends a period of months or years, or the last day
of the month when there is none (by analogy with the European Convention on the Calculation of
Time-Limits, 1972, art. 4(2), which does not itself govern notices between States), and the day
of the notice is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from withdrawal.dates.period import Period
from withdrawal.errors import DateRangeError, RoundingError, WithdrawalError

DAY = timedelta(days=1)


class Rounding(Enum):
    """What to do when the target month has no day with the same number."""

    DOWN = "down"
    UP = "up"
    REFUSE = "refuse"


class Counting(Enum):
    """Which day is the first on which a counted period is over.

    ``CORRESPONDING_DAY``: 27 June and six months give 27 December (the UN Secretary-General).
    ``DAY_AFTER``: the period runs to the end of that day, so 28 December (World Bank, Council of
    Europe). ``RECEIPT_COUNTED``: the day of receipt is itself the first day, so 26 December.
    """

    CORRESPONDING_DAY = "corresponding-day"
    DAY_AFTER = "day-after"
    RECEIPT_COUNTED = "receipt-counted"


_SHIFT = {
    Counting.CORRESPONDING_DAY: timedelta(0),
    Counting.DAY_AFTER: DAY,
    Counting.RECEIPT_COUNTED: -DAY,
}


@lru_cache(maxsize=256)
def _delta(years: int, months: int) -> relativedelta:
    return relativedelta(years=years, months=months)


@lru_cache(maxsize=1024)
def _by_calendar(day: date, period: Period) -> date:
    """Return the day after the years and months only, clamped to the end of a short month."""
    if not period.is_calendar:
        return day
    try:
        return day + _delta(period.years, period.months)
    except (OverflowError, ValueError) as error:
        raise _out_of_range(day, period) from error


def is_rounded(day: date, period: Period) -> bool:
    """Return whether the target month lacks the day; DateRangeError after the year 9999."""
    return _by_calendar(day, period).day != day.day


def add(day: date, period: Period, *, rounding: Rounding) -> date:
    """Return ``day + period``: years and months first, then days.

    Args:
        day: the day to count from.
        period: what to add.
        rounding: where the target month is too short, ``DOWN`` to its last day, ``UP`` to the
            first day of the month after, or ``REFUSE``.

    Raises:
        RoundingError: with ``REFUSE``, the target month has no such day.
        DateRangeError: the result lies after the year 9999.
    """
    target = _by_calendar(day, period)
    if target.day != day.day and rounding is not Rounding.DOWN:
        if rounding is Rounding.REFUSE:
            raise RoundingError(
                f"{day} plus {period} has no day {day.day} in {target:%B %Y}: "
                "expected a rounding of down or up.",
                suggestions=(str(target), str(target + DAY)),
            )
        target += DAY
    if not period.days:
        return target
    try:
        return target + timedelta(days=period.days)
    except OverflowError as error:
        raise _out_of_range(day, period) from error


def end_of_period(
    day: date,
    period: Period,
    *,
    rounding: Rounding,
    counting: Counting = Counting.CORRESPONDING_DAY,
) -> date:
    """Return the first day on which a period that began with ``day`` is over.

    Args:
        day: the day of the event that starts the period.
        counting: the depositary's way of counting.

    Raises:
        RoundingError, DateRangeError: as `add`.
    """
    end = add(day, period, rounding=rounding)
    if counting is Counting.CORRESPONDING_DAY or period.is_zero:
        return end
    try:
        return end + _SHIFT[counting]
    except OverflowError as error:
        raise _out_of_range(day, period) from error


def days_on(day: date, count: int) -> date:
    """Return the day some days on, or back where fewer than none; the calendar's end at most."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max if count > 0 else date.min


def long_date(day: date) -> str:
    """Return for example ``27 December 2025``."""
    return f"{day.day} {day:%B} {day.year}"


@contextmanager
def in_calendar(day: date, span: str) -> Iterator[None]:
    """Let days be counted from a day, a span on or back, as far as the calendar goes.

    Raises:
        DateRangeError: the span leads out of it.
    """
    try:
        yield
    except WithdrawalError:
        raise
    except (OverflowError, ValueError) as error:
        raise DateRangeError(
            f"{span} from {day} lead outside the calendar: expected the years 1 to 9999."
        ) from error


def _out_of_range(day: date, period: Period) -> DateRangeError:
    return DateRangeError(
        f"{day} plus {period} lies outside the calendar: expected a result before the year 10000."
    )
