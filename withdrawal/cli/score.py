"""``withdrawal score``: how good the forecasts are, each past case forecast without itself."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.cli.options import AsJson, emit
from withdrawal.cli.terminal import progress
from withdrawal.odds.score import SCHEMA, summary
from withdrawal.odds.score import score as score_cases
from withdrawal.output.scores import scores_text

__all__ = ["score"]


def score(
    *,
    only_the_six: Annotated[
        bool,
        Parameter(name="--six", negative="", help="Only the exits from Ottawa and the CCM."),
    ] = False,
    json: AsJson = False,
) -> int:
    """Score the forecasts of past cases, each left out with all that acted together with it.

    Example: `withdrawal score`
    """
    with progress("Scoring") as told:
        scored = score_cases(progress=told)
    cases = [case for case in scored if case.is_of_the_six or not only_the_six]
    figures = summary(cases)
    data = {
        "schema": SCHEMA,
        **figures,
        "scores": [
            {
                "case": case.case,
                "group": case.group,
                "forecasts": [s.to_json() for s in case.scores],
            }
            for case in cases
        ],
    }
    return emit(data, scores_text(cases, figures), as_json=json)
