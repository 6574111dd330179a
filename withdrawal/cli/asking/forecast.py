"""``withdrawal forecast``: the whole distribution of a date nobody knows yet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsJson,
    CatalogueDirectory,
    Flat,
    More,
    draw,
    emit,
    opened_catalogue,
)
from withdrawal.cli.terminal import progress
from withdrawal.inquiries.exits import Forecast
from withdrawal.inquiries.inquiry import named
from withdrawal.output.forecast import forecast_text
from withdrawal.output.pictures.bands import actual_effect, draw_fan

__all__ = ["forecast"]


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
    source = opened_catalogue(catalogue)
    asked = named(asked, more, source)
    with progress("Forecasting"):
        made = asked.answer(source)
    if plot is not None:
        draw(plot, draw_fan(made, actual=actual_effect(made.party, made.treaty, source)))
    return emit(made.to_json(), forecast_text(made), as_json=json, headed=True)
