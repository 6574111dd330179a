"""The risk of an armed conflict that holds up effect: a daily hazard, and how long one lasts.

The conflict that is going on counts, and the first that begins in peace. Hazard and length are
assumed; that a second one holds up the same exit has the square of that small chance.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from attrs import define

from withdrawal.odds.engine.durations import Duration, convolve
from withdrawal.odds.engine.mass import Mass

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ConflictRisk"]


@define(eq=False, slots=False)
class ConflictRisk:
    """A State's risk of being engaged in an armed conflict.

    Attributes:
        hazard: the probability that a conflict begins on a given day after a day of peace.
        duration: how long a conflict lasts, in days; one shorter than a day counts as a day.
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
    remaining: Duration | None = None
    tested: Literal["at-expiry", "at-notice"] = "at-expiry"
    since: int | None = None

    @cached_property
    def lasting(self) -> Duration:
        """The duration of a conflict, of a day at least."""
        return self.duration.at_least(1)

    @cached_property
    def starts(self) -> NDArray[np.float64]:
        """The probability that the first conflict after peace begins on each day from origin."""
        size = self.limit - self.origin + 1
        waits = np.append(0.0, self.hazard * (1.0 - self.hazard) ** np.arange(size - 1))
        if self.remaining is None:
            return waits
        return convolve(-np.diff(self._longer(self.remaining), prepend=1.0), waits)[:size]

    def _longer(self, duration: Duration) -> NDArray[np.float64]:
        """Return the chance that something lasts longer than 0, 1, ... days, to the limit."""
        size = self.limit - self.origin + 1
        return 1.0 - Mass(duration.first, duration.masses).cumulated(0, size - 1)

    def delay(self, tested: Mass, expiry: NDArray[np.int64]) -> Mass:
        """Return the mass of effect.

        Effect has come by a day x where the period is over and no conflict of the tested day lasts
        longer than x. A conflict that began on s holds up the tested days from s on.

        Args:
            tested: the days on which the clause looks.
            expiry: int64, for each of them the day its period expires, in ascending order.
        """
        first = min(int(expiry[0]), self.origin)
        days = np.arange(first, self.limit + 1)
        before = np.append(0.0, np.cumsum(tested.values))
        in_time = np.searchsorted(expiry, days, side="right")
        due = before[in_time]
        held = np.zeros(len(days))
        if self.remaining is not None:
            begun = 0 if self.since is None else max(self.since - tested.first, 0)
            lasts = np.append(np.ones(self.origin - first), self._longer(self.remaining))
            held += lasts * np.maximum(due - before[min(begun, len(before) - 1)], 0.0)
        held[self.origin - first :] += self._held(tested, before, in_time[self.origin - first :])
        return Mass(first, np.diff(due - held, prepend=0.0).clip(min=0.0))

    def _held(
        self, tested: Mass, before: NDArray[np.float64], in_time: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the mass that a first conflict holds up on each day from the origin."""
        places = np.arange(self.origin, self.limit + 1) - tested.first
        earlier = self.starts * before[places.clip(0, len(before) - 1)]
        longer, due = self._longer(self.lasting), before[in_time]
        if self.tested == "at-expiry":
            size = len(longer)
            held = due * convolve(self.starts, longer)[:size] - convolve(earlier, longer)[:size]
            return np.where(due > 0.0, held, 0.0)
        held = np.zeros(len(longer))
        ends = (in_time + tested.first - self.origin).clip(0, len(longer))
        for x in np.flatnonzero(ends).tolist():
            stop = min(int(ends[x]), x + 1)
            lasts = longer[x + 1 - stop : x + 1][::-1]
            held[x] = due[x] * (self.starts[:stop] @ lasts) - earlier[:stop] @ lasts
        return held

    def over_by(self, day: int, tested: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the chance that no conflict of a tested day lasts longer than ``day``.

        Args:
            day: the day by which effect is asked for.
            tested: the days on which the clause looks, none after ``day``.
        """
        place = min(day, self.limit) - self.origin
        chance = np.ones(len(tested))
        if self.remaining is not None:
            lasts = self._longer(self.remaining)[place] if place >= 0 else 1.0
            chance -= lasts * (tested >= (tested.min() if self.since is None else self.since))
        if place >= 0:
            held = np.cumsum(self.starts[: place + 1] * self._longer(self.lasting)[place::-1])
            chance -= np.where(
                tested < self.origin, 0.0, held[(tested - self.origin).clip(0, place)]
            )
        return chance
