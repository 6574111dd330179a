"""Planning backwards: to be out by a day, the latest day for the notice and for each step before.

The day of receipt is the exact inverse of the clause. The days before it follow from the legal
minimum of each stage of the State's procedure, and from its parliament's sitting days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from withdrawal.case.ahead import moved
from withdrawal.case.dossier import dossier_of
from withdrawal.case.inquiry import Inquiry
from withdrawal.case.outsiders import why_not_a_party
from withdrawal.case.question import Day, Question, Spans, make_question
from withdrawal.case.sentence import long_date, possessive, state_with_article, with_article
from withdrawal.dates import parse_day

if TYPE_CHECKING:
    from withdrawal.law.catalogue import Catalogue
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.procedure import Procedure
    from withdrawal.law.stages import Stage
    from withdrawal.law.treaty import Treaty

__all__ = ["SCHEMA", "Plan", "PlannedStage", "plan"]

SCHEMA = "withdrawal/plan/1"


@frozen
class PlannedStage:
    """The latest day for one stage.

    Attributes:
        stage: its id.
        actor: who acts.
        latest: the last day on which it can be done in time.
        because: what that day follows from.
        is_optional: whether the law lets the case go on without it.
        typical: the last day if the later stages take as long as usual; None where not asked.
    """

    stage: str
    actor: str
    latest: date
    because: str
    is_optional: bool = False
    typical: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return ``{"stage", "actor", "latest", "because", "optional", "typical"}``."""
        return {
            "stage": self.stage,
            "actor": self.actor,
            "latest": self.latest.isoformat(),
            "because": self.because,
            "optional": self.is_optional,
            "typical": _iso(self.typical),
        }


@frozen
class Plan:
    """The latest day for each step, to be out by a day.

    Attributes:
        treaty: the treaty's id.
        party: the State's id.
        out_by: the day by which the State wants to be out.
        latest_receipt: the last day of receipt whose effect is not after it; None if impossible.
        effect_then: the day of effect of a notice received on that day.
        stages: the domestic steps, in order.
        assumptions: what was taken for granted.
        impossible: why it cannot be done, where it cannot.
        earliest_possible: the earliest day on which the State could be out instead.
        as_of: nothing is planned before this day.
        party_name, treaty_name: the usual names.
    """

    treaty: str
    party: str
    out_by: date
    as_of: date
    latest_receipt: date | None = None
    effect_then: date | None = None
    stages: tuple[PlannedStage, ...] = ()
    assumptions: tuple[str, ...] = ()
    impossible: str | None = None
    earliest_possible: date | None = None
    party_name: str = ""
    treaty_name: str = ""

    @property
    def sentence(self) -> str:
        """The plan in one English sentence."""
        goal = f"To be out of {with_article(self.treaty_name)} by {long_date(self.out_by)}"
        state = state_with_article(self.party_name)
        if self.latest_receipt is None:
            instead = ""
            if self.earliest_possible is not None:
                instead = f" The earliest possible day is {long_date(self.earliest_possible)}."
            return f"{goal} is not possible for {state}: {self.impossible}{instead}"
        assert self.effect_then is not None
        return (
            f"{goal}, {possessive(state)} notice must be received by "
            f"{long_date(self.latest_receipt)}; effect would then be on "
            f"{long_date(self.effect_then)}."
        )

    def to_json(self) -> dict[str, Any]:
        """Return the plan as JSON-ready data, schema ``withdrawal/plan/1``."""
        return {
            "schema": SCHEMA,
            "treaty": self.treaty,
            "party": self.party,
            "out_by": self.out_by.isoformat(),
            "latest_receipt": _iso(self.latest_receipt),
            "effect_then": _iso(self.effect_then),
            "stages": [each.to_json() for each in self.stages],
            "assumptions": list(self.assumptions),
            "impossible": self.impossible,
            "earliest_possible": _iso(self.earliest_possible),
            "as_of": self.as_of.isoformat(),
            "sentence": self.sentence,
        }

    def __str__(self) -> str:
        return self.sentence


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def plan(
    party: str,
    treaty: str | Treaty,
    *,
    out_by: Day,
    route: str | None = None,
    as_of: Day | None = None,
    conflict: Spans | None = None,
    in_force_for_party: Day | None = None,
    pace: Mapping[str, int] | None = None,
    source: Catalogue | None = None,
) -> Plan:
    """Return the latest day of each step for a State to be out of a treaty by a day.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        out_by: the day by which the State wants to be out.
        route: the route of its procedure; default the one that applies.
        as_of: nothing is planned before this day, default today.
        conflict: armed conflicts, as for `withdrawal.when`.
        in_force_for_party: when the treaty came into force for the State.
        pace: by stage id, the days a stage usually takes (`withdrawal.typical_pace`); each
            stage then also says the latest day at that pace.
        source: another catalogue than the packaged one.

    Raises:
        WithdrawalError: a name, a date or the route makes no sense.
    """
    question = make_question(
        party,
        treaty,
        as_of=as_of,
        conflict=conflict,
        in_force_for_party=in_force_for_party,
        source=source,
    )
    return _Planning(question, parse_day(out_by), route, pace or {}).plan()


