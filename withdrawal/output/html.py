"""What a notebook shows: an answer, a plan, a case, a forecast or a treaty as a small page.

`install` gives the classes the methods by which notebooks ask objects to show themselves. The
rooms below do not know how they are shown, so it is done from here, and only in a notebook.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from withdrawal.case.wording.sentence import long_date
from withdrawal.output.drawing import svg
from withdrawal.output.telling import basis_in_words, headline, knowledge_line, reported_line
from withdrawal.output.timeline import case_timeline, plan_timeline, timeline
from withdrawal.output.timeline_layout import draw_timeline

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.plan import Plan
    from withdrawal.case.proceedings.case import Case
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.odds.forecast import Forecast

__all__ = [
    "answer_html",
    "answer_svg",
    "case_html",
    "forecast_html",
    "install",
    "plan_html",
    "treaty_html",
]


def answer_html(answer: Answer) -> str:
    """Return an answer as HTML: the date, the sentence, the timeline, the reasons and notes."""
    notes = [
        *filter(None, [reported_line(answer), _receipt(answer)]),
        *(f"Taken for granted: {each}" for each in answer.assumptions),
        *(f"Another reading: {each.text}" for each in answer.ambiguities),
        *(f"{each.source}: {each.claim} {each.text}" for each in answer.disagreements),
        knowledge_line(),
    ]
    reasons = _list("ol", (each.text for each in answer.because))
    drawn = answer_svg(answer)
    return _page(headline(answer), answer.sentence, drawn, reasons, _list("ul", notes))


def _receipt(answer: Answer) -> str:
    if answer.received is None:
        return ""
    return f"Notice received: {long_date(answer.received)} ({basis_in_words(answer)})"


def answer_svg(answer: Answer) -> str:
    """Return the timeline of an answer as SVG."""
    return svg(draw_timeline(timeline(answer)))


def plan_html(plan: Plan) -> str:
    """Return a plan as HTML: the last day for the notice, and the latest day for each step."""
    head = long_date(plan.latest_receipt) if plan.latest_receipt else "not possible"
    head = "nothing left to do" if plan.is_settled else head
    head += " (not known whether a party)" if plan.is_if_a_party else ""
    drawn = svg(draw_timeline(plan_timeline(plan))) if plan.stages or plan.latest_receipt else ""
    steps = _list("ol", (f"{each.latest}: {each.stage}, {each.actor}" for each in plan.stages))
    return _page(head, plan.sentence, drawn, steps, _list("ul", plan.assumptions))


def case_html(case: Case) -> str:
    """Return a case as HTML: its answer, and the events it was told."""
    answer = case.when()
    drawn = svg(draw_timeline(case_timeline(case, answer)))
    return _page(case.stage, answer.sentence, drawn, _list("ul", map(str, case.history)))


def forecast_html(forecast: Forecast) -> str:
    """Return a forecast as HTML: its sentence and its bands."""
    from withdrawal.output.forecast import forecast_headline

    notes = _list("ul", (*forecast.assumptions, knowledge_line()))
    return _page(forecast_headline(forecast), forecast.sentence, _forecast_svg(forecast), "", notes)


def _forecast_svg(forecast: Forecast) -> str:
    from withdrawal.output.bands import draw_bands

    return svg(draw_bands(forecast))


def treaty_html(treaty: Treaty) -> str:
    """Return a treaty as HTML: its names and its clause in words."""
    from withdrawal.output.clauses import clause_in_words

    lines = _list("ol", clause_in_words(treaty.clause))
    return _page(treaty.name, treaty.title, "", lines, _list("ul", treaty.sources))


def _page(head: str, sentence: str, drawn: str, *rest: str) -> str:
    return (
        f'<div class="withdrawal"><p style="font-size:1.6em;margin:0">{escape(head)}</p>'
        f"<p>{escape(sentence)}</p>{drawn}{''.join(rest)}</div>"
    )


def _list(tag: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<{tag}>{items}</{tag}>" if items else ""


def install() -> None:
    """Let the classes of the rooms in use show themselves in a notebook; again does no harm."""
    for module, name, method, show in _SHOWN:
        if module.rpartition(".")[0] in sys.modules:
            cls: Any = getattr(import_module(module), name)
            if not hasattr(cls, method):
                setattr(cls, method, show)


_SHOWN = (
    ("withdrawal.case.answer", "Answer", "_repr_html_", answer_html),
    ("withdrawal.case.answer", "Answer", "_repr_svg_", answer_svg),
    ("withdrawal.case.planning.plan", "Plan", "_repr_html_", plan_html),
    ("withdrawal.case.proceedings.case", "Case", "_repr_html_", case_html),
    ("withdrawal.odds.forecast", "Forecast", "_repr_html_", forecast_html),
    ("withdrawal.odds.forecast", "Forecast", "_repr_svg_", _forecast_svg),
    ("withdrawal.law.treaties.treaty", "Treaty", "_repr_html_", treaty_html),
)
