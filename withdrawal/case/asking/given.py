"""The days that the rarer shapes of a clause need, given by the asker or on record: in one place.

They are the same at every door: the day of an event that opens the right, of the first of two
acts, of the notice that this one follows, and of the end of repatriation.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from withdrawal.dates import PartialDate, parse_day
from withdrawal.errors import CircumstanceError, DateFormatError
from withdrawal.law.clause.openings import FirstAct, OnlyIf
from withdrawal.law.clause.operators import ConflictProviso
from withdrawal.law.clause.others import Followers
from withdrawal.law.countries import resolve_country
from withdrawal.record.history import history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from withdrawal.case.asking.question import Question
    from withdrawal.law.clause.operators import Operator
    from withdrawal.record.history import Withdrawal

__all__ = ["SHAPE_DAYS", "ShapeFacts", "days_in_use", "followed", "shape_days", "unused_days"]


class ShapeFacts(TypedDict, total=False):
    """What may be said for a clause of a rarer shape, at every door.

    Attributes:
        event: the day on which what opens the right to leave happened.
        first_act: the day of the first act, where leaving takes two.
        follows: the first leaver whose notice this one follows: a State, or that notice's day.
        repatriated: the day on which release and repatriation were over.
    """

    event: date | str | None
    first_act: date | str | None
    follows: date | str | None
    repatriated: date | str | None


SHAPE_DAYS = ("event", "first_act", "leader", "leader_effect", "repatriated")
"""The same as attributes of `Question` and `Circumstances`."""


def shape_days(more: Mapping[str, object], treaty: str, by: date) -> dict[str, date | None]:
    """Return the days that some `ShapeFacts` stand for, by their names in `SHAPE_DAYS`.

    Args:
        more: the facts.
        treaty: the id of the treaty whose record names the first leaver's notice.
        by: the last day on which that notice may have been given.

    Raises:
        TypeError: there is a word among them that is none of theirs.
        WithdrawalError: one is no day; or no notice of the first leaver is on record.
    """
    for name in more:
        if name not in ShapeFacts.__annotations__:
            raise TypeError(f"unexpected keyword argument {name!r}")
    days = {name: _day(more.get(name)) for name in ("event", "first_act", "repatriated")}
    return {**days, **followed(more.get("follows"), treaty, by)}


def _day(value: object) -> date | None:
    return None if value is None else parse_day(value)  # type: ignore[arg-type]


def followed(value: object, treaty: str, by: date) -> dict[str, date | None]:
    """Return the day of the notice that is followed, and its day of effect where on record.

    Args:
        value: a State, or the day, month or year of its notice, of which the last day counts.
        treaty: the treaty's id.
        by: the last day on which it may have been given.

    Raises:
        UnknownCountryError: neither a day nor a State.
        CircumstanceError: no notice of that State is on record by the day.
    """
    if value is None or isinstance(value, date):
        return {"leader": _day(value), "leader_effect": None}
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


def days_in_use(question: Question, chosen: Withdrawal | None) -> dict[str, date | None]:
    """Return the days for the clause: what the asker gives, else what the record tells."""
    days: dict[str, date | None] = {name: getattr(question, name) for name in SHAPE_DAYS}
    if days["leader"] is None and chosen is not None and chosen.given is not None:
        days.update(followed(chosen.follows, question.treaty.id, chosen.given))
    return days


_USED_BY: dict[str, tuple[type[Operator], str]] = {
    "event": (OnlyIf, "the day of an event"),
    "first_act": (FirstAct, "the day of a first act"),
    "leader": (Followers, "the notice of another party"),
}


def unused_days(question: Question, pipeline: tuple[Operator, ...]) -> list[str]:
    """Return which of the days given the clause has no use for, each in words."""
    found = []
    for name, (kind, words) in _USED_BY.items():
        day = getattr(question, name)
        if day is not None and not any(isinstance(each, kind) for each in pipeline):
            found.append(f"Not used: {words}, {day}. The clause does not provide for one.")
    waits = any(isinstance(each, ConflictProviso) and each.also for each in pipeline)
    if question.repatriated is not None and not waits:
        day = question.repatriated
        found.append(f"Not used: the end of repatriation, {day}. The clause does not wait for it.")
    return found
