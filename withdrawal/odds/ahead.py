"""Looking ahead from a day: a case as it was known, through both sides, to a `Forecast`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, date, timedelta
from typing import Any

from attrs import define, evolve, field

from withdrawal.case.answer import Answer
from withdrawal.case.answering.outcome import of_its_life
from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.asking.matter import matter_of
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.course import conflicts_of, notice_of
from withdrawal.dates.table import number_of
from withdrawal.errors import DateRangeError, ScenarioError, near_misses
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.procedures.stages import Phase
from withdrawal.odds.build import HORIZON, Built, Risks, build, treaty_side
from withdrawal.odds.climatology import Waits, waited, waits_like, weighed
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.durations import Duration, duration_from
from withdrawal.odds.engine.exact import Solution, finish, solve
from withdrawal.odds.engine.graph import Model, Network, Opening
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.estimates import Branch, Estimates
from withdrawal.odds.evidence import place_of
from withdrawal.odds.forecast import Forecast, hindsight
from withdrawal.odds.known import NOTHING_GIVEN, OVER

_BEYOND = 20
_ENDED = {Phase.REJECTED: "rejected", Phase.SUSPENSION_CLAIMED: "suspension claimed instead"}
_OVERDUE = (
    "That the step waited for, which is overdue by every past case, comes within some months "
    "(assumed)."
)


@define(eq=False)
class Prospect:
    """A case as known on a day, with the network of what it leaves open; None where nothing is.

    It is built where the domestic side is open, and ended where it is known that no effect comes.
    It has waits where something is on record to compare, and a past case to compare it with.
    """

    case: Case
    answer: Answer
    facts: Circumstances
    as_of: date
    model: Model | None = None
    built: Built | None = None
    ended: str | None = None
    is_supposed: bool = False
    assumptions: tuple[str, ...] = ()
    branches: dict[str, Branch] = field(factory=dict)
    waits: Waits | None = None


def _check_reach(as_of: date, years: int) -> None:
    """Refuse a day so late that the calendar ends before what follows from it.

    Raises:
        DateRangeError: with the last year from which can be looked ahead.
    """
    last = MAXYEAR - _BEYOND - years
    if last < 1:
        raise DateRangeError(f"{years} years cannot be looked ahead: expected fewer.")
    if as_of.year > last:
        raise DateRangeError(
            f"{as_of} is too late to look ahead from: expected no day after the year {last}."
        )


def prospect(
    case: Case,
    as_of: date,
    *,
    durations: Mapping[str, Mapping[str, Any]] | None = None,
    conflict_a_year: float | None = None,
    years: int | None = None,
    estimates: Estimates | None = None,
    set_days: Mapping[str, int] | None = None,
    recorded: Answer | None = None,
) -> Prospect:
    """Return what a case leaves open on a day; arguments as `withdrawal.forecast`.

    Args:
        recorded: what settles a case on record (see `settled_on_record`); where the events alone
            say something else, it stands instead.
    """
    known, question = case.known_by(as_of), evolve(case.question, as_of=as_of)
    if {event.step for event in known.history} & {"conflict-began", "conflict-ended"}:
        question = question.suppose(conflicts=conflicts_of(known.course))
    dossier, answer = dossier_of(question), known.when(as_of=as_of)
    found = Prospect(known, answer, dossier.circumstances(question, None), as_of)
    given = _parsed(durations, known)
    if recorded and (recorded.status, recorded.effect) != (answer.status, answer.effect):
        found.answer = recorded
        found.ended = recorded.status if recorded.status in OVER else None
        return found
    if answer.status in OVER or known.phase in _ENDED:
        is_over = answer.status in OVER and known.phase is not Phase.SUSPENSION_CLAIMED
        found.ended = answer.status if is_over else _ENDED[known.phase]
        return found
    if answer.status == "effective":
        return found
    base = estimates or Estimates.load(as_of)
    risks = Risks.of(base, case.procedure.country)
    if conflict_a_year is not None:
        risks = evolve(risks, hazard=1.0 - (1.0 - conflict_a_year) ** (1.0 / 365.25))
    span = HORIZON if years is None else years
    _check_reach(as_of, span)
    found.assumptions = (*dossier.doubt, *dossier.assumptions(question, None))
    found.branches = {each.name: each for each in risks.branches}
    if answer.status not in NOTHING_GIVEN:
        model, first, last = _noticed(found, span)
        _open(found, model, risks, first, last)
        return found
    found.facts = matter_of(question, dossier, is_without_notice=True).facts
    found.built = built = build(known, as_of, base, given=given, set_days=set_days, years=span)
    _suppose(found, built)
    _open(found, built.model, risks, built.maker.first, built.maker.last)
    if not found.is_supposed:
        limit = built.model.first.limit
        found.waits = waits_like(built.dated, limit, base.cutoff, as_of)
        if found.waits is not None and (given or set_days):
            # As it is supposed, its notice moves, and the past waits as that does.
            usual = build(known, as_of, base, years=span)
            found.waits = found.waits.moved(usual.ready(), built.ready())
    return found


def _parsed(durations: Mapping[str, Mapping[str, Any]] | None, case: Case) -> dict[str, Duration]:
    """Return durations given by stage.

    Raises:
        ScenarioError: a duration is malformed, or the route has no stage of that name.
    """
    stages = case.procedure.stages_of(case.route)
    given = {}
    for name, spec in (durations or {}).items():
        meant = place_of(stages, str(name))
        if meant is None:
            known = [each.id for each in stages]
            raise ScenarioError(
                f"durations: {name!r} is not a stage of {case.procedure.name}'s {case.route.id} "
                f"route: expected one of {', '.join(known)}.",
                suggestions=near_misses(str(name), known),
            )
        given[stages[meant].id] = duration_from(spec, where=f"durations.{name}")
    return given


def _suppose(found: Prospect, built: Built) -> None:
    """Note what is taken for granted of the domestic side."""
    found.is_supposed = built.dated.latest is None
    if found.is_supposed:
        begins = f"That the State begins on {found.as_of}: nothing is on record of the case."
        found.assumptions += (begins,)
    case = found.case
    route = case.procedure.assumptions(case.route, is_named=case.is_route_named)
    found.assumptions += (*route, *built.maker.assumed)
    found.branches = {**built.maker.branches, **found.branches}


def _noticed(found: Prospect, years: int) -> tuple[Model, date, date]:
    """Return the model of a case whose notice has been received, and the days its clause needs."""
    event = notice_of(found.case.course)
    received = found.answer.received or (event.when.latest if event else None) or found.as_of
    earliest = event.when.earliest if event is not None and event.when.earliest else received
    first, last = min(earliest, received), date(found.as_of.year + years + 1, 12, 31)
    start = Mass.spread(number_of(first), number_of(received))
    network = Network((), Opening(start, number_of(found.as_of)), number_of(last))
    return Model.of(network), first - timedelta(days=1), last


def _open(found: Prospect, model: Model, risks: Risks, first: date, last: date) -> None:
    """Put the treaty's side, on the days from the first to the last, behind what else is open."""
    treaty, facts = found.case.treaty, found.facts
    side, said = treaty_side(treaty, facts, risks, first=first, last=last, as_of=found.as_of)
    found.model = model.each(lambda network: evolve(network, treaty=side))
    found.assumptions += said


