"""From a case to its network: the stages that are open, in line or beside each other, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from withdrawal.odds.compiling import StepMaker
from withdrawal.odds.dated import Dated, dated, number
from withdrawal.odds.mass import Mass
from withdrawal.odds.network import Fork, Model, Network, Opening, Step
from withdrawal.odds.paces import pace_weights

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case
    from withdrawal.case.standing import Standing
    from withdrawal.law.procedures.order import Lines
    from withdrawal.law.procedures.stages import Stage
    from withdrawal.odds.durations import Duration
    from withdrawal.odds.estimates import Estimates

__all__ = ["HORIZON", "Built", "build"]

HORIZON = 10
"""How many years ahead are counted, unless told otherwise."""


@frozen(eq=False)
class Built:
    """The domestic side of a case, ready for the engines.

    Attributes:
        model: the networks at each pace, without their treaty.
        maker: what made the steps of the first, with what it assumed.
        dated: how far the case has come, and when.
    """

    model: Model
    maker: StepMaker = field(repr=False)
    dated: Dated = field(repr=False)


def build(
    case: Case,
    as_of: date,
    estimates: Estimates,
    *,
    given: Mapping[str, Duration] | None = None,
    set_days: Mapping[str, int] | None = None,
    years: int = HORIZON,
) -> Built:
    """Return the model of what a case leaves open.

    Args:
        case: the case, as it was known by ``as_of``.
        as_of: the day from which to look ahead.
        estimates: what past cases say.
        given: durations that replace the usual ones, by stage.
        set_days: stages that take exactly so many days.
        years: how many years ahead are counted.
    """
    found = dated(case.course, as_of)
    paces = estimates.paces()
    weights = pace_weights(case, estimates, paces)
    start = found.latest or Mass.point(number(as_of))
    first = date(min(as_of.year, date.fromordinal(start.first + _EPOCH).year) - 1, 1, 1)
    last = date(as_of.year + years + 1, 12, 31)
    limit = number(date(as_of.year + years, as_of.month, min(as_of.day, 28)))
    not_by = number(as_of) if found.latest is not None else None
    parts, makers = [], []
    for weight, (_, pace) in zip(weights, paces, strict=True):
        maker = StepMaker(
            case.procedure,
            case.route,
            estimates,
            first,
            last,
            dict(given or {}),
            pace,
            dict(set_days or {}),
        )
        items, opening = _open(maker, found, start, not_by)
        parts.append((weight, Network(items, opening, limit)))
        makers.append(maker)
    return Built(Model(tuple(parts)), makers[0], found)


_EPOCH = date(1970, 1, 1).toordinal()


def _open(
    maker: StepMaker, found: Dated, start: Mass, not_by: int | None
) -> tuple[tuple[Step | Fork, ...], Opening]:
    """Return the items that are open, and where the first of them stands."""
    retaken = _retaken(maker, found.standing)
    passed = {*found.standing.over, *(each.name for each in retaken)}
    begun: Opening | None = None
    items: list[Step | Fork] = list(retaken)
    for lines in maker.order.lines():
        left = [[each for each in line if each not in passed] for line in lines]
        if not any(left):
            continue
        branches = tuple(tuple(maker.step(_stage(maker, each)) for each in line) for line in left)
        if len(lines) == 1:
            items += branches[0]
            continue
        is_begun = any(len(now) < len(whole) for now, whole in zip(left, lines, strict=True))
        kept = tuple(branch for branch in branches if branch)
        if is_begun and not items:
            begun = _begun(found, lines, left, start, not_by)
        items.append(Fork(kept))
    return tuple(items), begun or Opening(start, not_by)


def _stage(maker: StepMaker, name: str) -> Stage:
    return maker.procedure.stages[name]


def _retaken(maker: StepMaker, standing: Standing) -> tuple[Step, ...]:
    """Return the steps that a case that was sent back has to take again."""
    if standing.sent_back is None:
        return ()
    stage, back = standing.sent_back
    if back.goes_on:
        return tuple(maker.step(_stage(maker, each), returned=99) for each in standing.retaking)
    every = maker.again(stage, back, standing.returns[stage.id])
    return every[len(back.to) - len(standing.retaking) :]


def _begun(
    found: Dated,
    lines: Lines,
    left: Sequence[Sequence[str]],
    start: Mass,
    not_by: int | None,
) -> Opening:
    """Return the opening of a fork of which something is over already."""
    starts = []
    for line, ahead in zip(lines, left, strict=True):
        done = [found.dates[each] for each in line if each in found.dates]
        if ahead:
            starts.append((done[-1] if done else _before(found, lines, start), 0))
    return Opening(start, not_by, tuple(starts))


def _before(found: Dated, lines: Lines, start: Mass) -> Mass:
    """Return when the fork began: when the last stage outside it was done."""
    inside = {each for line in lines for each in line}
    outside = [mass for name, mass in found.dates.items() if name not in inside]
    if outside:
        return outside[-1]
    return min(found.dates.values(), key=lambda mass: mass.first, default=start)
