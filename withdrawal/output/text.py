"""Reports as plain text for people: the date first, then why."""

from __future__ import annotations

from collections.abc import Iterator

from withdrawal.languages.told import spoken_days
from withdrawal.output.lines import figures, table, wrap
from withdrawal.output.report import Report, Section, marked


def report_text(report: Report) -> str:
    """Return a report as text: headline, sentence, facts, each section, a chart, the foot."""
    head = report.headline.upper() or report.title
    facts = report.marks.prose(report.told)
    told = (head, report.sentence, *map(spoken_days, (report.reported, facts)))
    parts = [*map(wrap, filter(None, told))]
    for each in report.sections:
        parts += ["", *filter(None, (wrap(each.title),)), *_lines(each, report)]
    drawn = [*report.chart()]
    parts += ["", *drawn] if drawn else []
    parts += ["", wrap(report.foot)] if report.foot else []
    return "\n".join(parts)


def _lines(section: Section, report: Report) -> Iterator[str]:
    if section.style == "rows":
        grid = section.grid(report.marks)
        yield from table(grid, figures=figures(grid[1:]))
        yield from (wrap(f"[{spoken_days(each.name)}]", "   ", "     ") for each in section.named)
        return
    language = report.language
    width = max(len(each.lead) for each in section.items) + 2
    for number, (item, sources) in enumerate(section.cited, 1):
        names = (spoken_days(each.name) for each in sources)
        where = "; ".join(part for part in (item.basis, *names) if part)
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
