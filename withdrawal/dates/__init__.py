"""Days, periods, partial dates and tables of day functions; no law.

Knows the calendar only. Everything legal about counting is a named choice passed in.
"""

from withdrawal.dates.arithmetic import (
    DAY,
    Counting,
    Rounding,
    add,
    days_on,
    end_of_period,
    in_calendar,
    is_rounded,
    long_date,
)
from withdrawal.dates.partial import Interval, PartialDate, parse_day, parse_interval
from withdrawal.dates.period import Period
from withdrawal.dates.pieces import Pieces
from withdrawal.dates.rules import DayRule
from withdrawal.dates.table import DayTable

__all__ = [
    "DAY",
    "Counting",
    "DayRule",
    "DayTable",
    "Interval",
    "PartialDate",
    "Period",
    "Pieces",
    "Rounding",
    "add",
    "days_on",
    "end_of_period",
    "in_calendar",
    "is_rounded",
    "long_date",
    "parse_day",
    "parse_interval",
]
