"""Which step a word means, when it is another account of one that is over, why it is refused."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.case.proceedings.machine import Position, machine_for
from withdrawal.errors import EventOrderError
from withdrawal.law.procedures.graph import COMMON_WORDS
from withdrawal.record.events import settle

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case
    from withdrawal.law.procedures.graph import Graph, Transition
    from withdrawal.record.events import Event

__all__ = [
    "ANYWHERE",
    "REMARK",
    "account_of",
    "knows",
    "merge",
    "refusal",
    "words_of",
]

REMARK = "remark"
"""The step of an event that is worth keeping but moves nothing."""

ANYWHERE = ("conflict-began", "conflict-ended")
"""Facts about the world, which may be recorded at any stage."""


def knows(graph: Graph, step: str) -> bool:
    """Return whether a word names a step of a procedure, possible now or not."""
    return COMMON_WORDS.get(step, step) in words_of(graph)


@cache
def words_of(graph: Graph) -> frozenset[str]:
    """Return every word by which a step of a procedure may be recorded."""
    words = {REMARK, *ANYWHERE}
    for each in graph.transitions:
        words.add(each.trigger)
        if each.stage is not None:
            words.update((each.stage.id, each.stage.kind.id, *each.stage.aliases))
    return frozenset(words)


def account_of(case: Case, step: str) -> int | None:
    """Return the number of the last entry that a step may be another account of.

    An act may come back several times, so a return that has been dealt with is no longer meant.
    """
    word = COMMON_WORDS.get(step, step)
    has_moved_on = False
    for number in reversed(range(len(case.entries))):
        transition = case.entries[number].transition
        if transition is None:
            continue
        if _answers(transition, word):
            return None if has_moved_on and transition.kind == "return" else number
        has_moved_on = has_moved_on or case.entries[number].moves
    return None


def _answers(transition: Transition, step: str) -> bool:
    if transition.kind in ("return", "reject"):
        return transition.trigger == step
    stage = transition.stage
    return transition.trigger == step or (stage is not None and stage.answers_to(step))


def merge(old: Event, new: Event) -> Event:
    """Return one event of two accounts: with more sources where they agree, else with a rival."""
    agrees = (old.when, old.until) == (new.when, new.until)
    if agrees and new.votes in (None, old.votes):
        return evolve(old, sources=(*old.sources, *new.sources))
    return settle([old, evolve(new, step=old.step)])


def refusal(case: Case, event: Event) -> EventOrderError:
    """Return the error that says why an event cannot have happened, and what could."""
    if not knows(case.graph, event.step):
        return _unknown(case, event.step)
    number = account_of(case, event.step)
    machine = machine_for(case.graph)
    if number is not None and not event.sources:
        return EventOrderError(
            f"{event.step!r} already took place ({case.entries[number].event.when}): "
            "expected a source, if this is another account of it.",
            suggestions=machine.allowed(Position(case.stage)),
        )
    return machine.refusal(Position(case.stage), COMMON_WORDS.get(event.step, event.step))


def _unknown(case: Case, step: str) -> EventOrderError:
    from difflib import get_close_matches

    words = words_of(case.graph) | COMMON_WORDS.keys()
    possible = tuple(dict.fromkeys(each.trigger for each in case.graph.lawful(case.stage)))
    return EventOrderError(
        f"{step!r} is no step of the procedure of {case.procedure.name}: expected "
        f"{' or '.join((*possible, repr(REMARK)))}.",
        suggestions=get_close_matches(step, sorted(words), n=3) or possible,
    )
