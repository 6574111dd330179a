"""``withdrawal export``: everything on record as tables, with a codebook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from withdrawal.cli.terminal import emit, progress


def export(
    directory: Annotated[Path, Parameter(help="The folder to make.")],
    *,
    format: Annotated[
        Literal["csv", "parquet", "jsonl", "dta"],
        Parameter(help="CSV, Parquet, JSON Lines or Stata's own format."),
    ] = "csv",
) -> int:
    """Write everything on record to a folder: tables, codebook, data package, checksums."""
    with progress("Writing"):
        from withdrawal.output.exporting.export import export as write

        made = write(directory, format=format)
    names = sorted(path.name for path in made.iterdir())
    return emit({}, f"{made}: {', '.join(names)}", as_json=False)
