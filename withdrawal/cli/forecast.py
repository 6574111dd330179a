"""``withdrawal forecast``: the whole distribution of a date nobody knows yet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import (
    AsJson,
    AsOf,
    CatalogueDirectory,
    Conflict,
    Country,
    InForce,
    More,
    Route,
    TreatyName,
    draw,
    emit,
    opened_catalogue,
    state_and_treaty,
)
from withdrawal.cli.terminal import progress
from withdrawal.odds.api import forecast as make_forecast
from withdrawal.output.bands import actual_effect
from withdrawal.output.forecast import draw_fan, forecast_text

__all__ = ["forecast"]


def forecast(
    country: Country,
    treaty: TreatyName,
    /,
    *more: More,
    as_of: AsOf = None,
    route: Route = None,
    fact: Annotated[
        list[str] | None, Parameter(help="A fact the route depends on: urgent ...", negative="")
    ] = None,
    conflict: Conflict = None,
    conflict_a_year: Annotated[
        float | None, Parameter(help="The chance in a year that an armed conflict begins.")
    ] = None,
    years: Annotated[
        int | None, Parameter(help="How many years ahead to count; default 10.")
    ] = None,
    in_force_for_party: InForce = None,
    catalogue: CatalogueDirectory = None,
    plot: Annotated[
        Path | None, Parameter(help="Draw the fan to a file: .svg, .png or .pdf.")
    ] = None,
    json: AsJson = False,
) -> int:
    """Tell how likely each day of effect is, from how long such steps have taken before.

    Example: `withdrawal forecast lithuania ottawa --as-of 2025-03-18`
    """
    source = opened_catalogue(catalogue)
    country, treaty = state_and_treaty(country, treaty, more, source)
    with progress("Forecasting"):
        made = make_forecast(
            country,
            treaty,
            as_of=as_of,
            route=route,
            facts=fact or (),
            conflict_a_year=conflict_a_year,
            years=years,
            catalogue=source,
            conflict=conflict or None,
            in_force_for_party=in_force_for_party,
        )
    if plot is not None:
        draw(plot, draw_fan(made, actual=actual_effect(made.party, made.treaty, source)))
    return emit(made.to_json(), forecast_text(made), as_json=json, headed=True)
