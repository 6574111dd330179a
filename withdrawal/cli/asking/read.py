"""``withdrawal read``: check what documents say about leaving treaties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter, validators

from withdrawal.cli.options import ROWS, Flat, Rows, write_file
from withdrawal.cli.reading import file_or_input
from withdrawal.cli.terminal import plain, print_json, progress
from withdrawal.errors import CircumstanceError, DocumentError
from withdrawal.inquiries.documents import Read
from withdrawal.output.reading import (
    COLUMNS,
    annotated,
    reading_report,
    reading_rows,
)
from withdrawal.output.tables.definitions import csv_text
from withdrawal.output.text import report_text
from withdrawal.reading import Reading
from withdrawal.reading.documents.formats import LARGEST

_KINDS = frozenset({".txt", ".html", ".htm", ".docx", ".pdf", ".md"})


def read(
    file: Annotated[
        str,
        Parameter(
            allow_leading_hyphen=True,
            help="A text, HTML, DOCX or PDF file, a folder of such, or - for standard input.",
        ),
    ],
    /,
    *more: Annotated[str, Parameter(name="MORE", help="More files.")],
    asked: Annotated[Read, Flat] = Read(),
    out: Rows = ROWS,
    annotate: Annotated[
        bool, Parameter(negative="", help="Print the text with its claims marked.")
    ] = False,
    html: Annotated[Path | None, Parameter(help="Write a page that stands by itself.")] = None,
    workers: Annotated[
        int,
        Parameter(
            help="How many processes read at once; default 1.", validator=validators.Number(gte=1)
        ),
    ] = 1,
) -> int:
    """Say which dates and rules about leaving treaties are right in a document.

    Exit code 1 where something is contradicted in any file, 2 where a file cannot be read.
    """
    paths = list(_files([file, *more]))
    if len(paths) > 1 and (annotate or html):
        raise CircumstanceError("--annotate and --html take one document: expected one file.")
    readings = _read_all(paths, asked, workers)
    out.write(lambda: _rows(readings))
    if html:
        from withdrawal.output.html import reading_page

        write_file(html, reading_page(readings[0][1]).encode())
    if out.json:
        print_json(_data(readings))
    else:
        shown = plain(_shown(readings, csv=out.csv, annotate=annotate))
        print(shown, end="" if annotate else "\n")
    return int(any(each.of("contradicted") for _, each in readings))


def _files(given: Sequence[str]) -> Iterator[str]:
    """Yield the files that are named, and those of a folder, by name."""
    for each in given:
        folder = Path(each)
        if each != "-" and folder.is_dir():
            found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _KINDS)
            if not found:
                raise DocumentError(f"{each} holds no document: expected text, HTML, DOCX or PDF.")
            yield from map(str, found)
        else:
            yield each


def _read_all(paths: Sequence[str], asked: Read, workers: int) -> list[tuple[str, Reading]]:
    """Return the readings in the order of the files, read by some processes at once."""
    hands = min(workers, len(paths))
    with progress("Reading") as told, ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(hands)) if hands > 1 else None
        found = asked.answer_to_many(map(_bytes_of, paths), pool)
        readings: list[tuple[str, Reading]] = []
        for path in paths:
            with _named(path, paths):
                readings.append((path, next(found)))
            told(len(readings), len(paths))
        return readings


def _rows(readings: Sequence[tuple[str, Reading]]) -> list[dict[str, Any]]:
    return [row for path, each in readings for row in reading_rows(each, path)]


@contextmanager
def _named(path: str, paths: Sequence[str]) -> Iterator[None]:
    """Name the file in what is said of a document, where no file is named yet."""
    try:
        yield
    except DocumentError as error:
        is_named = error.message.startswith(tuple(paths))
        said = error.message if is_named else f"{path}: {error.message}"
        raise DocumentError(said) from None


def _bytes_of(path: str) -> bytes:
    with file_or_input(path, suffix=".txt") as file:
        try:
            if file.stat().st_size > LARGEST:
                raise DocumentError(f"{path} is larger than {LARGEST:,} bytes.")
            return file.read_bytes()
        except OSError as error:
            raise DocumentError(f"{path} cannot be read ({error.strerror}).") from None


def _shown(readings: Sequence[tuple[str, Reading]], *, csv: bool, annotate: bool) -> str:
    if annotate:
        return annotated(readings[0][1])
    if csv:
        return csv_text(COLUMNS, _rows(readings)).rstrip("\n")
    if len(readings) == 1:
        return report_text(reading_report(readings[0][1]))
    return "\n\n".join(f"== {path}\n{report_text(reading_report(each))}" for path, each in readings)


def _data(readings: Sequence[tuple[str, Reading]]) -> Any:
    if len(readings) == 1:
        return readings[0][1].to_json()
    return {"readings": [{"file": path, **each.to_json()} for path, each in readings]}
