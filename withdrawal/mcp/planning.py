"""What an agent is told of a plan."""

from __future__ import annotations

from withdrawal.inquiries.exits.plan import Plan
from withdrawal.mcp.shapes import ShortPlan, ShortStage, shaped
from withdrawal.output.planning import plan_report

__all__ = ["told_plan"]


def told_plan(asked: Plan) -> ShortPlan:
    """Return the days of each step, in short."""
    made = asked.answer()
    data = made.to_json()
    stages = [shaped(ShortStage, each) for each in data["stages"]]
    return shaped(ShortPlan, data, headline=plan_report(made).headline, stages=stages)
