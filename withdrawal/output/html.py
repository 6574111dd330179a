"""Reports as HTML: the same sections on the page and in a notebook, all text escaped.

`install` gives the classes the methods by which notebooks ask objects to show themselves. The
rooms below do not know how they are shown, so it is done from here, and only in a notebook.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import evolve

from withdrawal.dates import long_date
from withdrawal.languages.days.written import written_day
from withdrawal.languages.folder import traits
from withdrawal.languages.told import Told, spoken_days
from withdrawal.output.case import case_report
from withdrawal.output.citing import Cited, between_addresses
from withdrawal.output.pictures.drawing import svg
from withdrawal.output.pictures.timeline import case_timeline, plan_timeline, timeline
from withdrawal.output.pictures.timeline_layout import draw_timeline
from withdrawal.output.reading import marked, reading_report
from withdrawal.output.tellings import made_by

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.planned import Plan
    from withdrawal.case.proceedings.case import Case
    from withdrawal.odds.forecast import Forecast
    from withdrawal.output.pictures.drawing import Drawing
    from withdrawal.output.report import Cell, Fact, Item, Report, Section
    from withdrawal.reading.report import Reading

DASH, EMPTY = "\N{EN DASH}", ' class="none"'
_FEW = 6
_NOTHING: Mapping[str, str] = MappingProxyType({})


def report_html(report: Report, picture: str = "") -> str:
    """Return a report as a part of a page, with a picture under its facts."""
    told = "".join(f"<p>{dated(each)}</p>" for each in (report.sentence, report.reported) if each)
    head = escape(report.headline or report.title)
    sections = "".join(_of_document(each, report.language) for each in report.sections)
    return (
        f'<div class="withdrawal"><p style="font-size:1.6em;margin:0">{head}</p>{told}'
        f"{facts_html(report)}{picture}{sections}<p>{escape(report.foot)}</p></div>"
    )


def facts_html(report: Report) -> str:
    """Return the facts of a report as a list of names and values."""
    facts = "".join(_fact(each, report) for each in report.facts)
    return f'<dl class="facts">{facts}</dl>' if facts else ""


def _fact(fact: Fact, report: Report) -> str:
    note = escape(report.marks.beside("", fact.note))
    note = f'<span class="quiet">{note}</span>' if note else ""
    language = fact.language or report.language
    links = "; ".join(_linked(each.name, each.href) for each in fact.sources)
    value = _in_language(links or dated(fact.value, language), language, report.language)
    return f"<div><dt>{escape(fact.name)}</dt><dd>{value}{note}</dd></div>"


def section_html(
    section: Section,
    lang: str = "en",
    *,
    before: str = "",
    after: Mapping[str, str] = _NOTHING,
    link: Callable[[str], str] | None = None,
) -> str:
    """Return a section: its title and its items, each marked with its language.

    Markup may stand before its items, and after each by its key; a link makes the address of the
    place that a cell of a table names.
    """
    is_steps = section.style == "steps"
    tag, kinds = ("ol", "reasons") if is_steps else ("ul", "items")
    role = section.kind if is_steps or section.columns else f"note {section.kind}"
    items = "".join(
        _item(each, sources, lang, after.get(each.key, "")) for each, sources in section.cited
    )
    body = f'<{tag} class="{kinds}">{items}</{tag}>'
    if section.columns:
        body = table_html(section, lang, link=link)
    title = f"<h2>{dated(section.title)}</h2>" if section.title else ""
    return f'<section class="{role}">{title}{before}{body}</section>'


def _of_document(section: Section, lang: str) -> str:
    """Return a section as it stands in a document: with its part and its picture."""
    part = f'<h1 class="part">{escape(section.part)}</h1>' if section.part else ""
    if section.title == section.part:
        section = evolve(section, title="")
    picture = svg(section.picture) if section.picture else ""
    return f"{part}{section_html(section, lang, before=picture)}"


def table_html(
    section: Section, lang: str, heads: Sequence[str] = (), link: Callable[[str], str] | None = None
) -> str:
    """Return the rows of a section as a table, its heads by default the names of its columns.

    With a link, which makes the address of a place, cells lead to what they name.
    """
    names = (*section.columns, *((section.source,) if section.named else ()))
    plain = [f'<th scope="col">{escape(each)}</th>' if each else "<td></td>" for each in names]
    head = "".join((*heads, *plain[len(heads) :]))
    body = "".join(_row(each, names, lang, section.ids, link) for each in section.items)
    many = " many" if len(names) > _FEW else ""
    return (
        f'<div class="scroll"><table class="list cards{many}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(
    item: Item, names: Sequence[str], lang: str, ids: bool, link: Callable[[str], str] | None
) -> str:
    first, *others = (cell_html(each, lang, link) for each in item.cells)
    key = f' <code class="quiet small">{escape(item.key)}</code>' if ids else ""
    if len(names) > len(item.cells):
        foreign = "" if lang == "en" else ' lang="en" dir="auto"'
        said = "; ".join(map(_source, item.sources))
        others.append(f'<span class="quiet small"{foreign}>{said}</span>' if said else "")
    cells = (
        f'<td data-label="{escape(name)}"{"" if text else EMPTY}>{text or DASH}</td>'
        for name, text in zip(names[1:], others, strict=True)
    )
    return f'<tr><th scope="row">{first}{key}</th>{"".join(cells)}</tr>'


def cell_html(cell: Cell, lang: str, link: Callable[[str], str] | None = None) -> str:
    """Return what stands in a cell of a table, which leads to what it names."""
    if cell.picture is not None:
        return svg(cell.picture, is_decorative=True)
    foreign = f' lang="{cell.language}" dir="auto"' if cell.language != lang and cell.text else ""
    text = dated(cell.text, cell.language)
    if link and cell.place:
        text = f'<a href="{escape(link(cell.place))}"{foreign}>{text}</a>'
    elif cell.mark and cell.mark != "void":
        text = f'<span class="status {cell.mark}"{foreign}>{text}</span>'
    elif foreign:
        text = f"<span{foreign}>{text}</span>"
    text = f"<s>{text}</s>" if cell.mark == "void" else text
    beside = "; ".join(_told(each, lang) for each in cell.beside)
    return f'{text} <span class="quiet small">{beside}</span>' if beside else text


def _told(told: Told | Item, lang: str) -> str:
    """Return a text with its days in words, marked where it is in another language."""
    return _in_language(dated(told.text, told.language), told.language, lang)


def _in_language(text: str, language: str, lang: str) -> str:
    """Return markup, marked where it is in another language than what is around it."""
    if not text or language == lang:
        return text
    return f'<span lang="{language}" dir="auto">{text}</span>'


def _item(item: Item, sources: tuple[Cited, ...], lang: str, after: str) -> str:
    colon = escape(traits(lang).marks.colon) if item.text else ""
    lead = f"{dated(item.lead)}{colon}" if item.lead else ""
    if item.mark:
        lead = f'<strong class="verdict {item.mark}">{dated(item.lead)}</strong> '
    rest = Told(item.text[len(item.quote.text) :], item.language)
    text = f"{_told(item.quote, lang)}{_told(rest, lang)}"
    article = f'<span class="article">{escape(item.basis)}</span>' if item.basis else ""
    where = f"{article}{'<br/>'.join(map(_source, sources))}"
    foreign = "" if lang == "en" or not sources else ' lang="en" dir="auto"'
    basis = f'<p class="basis"{foreign}>{where}</p>' if where else ""
    key = f' id="{escape(item.key)}"' if item.key else ""
    return f"<li{key}><p>{lead}{text}</p>{basis}{after}</li>"


def _source(source: Cited) -> str:
    return _linked(source.title, source.href)


def _linked(text: str, href: str | None) -> str:
    """Return a text that leads to an address, where there is one."""
    if href is None:
        return f"<span>{escape(text)}</span>"
    return f'<a href="{escape(href)}" rel="noreferrer external">{escape(text)}</a>'


def page_html(report: Report, body: str, style: str) -> str:
    """Return markup as a page of HTML that stands alone, under the title of a report."""
    return (
        f'<!DOCTYPE html><html lang="{report.language}" dir="{report.direction}">'
        f'<head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style}</style></head><body>{body}</body></html>\n"
    )


_STYLE = """\
body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:auto;padding:1rem;color:#1b1b1b;
background:#fff}pre{white-space:pre-wrap;font:inherit}li{margin-block:.6rem}
@media(min-width:56rem){.withdrawal{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}
.withdrawal>*{grid-column:2}.withdrawal>pre{grid-column:1;grid-row:1/span 9}}
.supported{background:#d9f0dc}.contradicted{background:#fbd5d5}.loose{background:#fdeec2}
.unjudgeable{background:#e6e6e6}"""


def reading_page(reading: Reading) -> str:
    """Return a page that stands by itself: the text with its marks, and the report beside it."""
    report, language = reading_report(reading), escape(reading.document.language)
    text = f'<pre lang="{language}" dir="auto">{_marked_html(reading)}</pre>'
    return page_html(report, report_html(report, text), _STYLE)


def _marked_html(reading: Reading) -> str:
    return "".join(
        f'<a href="#claim-{number}"><mark class="{verdict}">{escape(words)}</mark></a>'
        if number
        else escape(words)
        for words, number, verdict in marked(reading)
    )


def dated(text: str, lang: str = "en") -> str:
    """Return a text, escaped, as a reader would say it: ISO days in words, addresses as links."""
    say = long_date if lang == "en" else partial(written_day, lang)
    return "".join(
        _source(Cited(part, part))
        if number % 2
        else spoken_days(escape(part), lambda day: f'<time datetime="{day}">{say(day)}</time>')
        for number, part in enumerate(between_addresses(text))
    )


def _answer(answer: Answer) -> Drawing:
    return draw_timeline(timeline(answer))


def _plan(plan: Plan) -> Drawing | None:
    is_drawn = plan.stages or plan.latest_receipt or plan.outlook
    return draw_timeline(plan_timeline(plan)) if is_drawn else None


def _forecast(forecast: Forecast) -> Drawing:
    from withdrawal.output.pictures.bands import draw_bands

    return draw_bands(forecast)


def _case(case: Case) -> str:
    answer = case.when()
    drawn = draw_timeline(case_timeline(case, answer))
    return report_html(case_report(case, answer), svg(drawn))


def _shown_by(
    report: str, picture: Callable[[Any], Drawing | None] = lambda told: None
) -> Callable[[Any], str]:
    """Return what shows an object by its report, and by a picture where it has one."""
    made = made_by(report)

    def show(told: Any) -> str:
        drawn = picture(told)
        return report_html(made(told), svg(drawn) if drawn else "")

    return show


def install() -> None:
    """Let the classes of the rooms in use show themselves in a notebook; again does no harm."""
    for module, name, method, show in _SHOWN:
        if module.rpartition(".")[0] in sys.modules:
            cls: Any = getattr(import_module(module), name)
            if not hasattr(cls, method):
                setattr(cls, method, show)


_REPORTS = (
    ("withdrawal.case.answer", "Answer", _shown_by("telling.answer_report", _answer)),
    ("withdrawal.case.planning.planned", "Plan", _shown_by("planning.plan_report", _plan)),
    ("withdrawal.case.planning.compare", "Comparison", _shown_by("planning.comparison_report")),
    ("withdrawal.case.proceedings.case", "Case", _case),
    ("withdrawal.case.scenarios.play", "Played", _shown_by("planning.played_report")),
    ("withdrawal.odds.forecast", "Forecast", _shown_by("forecast.forecast_report", _forecast)),
    ("withdrawal.odds.simulation", "Simulation", _shown_by("forecast.simulation_report")),
    ("withdrawal.reading.report", "Reading", _shown_by("reading.reading_report")),
    ("withdrawal.law.treaties.treaty", "Treaty", _shown_by("tables.treaties.treaty_report")),
)
_SHOWN = (
    *((module, name, "_repr_html_", show) for module, name, show in _REPORTS),
    ("withdrawal.case.answer", "Answer", "_repr_svg_", lambda told: svg(_answer(told))),
    ("withdrawal.odds.forecast", "Forecast", "_repr_svg_", lambda told: svg(_forecast(told))),
)
