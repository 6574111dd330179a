"""`forecast`: the distribution of the day on which one State's exit from one treaty takes effect.

What is known by a day is put in, what has not happened by then is taken out, and the rest is
computed exactly from how long stages took in past cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.clock import conflicts_of
from withdrawal.dates import parse_day
from withdrawal.dates.table import require_numpy
from withdrawal.errors import CircumstanceError
from withdrawal.law.procedures.facts import stated_facts
from withdrawal.record.events import Event
from withdrawal.record.history import history

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from withdrawal.case.answer import Answer
    from withdrawal.case.asking.question import Question
    from withdrawal.case.scenarios.scenario import Scenario
    from withdrawal.forecast.estimates import Estimates
    from withdrawal.forecast.outlook import Forecast
    from withdrawal.forecast.simulation import Simulation
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["forecast", "recorded_case", "settled_on_record", "simulate"]


def forecast(
    party: str | Case,
    treaty: str | Treaty | None = None,
    *,
    as_of: date | str | None = None,
    case: Case | None = None,
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
        party: the State, by any of its names, or a `Case`.
        treaty: the treaty, by any of its names; None where a case is given.
        as_of: the day from which to look ahead, default today; nothing later is used.
        case: a case, instead of State and treaty.
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
    from withdrawal.forecast.looking import look_ahead

    facts = tuple(facts)
    _check_suppositions(facts, conflict_a_year, years)
    today = date.today() if as_of is None else parse_day(as_of)
    given = party if isinstance(party, Case) else case
    recorded = None
    if given is None:
        if treaty is None or isinstance(party, Case):
            raise CircumstanceError("No treaty is given: expected a State and a treaty, or a case.")
        given = recorded_case(
            party,
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


def _check_suppositions(
    facts: tuple[str, ...], conflict_a_year: float | None, years: int | None
) -> None:
    """Refuse what cannot be supposed.

    Raises:
        CircumstanceError: a fact is unknown, a chance is none, or there is no year to look at.
    """
    stated_facts(facts)
    if conflict_a_year is not None and not 0.0 <= conflict_a_year < 1.0:
        raise CircumstanceError(
            f"{conflict_a_year} is not the chance of a conflict in a year: expected 0 or more, "
            "and less than 1."
        )
    if years is not None and years < 1:
        raise CircumstanceError(f"{years} years cannot be looked ahead: expected 1 or more.")


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
        scenario: a TOML file, or a scenario that has been read.
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
    from withdrawal.forecast.simulation import simulate_scenario

    return simulate_scenario(
        scenario,
        runs=runs,
        seed=seed,
        executor=executor,
        as_of=None if as_of is None else parse_day(as_of),
        target=None if target is None else parse_day(target),
        progress=progress,
    )


def recorded_case(
    party: str,
    treaty: str | Treaty,
    *,
    route: str | None = None,
    facts: Iterable[str] = (),
    catalogue: Catalogue | None = None,
    events: Iterable[Event] | None = None,
    as_of: date | None = None,
    **circumstances: Any,
) -> Case:
    """Return a case with everything on record about it (or the events given).

    Args:
        party: the State.
        treaty: the treaty.
        route: the route of its procedure; default the one that applies.
        facts: facts the choice of a route depends on.
        catalogue: another catalogue of treaties than the packaged one.
        events: the events, where not those on record.
        as_of: a day; where the State had left and come back by then, what went before is left out.
        circumstances: as `Case` takes them.
    """
    case = Case(party, treaty, route=route, facts=facts, catalogue=catalogue, **circumstances)
    if events is None:
        events = _of_this_bond(case, as_of)
    return case.replay(event for event in events if event.step not in _FOLLOWS)


def _of_this_bond(case: Case, as_of: date | None) -> Iterable[Event]:
    """Return the events on record under the bond that counts on a day."""
    from withdrawal.forecast.past import events_of

    events = events_of(case.party, case.treaty.id, by=as_of)
    if as_of is None:
        return events
    events = _made_public(events, case, as_of)
    left = dossier_of(evolve(case.question, as_of=as_of)).returned_after(as_of)
    return [each for each in events if left is None or (each.when.latest or date.max) > left]


def _made_public(events: Iterable[Event], case: Case, as_of: date) -> tuple[Event, ...]:
    """Return events up to a notice that had been given by a day but was not known of yet."""
    rows = [row for row in history(case.treaty.id, case.party) if row.as_known_on(as_of) is None]
    secret = {row.given for row in rows if row.given is not None and row.given <= as_of}
    known = takewhile(
        lambda each: each.step != "notice-received" or each.when.day not in secret, events
    )
    return tuple(known)


def settled_on_record(case: Case, as_of: date) -> Answer | None:
    """Return what `withdrawal.when` says of a case on record, where that leaves nothing open.

    None where a notice may still come or take effect. The record knows what the events of a case
    do not tell: that an exit is disputed, was taken back, or came about in another way.

    Args:
        case: a case whose events are those on record.
        as_of: the day; nothing later is used.
    """
    question = evolve(case.question, as_of=as_of)
    found = answer(question, dossier_of(question))
    is_out = found.status == "effective" and found.rejoined is None
    return found if is_out or found.status in OVER else None


OVER = frozenset(
    {"not-a-party", "no-exit", "not-open", "ended", "not-in-force", "revoked", "no-effect",
     "disputed"}
)  # fmt: skip
"""The statuses of an answer in which nothing is left that could take effect."""

NOTHING_GIVEN = frozenset({"not-notified", "announced", "suspended"})
"""The statuses of an answer in which a notice may still be given."""

_FOLLOWS = ("effect", "after-effect")
"""What the treaty does by itself: computed, not recorded."""


def situation(case: Case, as_of: date) -> tuple[Case, Answer, Question, Dossier, Circumstances]:
    """Return a case as known by a day, the answer on that day, and what the clause needs."""
    known = case.known_by(as_of)
    question = evolve(case.question, as_of=as_of)
    steps = {event.step for event in known.history}
    if steps & {"conflict-began", "conflict-ended"}:
        question = evolve(question, conflicts=conflicts_of(known.course))
    dossier = dossier_of(question)
    return known, known.when(as_of=as_of), question, dossier, dossier.circumstances(question, None)
