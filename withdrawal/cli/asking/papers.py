"""``withdrawal memo``, ``notice`` and ``precedents``: the papers of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from attrs import evolve

from withdrawal.cli.options import (
    PAPER,
    AsJson,
    CatalogueDirectory,
    Flat,
    More,
    Paper,
    emit,
    opened_catalogue,
)
from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.exits import Memo, Notice, Precedents
from withdrawal.inquiries.inquiry import named
from withdrawal.output.documents.memo import precedents_report
from withdrawal.output.spoken import words_in

__all__ = ["memo", "notice", "precedents"]


def memo(
    asked: Annotated[Memo, Flat],
    *more: More,
    paper: Paper = PAPER,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Write a memo: the question, the answer, reasons, readings, what to do by when; annexes."""
    from withdrawal.output.documents.memo import memo_data, memo_report

    source = opened_catalogue(catalogue)
    made = named(asked, more, source).answer(source)
    stem = f"{made.answer.party}-{made.answer.treaty}-memo"
    words = words_in(asked.language)
    data = memo_data(made, words) if paper.json else {}
    return paper.put(data, memo_report(made, words), stem)


def notice(
    asked: Annotated[Notice, Flat],
    *more: More,
    paper: Paper = PAPER,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Draft a notice with a cover note and a checklist; ``--reasons`` names a file of text."""
    from withdrawal.output.documents.notice import notice_data, notice_report

    source = opened_catalogue(catalogue)
    asked = named(asked, more, source)
    if asked.reasons is not None:
        asked = evolve(asked, reasons=_text_of(Path(asked.reasons)))
    made = asked.answer(source)
    stem = f"{made.answer.party}-{made.treaty.id}-notice"
    data = notice_data(made, asked.language) if paper.json else {}
    return paper.put(data, notice_report(made, asked.language), stem)


def precedents(
    asked: Annotated[Precedents, Flat],
    *more: More,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Tell how earlier notices were counted, contested or withdrawn, each with its source."""
    asked = evolve(asked, of=" ".join((asked.of, *more)))
    made = asked.answer(opened_catalogue(catalogue))
    return emit(made.to_json(), precedents_report(made), as_json=json, headed=True)


def _text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        CircumstanceError: it cannot be read as text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CircumstanceError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CircumstanceError(f"{path} is no text: expected UTF-8.") from None
