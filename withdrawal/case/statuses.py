"""What each status of an answer means for whoever reads or writes one: one row a status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STATUS", "Row"]


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


def _effect(
    reached: str,
    following: str | None = None,
    *,
    is_over: bool = False,
    names_other_ways: bool = True,
) -> Row:
    """Return the row of a notice that has its effect, or will have it."""
    return Row(
        reached,
        following,
        owes_stages=not is_over,
        is_running=not is_over,
        is_by_notice=True,
        is_by_list=not is_over,
        tells_beside=True,
        ends_for_all=True,
        names_other_ways=names_other_ways,
        names_conditions=True,
    )


def _before(*, is_by_list: bool = True, is_plain: bool = False) -> Row:
    """Return the row of a State that may still give notice."""
    return Row(
        is_by_list=is_by_list,
        tells_beside=is_plain,
        ends_for_all=is_plain,
        names_other_ways=True,
        names_conditions=True,
    )


def _nothing_to_leave(*, is_of_treaty: bool) -> Row:
    return Row(
        binds=False,
        has_way=False,
        is_of_treaty=is_of_treaty,
        is_by_list=not is_of_treaty,
        takes_a_party=False,
    )


STATUS: Mapping[str, Row] = {
    "effective": _effect("effective", is_over=True),
    "pending": _effect("notified", "the period runs; it ends with effect"),
    "conditional": _effect("notified", "the end of what effect waits for", names_other_ways=False),
    "not-notified": _before(is_plain=True),
    "announced": _before(),
    "suspended": _before(is_by_list=False),
    "revoked": Row("revoked"),
    "disputed": Row(owes_stages=False),
    "no-effect": Row(is_by_notice=True),
    "no-exit": Row(has_way=False, is_by_list=True, takes_a_party=False, tells_beside=True),
    "not-open": Row(has_way=False, is_by_list=True, takes_a_party=False, tells_beside=True),
    "not-a-party": _nothing_to_leave(is_of_treaty=False),
    "ended": _nothing_to_leave(is_of_treaty=True),
    "not-in-force": _nothing_to_leave(is_of_treaty=True),
}
"""Every status of an answer, and what follows from it."""
