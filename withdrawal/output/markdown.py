"""Reports as Markdown, to be pasted into a file note: nothing in them is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from withdrawal.output.citing import Cited
from withdrawal.output.lines import figures
from withdrawal.output.report import Item, Report, Section, marked

_LIST = re.compile(r"^(\d*)([-+.)])(?=\s|$)")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
"""Space at which a line may break: what binds two words stays."""
_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>|#&~"})


def report_markdown(report: Report) -> str:
    """Return a report as Markdown: the title, the sentence, the facts, each section, the foot."""
    parts = [
        f"## {_plain(report.title)}",
        f"**{_plain(report.headline)}**",
        _plain(report.sentence),
        _plain(report.reported),
        _plain(report.marks.prose(report.told)),
        *(part for each in report.sections for part in _section(each, report)),
        f"*{_plain(report.foot)}*",
    ]
    return "\n\n".join(part for part in parts if part not in ("", "****")) + "\n"


def _section(section: Section, report: Report) -> Iterator[str]:
    bullet = "1." if section.style == "steps" else "-"
    if section.title:
        yield f"### {_plain(section.title)}"
    if section.style == "rows":
        yield grid_markdown(section.grid(report.marks))
        yield "\n".join(f"- {_source(each)}" for each in section.named)
        return
    cited = section.cited
    yield "\n".join(f"{bullet} {_item(each, sources, report)}" for each, sources in cited)


def grid_markdown(grid: Sequence[Sequence[str]]) -> str:
    """Return the rows of a table, of which the first names the columns; figures to the right."""
    numbers = figures(grid[1:])
    rule = ("---:" if n in numbers else "---" for n in range(len(grid[0])))
    head, *rows = (map(_plain, row) for row in grid)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _item(item: Item, sources: tuple[Cited, ...], report: Report) -> str:
    where = [part for part in (_plain(item.basis), *map(_source, sources)) if part]
    lead = f"**{_plain(item.lead)}**" if item.lead else ""
    text = _plain(marked(item.text, item.language, report.language))
    told = report.marks.named(lead, text)
    return f"{told} ({'; '.join(where)})" if where else told


def _source(source: Cited) -> str:
    if source.href is None:
        return _plain(source.name)
    name = source.name.replace(source.href, "").strip(" ;,")
    return f"[{_plain(name)}]({source.href})" if name else f"<{source.href}>"


def _plain(text: str) -> str:
    return _LIST.sub(r"\1\\\2", _SPACE.sub(" ", text).strip().translate(_SPECIAL))
