"""How long things take: a `Duration`, given as data or made of others, in days or days that count.

Nothing here knows law. As data a duration stands in TOML or JSON as one of

    fixed = 10
    uniform = [3, 14]
    lognormal = { median = 30, p90 = 90 }
    empirical = [3, 5, 5, 9]                     # or { "3" = 0.2, "5" = 0.8 }
    mixture = [{ weight = 0.8, fixed = 10 }, { weight = 0.2, uniform = [20, 40] }]

which holds data and nothing else; an unknown key is refused by name.

Ten working days after a Thursday are not ten days. `DayCount` numbers the working or sitting days
that count; a duration is then added to the number of a day, exactly, for masses and for arrays of
sampled days.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import field
from numpy.typing import NDArray

from withdrawal.dates import DayTable
from withdrawal.dates.table import number_of
from withdrawal.errors import DateRangeError, ScenarioError, near_misses
from withdrawal.odds.engine.mass import Mass, added, convolve
from withdrawal.values import frozen

LONGEST = 3653
"""The longest duration counted day by day: ten years."""
Z90 = 1.2815515655446004
"""How many standard deviations above the mean nine in ten of a normal distribution end."""

_MOST = 1e6
"""The most days a median or the like may say, and the heaviest weight."""
_LEAST = 1e-3


@frozen(eq=False)
class Duration(Mass):
    """A probability mass over whole numbers of days; with what lies beyond it sums to one.

    Attributes:
        first: the shortest duration with any mass, in days.
        values: float64, shape (days,): the probability of `first`, `first` + 1, ... days.
        beyond: the probability of lasting longer than anything counted (`LONGEST` days).
    """

    beyond: float = 0.0

    def __attrs_post_init__(self) -> None:
        self.values.flags.writeable = False

    @classmethod
    def fixed(cls, days: int) -> Duration:
        """Return the duration of exactly ``days`` days."""
        _expect(0 <= days <= LONGEST, f"{days} days", f"0 to {LONGEST} days")
        return cls(days, np.ones(1))

    @classmethod
    def uniform(cls, shortest: int, longest: int) -> Duration:
        """Return equal chances for every whole number of days from shortest to longest."""
        wanted = f"0 <= shortest <= longest <= {LONGEST}"
        _expect(0 <= shortest <= longest <= LONGEST, f"{shortest} to {longest} days", wanted)
        return cls(shortest, Mass.spread(shortest, longest).values)

    @classmethod
    def lognormal(cls, median: float, p90: float) -> Duration:
        """Return a log-normal duration, rounded to the nearest whole day.

        Args:
            median: in days, above zero.
            p90: the number of days within which nine in ten are over; above the median.

        Raises:
            DateRangeError: the two are not in that order.
        """
        wanted = f"0 < median < p90, from {_LEAST:g} to {_MOST:,.0f} days"
        _expect(_LEAST <= median < p90 <= _MOST, f"median {median}, p90 {p90}", wanted)
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
        wanted = f"days from 0 to {LONGEST} with weights above zero, none over {_MOST:,.0f}"
        is_weighed = all(0 < weight <= _MOST for weight in weights.values())
        sound = 0 <= first <= last <= LONGEST and is_weighed
        _expect(sound, f"days {first} to {last}", wanted)
        seen = Mass.placed(np.array([*weights]), np.array([*weights.values()], dtype=float))
        return cls(first, seen.values / seen.total)

    @classmethod
    def mixture(cls, parts: Sequence[tuple[float, Duration]]) -> Duration:
        """Return a duration that is each of ``parts`` with a probability.

        Args:
            parts: weights above zero (they are scaled to sum to one) and durations.

        Raises:
            DateRangeError: no part, or a weight that is not above zero.
        """
        sound = bool(parts) and all(0 < weight <= _MOST for weight, _ in parts)
        wanted = f"at least one, each above zero and none over {_MOST:,.0f}"
        _expect(sound, "the weights of a mixture", wanted)
        whole = math.fsum(weight for weight, _ in parts)
        mixed = added(part.scaled(weight / whole) for weight, part in parts)
        beyond = math.fsum(weight / whole * part.beyond for weight, part in parts)
        return cls(mixed.first, mixed.values, beyond)

    def survival(self, days: int) -> float:
        """Return the chance of lasting longer than ``days`` days."""
        return self.after(days).total + self.beyond

    def between(self, shortest: int, longest: int | None) -> tuple[Duration, float, float]:
        """Return the part within bounds and the mass below and above them.

        Args:
            shortest: the first number of days allowed.
            longest: the last one allowed; None for no limit.

        Returns:
            the part within, scaled to sum to one (the nearest bound where it has no mass), the
            mass shorter than ``shortest``, and the mass longer than ``longest``.
        """
        inside, below = self.after(shortest - 1), self.until(shortest - 1).total
        beyond, above = self.beyond, 0.0
        if longest is not None:
            inside, beyond, above = inside.until(longest), 0.0, self.survival(longest)
        kept = inside.total + beyond
        if kept < 1e-9:
            bound = shortest if longest is None or below >= above else longest
            return Duration.fixed(bound), below, above
        return Duration(inside.first, inside.values / kept, beyond / kept), below, above

    def longer_than(self, days: int) -> Duration | None:
        """Return the duration given that it lasts longer than ``days``; None if it cannot."""
        left, longer = self.survival(days), self.after(days)
        if left < 1e-12:
            return None
        if not longer.values.size:
            return Duration(days + 1, np.zeros(1), 1.0)
        return Duration(longer.first, longer.values / left, self.beyond / left)

    def at_least(self, days: int) -> Duration:
        """Return the duration with all that is shorter than ``days`` lasting just so long."""
        held = self.not_before(days)
        return Duration(held.first, held.values, self.beyond)

    def then(self, later: Duration) -> Duration:
        """Return this duration followed by an independent one; past `LONGEST` it is beyond."""
        both = Mass(self.first + later.first, convolve(self.values, later.values)).until(LONGEST)
        return Duration(both.first, both.values.copy(), max(1.0 - both.total, 0.0))

    def shrunk(self, share: float) -> Duration:
        """Return the duration with every number of days times a share, at most one, rounded."""
        days = np.rint(self.days * share).astype(np.int64)
        held = Mass.placed(days, self.values)
        return Duration(held.first, held.values, self.beyond)


@lru_cache(maxsize=1024)
def _lognormal(median: float, p90: float) -> Duration:
    centre, spread = math.log(median), (math.log(p90) - math.log(median)) / Z90
    last = min(LONGEST, math.ceil(math.exp(centre + 8.0 * spread)))
    edges = (np.log(np.arange(last + 1) + 0.5) - centre) / spread / math.sqrt(2.0)
    above = np.array([1.0, *(0.5 * math.erfc(edge) for edge in edges.tolist())])
    if last < LONGEST:
        above[-1] = 0.0
    masses = (above[:-1] - above[1:]).clip(min=0.0)
    return Duration(0, masses, max(1.0 - float(masses.sum()), 0.0))


def _expect(holds: bool, value: str, wanted: str) -> None:
    if not holds:
        raise DateRangeError(f"A duration cannot have {value}: expected {wanted}.")


def duration_from(spec: object, *, where: str = "duration") -> Duration:
    """Return the duration that a specification stands for.

    Args:
        spec: a table with exactly one of the keys that the module tells.
        where: the place in the file, for messages.

    Raises:
        ScenarioError: the specification is malformed; the message names place and expectation.
    """
    if not isinstance(spec, Mapping) or len(spec) != 1:
        raise ScenarioError(
            f"{where} is {spec!r}: expected a table with exactly one of {', '.join(_FORMS)}."
        )
    ((name, value),) = spec.items()
    if name not in _FORMS:
        raise ScenarioError(
            f"{where}: {name!r} is not a kind of duration: expected one of {', '.join(_FORMS)}.",
            suggestions=near_misses(str(name), _FORMS),
        )
    try:
        return _FORMS[name](value, f"{where}.{name}")
    except DateRangeError as error:
        raise ScenarioError(f"{where}.{name}: {error.message}") from None


def _uniform_of(value: object, where: str) -> Duration:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ScenarioError(f"{where} is {value!r}: expected [shortest, longest].")
    return Duration.uniform(_whole(value[0], where), _whole(value[1], where))


def _lognormal_of(value: object, where: str) -> Duration:
    if not isinstance(value, Mapping) or set(value) != {"median", "p90"}:
        raise ScenarioError(f"{where} is {value!r}: expected {{ median = ..., p90 = ... }}.")
    return Duration.lognormal(_number(value["median"], where), _number(value["p90"], where))


def _empirical_of(value: object, where: str) -> Duration:
    if isinstance(value, Mapping):
        weights = {}
        for day, weight in value.items():
            if not (str(day).isdecimal() and str(day).isascii() and len(str(day)) < 9):
                raise ScenarioError(f"{where}: {day!r}: expected a whole number of days.")
            weights[int(day)] = _number(weight, where)
        return Duration.empirical(weights)
    if not isinstance(value, list | tuple):
        raise ScenarioError(f"{where} is {value!r}: expected a list of days, or weights by day.")
    return Duration.empirical([_whole(day, where) for day in value])


def _mixture_of(value: object, where: str) -> Duration:
    if not isinstance(value, list | tuple) or not value:
        raise ScenarioError(f"{where} is {value!r}: expected a list of weighted durations.")
    parts = []
    for number, part in enumerate(value, start=1):
        place = f"{where}[{number}]"
        if not isinstance(part, Mapping) or "weight" not in part:
            raise ScenarioError(f"{place} is {part!r}: expected a weight and a duration.")
        rest: dict[str, Any] = {key: each for key, each in part.items() if key != "weight"}
        parts.append((_number(part["weight"], place), duration_from(rest, where=place)))
    return Duration.mixture(parts)


_FORMS: dict[str, Callable[[Any, str], Duration]] = {
    "fixed": lambda value, where: Duration.fixed(_whole(value, where)),
    "uniform": _uniform_of,
    "lognormal": _lognormal_of,
    "empirical": _empirical_of,
    "mixture": _mixture_of,
}


def _whole(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ScenarioError(f"{where}: {value!r}: expected a whole number of days.")
    return value


def _number(value: object, where: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= _MOST:
        raise ScenarioError(f"{where}: {value!r}: expected a number up to {_MOST:,.0f}.")
    return float(value)


@frozen(eq=False)
class DayCount:
    """The days that count, in order.

    Attributes:
        first: the first day of the calendar, as days since 1970-01-01.
        numbers: int64, shape (days of the calendar,): how many days that count there are from
            ``first`` up to and including each day.
        days: int64, shape (days that count,): each of them, as days since 1970-01-01.
    """

    first: int
    numbers: NDArray[np.int64] = field(repr=False)
    days: NDArray[np.int64] = field(repr=False)

    @classmethod
    def of(cls, counts: NDArray[np.bool_], first: date) -> DayCount:
        """Return the calendar in which the days from ``first`` count as ``counts``, bool, says."""
        start = number_of(first)
        return cls(start, np.cumsum(counts), np.flatnonzero(counts) + start)

    @classmethod
    def weekdays(cls, first: date, last: date) -> DayCount:
        """Return the calendar of Mondays to Fridays; public holidays are not known here."""
        days = np.arange(first.toordinal(), last.toordinal() + 1)
        return cls.of((days - 1) % 7 < 5, first)

    @classmethod
    def sittings(cls, table: DayTable) -> DayCount:
        """Return the calendar of the days that a table of sitting days leaves where they are."""
        start = number_of(table.first)
        return cls.of(table.values == np.arange(start, start + len(table)), table.first)

    @property
    def share(self) -> float:
        """The share of days that count."""
        return len(self.days) / len(self.numbers)

    def later(self, days: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the day that is so many counted days after each day; none after, the day itself.

        Past the last counted day of the calendar, the day after the calendar ends.
        """
        indexes = self.numbers[days - self.first] + counts - 1
        inside = np.minimum(indexes, len(self.days) - 1)
        reached = np.where(indexes < len(self.days), self.days[inside], self._end)
        return np.where(counts == 0, days, reached)

    def push(self, mass: Mass, duration: Duration, limit: int) -> Mass:
        """Return the mass after a duration in counted days, as far as day ``limit``."""
        stay = mass.scaled(duration.probability(0)).until(limit)
        if duration.last == 0 or not mass.values.size:
            return stay
        return added((stay, self._push_counted(mass, duration, limit)))

    def _push_counted(self, mass: Mass, duration: Duration, limit: int) -> Mass:
        numbers = self.numbers[mass.first - self.first : mass.last + 1 - self.first]
        counted, _, _ = duration.between(1, None)
        share = 1.0 - duration.probability(0)
        moved = Mass.placed(numbers, mass.values).later_by(counted, len(self.days))
        if not moved.values.size:
            return moved
        targets = self.days[moved.first - 1 : moved.last]
        return moved.placed(targets, moved.values).scaled(share).until(limit)

    @property
    def _end(self) -> int:
        return self.first + len(self.numbers)
