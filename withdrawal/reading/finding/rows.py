"""Rows of a list below a line that says what they are of: "Who is out, and since when?"."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from withdrawal.reading.claims import Found, Value
from withdrawal.reading.finding.clauses import Clause, coordinated, parties_of
from withdrawal.reading.finding.context import Context, Resolved

__all__ = ["Head", "head_of", "rows_in"]

_OUT = ("out", "takes-effect", "left")
_MOST_MORE = 2
"""How many words a row has at most beside its States and its day."""


@frozen
class Head:
    """The line above some rows.

    Attributes:
        treaty: the treaty that it names.
        is_firm: whether it can only mean the effect.
    """

    treaty: Resolved
    is_firm: bool


def head_of(whole: Clause, context: Context) -> Head | None:
    """Return what a sentence says of the rows below it: that they are out; None where it names a
    State or a day itself, or says anything else."""
    if whole.of.days or whole.of.states or not whole.says(*_OUT) or whole.says("not", "other"):
        return None
    treaty = context.treaty(whole)
    return Head(treaty, whole.says("out", "takes-effect")) if treaty else None


def rows_in(whole: Clause, head: Head) -> Iterator[Found]:
    """Yield the claim of a row: States and one day with its year, and next to nothing else."""
    of = whole.of
    folded = [each.folded for each in of.sentence.words]
    groups, days = coordinated(of.states, folded), of.days
    if of.cues or len(groups) != 1 or len(days) != 1 or not days[0].has_year:
        return
    told = sum(each.last + 1 - each.first for each in groups[0])
    told += days[0].last + 1 - days[0].first
    if len(folded) - told > _MOST_MORE:
        return
    start, end = whole.span
    yield Found(
        kind="effect", treaty=head.treaty.value[0], parties=parties_of(groups[0]),
        start=start, end=end, value=Value(day=days[0].value), step="effective", day=days[0],
        manner="out" if head.is_firm else "left", doubts=head.treaty.doubts, rule="effect:row",
    )  # fmt: skip
