"""Spans: the days between two dated steps of a past case, with the stages they hold.

Records seldom date every stage: a span from a vote to the notice holds all the stages in between
that the State's procedure does not leave to choice, and the fit shares its days among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.pace import pool_of
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import Phase
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.odds.evidence import PastCase
from withdrawal.record.events import Event

if TYPE_CHECKING:
    from withdrawal.law.procedures.stages import Stage

__all__ = [
    "SHELVED_AFTER",
    "Span",
    "dated_stages",
    "place_of",
    "route_of",
    "spans_of",
    "stages_gone",
]


SHELVED_AFTER = 730
"""A matter in which nothing happened for so many days is taken for shelved."""

_BLURRED = 45
_SAID = ("announcement", "draft-government-decision")


@frozen
class Span:
    """The days between two dated stages.

    Attributes:
        case: the id of the case.
        group: the cases that acted together.
        country: ISO 3166-1 alpha-3.
        kinds: what the stages taken in these days are pooled with (`pool_of`), in order.
        shortest: the fewest days it can have been.
        longest: the most days; None where it was still going on.
    """

    case: str
    group: str
    country: str
    kinds: tuple[str, ...]
    shortest: int
    longest: int | None


def route_of(case: PastCase) -> tuple[Procedure, Route]:
    """Return the procedure of a past case and the route it took."""
    state = procedure(case.party)
    if case.route is not None:
        return state, state.route(case.route)
    known = catalogue()
    treaty = known.treaty(case.treaty) if case.treaty in known else None
    days = (each.when.earliest for each in case.events)
    begun = min((day for day in days if day is not None), default=None)
    return state, state.route(treaty=treaty, on=begun)


def dated_stages(case: PastCase) -> list[tuple[int, Event]]:
    """Return the position in the route of each stage that is dated, with its event, in order."""
    stages = stages_gone(case)
    found: list[tuple[int, Event]] = []
    reached = -1
    for event in case.events:
        position = _position(stages, event.step, reached)
        if position is None or event.by is not None:
            continue
        reached = max(position, reached)
        if _is_sharp(event):
            found.append((reached, event))
        if stages[position].kind.id == "notice":
            break
    return found


def place_of(stages: Sequence[Stage], step: str, reached: int = -1) -> int | None:
    """Return the place of the stage after another that a word means: by its id, else an alias."""
    ahead = [n for n in range(reached + 1, len(stages)) if stages[n].answers_to(step)]
    return next((n for n in ahead if stages[n].id == step), next(iter(ahead), None))


def stages_gone(case: PastCase) -> tuple[Stage, ...]:
    """Return the stages of the route that a past case took."""
    state, route = route_of(case)
    return state.stages_of(route)


def _position(stages: tuple[Stage, ...], step: str, reached: int) -> int | None:
    """Return the nearest stage after ``reached`` that a recorded step means.

    While all is talk (recommendations, councils) a further such step counts anew.
    """
    ahead = place_of(stages, step, reached)
    if ahead is not None:
        return ahead
    if reached < 0:
        return 0 if step in _SAID and stages[0].kind.id == "recommendation" else None
    if stages[reached].phase is Phase.RECOMMENDED:
        return next((n for n in range(reached) if stages[n].answers_to(step)), None)
    return None


def _is_sharp(event: Event) -> bool:
    when = event.when
    if when.earliest is None or when.latest is None:
        return False
    return (when.latest - when.earliest).days <= _BLURRED


def spans_of(case: PastCase) -> list[Span]:
    """Return the spans of a past case; none where it is set aside."""
    if case.set_aside is not None:
        return []
    stages, dated = stages_gone(case), dated_stages(case)
    found = [_span(case, stages, before, after) for before, after in pairwise(dated)]
    found += _open_spans(case, stages, dated)
    return [span for span in found if span is not None]


def _span(
    case: PastCase,
    stages: tuple[Stage, ...],
    before: tuple[int, Event],
    after: tuple[int, Event],
) -> Span | None:
    kinds = _kinds(stages, before[0], after[0])
    first, last = before[1].when, after[1].when
    assert first.earliest is not None
    assert first.latest is not None
    assert last.earliest is not None
    assert last.latest is not None
    longest = (last.latest - first.earliest).days
    is_delayed = stages[after[0]].id == case.fell_before
    if longest < 0 or not kinds or is_delayed or _says_nothing(case, before[1], longest):
        return None
    shortest = max((last.earliest - first.latest).days, 0)
    return Span(case.id, case.group, case.party, kinds, shortest, longest)


def _says_nothing(case: PastCase, first: Event, days: int) -> bool:
    """Return whether an announcement is only the day of the notice under another name."""
    is_same = case.notice is not None and case.notice.announced == case.notice.given
    return days == 0 and first.step == "announcement" and is_same


def _kinds(stages: tuple[Stage, ...], before: int, after: int) -> tuple[str, ...]:
    taken = [stage for stage in stages[before + 1 : after] if not stage.is_optional]
    return tuple(pool_of(stage, stages) for stage in (*taken, stages[after]))


def _open_spans(
    case: PastCase, stages: tuple[Stage, ...], dated: list[tuple[int, Event]]
) -> list[Span]:
    """Return the span of what was still waited for when somebody last looked.

    A wait of more than two years is taken for shelved, which is a branch of its own.
    """
    is_open = case.looked is not None and case.notice is None and case.given_up is None
    notice = next((n for n, stage in enumerate(stages) if stage.kind.id == "notice"), -1)
    if not is_open or not dated or dated[-1][0] >= notice:
        return []
    position, event = dated[-1]
    assert case.looked is not None
    assert event.when.latest is not None
    days = (case.looked - event.when.latest).days
    kinds = _kinds(stages, position, notice)
    is_waited_for = 0 < days <= SHELVED_AFTER
    return [Span(case.id, case.group, case.party, kinds, days, None)] if is_waited_for else []
