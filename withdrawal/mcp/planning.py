"""What an agent is told of a plan, and of whether the State is a party."""

from __future__ import annotations

from withdrawal.case.findings import MembershipTold
from withdrawal.inquiries.exits.plan import Plan
from withdrawal.mcp.shapes import ShortMembership, ShortPlan, ShortStage
from withdrawal.output.planning import plan_report

__all__ = ["membership", "told_plan"]


def membership(told: MembershipTold) -> ShortMembership:
    """Return whether the State is a party, and by a list of what day."""
    data = told.to_json()
    return ShortMembership(
        value=told.value,
        since=data["since"],
        list_as_of=data["list_as_of"],
        complete=told.complete,
    )


def told_plan(asked: Plan) -> ShortPlan:
    """Return the days of each step, in short."""
    made = asked.answer()
    data = made.to_json()
    stages = [
        ShortStage(
            stage=each.stage,
            actor=each.actor,
            latest=told["latest"],
            earliest=told["earliest"],
            usual=told["usual"],
            cautious=told["cautious"],
            because=each.because,
        )
        for each, told in zip(made.stages, data["stages"], strict=True)
    ]
    return ShortPlan(
        headline=plan_report(made).headline,
        sentence=made.sentence,
        latest_receipt=data["latest_receipt"],
        safe_receipt=data["safe_receipt"],
        deposit_by=data["deposit_by"],
        outlook=data["outlook"],
        calendars=list(made.calendars),
        membership=membership(made.membership),
        stages=stages,
        assumptions=list(made.assumptions),
    )
