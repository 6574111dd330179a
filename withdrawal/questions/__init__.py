"""Plain questions in the asker's language: `ask` understands them, or says what is missing.

There is no network and no language model behind it: words are looked up, rules are applied, and
the same question always gets the same answer. What is not understood is refused, so that nobody
gets the answer to a different question than the one asked.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from withdrawal.questions.intents import Understood
    from withdrawal.questions.reply import Reply

__all__ = ["ask", "understand"]


def ask(question: str, *, lang: str | None = None, as_of: date | str | None = None) -> Reply:
    """Return the reply to a plain question, in the language it was asked in.

    Args:
        question: for example "när träder Litauens utträde ur Ottawakonventionen i kraft?".
        lang: the code of its language, for example ``sv``; detected where None.
        as_of: the day the question is asked for, default today.

    Raises:
        QuestionError: it is not understood, or something is missing or ambiguous; ``code`` is
            one of ``no-treaty``, ``no-party``, ``no-date``, ``not-understood``, ``ambiguous``
            and ``impossible-date``, ``suggestions`` say what would have been understood.
        MissingExtraError: the extra ``ask`` is not installed.

    Example:
        >>> from withdrawal.questions import ask
        >>> ask("when does latvia leave the mine ban?", as_of="2026-11-21").text
        'Latvia’s withdrawal from the Ottawa Convention took effect on 27 December 2025.'
    """
    from withdrawal.questions.answering import reply_to

    return reply_to(question, understand(question, lang=lang, as_of=as_of))


def understand(
    question: str, *, lang: str | None = None, as_of: date | str | None = None
) -> Understood:
    """Return what is understood of a plain question, without answering it.

    Args:
        question: the question.
        lang: its language; detected where None.
        as_of: the day it is asked for, default today.

    Raises:
        QuestionError: as for `ask`.
        MissingExtraError: as for `ask`.
    """
    from withdrawal.dates import parse_day
    from withdrawal.questions.reading import read

    _require_extra()
    return read(question, as_of=date.today() if as_of is None else parse_day(as_of), lang=lang)


def _require_extra() -> None:
    from importlib.util import find_spec

    from withdrawal.errors import MissingExtraError

    for module in ("babel", "rapidfuzz"):
        if find_spec(module) is None:
            raise MissingExtraError("ask", module=module)
