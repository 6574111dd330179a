"""When the steps of a scenario happen: dates, days between steps, and waiting for other cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from attrs import define, field

from withdrawal.case.proceedings.case import Case
from withdrawal.case.scenarios.scenario import Scenario, ScenarioCase, ScenarioEvent
from withdrawal.dates import PartialDate
from withdrawal.errors import ScenarioError


@define(eq=False)
class Timetable:
    """The days of every step of a scenario, each worked out once.

    Attributes:
        cases: its cases by id, for the names of their steps.
        day_reached: tells on which day a case reaches a step, None where it never does.
        days: the days that are known, by the case and the number of the step.
        open: the cases that wait for another at the moment.
    """

    scenario: Scenario
    cases: Mapping[str, Case]
    day_reached: Callable[[str, str], date | None]
    days: dict[tuple[str, int], PartialDate] = field(factory=dict, init=False)
    open: list[str] = field(factory=list, init=False)

    def day_of(self, given: ScenarioCase, number: int) -> PartialDate:
        """Return the day of a step: its own, or later where notices are given together."""
        own = self.own_day(given, number)
        if self.scenario.together is None or not self._is_notice(given, number):
            return own
        joint = self._joint_day()
        event = _event(given, number)
        if event.on is not None and (event.on.latest or date.max) < joint:
            raise ScenarioError(
                f"{event.where}: the notice of {event.on} would come before the others are "
                f"ready: expected {joint}, the joint day.",
                suggestions=(str(joint),),
            )
        return own if (own.earliest or joint) >= joint else PartialDate.of(joint)

    def own_day(self, given: ScenarioCase, number: int) -> PartialDate:
        """Return the day of a step, whatever other cases do at the same step."""
        key = (given.id, number)
        if key not in self.days:
            event = _event(given, number)
            self.days[key] = event.on if event.on is not None else self._counted(given, number)
            self._check_follows(given, number)
        return self.days[key]

    def _counted(self, given: ScenarioCase, number: int) -> PartialDate:
        event = _event(given, number)
        assert event.after_days is not None
        if number:
            start = self.day_of(given, number - 1).day
        else:
            start = self.scenario.as_of if given.follows is None else self._awaited(given)
        if start is None:
            raise ScenarioError(
                f"{event.where}: after_days counts from a day that is not known: expected an "
                "exact day in the step before it, 'after', or 'as_of'."
            )
        try:
            return PartialDate.of(start + timedelta(days=event.after_days))
        except OverflowError:
            raise ScenarioError(
                f"{event.where}: after_days is {event.after_days}: expected a day before the year "
                "10000."
            ) from None

    def _check_follows(self, given: ScenarioCase, number: int) -> None:
        """Refuse a first step before the step of another case that it waits for."""
        if given.follows is None or number > 0:
            return
        awaited = self._awaited(given)
        latest = self.days[given.id, 0].latest
        if latest is not None and latest < awaited:
            first = _event(given, 0)
            raise ScenarioError(
                f"{first.where}: {first.step} of {self.days[given.id, 0]} "
                f"would come before {given.follows.step} of case {given.follows.case!r}: "
                f"expected {awaited} or later.",
                suggestions=(str(awaited),),
            )

    def _awaited(self, given: ScenarioCase) -> date:
        """Return the day of the step that a case waits for."""
        follows = given.follows
        assert follows is not None
        if given.id in self.open:
            chain = " after ".join((*self.open, given.id))
            raise ScenarioError(f"{given.where}: cases wait for one another: {chain}.")
        self.open.append(given.id)
        try:
            day = self._day_of_step(self.scenario.case(follows.case), follows.step)
        finally:
            self.open.pop()
        if day is None:
            raise ScenarioError(
                f"{given.where}: {follows.step!r} of case {follows.case!r} never comes: expected "
                "one of the steps it takes."
            )
        return day

    def _day_of_step(self, given: ScenarioCase, step: str) -> date | None:
        """Return the day of a step of another case: one it tells, or one that follows."""
        for number, event in enumerate(given.events or ()):
            if self._is_same(given, event.step, step):
                return self.day_of(given, number).latest
        return self.day_reached(given.id, step)

    def _is_same(self, given: ScenarioCase, one: str, other: str) -> bool:
        """Return whether two words name the same step of a case."""
        if one == other:
            return True
        stages = (each.stage for each in self.cases[given.id].graph.transitions)
        return any(stage and stage.answers_to(one) and stage.answers_to(other) for stage in stages)

    def _joint_day(self) -> date:
        """Return the day on which the last of the joint notices is ready."""
        ready = [
            (given, number, self.own_day(given, number))
            for given in self.scenario.cases
            for number in range(len(given.events or ()))
            if self._is_notice(given, number)
        ]
        for given, number, when in ready:
            if when.day is None:
                raise ScenarioError(
                    f"{_event(given, number).where}: a joint notice needs an exact day, not {when}."
                )
        return max(when.day for _, _, when in ready if when.day is not None)

    def _is_notice(self, given: ScenarioCase, number: int) -> bool:
        return self._is_same(given, _event(given, number).step, "notice-received")


def _event(given: ScenarioCase, number: int) -> ScenarioEvent:
    assert given.events is not None
    return given.events[number]
