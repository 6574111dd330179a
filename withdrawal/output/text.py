"""Reports as plain text for people: the date first, then why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from withdrawal.output.lines import table, wrap
from withdrawal.output.planning import comparison_report, plan_report
from withdrawal.output.report import marked
from withdrawal.output.telling import answer_report
from withdrawal.output.words import ENGLISH, Words

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.compare import Comparison
    from withdrawal.case.planning.planned import Plan
    from withdrawal.output.report import Report, Section

__all__ = ["answer_text", "comparison_text", "plan_text", "report_text"]


def report_text(report: Report, chart: Iterable[str] = ()) -> str:
    """Return a report as text: the headline, the sentence, the facts, each section, the foot.

    Args:
        report: the report.
        chart: the lines of a chart, set under the sections.
    """
    head = report.headline.upper() or report.title
    told = (report.sentence, report.reported, report.marks.prose(report.told))
    parts = [wrap(head), *map(wrap, filter(None, told))]
    for each in report.sections:
        parts += ["", wrap(each.title), *_lines(each, report)]
    drawn = [*chart]
    parts += ["", *drawn] if drawn else []
    return "\n".join([*parts, "", wrap(report.foot)])


def _lines(section: Section, report: Report) -> Iterator[str]:
    if section.style == "rows":
        yield from table([each.text for each in item.cells] for item in section.items)
        return
    language = report.language
    width = max(len(each.lead) for each in section.items) + 2
    for number, (item, sources) in enumerate(section.cited, 1):
        where = "; ".join(part for part in (item.basis, *(each.name for each in sources)) if part)
        basis = f" [{where}]" if where else ""
        text = marked(item.text, item.language, language)
        told = item.told(report.marks)
        told = marked(told, item.language, language) if item.text else told
        if section.style == "steps":
            yield wrap(told, f"{number:3}. ", "     ")
            if where:
                yield wrap(f"[{where}]", "     ", "     ")
        elif section.style == "table":
            yield wrap(f"{text}{basis}", f"  {item.lead:<{width}}", " " * (width + 2))
        else:
            first, rest = ("   - ", "     ") if section.style == "list" else ("   ", "   ")
            yield wrap(f"{told}{basis}", first, rest)


def answer_text(answer: Answer, words: Words = ENGLISH) -> str:
    """Return an answer as text, in the words of a language where it has them."""
    return report_text(answer_report(answer, words))


def plan_text(plan: Plan, words: Words = ENGLISH) -> str:
    """Return a plan as text: the latest day of receipt, then each step."""
    return report_text(plan_report(plan, words))


def comparison_text(comparison: Comparison) -> str:
    """Return a comparison as text, one paragraph a State."""
    return report_text(comparison_report(comparison))
