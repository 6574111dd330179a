"""``withdrawal simulate``: a scenario played many times, beside what is computed exactly."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from withdrawal.case.scenarios.examples import find_scenario
from withdrawal.cli.options import AsJson, AsOf, ScenarioName, draw, emit
from withdrawal.cli.reading import file_or_input
from withdrawal.cli.terminal import progress
from withdrawal.dates import parse_day
from withdrawal.errors import ScenarioError
from withdrawal.odds.api import simulate as run_simulation
from withdrawal.odds.scenarios import solve_scenario
from withdrawal.output.forecast import draw_simulation, simulation_data, simulation_text

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["simulate"]


def simulate(
    scenario: ScenarioName,
    /,
    *,
    runs: Annotated[int, Parameter(help="How many runs.")] = 1_000_000,
    seed: Annotated[int, Parameter(help="One seed gives one result.")] = 0,
    processes: Annotated[int, Parameter(help="How many processes share the runs.")] = 1,
    as_of: AsOf = None,
    target: Annotated[str | None, Parameter(help="The day by which all want to be out.")] = None,
    plot: Annotated[
        Path | None, Parameter(help="Draw the first case to a file: .svg, .png or .pdf.")
    ] = None,
    json: AsJson = False,
) -> int:
    """Play a scenario many times: the spread of each case, and the chance that all are out.

    Example: `withdrawal simulate examples/baltic.toml --runs 1000000 --seed 1`
    """
    if processes < 1:
        raise ScenarioError(f"{processes} processes cannot share the runs: expected 1 or more.")
    with file_or_input(scenario, suffix=".toml") as path:
        found = find_scenario(str(path))
    with _shared(processes) as executor, progress("Simulating") as told:
        made = run_simulation(
            found,
            runs=runs,
            seed=seed,
            executor=executor,
            as_of=as_of,
            target=None if target is None else parse_day(target),
            progress=told,
        )
    with progress("Computing exactly"):
        exact = solve_scenario(made.found)
    if plot is not None:
        draw(plot, draw_simulation(made, exact))
    text = simulation_text(made, exact)
    return emit(simulation_data(made, exact), text, as_json=json, headed=True)


def _shared(processes: int) -> AbstractContextManager[Executor | None]:
    if processes == 1:
        return nullcontext()
    return ProcessPoolExecutor(processes)
