"""Reports as plain text for people: the date first, then why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from withdrawal.output.lines import figures, table, wrap
from withdrawal.output.report import marked
from withdrawal.output.telling import answer_report
from withdrawal.output.words import ENGLISH, Words

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.output.report import Report, Section

__all__ = ["answer_text", "report_text"]


def report_text(report: Report, chart: Iterable[str] = ()) -> str:
    """Return a report as text: the headline, the sentence, the facts, each section, the foot.

    Args:
        report: the report.
        chart: the lines of a chart, set under the sections.
    """
    head = report.headline.upper() or report.title
    told = (head, report.sentence, report.reported, report.marks.prose(report.told))
    parts = [*map(wrap, filter(None, told))]
    for each in report.sections:
        parts += ["", *filter(None, (wrap(each.title),)), *_lines(each, report)]
    drawn = [*chart]
    parts += ["", *drawn] if drawn else []
    parts += ["", wrap(report.foot)] if report.foot else []
    return "\n".join(parts)


def _lines(section: Section, report: Report) -> Iterator[str]:
    if section.style == "rows":
        grid = section.grid(report.marks)
        yield from table(grid, figures=figures(grid[1:]))
        yield from (wrap(f"[{each.name}]", "   ", "     ") for each in section.named)
        return
    language = report.language
    width = max(len(each.lead) for each in section.items) + 2
    for number, (item, sources) in enumerate(section.cited, 1):
        where = "; ".join(part for part in (item.basis, *(each.name for each in sources)) if part)
        basis = f" [{where}]" if where else ""
        text = marked(item.text, item.language, language)
        told = report.marks.named(item.lead, text)
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
