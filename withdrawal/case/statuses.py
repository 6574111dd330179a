"""What each status of an answer means for whoever reads or writes one: one row a status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from withdrawal.values import frozen


@frozen
class Row:
    """What follows from a status.

    Attributes:
        reached: what a case has reached once notice was given, where notice makes a difference.
        following: what comes next then.
        binds: whether the treaty may bind the State.
        is_of_treaty: whether it tells of the treaty, whoever is a party.
        has_way: whether there is a way to leave, with stages ahead of it.
        owes_stages: whether the stages still ahead are owed.
        is_running: whether a clock runs, so that recipients may still have to be told.
        is_by_notice: whether a notice has had, or failed to have, its effect.
        is_by_list: whether a list of parties tells what it rests on.
        takes_a_party: whether its sentence takes for granted that the State is a party.
        tells_beside: whether what the clause says beside the day is told.
        ends_for_all: whether a notice, by a clause that says so, ends the treaty for all.
        names_other_ways: whether the other ways out are told, and which days were not used.
        names_conditions: whether further conditions of the clause are told.
    """

    reached: str | None = "notified"
    following: str | None = None
    binds: bool = True
    is_of_treaty: bool = False
    has_way: bool = True
    owes_stages: bool = True
    is_running: bool = False
    is_by_notice: bool = False
    is_by_list: bool = False
    takes_a_party: bool = True
    tells_beside: bool = False
    ends_for_all: bool = False
    names_other_ways: bool = False
    names_conditions: bool = False


_EFFECT: dict[str, Any] = {
    **dict.fromkeys(("is_by_notice", "tells_beside", "ends_for_all", "names_conditions"), True)
}
"""Of a notice that has its effect, or will have it."""
_RUNNING: dict[str, Any] = {**_EFFECT, "is_running": True, "is_by_list": True}
_BEFORE: dict[str, Any] = {"names_other_ways": True, "names_conditions": True}
"""Of a State that may still give notice."""
_NO_WAY: dict[str, Any] = {"has_way": False, "takes_a_party": False}
_OUT_OF_FORCE: dict[str, Any] = {**_NO_WAY, "binds": False, "is_of_treaty": True}

STATUS: Mapping[str, Row] = {
    "effective": Row("effective", owes_stages=False, names_other_ways=True, **_EFFECT),
    "pending": Row(
        "notified", "the period runs; it ends with effect", names_other_ways=True, **_RUNNING
    ),
    "conditional": Row("notified", "the end of what effect waits for", **_RUNNING),
    "not-notified": Row(is_by_list=True, tells_beside=True, ends_for_all=True, **_BEFORE),
    "announced": Row(is_by_list=True, **_BEFORE),
    "suspended": Row(**_BEFORE),
    "revoked": Row("revoked"),
    "disputed": Row(owes_stages=False),
    "no-effect": Row(is_by_notice=True),
    "no-exit": Row(is_by_list=True, tells_beside=True, **_NO_WAY),
    "not-open": Row(is_by_list=True, tells_beside=True, **_NO_WAY),
    "not-a-party": Row(binds=False, is_by_list=True, **_NO_WAY),
    "ended": Row(**_OUT_OF_FORCE),
    "not-in-force": Row(**_OUT_OF_FORCE),
}
"""Every status of an answer, and what follows from it."""
