"""How many parties a treaty had over time: one rule with who is a party on a day."""

from datetime import date

import pytest

import withdrawal
from withdrawal.case.roll import parties
from withdrawal.case.roll_over_time import parties_over_time

AS_OF = "2026-11-28"
TREATIES = (
    "rome-statute-1998",
    "ottawa-1997",
    "unesco-1945",
    "paris-air-navigation-1919",
    "ect-1994",
    "warsaw-pact-1955",
)


@pytest.mark.parametrize("treaty", TREATIES)
def test_the_count_of_a_day_is_that_of_the_roll(treaty):
    """On the days of changes, before them and on others, both count the same bound parties."""
    found = parties_over_time(treaty, as_of=AS_OF)
    changed = [day for day, _ in found.points]
    days = {changed[0], changed[len(changed) // 2], changed[-1], date(1990, 5, 5)}
    for day in sorted(days | {each.fromordinal(each.toordinal() - 1) for each in days}):
        there = parties(treaty, on=day, as_of=AS_OF)
        assert found.count_on(day) == len(there.of("party")) - len(there.consented), day


def test_of_a_treaty_not_in_force_consents_are_counted():
    """They are called consents: a treaty that is not in force has no parties."""
    found = parties_over_time("ctbt-1996", as_of=AS_OF)
    assert found.points[-1][1] == len(parties("ctbt-1996", on=AS_OF).consented)
    assert found.sentence.startswith("Consents to CTBT: ")


def test_exits_and_ends():
    """Who left did so by an exit; a treaty that ends has no parties after it."""
    ottawa = parties_over_time("ottawa", as_of=AS_OF)
    left = [each.party for each in ottawa.changes if each.change == "left"]
    assert left == ["EST", "LTU", "LVA", "FIN", "POL"]
    pact = parties_over_time("warsaw-pact-1955", as_of=AS_OF)
    assert pact.changes[-1].change == "ended"
    assert pact.changes[-1].count == 0


def test_nothing_later_is_told():
    """Nothing after the day asked for is told, and nothing learned later is used."""
    found = parties_over_time("ottawa", as_of="2020-01-01")
    assert max(each.day for each in found.changes) <= date(2020, 1, 1)
    assert all(each.change == "joined" for each in found.changes)


def test_what_makes_the_numbers_too_small_is_said():
    """A list that is not complete, and States first seen as they left, are told in the sentence."""
    found = parties_over_time("clc-1969", as_of=AS_OF)
    assert found.undated
    assert "counted only from the first day that shows them bound" in found.sentence


def test_the_line_of_a_leaver():
    """The roll gives the day of consent, of the notice, and of the exit, past or to come."""
    rows = {each.party: each for each in parties("ottawa", on="2025-08-01", as_of=AS_OF).rows}
    lithuania = rows["LTU"]
    assert (lithuania.stands, str(lithuania.joined)) == ("leaving", "2003-05-12")
    assert (str(lithuania.notice), str(lithuania.leaves_on)) == ("2025-06-27", "2025-12-27")
    later = {each.party: each for each in parties("ottawa", on="2026-03-01", as_of=AS_OF).rows}
    assert (later["LTU"].stands, str(later["LTU"].left_on)) == ("left", "2025-12-27")
    assert later["LTU"].leaves_on is None


def test_bad_input():
    """A treaty nobody knows and a day that is none are refused in a sentence."""
    with pytest.raises(withdrawal.WithdrawalError):
        parties_over_time("nothing at all")
    with pytest.raises(withdrawal.WithdrawalError):
        parties_over_time("ottawa", as_of="2026-13-01")


def test_consent_taken_back_before_it_bound():
    """A State that took its consent back before it bound neither joined nor left."""
    found = withdrawal.parties_over_time("rome-statute-1998", as_of="2026-11-28")
    assert "MYS" not in {each.party for each in found.changes}
