"""Where a rule about days bends, so that a table of it needs the rule on few days only.

Most rules are made of straight pieces. Within one, what follows keeps its distance (six months,
counted from the 1st to the 28th of a month) or stays where it is (the first of the next month, or
nothing at all). A rule that says where its pieces begin is asked at both ends of each; where the
two ends do not show a straight piece it is asked on every day between them. And a rule that knows
nothing but the calendar treats two years alike when the same years around them are leap years, so
that one year of each kind stands for the others. Either way the rule is the only implementation.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from withdrawal.errors import DateRangeError
from withdrawal.values import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rule = Callable[[date], date | None]


EPOCH = date(1970, 1, 1).toordinal()
NOWHERE = -(2**31)
"""The entry that stands for "nothing follows": NaT when read as a date."""


@frozen
class Pieces:
    """Where the straight pieces of a rule begin, besides the first day asked for.

    Attributes:
        days: particular days on which a piece begins.
        month_days: days of every month on which a piece begins.
        years_ahead: for a rule that knows nothing but the calendar and has an answer for every
            day: how many years after a day's own it looks at. None for any other rule.
    """

    days: tuple[date, ...] = ()
    month_days: tuple[int, ...] = ()
    years_ahead: int | None = None


def followers(rule: Rule, first: date, last: date, pieces: Pieces | None) -> NDArray[np.int64]:
    """Return what follows from each day of a range, as days since 1970-01-01 or `NOWHERE`.

    Args:
        pieces: where the rule bends; None to ask it on every day.

    Returns:
        int64, shape (days in the range,).
    """
    if pieces is None:
        return _daily(rule, first.toordinal(), last.toordinal())
    if pieces.years_ahead is not None:
        try:
            return _by_kind_of_year(rule, first, last, pieces)
        except DateRangeError:
            pass  # The last years of the calendar cannot be asked in full.
    return _straight(rule, first, last, pieces)


def number_of(day: date) -> int:
    """Return a day as days since 1970-01-01."""
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """Return the day that is so many days after 1970-01-01."""
    return date.fromordinal(number + EPOCH)


def _number(day: date | None) -> int:
    return NOWHERE if day is None else number_of(day)


def _daily(rule: Rule, start: int, stop: int) -> NDArray[np.int64]:
    import numpy as np

    days = map(date.fromordinal, range(start, stop + 1))
    return np.fromiter((_number(rule(day)) for day in days), np.int64, stop - start + 1)


def _by_kind_of_year(rule: Rule, first: date, last: date, pieces: Pieces) -> NDArray[np.int64]:
    """Ask the rule in one year of each kind; distances from day to follower are the same in all."""
    import numpy as np

    distances: dict[Any, NDArray[np.int64]] = {}
    years = []
    for year in range(first.year, last.year + 1):
        kind = tuple(isleap(year + ahead) for ahead in range((pieces.years_ahead or 0) + 1))
        begin, end = date(year, 1, 1), date(year, 12, 31)
        days = np.arange(_number(begin), _number(end) + 1)
        if kind not in distances:
            distances[kind] = _straight(rule, begin, end, pieces) - days
        years.append(days + distances[kind])
    begin = date(first.year, 1, 1)
    return np.concatenate(years)[(first - begin).days : (last - begin).days + 1]


def _straight(rule: Rule, first: date, last: date, pieces: Pieces) -> NDArray[np.int64]:
    """Ask the rule at both ends of each piece, and fill in between."""
    import numpy as np

    begin = first.toordinal()
    starts = sorted({begin, *_starts(first, last, pieces)})
    ends = [*(start - 1 for start in starts[1:]), last.toordinal()]
    found: NDArray[np.int64] = np.arange(begin, ends[-1] + 1)
    for start, end in zip(starts, ends, strict=True):
        piece = found[start - begin : end - begin + 1]
        low = _number(rule(date.fromordinal(start)))
        high = low if start == end else _number(rule(date.fromordinal(end)))
        if high == low:
            piece[:] = low
        elif high - low == end - start:
            piece += low - start
        else:
            piece[:] = _daily(rule, start, end)
    return found


def _starts(first: date, last: date, pieces: Pieces) -> Iterator[int]:
    """Yield the ordinals after ``first`` and up to ``last`` on which a piece begins."""
    yield from (day.toordinal() for day in pieces.days if first < day <= last)
    if not pieces.month_days:
        return
    begin, end = first.toordinal(), last.toordinal()
    month = first.replace(day=1).toordinal()
    while month <= end:
        start = date.fromordinal(month)
        length = monthrange(start.year, start.month)[1]
        for day in pieces.month_days:
            if day <= length and begin < month + day - 1 <= end:
                yield month + day - 1
        month += length
