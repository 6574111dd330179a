"""Write tests/data/answers_snapshot.jsonl: what the package answers to many kinds of question.

One line for each question, with its whole answer: of every kind of notice on record, of what a
question may suppose, of plans, comparisons, cases step by step and the scenarios in examples/.
Run it after a change in a rule, in the data or in a wording (`make data`): the diff shows what
changed.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from withdrawal import Case, compare, plan, play, read_scenario, sources, when
from withdrawal.errors import WithdrawalError
from withdrawal.record.chronology import chronology
from withdrawal.record.history import Withdrawal, history

ROOT = Path(__file__).parent.parent
SNAPSHOT = ROOT / "tests" / "data" / "answers_snapshot.jsonl"
TODAY = date(2026, 11, 21)

SUPPOSED: tuple[dict[str, Any], ...] = (
    {"party": "SWE", "treaty": "ottawa-1997"},
    {"party": "SWE", "treaty": "ottawa-1997", "received": "2027-08-31"},
    {"party": "LTU", "treaty": "ottawa-1997", "notice": "2025-06"},
    {"party": "LTU", "treaty": "ottawa-1997", "notice": 2024},
    {"party": "SWE", "treaty": "ottawa-1997", "approved": "2027-01-31"},
    {"party": "SWE", "treaty": "ottawa-1997", "received": "2027-01-05", "approved": "2026-12-20"},
    {
        "party": "SWE",
        "treaty": "ottawa-1997",
        "received": "2027-01-05",
        "conflict": "2027-02-01/2027-09-30",
    },
    {
        "party": "SWE",
        "treaty": "ottawa-1997",
        "received": "2027-01-05",
        "conflict": "2027-02-01/..",
    },
    {
        "party": "SWE",
        "treaty": "ottawa-1997",
        "received": "2027-01-05",
        "named_date": "2028-01-01",
    },
    {"party": "LVA", "treaty": "istanbul-convention-2011"},
    {"party": "LVA", "treaty": "istanbul-convention-2011", "received": "2026-12-31"},
    {"party": "FRA", "treaty": "teu", "received": "2027-03-29"},
    {"party": "FRA", "treaty": "teu", "received": "2027-03-29", "agreed_date": "2028-01-31"},
    {"party": "FRA", "treaty": "teu", "received": "2027-03-29", "extended_to": "2030-01-31"},
    {"party": "USA", "treaty": "paris-2015"},
    {"party": "USA", "treaty": "paris-2015", "as_of": "2020-01-01"},
    {"party": "ARG", "treaty": "paris-2015", "received": "2027-01-01"},
    {
        "party": "ARG",
        "treaty": "paris-2015",
        "received": "2017-01-01",
        "in_force_for_party": "2016-11-04",
    },
    {"party": "PRK", "treaty": "npt-1968", "as_of": "2003-02-01"},
    {"party": "USA", "treaty": "un-charter-1945"},
    {"party": "CHE", "treaty": "rome-statute-1998"},
    {"party": "JPN", "treaty": "icrw-1946", "received": "2027-01-02"},
    {"party": "BOL", "treaty": "single-convention-1961", "received": "2027-07-02"},
    {"party": "ITA", "treaty": "ilo-c089", "received": "2027-07-02"},
    {"party": "FRA", "treaty": "madrid-protocol-1991"},
    {"party": "USA", "treaty": "cfe-1990"},
    {"party": "USA", "treaty": "irena-2009"},
    {"party": "FRA", "treaty": "ilo-c073"},
    {
        "party": "FRA",
        "treaty": "madrid-protocol-1991",
        "received": "2027-07-02",
        "event": "2027-01-31",
    },
    {"party": "FRA", "treaty": "icnaf-1949", "received": "1978-07-19"},
    {"party": "FRA", "treaty": "icnaf-1949", "received": "1978-07-19", "follows": "1978-06-29"},
    {"party": "BRA", "treaty": "acto-1978", "received": "2027-07-02", "first_act": "2027-02-28"},
    {"party": "USA", "treaty": "washington-naval-1922", "as_of": "1935-01-01"},
    {"party": "USA", "treaty": "us-hungary-tax-1979", "received": "2022-07-08"},
    {"party": "RUS", "treaty": "coe-terrorism-suppression-1977"},
    {"party": "BOL", "treaty": "andean-court-1979"},
    {"party": "CHN", "treaty": "apsco-2005", "received": "2027-07-02"},
    {"party": "FRA", "treaty": "oecd-model-tax-art-32", "received": "2027-12-31"},
    {
        "party": "USA",
        "treaty": "gc-i-1949",
        "received": "2027-01-31",
        "conflict": "2026-12-01/2028-05-01",
        "repatriated": "2029-01-31",
    },
)

PLANS: tuple[dict[str, Any], ...] = (
    {"party": "SWE", "treaty": "ottawa-1997", "out_by": "2028-02-29"},
    {"party": "CHE", "treaty": "ottawa-1997", "out_by": "2029-01-01"},
    {"party": "CZE", "treaty": "rome-statute-1998", "out_by": "2028-12-31"},
    {"party": "LVA", "treaty": "istanbul-convention-2011", "out_by": "2027-12-01"},
    {"party": "FRA", "treaty": "ottawa-1997", "out_by": "2027-06-30", "pace": {"final-vote": 40}},
    {"party": "ROU", "treaty": "ottawa-1997", "out_by": "2027-01-10"},
    {"party": "GBR", "treaty": "echr-1950", "out_by": "2027-12-31", "route": "statute"},
    {"party": "SWE", "treaty": "ottawa-1997", "out_by": "2028-03-01", "conflict": "2027-01-01/.."},
    {"party": "ARG", "treaty": "paris-2015", "out_by": "2028-03-01"},
)

COMPARED = (
    ("ottawa-1997", "LTU EST LVA FIN POL UKR SWE NOR USA", "2025-05-15"),
    ("ottawa-1997", "LTU EST LVA FIN POL UKR SWE NOR USA", "2026-11-21"),
    ("istanbul-convention-2011", "LVA TUR POL GBR", "2026-11-21"),
    ("rome-statute-1998", "BDI PHL HUN ZAF GMB ITA", "2026-11-21"),
)

CASES = (
    ("LTU", "ottawa-1997", None),
    ("LVA", "ottawa-1997", "urgent"),
    ("LVA", "istanbul-convention-2011", None),
    ("UKR", "ottawa-1997", "suspension"),
    ("HUN", "rome-statute-1998", None),
    ("ZAF", "rome-statute-1998", None),
)


def lines() -> Iterator[str]:
    """Yield the snapshot, a question and its answer on each line."""
    groups = (_recorded, _supposed, _plans, _compared, _cases, _runs, _sources)
    for asked, answer in (each for group in groups for each in group()):
        yield json.dumps({"asked": asked, "answer": answer}, ensure_ascii=False)


def _recorded() -> Iterator[tuple[Any, Any]]:
    """Yield an answer for each kind of notice on record, soon after it and today."""
    met: set[tuple[Any, ...]] = set()
    for row in history():
        if row.given is None or _sort(row) in met:
            continue
        met.add(_sort(row))
        for as_of in (row.given + timedelta(days=1), TODAY):
            asked = {"party": row.party, "treaty": row.treaty, "as_of": str(as_of)}
            yield asked, _answer(asked)


def _sort(row: Withdrawal) -> tuple[Any, ...]:
    optional = ("revoked_on", "rejoined_on", "named_date", "agreed_date", "extended_to", "conflict")
    return row.status, row.kind, row.route, *(getattr(row, key) is None for key in optional)


def _supposed() -> Iterator[tuple[Any, Any]]:
    for asked in SUPPOSED:
        yield asked, _answer({"as_of": str(TODAY), **asked})


def _answer(asked: dict[str, Any]) -> Any:
    try:
        return when(**asked).to_json()
    except WithdrawalError as error:
        return {"error": error.code, "message": error.message}


def _plans() -> Iterator[tuple[Any, Any]]:
    for asked in PLANS:
        yield asked, plan(as_of=TODAY, **asked).to_json()


def _compared() -> Iterator[tuple[Any, Any]]:
    for treaty, parties, as_of in COMPARED:
        found = compare(parties.split(), treaty, as_of=as_of).to_json()
        rows = [{**row, "answer": None} for row in found["rows"]]
        yield [treaty, parties, as_of], {**found, "rows": rows}


def _cases() -> Iterator[tuple[Any, Any]]:
    """Yield what may come next and what is owed after each recorded event."""
    for party, treaty, route in CASES:
        case = Case(party, treaty, route=route)
        yield [party, treaty, "at first"], _next(case)
        for event in chronology(party, treaty):
            case.replay([event])
            yield [party, treaty, event.step, str(event.when)], _next(case)


def _next(case: Case) -> Any:
    return {
        "stage": case.stage,
        "phase": case.phase.value,
        "next": [each.to_json() for each in case.next_steps()],
        "owed": list(case.owed()),
        "irregular": list(case.irregularities),
    }


def _runs() -> Iterator[tuple[Any, Any]]:
    """Yield the steps of each scenario in the examples."""
    for path in sorted((ROOT / "examples").glob("*.toml")):
        found = play(read_scenario(path), as_of=TODAY).to_json()
        for case in found["cases"]:
            case["answer"] = case["answer"]["sentence"]
        yield path.name, found


def _sources() -> Iterator[tuple[Any, Any]]:
    yield "sources", sources().to_json()


def main() -> None:
    """Write the snapshot."""
    found = list(lines())
    SNAPSHOT.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    print(f"{SNAPSHOT.name}: {len(found)} questions")


if __name__ == "__main__":
    main()
