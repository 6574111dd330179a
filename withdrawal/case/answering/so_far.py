"""What an answer says of how far a case has come: reached, next, owed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.answering.disputes import suspension_claim
from withdrawal.case.asking.dossier import Dossier
from withdrawal.case.asking.question import Question
from withdrawal.case.findings import StandingSummary, Status
from withdrawal.case.statuses import STATUS
from withdrawal.dates import PartialDate
from withdrawal.law.clause.clause import Clause
from withdrawal.law.procedures.words import TOLD_BY
from withdrawal.record.events import Event

if TYPE_CHECKING:
    from withdrawal.case.standing import Standing
    from withdrawal.law.procedures.stages import Stage


def standing_of(question: Question, dossier: Dossier, route: str | None = None) -> Standing:
    """Return where a State stands by the day of a question, from its dossier.

    Args:
        route: the route of the State's procedure; default the one that applies.
    """
    known = dossier.standing
    if known is not None and route in (None, known.route.id):
        return known
    from withdrawal.case.standing import moves_of, stand
    from withdrawal.law.procedures.library import procedure

    state = procedure(question.party.id)
    chosen = state.route(route, treaty=question.treaty, on=question.law_of)
    events = _since_the_last_end(question, dossier)
    if question.approved is not None:
        events = (*events, Event("final-vote", PartialDate.of(question.approved)))
    return stand(state, chosen, moves_of(state.graph(chosen), events))


def _since_the_last_end(question: Question, dossier: Dossier) -> tuple[Event, ...]:
    """Return the steps on record that still count: those taken since the last notice or exit.

    A State that declared a suspension decided on that, not on leaving.
    """
    if suspension_claim(dossier) is not None:
        return ()
    ends = [each.given for each in dossier.notices]
    ends.append(dossier.returned_after(question.as_of))
    last = max((each for each in ends if each is not None), default=date.min)
    return tuple(each for each in dossier.events if (each.when.latest or date.max) > last)


def summary_of(
    question: Question,
    status: Status,
    standing: Callable[[], Standing],
    *,
    given: PartialDate | date | None,
    since: PartialDate | date | None = None,
    events: Iterable[Event] = (),
) -> StandingSummary:
    """Return how far a case has come by the day of a question.

    Args:
        standing: gives where the case stands; asked only where no notice has been given yet.
        since: since when the State is out, or the notice taken back, where either is so and the
            day is known, in full or in part.
    """
    row = STATUS[status]
    if not row.has_way:
        return StandingSummary()
    if (given is None and since is None) or _is_ahead(question):
        return _before_notice(question, status, standing())
    reached, told = row.reached, tuple(events)
    is_asked = told and row.is_running
    owed = not_told(question.treaty.clause, told, is_received=True) if is_asked else ()
    when = since if reached in ("effective", "revoked") else since or given
    on = None if when is None else str(when)
    return StandingSummary(stage=reached, reached_on=on, next=row.following, owed=owed)


def _is_ahead(question: Question) -> bool:
    """Return whether the notice asked about may still lie ahead of the day of the question."""
    given = question.received
    return given is not None and (given.latest or given.earliest or date.min) > question.as_of


def _before_notice(question: Question, status: Status, standing: Standing) -> StandingSummary:
    """Return the last stage reached, and those still to come."""
    reached, reached_on = standing.state, standing.reached_on
    is_known = bool(standing.moves)
    if not is_known and question.approved is not None:
        reached, reached_on = "approved by parliament", PartialDate.of(question.approved)
        is_known = True
    ahead = standing.ahead if STATUS[status].owes_stages else ()
    owed = tuple(in_words(stage) for stage in ahead)
    recipients = not_told(question.treaty.clause, ()) if owed else ()
    return StandingSummary(
        stage=reached if is_known else None,
        reached_on=str(reached_on) if is_known else None,
        next=owed[0] if owed else None,
        owed=(*owed, *recipients),
        route=standing.route.id,
    )


def in_words(stage: Stage) -> str:
    """Return a stage, who takes it and within which days."""
    limits = stage.limits.in_words()
    return f"{stage.id}: {stage.actor}" + (f" ({limits})" if limits else "")


def not_told(
    clause: Clause, events: Iterable[Event], *, is_received: bool = False
) -> tuple[str, ...]:
    """Return whoever has not been told of the notice, by the record, in words.

    Args:
        is_received: whether notice was received, so that whoever receives it was told.
    """
    done = {each.step for each in events}
    reasons = ", with a full statement of reasons" if clause.needs_reasons else ""
    return tuple(
        f"notice to: {each}{reasons}"
        for each in clause.recipients
        if TOLD_BY.get(each) not in done and not (is_received and each not in TOLD_BY)
    )
