"""What a type checker must say of the public interface; checked by mypy, never run.

Each ``type: ignore`` here is needed: mypy reports it when the mistake it marks is no longer one.
"""

from datetime import date
from typing import Any, assert_type

import numpy as np
from numpy.typing import NDArray

import withdrawal
from withdrawal import (
    Answer,
    Case,
    Catalogue,
    Counting,
    Country,
    DayTable,
    Interval,
    PartialDate,
    Period,
    Plan,
    Rounding,
    Treaty,
    WithdrawalError,
)
from withdrawal.dates import Pieces, add, end_of_period, is_rounded, parse_day, parse_interval
from withdrawal.law.circumstances import Circumstances, Conventions
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.reckoning import Reading, Reckoning


def answers() -> None:
    """`when` takes names or objects, days as texts or dates, and returns an answer."""
    answer = withdrawal.when("Lithuania", "Ottawa Convention")
    assert_type(answer, Answer)
    assert_type(answer.effect, date | None)
    assert_type(answer.earliest, date | None)
    assert_type(answer.to_json(), dict[str, Any])
    withdrawal.when("Sweden", Treaty.plain("P6M"), received=date(2027, 8, 31))
    withdrawal.when("Sweden", "ottawa-1997", received="2027-03-01", conflict="2027-08-15/..")
    withdrawal.when("Sweden", period="P6M", received="2027-03-01")
    withdrawal.when("Sweden", 5)  # type: ignore[arg-type]
    withdrawal.when("Sweden", "ottawa-1997", received=5.0)  # type: ignore[arg-type]
    withdrawal.when("Sweden", "ottawa-1997", "2027-03-01")  # type: ignore[call-arg]


def plans() -> None:
    """`plan` takes the day to be out by or the day to begin on, and returns a plan."""
    assert_type(withdrawal.plan("Sweden", "ottawa-1997", out_by="2030-01-01"), Plan)
    assert_type(withdrawal.plan("Sweden", "ottawa-1997", begin="2030-01-01"), Plan)
    withdrawal.plan("Sweden", "ottawa-1997", start="2030-01-01")  # type: ignore[call-arg]


def many_days(days: NDArray[np.datetime64]) -> None:
    """`effects` takes and returns arrays of days."""
    assert_type(withdrawal.effects("ottawa-1997", days), NDArray[np.datetime64])
    withdrawal.effects("ottawa-1997", ["2027-08-31"], named_date="2028-01-01")
    withdrawal.effects("ottawa-1997")  # type: ignore[call-arg]


def names() -> None:
    """Names resolve to objects."""
    assert_type(withdrawal.treaty("ottawa"), Treaty)
    assert_type(withdrawal.country("Sweden"), Country)
    assert_type(withdrawal.catalogue(), Catalogue)
    assert_type(withdrawal.catalogue().carried_along("unfccc-1992"), tuple[str, ...])
    assert_type(withdrawal.treaty("ottawa").in_force_for(date(2003, 5, 12)), date | None)


def clauses(clause: Clause, day: date) -> None:
    """A clause is read in several ways, and each has its type."""
    assert_type(clause.effect(day), date | None)
    assert_type(clause.effect(day, Circumstances(), Conventions(Rounding.UP)), date | None)
    assert_type(clause.reckon(day), Reckoning)
    assert_type(clause.readings(day), tuple[Reading, ...])
    assert_type(clause.table(day, day), DayTable)
    assert_type(clause.latest_notice(day), date | None)
    assert_type(clause.earliest_effect(day), tuple[date, date] | None)
    assert_type(clause.protected_until(day), date | None)
    clause.effect("2027-03-01")  # type: ignore[arg-type]
    clause.exit = "barred"  # type: ignore[misc]


def days(day: date, period: Period) -> None:
    """Days, periods and partial dates."""
    assert_type(add(day, period, rounding=Rounding.DOWN), date)
    assert_type(add(day, period, rounding=Rounding.UP), date)
    assert_type(
        end_of_period(day, period, counting=Counting.DAY_AFTER, rounding=Rounding.DOWN), date
    )
    assert_type(is_rounded(day, period), bool)
    assert_type(parse_day("2025-06-27"), date)
    assert_type(parse_interval("2027-03-10/.."), Interval)
    assert_type(Period.parse("P6M"), Period)
    assert_type(period.in_words(), str)
    assert_type(PartialDate.parse("2025-06").earliest, date | None)
    add(day, "P6M", rounding=Rounding.DOWN)  # type: ignore[arg-type]
    add(day, period, Rounding.UP)  # type: ignore[call-arg]
    period.months = 7  # type: ignore[misc]


def tables(day: date) -> None:
    """A table is a function on days and on arrays of days."""
    table = DayTable.compile(lambda each: each, day, day, pieces=Pieces())
    assert_type(table(day), date | None)
    assert_type(table.apply(np.array([day], "datetime64[D]")), NDArray[np.datetime64])
    assert_type(table.scatter(np.zeros(1)), tuple[date, NDArray[np.float64], float])
    assert_type(table.then(table), DayTable)
    assert_type(table.reach(), tuple[date, date] | None)


def cases() -> None:
    """A case takes events and answers for itself."""
    case = Case("Sweden", "ottawa-1997")
    assert_type(case, Case)
    assert_type(case.when(), Answer)


def errors(error: WithdrawalError) -> None:
    """An error has a message, a code and suggestions."""
    assert_type(error.code, str)
    assert_type(error.message, str)
    assert_type(error.suggestions, tuple[str, ...])
    assert_type(error.to_json(), dict[str, Any])
