"""``withdrawal run``: play a scenario through the machine, step by step."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.scenarios.examples import find_scenario, packaged_scenarios
from withdrawal.cli.options import (
    AsJson,
    CatalogueDirectory,
    Flat,
    ScenarioName,
    emit,
    opened_catalogue,
)
from withdrawal.cli.reading import file_or_input
from withdrawal.errors import ScenarioError
from withdrawal.inquiries.documents import Run
from withdrawal.output.scenario import played_text, scenarios_text

__all__ = ["run"]


def run(
    scenario: ScenarioName | None = None,
    /,
    *,
    list_: Annotated[
        bool, Parameter(name="--list", negative="", help="Name the scenarios that come along.")
    ] = False,
    asked: Annotated[Run, Flat] = Run(),
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Play a scenario through the machine: who decides what when, and the date that follows.

    Example: `withdrawal run examples/baltic.toml`
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
    with file_or_input(scenario, suffix=".toml") as path:
        told = find_scenario(str(path))
        played = asked.answer_to(told, opened_catalogue(catalogue))
    return emit(played.to_json(), played_text(played), as_json=json, headed=True)
