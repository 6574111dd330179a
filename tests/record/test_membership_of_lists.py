"""What is said of a State is what a complete list of its day says: nobody is denied or made up."""

from datetime import date
from functools import cache

import pytest

import withdrawal
from withdrawal.case.roll_compared import counts_on
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.bound.lists import all_lines, list_names, party_list
from withdrawal.record.parties import bound_since, membership

RECENT = date(2024, 1, 1)
EVERY_STATE = "*"
MOST_NOT_KNOWN = 20


def recent_lists():
    """The complete lists that are good for a day of 2024 or later, by treaty."""
    kept = {treaty: party_list(treaty) for treaty in list_names()}
    return {
        treaty: each.as_of
        for treaty, each in kept.items()
        if each.is_complete and each.as_of and each.as_of >= RECENT and treaty in catalogue()
        if not catalogue().treaty(treaty).is_over_by(each.as_of)
    }


LISTS = recent_lists()


def bound_by_list(treaty, day):
    """The States that a list has as bound on a day, and those it has as out or outside."""
    law = catalogue().treaty(treaty)
    inside, outside = set(), set()
    for code, lines in all_lines(treaty).items():
        last = lines[-1]
        since, _ = bound_since(last.bond, law)
        has_begun = since is None or since <= day
        if last.status == "party" and not last.bond.has_left and has_begun:
            inside.add(code)
        elif last.status != "party" or last.bond.is_over_by(day):
            outside.add(code)
    return inside - {EVERY_STATE}, outside - {EVERY_STATE}


def told(treaty, codes, day):
    """What is said of some States on a day, as far as it was known by then."""
    return {code: membership(treaty, code, day, as_of=day).value for code in sorted(codes)}


@cache
def told_of_the_bound(treaty, day):
    """What is said of the States that a list has as bound."""
    return told(treaty, bound_by_list(treaty, day)[0], day)


def test_there_are_recent_lists():
    """Complete lists of 2024 or later are kept of the treaties people ask about most."""
    assert len(LISTS) >= 75


@pytest.mark.rows("treaty, day", LISTS.items())
class TestRecentLists:
    def test_nobody_is_denied(self, treaty, day):
        """No State that the list names as a party is said to be none on the list's day."""
        said = told_of_the_bound(treaty, day)
        assert [code for code, value in said.items() if value == "not-a-party"] == []

    def test_nobody_is_made_up(self, treaty, day):
        """No State that has left or stands outside is said to be a party on the list's day."""
        _, outside = bound_by_list(treaty, day)
        said = told(treaty, outside, day)
        assert [code for code, value in said.items() if value == "party"] == []

    def test_the_count_is_that_of_the_list(self, treaty, day):
        """As many are bound, or have consented, as the list says that it counts."""
        counted = party_list(treaty).count
        is_open = counted is None or EVERY_STATE in all_lines(treaty)
        assert is_open or counted in counts_on(catalogue().treaty(treaty), day)


def test_few_are_not_known():
    """Of hardly any State on all these lists is it said that it is not known."""
    unknown = [
        (treaty, code)
        for treaty, day in LISTS.items()
        for code, value in told_of_the_bound(treaty, day).items()
        if value == "not-known"
    ]
    assert len(unknown) <= MOST_NOT_KNOWN, unknown


def test_a_treaty_without_a_way_out_says_who_is_a_party():
    """Where no clause lets a party leave, the answer still says whether the State is one."""
    silent = {
        key for key, each in catalogue().summaries.items() if each["exit"] in ("silent", "barred")
    }
    told = {
        (treaty, code): withdrawal.when(code, treaty, as_of=day).membership.value
        for treaty, day in LISTS.items()
        if treaty in silent
        for code in sorted(bound_by_list(treaty, day)[0])[:3]
    }
    assert told
    assert {key: value for key, value in told.items() if value != "party"} == {}
