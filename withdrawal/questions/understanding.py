"""From a question taken apart to what it asks; or an error that says what is missing.

What cannot be explained counts against the question: a sentence with too many unknown words, or
with a date that plays no part in it, is refused, however many names it contains.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from withdrawal.languages.beside import opening_state
from withdrawal.languages.days.moments import Moment
from withdrawal.languages.names import (
    AMONG,
    BODY,
    FOREIGN,
    GROUP,
    KEPT,
    PARTY,
    TREATY,
    Named,
)
from withdrawal.law.groups import groups
from withdrawal.questions.intents import Cues, Intent, Understood
from withdrawal.questions.meant import (
    idle_turns,
    left_aside,
    parties_of,
    picked,
    receiver_of,
    treaty_of,
)
from withdrawal.questions.mending import NOT_MEANT
from withdrawal.questions.rules import intent_of
from withdrawal.questions.sets.asked import about_a_set
from withdrawal.questions.sets.kept import among_of, kept_of, members
from withdrawal.questions.taking_apart import Reading
from withdrawal.questions.times import with_dates
from withdrawal.questions.turned import (
    ender_of,
    idle_cues,
    is_over,
    of_no_exit,
    turned,
)

MOST_UNKNOWN = 2
"""More words that nothing reads make another question of it; so few are named in the reply."""
_OF_STANDING = frozenset({Intent.BOUND, Intent.LEAVING})
_LIMITED = frozenset({Intent.LATEST_NOTICE, Intent.EARLIEST})
READ_BY: dict[str, frozenset[Intent]] = {
    "no": frozenset(
        {
            *(Intent.BOUND, Intent.PENDING, Intent.PARTIES, Intent.MAY_LEAVE),
            *(Intent.BY_CLAUSE, Intent.ANNOUNCED),
        }
    ),
    "before": frozenset(
        {
            *(Intent.PERIOD, Intent.COMPARE, Intent.WITHOUT_PARLIAMENT, Intent.DAYS_LEFT),
            *(Intent.TOOK_BACK, Intent.UNDO, Intent.REVOKED, Intent.STAGE),
            *(Intent.TOOK_EFFECT_ON, Intent.LOCK_IN),
        }
    ),
    "after": frozenset(
        {
            *(Intent.SURVIVES, Intent.TOOK_BACK, Intent.COMPARE, Intent.PARTIES),
            *(Intent.RETURNED, Intent.HOW_LONG, Intent.LOCK_IN, Intent.ARTICLE),
        }
    ),
    "without": frozenset(
        {Intent.WITHOUT_PARLIAMENT, Intent.BY_CLAUSE, Intent.ANNOUNCED, Intent.REASONS}
    ),
    "conflict": frozenset({Intent.IN_CONFLICT}),
    "first": _LIMITED
    | {Intent.FIRST_OR_AGAIN, Intent.COMPARE, Intent.TAKES_EFFECT_IN, Intent.RETURNED},
    "last": _LIMITED
    | {Intent.FIRST_OR_AGAIN, Intent.COMPARE, Intent.LAST_DAY, Intent.SURVIVES, Intent.PERIOD},
    "again": frozenset(
        {
            *(Intent.FIRST_OR_AGAIN, Intent.BOUND, Intent.RETURNED, Intent.EFFECT),
            Intent.EARLIEST,
        }
    ),
    "only": frozenset({Intent.LEAVING, Intent.TOOK_BACK, Intent.TOOK_EFFECT_ON, Intent.ANNOUNCED}),
    "until": _LIMITED | {Intent.HOW_LONG, Intent.LAST_DAY, Intent.DAYS_LEFT},
    "nth": frozenset(),
    "span": frozenset(
        each
        for each in Intent
        if each is Intent.BY_CLAUSE or not (each.is_about_a_set or each in _OF_STANDING)
    ),
}
"""Which intents read a word that can turn the answer; nothing else may pass over it."""

_BACK = "back"
_OF_A_RETURN = {
    *((kind, Intent.LEAVING) for kind in ("no", "without", "again", "after")),
    *(("after", Intent.BOUND), ("before", Intent.FIRST_OR_AGAIN)),
}
"""Words that are read where a State came back: left and not come back, back since, before that."""

_A_PAIR = 2


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
    intent = turned(intent, reading, cues)
    is_foreign = any(each.kind == FOREIGN for each in reading.names)
    if is_foreign:
        raise reading.refusal("not_read", _foreign(reading))
    if intent is None and _names_a_treaty_alone(reading, cues):
        raise reading.refusal("no_party", intent=Intent.EFFECT)
    unread = sum(each.folded != NOT_MEANT for each in reading.unknown)
    if intent is not Intent.IN_CONFLICT:
        unread += len(reading.turns.get("conflict", "").split())
    if intent is None or unread > MOST_UNKNOWN:
        raise reading.refusal("not_understood", intent=intent)
    _refuse_unread_turns(intent, reading)
    if said := of_no_exit(intent, reading):
        raise reading.refusal("not_read", said, intent=intent)
    among, said = _among(reading, intent, as_of)
    but = left_aside(reading, intent)
    if cues.has_kept and not intent.is_about_a_set:
        raise reading.refusal("not_read", kept_of(reading)[1], intent=intent)
    body = _body(reading)
    if body is not None:
        return _about_a_body(body, intent, reading, as_of)
    if intent.is_about_a_set:
        found = about_a_set(intent, reading, cues, as_of, _left_out(reading, intent))
        kept_by, kept_said = kept_of(reading)
        found = evolve(found, kept_by=kept_by, kept_said=kept_said)
        return evolve(found, among=among, among_said=said, but=but)
    carrier = _carrier(reading, cues) if intent is Intent.CARRIES else None
    treaty = carrier or treaty_of(reading, cues, intent)
    parties = parties_of(reading, intent)
    opening = opening_state(reading.words, reading.lex) if intent.needs_party else None
    parties = parties or ((opening,) if opening else ()) or ender_of(treaty, intent, as_of)
    if intent.needs_party and not (parties or is_over(treaty, intent, as_of)):
        raise reading.refusal("no_party", intent=intent)
    understood = Understood(
        intent,
        parties,
        treaty,
        None,
        None,
        as_of,
        reading.lex.language,
        left_out=_left_out(reading, intent),
        read_as=tuple(each.value for each in reading.moments if each.oddity),
        among=among,
        among_said=said,
        but=but,
        pick=picked(intent, reading),
    )
    return with_dates(understood, reading)


def _among(reading: Reading, intent: Intent, as_of: date) -> tuple[str | None, str]:
    """Return the group that a list is kept to; one that says what a State is, keeps nothing."""
    among, said = among_of(reading)
    if among is None or intent.is_about_a_set or intent is Intent.LEAVING:
        return among, said
    if not {*reading.certain_parties} & {*members(among, as_of)}:
        raise reading.refusal("not_read", said, intent=intent)
    return None, ""  # Estonia, a NATO member


def _left_out(reading: Reading, intent: Intent) -> tuple[str, ...]:
    """Return the words that nothing takes into account, as they were typed."""
    receiver = receiver_of(reading)
    passed = [" ".join(reading.words[at].text for at in receiver.places)] if receiver else []
    passed += [reading.turns[kind] for kind in idle_turns(reading, intent)]
    passed += idle_cues(intent, reading)
    return (*(each.text for each in reading.unknown), *passed)


def _carrier(reading: Reading, cues: Cues) -> str | None:
    """Return which of two treaties carries the other along, where no more is asked of them."""
    named = {str(each.values[0]) for each in reading.names if each.kind == TREATY}
    is_told = cues.any("past") and not cues.any("if")
    is_other = is_told or cues.any("undo", "notify", "compare", "howlong")
    is_other = is_other or (cues.any("when") and not cues.any("polar"))
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
    idle = idle_turns(reading, intent)
    for kind, text in reading.turns.items():
        if kind in idle:
            continue
        is_out = intent is Intent.EFFECT and _asks_since_when(reading)
        is_out = is_out or (intent is Intent.LATEST_NOTICE and "bound" in reading.cues)
        is_out = is_out and kind == "no"
        is_out = is_out or (intent is Intent.TAKES_EFFECT_IN and bool(reading.certain_parties))
        # When it is done for the first time, again or only then changes no supposed day.
        is_out = is_out or (intent is Intent.HYPOTHETICAL and kind in ("first", "again", "only"))
        is_back = _BACK in reading.cues or "again" in reading.turns
        is_out = is_out or (is_back and (kind, intent) in _OF_A_RETURN)
        is_out = is_out or (kind == "no" and _asks_when_out(reading, intent))
        is_out = is_out or (kind == "without" and _is_announced(reading, intent))
        if intent not in READ_BY.get(kind, ()) and not is_out:
            raise reading.refusal("not_read", text, intent=intent)


def _is_announced(reading: Reading, intent: Intent) -> bool:
    """Return whether a State is said to have announced its exit and not to have notified it."""
    return intent is Intent.BOUND and reading.cues >= {"announce", "if"}


def _asks_when_out(reading: Reading, intent: Intent) -> bool:
    """Return whether it is asked from when a State would not be bound, after a supposed notice."""
    return intent is Intent.HYPOTHETICAL and reading.cues >= {"when", "bound", "out"}


def _asks_since_when(reading: Reading) -> bool:
    """Return whether it is asked since when a State is not bound, which is when it left."""
    return reading.cues >= {"when", "bound"} and reading.cues.isdisjoint({"leave", "notify", "if"})


def _body(reading: Reading) -> str | None:
    """Return the body that is asked about, where no treaty is named beside it."""
    kinds = {each.kind: each for each in reading.names if each.kind in (BODY, TREATY)}
    return str(kinds[BODY].values[0]) if kinds.keys() == {BODY} else None


def _about_a_body(body: str, intent: Intent, reading: Reading, as_of: date) -> Understood:
    parties, language = parties_of(reading, intent), reading.lex.language
    return Understood(intent, parties, body, None, None, as_of, language, is_about_a_body=True)


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
        parties=sum({each.values: _width(each) for each in reading.names}.values()),
        turns=frozenset(reading.turns),
        has_unread=bool(reading.unknown),
        opens_with_party=any(
            each.kind == PARTY and opening in each.places for each in reading.names
        ),
        of_treaties=reading.is_about_treaties,
        has_kept=KEPT in kinds,
        has_among=AMONG in kinds,
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
