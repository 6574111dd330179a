"""`safe_notice`: the last day in time on every reading, against a plain look at each day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.case.planning.plan import effect_on_every_reading, safe_notice
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.treaties.catalogue import catalogue

FACTS = Circumstances()
DAY = timedelta(days=1)


def clauses():
    """Return one treaty of each shape and period that may be left."""
    met = {}
    for key, each in catalogue().summaries.items():
        met.setdefault((each["exit"], tuple(each["shape"]), each["period"]), key)
    found = sorted(met.values())
    return [each for each in found if catalogue().treaty(each).clause.is_open(FACTS)]


def plain(clause, out_by, first):
    """Return the last day of all up to ``out_by`` on which every reading is in time."""
    day = out_by
    while day >= first:
        end = effect_on_every_reading(clause, day, FACTS)
        if end is not None and end <= out_by:
            return day
        day -= DAY
    return None


@given(
    treaty=st.sampled_from(clauses()),
    out_by=st.dates(date(2024, 1, 1), date(2034, 12, 31)),
    ahead=st.integers(0, 1500),
)
def test_as_a_plain_look_at_each_day(treaty, out_by, ahead):
    """The last safe day is that of a look at each day back from the target, gaps or none."""
    clause, first = catalogue().treaty(treaty).clause, out_by - ahead * DAY
    assert safe_notice(clause, out_by, FACTS, not_before=first) == plain(clause, out_by, first)


@pytest.mark.parametrize("treaty", ["iho-1967", "wadden-seals-1990"])
def test_a_day_before_a_reading_that_jumps_a_year(treaty):
    """Where one more day throws another reading into the next year, the day before it is safe."""
    clause, out_by = catalogue().treaty(treaty).clause, date(2028, 3, 1)
    assert safe_notice(clause, out_by, FACTS, not_before=date(2026, 11, 21)) == date(2026, 12, 30)
