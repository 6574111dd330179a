"""``withdrawal when``: the date, the reasons and what could change it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from withdrawal.case.answering.when import when as answer_when
from withdrawal.cli.options import (
    AsJson,
    AsOf,
    AsPlot,
    CatalogueDirectory,
    Conflict,
    Country,
    Event,
    FirstAct,
    Follows,
    InForce,
    More,
    NamedDate,
    Repatriated,
    TreatyName,
    draw,
    emit,
    opened_catalogue,
    state_and_treaty,
    write_file,
)
from withdrawal.errors import CircumstanceError
from withdrawal.output.text import answer_text

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.output.drawing import Drawing

__all__ = ["when"]


def when(
    country: Country,
    treaty: TreatyName | None = None,
    /,
    *more: More,
    received: Annotated[str | None, Parameter(help="The day the notice was received.")] = None,
    notice: Annotated[
        str | None, Parameter(help="An earlier notice on record, by year or day.")
    ] = None,
    approved: Annotated[str | None, Parameter(help="The day parliament approved.")] = None,
    as_of: AsOf = None,
    conflict: Conflict = None,
    named_date: NamedDate = None,
    agreed_date: Annotated[str | None, Parameter(help="A day of effect set by agreement.")] = None,
    extended_to: Annotated[
        str | None, Parameter(help="The end of a period prolonged by agreement.")
    ] = None,
    in_force_for_party: InForce = None,
    way_out: Annotated[str | None, Parameter(help="Another way out, by its id.")] = None,
    route: Annotated[str | None, Parameter(show=False)] = None,
    event: Event = None,
    first_act: FirstAct = None,
    follows: Follows = None,
    repatriated: Repatriated = None,
    period: Annotated[
        str | None, Parameter(help="A clause of your own instead of a treaty: P6M, P90D ...")
    ] = None,
    then: Annotated[
        str, Parameter(help="Where it lands: that-day, first-day-of-next-month, end-of-year ...")
    ] = "that-day",
    counting: Annotated[
        str, Parameter(help="How months are counted: corresponding-day or day-after.")
    ] = "corresponding-day",
    catalogue: CatalogueDirectory = None,
    ics: Annotated[Path | None, Parameter(help="Write the date to a calendar file.")] = None,
    stages: Annotated[
        bool,
        Parameter(negative="", help="With --ics: enter the notice and each recorded step too."),
    ] = False,
    plot: AsPlot = None,
    json: AsJson = False,
) -> int:
    """Tell when a State's exit from a treaty takes effect, and why.

    Example: `withdrawal when lithuania ottawa`
    """
    way_out = _way_out(way_out, route)
    source = opened_catalogue(catalogue)
    if treaty is not None:
        country, treaty = state_and_treaty(country, treaty, more, source)
    answer = answer_when(
        country,
        treaty,
        received=received,
        notice=notice,
        approved=approved,
        as_of=as_of,
        conflict=conflict or None,
        named_date=named_date,
        agreed_date=agreed_date,
        extended_to=extended_to,
        in_force_for_party=in_force_for_party,
        way_out=way_out,
        period=period,
        then=then,
        counting=counting,
        catalogue=source,
        event=event,
        first_act=first_act,
        follows=follows,
        repatriated=repatriated,
    )
    if ics is not None:
        from withdrawal.output.ics import answer_calendar

        write_file(ics, answer_calendar(answer, stages=stages).encode())
    if plot is not None:
        draw(plot, _drawn(answer, conflict))
    return emit(answer.to_json(), answer_text(answer), as_json=json, headed=True)


def _way_out(now: str | None, before: str | None) -> str | None:
    """Return the way out by the option's name of version 1, where that is used, and say so.

    Raises:
        CircumstanceError: it is given by both names.
    """
    if before is None:
        return now
    print(
        "--route is called --way-out now: the old name goes with the next version.", file=sys.stderr
    )
    if now is not None:
        raise CircumstanceError("--way-out and --route are both given: expected --way-out alone.")
    return before


def _drawn(answer: Answer, conflict: list[str] | None) -> Drawing:
    from withdrawal.dates import parse_interval
    from withdrawal.output.timeline import timeline
    from withdrawal.output.timeline_layout import draw_timeline

    supposed = [parse_interval(each) for each in conflict] if conflict else None
    return draw_timeline(timeline(answer, conflicts=supposed))
