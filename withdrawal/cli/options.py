"""What the commands share: arguments and options with the same meaning everywhere, and printing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from withdrawal.cli.terminal import emit as emit
from withdrawal.cli.terminal import plain, print_json, progress
from withdrawal.errors import CircumstanceError
from withdrawal.law.treaties.catalogue import Catalogue, catalogue
from withdrawal.output.tables.definitions import csv_text
from withdrawal.output.tellings import telling_of
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.inquiries.inquiry import Inquiry
    from withdrawal.output.pictures.drawing import Drawing
    from withdrawal.output.report import Report

Flat = Parameter(name="*")
"""For a question, whose fields are the options."""

Country = Annotated[
    str,
    Parameter(help="The State: a name or an ISO code. State and treaty may come in either order."),
]
TreatyName = Annotated[str, Parameter(help="The treaty: an id or a name.")]
More = Annotated[
    str, Parameter(name="MORE", help="More words of a name that stands without quotes.")
]
Input = Parameter(allow_leading_hyphen=True)
"""For arguments that name a file to read, so that ``-`` is one."""

ScenarioName = Annotated[
    str,
    Input,
    Parameter(
        help="A TOML file, the name of a scenario that comes along, or - for standard input."
    ),
]
Route = Annotated[str | None, Parameter(help="The route of the State's procedure.")]
AsJson = Annotated[bool, Parameter(name="--json", negative="", help="Print one JSON object.")]
AsOf = Annotated[
    str | None,
    Parameter(name="--as-of", help="The day the question is asked for; default today."),
]
AsPlot = Annotated[
    Path | None,
    Parameter(name="--plot", help="Draw the timeline to a file: .svg, .png or .pdf."),
]
AsCsv = Annotated[bool, Parameter(name="--csv", negative="", help="Print a table.")]
AsForm = Annotated[
    str | None,
    Parameter(name="--format", help="txt, md, html, docx or pdf; default by the file's ending."),
]
AsFeed = Annotated[Path | None, Parameter(help="Write the rows to a file as an Atom feed.")]
AsParquet = Annotated[
    Path | None, Parameter(name="--parquet", help="Write the rows to a Parquet file.")
]
CatalogueDirectory = Annotated[
    Path | None,
    Parameter(name="--catalogue", help="A directory of treaty files of your own to add."),
]


def refuse_filters(asked: Inquiry, one: object) -> None:
    """Refuse what narrows a list, where one thing is asked for.

    Raises:
        CircumstanceError: something is given that narrows it.
    """
    if asked.given:
        option = next(iter(asked.given))
        raise CircumstanceError(f"--{option} narrows a list: expected {one} alone, or no name.")


def opened_catalogue(directory: Path | None) -> Catalogue | None:
    """Return the catalogue with a directory added; None for the packaged one.

    Raises:
        DataFileError: the directory or a file in it cannot be used.
    """
    return None if directory is None else catalogue().extended(directory)


@frozen(kw_only=True)
class AsRows:
    """The forms of a list: for people, as JSON or CSV, and besides in a Parquet file."""

    json: AsJson = False
    csv: AsCsv = False
    parquet: AsParquet = None

    def tell(self, asked: Inquiry, found: Any) -> int:
        """Print an answer as JSON, as CSV or for people, its rows in a file; return exit code 0.

        Raises:
            CircumstanceError: the Parquet file cannot be written.
            MissingExtraError: pyarrow is not installed.
        """
        told = telling_of(asked)
        self.write(lambda: (told.kept or told.rows)(found))
        if self.json or not self.csv:
            return tell(asked, found, as_json=self.json)
        rows = [*told.rows(found)]
        print(csv_text(told.columns() or rows[0], rows), end="")
        return 0

    def write(self, rows: Callable[[], Any]) -> None:
        """Write rows to the Parquet file, where one is named; errors as `tell`."""
        if self.parquet is not None:
            with progress("Writing"):
                from withdrawal.output.exporting.frames import parquet_bytes

                write_file(self.parquet, parquet_bytes(rows()))


@frozen(kw_only=True)
class AsPaper:
    """The forms of a document: on standard output, in a file of any format, or its data as JSON."""

    format: AsForm = None
    output: Annotated[
        Path | None,
        Parameter(name="--output", help="The file to write; DOCX and PDF have a name by default."),
    ] = None
    json: AsJson = False

    def tell(self, asked: Inquiry, found: Any, stem: str) -> int:
        """Print the answer to a question as a document, or write it to a file; see `put`."""
        told = telling_of(asked)
        return self.put(lambda: told.data(asked, found), told.report(asked, found), stem)

    def put(self, data: Callable[[], dict[str, Any]], report: Report, stem: str) -> int:
        """Print a document, or write it to a file in the form asked for; return the exit code 0.

        Raises:
            CircumstanceError: there is no such form, or the file cannot be written.
            MissingExtraError: the form needs what is not installed.
        """
        from withdrawal.output.documents.forms import form_named

        if self.format is None and self.output is None:
            return emit(data() if self.json else None, report, as_json=self.json, headed=True)
        written = form_named(self.format or (self.output.suffix if self.output else "txt"))
        contents = written.write(report)
        if self.output is None and written.is_text:
            sys.stdout.write(plain(contents.decode()))
            return 0
        file = self.output or Path(f"{stem}.{written.name}")
        write_file(file, contents)
        return emit(data() if self.json else None, f"Written: {file}", as_json=self.json)


Rows = Annotated[AsRows, Flat]
Paper = Annotated[AsPaper, Flat]
ROWS, PAPER = AsRows(), AsPaper()


def tell(asked: Inquiry, found: Any, *, as_json: bool, headed: bool = True) -> int:
    """Print the answer to a question as JSON or for people; return the exit code 0."""
    told = telling_of(asked)
    if as_json:
        print_json(told.data(asked, found))
        return 0
    return emit(None, told.report(asked, found), as_json=False, headed=headed)


def draw(path: Path, drawn: Drawing) -> None:
    """Write a picture to a file, in the format that its name ends with.

    Raises:
        CircumstanceError: it cannot be written, or the format is not known.
        MissingExtraError: typst is not installed, and the format needs it.
    """
    from withdrawal.output.pictures.plot import picture_bytes

    with progress("Drawing"):
        data = picture_bytes(drawn, path.suffix)
    write_file(path, data)


def write_file(path: Path, data: bytes | str) -> None:
    """Write a file the user named, whole or not at all; a device or a pipe as it comes.

    Raises:
        CircumstanceError: it cannot be written.
    """
    from withdrawal.case.proceedings.durable import replace_whole

    whole = data if isinstance(data, bytes) else data.encode()
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(whole)
        else:
            replace_whole(path.resolve(), whole)
    except OSError as error:
        raise CircumstanceError(f"{path} cannot be written: {error.strerror}.") from None
