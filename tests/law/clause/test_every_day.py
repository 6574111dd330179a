"""The compiled clause and the function agree on every treaty; `tests/exhaustive` goes further."""

import datetime

import pytest
from attrs import evolve

from withdrawal.dates import Counting, Interval, Rounding
from withdrawal.dates.table import EPOCH, NOWHERE
from withdrawal.law.circumstances import Circumstances, Conventions
from withdrawal.law.treaties.catalogue import catalogue

FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)
DAYS = [
    datetime.date.fromordinal(number) for number in range(FIRST.toordinal(), LAST.toordinal() + 1)
]
SINCE = {
    "in-force-for-party": datetime.date(1998, 8, 31),
    "consent-of-party": datetime.date(1998, 1, 30),
    "obligations-assumed": datetime.date(1999, 12, 31),
}


PLAIN = Conventions()


def _number(day):
    """Return a day as a table keeps it."""
    return NOWHERE if day is None else day.toordinal() - EPOCH


def _first_difference(treaty, facts, conventions=PLAIN, days=DAYS):
    """Return the first day on which table and function differ, with both results."""
    table = treaty.clause.table(days[0], days[-1], facts, conventions)
    for day, value in zip(days, table.values.tolist(), strict=True):
        plain = _number(treaty.clause.effect(day, facts, conventions))
        if plain != value:
            return day, plain, value
    return None


def _open():
    """Return the treaties that may be left, one for each different clause and anchor days."""
    found = {}
    for key in catalogue():
        treaty = catalogue().treaty(key)
        if treaty.clause.exit == "allowed":
            operators = [evolve(each, article=None) for each in treaty.clause.operators]
            days = [treaty.facts().anchor(getattr(each, "anchor", "none")) for each in operators]
            found.setdefault(repr((operators, days)), treaty)
    return list(found.values())


class TestTable:
    """`Clause.table` is `Clause.effect`, compiled."""

    @pytest.mark.slow
    def test_every_treaty_every_day(self):
        """They agree on every treaty and every day of a year, and on two ends of February."""
        days = DAYS[DAYS.index(datetime.date(2027, 2, 1)) : DAYS.index(datetime.date(2028, 3, 2))]
        for treaty in _open():
            facts = treaty.facts(Circumstances(anchors=SINCE))
            assert _first_difference(treaty, facts, days=days) is None, treaty.id

    @pytest.mark.parametrize("key", ["ottawa-1997", "gc-iv-1949", "tpnw-2017"])
    def test_conflicts(self, key):
        """They agree under armed conflicts, whether tested at notice or at expiry."""
        treaty = catalogue().treaty(key)
        spans = (
            Interval(datetime.date(2010, 2, 28), datetime.date(2012, 2, 29)),
            Interval(datetime.date(2030, 6, 1), None),
        )
        assert _first_difference(treaty, treaty.facts(Circumstances(conflicts=spans))) is None

    @pytest.mark.parametrize(
        "key", ["paris-2015", "common-fund-1980", "african-development-fund-1972"]
    )
    def test_named_date(self, key):
        """They agree where the notice names a day, within limits and without."""
        treaty = catalogue().treaty(key)
        facts = treaty.facts(Circumstances(anchors=SINCE, named_date=datetime.date(2020, 2, 29)))
        assert _first_difference(treaty, facts) is None

    @pytest.mark.parametrize("rounding", [Rounding.DOWN, Rounding.UP])
    @pytest.mark.parametrize("counting", list(Counting))
    def test_conventions(self, rounding, counting):
        """They agree under every rounding and counting on every day of five years."""
        days = [day for day in DAYS if 2024 <= day.year <= 2028]
        for key in ("ottawa-1997", "istanbul-convention-2011", "genocide-1948", "icrw-1946"):
            treaty = catalogue().treaty(key)
            found = _first_difference(treaty, treaty.facts(), Conventions(rounding, counting), days)
            assert found is None, key
