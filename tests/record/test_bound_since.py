"""Since when a treaty binds a State: by its succession, by the rule of the treaty, or not yet."""

from datetime import date, timedelta

import pytest

from withdrawal.law.countries import countries
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.bound.lists import all_lines, list_names
from withdrawal.record.parties import bound_since, membership


def lines():
    """Return every line of a packaged list that tells a party, with its treaty."""
    for key in sorted({*list_names()} & {*catalogue()}):
        law = catalogue().treaty(key)
        for of_state in all_lines(key).values():
            yield from ((law, line) for line in of_state if line.status == "party")


@pytest.mark.parametrize(
    ("treaty", "party", "since"),
    [
        ("european-arbitration-1961", "MKD", date(1991, 11, 17)),
        ("vccr-1963", "BGD", date(1971, 3, 26)),
        ("high-seas-1958", "TTO", date(1962, 9, 30)),
        ("refugee-1951", "DZA", None),
    ],
)
def test_a_successor_is_bound_from_the_succession(treaty, party, since):
    """The day is its independence, the treaty's own where that is later, unknown if in doubt."""
    known = membership(treaty, party)
    assert (known.value, known.since) == ("party", since)
    assert known.latest.kind == "succession"


def test_no_successor_is_bound_before_its_succession():
    """Where no list has the day, it is that of the State or of the treaty, whichever is later."""
    found = [
        (line.bond.succeeded_on, law.in_force, bound_since(line.bond, law)[0])
        for law, line in lines()
        if line.bond.kind == "succession" and not line.bond.in_force_for_party
    ]
    told = [(day, began, since) for day, began, since in found if since is not None]
    assert len(told) > len(found) - len(told)
    assert [each for each in told if each[2] != max(each[0], each[1] or each[0])] == []


def test_a_successor_is_a_party_from_the_succession_on():
    """Between its independence and the day it said so it is a party, and before it is none."""
    told = [membership("vccr-1963", "BGD", date(year, 3, 26)) for year in (1970, 1971, 1978)]
    assert [each.value for each in told] == ["not-a-party", "party", "party"]


def test_only_who_succeeds_is_bound_before_it_consents():
    """A ratification or an accession binds no sooner than its own day."""
    early = [
        (law.id, line.party)
        for law, line in lines()
        if line.bond.kind in ("ratification", "accession", "acceptance", "approval")
        if line.bond.consent_date
        if (bound_since(line.bond, law)[0] or date.max) < line.bond.consent_date
    ]
    assert early == []


def test_a_state_that_succeeded_began_before_it_said_so():
    """The day of a succession of States lies before each day of consent on a list."""
    late = [
        (law.id, line.party)
        for law, line in lines()
        if line.bond.succeeded_on and line.bond.consent_date
        if line.bond.consent_date < line.bond.succeeded_on
    ]
    assert late == []
    assert countries()["CZE"].succeeded == countries()["CSK"].ended


def test_a_treaty_not_in_force_binds_nobody():
    """A State that has ratified it is told as a party, since no day."""
    waiting = [(law, line) for law, line in lines() if law.not_in_force]
    assert {law.id for law, _ in waiting} >= {"ctbt-1996"}
    assert {bound_since(line.bond, law) for law, line in waiting} == {(None, True)}
    assert catalogue().treaty("ctbt-1996").in_force_for(date(2005, 12, 1)) is None


def test_the_child_abduction_convention_counts_months_as_its_depositary_does():
    """The first day of the third month after the deposit, as in each line that has both days."""
    law = catalogue().treaty("hcch-child-abduction-1980")
    both = [
        (line.bond.consent_date, line.bond.in_force_for_party)
        for known, line in lines()
        if known is law and line.bond.kind != "succession"
        if line.bond.consent_date and line.bond.in_force_for_party
    ]
    assert both
    assert [each for each in both if law.in_force_for(each[0]) != each[1]] == []


@pytest.mark.parametrize("number", ["029", "087", "098", "105", "138", "182"])
def test_a_labour_convention_binds_after_a_year(number):
    """Twelve months after the ratification was registered, and not with the deposit."""
    law = catalogue().treaty(f"ilo-c{number}")
    registered = law.in_force + timedelta(days=1)
    assert law.in_force_for(registered) == registered.replace(year=registered.year + 1)
