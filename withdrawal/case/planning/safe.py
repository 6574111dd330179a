"""What is in time on every reading of a clause, and not only on the one that is followed here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from withdrawal.errors import DateRangeError

if TYPE_CHECKING:
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.clause.clause import Clause

__all__ = ["effect_on_every_reading", "safe_notice"]

_TRIES = 64
_DAY = timedelta(days=1)


def effect_on_every_reading(clause: Clause, notice: date, facts: Circumstances) -> date | None:
    """Return the day by which a notice has taken effect on every reading; None where one has none.

    Args:
        clause: the clause.
        notice: the day that starts the clock.
        facts: the circumstances.
    """
    try:
        usual = clause.effect(notice, facts)
        others = (*clause.readings(notice, facts), *clause.rivals(notice, facts))
    except DateRangeError:
        return None
    days = [usual, *(each.effect for each in others)]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def safe_notice(
    clause: Clause, out_by: date, facts: Circumstances, *, not_before: date
) -> date | None:
    """Return the last day for a notice that is in time on every reading.

    Args:
        clause: the clause.
        out_by: the day on which the State wants to be out.
        facts: the circumstances.
        not_before: the first day that comes into question.

    Returns:
        None where no notice from ``not_before`` on is in time on all of them.
    """
    target, too_late = out_by, None
    for _ in range(_TRIES):
        day = clause.latest_notice(target, facts, not_before=not_before)
        if day is None:
            return None
        end = effect_on_every_reading(clause, day, facts)
        if end is None:
            return None
        if end <= out_by:
            return _latest(clause, out_by, facts, day, too_late or day + _DAY)
        too_late, target = day, target - (end - out_by)
    return None


def _latest(clause: Clause, out_by: date, facts: Circumstances, safe: date, too_late: date) -> date:
    """Return the last safe day before one that is too late, by halving the days between."""
    while (too_late - safe).days > 1:
        middle = safe + (too_late - safe) // 2
        end = effect_on_every_reading(clause, middle, facts)
        safe, too_late = (middle, too_late) if end and end <= out_by else (safe, middle)
    return safe
