"""From a question taken apart to what it asks; or an error that says what is missing.

What cannot be explained counts against the question: a sentence with too many unknown words, or
with a date that plays no part in it, is refused, however many names it contains.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from withdrawal.dates import PartialDate, days_on
from withdrawal.errors import QuestionError
from withdrawal.languages.days.moments import Moment
from withdrawal.languages.names import (
    BODY,
    FOREIGN,
    GROUP,
    PARTY,
    TREATY,
    Named,
    opening_state,
)
from withdrawal.languages.phrases import Strength
from withdrawal.languages.words import Word
from withdrawal.questions.complaints import complaint
from withdrawal.questions.intents import Cues, Intent
from withdrawal.questions.rules import intent_of
from withdrawal.questions.spans import one_day, span_of
from withdrawal.questions.taking_apart import (
    PAST,
    SAYING_LITTLE,
    Reading,
    cues_of,
    members_of,
)
from withdrawal.questions.understood import Understood

__all__ = ["understand"]

MOST_UNKNOWN = 2
"""More words that nothing reads make another question of it; so few are named in the reply."""
_OF_STANDING = frozenset({Intent.BOUND, Intent.LEAVING})
_LIMITED = frozenset({Intent.LATEST_NOTICE, Intent.EARLIEST})
READ_BY: dict[str, frozenset[Intent]] = {
    "no": frozenset({Intent.BOUND, Intent.PENDING, Intent.PARTIES}),
    "before": frozenset(
        {
            *(Intent.PERIOD, Intent.COMPARE, Intent.WITHOUT_PARLIAMENT, Intent.DAYS_LEFT),
            *(Intent.TOOK_BACK, Intent.UNDO, Intent.REVOKED),
        }
    ),
    "after": frozenset({Intent.SURVIVES, Intent.TOOK_BACK, Intent.COMPARE}),
    "without": frozenset({Intent.WITHOUT_PARLIAMENT}),
    "first": _LIMITED | {Intent.FIRST_OR_AGAIN, Intent.COMPARE},
    "last": _LIMITED | {Intent.FIRST_OR_AGAIN, Intent.COMPARE, Intent.LAST_DAY},
    "again": frozenset({Intent.FIRST_OR_AGAIN, Intent.BOUND, Intent.RETURNED}),
    "only": frozenset({Intent.LEAVING}),
    "until": _LIMITED | {Intent.HOW_LONG, Intent.LAST_DAY, Intent.DAYS_LEFT},
    "nth": frozenset(),
    "span": frozenset(
        each for each in Intent if not each.is_about_a_set and each not in _OF_STANDING
    ),
}
"""Which intents read a word that can turn the answer; nothing else may pass over it."""

_TOWARDS_A_LIMIT = frozenset({Intent.LATEST_NOTICE, Intent.CHANCE})
_OF_A_TIME = frozenset({Intent.TOOK_EFFECT_ON, Intent.REVOKED})
_A_PAIR = 2
_ASKED_FOR_A_DAY = frozenset({Intent.BOUND, Intent.STAGE, Intent.LEAVING, Intent.COMPARE})


def understand(reading: Reading, as_of: date) -> Understood:
    """Return what a question that was taken apart asks.

    Args:
        reading: the question.
        as_of: the day it is asked for.

    Raises:
        QuestionError: it is not understood, or something is missing or ambiguous.
    """
    cues = cues_of(reading)
    intent = Intent.CARRIES if _carrier(reading, cues) else intent_of(cues)
    is_foreign = any(each.kind == FOREIGN for each in reading.names)
    if is_foreign:
        raise _refusal("not_read", reading, _foreign(reading))
    if intent is None and _names_a_treaty_alone(reading, cues):
        raise _refusal("no_party", reading, intent=Intent.EFFECT)
    if intent is None or len(reading.unknown) > MOST_UNKNOWN:
        raise _refusal("not_understood", reading, intent=intent)
    _refuse_unread_turns(intent, reading)
    body = _body(reading)
    if body is not None:
        return _about_a_body(body, intent, reading, as_of)
    if intent.is_about_a_set:
        return _about_a_set(intent, reading, cues, as_of)
    carrier = _carrier(reading, cues) if intent is Intent.CARRIES else None
    treaty = carrier or _treaty(reading, cues, intent)
    parties = _parties(reading, intent)
    opening = opening_state(reading.words, reading.lex) if intent.needs_party else None
    parties = parties or ((opening,) if opening else ())
    if intent.needs_party and not parties:
        raise _refusal("no_party", reading, intent=intent)
    understood = Understood(
        intent,
        parties,
        treaty,
        None,
        None,
        as_of,
        reading.lex.language,
        left_out=tuple(each.text for each in reading.unknown),
        read_as=tuple(each.value for each in reading.moments if each.oddity),
    )
    return _with_dates(understood, reading)


def _carrier(reading: Reading, cues: Cues) -> str | None:
    """Return which of two treaties carries the other along, where no more is asked of them."""
    named = {str(each.values[0]) for each in reading.names if each.kind == TREATY}
    is_told = cues.any("past") and not cues.any("if")
    is_other = is_told or cues.any("when", "undo", "notify", "compare", "howlong")
    if len(named) != _A_PAIR or is_other or cues.has_date:
        return None
    from withdrawal.law.treaties.catalogue import catalogue

    return next((each for each in named if {*catalogue().carried_along(each)} & named), None)


def _names_a_treaty_alone(reading: Reading, cues: Cues) -> bool:
    """Return whether no more is said than a treaty and leaving: "the exit from Ottawa?"."""
    is_known = cues.has_treaty and not cues.has_party and not reading.unknown
    return is_known and "leave" in cues.found and cues.found <= SAYING_LITTLE | {"leave", "out"}


def _foreign(reading: Reading) -> str:
    """Return the words that name what no question here is about: Northern Ireland is no State."""
    places = next(each.places for each in reading.names if each.kind == FOREIGN)
    return " ".join(reading.words[at].text for at in places)


def _refuse_unread_turns(intent: Intent, reading: Reading) -> None:
    """Refuse a question in which a word stands that can turn the answer, and nothing reads it."""
    for kind, text in reading.turns.items():
        is_out = intent is Intent.EFFECT and _asks_since_when(reading)
        is_out = is_out or (intent is Intent.LATEST_NOTICE and "bound" in reading.cues)
        if intent not in READ_BY.get(kind, ()) and not (kind == "no" and is_out):
            raise _refusal("not_read", reading, text, intent=intent)


def _asks_since_when(reading: Reading) -> bool:
    """Return whether it is asked since when a State is not bound, which is when it left."""
    return reading.cues >= {"when", "bound"} and reading.cues.isdisjoint({"leave", "notify", "if"})


def _body(reading: Reading) -> str | None:
    """Return the body that is asked about, where no treaty is named beside it."""
    kinds = {each.kind: each for each in reading.names if each.kind in (BODY, TREATY)}
    return str(kinds[BODY].values[0]) if kinds.keys() == {BODY} else None


def _about_a_body(body: str, intent: Intent, reading: Reading, as_of: date) -> Understood:
    parties, language = _parties(reading, intent), reading.lex.language
    return Understood(intent, parties, body, None, None, as_of, language, is_about_a_body=True)


def _refusal(
    kind: str, reading: Reading, text: str = "", *, intent: Intent | None = None
) -> QuestionError:
    """Return a complaint that keeps what was recognised."""
    return complaint(kind, reading.lex.language, reading.kept(intent), text=text)


def _treaty(reading: Reading, cues: Cues, intent: Intent) -> str:
    in_doubt = bool(reading.unknown) and not reading.is_about_treaties
    spoken = reading.is_about_treaties or cues.is_bare or (cues.is_about_leaving and not in_doubt)
    named = {
        each.values: each.places
        for each in reading.names
        if each.kind == TREATY and (spoken or each.strength is not Strength.WEAK)
    }
    options = _settled(set(named))
    if _goes_on(reading) or not options:
        raise _refusal("no_treaty", reading, intent=intent)
    language = reading.lex.language
    if len(options) > 1:
        every = sorted({str(value) for values in options for value in values})
        raise complaint("several_treaties", language, reading.kept(intent), options=every)
    (values,) = options
    if len(values) > 1:
        kept = reading.kept(intent, named[values])
        raise complaint("ambiguous_treaty", language, kept, options=map(str, values))
    return str(values[0])


def _settled(options: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """Let a name with one meaning settle another that may mean the same."""
    certain = {each for each in options if len(each) == 1}
    return certain | {each for each in options if not any(one[0] in each for one in certain)}


def _parties(reading: Reading, intent: Intent) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in sorted(reading.names, key=lambda named: named.places):
        if each.kind == GROUP:
            found.update(dict.fromkeys(members_of(each.values[0])))
        elif each.kind == PARTY:
            if len(each.values) > 1:
                kept, options = reading.kept(intent, each.places), map(str, each.values)
                raise complaint("ambiguous_party", reading.lex.language, kept, options=options)
            found[str(each.values[0])] = None
    return tuple(found)


def _with_dates(understood: Understood, reading: Reading) -> Understood:
    """Put the date of the question in its place; one that has none is not understood."""
    moments = reading.moments
    if any(_is_stray(each, understood.treaty) for each in reading.unknown):
        raise _refusal("no_date", reading, intent=understood.intent)
    if understood.intent in _TOWARDS_A_LIMIT and len(moments) == _A_PAIR:
        understood, moments = _asked_on(understood, moments)
    if len(moments) > 1:
        raise _refusal("several_dates", reading, intent=understood.intent)
    if understood.intent in _TOWARDS_A_LIMIT:
        if not moments:
            raise _refusal("no_date", reading, intent=understood.intent)
        return evolve(understood, out_by=moments[0].limit)
    if understood.intent in _OF_A_TIME and moments:
        return evolve(understood, start=moments[0].value.earliest, end=moments[0].value.latest)
    if understood.intent is Intent.HYPOTHETICAL:
        return _supposed(understood, reading, moments[0])
    return _asked_for(understood, reading, moments)


def _asked_on(
    understood: Understood, moments: tuple[Moment, ...]
) -> tuple[Understood, tuple[Moment, ...]]:
    """Take the date that is no limit as the day asked for, where it comes before the limit."""
    asked = [each for each in moments if not each.is_limit]
    limits = tuple(each for each in moments if each.is_limit)
    if len(asked) != 1 or asked[0].value.day is None or asked[0].value.day >= limits[0].limit:
        return understood, moments
    return evolve(understood, as_of=asked[0].value.day), limits


def _is_stray(word: Word, treaty: str) -> bool:
    """Return whether a number is part of a date that could not be read."""
    is_dated = word.is_number or word.folded[:2].isdecimal()
    return is_dated and word.folded not in treaty.split("-")


def _asked_for(understood: Understood, reading: Reading, moments: Sequence[Moment]) -> Understood:
    """Take the date as the day the question is asked for, where it can be that."""
    if not moments or moments[0].is_today:
        return understood
    if understood.intent not in _ASKED_FOR_A_DAY:
        raise _refusal("not_understood", reading)
    first, last = moments[0].value.earliest, moments[0].value.latest
    if first is None or last is None:
        raise _refusal("not_understood", reading)
    was_bound_until = moments[0].is_limit and reading.cues.isdisjoint({"leave", "out"})
    if moments[0].side == "before" or (was_bound_until and PAST in reading.cues):
        return evolve(understood, as_of=days_on(first, -1))
    if moments[0].side == "after":
        return evolve(understood, as_of=days_on(last, 1))
    if first == last:
        return evolve(understood, as_of=first)
    if understood.intent is not Intent.BOUND:
        raise _refusal("not_understood", reading)
    return evolve(understood, as_of=first, until=last)


def _supposed(understood: Understood, reading: Reading, moment: Moment) -> Understood:
    """Take the date as that of the receipt; or of a vote, which starts no clock."""
    first = moment.value.earliest
    if first is None:
        raise _refusal("not_understood", reading)
    is_past = first < understood.as_of and not moment.is_today
    is_past = is_past and not reading.cues & {"if", "notify", "vote"}
    if is_past or (moment.is_limit and "if" not in reading.cues):
        raise _refusal("not_understood", reading)
    if "vote" not in reading.cues or "notify" in reading.cues:
        moment, understood = _of_the_record(moment, understood)
        also = moment.also.text if moment.also else None
        return evolve(understood, received=_received(moment, understood), also_received=also)
    if moment.value.day is None:
        raise _refusal("not_understood", reading)
    return evolve(understood, approved=moment.value.day)


def _of_the_record(moment: Moment, understood: Understood) -> tuple[Moment, Understood]:
    """Take a past day without a year as that of the one notice on record received on such a day."""
    from withdrawal.record.history import history

    day = moment.value.day
    if moment.oddity != "yearless" or day is None or day > understood.as_of:
        return moment, understood
    rows = (each for party in understood.parties for each in history(understood.treaty, party))
    known = {each.given for each in rows if each.given}
    meant = [each for each in known if (each.month, each.day) == (day.month, day.day)]
    if len(meant) != 1:
        return moment, understood
    value = PartialDate.of(meant[0])
    return evolve(moment, value=value), evolve(understood, read_as=(value,))


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


def _about_a_set(intent: Intent, reading: Reading, cues: Cues, as_of: date) -> Understood:
    """Return a question for a list: of one treaty, one State or all, over a span of time."""
    named = any(each.kind == TREATY for each in reading.names)
    treaty = _treaty(reading, cues, intent) if named or cues.has_treaty else ""
    start, end = span_of(reading, as_of)
    if end and end > as_of and PAST not in reading.cues:
        intent = Intent.TAKES_EFFECT_IN if intent is Intent.LEFT_SINCE else intent
        start = as_of if intent is Intent.TAKES_EFFECT_IN and start is None else start
    if intent is Intent.PARTIES:
        start = end = one_day(reading, as_of)
    if intent is Intent.CAN_LEAVE_BY:
        start, end = as_of, reading.moments[0].limit
    is_span = start is not None and start != end
    if not is_span and any(_is_stray(each, treaty) for each in reading.unknown):
        raise _refusal("no_date", reading, intent=intent)
    understood = Understood(
        intent,
        _parties(reading, intent),
        treaty,
        None,
        end if intent is Intent.CAN_LEAVE_BY else None,
        as_of,
        reading.lex.language,
        start=start,
        end=end,
        pick=next((each for each in ("again", "first", "last") if each in reading.turns), None),
        left_out=tuple(each.text for each in reading.unknown),
        read_as=tuple(
            each.value for each in reading.moments if each.oddity not in ("", "yearless")
        ),
    )
    if intent is Intent.FIRST_OR_AGAIN and "polar" in cues.found:
        # The first of all to leave, or for the first time: both are told.
        return evolve(understood, parties=(), also=(evolve(understood, pick=None),))
    return understood


def _goes_on(reading: Reading) -> bool:
    """Return whether a word that nothing reads follows a treaty's one word: the UN plastics ..."""
    unread = {each.start for each in reading.unknown}
    heads = (each.places[-1] + 1 for each in reading.names if _is_one_word(each))
    return any(_next_word(reading, at) in unread for at in heads)


def _next_word(reading: Reading, at: int) -> int:
    """Return where the next word of weight starts, past "treaty", "on", "the"; else -1."""
    lex = reading.lex
    for each in reading.words[at:]:
        is_passed = each.folded in lex.glue or lex.generic.match_of(each.folded)
        if len(each.text) > 1 and not is_passed:
            return each.start
    return -1


def _is_one_word(named: Named) -> bool:
    return named.kind == TREATY and len(named.places) == 1 and named.strength is Strength.FALLBACK
