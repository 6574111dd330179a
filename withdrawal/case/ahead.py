"""The road ahead: for each remaining stage the first lawful day, and the first day to expect."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from withdrawal.law.procedures.limits import window
from withdrawal.letters import spelt_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from withdrawal.law.procedures.pace import How
    from withdrawal.law.procedures.procedure import Procedure, Route
    from withdrawal.law.procedures.stages import DayLimits, Stage

__all__ = ["StageAhead", "bottleneck", "road_ahead", "unusual"]


@frozen
class StageAhead:
    """The first days of one stage that is still to come.

    Attributes:
        stage: its id.
        actor: who acts.
        earliest: the first day on which the law allows it.
        waits: how many days of that are due to this stage itself.
        because: what the law makes it wait for; empty where nothing.
        expected: the first day to expect, in the ordinary sittings of parliament, and at a pace
            where one is asked for.
        unusual: why it is not to be expected sooner; empty where the law allows no sooner day.
    """

    stage: str
    actor: str
    earliest: date
    waits: int
    because: str
    expected: date
    unusual: str = ""


def road_ahead(
    procedure: Procedure,
    route: Route,
    stages: Iterable[Stage],
    start: date,
    done: Mapping[str, date],
    limits: Mapping[str, DayLimits] = MappingProxyType({}),
    pace: How | None = None,
) -> tuple[StageAhead, ...]:
    """Return the first days of each stage still to come.

    Args:
        procedure: the State's procedure.
        route: the route that is followed.
        stages: the stages to come, in order; optional ones are left to the reader.
        start: nothing happens before this day.
        done: the days of stages already done, from which some limits are counted.
        limits: by stage, the day limits that hold, where not its own.
        pace: at which the days to expect are reckoned; None for as soon as sittings allow.
    """
    order, sessions = procedure.order(route), procedure.sessions
    lawful, expected = dict(done), dict(done)
    road: list[StageAhead] = []
    for stage in stages:
        if stage.id not in order.stages:
            continue
        held = limits.get(stage.id)
        by_law = window(stage, lawful, order, start=start, sessions=sessions, limits=held)
        usual = window(
            stage, expected, order, start=start, sessions=sessions, limits=held, pace=pace
        )
        lawful[stage.id] = by_law.lawful_from
        expected[stage.id] = usual.expected_from
        road.append(
            StageAhead(
                stage.id,
                stage.actor,
                by_law.lawful_from,
                by_law.waits,
                by_law.because,
                usual.expected_from,
                usual.unusual,
            )
        )
    return tuple(road)


def bottleneck(road: Iterable[StageAhead]) -> StageAhead | None:
    """Return the stage that the law makes wait longest; None where it makes none wait."""
    slowest = max(road, key=lambda each: each.waits, default=None)
    return slowest if slowest is not None and slowest.waits > 0 else None


def unusual(road: tuple[StageAhead, ...]) -> tuple[str, ...]:
    """Return when the notice is to be expected, where the law would allow a sooner day."""
    if not road or road[-1].expected <= road[-1].earliest:
        return ()
    why = next((f" ({spelt_out(each.stage)}: {each.unusual})" for each in road if each.unusual), "")
    text = (
        "That parliament may be called to an extraordinary sitting; without one the notice is "
        f"not to be expected before {road[-1].expected}{why}."
    )
    return (text,)
