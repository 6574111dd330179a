"""``withdrawal when``: the date, the reasons and what could change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsJson,
    AsPlot,
    CatalogueDirectory,
    Flat,
    More,
    draw,
    emit,
    opened_catalogue,
    write_file,
)
from withdrawal.inquiries.exits import When
from withdrawal.inquiries.inquiry import named
from withdrawal.output.telling import answer_report

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.output.pictures.drawing import Drawing

__all__ = ["when"]


def when(
    asked: Annotated[When, Flat],
    *more: More,
    catalogue: CatalogueDirectory = None,
    ics: Annotated[Path | None, Parameter(help="Write the date to a calendar file.")] = None,
    stages: Annotated[
        bool, Parameter(help="With --ics: enter the notice and each recorded step too.")
    ] = False,
    plot: AsPlot = None,
    json: AsJson = False,
) -> int:
    """Tell when a State's exit from a treaty takes effect, and why."""
    source = opened_catalogue(catalogue)
    answer = named(asked, more, source).answer(source)
    if ics is not None:
        from withdrawal.output.ics import answer_calendar

        write_file(ics, answer_calendar(answer, stages=stages).encode())
    if plot is not None:
        draw(plot, _drawn(answer, asked.conflict))
    return emit(answer.to_json(), answer_report(answer), as_json=json, headed=True)


def _drawn(answer: Answer, conflict: tuple[str, ...]) -> Drawing:
    from withdrawal.dates import parse_interval
    from withdrawal.output.pictures.timeline import timeline
    from withdrawal.output.pictures.timeline_layout import draw_timeline

    supposed = [parse_interval(each) for each in conflict] if conflict else None
    return draw_timeline(timeline(answer, conflicts=supposed))
