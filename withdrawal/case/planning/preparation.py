"""Preparing a notice: the domestic steps on record, the road ahead, and the days of each.

Nothing counts as done that is not on record, or shown by a later step that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property

from attrs import evolve

from withdrawal.case.answering.so_far import standing_of
from withdrawal.case.asking.dossier import Dossier
from withdrawal.case.asking.question import Question, resolve_pair
from withdrawal.case.planning.calendars import calendars
from withdrawal.case.planning.planned import PlannedStage
from withdrawal.case.standing import StageAhead, Standing
from withdrawal.dates import in_calendar
from withdrawal.errors import CircumstanceError
from withdrawal.law.procedures.facts import stated_facts
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.limits import clocks, moved
from withdrawal.law.procedures.pace import How, usual_pace
from withdrawal.law.procedures.procedure import Procedure
from withdrawal.law.procedures.stages import Stage
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import spelt_out
from withdrawal.renamed import renamed_arguments


class Preparation:
    """The domestic steps that lead to a notice still to be given.

    Attributes:
        start: nothing is done before this day.
        pace: by stage id, the days that a stage is to be given, where the asker says so.
        is_named: whether the asker named that route.
    """

    def __init__(
        self,
        question: Question,
        dossier: Dossier,
        route: str | None,
        pace: Mapping[str, int],
        facts: Iterable[str] = (),
        start: date | None = None,
    ) -> None:
        self.question, self.dossier, self.pace = question, dossier, _whole_days(pace)
        self.start, self.clause = start or question.as_of, question.treaty.clause
        self.procedure: Procedure = procedure(question.party.id)
        known = stated_facts(facts)
        self.route = self.procedure.route(
            route, treaty=question.treaty, facts=known, on=question.law_of
        )
        self.is_named = route is not None or bool(known)
        self.facts = dossier.circumstances(question, None)

    @cached_property
    def _standing(self) -> Standing:
        return standing_of(self.question, self.dossier, self.route.id)

    @cached_property
    def _behind(self) -> tuple[Stage, ...]:
        """The stages of the route that the case has behind it, by the record."""
        order, over = self._standing.order, self._standing.over
        return tuple(stage for name, stage in order.stages.items() if name in over)

    @property
    def _done(self) -> tuple[Stage, ...]:
        """Those of them that were taken: dated, or asked for by the law and stood for by none."""
        taken = self._standing.days
        stood_for = {x for each in self._behind if each.id in taken for x in each.instead_of}
        return tuple(
            each
            for each in self._behind
            if each.id in taken or not (each.is_optional or each.id in stood_for)
        )

    @property
    def _ahead(self) -> tuple[Stage, ...]:
        """The stages of the route still to come."""
        return self._standing.order.ahead(self._standing.over)

    @property
    def _needed(self) -> tuple[Stage, ...]:
        """Those of them that the law asks for."""
        return tuple(each for each in self._ahead if not each.is_optional)

    @cached_property
    def road(self) -> tuple[StageAhead, ...]:
        """The first possible day of each stage that the law still asks for."""
        return self._standing.road(self.start, self._needed)

    @property
    def first_notice(self) -> date:
        """The first day on which the State's own law lets the notice be received."""
        return self.road[-1].earliest if self.road else self.start

    def notice_at(self, pace: How) -> date:
        """Return the first day of receipt to expect at a pace."""
        road = self._roads[pace]
        return max(road[-1].expected, self.first_notice) if road else self.start

    @cached_property
    def _roads(self) -> Mapping[How, tuple[StageAhead, ...]]:
        """The roads ahead at the paces of past cases."""
        return {
            pace: self._standing.road(self.start, self._needed, pace=pace)
            for pace in ("usual", "cautious")
        }

    def first_days(self) -> tuple[PlannedStage, ...]:
        """Return the first day of each stage to come: by law, and at the paces of past cases."""
        usual, cautious = self._roads["usual"], self._roads["cautious"]
        return tuple(
            PlannedStage(
                each.stage,
                each.actor,
                None,
                self._first_because(each),
                earliest=each.earliest,
                usual=at_usual.expected,
                cautious=at_cautious.expected,
            )
            for each, at_usual, at_cautious in zip(self.road, usual, cautious, strict=True)
        )

    def _first_because(self, each: StageAhead) -> str:
        """Return why a stage is first possible on its day, with whether parliament sits then."""
        because = each.because or "as soon as what comes before it is done"
        if self._needs_extraordinary_sitting(each.stage, each.earliest):
            because += ", in an extraordinary sitting"
        return because

    def calendars(
        self, deposit_by: date | None = None, receipts: Iterable[date] = ()
    ) -> tuple[str, ...]:
        """Return the calendars that are used, and those that are not on record, in sentences."""
        return calendars(
            self.procedure,
            self._ahead,
            self.question.treaty,
            state=self.question.party.name,
            deposit_by=deposit_by,
            receipts=receipts,
        )

    def planned(self, receipt: date) -> tuple[PlannedStage, ...]:
        """Return the latest day of each stage for the depositary to have the notice by a day.

        The days follow from the legal minima; those at the paces of past cases stand beside them.
        """
        done = self._done
        ahead = self._in_time(receipt)
        possible = {each.stage: each.earliest for each in self._standing.road(self.start, ahead)}
        stages = (*done, *ahead)
        legal = self._stages(receipt, {}, stages)
        # The asker's own days of each stage count at either pace, where they are given.
        paces = (self.pace or usual_pace(stages, how) for how in ("usual", "cautious"))
        usual, cautious = (self._stages(receipt, pace, stages) for pace in paces)
        legal = tuple(
            evolve(each, usual=at_usual.latest, cautious=at_cautious.latest)
            for each, at_usual, at_cautious in zip(legal, usual, cautious, strict=True)
        )
        return (
            *map(self._as_done, done, legal),
            *(self._not_before(possible[each.stage], each) for each in legal[len(done) :]),
        )

    def left_out(self, receipt: date) -> tuple[str, ...]:
        """Return which optional stages there is no time for, in a sentence, if any."""
        kept = self._in_time(receipt)
        late = ", ".join(spelt_out(each.id) for each in self._ahead if each not in kept)
        return (f"That the case goes on without {late}: it is too late for that.",) if late else ()

    def _in_time(self, receipt: date) -> tuple[Stage, ...]:
        """Return the stages to come, save the optional ones for which there is no time left."""
        kept = self._needed
        for stage in self._ahead:
            if not stage.is_optional:
                continue
            with_it = tuple(each for each in self._ahead if each in kept or each is stage)
            if self._standing.road(self.start, with_it)[-1].earliest <= receipt:
                kept = with_it
        return kept

    def _as_done(self, stage: Stage, planned: PlannedStage) -> PlannedStage:
        when = self._standing.days.get(stage.id)
        how = f" on {when.day}" if when and when.day else ", as the record shows"
        because = f"already done{how}"
        return evolve(planned, because=because, usual=None, cautious=None, is_done=True)

    def _not_before(self, possible: date, planned: PlannedStage) -> PlannedStage:
        """Return a stage with a latest day on which it is still possible."""
        if planned.by_law >= possible:
            return planned
        at_once = possible == self.start
        because = "must be done at once" if at_once else "the first day on which the law allows it"
        if self._needs_extraordinary_sitting(planned.stage, possible):
            because += ", in an extraordinary sitting"
        return evolve(planned, latest=possible, because=because)

    def _needs_extraordinary_sitting(self, name: str, day: date) -> bool:
        sessions = self.procedure.sessions
        stage = self.procedure.stages[name]
        return stage.on_sitting_day and sessions is not None and not sessions.is_sitting_day(day)

    def _stages(
        self, receipt: date, pace: Mapping[str, int], stages: tuple[Stage, ...]
    ) -> tuple[PlannedStage, ...]:
        """Return the latest day of each of some domestic stages, reckoned back from the receipt."""
        planned: dict[str, PlannedStage] = {}
        for number, stage in reversed([*enumerate(stages)]):
            latest, because = receipt, "the day by which the depositary must have the notice"
            for later in stages[number + 1 :]:
                if self._comes_before(stage, later, stages):
                    day, why = self._start_of(stage, later, planned[later.id].by_law, pace)
                    if day < latest or (day == latest and stage.id != stages[-1].id):
                        latest, because = min(day, latest), why
            latest, because = self._on_sitting_day(stage, latest, because)
            planned[stage.id] = PlannedStage(
                stage.id, stage.actor, latest, because, stage.is_optional
            )
        return tuple(planned[stage.id] for stage in stages)

    def _comes_before(self, stage: Stage, later: Stage, stages: tuple[Stage, ...]) -> bool:
        """Return whether the days of ``later`` run from ``stage``, or it comes right after it."""
        order = self._standing.order
        if any(each.counted_from == stage.id for each in clocks(later)):
            return True
        kept = {each.id for each in stages} & order.before[later.id]
        return stage.id in order.front(kept)

    def _start_of(
        self, before: Stage, stage: Stage, latest: date, pace: Mapping[str, int]
    ) -> tuple[date, str]:
        """Return the last day for what comes before a stage that must be done by ``latest``."""
        start, why = latest, f"{spelt_out(stage.id)} comes after it"
        for limits in clocks(stage):
            minimum = limits.shortest_minimum
            if limits.counted_from not in (None, before.id) or not minimum:
                continue
            day = moved(latest, -minimum, limits, self.procedure.sessions)
            if day < start:
                basis = limits.legal_basis or stage.legal_basis
                least = limits.count_in_words(minimum)
                start, why = day, f"{spelt_out(stage.id)} takes at least {least} ({basis})"
        with in_calendar(latest, f"{pace.get(stage.id, 0)} days"):
            allowed = latest - timedelta(days=pace.get(stage.id, 0))
        if allowed < start:
            return allowed, f"{pace[stage.id]} days are usual for {spelt_out(stage.id)}"
        return start, why

    def _on_sitting_day(self, stage: Stage, latest: date, because: str) -> tuple[date, str]:
        sessions = self.procedure.sessions
        if not stage.on_sitting_day or sessions is None or sessions.is_sitting_day(latest):
            return latest, because
        sitting = sessions.previous_sitting_day(latest)
        return sitting, f"the last sitting day before {latest}, when parliament does not sit"


def _whole_days(pace: Mapping[str, int]) -> Mapping[str, int]:
    """Return the days that an asker gives to each stage; CircumstanceError for what is none."""
    days = pace.values() if isinstance(pace, Mapping) else (None,)
    if all(type(each) is int and each >= 0 for each in days):
        return pace
    raise CircumstanceError(f"pace is {pace!r}: expected whole days, by the id of a stage.")


@renamed_arguments(source="catalogue")
def typical_pace(
    party: str,
    treaty: str | Treaty,
    *,
    route: str | None = None,
    catalogue: Catalogue | None = None,
    how: How = "usual",
) -> dict[str, int]:
    """Return how many days each stage of a State's procedure usually takes.

    What half of the past cases took at most for that kind of stage, and never outside the
    stage's legal minimum and maximum.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        route: the route of the procedure; default the one that applies.
        catalogue: another catalogue than the packaged one.
        how: ``cautious`` for what nine in ten cases took at most.

    Raises:
        WithdrawalError: a name or the route makes no sense.
    """
    state, law = resolve_pair(party, treaty, catalogue)
    found = procedure(state.id)
    return usual_pace(found.stages_of(found.route(route, treaty=law)), how)
