"""``withdrawal ask``: a plain question in the reader's own language."""

from __future__ import annotations

from typing import Annotated

from withdrawal.cli.options import AsJson, Flat, emit
from withdrawal.inquiries.ask import Ask
from withdrawal.output.reply import reply_report

__all__ = ["ask"]


def ask(asked: Annotated[Ask, Flat], *, json: AsJson = False) -> int:
    """Answer a plain question, in the language it was asked in."""
    reply = asked.answer()
    return emit(reply.to_json(), reply_report(reply), as_json=json)
