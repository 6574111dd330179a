"""``withdrawal score``: how good the forecasts are, each from what was known on its day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import AsJson, emit
from withdrawal.cli.terminal import progress
from withdrawal.odds.evidence import past_case
from withdrawal.odds.scoring.summary import summary
from withdrawal.odds.scoring.table import score as score_cases
from withdrawal.odds.scoring.table import write
from withdrawal.output.tables.scores import scores_data, scores_report
from withdrawal.record.chronology import first_exits


def score(
    *,
    only_the_six: Annotated[
        bool,
        Parameter(name="--six", negative="", help="Only the exits from Ottawa and the CCM."),
    ] = False,
    draws: Annotated[
        int, Parameter(help="Draw so many truths from the forecasts: what a perfect model scores.")
    ] = 0,
    table: Annotated[
        Path | None, Parameter(help="Write every score to a file, compressed CSV.")
    ] = None,
    json: AsJson = False,
) -> int:
    """Score the forecasts of past cases, each from what was known on its day."""
    six = [past_case(f"{party.lower()}-{treaty}") for party, treaty in sorted(first_exits())]
    with progress("Scoring") as told:
        found = score_cases(six if only_the_six else None, draws=draws, progress=told)
    if table is not None:
        write(found, table)
    figures = summary(found)
    return emit(scores_data(found, figures), scores_report(found, figures), as_json=json)
