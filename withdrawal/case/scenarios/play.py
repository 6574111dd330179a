"""Playing a scenario: each case's steps through its machine, and the date that follows.

Steps get their days first (a step may wait for a step of another case, and joint notices for the
last of them), then each is recorded as it would be in a real case, so that an impossible order is
refused by the same rules. What the treaty does by itself at the end is played too.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.asking.given import named
from withdrawal.case.asking.question import refuse_unknown_way_out, resolve_pair
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.course import conflicts_of, effect_bounds, period_end
from withdrawal.case.scenarios.scenario import (
    Scenario,
    ScenarioCase,
    ScenarioEvent,
    at_its_place,
    find_scenario,
)
from withdrawal.case.scenarios.timetable import Timetable
from withdrawal.case.wording.sentence import sentence
from withdrawal.datafiles import plain, table_of
from withdrawal.dates import PartialDate, Period, parse_day
from withdrawal.errors import ScenarioError
from withdrawal.law.clause.operators import Runs
from withdrawal.law.procedures.facts import stated_facts
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.stages import Phase
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.chronology import chronology
from withdrawal.record.events import Event
from withdrawal.values import frozen

SCHEMA = "withdrawal/run/1"


@frozen
class PlayedStep:
    """One step of a case as it was played.

    Attributes:
        stage: the stage the case stood at afterwards.
        note: what is worth knowing besides, votes first.
        is_computed: whether it follows from the treaty alone.
    """

    when: PartialDate
    step: str
    actor: str | None
    stage: str
    phase: str
    note: str | None = None
    source: str | None = None
    is_computed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the step as plain data."""
        return table_of(self, when="date")


@frozen
class PlayedCase:
    """A case of a scenario, played to the end.

    Attributes:
        is_ahead: whether its last step has not come yet on the day the play is told.
    """

    id: str
    case: Case
    steps: tuple[PlayedStep, ...]
    answer: Answer
    is_ahead: bool = False

    @property
    def sentence(self) -> str:
        """The answer in one sentence; what has not come yet is told as what would be."""
        return sentence(self.answer, is_ahead=self.is_ahead)

    def to_json(self) -> dict[str, Any]:
        """Return the case as plain data."""
        return {
            "id": self.id,
            "party": self.case.party,
            "treaty": self.case.treaty.id,
            "route": self.case.route.id,
            "steps": [step.to_json() for step in self.steps],
            "irregularities": list(self.case.irregularities),
            "answer": {**self.answer.to_json(), "sentence": self.sentence},
        }


@frozen(repr=False)
class Played:
    """A scenario, played to the end."""

    scenario: Scenario
    cases: tuple[PlayedCase, ...]

    @property
    def is_met(self) -> bool | None:
        """Whether every State is out by the target; None where there is no target."""
        target = self.scenario.target
        if target is None:
            return None
        effects = [case.answer.effect for case in self.cases]
        return all(effect is not None and effect <= target for effect in effects)

    def __repr__(self) -> str:
        told = ", ".join(f"{each.id} {each.answer.status}" for each in self.cases)
        return f"<Played {self.scenario.name}: {told}>"

    def to_json(self) -> dict[str, Any]:
        """Return the play as data, schema ``withdrawal/run/1``."""
        return {
            "schema": SCHEMA,
            "scenario": self.scenario.name,
            "title": self.scenario.title,
            "target": plain(self.scenario.target),
            "met": self.is_met,
            "cases": [case.to_json() for case in self.cases],
        }


def play(
    scenario: str | Path | Scenario,
    *,
    catalogue: Catalogue | None = None,
    as_of: str | date | None = None,
) -> Played:
    """Return a scenario played to the end.

    Args:
        scenario: a TOML file, the name of a scenario that comes along such as ``baltic``, or a
            scenario that has been read.
        catalogue: another catalogue of treaties than the packaged one.
        as_of: the day on which it is told: what comes later is told as what would be; default
            today.

    Raises:
        ScenarioError: there is no such scenario; or a step cannot be, at its stage or on its
            day, or cannot be dated: the message names file, case and step.
    """
    today = date.today() if as_of is None else parse_day(as_of)
    told = find_scenario(scenario)
    playing = _Playing(told, catalogue, today)
    return Played(told, tuple(playing.played(case) for case in playing.scenario.cases))


def opened_case(given: ScenarioCase, *, catalogue: Catalogue | None = None) -> Case:
    """Return a case in which nothing has happened; ScenarioError says where one makes no sense."""
    with at_its_place(given.where):
        party, treaty = resolve_pair(given.party, given.treaty, catalogue)
        named("route", procedure(party.id).route, given.route)
        named("facts", stated_facts, given.facts)
        way_out = given.circumstances.get("way_out")
        named("circumstances", lambda name: refuse_unknown_way_out(name, treaty), way_out)
        if given.period is not None:
            treaty = with_period(treaty, given.period)
        return Case(
            given.party, treaty, route=given.route, facts=given.facts, **given.circumstances
        )


