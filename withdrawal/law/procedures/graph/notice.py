"""What follows a notice, the same for every State and every procedure.

A period runs from the receipt by the depositary, then the withdrawal takes effect: unless the
State is in an armed conflict when the period ends, or takes its notice back before effect
(Vienna Convention on the Law of Treaties, art. 68). A claim of suspension starts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from withdrawal.law.procedures.graph.graph import State, Transition
from withdrawal.law.procedures.stages import Phase, Stage
from withdrawal.law.procedures.words import NOTES, TOLD_BY

NOTIFIED = "notified"
WAITING = "waiting-for-end-of-conflict"
EFFECTIVE = "effective"
REVOKED = "revoked"
SUSPENDED = "suspension-claimed"

NOTICES = tuple(TOLD_BY.values())
"""Telling the other recipients: owed, but it starts no clock, and may come before or after."""

_WHILE_WAITING = (*NOTICES, "objection")


def treaty_side(
    end: Stage, later: Sequence[Stage]
) -> tuple[tuple[State, ...], tuple[Transition, ...]]:
    """Return the states and transitions that follow the end of the domestic part.

    Args:
        end: the last domestic stage: a notice or a claim of suspension.
        later: stages that may follow a notice: the publication of a statement, or an approval
            that the law lets follow, whose refusal undoes the notice.
    """
    if end.kind.id == "suspension-claim":
        state = State(SUSPENDED, Phase.SUSPENSION_CLAIMED, is_final=True)
        return (state,), (_note(SUSPENDED, "objection"),)
    states = (
        State(NOTIFIED, Phase.NOTIFIED),
        State(WAITING, Phase.WAITING_FOR_END_OF_CONFLICT),
        State(EFFECTIVE, Phase.EFFECTIVE, is_final=True),
        State(REVOKED, Phase.REVOKED, is_final=True),
        State(SUSPENDED, Phase.SUSPENSION_CLAIMED),
    )
    return states, (*_moves(end), *_notes(later))


def _moves(notice: Stage) -> Iterator[Transition]:
    yield Transition(NOTIFIED, "effect", EFFECTIVE, "effect")
    yield Transition(NOTIFIED, "period-ended-in-conflict", WAITING, "wait")
    yield Transition(NOTIFIED, "revoked", REVOKED, "revoke")
    yield Transition(WAITING, "conflict-ended", EFFECTIVE, "effect")
    yield Transition(WAITING, "revoked", REVOKED, "revoke")
    yield Transition(SUSPENDED, notice.trigger, NOTIFIED, "notice", notice)


def _notes(later: Sequence[Stage]) -> Iterator[Transition]:
    yield _note(SUSPENDED, "objection")
    for name in NOTES:
        yield _note(NOTIFIED, name)
    for name in _WHILE_WAITING:
        yield _note(WAITING, name)
    for stage in later:
        votes = None if stage.is_opinion else stage.majority
        for state in (NOTIFIED, WAITING, EFFECTIVE):
            yield Transition(
                state, stage.trigger, state, "note", stage, majority=votes, limits=stage.limits
            )
    undoing = next((each for each in later if each.undoes_notice), None)
    for state in (NOTIFIED, WAITING) if undoing else ():
        yield Transition(state, "rejected", REVOKED, "revoke", undoing)


def _note(state: str, name: str) -> Transition:
    return Transition(state, name, state, "note")
