"""What the commands share: options with the same meaning everywhere, and printing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from withdrawal.errors import CircumstanceError
from withdrawal.law.catalogue import Catalogue, catalogue

__all__ = [
    "AsJson",
    "AsOf",
    "AsParquet",
    "AsPlot",
    "CatalogueDirectory",
    "InForce",
    "emit",
    "opened_catalogue",
    "write_file",
    "write_parquet",
]

AsJson = Annotated[bool, Parameter(name="--json", negative="", help="Print one JSON object.")]
AsOf = Annotated[
    str | None,
    Parameter(name="--as-of", help="The day the question is asked for; default today."),
]
AsPlot = Annotated[
    Path | None,
    Parameter(name="--plot", help="Draw the timeline to a file: .svg, .png or .pdf."),
]
AsParquet = Annotated[
    Path | None, Parameter(name="--parquet", help="Write the rows to a Parquet file.")
]
InForce = Annotated[
    str | None,
    Parameter(
        name="--in-force-for-party", help="The day the treaty came into force for the State."
    ),
]
CatalogueDirectory = Annotated[
    Path | None,
    Parameter(name="--catalogue", help="A directory of treaty files of your own to add."),
]


def emit(data: Any, text: str, *, as_json: bool) -> int:
    """Print data as JSON, or else the text; return the exit code 0."""
    print(json.dumps(data, ensure_ascii=False, indent=2) if as_json else text)
    return 0


def opened_catalogue(directory: Path | None) -> Catalogue | None:
    """Return the catalogue with a directory added; None for the packaged one.

    Raises:
        DataFileError: the directory or a file in it cannot be used.
    """
    return None if directory is None else catalogue().extended(directory)


def write_parquet(path: Path | None, rows: Any) -> None:
    """Write rows to a Parquet file, where one is named.

    Raises:
        CircumstanceError: it cannot be written.
        MissingExtraError: pyarrow is not installed.
    """
    if path is None:
        return
    from withdrawal.output.frames import parquet_bytes

    write_file(path, parquet_bytes(rows))


def write_file(path: Path, data: bytes | str) -> None:
    """Write a file the user named.

    Raises:
        CircumstanceError: it cannot be written.
    """
    try:
        if isinstance(data, bytes):
            path.write_bytes(data)
        else:
            path.write_text(data, encoding="utf-8")
    except OSError as error:
        raise CircumstanceError(f"{path} cannot be written: {error.strerror}.") from None
