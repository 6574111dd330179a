"""Answers as Markdown, to be pasted into a file note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from withdrawal.case.sentence import long_date

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer, Reason

__all__ = ["answer_markdown"]

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>|#"})


def answer_markdown(answer: Answer) -> str:
    """Return an answer as Markdown: the sentence, the reasons with their sources, the notes."""
    claims = (f"{each.source}: {each.claim} {each.text}" for each in answer.conflicts)
    parts = [
        f"**{_plain(answer.sentence)}**",
        f"Status on {long_date(answer.as_of)}: {answer.status}.",
        *_section("Why", _reasons(answer.because), "1."),
        *_section("Taken for granted", map(_plain, answer.assumptions)),
        *_section("Other defensible readings", (_plain(each.text) for each in answer.ambiguities)),
        *_section("Claims that disagree", map(_plain, claims)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, lines: Iterable[str], bullet: str = "-") -> Iterator[str]:
    listed = [f"{bullet} {line}" for line in lines]
    if listed:
        yield f"### {title}"
        yield "\n".join(listed)


def _reasons(reasons: Iterable[Reason]) -> Iterator[str]:
    for each in reasons:
        basis = "; ".join(_plain(part) for part in (each.article, each.source) if part)
        yield f"{_plain(each.text)} ({basis})" if basis else _plain(each.text)


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)
