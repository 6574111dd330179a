"""Which days given by the asker the clause has no use for, told so that none is lost unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from withdrawal.case.asking.matter import Matter

__all__ = ["unused"]

_USED_BY = (
    ("named_date", "named-date", "the day that the notice names"),
    ("agreed_date", "by-agreement", "the day agreed on"),
    ("extended_to", "by-agreement", "the prolonged end"),
    ("event", "only-if", "the day of an event"),
    ("first_act", "first-act", "the day of a first act"),
    ("leader", "followers", "the notice of another party"),
)
"""A circumstance, the rule that uses it, and what it is in words."""


def unused(matter: Matter) -> tuple[str, ...]:
    """Return which circumstances given the clause has no use for, each in words."""
    given = matter.question.given
    rules = {each.rule for each in matter.clause.pipeline(matter.facts)}
    days = ((getattr(given, name), rule, words) for name, rule, words in _USED_BY)
    found = tuple(
        f"Not used: {words}, {day}. The clause does not provide for one."
        for day, rule, words in days
        if day is not None and rule not in rules
    )
    proviso = matter.clause.proviso(matter.facts)
    if given.repatriated is None or (proviso is not None and proviso.also):
        return found
    last = f"Not used: the end of repatriation, {given.repatriated}. The clause does not wait"
    return (*found, f"{last} for it.")