def with_period(treaty: Treaty, period: Period) -> Treaty:
    """Return a treaty whose clause runs for another period; ScenarioError if it runs for none."""
    if treaty.clause.period is None:
        raise ScenarioError(f"{treaty.name} has no period that a rule could change.")
    operators = treaty.clause.operators
    changed = tuple(
        evolve(each, period=period) if isinstance(each, Runs) else each for each in operators
    )
    return evolve(treaty, clause=evolve(treaty.clause, operators=changed))


class _Playing:
    """A scenario while it is played."""

    def __init__(self, scenario: Scenario, catalogue: Catalogue | None, today: date) -> None:
        self.today = today
        self.cases = {each.id: opened_case(each, catalogue=catalogue) for each in scenario.cases}
        told = tuple(_with_record(each, self.cases[each.id]) for each in scenario.cases)
        self.scenario = evolve(scenario, cases=told)
        self.timetable = Timetable(self.scenario, self.cases, self._day_reached)
        self.done: dict[str, PlayedCase] = {}

    def _day_reached(self, case_id: str, step: str) -> date | None:
        """Return the last possible day of a step of another case; None where it never comes."""
        for each in self.played(self.scenario.case(case_id)).steps:
            if step in (each.step, each.stage):
                return each.when.latest
        return None

    def played(self, given: ScenarioCase) -> PlayedCase:
        """Return a case, played once."""
        if given.id not in self.done:
            self.done[given.id] = self._play(given)
        return self.done[given.id]

    def _play(self, given: ScenarioCase) -> PlayedCase:
        case = self.cases[given.id]
        days = [self.timetable.day_of(given, number) for number in range(len(given.events or ()))]
        steps = [
            _step(case, each, when) for each, when in zip(given.events or (), days, strict=True)
        ]
        steps += _by_itself(case)
        last = max(
            (step.when.latest or step.when.earliest or date.min for step in steps),
            default=self.scenario.as_of or date.today(),
        )
        answer = case.when(as_of=last)
        if given.period is not None:
            said = f"For this scenario only: that the period is {given.period.in_words()}."
            answer = evolve(answer, assumptions=(said, *answer.assumptions))
        return PlayedCase(given.id, case, tuple(steps), answer, last > self.today)


def _with_record(given: ScenarioCase, case: Case) -> ScenarioCase:
    """Return the case with the events on record as its steps, where the file asks for them."""
    if given.events is not None:
        return given
    recorded = chronology(case.party, case.treaty.id)
    if not recorded:
        raise ScenarioError(
            f"{given.where}: events is 'record', but none of {case.party} leaving "
            f"{case.treaty.id} are on record: expected a list of steps."
        )
    where = f"{given.where}: the record"
    return evolve(given, events=tuple(ScenarioEvent.of(each, where=where) for each in recorded))


def _step(case: Case, given: ScenarioEvent, when: PartialDate) -> PlayedStep:
    """Play one step, recorded as in a real case."""
    with at_its_place(given.where):
        if given.recorded is not None:
            case.replay([given.recorded])
            return _told(case, given.recorded)
        return _told(case, case.add(given.event(when)))


def _told(case: Case, event: Event, *, is_computed: bool = False) -> PlayedStep:
    """Return a step as it is printed, after the case has made it."""
    notes = [str(event.votes)] if event.votes else []
    notes += [event.detail] if event.detail else []
    notes += [f"to {event.until}"] if event.until else []
    notes += [f"also reported: {rival}" for rival in event.rivals]
    return PlayedStep(
        when=event.when,
        step=event.step,
        actor=event.actor or _actor(case, event),
        stage=case.stage,
        phase=case.phase.value,
        note="; ".join(notes) or None,
        source=event.address,
        is_computed=is_computed,
    )


def _actor(case: Case, event: Event) -> str | None:
    """Return who takes the stage by law, where the event does not say."""
    last = case.entries[-1]
    if last.event is event and last.transition is not None and last.transition.stage is not None:
        return last.transition.stage.actor
    return event.by


def _by_itself(case: Case) -> list[PlayedStep]:
    """Play what the treaty does by itself once a notice has been received."""
    steps: list[PlayedStep] = []
    if case.phase is Phase.NOTIFIED:
        end = period_end(case.course)
        if end is not None:
            text = "the period is over, in an armed conflict: effect waits for its end"
            steps.append(_follow(case, "period-ended-in-conflict", end, text))
    if case.phase is Phase.WAITING_FOR_END_OF_CONFLICT:
        effect = effect_bounds(case.course)[1]
        if effect is not None and any(span.end == effect for span in conflicts_of(case.course)):
            steps.append(_follow(case, "conflict-ended", effect, "the exit takes effect"))
    elif case.phase is Phase.NOTIFIED:
        first, last = effect_bounds(case.course)
        if first is not None and first == last:
            steps.append(_follow(case, "effect", first, None))
    return steps


def _follow(case: Case, step: str, day: date, detail: str | None) -> PlayedStep:
    article = case.treaty.clause.article
    basis = f"by operation of {case.treaty.name}" + (f", art. {article}" if article else "")
    actor = None if step == "conflict-ended" else basis
    event = case.add(Event(step, PartialDate.of(day), actor=actor, detail=detail))
    return _told(case, event, is_computed=True)
