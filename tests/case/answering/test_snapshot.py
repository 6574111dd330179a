"""The committed answers: a change in a rule, in the data or in a wording shows as a difference.

One line for each question, with its whole answer: of every kind of notice on record, of what a
question may suppose, of plans, comparisons, cases step by step and the scenarios in examples/.
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from withdrawal import Case, compare, plan, play, read_scenario, sources, when
from withdrawal.case.findings import Status
from withdrawal.errors import WithdrawalError
from withdrawal.record.chronology import chronology
from withdrawal.record.history import history

EXAMPLES = Path(__file__).parents[3] / "examples"
TODAY = "2026-11-21"
OPTIONAL = ("revoked_on", "rejoined_on", "named_date", "agreed_date", "extended_to", "conflict")


def recorded():
    """Yield a question for each kind of notice on record, soon after it and today."""
    met = set()
    for row in history():
        kind = row.status, row.kind, row.way_out, *(getattr(row, key) is None for key in OPTIONAL)
        if row.given is None or kind in met:
            continue
        met.add(kind)
        for as_of in (str(row.given + timedelta(days=1)), TODAY):
            yield {"party": row.party, "treaty": row.treaty, "as_of": as_of}


def answer(question):
    """Return the answer to a question, or why there is none."""
    try:
        return when(**{"as_of": TODAY, **question}).to_json()
    except WithdrawalError as error:
        return {"error": error.code, "message": error.message}


def compared(treaty, parties, as_of):
    """Return a comparison without the answers in it."""
    found = compare(parties.split(), treaty, as_of=as_of).to_json()
    return {**found, "rows": [{**row, "answer": None} for row in found["rows"]]}


def told(party, treaty, route):
    """Yield what may come next and what is owed after each recorded event of a case."""
    case = Case(party, treaty, route=route or None)
    yield [party, treaty, "at first"], standing(case)
    for event in chronology(party, treaty):
        case.replay([event])
        yield [party, treaty, event.step, str(event.when)], standing(case)


def standing(case):
    """Return where a case stands."""
    return {
        "stage": case.stage,
        "phase": case.phase.value,
        "next": [each.to_json() for each in case.next_steps()],
        "owed": list(case.owed()),
        "irregular": list(case.irregularities),
    }


def played(path):
    """Return the steps of a scenario."""
    found = play(read_scenario(path), as_of=TODAY).to_json()
    cases = [{**each, "answer": each["answer"]["sentence"]} for each in found["cases"]]
    return {**found, "cases": cases}


def rows(asked):
    """Yield each question with its answer."""
    yield from ((each, answer(each)) for each in recorded())
    yield from ((each, answer(each)) for each in asked["supposed"])
    yield from ((each, plan(as_of=TODAY, **each).to_json()) for each in asked["plans"])
    yield from ((each, compared(*each)) for each in asked["compared"])
    for each in asked["cases"]:
        yield from told(*each)
    yield from ((path.name, played(path)) for path in sorted(EXAMPLES.glob("*.toml")))
    yield "sources", sources().to_json()


@pytest.fixture(scope="module")
def made(asked):
    """Return the lines as they are made now."""
    pairs = rows(asked["answers"])
    return [json.dumps({"asked": a, "answer": b}, ensure_ascii=False) for a, b in pairs]


@pytest.fixture(scope="module")
def kept(made, snapshot):
    """Return the committed lines."""
    return snapshot("answers_snapshot.jsonl", made)


def difference(kept, made):
    """Return in a few words what two answers to one question do not share."""
    old, new = json.loads(kept), json.loads(made)
    if old["asked"] != new["asked"]:
        return f"asked {old['asked']}, now {new['asked']}"
    old, new = old["answer"], new["answer"]
    keys = [key for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    return "; ".join(f"{key}: {old.get(key)} -> {new.get(key)}" for key in keys)


class TestAnswers:
    """Answers, plans, comparisons, cases and scenarios, each whole."""

    def test_are_what_the_package_answers(self, kept, made):
        """No word and no day of an answer changes unnoticed (`make data` writes them anew)."""
        pairs = zip(kept, made, strict=False)
        changed = [difference(old, new) for old, new in pairs if old != new]
        assert not changed, "\n".join(changed[:5])
        assert len(kept) == len(made)

    def test_every_status_is_among_them(self, kept):
        """Each status an answer may have is in some answer, and so are plans and scenarios."""
        answers = [json.loads(line)["answer"] for line in kept]
        met = {each.get("status") for each in answers}
        schemas = {each.get("schema") for each in answers}
        assert set(get_args(Status)) <= met
        assert {"withdrawal/plan/2", "withdrawal/run/1"} <= schemas
