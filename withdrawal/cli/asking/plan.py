"""``withdrawal plan``: the latest day for each step, backwards from the day a State wants out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    PAPER,
    AsPlot,
    CatalogueDirectory,
    Flat,
    More,
    Paper,
    draw,
    opened_catalogue,
    write_file,
)
from withdrawal.inquiries.exits import Plan
from withdrawal.inquiries.inquiry import named
from withdrawal.output.planning import plan_report

__all__ = ["plan"]


def plan(
    asked: Annotated[Plan, Flat],
    *more: More,
    catalogue: CatalogueDirectory = None,
    ics: Annotated[Path | None, Parameter(help="Write the days to a calendar file.")] = None,
    plot: AsPlot = None,
    paper: Paper = PAPER,
) -> int:
    """Tell the latest day of each step, to be out by a day; or with --from, how soon that is."""
    source = opened_catalogue(catalogue)
    made = named(asked, more, source).answer(source)
    if ics is not None:
        from withdrawal.output.ics import plan_calendar

        write_file(ics, plan_calendar(made).encode())
    if plot is not None:
        from withdrawal.output.pictures.timeline import plan_timeline
        from withdrawal.output.pictures.timeline_layout import draw_timeline

        draw(plot, draw_timeline(plan_timeline(made)))
    stem = f"{made.party}-{made.treaty}-plan"
    return paper.put(made.to_json(), plan_report(made), stem)
