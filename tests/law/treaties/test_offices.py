"""Offices of depositaries: the days on which nothing can be handed over there."""

from datetime import date

import pytest

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.offices import Office, offices

LISTS = {
    2017: "01-02 04-14 05-29 06-26 07-04 09-01 09-04 11-23 12-25",
    2020: "01-01 04-10 05-25 05-26 07-03 07-31 09-07 11-26 12-25",
    2024: "01-01 03-29 04-10 05-27 06-17 07-04 09-02 11-28 12-25",
}
"""The lists that United Nations Headquarters published."""


@pytest.mark.parametrize("year", LISTS)
def test_as_published(year):
    """The rules give the days of each list that was published, moved from weekends as it was."""
    found = offices()["UN Secretary-General"].closed_in(year)
    assert [f"{each:%m-%d}" for each in found] == LISTS[year].split()


def test_a_holiday_moved_into_another_year():
    """A first of January on a Saturday is kept on the last day of the year before."""
    office = offices()["UN Secretary-General"]
    assert date(2027, 12, 31) in office.closed_in(2027)
    assert not office.is_open(date(2027, 12, 31))
    assert date(2028, 1, 1) not in office.closed_in(2028)


def test_open_from_monday_to_friday():
    """Without holidays an office is closed on Saturday and Sunday alone."""
    office = Office("Anybody", (), "nowhere", "known")
    week = [date(2026, 11, day) for day in range(23, 30)]
    assert [office.is_open(day) for day in week] == [True] * 5 + [False] * 2


def test_each_is_a_depositary():
    """Each office on record is that of a depositary of some treaty."""
    known = {each for row in catalogue().summaries.values() for each in row["depositaries"]}
    assert offices().keys() <= known
