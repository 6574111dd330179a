"""``withdrawal backtest``: recorded days of effect against computed ones."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from withdrawal.cli.options import AsJson, CatalogueDirectory, Input, opened_catalogue, tell
from withdrawal.cli.reading import file_or_input
from withdrawal.cli.terminal import progress
from withdrawal.inquiries.documents import Backtest
from withdrawal.proof.backtest import Fault, Record, read_records


def backtest(
    file: Annotated[Path | None, Input] = None,
    /,
    *,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Compute the day of effect of every record from its receipt alone, and compare.

    Parameters
    ----------
    file
        Records as JSON Lines, each with treaty, party, received and effect, or - for standard
        input; default the packaged record. Lines that are no records are reported, and the rest
        is scored.
    """
    source = opened_catalogue(catalogue)
    records, broken = (None, ()) if file is None else _read(file)
    with progress("Computing") as told:
        result = Backtest().answer_to(records, broken, source, told)
    return tell(Backtest(), result, as_json=json)


def _read(file: Path) -> tuple[tuple[Record, ...], tuple[Fault, ...]]:
    """Return the records of a file, and say on standard error which lines are none."""
    with file_or_input(file, suffix=".jsonl") as path:
        records, broken = read_records(path)
    for each in broken:
        print(f"{path.name}, line {each.line}: {each.reason}", file=sys.stderr)
    return records, broken
