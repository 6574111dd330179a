"""``withdrawal run``: play a scenario through the machine, step by step."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.examples import find_scenario, packaged_scenarios
from withdrawal.case.play import play
from withdrawal.cli.options import AsJson, CatalogueDirectory, emit, opened_catalogue
from withdrawal.errors import ScenarioError
from withdrawal.output.scenario import played_text, scenarios_text

__all__ = ["run"]


def run(
    scenario: str | None = None,
    /,
    *,
    list_: Annotated[
        bool, Parameter(name="--list", negative="", help="Name the scenarios that come along.")
    ] = False,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Play a scenario through the machine: who decides what when, and the date that follows.

    Example: `withdrawal run examples/baltic.toml`

    Parameters
    ----------
    scenario
        A TOML file, or the name of a scenario that comes along.
    """
    if list_:
        found = packaged_scenarios()
        data = {
            "schema": "withdrawal/scenarios/1",
            "scenarios": [{"name": each.name, "title": each.title} for each in found],
        }
        return emit(data, scenarios_text(found), as_json=json)
    if scenario is None:
        raise ScenarioError("No scenario is given: expected a TOML file, or --list.")
    played = play(find_scenario(scenario), catalogue=opened_catalogue(catalogue))
    return emit(played.to_json(), played_text(played), as_json=json)
