"""How far a case has come in the State's procedure, what comes next and what is still owed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from withdrawal.case.ahead import StageAhead, road_ahead
from withdrawal.case.answer import Progress, Status
from withdrawal.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from withdrawal.case.dossier import Dossier
    from withdrawal.case.question import Question
    from withdrawal.law.procedure import Procedure, Route
    from withdrawal.law.stages import Stage
    from withdrawal.record.history import Withdrawal

__all__ = ["RecordedStanding", "progress", "recorded_standing"]


def progress(
    question: Question,
    chosen: Withdrawal | None,
    status: Status,
    standing: Callable[[], RecordedStanding],
) -> Progress:
    """Return how far the case has come by the day of the question.

    Args:
        question: the question.
        chosen: the notice the answer is about, if any.
        status: the answer's status.
        standing: gives where the case stands; asked only where no notice has been given yet.
    """
    if status in _NO_CASE:
        return Progress()
    if status in ("not-notified", "announced", "suspended") or _is_ahead(question):
        return _before_notice(question, standing())
    return _after_notice(question, chosen, status)


def _is_ahead(question: Question) -> bool:
    """Return whether the notice asked about may still lie ahead of the day of the question."""
    given = question.received
    return given is not None and (given.latest or given.earliest or date.min) > question.as_of


_NO_CASE = frozenset(
    {"not-a-party", "no-exit", "not-open", "ended", "not-in-force", "no-effect", "disputed"}
)

_AFTER = {
    "effective": ("effective", None),
    "pending": ("notified", "the period runs; it ends with effect"),
    "conditional": ("notified", "the end of what effect waits for"),
    "revoked": ("revoked", None),
}


def _after_notice(question: Question, chosen: Withdrawal | None, status: Status) -> Progress:
    stage, following = _AFTER[status]
    given = question.received or (chosen.known("received") or chosen.given if chosen else None)
    return Progress(stage=stage, reached_on=str(given) if given else None, next=following)


def _before_notice(question: Question, standing: RecordedStanding) -> Progress:
    """Return the last stage of the State's procedure on record, and those still to come."""
    reached, reached_on = standing.reached, standing.reached_on
    if reached is None and question.approved is not None:
        reached, reached_on = "approved by parliament", question.approved.isoformat()
    ahead = standing.ahead
    return Progress(
        stage=reached,
        reached_on=reached_on,
        next=_in_words(ahead[0]) if ahead else None,
        owed=(*(_in_words(stage) for stage in ahead), *_treaty_side(question)),
        route=standing.route.id,
    )


@frozen
class RecordedStanding:
    """Where a State stands in its procedure, by the record alone.

    A case that is played event by event knows more (see `withdrawal.forecast.standing`): this
    takes the dated steps as they are, in whatever order and with whatever gaps.

    Attributes:
        procedure: the procedure.
        route: the route that applies.
        reached: the stage done last; None where none is on record.
        reached_on: when, as an EDTF text.
        done: the days of the stages done, as far as they are known exactly.
        ahead: the stages still to come that the law does not leave open.
    """

    procedure: Procedure
    route: Route
    reached: str | None
    reached_on: str | None
    done: dict[str, date]
    ahead: tuple[Stage, ...]

    def road(self, start: date) -> tuple[StageAhead, ...]:
        """Return the first possible day of each stage ahead, from ``start`` on."""
        return road_ahead(self.procedure, self.ahead, start, self.done)


def recorded_standing(question: Question, dossier: Dossier) -> RecordedStanding:
    """Return where a State stands by the day of the question, from its dossier."""
    from withdrawal.law.procedure import procedure

    state = procedure(question.party.id)
    route = state.route(treaty=question.treaty)
    stages = state.stages_of(route)
    days = [_days_of(stage, question, dossier) for stage in stages]
    done = [(day, number) for number, each in enumerate(days) for day in each]
    furthest = max((number for _, number in done), default=-1)
    latest = max(done, key=lambda each: (each[0].latest or date.min, each[1]), default=None)
    returned = _returned_after(latest[0] if latest else None, dossier)
    if returned is not None:
        return RecordedStanding(
            procedure=state,
            route=route,
            reached="returned",
            reached_on=str(returned),
            done={},
            ahead=_after_return(stages),
        )
    return RecordedStanding(
        procedure=state,
        route=route,
        reached=stages[latest[1]].id if latest else None,
        reached_on=str(latest[0]) if latest else None,
        done={stages[number].id: day.day for day, number in done if day.day is not None},
        ahead=tuple(stage for stage in stages[furthest + 1 :] if not stage.is_optional),
    )


def _returned_after(last: PartialDate | None, dossier: Dossier) -> PartialDate | None:
    """Return when the act was sent back, where nothing on record has followed since."""
    days = [each.when for each in dossier.events if each.step == "returned"]
    if not days or last is None:
        return None
    is_last = (days[-1].earliest or date.min) >= (last.latest or date.max)
    return days[-1] if is_last else None


def _after_return(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Return the stages to be taken again after the act was sent back, and those that follow."""
    ids = [stage.id for stage in stages]
    again = [ids.index(each.to[0]) for stage in stages for each in stage.returns if each.to]
    return tuple(stage for stage in stages[min(again, default=0) :] if not stage.is_optional)


def _days_of(stage: Stage, question: Question, dossier: Dossier) -> list[PartialDate]:
    """Return the days on which a stage is on record (or given) as done."""
    if question.approved is not None and stage.kind.id == "final-vote":
        return [PartialDate.of(question.approved)]
    return [each.when for each in dossier.events if stage.answers_to(each.step)]


def _in_words(stage: Stage) -> str:
    limits = stage.limits.in_words()
    within = f" ({limits})" if limits else ""
    return f"{stage.id}: {stage.actor}{within}"


def _treaty_side(question: Question) -> tuple[str, ...]:
    clause = question.treaty.clause
    return tuple(f"notice to: {each}" for each in clause.recipients)
