"""Random clauses of every shape, with random circumstances, for the properties of all clauses."""

from datetime import date

import pytest
from attrs import frozen
from hypothesis import strategies as st

from withdrawal.dates import Counting, Interval, Period, Rounding
from withdrawal.law.circumstances import Circumstances, Conventions
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.gates import LockIn, Windows
from withdrawal.law.clause.landings import (
    AnnualDate,
    AtEvent,
    EndOfTerm,
    MonthDay,
    MonthEdge,
    NextDay,
    NextMonth,
)
from withdrawal.law.clause.moves import LaterDate, NotBefore, Prolongation
from withdrawal.law.clause.operators import ConflictProviso, Runs, Starts

NAMES = ("treaty-in-force", "in-force-for-party")
periods = st.builds(Period, st.integers(0, 3), st.integers(0, 24), st.integers(0, 100))
notices = st.builds(Period, st.integers(0, 1), st.integers(0, 11)) | st.builds(
    lambda days: Period(days=days), st.integers(0, 200)
)
whole = st.builds(lambda months: Period(months // 12, months % 12), st.integers(1, 60))
names = st.sampled_from([*NAMES, "1999-08-31", "2000-02-29"])
month_days = st.builds(
    lambda number: MonthDay.parse(f"{date.fromordinal(730_119 + number):%m-%d}"),
    st.integers(0, 365),
)
days = st.dates(date(1995, 1, 1), date(2030, 12, 31))
month_ends = st.builds(
    lambda year, month: date(year + month // 12, month % 12 + 1, 1).replace(day=1),
    st.integers(1995, 2029),
    st.integers(1, 12),
).map(lambda day: date.fromordinal(day.toordinal() - 1))
maybe_days = st.none() | days


@st.composite
def windows(draw) -> Windows:
    """Draw recurring windows that are open no longer than they recur."""
    every = draw(whole)
    months = 12 * every.years + every.months
    open_for = draw(
        st.builds(lambda n: Period(months=n), st.integers(1, months))
        | st.builds(lambda n: Period(days=n), st.integers(1, 27))
    )
    return Windows(draw(names), draw(whole), every, open_for)


landings = st.one_of(
    st.just(NextDay()),
    st.just(NextMonth()),
    st.builds(MonthEdge, st.integers(1, 15), st.booleans()),
    st.builds(AnnualDate, month_days, month_days, st.integers(0, 2), is_inclusive=st.booleans()),
    st.builds(AnnualDate, month_days, notice=notices, is_inclusive=st.booleans()),
    st.builds(AnnualDate, month_days),
    st.builds(EndOfTerm, names, whole, st.none() | whole, notices),
    st.just(AtEvent("the end of the session")),
)
moves = st.one_of(
    st.builds(NotBefore, periods, names),
    st.builds(LaterDate, st.booleans(), st.none() | periods),
    st.builds(Prolongation, st.just("the parties"), st.booleans(), st.booleans()),
    st.builds(ConflictProviso, st.sampled_from(["at-expiry", "at-notice"])),
)
runs = st.builds(Runs, periods, st.sampled_from(Counting))
cores = st.one_of(
    st.tuples(runs), st.tuples(landings), st.tuples(runs, landings), st.tuples(runs, runs)
)
spans = st.builds(
    lambda one, other: Interval(min(one, other or one), other and max(one, other)),
    days,
    maybe_days,
)
circumstances = st.builds(
    Circumstances,
    anchors=st.dictionaries(
        st.sampled_from(NAMES), st.dates(date(1990, 1, 1), date(2012, 12, 31)) | month_ends
    ),
    conflicts=st.lists(spans, max_size=3).map(tuple),
    named_date=maybe_days,
    agreed_date=maybe_days,
    extended_to=maybe_days,
)
conventions = st.builds(
    Conventions,
    st.sampled_from([Rounding.DOWN, Rounding.UP]),
    st.none() | st.sampled_from(Counting),
)


@frozen
class Drawn:
    """A clause, circumstances, a reading and a day for a notice."""

    clause: Clause
    facts: Circumstances
    conventions: Conventions
    notice: date


@st.composite
def clauses(draw) -> Drawn:
    """Draw a pipeline in the order of the data files: gates, start, core, moves."""
    operators = (
        *draw(st.lists(st.builds(LockIn, periods, names), max_size=1)),
        *draw(st.lists(windows(), max_size=1)),
        Starts("deposit"),
        *draw(cores),
        *draw(st.lists(moves, max_size=2)),
    )
    clause = Clause(operators=operators, is_counting_settled=draw(st.booleans()))
    notice = draw(days | month_ends)
    return Drawn(clause, draw(circumstances), draw(conventions), notice)


@pytest.fixture(scope="session")
def drawn():
    """Return the strategy of clauses of every shape with all that they need."""
    return clauses()
