"""The time that a question for a list is about: from when to when, or on which day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from withdrawal.dates import days_on
from withdrawal.languages.days.moments import Moment
from withdrawal.questions.complaints import complaint
from withdrawal.questions.taking_apart import Reading

__all__ = ["one_day", "span_of"]

_CLOSE = 2
"""How many words may stand between today and the day until which something is asked."""


def one_day(reading: Reading, as_of: date) -> date:
    """Return the day that is asked about: the one named, the end of a span, or today."""
    if not reading.moments:
        return as_of
    if len(reading.moments) > 1:
        raise complaint("several_dates", reading.lex.language, reading.kept())
    moment = reading.moments[0]
    if moment.value.earliest is None or moment.value.latest is None:
        raise complaint("no_date", reading.lex.language, reading.kept())
    days = {"before": days_on(moment.value.earliest, -1), "after": days_on(moment.value.latest, 1)}
    return days.get(moment.side, moment.value.latest)


def span_of(reading: Reading, as_of: date) -> tuple[date | None, date | None]:
    """Return from when to when things are asked for; None where it is open."""
    dated = [each for each in reading.moments if not each.is_today]
    if not dated:
        return None, None
    first, last = dated[0].value.earliest, dated[-1].value.latest
    if _is_from_now(reading):
        return as_of, last
    if len(dated) > 1:
        return _of_one_year(dated[0], last), last
    if not dated[0].side and _day_before_a_dash(reading, dated[0]):
        return _day_before_a_dash(reading, dated[0]), last
    if dated[0].side in ("since", "after"):
        return (first if dated[0].side == "since" else last), as_of
    if dated[0].side == "within":
        return (as_of, last) if last is None or last >= as_of else (last, as_of)
    if dated[0].side == "before" and first is not None:
        return None, days_on(first, -1)
    return (None, last) if dated[0].is_limit else (first, last)


def _day_before_a_dash(reading: Reading, moment: Moment) -> date | None:
    """Return the first day of a span of days in one month: 1–31 December."""
    day, at = moment.value.day, moment.places[0] - 1
    if day is None or at < 0 or reading.words[at + 1].before.strip() not in ("-", "–", "—"):
        return None
    number = reading.words[at].folded
    first = int(number) if number.isdecimal() else 0
    return day.replace(day=first) if 0 < first < day.day else None


def _is_from_now(reading: Reading) -> bool:
    """Return whether a span begins today and ends on a day named right behind: from now until."""
    for now, then in pairwise(reading.moments):
        between = range(now.places[-1] + 1, then.places[0])
        is_joined = any(reading.words[at].folded in reading.lex.joins for at in between)
        if now.is_today and len(between) <= _CLOSE and (then.is_limit or is_joined):
            return True
    return False


def _of_one_year(moment: Moment, last: date | None) -> date | None:
    """Return the first day of a span in whose name the year is said once: 1 January to 30 June.

    No span runs backwards: "from December to February 2026" begins in the year before.
    """
    first = moment.value.earliest
    if first is None or last is None or (moment.oddity != "yearless" and first <= last):
        return first
    in_year = first.replace(year=last.year)
    return in_year if in_year <= last else first.replace(year=last.year - 1)
