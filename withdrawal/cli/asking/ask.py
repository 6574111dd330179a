"""``withdrawal ask``: a plain question in the reader's own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.planning.plan import Plan
from withdrawal.cli.options import AsJson, Flat, emit
from withdrawal.inquiries.ask import Ask
from withdrawal.output.lines import wrap
from withdrawal.output.planning import plan_report
from withdrawal.output.spoken import words_in
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text

if TYPE_CHECKING:
    from withdrawal.questions.reply import Reply, Said

__all__ = ["ask"]


def ask(asked: Annotated[Ask, Flat], *, json: AsJson = False) -> int:
    """Answer a plain question, in the language it was asked in.

    Example: `withdrawal ask "When does Latvia leave the mine ban?"`
    """
    reply = asked.answer()
    return emit(reply.to_json(), reply_text(reply), as_json=json)


def reply_text(reply: Reply) -> str:
    """Return the reply as text: the sentence, what was understood, then the rest of each report.

    The sentence is not said again; where there are several answers, a report bears its names.
    """
    opening = [wrap(each.text) for each in reply.answers]
    is_one = len(reply.answers) == 1
    reasons = [_reasons(each, reply.lang, is_one=is_one) for each in reply.answers]
    return "\n".join(
        [*opening, *map(wrap, reply.notes), wrap(f"({reply.taken_as})"), *filter(None, reasons)]
    )


def _reasons(said: Said, lang: str, *, is_one: bool) -> str:
    report = None
    if isinstance(said.answer, Answer):
        report = answer_report(said.answer, words_in(lang))
    elif isinstance(said.answer, Plan):
        report = plan_report(said.answer, words_in(lang))
    if report is not None:
        headline = report.headline if is_one else ""
        return f"\n{report_text(evolve(report, sentence='', headline=headline))}"
    lines = getattr(said.answer, "lines", ())
    return "\n" + "\n".join(map(wrap, lines)) if lines else ""
