"""A scenario looked ahead from its ``as_of``: its cases, and what many runs of them gave.

A scenario is played by `withdrawal.case.scenarios.play` from its dates alone; looked ahead, steps
dated by the day are known, later dates are left out of account, and ``after_days`` and
``durations`` take the place of what past cases say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from attrs import field

from withdrawal.case.proceedings.case import Case
from withdrawal.case.scenarios.play import opened_case
from withdrawal.case.scenarios.scenario import Scenario, ScenarioCase, at_its_place, find_scenario
from withdrawal.datafiles import picked, plain
from withdrawal.dates import PartialDate, in_calendar
from withdrawal.dates.table import day_of, number_of
from withdrawal.errors import ScenarioError
from withdrawal.odds.ahead import Prospect, prospect
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.graph import Ensemble, Member, Model, Network, Opening, Outcome, Step
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.sampling import Counts, RunPath, draw_paths
from withdrawal.odds.evidence import place_of
from withdrawal.odds.known import dated, settled_on_record
from withdrawal.record.chronology import chronology
from withdrawal.record.events import Event
from withdrawal.values import frozen

SCHEMA = "withdrawal/simulation/2"
_BY_STAGES = (
    "That the case goes by its stages alone: past cases in a like situation, which a forecast "
    "heeds beside them, are left out."
)


@frozen(eq=False)
class LookedAhead:
    """A scenario on the day from which it is looked ahead."""

    scenario: Scenario
    as_of: date
    prospects: Mapping[str, Prospect] = field(repr=False)
    ensemble: Ensemble = field(repr=False)


@frozen(eq=False)
class Simulation:
    """What many runs of a scenario gave.

    Attributes:
        found: the scenario, as it was looked ahead.
        counted: what was counted.
        wanted: how many runs were asked for.
        seed: the seed.
        cases: the distribution of the day of effect of each case.
    """

    found: LookedAhead = field(repr=False)
    counted: Counts = field(repr=False)
    wanted: int
    seed: int
    cases: Mapping[str, Distribution] = field(init=False)

    @cases.default
    def _shares(self) -> dict[str, Distribution]:
        """Return the distribution of each case: shares of the runs.

        Raises:
            ScenarioError: no run was made.
        """
        counts = self.counted
        if not counts.runs:
            raise ScenarioError("No run was finished: expected at least one.")
        return {
            name: Distribution.of(
                Mass(counts.first, histogram / counts.runs),
                {reason: number / counts.runs for reason, number in counts.never[name].items()},
            )
            for name, histogram in counts.effects.items()
        }

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.found.scenario.name

    @property
    def runs(self) -> int:
        """How many runs were made."""
        return self.counted.runs

    @property
    def is_complete(self) -> bool:
        """Whether all the runs asked for were made; an interrupted one is not."""
        return self.runs == self.wanted

    @property
    def probability_all_by_target(self) -> float | None:
        """The share of runs in which all are out by the target; None where none is set."""
        if self.found.ensemble.target is None:
            return None
        return self.counted.all_by_target / self.runs

    @property
    def target(self) -> date | None:
        """The day by which all want to be out."""
        target = self.found.ensemble.target
        return None if target is None else day_of(target)

    def paths(self, runs: int) -> Iterator[dict[str, RunPath]]:
        """Yield the first runs in full, one by one: each case's steps, notice and effect."""
        return draw_paths(self.found.ensemble, runs=runs, seed=self.seed)

    def to_json(self) -> dict[str, Any]:
        """Return the simulation as JSON-ready data, schema ``withdrawal/simulation/2``."""
        target, prospects = self.target, self.found.prospects
        return {
            "schema": SCHEMA,
            "scenario": self.name,
            "as_of": self.found.as_of.isoformat(),
            "runs": self.runs,
            "wanted": self.wanted,
            "complete": self.is_complete,
            "seed": self.seed,
            "target": plain(target),
            "probability_all_by_target": self.probability_all_by_target,
            "cases": [
                {
                    "id": name,
                    **picked(prospects[name].answer, ("party", "treaty")),
                    **each.to_json(),
                    "never": dict(each.reasons),
                    "probability_by_target": target and each.probability_by(target),
                    "assumptions": [
                        *prospects[name].assumptions,
                        *([_BY_STAGES] if prospects[name].waits else []),
                    ],
                }
                for name, each in self.cases.items()
            ],
        }


def open_scenario(
    scenario: str | Path | Scenario,
    *,
    as_of: date | None = None,
    target: date | None = None,
) -> LookedAhead:
    """Return a scenario ready to be looked ahead.

    Args:
        scenario: a TOML file, a name such as ``baltic``, or a scenario that has been read.
        as_of: the day from which to look ahead; default the scenario's own, else the day of its
            last dated step, else today.
        target: the day by which all want to be out; default the scenario's own.

    Raises:
        ScenarioError: the file is malformed, or a case makes no sense.
    """
    told = find_scenario(scenario)
    day = as_of or told.as_of or _last_dated(told) or date.today()
    prospects = {each.id: _look_ahead_at(each, day) for each in told.cases}
    aim = target or told.target
    members = _in_order([_member(told, each, prospects) for each in told.cases])
    ensemble = Ensemble(members, None if aim is None else number_of(aim))
    return LookedAhead(told, day, prospects, ensemble)


