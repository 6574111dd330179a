"""Which rules there are to prove: every clause and way out, in each circumstance once.

Treaties whose clause and anchor days are the same share one rule: it is asked once and counts for
each of them. Articles and conditions in words make no difference to a day, so they are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from withdrawal.dates import Interval
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.landings import AtEvent
from withdrawal.law.clause.moves import Consent, Followers, LaterDate, Prolongation
from withdrawal.law.clause.openings import FirstAct, OnlyIf
from withdrawal.law.clause.operators import ConflictProviso, Operator
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty

OWN_DAY = date(1950, 3, 31)
"""Stands for a State's own anchor days: a month end, so that terms meet short months."""

OWN_ANCHORS = (
    "in-force-for-party",
    "consent-of-party",
    "obligations-assumed",
    "end-of-transitional-period",
)

PAST = Interval(date(1990, 3, 31), date(1999, 2, 28))
OVERLAPPING = Interval(date(1998, 12, 31), date(2004, 2, 29))
LASTING = Interval(date(2030, 1, 31), None)

MORE: dict[type[Operator], tuple[tuple[str, dict[str, Any]], ...]] = {
    OnlyIf: (("the event has a day", {"event": date(1992, 2, 29)}),),
    FirstAct: (("the first act has a day", {"first_act": date(1992, 2, 29)}),),
    Followers: (
        ("a notice to follow", {"leader": date(1979, 6, 30)}),
        ("a notice of a month end to follow", {"leader": date(2027, 12, 31)}),
        (
            "a follower to follow",
            {"leader": date(2027, 8, 31), "leader_effect": date(2027, 12, 31)},
        ),
    ),
    Consent: (("consent from a day", {"agreed_date": date(2028, 2, 29)}),),
    ConflictProviso: (
        ("a conflict", {"conflicts": (PAST,)}),
        ("two conflicts and one that lasts", {"conflicts": (LASTING, PAST, OVERLAPPING)}),
        (
            "a conflict and repatriation after it",
            {"conflicts": (PAST,), "repatriated": date(2001, 8, 31)},
        ),
    ),
    LaterDate: (("a named day", {"named_date": date(2028, 2, 29)}),),
    Prolongation: (
        ("an agreed day", {"agreed_date": date(2028, 2, 29)}),
        ("a prolonged period", {"extended_to": date(2030, 8, 31)}),
        (
            "an agreed day in a prolonged period",
            {"agreed_date": date(2029, 1, 31), "extended_to": date(2030, 8, 31)},
        ),
    ),
    AtEvent: (("the event has a day", {"agreed_date": date(2028, 2, 29)}),),
}
"""The circumstances besides anchor days that an operator looks at, as examples."""


@frozen
class Rule:
    """A clause in one setting of circumstances.

    Attributes:
        name: the first treaty that has it, its way out and the circumstances.
        clause: the clause, with that way as its only pipeline.
        facts: the circumstances.
        treaties: every treaty that has it.
    """

    name: str
    clause: Clause
    facts: Circumstances
    treaties: list[str] = field(factory=list, eq=False)


def every_treaty() -> list[Treaty]:
    """Return the treaties of the catalogue."""
    return [catalogue().treaty(key) for key in catalogue()]


def every_rule(treaties: list[Treaty]) -> list[Rule]:
    """Return the different rules of some treaties, in the order of the catalogue."""
    found: dict[object, Rule] = {}
    for treaty in treaties:
        for way, operators in ways_of(treaty):
            clause = bare(treaty.clause, operators)
            for said, facts in settings_of(treaty, operators):
                key = (clause, tuple(sorted(facts.anchors.items())), evolve(facts, anchors={}))
                rule = Rule(", ".join(filter(None, (treaty.id, way, said))), clause, facts)
                found.setdefault(key, rule).treaties.append(treaty.id)
    return list(found.values())


def ways_of(treaty: Treaty) -> Iterator[tuple[str, tuple[Operator, ...]]]:
    """Yield the name and pipeline of the clause, and of each way out; empty where none."""
    yield "", treaty.clause.operators
    for each in treaty.clause.alternatives:
        if each.operators:
            yield f"way out {each.id}", each.operators
    for rival in treaty.clause.shapes.rivals:
        yield f"reading {rival.id}", rival.operators
    for number, split in enumerate(treaty.clause.shapes.splits, 1):
        if split.operators:
            yield f"split {number}", split.operators


def bare(clause: Clause, operators: tuple[Operator, ...]) -> Clause:
    """Return a clause of some operators, without what makes no difference to a day."""
    plain = tuple(evolve(each, article=None) for each in operators)
    return Clause(operators=plain, is_counting_settled=clause.is_counting_settled)


def settings_of(
    treaty: Treaty, operators: tuple[Operator, ...]
) -> Iterator[tuple[str, Circumstances]]:
    """Yield the circumstances in which to ask, with words for the unusual ones."""
    named = {getattr(each, "anchor", None) for each in operators}
    known = dict.fromkeys(OWN_ANCHORS, OWN_DAY)
    complete = relevant(treaty.facts(Circumstances(anchors=known)), named)
    yield "", complete
    if named & set(OWN_ANCHORS):
        yield "own days unknown", relevant(treaty.facts(), named)
    for each in operators:
        for said, more in MORE.get(type(each), ()):
            yield said, evolve(complete, **more)


def relevant(facts: Circumstances, named: set[str | None]) -> Circumstances:
    """Return circumstances with the anchors that the operators name, and no others."""
    return evolve(facts, anchors={key: day for key, day in facts.anchors.items() if key in named})
