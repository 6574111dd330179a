"""`withdrawal.precedents`: what became of earlier notices, and where that stands."""

import pytest

import withdrawal
from withdrawal.case.precedents import OUTCOMES
from withdrawal.dates import PartialDate
from withdrawal.record.history import history

TODAY = "2026-11-21"


def test_under_a_clause():
    """Every notice on record under the clause is there, with what became of it and its source."""
    found = withdrawal.precedents("rome statute", as_of=TODAY)
    rows = [row for row in history("rome-statute-1998") if row.kind.is_notice]
    assert {(x.party, x.received) for x in found.rows} <= {(x.party, x.given) for x in rows}
    outcomes = {(each.party, each.received.year): each.outcome for each in found.rows}
    assert outcomes["BDI", 2016] == "counted"
    assert outcomes["GMB", 2016] == "withdrawn"
    assert all(each.source for each in found.rows)
    assert found.sentence.startswith(f"{len(found.rows)} earlier notices under the clause")


def test_nothing_learned_later():
    """As of a day, what happened later is not used: a notice taken back later still runs."""
    found = withdrawal.precedents("rome statute", as_of="2017-02-01")
    gambia = next(each for each in found.rows if each.party == "GMB")
    assert (gambia.outcome, gambia.revoked_on) == ("running", None)
    assert not any(each.party == "PHL" for each in found.rows)


def test_alike():
    """With `like`, those by the same depositary under such a clause come before the others."""
    found = withdrawal.precedents("ottawa", like=True, as_of=TODAY)
    order = [each.like for each in found.rows]
    assert order == sorted(order, key=["this clause", "this depositary", "this kind"].index)
    assert {each.treaty for each in found.like("this clause")} == {"ottawa-1997"}
    assert sum(found.counts.values()) == len(found.like("this clause"))


@pytest.mark.parametrize("name", ["United States", "Iceland"])
def test_of_a_state(name):
    """A State's own notices, from any treaty, the latest first."""
    found = withdrawal.precedents(name, as_of=TODAY)
    assert {each.like for each in found.rows} == {"this State"}
    days = [PartialDate.parse(str(each.received)).latest for each in found.rows if each.received]
    assert days == sorted(days, reverse=True)
    assert {each.outcome for each in found.rows} <= {*OUTCOMES}
