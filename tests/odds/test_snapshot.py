"""The committed forecasts: a change in the record, in an estimate or in the model shows.

One line for each question, with its whole answer, chances to four decimals.
"""

import json
from math import isnan
from pathlib import Path

import pytest

from withdrawal import Case, forecast, simulate, typical_pace
from withdrawal.errors import WithdrawalError
from withdrawal.odds.evidence import past_cases
from withdrawal.odds.scoring.table import score_case

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = "2026-11-21"
SCORED = (
    "blr-aarhus-1998",
    "deu-ect-1994",
    "ltu-ottawa-1997",
    "rus-cfe-1990",
    "uga-rome-statute-1998",
)


def rounded(value):
    """Return data with its numbers to four decimals: the last digits differ by machine."""
    if isinstance(value, float):
        return None if isnan(value) else round(value, 4) + 0.0
    if isinstance(value, dict):
        return {str(key): rounded(each) for key, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list | tuple) else value


def answer(question):
    """Return the forecast that is asked for, or why there is none."""
    try:
        return forecast(**question).to_json()
    except WithdrawalError as error:
        return {"error": error.code, "message": error.message}


def of_case(party, treaty, route, events):
    """Return the forecast of a case that stands where few on record do."""
    case = Case(party, treaty, route=route)
    for step, day in events.items():
        case.record(step, on=day)
    return forecast(case, as_of=TODAY).to_json()


def simulated(name, as_of):
    """Return what two thousand runs of a scenario give, whose seed is fixed."""
    return simulate(EXAMPLES / f"{name}.toml", runs=2000, seed=7, as_of=as_of).to_json()


def put_together(case):
    """Return a past case as it was put together."""
    events = [f"{x.step} {x.when} {len(x.sources)}" for x in case.events]
    looked = None if case.looked is None else str(case.looked)
    notice = case.notice.effect if case.notice else None
    rest = (case.party, case.treaty, case.group, case.route, case.fell_before, case.frame)
    return [events, looked, str(notice), rest, case.set_aside]


def rows(asked):
    """Yield each question with its answer."""
    yield from ((each, answer(each)) for each in asked["forecasts"])
    for party, treaty, route, events in asked["cases"]:
        question = [party, treaty, route or None, events]
        yield question, of_case(*question)
    yield from ((each, simulated(*each)) for each in asked["scenarios"])
    yield from ((each, typical_pace(each, "ottawa-1997")) for each in asked["paces"])
    for name in SCORED:
        scored, failed = score_case(name)
        yield name, [[str(each.as_of), each.step, each.scores["forecast"]] for each in scored]
        assert not failed
    yield from ((case.id, put_together(case)) for case in past_cases())


@pytest.fixture(scope="module")
def made(asked):
    """Return the lines as they are made now."""
    pairs = ({"asked": each, "answer": rounded(got)} for each, got in rows(asked["forecasts"]))
    return [json.dumps(each, ensure_ascii=False, default=str) for each in pairs]


@pytest.fixture(scope="module")
def kept(made, snapshot):
    """Return the committed questions and answers."""
    return [json.loads(line) for line in snapshot("forecasts_snapshot.jsonl", made)]


def differences(old, new, where=""):
    """Yield where two answers differ by more than rounding."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from differences(old.get(key), new.get(key), f"{where}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, pair in enumerate(zip(old, new, strict=True)):
            yield from differences(*pair, f"{where}[{number}]")
    elif isinstance(old, float) and isinstance(new, float):
        if abs(old - new) > 2e-4:
            yield f"{where}: {old} -> {new}"
    elif old != new or type(old) is not type(new):
        yield f"{where}: {old} -> {new}"


class TestForecasts:
    """Forecasts, simulations, usual paces, scores and past cases, each whole."""

    def test_are_what_the_package_forecasts(self, kept, made):
        """No day and no chance changes unnoticed (`make data` writes them anew)."""
        made = [json.loads(line) for line in made]
        assert [each["asked"] for each in kept] == [each["asked"] for each in made]
        changed = [
            f"{old['asked']}{each}"
            for old, new in zip(kept, made, strict=True)
            for each in differences(old["answer"], new["answer"])
        ]
        assert not changed, "\n".join(changed[:10])

    def test_chances_add_up(self, kept):
        """In the kept forecasts the chance of being out grows to what "never" leaves over."""
        forecasts = [row["answer"] for row in kept if "party" in row["asked"]]
        assert len(forecasts) > 10
        for each in forecasts:
            chances = list(each["probability_by"].values())
            assert chances == sorted(chances)
            never = each["probability_never"] or 0.0
            assert all(0 <= chance <= 1 - never + 2e-4 for chance in chances)
            assert sum(each["never"].values()) == pytest.approx(never, abs=1e-3)
            assert (each["probability_never"] is None) == (
                each["is_supposed"] and each["median"] is not None
            )
