"""From a question for a list to what it asks: of what, over which time, which of several."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from withdrawal.dates import days_on
from withdrawal.languages.names import TREATY
from withdrawal.questions.intents import Cues, Intent, Understood
from withdrawal.questions.meant import parties_of, treaty_of
from withdrawal.questions.sets.catalogued import clause_asked
from withdrawal.questions.taking_apart import PAST, Reading
from withdrawal.questions.times import is_stray, one_day, span_of, with_endings
from withdrawal.questions.turned import TIMES, is_aside

_BACK = "back"
_STEM = 3
"""How many letters stand at least before "treaty" in a word of one piece, "Waffenvertrag"."""
_WITHIN_A_TIME = frozenset({Intent.TAKES_EFFECT_IN, Intent.LEFT_SINCE, Intent.NOTICES_IN})


def about_a_set(
    intent: Intent, reading: Reading, cues: Cues, as_of: date, left_out: tuple[str, ...]
) -> Understood:
    """Return a question for a list: of one treaty, one State or all, over a span of time.

    Raises:
        QuestionError: the treaty, the clause or the time asked about is not named.
    """
    named = any(each.kind == TREATY for each in reading.names)
    treaty = treaty_of(reading, cues, intent) if named or cues.has_treaty else ""
    reading = with_endings(reading) if intent in _WITHIN_A_TIME else reading
    start, end = span_of(reading, as_of)
    parties = parties_of(reading, intent)
    if not treaty and _names_a_treaty_unknown(reading, len(parties), start):
        raise reading.refusal("no_treaty", intent=intent)
    if treaty and parties and not {"after", "before"}.isdisjoint(reading.turns):
        if intent is Intent.TAKES_EFFECT_IN:
            start, end = _around_an_exit(treaty, parties[0], reading, as_of)
        parties = ()
    if end and end > as_of and PAST not in reading.cues:
        intent = Intent.TAKES_EFFECT_IN if intent is Intent.LEFT_SINCE else intent
        start = as_of if intent is Intent.TAKES_EFFECT_IN and start is None else start
    if intent is Intent.PARTIES or (intent is Intent.TOOK_BACK and "only" in reading.turns):
        parties = ()
    if intent is Intent.PARTIES:
        start = end = one_day(reading, as_of)
    if intent is Intent.CAN_LEAVE_BY:
        start, end = as_of, reading.moments[0].limit
    pick, left_out = _picked(intent, reading, left_out)
    is_span = start is not None and start != end
    if not is_span and any(is_stray(each, treaty) for each in reading.unknown):
        raise reading.refusal("no_date", intent=intent)
    understood = Understood(
        intent,
        parties,
        treaty,
        None,
        end if intent is Intent.CAN_LEAVE_BY else None,
        as_of,
        reading.lex.language,
        start=start,
        end=end,
        pick=pick,
        left_out=left_out,
        read_as=tuple(
            each.value for each in reading.moments if each.oddity not in ("", "yearless")
        ),
    )
    if intent is Intent.FIRST_OR_AGAIN and "polar" in cues.found and TIMES not in cues.found:
        # The first of all to leave, or for the first time: both are told.
        return evolve(understood, parties=(), also=(evolve(understood, pick=None),))
    return understood


def _names_a_treaty_unknown(reading: Reading, parties: int, start: date | None) -> bool:
    """Return whether words that nothing reads name a treaty, of which several States are asked, or
    whose year would begin a list of all treaties: "the LLMC convention of 1976"."""
    if parties == 1 or (parties == 0 and (start is None or (start.month, start.day) != (1, 1))):
        return False
    told = (word.folded[at:] for word in reading.unknown for at in range(_STEM, len(word.folded)))
    is_one = reading.is_about_treaties or any(map(reading.lex.generic.match_of, told))
    return is_one and bool(reading.unknown)


def _picked(
    intent: Intent, reading: Reading, left_out: tuple[str, ...]
) -> tuple[str | None, tuple[str, ...]]:
    """Return which of several is asked for, and the words that nothing takes into account."""
    if intent is Intent.ANNOUNCED:
        left_out = tuple(each for each in left_out if not is_aside(each))
    if intent is not Intent.BY_CLAUSE:
        return _pick_of(reading, intent), left_out
    pick, places = clause_asked(reading)
    if pick is None:
        raise reading.refusal("no_treaty", intent=intent)
    told = {reading.words[at].text for at in places}
    return pick, tuple(each for each in left_out if each not in told)


def _pick_of(reading: Reading, intent: Intent) -> str | None:
    if intent is Intent.LEFT_SINCE and _BACK in reading.cues:
        return _BACK
    others = reading.cues & {"leave", "out", "still", "effect"}
    if intent is Intent.PARTIES and "no" in reading.turns and not others:
        return "no"
    return next((each for each in ("again", "first", "last") if each in reading.turns), None)


def _around_an_exit(
    treaty: str, party: str, reading: Reading, as_of: date
) -> tuple[date | None, date | None]:
    """Return from when to when others left after one State had, or before it did."""
    from withdrawal.record.history import history

    days = [each.effect for each in history(treaty, party) if each.effect]
    if not days or max(days) > as_of:
        raise reading.refusal("not_read", next(iter(reading.turns.values())))
    is_after = "after" in reading.turns
    return (days_on(max(days), 1), as_of) if is_after else (None, days_on(min(days), -1))
