"""`DayTable`: a rule about days, written once as a plain function, applied to millions at once.

A rule maps the day something happens to the day something follows. Compiled over a range it is
one int32 for each day, so applying it to an array of days is one look-up, and pushing a
probability mass through it is one scatter-add. There is no second implementation to drift.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field

from withdrawal.dates.pieces import EPOCH, NOWHERE, Pieces, day_of, followers, number_of
from withdrawal.errors import DateRangeError, MissingExtraError
from withdrawal.values import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


__all__ = ["EPOCH", "NOWHERE", "DayTable", "day_of", "number_of", "require_numpy"]

_CHUNK = 65_536


def require_numpy() -> Any:
    """Return the numpy module, loaded on first use, or raise MissingExtraError."""
    try:
        import numpy
    except ImportError as error:
        raise MissingExtraError("arrays", module="numpy") from error
    return numpy


@frozen(eq=False)
class DayTable:
    """A function from days to days, compiled over the days ``first`` to ``last``.

    Attributes:
        last: the last day of the range, included.
        values: int32, shape (days in the range,): for each day the day that follows from it, as
            days since 1970-01-01, or `NOWHERE`.
    """

    first: date
    last: date
    values: NDArray[np.int32] = field(repr=False)

    @classmethod
    def compile(
        cls,
        rule: Callable[[date], date | None],
        first: date,
        last: date,
        *,
        pieces: Pieces | None = None,
    ) -> DayTable:
        """Return the table of ``rule`` on every day from ``first`` to ``last``.

        Args:
            rule: takes a day, returns the day that follows from it, or None.
            first: first day of the range.
            last: last day of the range, included.
            pieces: where the rule bends, so that it is asked on few days only; None to ask it
                on every day.

        Raises:
            DateRangeError: the range is empty.
        """
        np = require_numpy()
        if last < first:
            raise DateRangeError(f"The range {first} to {last} is empty: expected first <= last.")
        return cls(first, last, _kept(followers(rule, first, last, pieces).astype(np.int32)))

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
        return None if value == NOWHERE else day_of(value)

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
        if numbers.size == 0:
            return numbers.view("datetime64[D]").copy()  # type: ignore[no-any-return]
        before = number_of(self.first) - 1
        low, high = int(numbers.min()), int(numbers.max())
        if low <= before and ((numbers <= before) & (numbers != np.iinfo(np.int64).min)).any():
            raise self._outside("a day")
        if high > before + len(self.values):
            raise self._outside("a day")
        found = self._look_up(numbers.reshape(-1), before).reshape(numbers.shape)
        return found.view("datetime64[D]")

    def _look_up(self, numbers: NDArray[np.int64], before: int) -> NDArray[np.int64]:
        """Return the entries of days, chunk by chunk: fresh memory costs more than the look-up."""
        np = require_numpy()
        wide = self._wide
        found: NDArray[Any] = np.empty(len(numbers), np.int64)
        indexes = np.empty(min(len(numbers), _CHUNK), np.int64)
        for start in range(0, len(numbers), _CHUNK):
            part = numbers[start : start + _CHUNK]
            index = indexes[: len(part)]
            np.maximum(part, before, out=index)
            np.subtract(index, before, out=index)
            wide.take(index, out=found[start : start + _CHUNK], mode="clip")
        return found

    def scatter(self, mass: NDArray[np.float64]) -> tuple[date, NDArray[np.float64], float]:
        """Push a probability mass through the rule.

        Args:
            mass: shape (days in the range,): the probability of each day of the range.

        Returns:
            the first day of the result, the mass on each day from there, and the mass of days
            from which nothing follows.

        Raises:
            DateRangeError: ``mass`` has another length than the range.
        """
        np = require_numpy()
        if mass.shape != self.values.shape:
            raise DateRangeError(
                f"A mass of shape {mass.shape} does not fit the range: expected one value for "
                f"each of the {len(self)} days from {self.first} to {self.last}."
            )
        reached = self.values != NOWHERE
        lost = float(mass[~reached].sum())
        values = self.values[reached]
        if values.size == 0:
            return self.first, np.zeros(1), lost
        low = int(values.min())
        pushed = np.bincount(values - low, weights=mass[reached])
        return day_of(low), pushed, lost

    def then(self, later: DayTable) -> DayTable:
        """Return the table of this rule followed by ``later``.

        Raises:
            DateRangeError: this rule reaches a day outside the range of ``later``.
        """
        np = require_numpy()
        reached = self.values != NOWHERE
        indexes = np.where(reached, self.values - number_of(later.first), 0)
        if int(indexes.min()) < 0 or int(indexes.max()) >= len(later.values):
            raise later._outside("a day")
        values = np.where(reached, later.values[indexes], np.int32(NOWHERE))
        return DayTable(self.first, self.last, _kept(values))

    def reach(self) -> tuple[date, date] | None:
        """Return the first and the last day that follow from any day; None where none does."""
        numbers = self.values[self.values != NOWHERE].astype(int) + EPOCH
        if numbers.size == 0:
            return None
        return date.fromordinal(int(numbers.min())), date.fromordinal(int(numbers.max()))

    @cached_property
    def _wide(self) -> NDArray[np.int64]:
        """The values as the numbers of datetime64, after an entry for days that are missing."""
        np = require_numpy()
        values = np.concatenate(([NOWHERE], self.values)).astype(np.int64)
        values[values == NOWHERE] = np.iinfo(np.int64).min
        return _kept(values)

    def _outside(self, what: str) -> DateRangeError:
        return DateRangeError(
            f"{what} is outside the compiled range: expected {self.first} to {self.last}."
        )


def _kept(values: NDArray[Any]) -> NDArray[Any]:
    """Return the same array, made read-only: a table is a value."""
    values.flags.writeable = False
    return values