def look_ahead(case: Case, as_of: date, **settings: Any) -> Forecast:
    """Return the forecast of a case from a day; settings as `withdrawal.forecast`."""
    found = prospect(case, as_of, **settings)
    made = forecast_of(found, None if found.model is None else solved(found))
    if found.built is None or found.model is None:
        return made
    made = evolve(made, effect_if=lambda position: _effect_of(solved(found, position)))
    if found.waits is None:
        return made
    past = finish(found.model, waited(found.built.ready(), found.waits))
    return evolve(
        made,
        assumptions=(*made.assumptions, found.waits.assumption),
        climatology=_effect_of(past),
        hindsight=hindsight(found.waits.kind, made.effect, as_of),
    )


def solved(found: Prospect, position: int | None = None) -> Solution:
    """Return the solution of what is open, past waits heeded.

    The domestic side is solved once for all treaties; with a position, the step there takes
    exactly its median time.
    """
    assert found.model is not None
    if found.built is None:
        return solve(found.model)
    ready, waits = found.built.ready(position), found.waits
    if waits is None:
        return finish(found.model, ready)
    if position is not None:
        waits = waits.moved(found.built.ready(), ready)
    return finish(found.model, weighed(ready, waits))


def _effect_of(solution: Solution) -> Distribution:
    return Distribution.of(solution.effect, solution.never)


def forecast_of(found: Prospect, solution: Solution | None) -> Forecast:
    """Return the forecast of what a case leaves open."""
    answer, assumptions = found.answer, (*found.assumptions, *_still_said(found))
    base = Forecast(
        party=answer.party,
        treaty=answer.treaty,
        as_of=found.as_of,
        status=answer.status,
        effect=_settled(found),
        known={
            move.transition.stage.id: str(move.event.when)
            for move in found.case.course.moves
            if move.transition.stage is not None
        },
        assumptions=assumptions,
        route=found.case.route.id,
        party_name=answer.party_name,
        treaty_name=answer.treaty_name,
        is_supposed=found.is_supposed,
        membership=answer.membership,
        list_day=answer.list_day,
    )
    if solution is None or found.model is None:
        return base
    # Of a State that has not spoken of leaving nothing says how likely it is to go through with it.
    is_told = not found.is_supposed or not solution.effect.total
    steps = [step.name for step in found.model.first.steps if step.name in solution.stages]
    overdue = (_OVERDUE,) if solution.is_overdue else ()
    return evolve(
        base,
        effect=_effect_of(solution) if is_told else Distribution.of(solution.effect, {}),
        notice=_or_never(solution.notice) if is_told else Distribution.of(solution.notice, {}),
        stages={name: _or_never(solution.stages[name]) for name in steps},
        assumptions=(*overdue, *dict.fromkeys(assumptions)),
        stays={} if found.built is None else found.built.maker.stays,
        branches=found.branches,
        model=found.model,
    )


def _still_said(found: Prospect) -> tuple[str, ...]:
    """Return what the answer takes for granted and the forecast does not compute instead."""
    if found.built is not None:
        return tuple(of_its_life(found.case.treaty, found.as_of))
    said = found.answer.assumptions
    return tuple(each for each in said if found.model is None or "armed conflict" not in each)


def _settled(found: Prospect) -> Distribution:
    """Return the distribution where nothing is open."""
    if found.ended is not None or found.answer.effect is None:
        return Distribution(Mass.empty(), {found.ended or "open": 1.0})
    return Distribution.known(found.answer.effect)


def _or_never(mass: Mass) -> Distribution:
    return Distribution.of(mass, {"never": max(1.0 - mass.total, 0.0)})
