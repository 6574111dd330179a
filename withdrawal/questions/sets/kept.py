"""What a list is kept to: the States of a group."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from withdrawal import overlay
from withdrawal.languages.names import AMONG, Named, members_beside
from withdrawal.languages.words import typed
from withdrawal.law.groups import groups

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties
    from withdrawal.questions.intents import Understood
    from withdrawal.questions.taking_apart import Reading

__all__ = ["among_of", "is_among", "members", "roll_on"]


def among_of(reading: Reading) -> tuple[str | None, str]:
    """Return the group that a list is kept to, with the words that name it.

    Raises:
        QuestionError: several are named.
    """
    named = [each for each in reading.names if each.kind == AMONG]
    if not named:
        return None, ""
    if len(named) > 1:
        raise reading.refusal("not_read", _typed(named[-1], reading))
    return str(named[0].values[0]), _typed(named[0], reading)


def _typed(among: Named, reading: Reading) -> str:
    """Return the words of a group as they were typed, with the word for States beside them."""
    places = (*among.places, *members_beside(among, reading.words, reading.lex))
    return typed(reading.words[min(places) : max(places) + 1]).strip()


def is_among(understood: Understood, state: str) -> bool:
    """Return whether a State is one of those that a list is kept to."""
    if state in understood.but:
        return False
    return understood.among is None or state in members(understood.among, understood.as_of)


def members(among: str, on: date) -> Collection[str]:
    """Return the members of a group on a day."""
    group = groups()[among]
    if group.treaty is None:
        return group.members
    return {each.party for each in roll_on(group.treaty, on, on, overlay.stamp()).of("party")}


@lru_cache(maxsize=128)
def roll_on(treaty: str, day: date, as_of: date, _: overlay.Stamp) -> Parties:
    """Return the roll of a treaty on a day, as known on another."""
    from withdrawal.case.roll import parties

    return parties(treaty, on=day, as_of=as_of)
