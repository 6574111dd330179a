"""``withdrawal simulate``: a scenario played many times, beside what is computed exactly."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.scenarios.scenario import find_scenario
from withdrawal.cli.options import AsJson, Flat, ScenarioName, draw, emit
from withdrawal.cli.reading import file_or_input
from withdrawal.cli.terminal import progress
from withdrawal.errors import ScenarioError
from withdrawal.inquiries.documents import Simulate
from withdrawal.odds.engine.together import solve_ensemble
from withdrawal.output.forecast import simulation_data, simulation_report
from withdrawal.output.pictures.bands import draw_simulation


def simulate(
    scenario: ScenarioName,
    /,
    *,
    asked: Annotated[Simulate, Flat] = Simulate(),
    processes: Annotated[int, Parameter(help="How many processes share the runs.")] = 1,
    plot: Annotated[
        Path | None, Parameter(help="Draw the first case to a file: .svg, .png or .pdf.")
    ] = None,
    json: AsJson = False,
) -> int:
    """Play a scenario many times: the spread of each case, and the chance that all are out."""
    if processes < 1:
        raise ScenarioError(f"{processes} processes cannot share the runs: expected 1 or more.")
    with file_or_input(scenario, suffix=".toml") as path:
        found = find_scenario(path)
    with _shared(processes) as executor, progress("Simulating") as told:
        made = asked.answer_to(found, executor=executor, progress=told)
    with progress("Computing exactly"):
        exact = solve_ensemble(made.found.ensemble)
    if plot is not None:
        draw(plot, draw_simulation(made, exact))
    data, report = simulation_data(made, exact), simulation_report(made, exact)
    return emit(data, report, as_json=json, headed=True)


def _shared(processes: int) -> AbstractContextManager[Executor | None]:
    if processes == 1:
        return nullcontext()
    return ProcessPoolExecutor(processes)
