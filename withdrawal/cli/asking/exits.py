"""The commands that ask about an exit: its day, odds, plan and papers, or in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import evolve
from cyclopts import Parameter

from withdrawal.cli.options import (
    PAPER,
    AsJson,
    AsPlot,
    CatalogueDirectory,
    Flat,
    More,
    Paper,
    draw,
    opened_catalogue,
    tell,
    write_file,
)
from withdrawal.cli.terminal import progress
from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.ask import Ask
from withdrawal.inquiries.exits import Compare, Forecast, Memo, Notice, Plan, Precedents, When
from withdrawal.inquiries.inquiry import named

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.compare import Comparison
    from withdrawal.output.pictures.drawing import Drawing


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
    asked = named(asked, more, source)
    answer = asked.answer(source)
    if ics is not None:
        from withdrawal.output.following.ics import answer_calendar

        write_file(ics, answer_calendar(answer, stages=stages).encode())
    if plot is not None:
        draw(plot, _drawn(answer, asked.conflict))
    return tell(asked, answer, as_json=json)


def _drawn(answer: Answer, conflict: tuple[str, ...]) -> Drawing:
    from withdrawal.dates import parse_interval
    from withdrawal.output.pictures.timeline import timeline
    from withdrawal.output.pictures.timeline_layout import draw_timeline

    supposed = [parse_interval(each) for each in conflict] if conflict else None
    return draw_timeline(timeline(answer, conflicts=supposed))


def ask(asked: Annotated[Ask, Flat], *, json: AsJson = False) -> int:
    """Answer a plain question, in the language it was asked in."""
    return tell(asked, asked.answer(), as_json=json, headed=False)


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
    asked = named(asked, more, source)
    made = asked.answer(source)
    if ics is not None:
        from withdrawal.output.following.ics import plan_calendar

        write_file(ics, plan_calendar(made).encode())
    if plot is not None:
        from withdrawal.output.pictures.timeline import plan_timeline
        from withdrawal.output.pictures.timeline_layout import draw_timeline

        draw(plot, draw_timeline(plan_timeline(made)))
    return paper.tell(asked, made, f"{made.party}-{made.treaty}-plan")


def compare(
    asked: Annotated[Compare, Flat],
    *,
    catalogue: CatalogueDirectory = None,
    plot: AsPlot = None,
    json: AsJson = False,
) -> int:
    """Set several States side by side: stage, what is left, earliest date, legal bottleneck."""
    made = asked.answer(opened_catalogue(catalogue))
    if plot is not None:
        draw(plot, _stacked(made))
    return tell(asked, made, as_json=json)


def _stacked(made: Comparison) -> Drawing:
    from withdrawal.output.pictures.timeline import timeline
    from withdrawal.output.pictures.timeline_layout import draw_stacked

    return draw_stacked(
        [timeline(row.answer) for row in made.rows], title=f"{made.treaty_name}, {made.as_of}"
    )


def forecast(
    asked: Annotated[Forecast, Flat],
    *more: More,
    catalogue: CatalogueDirectory = None,
    plot: Annotated[
        Path | None, Parameter(help="Draw the fan to a file: .svg, .png or .pdf.")
    ] = None,
    json: AsJson = False,
) -> int:
    """Tell how likely each day of effect is, from how long such steps have taken before."""
    from withdrawal.output.pictures.bands import actual_effect, draw_fan

    source = opened_catalogue(catalogue)
    asked = named(asked, more, source)
    with progress("Forecasting"):
        made = asked.answer(source)
    if plot is not None:
        draw(plot, draw_fan(made, actual=actual_effect(made.party, made.treaty, source)))
    return tell(asked, made, as_json=json)


def memo(
    asked: Annotated[Memo, Flat],
    *more: More,
    paper: Paper = PAPER,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Write a memo: the question, the answer, reasons, readings, what to do by when; annexes."""
    return _written("memo", asked, more, paper, catalogue)


def notice(
    asked: Annotated[Notice, Flat],
    *more: More,
    paper: Paper = PAPER,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Draft a notice with a cover note and a checklist; ``--reasons`` names a file of text."""
    if asked.reasons is not None:
        asked = evolve(asked, reasons=_text_of(Path(asked.reasons)))
    return _written("notice", asked, more, paper, catalogue)


def _written(
    kind: str, asked: Memo | Notice, more: tuple[str, ...], paper: Paper, catalogue: Path | None
) -> int:
    """Write a paper about an exit, or print it."""
    source = opened_catalogue(catalogue)
    asked = named(asked, more, source)
    made = asked.answer(source)
    return paper.tell(asked, made, f"{made.answer.party}-{made.answer.treaty}-{kind}")


def precedents(
    asked: Annotated[Precedents, Flat],
    *more: More,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Tell how earlier notices were counted, contested or withdrawn, each with its source."""
    asked = evolve(asked, of=" ".join((asked.of, *more)))
    return tell(asked, asked.answer(opened_catalogue(catalogue)), as_json=json)


def _text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        CircumstanceError: it cannot be read as text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CircumstanceError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CircumstanceError(f"{path} is no text: expected UTF-8.") from None
