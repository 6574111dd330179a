"""The reports of a plan, of a comparison and of a played scenario: what is to do, by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.dates import long_date
from withdrawal.law.countries import resolve_country
from withdrawal.output.report import Fact, Item, Report, Section, plain

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.compare import Comparison, ComparisonRow
    from withdrawal.case.planning.planned import Outlook, Plan, PlannedStage
    from withdrawal.case.scenarios.play import Played, PlayedCase, PlayedStep

__all__ = ["comparison_report", "plan_report", "played_report"]


def plan_report(plan: Plan) -> Report:
    """Return the report of a plan: the day safe on every reading first, then each step."""
    return Report(
        title=f"{plan.party_name}: {plan.treaty_name}",
        headline=_headline(plan),
        sentence=plan.sentence,
        sections=(
            Section("outlook", "Where it leads", map(_outlook, plan.outlook), "table"),
            _steps(plan),
            plain("calendars", "Calendars", plan.calendars),
            plain("assumptions", "Taken for granted", plan.assumptions),
        ),
    )


def _headline(plan: Plan) -> str:
    if plan.is_settled:
        return "nothing left to do"
    unknown = " (not known whether a party)" if plan.is_if_a_party else ""
    return f"{_day(plan)}{unknown}"


def _day(plan: Plan) -> str:
    """Return the day that is safe on every reading, then the one on ours."""
    if plan.outlook:
        lawful, usual = plan.outlook[:2]
        first, then = long_date(lawful.effect), long_date(usual.effect)
        return f"{first} at the earliest; {then} at the usual pace"
    if plan.latest_receipt is None:
        return "not possible"
    ours = long_date(plan.latest_receipt)
    if plan.safe_receipt is None:
        return f"{ours}, on our reading only"
    if plan.safe_receipt == plan.latest_receipt:
        return f"{ours}, safe on every reading"
    return f"{long_date(plan.safe_receipt)}, safe on every reading; {ours} on ours"


_AT_PACE = {
    "lawful": "As fast as the law allows",
    "usual": "At the usual pace",
    "cautious": "At the pace of nine in ten",
}


def _outlook(each: Outlook) -> Item:
    told = f"notice received on {each.receipt}, out on {each.effect}"
    if each.safe is None:
        told += "; on another reading no day follows yet"
    elif each.safe != each.effect:
        told += f"; on every reading by {each.safe}"
    return Item(f"{told}.", lead=_AT_PACE[each.pace])


def _steps(plan: Plan) -> Section:
    """Return the steps, each with its day by law and those at the paces of past cases."""
    last = "First" if plan.begin else "Latest"
    columns = ("Step", "Who", f"{last} by law", "Usual pace", "Nine in ten", "Why")
    steps = (_step(each, plan.as_of) for each in plan.stages)
    return Section("stages", f"{last} day for each step", steps, "table", columns=columns)


def _step(stage: PlannedStage, today: date) -> Item:
    name = f"{stage.stage}{' (optional)' if stage.is_optional else ''}"
    usual, cautious = _unless_gone(stage.usual, today), _unless_gone(stage.cautious, today)
    paces = f" At the usual pace: {usual}; at that of nine in ten: {cautious}."
    day = stage.by_law.isoformat()
    return Item(
        f"{name}: {stage.actor}; {stage.because}.{paces if stage.usual else ''}",
        lead=day,
        cells=(name, stage.actor, day, usual, cautious, stage.because),
    )


def _unless_gone(day: date | None, today: date) -> str:
    """Return a day; one before the day asked for is marked as gone by."""
    if day is None:
        return "\N{EN DASH}"
    return f"{day} (gone by)" if day < today else day.isoformat()


def comparison_report(comparison: Comparison) -> Report:
    """Return the report of a comparison, one section a State."""
    day = long_date(comparison.as_of)
    rows = comparison.rows
    return Report(
        title=f"{comparison.treaty_name}, as of {day}",
        sentence="",
        sections=[plain("state", _name(each.answer), _told(each), "paragraphs") for each in rows],
    )


def _name(answer: Answer) -> str:
    """Return the status of a State in a comparison, with how far its membership is known."""
    day = f" on {long_date(answer.list_day)}" if answer.list_day else ""
    status: str = answer.status
    if status == "not-a-party":
        status = f"not a party{day}"
    elif is_if_a_party(answer):
        status = f"{status}, not known whether a party"
    elif day:
        status = f"{status}, a party{day}"
    return f"{answer.party_name}: {status}"


def _told(row: ComparisonRow) -> Iterator[str]:
    yield row.answer.sentence
    if row.left:
        stage = row.answer.standing.stage or "nothing yet"
        yield f"Reached: {stage}. Left: {', '.join(row.left)}."
    if row.earliest_notice:
        yield (
            f"Under its own law: notice from {row.earliest_notice}, so effect from "
            f"{row.earliest_effect}."
        )
    if row.bottleneck:
        yield f"Waits longest at {row.bottleneck}."


def played_report(played: Played) -> Report:
    """Return the report of a played scenario, one section a case: its steps, and what follows."""
    scenario, target = played.scenario, played.scenario.target
    verdict = "yes" if played.is_met else "no"
    return Report(
        title=scenario.title,
        sentence=scenario.note or "",
        facts=(Fact(f"Out by {long_date(target)}", verdict),) if target else (),
        sections=[
            Section("case", _case_name(each), _course(each), "table") for each in played.cases
        ],
    )


def _case_name(played: PlayedCase) -> str:
    case = played.case
    return f"{resolve_country(case.party).name}, {case.treaty.name} ({case.route.name})"


def _course(played: PlayedCase) -> Iterator[Item]:
    yield from map(_played_step, played.steps)
    yield Item(played.sentence, lead="Answer")
    doubts = (*played.case.irregularities, *(each.text for each in played.answer.ambiguities))
    yield from (Item(each, lead="Note") for each in doubts)


def _played_step(step: PlayedStep) -> Item:
    actor = f": {step.actor}" if step.actor else ""
    note = f"; {step.note}" if step.note else ""
    text = f"{step.step.replace('-', ' ')}{actor}{note} [{step.phase}]"
    return Item(text, lead=str(step.when), source=step.source)
