"""Does a clause compute on every day from 1945 to 2100, and does effect move on with notice?"""

from __future__ import annotations

from datetime import date

from attrs import evolve

from withdrawal.dates.table import NOWHERE
from withdrawal.errors import WithdrawalError
from withdrawal.law.circumstances import CONSENT, IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.law.clause.landings import AtEvent, EndOfTerm
from withdrawal.law.clause.moves import Consent
from withdrawal.law.clause.operators import ANCHORS, Operator
from withdrawal.law.treaties.treaty import Treaty

__all__ = ["FIRST", "LAST", "complaint_of_days", "pipelines"]

FIRST, LAST = date(1945, 1, 1), date(2100, 12, 31)

_SAMPLE = date(1950, 3, 31)
"""Stands for a State's own anchor days and for the event that opens a right: a month end."""

_OWN_ANCHORS = (
    IN_FORCE_FOR_PARTY,
    CONSENT,
    "obligations-assumed",
    "end-of-transitional-period",
)
"""Anchor days that belong to a State, or to a treaty's history, and stand in no treaty's file."""


def pipelines(treaty: Treaty) -> dict[str, tuple[Operator, ...]]:
    """Return the clause and the ways out that can be computed, by name."""
    ways = {
        f"way out {each.id}": each.operators
        for each in treaty.clause.alternatives
        if each.operators
    }
    if treaty.clause.exit == "allowed":
        return {"clause": treaty.clause.operators, **ways}
    return ways


def complaint_of_days(operators: tuple[Operator, ...], treaty: Treaty) -> str | None:
    """Return what is wrong with the days of effect of a clause or way out, if anything.

    Args:
        operators: its pipeline.
        treaty: the treaty it belongs to.

    Raises:
        MissingExtraError: numpy is not installed.
    """
    facts = treaty.facts(Circumstances(anchors=dict.fromkeys(_OWN_ANCHORS, _SAMPLE), event=_SAMPLE))
    try:
        unknown = _unknown_anchor(operators, facts)
        if unknown is not None:
            known = ", ".join(ANCHORS)
            return f"counts from {unknown!r}: expected a date, a key of anchors, or one of {known}."
        if any(_waits(operator, facts) for operator in operators):
            return None
        return _complaint(operators, treaty, facts)
    except WithdrawalError as error:
        return error.message


def _unknown_anchor(operators: tuple[Operator, ...], facts: Circumstances) -> str | None:
    anchors = (getattr(operator, "anchor", None) for operator in operators)
    return next(
        (
            each
            for each in anchors
            if each is not None and each not in ANCHORS and facts.anchor(each) is None
        ),
        None,
    )


def _waits(operator: Operator, facts: Circumstances) -> bool:
    """Return whether no day can follow without a fact that is not in the treaty's file."""
    if isinstance(operator, EndOfTerm):
        return facts.anchor(operator.anchor) is None
    return isinstance(operator, AtEvent | Consent)


def _complaint(operators: tuple[Operator, ...], treaty: Treaty, facts: Circumstances) -> str | None:
    clause = evolve(treaty.clause, operators=operators, alternatives=())
    days = clause.table(FIRST, LAST, facts).values
    reached = days[days != NOWHERE]
    if reached.size == 0:
        return f"no notice from {FIRST} to {LAST} takes effect: expected some that do."
    if bool((reached[1:] < reached[:-1]).any()):
        return "a later notice takes effect earlier: expected effect to move on with notice."
    return None
