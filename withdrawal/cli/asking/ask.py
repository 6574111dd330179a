"""``withdrawal ask``: a plain question in the reader's own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from withdrawal.case.answer import Answer
from withdrawal.case.planning.plan import Plan
from withdrawal.cli.options import AsJson, Flat, emit
from withdrawal.inquiries.ask import Ask
from withdrawal.output.lines import wrap
from withdrawal.output.spoken import words_in
from withdrawal.output.text import answer_text, plan_text

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
    """Return the reply as text: the sentence, what was understood, then the reasons."""
    opening = [wrap(each.text) for each in reply.answers]
    reasons = [_reasons(each, reply.lang) for each in reply.answers]
    return "\n".join(
        [*opening, *map(wrap, reply.notes), wrap(f"({reply.taken_as})"), *filter(None, reasons)]
    )


def _reasons(said: Said, lang: str) -> str:
    if isinstance(said.answer, Answer):
        return f"\n{answer_text(said.answer, words_in(lang))}"
    if isinstance(said.answer, Plan):
        return f"\n{plan_text(said.answer, words_in(lang))}"
    lines = getattr(said.answer, "lines", ())
    return "\n" + "\n".join(map(wrap, lines)) if lines else ""
