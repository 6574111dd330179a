"""`DayTable`: a rule about days, written once as a plain function, applied to millions at once.

A rule maps the day something happens to the day something follows. Compiled over a range it is
one int32 for each day, so applying it to an array of days is one look-up, and pushing a
probability mass through it is one scatter-add. There is no second implementation to drift.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from withdrawal.errors import DateRangeError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["EPOCH", "NOWHERE", "DayTable", "require_numpy"]

EPOCH = date(1970, 1, 1).toordinal()
NOWHERE = -(2**31)
"""The entry that stands for "nothing follows": NaT when read as a date."""


def require_numpy() -> Any:
    """Return the numpy module, loaded on first use.

    Raises:
        MissingExtraError: numpy is not installed.
    """
    try:
        import numpy
    except ImportError as error:
        raise MissingExtraError("arrays", module="numpy") from error
    return numpy


@frozen(eq=False)
class DayTable:
    """A function from days to days, compiled over the days ``first`` to ``last``.

    Attributes:
        first: the first day of the range.
        last: the last day of the range, included.
        values: int32, shape (days in the range,): for each day the day that follows from it, as
            days since 1970-01-01, or `NOWHERE`.
    """

    first: date
    last: date
    values: NDArray[np.int32] = field(repr=False)

    @classmethod
    def compile(cls, rule: Callable[[date], date | None], first: date, last: date) -> DayTable:
        """Return the table of ``rule`` on every day from ``first`` to ``last``.

        Args:
            rule: takes a day, returns the day that follows from it, or None.
            first: first day of the range.
            last: last day of the range, included.

        Raises:
            DateRangeError: the range is empty.
        """
        np = require_numpy()
        start, stop = first.toordinal(), last.toordinal() + 1
        if stop <= start:
            raise DateRangeError(f"The range {first} to {last} is empty: expected first <= last.")
        followers = (rule(date.fromordinal(number)) for number in range(start, stop))
        values = np.fromiter(
            (NOWHERE if day is None else day.toordinal() - EPOCH for day in followers),
            dtype=np.int32,
            count=stop - start,
        )
        values.flags.writeable = False
        return cls(first, last, values)

    def __len__(self) -> int:
        return len(self.values)

    def __call__(self, day: date) -> date | None:
        """Return the day that follows from ``day``, or None.

        Raises:
            DateRangeError: ``day`` lies outside the range.
        """
        index = day.toordinal() - self.first.toordinal()
        if not 0 <= index < len(self.values):
            raise self._outside(str(day))
        value = int(self.values[index])
        return None if value == NOWHERE else date.fromordinal(value + EPOCH)

    def apply(self, days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
        """Return the day that follows from each of ``days``.

        Args:
            days: datetime64[D], any shape; NaT stays NaT.

        Returns:
            datetime64[D] of the same shape; NaT where nothing follows.

        Raises:
            DateRangeError: a day lies outside the range.
        """
        np = require_numpy()
        numbers = np.asarray(days, dtype="datetime64[D]").view(np.int64)
        return self.apply_numbers(numbers).view("datetime64[D]")

    def apply_numbers(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the same as `apply` on days since 1970-01-01; NaT is the smallest int64."""
        np = require_numpy()
        missing = np.iinfo(np.int64).min
        offset = self.first.toordinal() - EPOCH
        if numbers.size == 0:
            return numbers.copy()
        wide = self._wide()
        low, high = int(numbers.min()), int(numbers.max())
        if low >= offset and high < offset + len(wide):
            return wide[numbers - offset]  # type: ignore[no-any-return]
        known = numbers != missing
        indexes = np.where(known, numbers - offset, 0)
        if int(indexes.min()) < 0 or int(indexes.max()) >= len(wide):
            raise self._outside("a day")
        return np.where(known, wide[indexes], missing)  # type: ignore[no-any-return]

    def scatter(self, mass: NDArray[np.float64]) -> tuple[date, NDArray[np.float64], float]:
        """Push a probability mass through the rule.

        Args:
            mass: shape (days in the range,): the probability of each day of the range.

        Returns:
            the first day of the result, the mass on each day from there, and the mass of days
            from which nothing follows.
        """
        np = require_numpy()
        reached = self.values != NOWHERE
        lost = float(mass[~reached].sum())
        values = self.values[reached]
        if values.size == 0:
            return self.first, np.zeros(1), lost
        low = int(values.min())
        pushed = np.bincount(values - low, weights=mass[reached])
        return date.fromordinal(low + EPOCH), pushed, lost

    def then(self, later: DayTable) -> DayTable:
        """Return the table of this rule followed by ``later``.

        Raises:
            DateRangeError: this rule reaches a day outside the range of ``later``.
        """
        np = require_numpy()
        reached = self.values != NOWHERE
        indexes = np.where(reached, self.values - (later.first.toordinal() - EPOCH), 0)
        if int(indexes.min()) < 0 or int(indexes.max()) >= len(later.values):
            raise later._outside("a day")
        values = np.where(reached, later.values[indexes], np.int32(NOWHERE)).astype(np.int32)
        values.flags.writeable = False
        return DayTable(self.first, self.last, values)

    def _wide(self) -> NDArray[np.int64]:
        np = require_numpy()
        values = self.values.astype(np.int64)
        values[self.values == NOWHERE] = np.iinfo(np.int64).min
        return values

    def _outside(self, what: str) -> DateRangeError:
        return DateRangeError(
            f"{what} is outside the compiled range: expected {self.first} to {self.last}."
        )


def days_between(first: date, last: date) -> list[date]:
    """Return every day from ``first`` to ``last``, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
