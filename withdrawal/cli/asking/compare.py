"""``withdrawal compare``: several States side by side on one treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from withdrawal.cli.options import (
    AsJson,
    AsPlot,
    CatalogueDirectory,
    Flat,
    draw,
    emit,
    opened_catalogue,
)
from withdrawal.inquiries.exits import Compare
from withdrawal.output.planning import comparison_report

if TYPE_CHECKING:
    from withdrawal.case.planning.compare import Comparison
    from withdrawal.output.pictures.drawing import Drawing

__all__ = ["compare"]


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
        draw(plot, _drawn(made))
    return emit(made.to_json(), comparison_report(made), as_json=json, headed=True)


def _drawn(made: Comparison) -> Drawing:
    from withdrawal.output.pictures.timeline import timeline
    from withdrawal.output.pictures.timeline_layout import draw_stacked

    return draw_stacked(
        [timeline(row.answer) for row in made.rows], title=f"{made.treaty_name}, {made.as_of}"
    )
