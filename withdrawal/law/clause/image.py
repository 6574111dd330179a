"""The image of an interval: what a clause makes of a notice received on some day within it.

Where notice may be given only at times, some days of the interval lead nowhere: the image is
"no effect before X, then between Y and Z". Within a span that leads somewhere the clause is
monotone, so its first and last day bound the effect.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from withdrawal.dates import DAY
from withdrawal.errors import DateRangeError
from withdrawal.law.circumstances import Circumstances, Setting
from withdrawal.law.clause.clause import Clause, last_where
from withdrawal.values import frozen


@frozen
class Span:
    """Notices received from one day to another, and the days of effect they lead to.

    Attributes:
        opens: the first day of receipt.
        closes: the last day of receipt, included.
        first: the effect of a notice of the first day.
        last: the effect of a notice of the last day.
    """

    opens: date
    closes: date
    first: date
    last: date


@frozen
class Image:
    """What a clause makes of an interval of notices.

    Attributes:
        spans: the stretches of it in which a notice has an effect, in order; none where no
            notice has one.
        has_gaps: whether on other days of the interval a notice would have none.
    """

    spans: tuple[Span, ...]
    has_gaps: bool

    @property
    def first(self) -> date | None:
        """The first day of effect; None where there is none."""
        return self.spans[0].first if self.spans else None

    @property
    def last(self) -> date | None:
        """The last day of effect; None where there is none."""
        return self.spans[-1].last if self.spans else None


def image(clause: Clause, first: date, last: date, facts: Circumstances) -> Image:
    """Return what a clause makes of the notices received from one day to another."""
    setting = Setting(first, facts)
    turns = {first}
    for gate in clause.gates(facts):
        found = gate.pieces(first, last, setting)
        turns |= {day for day in (found.days if found else ()) if first <= day <= last}
    starts = sorted(turns)
    ends = [*(day - DAY for day in starts[1:]), last]
    spans: list[Span] = []
    for opens, closes in zip(starts, ends, strict=True):
        span = _span(clause, opens, closes, facts)
        if span is not None:
            spans.append(span)
    covered = sum((each.closes - each.opens).days + 1 for each in spans)
    return Image(_joined(spans), covered < (last - first).days + 1)


def _span(clause: Clause, opens: date, closes: date, facts: Circumstances) -> Span | None:
    """Return the part of a stretch in which a notice has an effect: all, its beginning or none."""

    def effect(day: date) -> date | None:
        """Return the effect of a notice; one beyond the calendar is none."""
        with suppress(DateRangeError):
            return clause.effect(day, facts)
        return None

    end = last_where(opens, closes, lambda day: effect(day) is not None)
    first, last = effect(opens), effect(end or opens)
    return Span(opens, end, first, last) if end and first and last else None


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans of which those that follow one another are one."""
    found: list[Span] = []
    for each in spans:
        if found and found[-1].closes + DAY == each.opens:
            each = Span(found[-1].opens, each.closes, found.pop().first, each.last)
        found.append(each)
    return tuple(found)
