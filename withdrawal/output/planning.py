"""The reports of a plan and of a comparison: what is still to do, by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.case.wording.sentence import long_date
from withdrawal.output.report import Item, Report, Section, plain

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.compare import Comparison, ComparisonRow
    from withdrawal.case.planning.plan import Plan, PlannedStage

__all__ = ["comparison_report", "plan_report"]


def plan_report(plan: Plan) -> Report:
    """Return the report of a plan: the latest day of receipt, then each step."""
    return Report(
        title=f"{plan.party_name}: {plan.treaty_name}",
        headline=_headline(plan),
        sentence=plan.sentence,
        sections=(
            Section("stages", "Latest day for each step", map(_step, plan.stages), "table"),
            plain("assumptions", "Taken for granted", plan.assumptions),
        ),
    )


def _headline(plan: Plan) -> str:
    if plan.is_settled:
        return "nothing left to do"
    unknown = " (not known whether a party)" if plan.is_if_a_party else ""
    return f"{long_date(plan.latest_receipt) if plan.latest_receipt else 'not possible'}{unknown}"


def _step(stage: PlannedStage) -> Item:
    optional = " (optional)" if stage.is_optional else ""
    usual = f" At the usual pace: {stage.typical}." if stage.typical else ""
    text = f"{stage.stage}{optional}: {stage.actor}; {stage.because}.{usual}"
    return Item(text, lead=stage.latest.isoformat())


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
