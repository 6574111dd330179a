"""What an agent is told of a plan, a memo, a draft notice and precedents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.inquiries.exits import Memo, Notice, Plan, Precedents
from withdrawal.mcp.shapes import ShortPaper, ShortPlan, ShortStage, shaped
from withdrawal.output.documents.memo import memo_report, precedents_report
from withdrawal.output.documents.notice import notice_report
from withdrawal.output.markdown import report_markdown
from withdrawal.output.planning import plan_report
from withdrawal.output.spoken import words_in

if TYPE_CHECKING:
    from withdrawal.output.report import Report

__all__ = ["told_memo", "told_notice", "told_plan", "told_precedents"]


def told_memo(asked: Memo) -> ShortPaper:
    """Return a memo."""
    return _paper(memo_report(asked.answer(), words_in(asked.language)))


def told_notice(asked: Notice) -> ShortPaper:
    """Return the draft of a notice, which is a draft on every page."""
    return _paper(notice_report(asked.answer(), asked.language))


def told_precedents(asked: Precedents) -> ShortPaper:
    """Return the precedents."""
    return _paper(precedents_report(asked.answer()))


def told_plan(asked: Plan) -> ShortPlan:
    """Return the days of each step, in short."""
    made = asked.answer()
    data = made.to_json()
    stages = [shaped(ShortStage, each) for each in data["stages"]]
    return shaped(ShortPlan, data, headline=plan_report(made).headline, stages=stages)


def _paper(report: Report) -> ShortPaper:
    return ShortPaper(
        title=report.title, sentence=report.sentence, markdown=report_markdown(report)
    )
