"""What can happen next in a case, and what it still owes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import frozen

from withdrawal.case.checks import floor_of

if TYPE_CHECKING:
    from withdrawal.case.case import Case
    from withdrawal.law.graph import Transition, TransitionKind
    from withdrawal.law.stages import Stage

__all__ = ["NextStep", "next_steps", "owed"]

_TOLD_BY = {
    "all other parties": "notice-to-other-parties",
    "UN Security Council": "notice-to-un-security-council",
}
_DEPOSITARY_SIDE = ("effect", "period-ended-in-conflict", "conflict-ended")


@frozen
class NextStep:
    """Something that can happen next.

    Attributes:
        step: the word to record it by.
        kind: what it would do: ``advance``, ``skip``, ``reject``, ``return``, ``notice`` ...
        actor: who acts; None where nobody does (effect).
        decision: what is decided or done.
        majority: the votes it takes, in words; None where there is no vote.
        limits: how fast and how slow the law lets it be, in words.
        earliest: the first day the law allows, where it can be known.
        latest: the last day the law allows, where it can be known.
        legal_basis: where that is laid down.
    """

    step: str
    kind: TransitionKind
    actor: str | None = None
    decision: str = ""
    majority: str | None = None
    limits: str = ""
    earliest: date | None = None
    latest: date | None = None
    legal_basis: str | None = None

    @property
    def in_words(self) -> str:
        """The step, who takes it and within which days."""
        who = f": {self.actor}" if self.actor else ""
        return f"{self.step}{who}" + (f" ({self.limits})" if self.limits else "")

    def to_json(self) -> dict[str, Any]:
        """Return the step as plain data."""
        return {
            "step": self.step,
            "kind": self.kind,
            "actor": self.actor,
            "decision": self.decision,
            "majority": self.majority,
            "limits": self.limits,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "legal_basis": self.legal_basis,
        }


def next_steps(case: Case) -> tuple[NextStep, ...]:
    """Return what can happen next, in the order of the procedure.

    Steps that only a gap in the record would imply are left out, and so are notes.
    """
    possible = case.procedure.graph(case.route).lawful(case.stage)
    return tuple(_next_step(case, each) for each in possible if each.kind not in ("imply", "note"))


def _next_step(case: Case, transition: Transition) -> NextStep:
    if transition.stage is None:
        return _treaty_side(case, transition)
    stage, limits = transition.stage, transition.limits
    earliest, latest = _days(case, transition)
    is_refusal = transition.kind in ("return", "reject")
    return NextStep(
        step=transition.trigger,
        kind=transition.kind,
        actor=stage.actor,
        decision=f"{transition.trigger} ({stage.id})" if is_refusal else stage.decision,
        majority=transition.majority.in_words() if transition.majority else None,
        limits=limits.in_words(),
        earliest=earliest,
        latest=latest,
        legal_basis=stage.legal_basis,
    )


def _treaty_side(case: Case, transition: Transition) -> NextStep:
    """Return a step of the treaty's own: effect, revocation, the end of a conflict."""
    from withdrawal.case.reply import effect_bounds, period_end

    actor = None if transition.trigger in _DEPOSITARY_SIDE else case.procedure.name
    article = case.treaty.clause.article
    basis = f"{case.treaty.name}, art. {article}" if article else case.treaty.name
    earliest = latest = None
    if transition.trigger == "effect":
        earliest, latest = effect_bounds(case)
    elif transition.trigger == "period-ended-in-conflict":
        earliest = latest = period_end(case)
    elif transition.trigger == "revoked":
        _, effect = effect_bounds(case)
        latest = effect - timedelta(days=1) if effect else None
        basis = "Vienna Convention on the Law of Treaties, art. 68"
    return NextStep(
        step=transition.trigger,
        kind=transition.kind,
        actor=actor,
        earliest=earliest,
        latest=latest,
        legal_basis=basis,
    )


def _days(case: Case, transition: Transition) -> tuple[date | None, date | None]:
    """Return the first and last day of a stage, where days run from an event on record."""
    limits, floor = transition.limits, floor_of(case.entries)
    start = _counted_from(case, transition)
    earliest = None if floor == date.min else floor
    if limits.unit != "calendar" or start is None:
        return _sitting(case, transition, earliest), None
    if limits.minimum is not None and start[0] is not None:
        earliest = max(floor, start[0] + timedelta(days=limits.minimum))
    latest = None
    if limits.maximum is not None and start[1] is not None:
        latest = start[1] + timedelta(days=limits.maximum)
    return _sitting(case, transition, earliest), latest


def _sitting(case: Case, transition: Transition, day: date | None) -> date | None:
    """Return the first sitting day from ``day`` on, for a stage that needs one."""
    sessions = case.procedure.sessions
    if day is None or sessions is None or not transition.stage:
        return day
    return sessions.next_sitting_day(day) if transition.stage.on_sitting_day else day


def _counted_from(case: Case, transition: Transition) -> tuple[date | None, date | None] | None:
    wanted = transition.limits.counted_from
    for entry in reversed(case.entries):
        stage = entry.transition.stage if entry.transition and entry.moves else None
        if stage is not None and wanted in (None, stage.id):
            return entry.event.when.earliest, entry.event.when.latest
    return None


def owed(case: Case) -> tuple[str, ...]:
    """Return what is still missing before effect, in order, in words.

    First the stages that are neither done nor optional, then whoever has not been told. A case
    that is over, and one whose effect has come, owes no more stages; recipients not on record as
    told are listed all the same, because their notice does not depend on the clock.
    """
    if case.is_over and case.stage != "effective":
        return ()
    return (*_stages_ahead(case), *_not_told(case))


def _stages_ahead(case: Case) -> tuple[str, ...]:
    if any(each.trigger == "notice-received" for each in case.path):
        return ()
    over = _over(case)
    ahead = []
    for stage in case.procedure.stages_of(case.route):
        if stage.id not in over and not stage.is_optional:
            ahead.append(_in_words(stage))
        if stage.kind.id in ("notice", "suspension-claim"):
            break
    return tuple(ahead)


def _over(case: Case) -> set[str]:
    """Return the stages done or passed over; those to be taken again are not."""
    over: set[str] = set()
    for transition in case.path:
        over.update(transition.skipped)
        if transition.stage is None:
            continue
        if transition.kind == "return":
            again = {name for back in transition.stage.returns for name in back.to}
            over -= again | {transition.stage.id}
        else:
            over.add(transition.stage.id)
    return over


def _in_words(stage: Stage) -> str:
    limits = stage.limits.in_words()
    return f"{stage.id}: {stage.actor}" + (f" ({limits})" if limits else "")


def _not_told(case: Case) -> tuple[str, ...]:
    done = {entry.transition.trigger for entry in case.entries if entry.transition}
    is_received = "notice-received" in done
    clause = case.treaty.clause
    missing = [
        recipient
        for recipient in clause.recipients
        if _TOLD_BY.get(recipient) not in done and not (is_received and recipient not in _TOLD_BY)
    ]
    reasons = ", with a full statement of reasons" if clause.needs_reasons else ""
    return tuple(f"notice to: {recipient}{reasons}" for recipient in missing)
