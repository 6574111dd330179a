"""Whose sitting days, holidays and working days a plan uses, or that none is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from withdrawal.case.wording.sentence import state_with_article
from withdrawal.dates import DAY
from withdrawal.errors import AmbiguousNameError, UnknownCountryError
from withdrawal.law.countries import resolve_country
from withdrawal.law.procedures.library import procedure as procedure_of
from withdrawal.law.procedures.procedure import Procedure
from withdrawal.law.procedures.stages import Stage
from withdrawal.law.treaties.offices import Office, offices
from withdrawal.law.treaties.treaty import Treaty

_PACE = (
    "The usual pace is that of past cases of the same kinds of step, in any State: half of them "
    "took at most so long; the cautious one is what nine in ten kept. The days of the notice are "
    "those from the last approval to its receipt, so they count its transmission and its deposit."
)


def office_day(day: date, treaty: Treaty, *, is_later: bool = False) -> date:
    """Return the last day on or before a day on which a treaty's depositary is open.

    Without a list of its holidays on record, from Monday to Friday.

    Args:
        is_later: whether the first such day on or after it is asked for instead.
    """
    while not _is_open(day, treaty):
        day += DAY if is_later else -DAY
    return day


def _is_open(day: date, treaty: Treaty) -> bool:
    return day.weekday() < 5 and all(each.is_open(day) for each in _offices(treaty))


def _offices(treaty: Treaty) -> tuple[Office, ...]:
    """Return the offices of a treaty's depositaries, as far as their holidays are on record."""
    return tuple(found for each in treaty.depositaries if (found := _office(each)) is not None)


@cache
def _office(depositary: str) -> Office | None:
    """Return the office of a depositary; of a State, with the holidays of its procedure's file."""
    known = offices().get(depositary)
    if known is not None:
        return known
    try:
        state = resolve_country(depositary)
    except (UnknownCountryError, AmbiguousNameError):
        return None
    found = procedure_of(state.id).sessions
    if found is None or not found.holidays:
        return None
    return Office(depositary, found.holidays, found.source, found.confidence)


def calendars(
    procedure: Procedure,
    stages: Iterable[Stage],
    treaty: Treaty,
    *,
    state: str,
    deposit_by: date | None = None,
    receipts: Iterable[date] = (),
) -> tuple[str, ...]:
    """Return the calendars that a plan uses, and those it lacks, a sentence each.

    Args:
        deposit_by: the day by which the notice is to be handed over, where there is one.
        receipts: the first possible days of receipt, in a plan forwards.
    """
    days = [*dict.fromkeys(receipts)]
    closed = [each for each in days if not _is_open(each, treaty)]
    year = min((deposit_by, *days) if deposit_by else days, default=date.today()).year
    return (
        *_sittings(procedure, [each for each in stages if each.on_sitting_day]),
        _holidays(procedure, state_with_article(state)),
        *_depositary(treaty, year, deposit_by),
        *(office_closed(each, office_day(each, treaty, is_later=True)) for each in closed),
        _PACE,
    )


def office_closed(day: date, opened: date | None) -> str:
    """Return that the depositary's office is closed on a day, and when it is open again."""
    return (
        f"The depositary's office is closed on {day}; the next day on which it is open is {opened}."
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
            "Public holidays: none of the State are on record; where the law counts working days, "
            "weekends alone are left out."
        )
    days = ", ".join(each.in_words for each in found)
    return f"Public holidays of {state} that are left out: {days}."


def _depositary(treaty: Treaty, year: int, deposit_by: date | None) -> Iterator[str]:
    """Yield the working days of each depositary, and by when to hand the notice over."""
    known = _offices(treaty)
    for each in known:
        where = f"; {each.place}" if each.place else ""
        note = f" {each.note}" if each.note else ""
        yield (
            f"Working days of the depositary ({each.depositary}{where}): Monday to Friday, without "
            f"{', '.join(map(str, each.closed_in(year)))} ({each.source.rstrip('.')}; "
            f"{each.confidence}).{note}"
        )
    keepers = f" ({', '.join(treaty.depositaries)})" if treaty.depositaries else ""
    unknown = f"Working days of the depositary{keepers}: its holidays and hours are not on record"
    if deposit_by is None:
        yield from () if known else (f"{unknown}.",)
    elif known:
        yield f"Hand the notice over by {deposit_by}."
    else:
        yield (
            f"{unknown}; Monday to Friday are taken for them, so hand the notice over by "
            f"{deposit_by}."
        )
