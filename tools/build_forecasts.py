"""Write tests/data/forecasts_snapshot.jsonl: what is forecast for many kinds of situation.

One line for each question, with its whole answer, chances to four decimals. Run it after a change
in a rule, in the data or in the model (`make data`): the diff shows what changed.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from withdrawal import Case, forecast, simulate, typical_pace
from withdrawal.errors import WithdrawalError
from withdrawal.forecast.past import past_cases
from withdrawal.forecast.scores import score, scored_cases, summary

ROOT = Path(__file__).parent.parent
SNAPSHOT = ROOT / "tests" / "data" / "forecasts_snapshot.jsonl"

FORECASTS: tuple[dict[str, Any], ...] = (
    {"party": "LTU", "treaty": "ottawa-1997", "as_of": "2025-01-20"},
    {"party": "LTU", "treaty": "ottawa-1997", "as_of": "2025-05-20"},
    {"party": "FIN", "treaty": "ottawa-1997", "as_of": "2025-08-01"},
    {"party": "LVA", "treaty": "istanbul-convention-2011", "as_of": "2025-11-01"},
    {"party": "LVA", "treaty": "istanbul-convention-2011", "as_of": "2026-11-21"},
    {"party": "HUN", "treaty": "rome-statute-1998", "as_of": "2025-05-01"},
    {"party": "CHE", "treaty": "ottawa-1997", "as_of": "2026-11-21"},
    {"party": "SWE", "treaty": "ottawa-1997", "as_of": "2026-11-21", "conflict_a_year": 0.1},
    {
        "party": "EST",
        "treaty": "ottawa-1997",
        "as_of": "2025-08-01",
        "conflict": "2025-10-01/2026-03-01",
    },
    {"party": "EST", "treaty": "ottawa-1997", "as_of": "2025-08-01", "conflict": "2025-10-01/.."},
    {
        "party": "SWE",
        "treaty": "ottawa-1997",
        "as_of": "2026-11-21",
        "durations": {"final-vote": {"uniform": [10, 30]}},
    },
    {"party": "USA", "treaty": "paris-2015", "as_of": "2017-06-02"},
    {"party": "GBR", "treaty": "teu", "as_of": "2017-02-01", "years": 5},
    {"party": "UKR", "treaty": "ottawa-1997", "as_of": "2026-11-21"},
    {"party": "SWE", "treaty": "gc-i-1949", "as_of": "2026-11-21"},
    {"party": "SWE", "treaty": "gc-i-1949", "as_of": "2026-11-21", "conflict": "2026-08-15/.."},
    {"party": "NOR", "treaty": "un-charter-1945", "as_of": "2026-11-21"},
)

# What happened in a case on a route, before one looks ahead.
CASES: tuple[tuple[str, str, str | None, dict[str, str]], ...] = (
    ("ESP", "ottawa-1997", None, {"final-vote": "2026-10-01", "returned": "2026-11-01"}),
    (
        "POL",
        "rome-statute-1998",
        None,
        {"final-vote": "2026-06-25", "upper-house-vote": "2026-07-09", "returned": "2026-07-20"},
    ),
    (
        "ITA",
        "ottawa-1997",
        "law",
        {"final-vote": "2026-09-01", "upper-house-vote": "2026-10-01", "returned": "2026-10-20"},
    ),
    ("EST", "istanbul-convention-2011", None, {"final-vote": "2026-09"}),
    ("SWE", "ottawa-1997", None, {"final-vote": "2026-08-01", "notice": "2026-09"}),
    (
        "SWE",
        "ottawa-1997",
        None,
        {"final-vote": "2026-08-01", "notice": "2026-09-03", "conflict-began": "2026-10-01"},
    ),
    ("HUN", "ottawa-1997", None, {"final-vote": "2026-11-10", "returned": "2026-11-14"}),
    ("ROU", "ottawa-1997", None, {"final-vote": "2026-11-10"}),
    ("CHE", "ottawa-1997", None, {"final-vote": "2026-10-01"}),
    ("GBR", "echr-1950", "statute", {"final-vote": "2026-10-01", "returned": "2026-11-01"}),
    ("UKR", "rome-statute-1998", None, {"final-vote": "2026-10-01", "returned": "2026-10-09"}),
)
TODAY = "2026-11-21"

SCENARIOS = (
    ("baltic", "2025-03-20"),
    ("baltic", "2025-05-20"),
    ("baltic", "2026-11-21"),
    ("finland", "2025-05-01"),
    ("sweden-hypothetical", "2026-11-21"),
    ("what-if", "2025-05-20"),
    ("what-if", "2026-11-21"),
    ("poland", "2025-05-20"),
    ("hungary-icc", "2025-05-10"),
)
PACES = ("LTU", "CHE", "FRA", "FIN", "USA", "HUN")
EVERY = 6
"""One past case in so many is scored."""


def lines() -> Iterator[str]:
    """Yield the snapshot, a question and its answer on each line."""
    groups = (_forecasts, _cases, _simulations, _paces, _scores, _past)
    for asked, answer in (each for group in groups for each in group()):
        row = {"asked": asked, "answer": rounded(answer)}
        yield json.dumps(row, ensure_ascii=False, default=str)


def rounded(value: Any) -> Any:
    """Return data with its numbers to four decimals: the last digits differ by machine."""
    if isinstance(value, float):
        return round(value, 4) + 0.0
    if isinstance(value, dict):
        return {str(key): rounded(each) for key, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list | tuple) else value


def _forecasts() -> Iterator[tuple[Any, Any]]:
    for asked in FORECASTS:
        try:
            yield asked, forecast(**asked).to_json()
        except WithdrawalError as error:
            yield asked, {"error": error.code, "message": error.message}


def _cases() -> Iterator[tuple[Any, Any]]:
    """Yield forecasts of cases that stand where few on record do."""
    for party, treaty, route, events in CASES:
        case = Case(party, treaty, route=route)
        for step, day in events.items():
            case.record(step, on=day)
        yield [party, treaty, route, events], forecast(case, as_of=TODAY).to_json()


def _simulations() -> Iterator[tuple[Any, Any]]:
    """Yield what two thousand runs of the scenarios give, whose seed is fixed."""
    for name, as_of in SCENARIOS:
        path = ROOT / "examples" / f"{name}.toml"
        yield [name, as_of], simulate(path, runs=2000, seed=7, as_of=as_of).to_json()


def _paces() -> Iterator[tuple[Any, Any]]:
    for party in PACES:
        yield party, typical_pace(party, "ottawa-1997")


def _scores() -> Iterator[tuple[Any, Any]]:
    scored = []
    for case in score(scored_cases()[::EVERY]):
        scored.append(case)
        yield case.case, [each.to_json() for each in case.scores]
    yield "summary", summary(scored)


def _past() -> Iterator[tuple[Any, Any]]:
    """Yield each past case as it was put together."""
    for case in past_cases():
        events = [f"{x.step} {x.when} {len(x.sources)}" for x in case.events]
        waits = [f"{x.since} {x.step} {x.until}" for x in case.waits]
        notice = case.notice.effect if case.notice else None
        rest = (case.party, case.treaty, case.group, case.route, case.fell_before)
        yield case.id, [events, waits, str(notice), rest, case.set_aside]


def main() -> None:
    """Write the snapshot."""
    found = list(lines())
    SNAPSHOT.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    print(f"{SNAPSHOT.name}: {len(found)} questions")


if __name__ == "__main__":
    main()
