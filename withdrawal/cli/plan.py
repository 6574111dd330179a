"""``withdrawal plan``: the latest day for each step, backwards from the day a State wants out."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.planning.plan import plan as make_plan
from withdrawal.cli.options import (
    AsJson,
    AsOf,
    CatalogueDirectory,
    Country,
    Event,
    FirstAct,
    Follows,
    InForce,
    More,
    Repatriated,
    Route,
    TreatyName,
    emit,
    opened_catalogue,
    state_and_treaty,
)
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.output.text import plan_text

__all__ = ["plan"]


def plan(
    country: Country,
    treaty: TreatyName,
    /,
    *more: More,
    out_by: Annotated[str, Parameter(help="The day by which the State wants to be out.")],
    route: Route = None,
    as_of: AsOf = None,
    in_force_for_party: InForce = None,
    event: Event = None,
    first_act: FirstAct = None,
    follows: Follows = None,
    repatriated: Repatriated = None,
    catalogue: CatalogueDirectory = None,
    typical: Annotated[
        bool, Parameter(help="Say also the latest days at the usual pace.", negative="")
    ] = False,
    json: AsJson = False,
) -> int:
    """Tell the latest day for the notice, and for each domestic step before it.

    Example: `withdrawal plan sweden ottawa --out-by 2028-01-01`
    """
    source = opened_catalogue(catalogue)
    country, treaty = state_and_treaty(country, treaty, more, source)
    made = make_plan(
        country,
        treaty,
        out_by=out_by,
        route=route,
        as_of=as_of,
        in_force_for_party=in_force_for_party,
        pace=_pace(country, treaty, route, source) if typical else None,
        catalogue=source,
        event=event,
        first_act=first_act,
        follows=follows,
        repatriated=repatriated,
    )
    return emit(made.to_json(), plan_text(made), as_json=json, headed=True)


def _pace(country: str, treaty: str, route: str | None, source: Catalogue | None) -> dict[str, int]:
    from withdrawal.case.planning.typical import typical_pace

    return typical_pace(country, treaty, route=route, catalogue=source)
