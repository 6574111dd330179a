"""Answers as Markdown, to be pasted into a file note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from withdrawal.case.wording.sentence import long_date
from withdrawal.output.citing import without_repeats
from withdrawal.output.telling import basis_in_words, knowledge_line, reported_line

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.findings import Reason

__all__ = ["answer_markdown"]

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>|#"})


def answer_markdown(answer: Answer) -> str:
    """Return an answer as Markdown: the sentence, the reasons with their sources, the notes."""
    claims = (f"{each.source}: {each.claim} {each.text}" for each in answer.disagreements)
    parts = [
        f"**{_plain(answer.sentence)}**",
        *filter(None, [_plain(reported_line(answer))]),
        " ".join(_facts(answer)),
        *_section("Why", _reasons(answer.because), "1."),
        *_section("Taken for granted", map(_plain, answer.assumptions)),
        *_section("Other defensible readings", (_plain(each.text) for each in answer.ambiguities)),
        *_section("Claims that disagree", map(_plain, claims)),
        f"*{knowledge_line()}*",
    ]
    return "\n\n".join(parts) + "\n"


def _facts(answer: Answer) -> Iterator[str]:
    supposed = " (supposed)" if answer.is_supposed else ""
    yield f"Status on {long_date(answer.as_of)}: {answer.status}{supposed}."
    if answer.received is not None:
        yield f"Notice received: {long_date(answer.received)} ({basis_in_words(answer)})."


def _section(title: str, lines: Iterable[str], bullet: str = "-") -> Iterator[str]:
    listed = [f"{bullet} {line}" for line in lines]
    if listed:
        yield f"### {title}"
        yield "\n".join(listed)


def _reasons(reasons: Iterable[Reason]) -> Iterator[str]:
    listed = list(reasons)
    for each, source in zip(listed, without_repeats(e.source for e in listed), strict=True):
        basis = "; ".join(_plain(part) for part in (each.article, source) if part)
        yield f"{_plain(each.text)} ({basis})" if basis else _plain(each.text)


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)
