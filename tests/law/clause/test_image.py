"""The image of an interval: what a clause makes of a notice received some day within it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import Period
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.gates import LockIn
from withdrawal.law.clause.image import Span, _joined, image
from withdrawal.law.clause.operators import Runs
from withdrawal.law.treaties.catalogue import treaty

TREATIES = ("ottawa-1997", "ilo-c105", "icrw-1946", "genocide-1948", "echr-1950", "oie-1924")
FACTS = Circumstances(anchors={"in-force-for-party": date(2025, 3, 1)})


def facts_of(name):
    """Return what the clause needs for a State bound since March 2025."""
    return treaty(name).facts(FACTS)


@given(
    name=st.sampled_from(TREATIES),
    first=st.dates(date(2024, 1, 1), date(2035, 1, 1)),
    days=st.integers(0, 1500),
)
def test_every_day_alone(name, first, days):
    """The image holds the effect of every day of the interval, and no day without one."""
    clause, facts, last = treaty(name).clause, facts_of(name), first + timedelta(days)
    found = image(clause, first, last, facts)
    each_day = [first + timedelta(n) for n in range(days + 1)]
    effects = {day: clause.effect(day, facts) for day in each_day}
    held = [e for e in effects.values() if e is not None]
    assert found.first == min(held, default=None)
    assert found.last == max(held, default=None)
    assert found.has_gaps is (len(held) < len(effects))
    for day, effect in effects.items():
        spans = [span for span in found.spans if span.opens <= day <= span.closes]
        assert bool(spans) is (effect is not None)
        assert all(span.first <= effect <= span.last for span in spans)


def test_a_conflict_without_an_end():
    """Where an armed conflict goes on, only the notices before it lead anywhere."""
    from withdrawal.dates import Interval

    war = Circumstances(conflicts=(Interval(date(2027, 3, 1), None),))
    facts = treaty("ottawa-1997").facts(war)
    found = image(treaty("ottawa-1997").clause, date(2026, 7, 1), date(2026, 12, 1), facts)
    (span,) = found.spans
    assert (span.closes, span.last, found.has_gaps) == (date(2026, 8, 31), date(2027, 2, 28), True)


def test_stretches_that_follow_one_another():
    """Two stretches without a day between them are one; what lies between two is in neither."""
    clause = Clause(operators=(LockIn(Period(1), "in-force-for-party"), Runs(Period(months=6))))
    facts = Circumstances(anchors={"in-force-for-party": date(2025, 3, 1)})
    (span,) = image(clause, date(2025, 1, 1), date(2026, 12, 31), facts).spans
    assert (span.opens, span.closes) == (date(2026, 3, 1), date(2026, 12, 31))
    assert (span.first, span.last) == (date(2026, 9, 1), date(2027, 6, 30))
    days = [date(2025, 1, 1) + timedelta(n) for n in range(6)]
    one, two, three = (Span(days[n], days[n], days[n], days[n]) for n in (0, 1, 3))
    assert _joined([one, two, three]) == (Span(days[0], days[1], days[0], days[1]), three)


@pytest.mark.parametrize("name", TREATIES)
def test_one_day(name):
    """The image of one day is the effect of that day."""
    day, clause, facts = date(2030, 5, 5), treaty(name).clause, facts_of(name)
    found = image(clause, day, day, facts)
    assert (found.first, found.last) == (clause.effect(day, facts),) * 2
