"""What a question that was taken apart hints at, and the time that a list is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from withdrawal.dates import days_on
from withdrawal.languages.days.moments import Moment
from withdrawal.languages.names import BODY, GROUP, PARTY, TREATY, Named
from withdrawal.law.groups import groups
from withdrawal.questions.intents import Cues
from withdrawal.questions.taking_apart import Reading

__all__ = ["SAYING_LITTLE", "cues_of", "one_day", "span_of"]

_CLOSE = 2
"""How many words may stand between today and the day until which something is asked."""


def one_day(reading: Reading, as_of: date) -> date:
    """Return the day that is asked about: the one named, the end of a span, or today."""
    if not reading.moments:
        return as_of
    if len(reading.moments) > 1:
        raise reading.refusal("several_dates")
    moment = reading.moments[0]
    if moment.value.earliest is None or moment.value.latest is None:
        raise reading.refusal("no_date")
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
        start = first if dated[0].side == "since" else last
        return start, as_of if start is None or start <= as_of else None
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


SAYING_LITTLE = frozenset({"must", "whom", "when", "may", "which", "what", "next", "many", "past"})


def cues_of(reading: Reading) -> Cues:
    """Return what a question that was taken apart hints at."""
    kinds = {each.kind for each in reading.names}
    has_party = not kinds.isdisjoint((PARTY, GROUP))
    is_bare = has_party and TREATY in kinds and not reading.unknown and not reading.moments
    glue = reading.lex.glue
    opening = next((at for at in reading.span if reading.words[at].folded not in glue), -1)
    is_now = any(each.is_today and not each.is_limit for each in reading.moments)
    now = {"pending"} if is_now else set()
    return Cues(
        reading.cues | now,
        has_party=has_party,
        has_date=_speaks_of_a_date(reading),
        is_bare=is_bare and reading.cues <= SAYING_LITTLE,
        has_treaty=not kinds.isdisjoint((TREATY, BODY)),
        has_limit=_has_limit(reading.moments),
        has_day=len(reading.moments) == 1 and _is_a_day(reading.moments[0], reading.cues),
        has_claim=len(reading.moments) == 1 and _is_claimed(reading.moments[0], reading.cues),
        parties=sum(_width(each) for each in reading.names),
        turns=frozenset(reading.turns),
        has_unread=bool(reading.unknown),
        opens_with_party=any(
            each.kind == PARTY and opening in each.places for each in reading.names
        ),
    )


def _is_a_day(moment: Moment, cues: frozenset[str]) -> bool:
    """Return whether a moment is a day by itself, and no end of a span: within, since, after."""
    is_claimed = moment.side == "since" and "polar" in cues
    is_open = moment.side in ("within", "since", "after") and not is_claimed
    return moment.value.day is not None and not is_open


def _has_limit(moments: Sequence[Moment]) -> bool:
    """Return whether a date is a limit ahead; today is none, nor the end of a span from a day."""
    dated = [each for each in moments if not each.is_today]
    is_span = len(dated) > 1 and (dated[0].side == "since" or dated[0].value.day is None)
    return not is_span and any(each.is_limit or each.side == "before" for each in dated)


def _is_claimed(moment: Moment, cues: frozenset[str]) -> bool:
    """Return whether a moment is a day, a month or a year in which something is said to be."""
    is_whole = moment.side in ("", "before") and not (moment.is_limit or moment.is_today)
    is_day = _is_a_day(moment, cues) and not moment.is_today
    return is_day or (is_whole and moment.oddity in ("", "yearless"))


def _width(named: Named) -> int:
    """Return how many States a name means."""
    if named.kind == GROUP:
        return len(groups()[str(named.values[0])].members)
    return int(named.kind == PARTY)


def _speaks_of_a_date(reading: Reading) -> bool:
    """Return whether a date is named; "now" is one only where something is supposed of a State."""
    names_a_party = any(each.kind in (PARTY, GROUP) for each in reading.names)
    supposes = (
        names_a_party and bool(reading.cues & {"if", "notify"}) and "earliest" not in reading.cues
    )
    return any(supposes or not each.is_today for each in reading.moments)
