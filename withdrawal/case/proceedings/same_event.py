"""Which step a word means, when it is another account of one that is over, why it is refused."""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import evolve

from withdrawal.case.proceedings.course import ANYWHERE, Course
from withdrawal.dates import PartialDate
from withdrawal.errors import EventOrderError, near_misses
from withdrawal.law.procedures.graph.graph import Graph, Transition
from withdrawal.law.procedures.words import COMMON_WORDS
from withdrawal.record.events import Event, Votes, settle

REMARK = "remark"
"""The step of an event that is worth keeping but moves nothing."""


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


def account_of(course: Course, step: str) -> int | None:
    """Return the number of the last entry that a step may be another account of.

    An act may come back several times, so a return that has been dealt with is no longer meant.
    """
    word = COMMON_WORDS.get(step, step)
    has_moved_on = False
    for number in reversed(range(len(course.entries))):
        transition = course.entries[number].transition
        if transition is None:
            continue
        if _answers(transition, word):
            return None if has_moved_on and transition.kind == "return" else number
        has_moved_on = has_moved_on or course.entries[number].moves
    return None


def _answers(transition: Transition, step: str) -> bool:
    if transition.kind in ("return", "reject"):
        return transition.trigger == step
    stage = transition.stage
    return transition.trigger == step or (stage is not None and stage.answers_to(step))


def merge(old: Event, new: Event) -> Event:
    """Return one event of two accounts: one of both where they agree, else one with a rival.

    Accounts agree where neither says otherwise: what one leaves out, the other fills in.
    """
    try:
        filled = {
            "when": _narrower(old.when, new.when),
            "votes": _counted(old.votes, new.votes),
            "until": _told_once(old.until, new.until),
            "by": _told_once(old.by, new.by),
        }
    except _AtOddsError:
        return settle([old, evolve(new, step=old.step)])
    return evolve(
        old,
        **filled,
        actor=old.actor or new.actor,
        detail=old.detail or new.detail,
        sources=tuple(dict.fromkeys((*old.sources, *new.sources))),
    )


class _AtOddsError(Exception):
    """Two accounts that cannot both be right."""


def _told_once(one: Any, other: Any) -> Any:
    if one is not None and other is not None and one != other:
        raise _AtOddsError
    return other if one is None else one


def _counted(one: Votes | None, other: Votes | None) -> Votes | None:
    """Return the count of two accounts, each number from the one that gives it."""
    if one is None or other is None:
        return one or other
    pairs = ((one.for_, other.for_), (one.against, other.against), (one.abstain, other.abstain))
    return Votes(*(_told_once(*pair) for pair in pairs))


def _narrower(one: PartialDate, other: PartialDate) -> PartialDate:
    """Return the closer of two dates of which one lies within the other."""
    for inner, outer in ((one, other), (other, one)):
        ends = (inner.earliest, inner.latest)
        if inner == outer or all(end is not None and outer.contains(end) for end in ends):
            return inner
    raise _AtOddsError


def refusal(course: Course, event: Event) -> EventOrderError:
    """Return the error that says why an event cannot have happened, and what could."""
    graph, state = course.graph, course.state
    if not knows(graph, event.step):
        words = words_of(graph) | COMMON_WORDS.keys()
        possible = tuple(dict.fromkeys(graph.allowed(state)))
        return EventOrderError(
            f"{event.step!r} is no step of the procedure of {course.procedure.name}: expected "
            f"{' or '.join((*possible, repr(REMARK)))}.",
            suggestions=near_misses(event.step, sorted(words)) or possible,
        )
    number = account_of(course, event.step)
    if number is not None and not event.sources:
        return EventOrderError(
            f"{event.step!r} already took place ({course.entries[number].event.when}): "
            "expected a source, if this is another account of it.",
            suggestions=graph.allowed(state),
        )
    return not_now(graph, state, COMMON_WORDS.get(event.step, event.step))


def not_now(graph: Graph, state: str, step: str) -> EventOrderError:
    """Return the error that says a step cannot happen in a state, and what could."""
    possible = graph.allowed(state)
    if not possible:
        return EventOrderError(f"{step!r} cannot happen once a case is {state}: it is over.")
    return EventOrderError(
        f"{step!r} cannot happen at the stage {state!r} of {graph.country}'s "
        f"{graph.route} route: expected {' or '.join(possible)}.",
        suggestions=possible,
    )
