"""Write withdrawal/odds/data/climatology.json: the days on which past cases could be forecast.

Run it after a change of the record: ``python -m withdrawal.odds.fitting.climatology``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from withdrawal.odds.climatology import FILE, kind_of_wait
from withdrawal.odds.evidence import PastCase, past_cases
from withdrawal.odds.scoring.landmarks import landmarks, truth_of
from withdrawal.odds.spans import dated_stages, route_of

__all__ = ["text"]


def rows() -> Iterator[dict[str, object]]:
    """Yield each day on which a past case could be forecast, with how its wait ended."""
    for case in past_cases():
        found, truth = landmarks(case), truth_of(case)
        if isinstance(found, str) or isinstance(truth, str):
            continue
        end = "notice" if truth.given else "given-up" if truth.over else "open"
        until = truth.given or truth.over or truth.seen
        for each in found:
            yield {
                "case": case.id,
                "as_of": each.as_of.isoformat(),
                "kind": _kind(case, each.as_of),
                "silence": (each.as_of - each.since).days,
                "until": until.isoformat(),
                "end": end,
            }


def _kind(case: PastCase, day: date) -> str:
    """Return what a case waited for on a day."""
    state, route = route_of(case)
    stages = state.stages_of(route)
    reached = max(n for n, event in dated_stages(case) if (event.when.latest or date.max) <= day)
    return kind_of_wait(stages, (stage.id for stage in stages[: reached + 1]))


def text() -> str:
    """Return the file: a day on each line."""
    lines = ",\n".join(json.dumps(row) for row in rows())
    return f'{{"schema": "withdrawal/climatology/1", "days": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
