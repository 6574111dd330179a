"""``withdrawal memo``, ``notice`` and ``precedents``: the papers of a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from attrs import evolve
from cyclopts import Parameter

from withdrawal.cli.options import (
    AsJson,
    CatalogueDirectory,
    Flat,
    More,
    emit,
    opened_catalogue,
    write_file,
)
from withdrawal.cli.terminal import plain
from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.exits.papers import Memo, Notice, Precedents
from withdrawal.inquiries.inquiry import named
from withdrawal.output.documents.precedents import precedents_report
from withdrawal.output.spoken import words_in

if TYPE_CHECKING:
    from withdrawal.output.report import Report

__all__ = ["AsForm", "Output", "memo", "notice", "precedents", "put"]

AsForm = Annotated[
    str | None,
    Parameter(name="--format", help="txt, md, html, docx or pdf; default by the file's ending."),
]
Output = Annotated[
    Path | None,
    Parameter(name="--output", help="The file to write; DOCX and PDF have a name by default."),
]


def memo(
    asked: Annotated[Memo, Flat],
    *more: More,
    format: AsForm = None,
    output: Output = None,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Write a memo: the question, the answer, reasons, readings, what to do by when; annexes.

    Example: `withdrawal memo sweden ottawa --format docx`
    """
    from withdrawal.output.documents.memo import memo_data, memo_report

    source = opened_catalogue(catalogue)
    made = named(asked, more, source).answer(source)
    stem = f"{made.answer.party}-{made.answer.treaty}-memo"
    words = words_in(asked.language)
    data = memo_data(made, words) if json else {}
    return put(data, memo_report(made, words), format, output, stem, as_json=json)


def notice(
    asked: Annotated[Notice, Flat],
    *more: More,
    format: AsForm = None,
    output: Output = None,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Draft a notice with a cover note and a checklist; ``--reasons`` names a file of text.

    Example: `withdrawal notice sweden ottawa --signatory foreign-minister`
    """
    from withdrawal.output.documents.notice import notice_data, notice_report

    source = opened_catalogue(catalogue)
    asked = named(asked, more, source)
    if asked.reasons is not None:
        asked = evolve(asked, reasons=_text_of(Path(asked.reasons)))
    made = asked.answer(source)
    stem = f"{made.answer.party}-{made.treaty.id}-notice"
    data = notice_data(made, asked.language) if json else {}
    report = notice_report(made, asked.language)
    return put(data, report, format, output, stem, as_json=json)


def precedents(
    asked: Annotated[Precedents, Flat],
    *more: More,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Tell how earlier notices were counted, contested or withdrawn, each with its source.

    Example: `withdrawal precedents ottawa --like`
    """
    asked = evolve(asked, of=" ".join((asked.of, *more)))
    made = asked.answer(opened_catalogue(catalogue))
    return emit(made.to_json(), precedents_report(made), as_json=json, headed=True)


def put(
    data: dict[str, Any],
    report: Report,
    form: str | None,
    output: Path | None,
    stem: str,
    *,
    as_json: bool,
) -> int:
    """Print a document, or write it to a file in the form asked for, and return the exit code.

    Args:
        data: what it holds.
        report: what it tells.
        form: the name of its form; None for that of the file's ending, or text.
        output: the file; None for standard output, or for DOCX and PDF a file of its own name.
        stem: that name, without its ending.
        as_json: whether JSON is asked for instead.

    Raises:
        CircumstanceError: there is no such form, or the file cannot be written.
        MissingExtraError: the form needs what is not installed.
    """
    from withdrawal.output.documents.forms import form_named

    if form is None and output is None:
        return emit(data, report, as_json=as_json, headed=True)
    written = form_named(form or (output.suffix if output else "txt"))
    contents = written.write(report)
    if output is None and written.is_text:
        sys.stdout.write(plain(contents.decode()))
        return 0
    file = output or Path(f"{stem}.{written.name}")
    write_file(file, contents)
    return emit(data, f"Written: {file}", as_json=as_json)


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