def _last_dated(scenario: Scenario) -> date | None:
    events = (event for case in scenario.cases for event in case.events or ())
    days = (event.on.latest for event in events if event.on is not None)
    return max(filter(None, days), default=None)


def _look_ahead_at(given: ScenarioCase, as_of: date) -> Prospect:
    """Return what one case of a scenario leaves open on a day.

    Raises:
        ScenarioError: a step cannot happen in that order, or a duration names no stage.
    """
    case = opened_case(given)
    with at_its_place(given.where):
        case.replay(_known_events(given, case, as_of))
        return prospect(
            case,
            as_of,
            durations=given.durations,
            set_days=_set_days(given, case),
            recorded=settled_on_record(case, as_of) if given.events is None else None,
        )


def _known_events(given: ScenarioCase, case: Case, as_of: date) -> list[Event]:
    """Return what has happened by a day; what stands after a step of no known day has not."""
    if given.events is None:
        return [each for each in chronology(case.party, case.treaty.id) if each.is_known_by(as_of)]
    known = []
    before: date | None = None
    for event in given.events:
        when = event.on
        if when is None and before is not None and event.after_days is not None:
            with in_calendar(before, f"{event.after_days} days"):
                when = PartialDate.of(before + timedelta(days=event.after_days))
        if when is None or when.latest is None or when.latest > as_of:
            break
        before = when.day
        known.append(event.event(when))
    return known


def _set_days(given: ScenarioCase, case: Case) -> dict[str, int]:
    """Return the stages whose days the scenario sets; those in between take none.

    After a setback the rest is left to chance: a scenario cannot tell it twice.

    Raises:
        ScenarioError: a step with ``after_days`` is no stage still to come.
    """
    stages = case.procedure.stages_of(case.route)
    found: dict[str, int] = {}
    reached = -1
    for event in given.events or ():
        if event.step in _SETBACKS:
            break
        meant = place_of(stages, event.step, reached)
        if meant is None:
            if event.after_days is not None:
                raise ScenarioError(
                    f"{event.where}: {event.step!r} is no stage still to come on the "
                    f"{case.route.id} route of {case.procedure.name}.",
                    suggestions=[each.id for each in stages[reached + 1 :]],
                )
            continue
        if event.after_days is not None:
            found.update({each.id: 0 for each in stages[reached + 1 : meant]})
            found[stages[meant].id] = event.after_days
        reached = meant
    return found


_SETBACKS = ("returned", "rejected", "revoked")


def _member(scenario: Scenario, given: ScenarioCase, prospects: Mapping[str, Prospect]) -> Member:
    """Return a case as a member of the ensemble."""
    found = prospects[given.id]
    model = found.model or Model.of(_closed(found))
    is_open = found.model is not None and bool(found.model.first.items)
    together = scenario.together if is_open else None
    if given.follows is None or dated(found.case.course, found.as_of).latest is not None:
        return Member(given.id, model, together)
    leader = prospects[given.follows.case]
    step = _awaited(given, leader)
    if step in dated(leader.case.course, leader.as_of).dates:
        # What it waits for is over, and it has not begun: it begins like any other case.
        return Member(given.id, model, together)
    return Member(given.id, model, together, given.follows.case, step)


def _awaited(given: ScenarioCase, leader: Prospect) -> str:
    """Return the step of another case that a case waits for, by its own name there.

    Raises:
        ScenarioError: the other case has no such step.
    """
    assert given.follows is not None
    word = given.follows.step
    if word in ("effect", "notice-received"):
        return "notice" if word == "notice-received" else word
    stages = leader.case.procedure.stages_of(leader.case.route)
    meant = place_of(stages, word)
    if meant is None:
        names = [each.id for each in stages]
        raise ScenarioError(
            f"{given.where}: after is {word!r} of {given.follows.case!r}: expected one of "
            f"{', '.join(names)} or effect.",
            suggestions=names,
        )
    return "notice" if stages[meant].kind.id == "notice" else stages[meant].id


def _closed(found: Prospect) -> Network:
    """Return a network in which nothing is open: effect is known, or will not come."""
    effect = found.answer.effect
    if found.ended is not None or effect is None:
        ending = Outcome(found.ended or found.answer.status, 1.0)
        start = Opening(Mass.point(number_of(found.as_of)))
        return Network((Step("ended", (ending,)),), start, number_of(found.as_of))
    return Network((), Opening(Mass.point(number_of(effect))), number_of(effect))


def _in_order(members: list[Member]) -> tuple[Member, ...]:
    """Return the members, each after the one it follows.

    Raises:
        ScenarioError: cases wait for one another.
    """
    placed: list[Member] = []
    while len(placed) < len(members):
        names = {None, *(member.name for member in placed)}
        left = [each for each in members if each.name not in names]
        ready = [each for each in left if each.follows in names]
        if not ready:
            chain = " after ".join(each.name for each in left)
            raise ScenarioError(f"Cases wait for one another: {chain}. Expected one to begin.")
        placed += ready
    return tuple(placed)
