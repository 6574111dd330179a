"""Landmarks: the days from which a past case is forecast, what came of it after each, and by whom.

A case is forecast from each day on which a step before the notice became known, and again after
every thirty days in which nothing was reported, until a notice was given, the matter was given
up, or nobody looked any more. Nothing is left out silently: what cannot be scored says why.

Beside this package and its stages alone the references forecast, which are fixed. **climatology**
is the kernel of the days left, by kind of wait, of the cases known by the cut-off day, put through
the clause. **press** is the treaty's period counted from the vote (from the day of the forecast,
where there was none yet); no dated forecast of a journal from before an effect is on record that
could stand for it. **medians**: everybody takes the median time.

The climatology reads the landmarks from ``data/climatology.json``; after a change of the record
``python -m withdrawal.odds.scoring.landmarks`` writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from withdrawal.case.proceedings.case import Case
from withdrawal.dates.table import number_of
from withdrawal.errors import WithdrawalError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.odds.ahead import Prospect, prospect, solved
from withdrawal.odds.climatology import FILE, Climatology, notices
from withdrawal.odds.engine.exact import finish
from withdrawal.odds.engine.graph import DONE, Fork, Network, Step
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.treaty import follow
from withdrawal.odds.estimates import Estimates
from withdrawal.odds.evidence import PastCase, dated_stages, past_case, past_cases, stages_gone
from withdrawal.odds.known import is_talk, kind_of_wait, recorded_case
from withdrawal.record.history import Withdrawal
from withdrawal.values import frozen

Chances = NDArray[np.float64]
"""Float64, shape (HORIZON + 1,): the chance by each day, the day of the forecast first."""
REFERENCE = "climatology"
MODELS = ("forecast", "stages", REFERENCE, "press", "medians")
FIRST_DAY = date(2005, 1, 1)
"""The first cut-off day: before it there are no estimates that know nothing of later."""
HORIZON = 3653
"""How many days ahead a forecast is scored: what has not happened by then is "never"."""
SILENCE = 30
"""After how many days without a step a case is forecast anew."""


@frozen
class Truth:
    """What is known of how a case ended.

    Attributes:
        given: the day on which the notice was given; None where none is on record.
        effect: the day of effect; None where it did not take effect, or has not yet.
        over: the day on which it was clear that this attempt would not take effect; None where
            it never was.
        seen: the last day to which the case was followed.
    """

    given: date | None
    effect: date | None
    over: date | None
    seen: date


@frozen
class Landmark:
    """A day from which a case is forecast, and what came of it.

    Attributes:
        case: the id of the past case.
        group: what acted together with it.
        frame: the list it was drawn from whatever its end; None for one found by itself.
        as_of: the day.
        step: the last step known.
        silence: for how many days nothing had been reported.
        days: after how many days it took effect; None where it did not within the horizon, or
            that is not known.
        until: for how many days after ``as_of`` it is known whether it had taken effect: the
            whole horizon where it took effect or was given up.
        kind: what it waited for on the day (see `withdrawal.odds.known.KINDS`).
    """

    case: str
    group: str
    frame: str | None
    as_of: date
    step: str
    silence: int
    days: int | None
    until: int
    kind: str = ""


def truth_of(case: PastCase) -> Truth | str:
    """Return what is known of how a case ended; or, in words, why it cannot be scored."""
    if case.set_aside is not None:
        return case.set_aside
    if case.treaty not in catalogue():
        return "its treaty is not in the catalogue"
    return _without_row(case) if case.notice is None else _by_its_row(case, case.notice)


def _without_row(case: PastCase) -> Truth | str:
    """Return how a case ended of which the record of notices has no row."""
    given, effect = _given(case), _day_of(case, "effect")
    seen = max(filter(None, (given, effect, case.given_up, case.looked)), default=None)
    if seen is None:
        return "nobody is on record as having looked what became of it"
    return Truth(given, effect, case.given_up, seen)


def _by_its_row(case: PastCase, notice: Withdrawal) -> Truth | str:
    """Return how a case ended by its row in the record of notices."""
    given = notice.given
    if notice.status in ("disputed", "no-effect"):
        return f"whether it took effect is {notice.status}"
    if notice.effect_is_computed and notice.status == "effective":
        return "its day of effect was worked out from the clause"
    if given is None or notice.received_is_computed:
        if case.looked is None:
            return "the day of its notice is not on record"
        return Truth(None, None, None, case.looked)
    if notice.status == "revoked":
        over = notice.latest("revoked_on") or given
        return Truth(given, None, over, over)
    if notice.status == "effective" and notice.effect is not None:
        return Truth(given, notice.effect, None, notice.effect)
    return Truth(given, None, None, max(filter(None, (given, case.looked))))


def landmarks(case: PastCase) -> tuple[Landmark, ...] | str:
    """Return the landmarks of a case, in order; or, in words, why it has none."""
    truth = truth_of(case)
    if isinstance(truth, str):
        return truth
    end = min(filter(None, (truth.given, truth.over)), default=truth.seen)
    dated = ((event.when.latest, event.step) for _, event in dated_stages(case))
    steps = {day: step for day, step in dated if day is not None and day < end}
    if not steps:
        return "nothing is on record before the notice" if truth.given else "no step is dated"
    begun = sorted(steps)
    return tuple(
        _landmark(case, truth, since + timedelta(days=silence), steps[since], silence)
        for since, following in zip(begun, (*begun[1:], end), strict=True)
        for silence in range(0, (following - since).days, SILENCE)
    )


def _landmark(case: PastCase, truth: Truth, day: date, step: str, silence: int) -> Landmark:
    days = None if truth.effect is None else (truth.effect - day).days
    is_settled = truth.effect is not None or truth.over is not None
    return Landmark(
        case=case.id,
        group=case.group,
        frame=case.frame,
        as_of=day,
        step=step,
        silence=silence,
        days=days if days is None or days <= HORIZON else None,
        until=HORIZON if is_settled else min((truth.seen - day).days, HORIZON),
        kind=_waited_for(case, day)[0],
    )


def _waited_for(case: PastCase, day: date) -> tuple[str, bool]:
    """Return what a case waited for on a day, and whether its last step was mere talk."""
    stages = stages_gone(case)
    known = [each for each in dated_stages(case) if (each[1].when.latest or date.max) <= day]
    reached, last = max(n for n, _ in known), known[-1]
    kind = kind_of_wait(stages, (stage.id for stage in stages[: reached + 1]))
    return kind, is_talk(last[1].step, stages[last[0]])


def _given(case: PastCase) -> date | None:
    """Return the day of the notice, from the steps on record."""
    stages = stages_gone(case)
    days = [e.when.latest for n, e in dated_stages(case) if stages[n].kind.id == "notice"]
    return next((day for day in days if day is not None), None) or _day_of(case, "notification")


def _day_of(case: PastCase, step: str) -> date | None:
    return next((each.when.day for each in case.events if each.step == step), None)


def forecasts(landmark: Landmark) -> dict[str, Chances] | str:
    """Return the chances of having taken effect by each day, by forecaster.

    Nothing later than the landmark is used, but for the route where one is recorded.

    Returns:
        By name of the forecaster float64, shape (HORIZON + 1,); or, in words, why there is none.
    """
    case, as_of = past_case(landmark.case), landmark.as_of
    if as_of < FIRST_DAY:
        return f"before the first cut-off day, {FIRST_DAY}"
    try:
        recorded = recorded_case(case.party, case.treaty, route=case.route, events=case.events)
        found = prospect(recorded, as_of)
    except WithdrawalError as error:
        return error.message
    if found.model is None or found.built is None:
        return f"nothing was open on the day: {found.ended or found.answer.status}"
    return {
        "forecast": _chances(solved(found).effect, as_of),
        "stages": _chances(finish(found.model, found.built.ready()).effect, as_of),
        REFERENCE: _chances(_climatology(found), as_of),
        "press": _sure(press_day(found.case, as_of, found.facts), as_of),
        "medians": _sure(median_day(found, found.facts), as_of),
    }


def _chances(mass: Mass, as_of: date) -> Chances:
    chances: Chances = mass.cumulated(number_of(as_of), number_of(as_of) + HORIZON)
    return chances.clip(0.0, 1.0)


def _sure(day: date | None, as_of: date) -> Chances:
    """Return the chances of one who names a day, or none."""
    days = HORIZON + 1 if day is None else max((day - as_of).days, 0)
    return (np.arange(HORIZON + 1) >= days).astype(float)


def _climatology(found: Prospect) -> Mass:
    """Return when it takes effect by the kernel of days left, with neither conflict nor return."""
    assert found.built is not None
    assert found.model is not None
    climate = Climatology.load(Estimates.load(found.as_of).cutoff)
    side = found.model.first.treaty
    assert side is not None
    bare = evolve(side, revocation=None, conflict=None)
    return follow(bare, notices(climate.plain(found.built.dated.kind), number_of(found.as_of)))[1]


def press_day(case: Case, as_of: date, facts: Circumstances) -> date | None:
    """Return the day of effect if the treaty's clock started with the vote.

    Where no vote is on record yet, the day is counted from ``as_of``: as if it came today.
    """
    votes = [
        move.event.when.latest
        for move in case.course.moves
        if (stage := move.transition.stage) is not None and stage.kind.id == "final-vote"
    ]
    start = votes[-1] if votes and votes[-1] is not None else as_of
    found = case.treaty.clause.earliest_effect(start, facts)
    return None if found is None else found[1]


def median_day(found: Prospect, facts: Circumstances) -> date | None:
    """Return the day of effect if every stage still open took exactly its median time."""
    if found.model is None or found.case.treaty.clause.exit == "barred":
        return None
    network = found.model.usual
    start = network.opening.start
    day = found.as_of + timedelta(days=start.last - number_of(found.as_of))
    day = _medians(network, day, found.as_of)
    effect = found.case.treaty.clause.earliest_effect(day, facts)
    return None if effect is None else effect[1]


def _medians(network: Network, day: date, as_of: date) -> date:
    """Return the day the notice is ready when all take their median; none is done by ``as_of``."""
    for item in network.items:
        day += timedelta(days=_median_of(item))
        if day <= as_of and network.opening.not_by is not None:
            day = as_of + timedelta(days=1)
    return day


def _median_of(item: Step | Fork) -> int:
    if isinstance(item, Fork):
        return max(sum(_median_of(step) for step in branch) for branch in item.branches)
    usual = [
        (each.probability, each.duration)
        for each in item.outcomes
        if each.kind == DONE and each.duration is not None
    ]
    _, duration = max(usual, key=lambda each: each[0])
    return duration.quantile(0.5) or 0


def climatology_rows() -> Iterator[dict[str, object]]:
    """Yield each day on which a past case could be forecast, with how its wait ended."""
    for case in past_cases():
        found, truth = landmarks(case), truth_of(case)
        if isinstance(found, str) or isinstance(truth, str):
            continue
        end = "notice" if truth.given else "given-up" if truth.over else "open"
        until = truth.given or truth.over or truth.seen
        for each in found:
            yield {
                "case": case.id,
                "group": case.group,
                "as_of": each.as_of.isoformat(),
                "kind": each.kind,
                "talk": _waited_for(case, each.as_of)[1],
                "silence": each.silence,
                "until": until.isoformat(),
                "end": end,
            }


def climatology_text() -> str:
    """Return the file: a day on each line."""
    lines = ",\n".join(json.dumps(row) for row in climatology_rows())
    return f'{{"schema": "withdrawal/climatology/2", "days": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(climatology_text(), encoding="utf-8")
