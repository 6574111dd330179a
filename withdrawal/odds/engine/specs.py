"""A duration given as data, in TOML or JSON.

    fixed = 10
    uniform = [3, 14]
    lognormal = { median = 30, p90 = 90 }
    empirical = [3, 5, 5, 9]                     # or { "3" = 0.2, "5" = 0.8 }
    mixture = [{ weight = 0.8, fixed = 10 }, { weight = 0.2, uniform = [20, 40] }]

A specification holds data and nothing else; an unknown key is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from withdrawal.errors import DateRangeError, ScenarioError, near_misses
from withdrawal.odds.engine.durations import MOST, Duration

__all__ = ["duration_from"]


def duration_from(spec: object, *, where: str = "duration") -> Duration:
    """Return the duration that a specification stands for.

    Args:
        spec: a table with exactly one of the keys above.
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
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= MOST:
        raise ScenarioError(f"{where}: {value!r}: expected a number up to {MOST:,.0f}.")
    return float(value)
