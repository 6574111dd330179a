"""Write withdrawal/odds/data/climatology.json: the days on which past cases could be forecast.

Run it after a change of the record: ``python -m withdrawal.odds.fitting.climatology``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from withdrawal.odds.climatology import FILE
from withdrawal.odds.evidence import past_cases
from withdrawal.odds.scoring.landmarks import landmarks, truth_of

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
                "group": case.group,
                "as_of": each.as_of.isoformat(),
                "kind": each.kind,
                "talk": each.talk,
                "silence": (each.as_of - each.since).days,
                "until": until.isoformat(),
                "end": end,
            }


def text() -> str:
    """Return the file: a day on each line."""
    lines = ",\n".join(json.dumps(row) for row in rows())
    return f'{{"schema": "withdrawal/climatology/2", "days": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
