"""`Duration`: how long a stage takes, as a probability for each whole number of days.

Nothing here knows law or calendars. A duration may keep some mass `beyond` its support: the
chance that it lasts longer than anything counted (`LONGEST` days). Everything else sums to one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from withdrawal.errors import DateRangeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["LONGEST", "MOST", "Z90", "Duration", "convolve"]


LONGEST = 3653
"""The longest duration counted day by day: ten years."""

_DIRECT = 200_000
MOST = 1e6
"""The most days a median or the like may say, and the heaviest weight."""

_LEAST = 1e-3
Z90 = 1.2815515655446004
"""How many standard deviations above the mean nine in ten of a normal distribution end."""


@frozen(eq=False)
class Duration:
    """A probability mass over whole days.

    Attributes:
        masses: float64, shape (days,): the probability of `first`, `first` + 1, ... days.
        first: the shortest duration with any mass, in days.
        beyond: the probability of lasting longer than the support.
    """

    masses: NDArray[np.float64] = field(repr=False)
    first: int = 0
    beyond: float = 0.0

    def __attrs_post_init__(self) -> None:
        self.masses.flags.writeable = False

    @classmethod
    def fixed(cls, days: int) -> Duration:
        """Return the duration of exactly ``days`` days."""
        _expect(0 <= days <= LONGEST, f"{days} days", f"0 to {LONGEST} days")
        return cls(np.ones(1), days)

    @classmethod
    def uniform(cls, shortest: int, longest: int) -> Duration:
        """Return equal chances for every whole number of days from shortest to longest."""
        wanted = f"0 <= shortest <= longest <= {LONGEST}"
        _expect(0 <= shortest <= longest <= LONGEST, f"{shortest} to {longest} days", wanted)
        count = longest - shortest + 1
        return cls(np.full(count, 1.0 / count), shortest)

    @classmethod
    def lognormal(cls, median: float, p90: float) -> Duration:
        """Return a log-normal duration, rounded to the nearest whole day.

        Args:
            median: in days, above zero.
            p90: the number of days within which nine in ten are over; above the median.

        Raises:
            DateRangeError: the two are not in that order.
        """
        wanted = f"0 < median < p90, from {_LEAST:g} to {MOST:,.0f} days"
        _expect(_LEAST <= median < p90 <= MOST, f"median {median}, p90 {p90}", wanted)
        return _lognormal(float(median), float(p90))

    @classmethod
    def empirical(cls, days: Mapping[int, float] | Iterable[int]) -> Duration:
        """Return the duration seen in a list of whole days, or in weights by day.

        Raises:
            DateRangeError: there are none, or a day or a weight is out of range.
        """
        weights = dict(days if isinstance(days, Mapping) else Counter(days))
        _expect(bool(weights), "no days at all", "at least one")
        first, last = min(weights), max(weights)
        wanted = f"days from 0 to {LONGEST} with weights above zero, none over {MOST:,.0f}"
        is_weighed = all(0 < weight <= MOST for weight in weights.values())
        sound = 0 <= first <= last <= LONGEST and is_weighed
        _expect(sound, f"days {first} to {last}", wanted)
        masses = np.zeros(last - first + 1)
        for day, weight in weights.items():
            masses[day - first] = weight
        return cls(masses / masses.sum(), first)

    @classmethod
    def mixture(cls, parts: Sequence[tuple[float, Duration]]) -> Duration:
        """Return a duration that is each of ``parts`` with a probability.

        Args:
            parts: weights above zero (they are scaled to sum to one) and durations.

        Raises:
            DateRangeError: no part, or a weight that is not above zero.
        """
        sound = bool(parts) and all(0 < weight <= MOST for weight, _ in parts)
        wanted = f"at least one, each above zero and none over {MOST:,.0f}"
        _expect(sound, "the weights of a mixture", wanted)
        total = math.fsum(weight for weight, _ in parts)
        first = min(part.first for _, part in parts)
        masses = np.zeros(max(part.last for _, part in parts) - first + 1)
        for weight, part in parts:
            start = part.first - first
            masses[start : start + len(part.masses)] += weight / total * part.masses
        return cls(masses, first, math.fsum(w / total * part.beyond for w, part in parts))

    @property
    def last(self) -> int:
        """The longest duration of the support, in days."""
        return self.first + len(self.masses) - 1

    def probability(self, days: int) -> float:
        """Return the chance of exactly ``days`` days."""
        index = days - self.first
        return float(self.masses[index]) if 0 <= index < len(self.masses) else 0.0

    def survival(self, days: int) -> float:
        """Return the chance of lasting longer than ``days`` days."""
        start = max(days + 1 - self.first, 0)
        return float(self.masses[start:].sum()) + self.beyond

    def quantile(self, level: float) -> int | None:
        """Return the smallest number of days with at least ``level`` of the mass; None beyond."""
        cumulated = np.cumsum(self.masses)
        index = int(np.searchsorted(cumulated, level - 1e-12))
        return self.first + index if index < len(self.masses) else None

    def between(self, shortest: int, longest: int | None) -> tuple[Duration, float, float]:
        """Return the part within bounds and the mass below and above them.

        Args:
            shortest: the first number of days allowed.
            longest: the last one allowed; None for no limit.

        Returns:
            the part within, scaled to sum to one (the nearest bound where it has no mass), the
            mass shorter than ``shortest``, and the mass longer than ``longest``.
        """
        low = max(shortest - self.first, 0)
        high = len(self.masses) if longest is None else max(longest + 1 - self.first, low)
        inside = self.masses[low:high]
        kept = float(inside.sum())
        below = float(self.masses[:low].sum())
        above = 0.0 if longest is None else float(self.masses[high:].sum()) + self.beyond
        beyond = self.beyond if longest is None else 0.0
        if kept + beyond < 1e-9:
            bound = shortest if longest is None or below >= above else longest
            return Duration.fixed(bound), below, above
        total = kept + beyond
        return Duration(inside / total, self.first + low, beyond / total), below, above

    def longer_than(self, days: int) -> Duration | None:
        """Return the duration given that it lasts longer than ``days``; None if it cannot."""
        left = self.survival(days)
        if left < 1e-12:
            return None
        start = max(days + 1 - self.first, 0)
        masses = self.masses[start:]
        if not len(masses):
            return Duration(np.zeros(1), days + 1, 1.0)
        return Duration(masses / left, self.first + start, self.beyond / left)

    def at_least(self, days: int) -> Duration:
        """Return the duration with all that is shorter than ``days`` lasting just so long."""
        within, below, _ = self.between(days, None)
        if not below:
            return self
        parts = [(below, Duration.fixed(days)), (1.0 - below, within)]
        return Duration.mixture([part for part in parts if part[0] > 0.0])

    def then(self, later: Duration) -> Duration:
        """Return this duration followed by an independent one; past `LONGEST` it is beyond."""
        masses = convolve(self.masses, later.masses)
        first = self.first + later.first
        keep = max(LONGEST + 1 - first, 0)
        beyond = 1.0 - float(masses[:keep].sum())
        return Duration(masses[:keep].copy(), first, max(beyond, 0.0))

    def scaled(self, factor: float) -> Duration:
        """Return the duration with every number of days multiplied and rounded."""
        days = np.rint(np.arange(self.first, self.last + 1) * factor).astype(np.int64)
        fits = days <= LONGEST
        first = int(days[0])
        sums = np.bincount(days[fits] - first, weights=self.masses[fits], minlength=1)
        masses: NDArray[np.float64] = sums.astype(np.float64, copy=False)
        return Duration(masses, first, self.beyond + float(self.masses[~fits].sum()))


@lru_cache(maxsize=256)
def _transform(duration: Duration, padded: int) -> NDArray[np.complex128]:
    """Return the Fourier transform of a duration; the same one is met in many a push."""
    return np.fft.rfft(duration.masses, padded)


def convolve(
    left: NDArray[np.float64], right: NDArray[np.float64], *, of: Duration | None = None
) -> NDArray[np.float64]:
    """Return the convolution of two masses, directly or by Fourier transform when that is less.

    The transform leaves errors of about 1e-17 on every day; what falls below zero is cut, and
    the whole is scaled so that no mass is lost or made. ``left`` may have rows; ``of`` is the
    duration that ``right`` is the whole mass of, if it is.
    """
    if len(right) == 1:
        return np.multiply(left, right)
    if left.ndim == 1 and len(left) * len(right) <= _DIRECT:
        return np.convolve(left, right)
    size = left.shape[-1] + len(right) - 1
    padded = _smooth_size(size)
    after = np.fft.rfft(right, padded) if of is None else _transform(of, padded)
    product = np.fft.rfft(left, padded) * after
    result = np.maximum(np.fft.irfft(product, padded)[..., :size], 0.0)
    total = result.sum(axis=-1, keepdims=True)
    wanted = left.sum(axis=-1, keepdims=True) * right.sum()
    scale: NDArray[np.float64] = np.divide(
        wanted, total, out=np.ones_like(total), where=total > 0.0
    )
    return np.multiply(result, scale, out=result)


@lru_cache(maxsize=1024)
def _smooth_size(size: int) -> int:
    """Return the smallest number with no prime factor above 5 that is at least ``size``."""
    best = 1 << (size - 1).bit_length()
    for fives in range(4):
        for threes in range(4):
            base = 5**fives * 3**threes
            best = min(best, base << max((-(-size // base) - 1).bit_length(), 0))
    return best


@lru_cache(maxsize=1024)
def _lognormal(median: float, p90: float) -> Duration:
    centre, spread = math.log(median), (math.log(p90) - math.log(median)) / Z90
    last = min(LONGEST, math.ceil(math.exp(centre + 8.0 * spread)))
    edges = (np.log(np.arange(last + 1) + 0.5) - centre) / spread
    above = np.concatenate(([1.0], _upper_tail(edges)))
    if last < LONGEST:
        above[-1] = 0.0
    masses = (above[:-1] - above[1:]).clip(min=0.0)
    return Duration(masses, 0, max(1.0 - float(masses.sum()), 0.0))


_STEPS = 1024
_FAR = 9


@lru_cache(maxsize=1)
def _tail_table() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the upper tail of the normal distribution and its slope, on a fine grid."""
    points = np.arange(-_FAR * _STEPS, _FAR * _STEPS + 2) / _STEPS
    root = math.sqrt(0.5)
    tails = np.array([0.5 * math.erfc(point * root) for point in points.tolist()])
    return tails, -np.exp(-0.5 * points**2) / math.sqrt(2.0 * math.pi)


def _upper_tail(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chance of a standard normal above each point, to about 1e-15.

    Cubic interpolation between values of the complementary error function, because NumPy has
    none of its own and one call for each day would cost most of a forecast.
    """
    tails, slopes = _tail_table()
    places = (points.clip(-_FAR, _FAR) + _FAR) * _STEPS
    below = places.astype(np.int64)
    part = places - below
    low, high = tails[below], tails[below + 1]
    rise, fall = slopes[below] / _STEPS, slopes[below + 1] / _STEPS
    step = high - low
    bend = rise + fall - 2.0 * step
    result: NDArray[np.float64] = low + part * (
        rise + part * (3.0 * step - 2.0 * rise - fall + part * bend)
    )
    return result


def _expect(holds: bool, value: str, wanted: str) -> None:
    if not holds:
        raise DateRangeError(f"A duration cannot have {value}: expected {wanted}.")
