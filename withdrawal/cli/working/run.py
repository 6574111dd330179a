"""``withdrawal run``: play a scenario through the machine, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.scenarios.play import Played
from withdrawal.case.scenarios.scenario import find_scenario, packaged_scenarios
from withdrawal.cli.options import (
    AsForm,
    AsJson,
    CatalogueDirectory,
    Flat,
    ScenarioName,
    emit,
    opened_catalogue,
    tell,
    write_file,
)
from withdrawal.cli.reading import file_or_input
from withdrawal.errors import ScenarioError
from withdrawal.inquiries.documents import Run
from withdrawal.output.documents.forms import Written, form_named
from withdrawal.output.lines import table
from withdrawal.output.spoken import words_in
from withdrawal.output.words import Words


def run(
    scenario: ScenarioName | None = None,
    /,
    *,
    list_: Annotated[
        bool, Parameter(name="--list", negative="", help="Name the scenarios that come along.")
    ] = False,
    asked: Annotated[Run, Flat] = Run(),
    memo: Annotated[
        Path | None, Parameter(help="Write a memo on each case into this folder.")
    ] = None,
    language: Annotated[str, Parameter(help="The language of the memos, by its code.")] = "en",
    format: AsForm = None,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Play a scenario through the machine: who decides what when, and the date that follows."""
    if list_:
        found = packaged_scenarios()
        data = {
            "schema": "withdrawal/scenarios/1",
            "scenarios": [{"name": each.name, "title": each.title} for each in found],
        }
        told = "\n".join(table((each.name, each.title) for each in found))
        return emit(data, told, as_json=json)
    if scenario is None:
        raise ScenarioError("No scenario is given: expected a TOML file, or --list.")
    with file_or_input(scenario, suffix=".toml") as path:
        played = asked.answer_to(find_scenario(path), opened_catalogue(catalogue))
    if memo is not None:
        _write_memos(played, memo, form_named(format or "docx"), words_in(language))
    return tell(asked, played, as_json=json)


def _write_memos(played: Played, folder: Path, form: Written, words: Words) -> None:
    """Write a memo on each case of a scenario into a folder.

    Raises:
        CircumstanceError: there is no such folder, or a file cannot be written.
    """
    from withdrawal.case.drafting.memo import memo_of_case
    from withdrawal.output.documents.memo import memo_report

    for each in played.cases:
        report = memo_report(memo_of_case(each.case, as_of=each.answer.as_of), words)
        write_file(folder / f"{each.id}-memo.{form.name}", form.write(report))
