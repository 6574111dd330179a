"""The circumstances that an asker gives: whole, or one by one under a name, at every door alike.

Here alone texts become `Circumstances`, and here alone it is said which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypedDict, TypeVar, cast

from attrs import evolve, fields

from withdrawal.dates import Interval, PartialDate, parse_day, parse_interval
from withdrawal.errors import CircumstanceError, DateFormatError, WithdrawalError
from withdrawal.law.circumstances import IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.law.countries import resolve_country
from withdrawal.record.history import history

Day = date | str
Spans = str | Interval | Iterable[str | Interval]
_Given = TypeVar("_Given")
_Read = TypeVar("_Read")


class Supposed(TypedDict, total=False):
    """The circumstances that an asker may suppose, by name.

    Attributes: as those of `Circumstances`, and

        conflict: armed conflicts, ``START/END`` or ``START/..``; none at all where it is empty.
        follows: the first leaver whose notice this one follows: a State, or that notice's day.
    """

    conflict: Spans | None
    named_date: Day | None
    agreed_date: Day | None
    extended_to: Day | None
    in_force_for_party: Day | None
    way_out: str | None
    event: Day | None
    first_act: Day | None
    follows: Day | None
    repatriated: Day | None


class Given(Supposed, total=False):
    """The circumstances, as keyword arguments of whatever takes them.

    Attributes:
        given: all of them at once; what stands beside it counts before it.
    """

    given: Circumstances | None


CIRCUMSTANCES = tuple(Supposed.__annotations__)
"""What an asker may suppose, by name."""

_DAYS = ("named_date", "agreed_date", "extended_to", "event", "first_act", "repatriated")


def circumstances(
    given: Given, treaty: str, by: date = date.max
) -> tuple[Circumstances, frozenset[str]]:
    """Return the circumstances given, and the names of those that are.

    Args:
        treaty: the id of the treaty whose record names the first leaver's notice.
        by: the last day on which that notice may have been given.

    Raises:
        TypeError: there is a word among them that is none of theirs.
        WithdrawalError: one makes no sense; the message begins with its name.
    """
    if not given:
        return _NOTHING, frozenset()
    whole = given.get("given") or _NOTHING
    supposed = {each.name for each in fields(Circumstances) if getattr(whole, each.name)}
    said = {name: value for name, value in given.items() if value is not None and name != "given"}
    if not said:
        return whole, frozenset(supposed)
    for name in said.keys() - set(CIRCUMSTANCES):
        raise TypeError(f"unexpected keyword argument {name!r}")
    made: dict[str, Any] = {
        name: read_day(cast("Day", said[name]), name) for name in _DAYS if name in said
    }
    if "conflict" in said:
        made["conflicts"] = named("conflict", _spans, cast("Spans", said["conflict"]))
    if "in_force_for_party" in said:
        since = read_day(cast("Day", said["in_force_for_party"]), "in_force_for_party")
        made["anchors"] = {**whole.anchors, IN_FORCE_FOR_PARTY: since}
    if "way_out" in said:
        made["way_out"] = said["way_out"]
    if "follows" in said:
        made.update(followed(said["follows"], treaty, by))
    return evolve(whole, **made), frozenset(supposed | made.keys())


_NOTHING = Circumstances()


def followed(value: object, treaty: str, by: date) -> dict[str, date | None]:
    """Return the day of the notice that is followed, and its day of effect where on record.

    Args:
        value: a State, or the day, month or year of its notice, of which the last day counts.
        by: the last day on which it may have been given.

    Raises:
        UnknownCountryError: neither a day nor a State.
        CircumstanceError: no notice of that State is on record by the day.
    """
    if value is None or isinstance(value, date):
        return {"leader": value and parse_day(value), "leader_effect": None}
    try:
        return {"leader": PartialDate.parse(str(value)).latest, "leader_effect": None}
    except DateFormatError:
        leader = resolve_country(str(value))
    given = [row for row in history(treaty, leader.id) if row.given and row.given <= by]
    if not given:
        raise CircumstanceError(
            f"No notice of {leader.name} to leave the treaty is on record by {by}: expected a "
            "State whose notice is, or the day of its notice."
        )
    return {"leader": given[-1].given, "leader_effect": given[-1].effect}


def named(name: str, parse: Callable[[_Given], _Read], value: _Given) -> _Read:
    """Return what a value is read as; a WithdrawalError begins with the name it is given under."""
    try:
        return parse(value)
    except WithdrawalError as error:
        error.message = f"{name}: {error.message}"
        error.args = (error.message,)
        raise


def read_day(value: Day, name: str) -> date:
    """Return the day that a value given under a name stands for."""
    return named(name, parse_day, value)


def _spans(value: Spans) -> tuple[Interval, ...]:
    if isinstance(value, Interval):
        return (value,)
    given = value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)
    spans = (each if isinstance(each, Interval) else parse_interval(each) for each in given)
    return tuple(sorted(spans, key=lambda span: span.start))
