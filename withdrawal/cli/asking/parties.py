"""``withdrawal parties``: who is a party to a treaty on a day, and what that rests on."""

from __future__ import annotations

from typing import Annotated

from attrs import evolve
from cyclopts import Parameter

from withdrawal.case import roll, roll_over_time
from withdrawal.cli.options import (
    ROWS,
    AsPlot,
    CatalogueDirectory,
    Flat,
    Rows,
    draw,
    opened_catalogue,
)
from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.treaties import Parties, PartiesOverTime
from withdrawal.output.pictures.over_time import draw_over_time
from withdrawal.output.tables.parties import over_time_report, parties_report

__all__ = ["parties"]


def parties(
    asked: Annotated[Parties, Flat],
    *more: Annotated[str, Parameter(name="MORE", help="More words of the treaty's name.")],
    over_time: Annotated[
        bool, Parameter(negative="", help="Tell who joined and who left, and the count, by day.")
    ] = False,
    catalogue: CatalogueDirectory = None,
    plot: AsPlot = None,
    out: Rows = ROWS,
) -> int:
    """List every State on a treaty's list of parties or in the record, and what each is."""
    asked = evolve(asked, treaty=" ".join((asked.treaty, *more)))
    known = opened_catalogue(catalogue)
    if over_time or plot is not None:
        if over_time and asked.on is not None:
            raise CircumstanceError("--on is one day: expected it without --over-time.")
        course = PartiesOverTime(treaty=asked.treaty, as_of=asked.as_of).answer(known)
        if plot is not None:
            draw(plot, draw_over_time(course, asked.on))
        if over_time:
            steps = [each.to_json() for each in course.changes]
            out.write(steps)
            told = over_time_report(course)
            return out.put(course.to_json(), told, roll_over_time.COLUMNS, steps)
    found = asked.answer(known)
    out.write(found)
    rows = (each.to_json() for each in found.rows)
    return out.put(found.to_json(), parties_report(found), roll.COLUMNS, rows)
