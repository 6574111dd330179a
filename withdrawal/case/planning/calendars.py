"""Whose sitting days, holidays and working days a plan uses, or that none is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from withdrawal.case.wording.sentence import state_with_article
from withdrawal.dates import long_date

if TYPE_CHECKING:
    from withdrawal.law.procedures.procedure import Procedure
    from withdrawal.law.procedures.stages import Stage
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["calendars", "office_day"]

_DAY = timedelta(days=1)
_PACE = (
    "The usual pace is that of past cases of the same kinds of step, in any State: half of them "
    "took at most so long; the cautious one is what nine in ten kept. The days of the notice are "
    "those from the last approval to its receipt, so they count its transmission and its deposit."
)


def office_day(day: date) -> date:
    """Return the last day from Monday to Friday on or before a day."""
    while day.weekday() > 4:
        day -= _DAY
    return day


def calendars(
    procedure: Procedure,
    stages: Iterable[Stage],
    treaty: Treaty,
    *,
    state: str,
    deposit_by: date | None = None,
) -> tuple[str, ...]:
    """Return the calendars that a plan uses, and those it lacks, a sentence each.

    Args:
        procedure: the State's procedure.
        stages: the stages that are planned.
        treaty: the treaty to be left.
        state: the State's usual name.
        deposit_by: the day by which the notice is to be handed over, where there is one.
    """
    return (
        *_sittings(procedure, [each for each in stages if each.on_sitting_day]),
        _holidays(procedure, state_with_article(state)),
        _depositary(treaty, deposit_by),
        _PACE,
    )


def _sittings(procedure: Procedure, votes: list[Stage]) -> Iterator[str]:
    if not votes:
        return
    found = procedure.sessions
    body = procedure.parliament.name if procedure.parliament else votes[0].actor
    if found is None:
        yield (
            f"Sitting days: no calendar of the {body} is on record, so its steps are put on any "
            "day; ask it for its sittings."
        )
    else:
        where = f" ({found.source.rstrip('.')}; {found.confidence})" if found.source else ""
        yield f"Sitting days: the ordinary sittings of the {body} by the calendar on record{where}."


def _holidays(procedure: Procedure, state: str) -> str:
    found = procedure.sessions.holidays if procedure.sessions else ()
    if not found:
        return (
            f"Public holidays: none of {state} are on record; where the law counts working days, "
            "weekends alone are left out."
        )
    return f"Public holidays of {state} that are left out: {', '.join(map(str, found))}."


def _depositary(treaty: Treaty, deposit_by: date | None) -> str:
    told = (
        f"Working days of the depositary{f', {treaty.depositary}' if treaty.depositary else ''}: "
    )
    told += "its holidays and hours are not on record"
    if deposit_by is None:
        return f"{told}."
    day = f"{deposit_by:%A} {long_date(deposit_by)}"
    return f"{told}; Monday to Friday are taken for them, so hand the notice over by {day}."
