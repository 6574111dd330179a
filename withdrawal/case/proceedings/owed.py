"""What can happen next in a case, and what it still owes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from withdrawal.case.answering.so_far import in_words, not_told
from withdrawal.case.proceedings.admissible import floor_of
from withdrawal.case.proceedings.course import Course, days_counted_from, effect_bounds, period_end
from withdrawal.datafiles import AsTable
from withdrawal.dates import DAY
from withdrawal.law.procedures.graph.graph import Transition, TransitionKind
from withdrawal.law.procedures.limits import window
from withdrawal.values import frozen

_DEPOSITARY_SIDE = ("effect", "period-ended-in-conflict", "conflict-ended")


@frozen
class NextStep(AsTable):
    """Something that can happen next.

    Attributes:
        step: the word to record it by.
        kind: what it would do: ``advance``, ``skip``, ``reject``, ``return``, ``notice`` ...
        actor: who acts; None where nobody does (effect).
        majority: the votes it takes, in words; None where there is no vote.
        earliest: the first day the law allows, where it can be known.
        latest: the last day the law allows, where it can be known.
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


def next_steps(course: Course) -> tuple[NextStep, ...]:
    """Return what can happen next, in the order of the procedure.

    Steps that only a gap in the record would imply are left out, and so are notes.
    """
    possible = course.graph.lawful(course.state)
    return tuple(
        _next_step(course, each) for each in possible if each.kind not in ("imply", "note")
    )


def _next_step(course: Course, transition: Transition) -> NextStep:
    if transition.stage is None:
        return _treaty_side(course, transition)
    stage, limits = transition.stage, transition.limits
    earliest, latest = _days(course, transition)
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


def _treaty_side(course: Course, transition: Transition) -> NextStep:
    """Return a step of the treaty's own: effect, revocation, the end of a conflict."""
    actor = None if transition.trigger in _DEPOSITARY_SIDE else course.procedure.name
    article = course.treaty.clause.article
    basis = f"{course.treaty.name}, art. {article}" if article else course.treaty.name
    earliest = latest = None
    if transition.trigger == "effect":
        earliest, latest = effect_bounds(course)
    elif transition.trigger == "period-ended-in-conflict":
        earliest = latest = period_end(course)
    elif transition.trigger == "revoked":
        _, effect = effect_bounds(course)
        latest = effect - DAY if effect else None
        basis = "Vienna Convention on the Law of Treaties, art. 68"
    return NextStep(
        step=transition.trigger,
        kind=transition.kind,
        actor=actor,
        earliest=earliest,
        latest=latest,
        legal_basis=basis,
    )


def _days(course: Course, transition: Transition) -> tuple[date | None, date | None]:
    """Return the first day to expect and the last lawful day of a stage, as far as known."""
    stage, standing = transition.stage, course.standing
    assert stage is not None
    floor = floor_of(course)
    if stage.id not in standing.order.before or floor == date.min:
        return (None if floor == date.min else floor), None
    told = [each for each in course.entries if each.moves or each.transition is None]
    reckoned = partial(
        window,
        stage,
        order=standing.order,
        start=floor,
        sessions=course.procedure.sessions,
        limits=transition.limits,
    )
    first = reckoned(days_counted_from(told, "earliest")).expected_from
    return first, reckoned(days_counted_from(told, "latest")).lawful_until


def _owed_after(course: Course) -> Iterator[str]:
    """Yield the approvals that the law lets follow the notice, and that are not on record."""
    stages = (each.transition.stage for each in course.steps)
    done = {each.id for each in stages if each is not None}
    for stage in course.standing.order.later:
        if stage.is_binding_approval and stage.id not in done:
            yield in_words(stage)


def owed(course: Course) -> tuple[str, ...]:
    """Return what is still missing before effect, in order, in words.

    First the stages that are neither done nor optional, then whoever has not been told. A case
    that is over, and one whose effect has come, owes no more stages; recipients not on record as
    told are listed all the same, because their notice does not depend on the clock.
    """
    if course.is_over and course.state != "effective":
        return ()
    ahead = (*map(in_words, course.standing.ahead), *_owed_after(course))
    is_received = any(each.step == "notice-received" for each in course.told)
    return (*ahead, *not_told(course.treaty.clause, course.told, is_received=is_received))
