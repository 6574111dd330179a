"""The risk of an armed conflict that holds up effect: a daily hazard, and how long one lasts.

Peace and conflict alternate. A conflict begins on any day after a day of peace with the same
small probability and lasts for a `Duration`. Where a clause waits for the end of a conflict, the
mass of a day of expiry stays where there is peace and moves to the end of the conflict where not.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from attrs import define, field

from withdrawal.odds.durations import Duration, convolve
from withdrawal.odds.mass import Mass, added

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ConflictRisk"]


@define(eq=False, slots=False)
class ConflictRisk:
    """A State's risk of being engaged in an armed conflict.

    Attributes:
        hazard: the probability that a conflict begins on a given day after a day of peace.
        duration: how long a conflict lasts, in days (at least one).
        origin: the day for which the present state is known, as days since 1970-01-01.
        limit: the last day counted.
        remaining: how long a conflict that is going on at the origin still lasts; None in peace.
        tested: whether the clause looks at the end of the period or at the notice.
        since: the day on which the conflict that is going on began; None where it began before
            every day that is tested.
    """

    hazard: float
    duration: Duration
    origin: int
    limit: int
    remaining: Duration | None = field(default=None)
    tested: Literal["at-expiry", "at-notice"] = "at-expiry"
    since: int | None = None

    @cached_property
    def at_least_a_day(self) -> Duration:
        """The duration of a conflict; one shorter than a day counts as a day."""
        first = self.duration.probability(0)
        if not first:
            return self.duration
        masses = self.duration.masses[1:].copy() if self.duration.last else np.zeros(1)
        masses[0] += first
        return Duration(masses, 1, self.duration.beyond)

    @cached_property
    def lasting(self) -> NDArray[np.float64]:
        """The probability that a conflict lasts 0, 1, ... days, as far as the limit."""
        return _dense(self.at_least_a_day, self._size)

    @cached_property
    def ending(self) -> NDArray[np.float64]:
        """The probability that the conflict of the origin ends on each day; zero in peace."""
        if self.remaining is None:
            return np.zeros(self._size)
        return _dense(self.remaining, self._size)

    @cached_property
    def peace(self) -> NDArray[np.float64]:
        """The probability of peace on each day from the origin.

        From the renewal equation peace = 1 - starts * (still lasting) - (first still lasting),
        with starts = hazard * peace of the day before, solved as a power series.
        """
        still = 1.0 - np.cumsum(self.lasting)
        first = np.zeros(self._size)
        if self.remaining is not None:
            first = 1.0 - np.cumsum(self.ending)
        divisor = np.concatenate(([1.0], self.hazard * still[:-1]))
        peace = _multiply(1.0 - first, _inverse(divisor), self._size)
        return np.clip(peace, 0.0, 1.0)

    @cached_property
    def starts(self) -> NDArray[np.float64]:
        """The probability that a conflict begins on each day from the origin."""
        return np.concatenate(([0.0], self.hazard * self.peace[:-1]))

    def delay(self, expiry: Mass) -> Mass:
        """Return the mass of effect, where the test is on the day the period expires.

        A conflict from s to x holds up the expiries from s to x - 1, so the mass that moves to x
        is the sum over s of starts(s) * lasting(x - s) * (C(x - 1) - C(s - 1)), with C the
        distribution function of the expiry.
        """
        size = self._size
        mass = expiry.on(self.origin, self.limit)
        before = np.concatenate(([0.0], np.cumsum(mass)[:-1]))
        starting = convolve(self.starts, self.lasting)[:size]
        early = convolve(self.starts * before, self.lasting)[:size]
        moved = np.maximum(starting * before - early, 0.0) + self.ending * before
        past = expiry.until(self.origin - 1)
        if self.remaining is None:
            return added((past, Mass(self.origin, self.peace * mass + moved)))
        held = self.ending * past.total
        return Mass(self.origin, self.peace * mass + moved + held)

    def delay_from_notice(self, notice: Mass, expiry_of: NDArray[np.int64]) -> Mass:
        """Return the mass of effect, where the test is on the day of the notice.

        Args:
            notice: when the notice is received; only the conflict that is going on can hold up
                one received before the origin.
            expiry_of: int64, for each day of ``notice`` the day its period expires.
        """
        size = self._size
        effect = np.zeros(size)
        over = np.zeros(size)
        past = [Mass.empty()]
        going_on = self._is_going_on(np.arange(notice.first, notice.last + 1))
        begun = np.zeros(size)
        position = 0
        for index, probability in enumerate(notice.values.tolist()):
            day = notice.first + index - self.origin
            while position <= day:
                begun[position:] += self.starts[position] * self.lasting[: size - position]
                position += 1
            end = int(expiry_of[index]) - self.origin
            if end >= size:
                continue
            is_held = bool(going_on[index])
            ending = self.ending if is_held else over
            late = begun[max(end + 1, 0) :] + ending[max(end + 1, 0) :]
            effect[max(end + 1, 0) :] += probability * late
            kept = probability * (1.0 - float(late.sum()) - self._longer(day, is_held=is_held))
            if end >= 0:
                effect[end] += kept
            else:
                past.append(Mass(end + self.origin, np.array([kept])))
        return added((*past, Mass(self.origin, effect)))

    def over_by(self, day: int, tested: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the chance that no conflict of a tested day lasts longer than ``day``.

        Args:
            day: the day by which effect is asked for.
            tested: the days on which the clause looks, none after ``day``.
        """
        begun = np.arange(self._size)
        longer = np.append(1.0 - np.cumsum(self.lasting), self._longest)
        left = np.clip(day - self.origin - begun, 0, self._size)
        held = np.cumsum(self.starts * longer[left])
        first = 1.0 - float(self.ending[: day - self.origin + 1].sum())
        chance = 1.0 - held[np.clip(tested - self.origin, 0, self._size - 1)]
        chance = np.where(tested < self.origin, 1.0, chance)
        return np.where(self._is_going_on(tested), chance - first, chance)

    def _is_going_on(self, days: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return whether the conflict of the origin, if any, had begun by some days."""
        if self.remaining is None:
            return np.full(len(days), False)
        return np.full(len(days), True) if self.since is None else days >= self.since

    @property
    def _longest(self) -> float:
        return 1.0 - float(self.lasting.sum())

    def _longer(self, day: int, *, is_held: bool) -> float:
        """Return the chance of a conflict on ``day`` that outlasts the limit."""
        first = self._first_longer if is_held else 0.0
        if day < 0:
            return first
        left = self._size - 1 - np.arange(day + 1)
        beyond = 1.0 - np.cumsum(self.lasting)
        return float(self.starts[: day + 1] @ beyond[left]) + first

    @cached_property
    def _first_longer(self) -> float:
        return 0.0 if self.remaining is None else 1.0 - float(self.ending.sum())

    @property
    def _size(self) -> int:
        return self.limit - self.origin + 1


def _dense(duration: Duration, size: int) -> NDArray[np.float64]:
    values = np.zeros(size)
    stop = min(duration.last + 1, size)
    if stop > duration.first:
        values[duration.first : stop] = duration.masses[: stop - duration.first]
    return values


def _multiply(
    left: NDArray[np.float64], right: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    padded = 1 << (len(left) + len(right) - 2).bit_length()
    product = np.fft.rfft(left, padded) * np.fft.rfft(right, padded)
    result: NDArray[np.float64] = np.fft.irfft(product, padded)[:size]
    return result


def _inverse(series: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return one divided by a power series that begins with 1, by Newton's iteration."""
    inverse = np.ones(1)
    while len(inverse) < len(series):
        size = min(2 * len(inverse), len(series))
        correction = -_multiply(series[:size], inverse, size)
        correction[0] += 2.0
        inverse = _multiply(inverse, correction, size)
    return inverse
