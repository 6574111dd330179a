"""What is in time on every reading of a clause, and not only on the one that is followed here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.answering.reasons import readings
from withdrawal.errors import DateRangeError

if TYPE_CHECKING:
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.clause.clause import Clause

__all__ = ["effect_on_every_reading", "safe_notice"]

_REACH = 40 * 366
"""How many days are looked at: more than the longest term or round of windows of any clause, so
that readings which lead to the next one or the last one are met."""


def effect_on_every_reading(clause: Clause, notice: date, facts: Circumstances) -> date | None:
    """Return the day by which a notice has taken effect on every reading; None where one has none.

    Args:
        clause: the clause.
        notice: the day that starts the clock.
        facts: the circumstances.
    """
    try:
        usual = clause.effect(notice, facts)
        others = readings(clause, facts, notice)
    except DateRangeError:
        return None
    days = [usual, *(each.effect for each in others)]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def safe_notice(
    clause: Clause, out_by: date, facts: Circumstances, *, not_before: date
) -> date | None:
    """Return the last day for a notice that is in time on every reading.

    Day after day, the latest first: gates close on some readings and not on others, so that the
    days in time have gaps.

    Args:
        clause: the clause.
        out_by: the day on which the State wants to be out.
        facts: the circumstances.
        not_before: the first day that comes into question.

    Returns:
        None where no notice from ``not_before`` on is in time on all of them.
    """
    latest = clause.latest_notice(out_by, facts, not_before=not_before)
    if latest is None:
        return None
    first = max(not_before.toordinal(), latest.toordinal() - _REACH)
    days = map(date.fromordinal, range(latest.toordinal(), first - 1, -1))
    ends = ((day, effect_on_every_reading(clause, day, facts)) for day in days)
    return next((day for day, end in ends if end is not None and end <= out_by), None)
