"""``withdrawal simulate``: a scenario played many times, beside what is computed exactly."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from attrs import evolve
from cyclopts import Parameter

from withdrawal.case.examples import find_scenario
from withdrawal.cli.options import AsJson, AsOf, emit, write_file
from withdrawal.dates import parse_day
from withdrawal.errors import ScenarioError
from withdrawal.forecast.api import simulate as run_simulation
from withdrawal.forecast.scenarios import solve_scenario
from withdrawal.output.forecast import simulation_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from withdrawal.forecast.simulation import Simulation

__all__ = ["simulate"]

_LONG = 5_000_000


def simulate(
    scenario: str,
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

    Parameters
    ----------
    scenario
        A TOML file, or the name of a scenario that comes along.
    """
    if processes < 1:
        raise ScenarioError(f"{processes} processes cannot share the runs: expected 1 or more.")
    with _shared(processes) as executor, _progress(runs, quiet=json) as told:
        made = run_simulation(
            find_scenario(scenario),
            runs=runs,
            seed=seed,
            executor=executor,
            as_of=as_of,
            target=None if target is None else parse_day(target),
            progress=told,
        )
    exact = solve_scenario(made.found)
    if plot is not None:
        _draw(plot, made)
    data = {**made.to_json(), "exact_all_by_target": exact.all_by_target}
    return emit(data, simulation_text(made, exact), as_json=json)


def _shared(processes: int) -> AbstractContextManager[Executor | None]:
    if processes == 1:
        return nullcontext()
    return ProcessPoolExecutor(processes)


class _Bar(AbstractContextManager["Callable[[int, int], None] | None"]):
    """A progress bar on standard error, for runs that take a while."""

    def __init__(self, runs: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns: list[Any] = [TextColumn("{task.completed:,.0f} runs"), BarColumn()]
        self.bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
        self.task = self.bar.add_task("runs", total=runs)

    def __enter__(self) -> Callable[[int, int], None]:
        self.bar.start()
        return lambda done, wanted: self.bar.update(self.task, completed=done, total=wanted)

    def __exit__(self, *error: object) -> None:
        self.bar.stop()


def _progress(
    runs: int, *, quiet: bool
) -> AbstractContextManager[Callable[[int, int], None] | None]:
    return nullcontext() if quiet or runs < _LONG else _Bar(runs)


def _draw(path: Path, made: Simulation) -> None:
    from withdrawal.forecast.looking import look_ahead
    from withdrawal.output.forecast import draw_fan
    from withdrawal.output.plot import picture_bytes

    name, first = next(iter(made.found.prospects.items()))
    outlook = look_ahead(first.case, made.found.as_of)
    drawn = draw_fan(evolve(outlook, effect=made.cases[name]))
    write_file(path, picture_bytes(drawn, path.suffix))
