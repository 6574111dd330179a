"""``withdrawal backtest``: recorded days of effect against computed ones."""

from __future__ import annotations

import sys
from pathlib import Path

from withdrawal.case.backtest import backtest as run_backtest
from withdrawal.case.backtest_records import read_records
from withdrawal.cli.options import AsJson, CatalogueDirectory, emit, opened_catalogue
from withdrawal.output.record import backtest_text

__all__ = ["backtest"]


def backtest(
    file: Path | None = None,
    /,
    *,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Compute the day of effect of every record from its receipt alone, and compare.

    Example: `withdrawal backtest records.jsonl --json`

    Parameters
    ----------
    file
        Records as JSON Lines, each with treaty, party, received and effect; default the packaged
        record. Lines that are no records are reported, and the rest is scored.
    """
    source = opened_catalogue(catalogue)
    if file is None:
        result = run_backtest(source=source)
    else:
        records, broken = read_records(file)
        for each in broken:
            print(f"{file.name}, line {each.line}: {each.reason}", file=sys.stderr)
        result = run_backtest(records, broken=broken, source=source)
    return emit(result.to_json(), backtest_text(result), as_json=json)
