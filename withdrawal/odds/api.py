"""`forecast`: the distribution of the day on which one State's exit from one treaty takes effect.

What is known by a day is put in, what has not happened by then is taken out, and the rest is
computed exactly from how long stages took in past cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from withdrawal.case.proceedings.case import Case
from withdrawal.dates import parse_day
from withdrawal.dates.table import require_numpy
from withdrawal.errors import CircumstanceError
from withdrawal.law.procedures.facts import stated_facts

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from withdrawal.case.scenarios.scenario import Scenario
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.odds.estimates import Estimates
    from withdrawal.odds.forecast import Forecast
    from withdrawal.odds.simulation import Simulation


def forecast(
    party: str | Case,
    treaty: str | Treaty | None = None,
    *,
    as_of: date | str | None = None,
    route: str | None = None,
    facts: Iterable[str] = (),
    durations: Mapping[str, Mapping[str, Any]] | None = None,
    conflict_a_year: float | None = None,
    years: int | None = None,
    estimates: Estimates | None = None,
    catalogue: Catalogue | None = None,
    **circumstances: Any,
) -> Forecast:
    """Return the distribution of the day a State's exit from a treaty takes effect.

    Args:
        party: the State, by any of its names; or a `Case`, which says all but the suppositions
            itself: treaty, route, facts, catalogue and circumstances are refused beside it.
        treaty: the treaty, by any of its names; None where a case is given.
        as_of: the day from which to look ahead, default today; nothing later is used.
        route: the route of the State's procedure; default the one that applies.
        facts: facts the choice of a route depends on.
        durations: by stage, durations that replace the usual ones, for example
            ``{"final-vote": {"uniform": [10, 30]}}``.
        conflict_a_year: the chance in a year that an armed conflict begins, where the clause
            waits for its end; default the assumed one.
        years: how many years ahead are counted; default ten.
        estimates: what past cases say, where not all of them are to be used.
        catalogue: another catalogue of treaties than the packaged one.
        circumstances: ``conflict``, ``named_date`` and the others that `Case` takes.

    Raises:
        MissingExtraError: numpy is not installed.
        WithdrawalError: a name, a date, the route or a duration makes no sense.
    """
    require_numpy()
    from withdrawal.odds.ahead import look_ahead
    from withdrawal.odds.known import recorded_case, settled_on_record

    facts = stated_facts(facts)
    _check_suppositions(conflict_a_year, years, durations, estimates)
    today = date.today() if as_of is None else parse_day(as_of)
    given, recorded = party, None
    if isinstance(given, Case):
        beside = {"treaty": treaty, "route": route, "facts": facts, "catalogue": catalogue}
        for name, value in {**beside, **circumstances}.items():
            if value is not None and value != ():
                raise CircumstanceError(
                    f"{name} cannot be given beside a case, which says it itself: expected it "
                    "where the case is opened, as in Case(State, treaty, ...)."
                )
    else:
        if treaty is None:
            raise CircumstanceError("No treaty is given: expected a State and a treaty, or a case.")
        given = recorded_case(
            given,
            treaty,
            route=route,
            facts=facts,
            catalogue=catalogue,
            as_of=today,
            **circumstances,
        )
        recorded = settled_on_record(given, today)
    return look_ahead(
        given,
        today,
        recorded=recorded,
        durations=durations,
        conflict_a_year=conflict_a_year,
        years=years,
        estimates=estimates,
    )


def _check_suppositions(conflict_a_year: Any, years: Any, durations: Any, estimates: Any) -> None:
    """Refuse what cannot be supposed.

    Raises:
        CircumstanceError: a chance is none, there is no year to look at, or no table of durations.
    """
    from withdrawal.odds.estimates import Estimates

    chance = conflict_a_year
    is_number = isinstance(chance, int | float) and not isinstance(chance, bool)
    if chance is not None and not (is_number and 0.0 <= chance < 1.0):
        raise CircumstanceError(
            f"{chance!r} is not the chance of a conflict in a year: expected 0 or more, "
            "and less than 1."
        )
    is_whole = isinstance(years, int) and not isinstance(years, bool)
    if years is not None and not (is_whole and years >= 1):
        raise CircumstanceError(
            f"{years!r} years cannot be looked ahead: expected a whole number, 1 or more."
        )
    if durations is not None and not isinstance(durations, Mapping):
        raise CircumstanceError(f"durations is {durations!r}: expected a table of stages.")
    if estimates is not None and not isinstance(estimates, Estimates):
        raise CircumstanceError(f"estimates is {estimates!r}: expected Estimates.load(...).")


def simulate(
    scenario: str | Path | Scenario,
    *,
    runs: int = 1_000_000,
    seed: int = 0,
    executor: Executor | None = None,
    as_of: date | str | None = None,
    target: date | str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Return what many runs of a scenario give: the sampled counterpart of `forecast`.

    Args:
        scenario: a TOML file, a name such as ``baltic``, or a scenario that has been read.
        runs: how many runs, above zero; memory does not grow with them.
        seed: a whole number, not negative; one seed gives one result, whoever does the runs.
        executor: any `concurrent.futures.Executor`, a process pool or a Dask cluster's; None
            for this process.
        as_of: the day from which to look ahead; default the scenario's own.
        target: the day by which all want to be out; default the scenario's own.
        progress: called with the runs done and the runs wanted, now and then.

    Raises:
        MissingExtraError: numpy is not installed.
        ScenarioError: the scenario is malformed, or asks for something impossible.
    """
    require_numpy()
    from withdrawal.odds.engine.sampling import sample
    from withdrawal.odds.simulation import Simulation, open_scenario

    found = open_scenario(
        scenario,
        as_of=None if as_of is None else parse_day(as_of),
        target=None if target is None else parse_day(target),
    )
    counted = sample(found.ensemble, runs=runs, seed=seed, executor=executor, progress=progress)
    return Simulation(found, counted, runs, seed)
