"""The dates of a question in their places: the day asked for, a limit, a receipt, a span."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from attrs import evolve

from withdrawal.dates import PartialDate, days_on
from withdrawal.languages.days.moments import Moment
from withdrawal.languages.words import Word, typed
from withdrawal.questions.intents import Intent, Understood
from withdrawal.questions.meant import has_left, is_of_a_revoked, only_exit, rows_of
from withdrawal.questions.taking_apart import EITHER, PAST, Reading
from withdrawal.record.history import Withdrawal

_A_PAIR = 2
_TOWARDS_A_LIMIT = frozenset({Intent.LATEST_NOTICE, Intent.CHANCE})
_OF_A_TIME = frozenset({Intent.TOOK_EFFECT_ON, Intent.REVOKED, Intent.NOTICE})
_ASKED_FOR_A_DAY = frozenset({Intent.BOUND, Intent.STAGE, Intent.LEAVING, Intent.COMPARE})


def with_dates(understood: Understood, reading: Reading) -> Understood:
    """Put the date of the question in its place; one that has none is not understood."""
    is_today = all(each.is_today for each in reading.moments)
    moments = reading.moments[: 1 if is_today else None]
    if any(is_stray(each, understood.treaty) for each in reading.unknown):
        raise reading.refusal("no_date", intent=understood.intent)
    if understood.intent in _TOWARDS_A_LIMIT and len(moments) == _A_PAIR:
        understood, moments = _asked_on(understood, moments)
    if _is_still_asked(reading, as_of=understood.as_of):
        moments = (min(moments, key=lambda each: str(each.value.earliest)),)
        understood = evolve(understood, intent=Intent.HYPOTHETICAL)
    if understood.intent is Intent.BOUND and _is_of_today(reading, moments):
        return understood
    understood, moments = _on_arrival(understood, reading, moments)
    if len(moments) > 1:
        raise reading.refusal("several_dates", intent=understood.intent)
    if understood.intent in _TOWARDS_A_LIMIT:
        if not moments:
            raise reading.refusal("no_date", intent=understood.intent)
        return evolve(understood, out_by=moments[0].limit)
    if understood.intent in _OF_A_TIME and moments:
        return _of_a_time(understood, moments[0], reading)
    if understood.intent is Intent.HYPOTHETICAL:
        return _supposed(understood, reading, moments[0])
    return _asked_for(understood, reading, moments)


def _is_of_today(reading: Reading, moments: Sequence[Moment]) -> bool:
    """Return whether a date only tells what was: back since then; left in July, a party today?"""
    is_back = "back" in reading.cues or "again" in reading.turns
    return is_back or (len(moments) > 1 and any(each.is_today for each in moments))


def _of_a_time(understood: Understood, moment: Moment, reading: Reading) -> Understood:
    """Take a date as the time of what is claimed: that time itself, or all up to it."""
    if understood.intent is Intent.NOTICE and "vote" in reading.cues:
        said = typed(reading.words[at] for at in moment.places).strip()  # the day of the vote
        return evolve(understood, left_out=(*understood.left_out, said))
    if is_of_a_revoked(understood, moment):
        if has_left(understood):
            raise reading.refusal("not_understood")
        return evolve(understood, intent=Intent.BOUND)
    first, last = moment.value.earliest, moment.value.latest
    if moment.side == "before":
        return evolve(understood, end=days_on(first, -1) if first else None)
    return evolve(understood, start=None if moment.is_limit else first, end=last)


def _is_still_asked(reading: Reading, *, as_of: date) -> bool:
    """Return whether a State gives notice on one day, and is asked about on a later one."""
    days = sorted(each.value.day for each in reading.moments if each.value.day)
    is_pair = len(reading.moments) == _A_PAIR == len(days)
    is_supposed = is_pair and ("if" in reading.cues or days[0] > as_of)
    asked = not reading.cues.isdisjoint({"still", "bound", "out"})
    return is_supposed and asked and reading.cues.isdisjoint({"vote", "when", "latest", "earliest"})


def _on_arrival(
    understood: Understood, reading: Reading, moments: tuple[Moment, ...]
) -> tuple[Understood, tuple[Moment, ...]]:
    """Take the day of the two on which a notice arrives, not that on which it is sent."""
    met = reading.lex.cues.matches([each.folded for each in reading.words])
    arrives = [at for each in met if each.value == "arrives" for at in each.places]
    is_supposed = understood.intent is Intent.HYPOTHETICAL and len(moments) == _A_PAIR
    if not (is_supposed and arrives) or EITHER in reading.cues:
        return understood, moments
    apart = [min(abs(at - each.places[0]) for at in arrives) for each in moments]
    sent, day = sorted(moments, key=lambda each: -apart[moments.index(each)])
    said = typed(reading.words[at] for at in sent.places).strip()
    return evolve(understood, left_out=(*understood.left_out, said)), (day,)


def _asked_on(
    understood: Understood, moments: tuple[Moment, ...]
) -> tuple[Understood, tuple[Moment, ...]]:
    """Take the date that is no limit as the day asked for, where it comes before the limit."""
    asked = [each for each in moments if not each.is_limit]
    limits = tuple(each for each in moments if each.is_limit)
    if len(asked) != 1 or asked[0].value.day is None or asked[0].value.day >= limits[0].limit:
        return understood, moments
    return evolve(understood, as_of=asked[0].value.day), limits


def is_stray(word: Word, treaty: str) -> bool:
    """Return whether a number is part of a date that could not be read."""
    is_dated = word.is_number or word.folded[:2].isdecimal()
    return is_dated and word.folded not in treaty.split("-")


def _asked_for(understood: Understood, reading: Reading, moments: Sequence[Moment]) -> Understood:
    """Take the date as the day the question is asked for, where it can be that."""
    if not moments or moments[0].is_today or understood.intent is Intent.RETURNED:
        return understood
    if understood.intent not in _ASKED_FOR_A_DAY:
        raise reading.refusal("not_understood")
    first, last = moments[0].value.earliest, moments[0].value.latest
    if first is None or last is None:
        raise reading.refusal("not_understood")
    if understood.intent is Intent.STAGE and first > understood.as_of:
        return understood  # what is left to do by a day ahead is asked of today
    if understood.intent is Intent.BOUND and moments[0].side == "since":
        return understood  # still out since 1995: that is asked of today
    was_bound_until = moments[0].is_limit and reading.cues.isdisjoint({"leave", "out"})
    was_done_until = moments[0].is_limit and understood.intent is Intent.LEAVING
    was_until = (was_bound_until or was_done_until) and PAST in reading.cues
    if moments[0].side == "before" or was_until:
        return evolve(understood, as_of=days_on(first, -1))
    if moments[0].side == "after":
        return evolve(understood, as_of=days_on(last, 1))
    if first == last:
        return evolve(understood, as_of=first)
    if understood.intent is not Intent.BOUND:
        raise reading.refusal("not_understood")
    return evolve(understood, as_of=first, until=last)


def _supposed(understood: Understood, reading: Reading, moment: Moment) -> Understood:
    """Take the date as that of the receipt; or of a vote, which starts no clock."""
    first = moment.value.earliest
    if first is None:
        raise reading.refusal("not_understood")
    is_of_a_vote = "vote" in reading.cues and "notify" not in reading.cues
    if not is_of_a_vote:
        moment, understood = _of_the_record(moment, understood)
    is_told = first < understood.as_of and not moment.is_today and "if" not in reading.cues
    is_unread = is_told and reading.cues.isdisjoint({"notify", "vote"})
    if is_told and reading.cues >= {PAST, "when"} and has_left(understood):
        told = _exits_of(moment, understood)
        if told == [only_exit(understood)]:
            return evolve(understood, intent=Intent.EFFECT)
        is_unread = is_unread or not told
    if is_unread or (moment.is_limit and "if" not in reading.cues):
        raise reading.refusal("not_understood")
    if not is_of_a_vote:
        also = moment.also.text if moment.also else None
        return evolve(understood, received=_received(moment, understood), also_received=also)
    if moment.value.day is None:
        raise reading.refusal("not_understood")
    return evolve(understood, approved=moment.value.day)


def _received(moment: Moment, understood: Understood) -> str:
    """Return when the notice is supposed to be received: a day, or what the words bound."""
    first, last = moment.value.earliest, moment.value.latest
    assert first is not None
    assert last is not None
    today = understood.as_of
    is_open = moment.is_limit or moment.side in ("before", "within")
    if moment.side == "after":
        return f"{days_on(last, 1)}/.."
    if moment.side == "since":
        return f"{first}/.."
    if not is_open:
        return moment.value.text
    end = days_on(first, -1) if moment.side == "before" else last
    return f"{today}/{end}" if today < end else f"../{end}"


def _exits_of(moment: Moment, understood: Understood) -> list[Withdrawal]:
    """Return the exits on record of which a date tells: of the notice, or of the effect."""
    first, last = moment.value.earliest, moment.value.latest
    if first is None or last is None:
        return []
    return [
        each
        for each in rows_of(understood)
        if any(day and first <= day <= last for day in (each.announced, each.given, each.effect))
    ]


def _of_the_record(moment: Moment, understood: Understood) -> tuple[Moment, Understood]:
    """Take a past day without a year as that of the one notice on record received on such a day."""
    day = moment.value.day
    if moment.oddity != "yearless" or day is None or day > understood.as_of:
        return moment, understood
    known = {each.given for each in rows_of(understood) if each.given}
    meant = [each for each in known if (each.month, each.day) == (day.month, day.day)]
    if len(meant) != 1:
        return moment, understood
    value = PartialDate.of(meant[0])
    return evolve(moment, value=value), evolve(understood, read_as=(value,))


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


def with_endings(reading: Reading) -> Reading:
    """Return a question in which the end of a year or a month is a time, and no day or limit."""
    moments = (
        evolve(each, value=each.ending, oddity="vague")
        if each.ending and not (each.is_limit or each.side)
        else each
        for each in reading.moments
    )
    return evolve(reading, moments=tuple(moments))


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
        start = first if dated[0].side == "since" or last is None else days_on(last, 1)
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
