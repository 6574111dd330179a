"""The forms in which a report is written as a file, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from withdrawal.errors import CircumstanceError
from withdrawal.output.documents.docx import report_docx
from withdrawal.output.documents.pdf import report_pdf
from withdrawal.output.markdown import report_markdown
from withdrawal.output.report import Report
from withdrawal.output.text import report_text
from withdrawal.values import frozen

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}"
    "svg{max-width:100%;height:auto}table{border-collapse:collapse}"
    "td,th{border-bottom:1px solid #c9c6be;padding:.3em .6em;text-align:start;vertical-align:top}"
    ".basis{color:#55534d;font-size:.9em}.mark{text-align:center;letter-spacing:.2em}"
    "@page{size:A4;margin:2cm}@media print{.part{break-before:page}}"
)


@frozen
class Written:
    """One form of a document: the ending of its files, its media type, and what writes a report."""

    name: str
    media_type: str
    write: Callable[[Report], bytes]
    is_text: bool = True


def report_page(report: Report) -> str:
    """Return a report as a page of HTML that stands alone, and prints on A4."""
    from withdrawal.output.html import page_html, report_html

    mark = f'<p class="mark"><strong>{escape(report.mark)}</strong></p>' if report.mark else ""
    body = f"{mark}<h1>{escape(report.title)}</h1>{report_html(report)}"
    return page_html(report, body, _STYLE)


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMS: Mapping[str, Written] = {
    each.name: each
    for each in (
        Written("txt", "text/plain; charset=utf-8", lambda x: f"{report_text(x)}\n".encode()),
        Written("md", "text/markdown; charset=utf-8", lambda x: report_markdown(x).encode()),
        Written("html", "text/html; charset=utf-8", lambda x: report_page(x).encode()),
        Written("docx", _DOCX, report_docx, is_text=False),
        Written("pdf", "application/pdf", report_pdf, is_text=False),
    )
}
"""Every form, by the ending of its files."""


def form_named(name: str) -> Written:
    """Return the form of a name.

    Raises:
        CircumstanceError: there is none of that name.
    """
    found = FORMS.get(name.lower().removeprefix("."))
    if found is None:
        raise CircumstanceError(
            f"{name!r} is not a form of document made here: expected {', '.join(FORMS)}.",
            suggestions=tuple(FORMS),
        )
    return found
