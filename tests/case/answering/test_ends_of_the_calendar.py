"""At the first and the last days of the calendar every question has an answer."""

from datetime import date

import pytest

import withdrawal
from withdrawal.case.statuses import STATUS
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.history import history

ENDS = ("0001-01-01", "9999-12-01", "9999-12-31")


@pytest.fixture(scope="module")
def questions():
    """Return a State and a treaty for each status that an answer has today."""
    found = {}
    pairs = [(row.party, row.treaty) for row in history()]
    pairs += [("SWE", treaty) for treaty in catalogue()]
    for party, treaty in pairs:
        status = withdrawal.when(party, treaty, as_of="2026-11-28").status
        found.setdefault(status, (party, treaty))
        if len(found) == len(STATUS) - 1:  # Today no exit is conditional.
            break
    return found


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("status", STATUS)
def test_every_status(questions, status, day):
    """Whatever a State's status is today, it has an answer on the ends of the calendar."""
    party, treaty = questions.get(status, ("BRA", "ilo-c158"))
    answer = withdrawal.when(party, treaty, as_of=day)
    assert answer.as_of == date.fromisoformat(day)
    assert answer.to_json()["sentence"]


@pytest.mark.slow
def test_every_treaty():
    """No treaty's clause fails a State that asks on one of the ends of the calendar."""
    for number, treaty in enumerate(catalogue()):
        asked = withdrawal.when("SWE", treaty, as_of=ENDS[number % len(ENDS)])
        assert asked.status in STATUS


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("party", ["SWE", "ESP", "LTU", "USA"])
def test_planning(party, day):
    """A plan and a comparison are made, or refused in one sentence of the calendar's ends."""
    for ask in (
        lambda: withdrawal.plan(party, "echr-1950", out_by=day, as_of=day).sentence,
        lambda: withdrawal.compare([party], "echr-1950", as_of=day).rows[0].answer.status,
        lambda: str(withdrawal.Case(party, "echr-1950").when(as_of=day)),
    ):
        try:
            told = ask()
        except WithdrawalError as error:
            told = error.message
            assert "calendar" in told
        assert told
