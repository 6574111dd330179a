"""A clause compiled to a table: each operator asked where it bends, and the tables composed.

Nothing here knows what an operator does. One that says where its pieces begin is compiled over
the days that can reach it; one that looks at more than the day is asked about every notice.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from withdrawal.dates import DayTable, Pieces
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.operators import Operator


@lru_cache(maxsize=256)
def compile_pipeline(
    operators: tuple[Operator, ...],
    first: date,
    last: date,
    facts: Circumstances,
    conventions: Conventions,
) -> DayTable:
    """Return the day of effect of every notice from ``first`` to ``last``; kept, by value.

    Args:
        operators: the pipeline, from the day of the notice to the day of effect; where there
            is none, no notice has an effect.
        last: the last notice, included.

    Raises:
        DateRangeError: the range is empty, or a day of effect lies after the year 9999.
    """
    if not operators:
        return DayTable.compile(lambda _: None, first, last, pieces=Pieces())
    table = DayTable.compile(lambda notice: notice, first, last, pieces=Pieces())
    for operator in operators:
        table = _followed_by(table, operator, facts, conventions)
    return table


def _followed_by(
    table: DayTable, operator: Operator, facts: Circumstances, conventions: Conventions
) -> DayTable:
    reach = table.reach()
    if reach is None:
        return table
    setting = Setting(table.first, facts, conventions)
    pieces = operator.pieces(*reach, setting)
    if pieces is not None:
        rule = DayTable.compile(lambda day: operator.apply(day, setting), *reach, pieces=pieces)
        return table.then(rule)

    def after(notice: date) -> date | None:
        day = table(notice)
        return None if day is None else operator.apply(day, Setting(notice, facts, conventions))

    return DayTable.compile(after, table.first, table.last)