class _Planning:
    """One target on its way to a plan."""

    def __init__(
        self, question: Question, out_by: date, route: str | None, pace: Mapping[str, int]
    ) -> None:
        from withdrawal.law.procedure import procedure

        self.question, self.out_by, self.pace = question, out_by, pace
        self.procedure: Procedure = procedure(question.party.id)
        self.route = self.procedure.route(route, treaty=question.treaty)
        self.is_named = route is not None
        self.dossier = dossier_of(question)
        self.facts: Circumstances = self.dossier.circumstances(question, None)

    def plan(self) -> Plan:
        clause = self.question.treaty.clause
        if clause.exit != "allowed" and self.facts.route is None:
            return self._make(impossible="the treaty has no clause on leaving it.")
        bond = self.dossier.bond_on(self.question.as_of)
        if self.dossier.membership.status == "not-a-party":
            return self._make(impossible="it is not a party.")
        if bond.left_on is not None:
            return self._make(impossible=f"it left on {long_date(bond.left_on)}.")
        reason = why_not_a_party(Inquiry(self.question, self.dossier, None))
        if reason is not None:
            return self._make(impossible=reason.text)
        latest = clause.latest_notice(self.out_by, self.facts, not_before=self.question.as_of)
        if latest is None:
            return self._too_late()
        stages = self._planned(latest)
        return self._make(
            latest_receipt=latest,
            effect_then=clause.effect(latest, self.facts),
            stages=stages,
            assumptions=(*self._assumptions(latest), *self._tight(stages)),
        )

    def _too_late(self) -> Plan:
        clause, today = self.question.treaty.clause, self.question.as_of
        possible = clause.earliest_effect(today, self.facts)
        if possible is None:
            obstacle = clause.reckon(today, self.facts).obstacle
            return self._make(impossible=obstacle.text if obstacle else "no notice has effect.")
        notice, effect = possible
        return self._make(
            impossible=f"a notice received on {long_date(notice)}, the first possible day, takes "
            f"effect on {long_date(effect)}.",
            earliest_possible=effect,
        )

    def _make(self, **values: Any) -> Plan:
        question = self.question
        return Plan(
            treaty=question.treaty.id,
            party=question.party.id,
            out_by=self.out_by,
            as_of=question.as_of,
            party_name=question.party.name,
            treaty_name=question.treaty.name,
            **values,
        )

    def _assumptions(self, latest: date) -> tuple[str, ...]:
        reckoning = self.question.treaty.clause.reckon(latest, self.facts)
        readings = self.question.treaty.clause.readings(latest, self.facts)
        return (
            *reckoning.assumptions,
            *(
                f"On another reading this notice would be too late. {each.text}"
                for each in readings
                if each.effect is None or each.effect > self.out_by
            ),
            "That a stage without a legal minimum takes no longer than a day; most take longer.",
            *self.procedure.assumptions(self.route, is_named=self.is_named),
            *self.dossier.assumptions(self.question, None),
            *self.dossier.doubt,
        )

    def _tight(self, stages: tuple[PlannedStage, ...]) -> tuple[str, ...]:
        """Return the stages whose latest day has already passed, as a warning."""
        passed = [each.stage for each in stages if each.latest < self.question.as_of]
        if not passed:
            return ()
        return (f"Already done by {self.question.as_of}: {', '.join(passed)}.",)

    def _planned(self, receipt: date) -> tuple[PlannedStage, ...]:
        """Return the stages by the legal minima, with the days at the usual pace where asked."""
        legal = self._stages(receipt, {})
        if not self.pace:
            return legal
        usual = self._stages(receipt, self.pace)
        return tuple(
            evolve(each, typical=at_pace.latest) for each, at_pace in zip(legal, usual, strict=True)
        )

    def _stages(self, receipt: date, pace: Mapping[str, int]) -> tuple[PlannedStage, ...]:
        """Return the latest day of each domestic stage, reckoned back from the receipt."""
        planned: dict[str, PlannedStage] = {}
        stages = self.procedure.stages_of(self.route)
        for number in range(len(stages) - 1, -1, -1):
            stage = stages[number]
            latest, because = receipt, "the day by which the depositary must have the notice"
            for later in stages[number + 1 :]:
                if later.id in planned and self._comes_before(stage, later, stages):
                    day, why = self._start_of(later, planned[later.id].latest, pace)
                    if day < latest or (day == latest and stage.id != stages[-1].id):
                        latest, because = min(day, latest), why
            latest, because = self._on_sitting_day(stage, latest, because)
            planned[stage.id] = PlannedStage(
                stage.id, stage.actor, latest, because, stage.is_optional
            )
        return tuple(planned[stage.id] for stage in stages if stage.id in planned)

    def _comes_before(self, stage: Stage, later: Stage, stages: tuple[Stage, ...]) -> bool:
        """Return whether ``later`` waits for ``stage``."""
        if later.limits.counted_from == stage.id:
            return True
        if later.after is not None:
            return stage.id in later.after
        ids = [each.id for each in stages]
        return ids.index(later.id) == ids.index(stage.id) + 1

    def _start_of(self, stage: Stage, latest: date, pace: Mapping[str, int]) -> tuple[date, str]:
        """Return the last day for what comes before a stage that must be done by ``latest``."""
        minimum = stage.limits.minimum or 0
        allowed = pace.get(stage.id, 0)
        if allowed > minimum:
            return latest - timedelta(days=allowed), f"{allowed} days are usual for {stage.id}"
        if minimum:
            words = f"{stage.id} takes at least {minimum} {_unit(stage)} ({stage.legal_basis})"
            return moved(latest, -minimum, stage.limits.unit, self.procedure), words
        return latest, f"{stage.id} comes after it"

    def _on_sitting_day(self, stage: Stage, latest: date, because: str) -> tuple[date, str]:
        sessions = self.procedure.sessions
        if not stage.on_sitting_day or sessions is None or sessions.is_sitting_day(latest):
            return latest, because
        sitting = sessions.previous_sitting_day(latest)
        return sitting, f"the last sitting day before {latest}, when parliament does not sit"


def _unit(stage: Stage) -> str:
    unit = stage.limits.unit
    return "days" if unit == "calendar" else f"{unit} days"
