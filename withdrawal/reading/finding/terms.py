"""Claims about a treaty's rule on leaving: periods and what starts them, recipients, lock-ins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.reading.claims import BEFORE, Found, Value
from withdrawal.reading.cues import Cue, Placed, follows
from withdrawal.reading.finding.clauses import (
    ACTS,
    NOBODY,
    OF_WHAT,
    Clause,
    Resolved,
    claim_of,
    led_to,
)
from withdrawal.reading.finding.context import Context
from withdrawal.reading.mentions import Span

_ABOUT_LEAVING = frozenset(
    {"period", "out", "left", "leave", "exit", "notice", "takes-effect", "requires"}
)
_OUT = ("out", "left", "exit", "notice")
_NOT_A_TERM = ("other", "joined")
_SHORTEST = 28
"""How many days the period of a clause has at least."""
_LONG = 3
"""How many years no period of notice has, but for a few."""
_RULES = ("protection", "lock-in")
_FIRST_YEARS = 2
"""How many words after "first" the years stand at most that it is of."""
_NEXT_PIECE = 7
"""How many words on, in the next piece, what a period runs from may stand."""
_BEFORE_A_STATE = 3
"""How many words after a period the State stands after whose exit it is."""
_BESIDE_A_PERIOD = 2
"""How many words a piece that says no more than a period has beside it."""
_NOTICES = ("notified", "received")
_NEVER_A_START = frozenset({"accession", "in-force"})
"""What no notice period runs from: "six months later the membership ended"."""


def terms_in(clause: Clause, context: Context) -> Iterator[Found]:
    """Yield the claims that a clause makes about the treaty's rule."""
    rule = next((role for role in _RULES if clause.says(role)), None)
    treaty, states = about(clause, context) if clause.spans or rule else (None, NOBODY)
    if treaty is None:
        return
    survives = catalogue().treaty(treaty.value[0]).clause.survival is not None
    if rule == "protection" and not survives:
        rule = None
    if survives and rule is None and _is_long(clause) and "investments" in clause.of.roles:
        rule = "protection"
    if rule == "lock-in" and clause.starts(_BY_CARE[0]):
        rule = None  # what runs from a receipt bars none
    if rule is None and _bars(clause):
        rule = "lock-in"
    if rule is not None:
        yield from _limits(clause, treaty, states, rule)
    else:
        yield from _periods(clause, treaty, states, context)


def _bars(clause: Clause) -> bool:
    """Return whether leaving is said to be barred: "only three years after it came into force",
    "not in the first five years"."""
    leaves = {"leave", "exit", "left", "notice", "notified"}
    if not clause.spans or clause.of.roles.isdisjoint(leaves) or clause.says("out"):
        return False
    span = clause.spans[0]
    if follows(span, clause.cues("first"), within=_FIRST_YEARS):
        return clause.says("not", "only")
    told = clause.starts(_BY_CARE[0]) or [
        each for each in clause.starts(_BY_CARE[1]) if each.first > span.last
    ]
    starts = [*clause.starts(*_NEVER_A_START), *_in_the_next_piece(clause, span)]
    joins = clause.says("in-force", "membership", "joined") or any(
        each.role in _NEVER_A_START for each in starts
    )
    return clause.says("only") and joins and not told


def about(clause: Clause, context: Context) -> tuple[Resolved | None, Resolved]:
    """Return the treaty that a rule is of, None without one, and the States it is told of."""
    treaty = context.treaty(clause)
    is_of_another = "other" in clause.of.roles and not clause.of.treaties
    if treaty is None or clause.says("other") or is_of_another:
        return None, NOBODY
    states = context.states(clause, treaty.value[0]) or NOBODY
    known = context.claimed.get(treaty.value[0], set()) if context.claimed else {states.value}
    return treaty, states if clause.of.states or states.value in known else NOBODY


def _limits(clause: Clause, treaty: Resolved, states: Resolved, rule: str) -> Iterator[Found]:
    """Yield a lock-in or a protection, with its years or the day until which it holds."""
    spans, days = clause.spans, clause.days
    if len(spans) + len(days) != 1:
        return
    value = Value(period=spans[0].period) if spans else Value(day=days[0].value)
    # "twenty years as a member" are counted from joining
    if spans and (clause.says("membership") or clause.starts("accession", "ratification")):
        value = evolve(value, starts="accession")
    of_it = clause.of.treaties or "treaty" in clause.of.roles or clause.is_plain
    doubt = "" if of_it or clause.says(rule) else OF_WHAT
    if rule == "protection" and not (clause.says("investments") and clause.says(rule)):
        doubt = "what is protected is not said"
    yield term_of(
        *(clause, treaty, states, rule, f"{rule}:words"), value=value,
        day=days[0] if days else None, doubt=doubt,
    )  # fmt: skip


def _periods(
    clause: Clause, treaty: Resolved, states: Resolved, context: Context
) -> Iterator[Found]:
    if len(clause.spans) != 1 or _is_no_term(clause, clause.spans[0]):
        return
    span = clause.spans[0]
    starts = _starts(clause, span, context)
    is_own = starts is not None and not clause.says("after-that", "earlier")
    if starts is None and not clause.says("requires"):
        starts = _event_beside(clause)
    if clause.beside(span, "earlier"):
        starts = _event_before(clause, context)
        if clause.first == 0 or starts is None or clause.days:
            return
    is_beside = _leads_to_a_day(clause, span) or _is_after_another(clause, span)
    is_beside |= _is_long(clause)
    is_beside |= span.first == clause.first and bool(clause.days) and clause.says(*_NOTICES)
    if _is_only_a_word_for_it(clause, span) or (starts is None and is_beside):
        return
    is_about = starts is not None or clause.says(*_ABOUT_LEAVING)
    if not is_about or clause.of.roles.isdisjoint(_ABOUT_LEAVING | ACTS):
        return
    value = Value(period=span.period, starts=starts or "unstated")
    says_so = clause.says(*_OUT, "leave", "treaty", "takes-effect") or clause.names_a_treaty
    is_open = starts is None and not says_so
    if is_open and (treaty.doubts or clause.says("not")):
        return
    rule = "period:words" if is_own else "period:beside"
    found = term_of(
        *(clause, treaty, states, "period-starts", rule), value=value,
        is_rounded=_is_about(clause, span), doubt=OF_WHAT if is_open else "",
    )  # fmt: skip
    yield found
    yield from _led_to(clause, found, treaty, context)


def _led_to(clause: Clause, period: Found, treaty: Resolved, context: Context) -> Iterator[Found]:
    """Yield the effect on the day that a period leads to: "six months later, that is on 2 May"."""
    day = led_to(clause.of, clause.spans[0].last)
    states = context.states(clause, treaty.value[0])
    if period.value.starts == "unstated" or day is None or states is None:
        return
    if context.effects.get((treaty.value[0], states.value)) in day.values:
        return
    there = Clause(clause.of, day.first, day.last)
    yield claim_of(
        *(there, treaty, states, "effect", "effect:led-to"), value=Value(day=day.value),
        step="effective", day=day, manner="out",
        is_supposed=clause.says("would", "if"), is_ahead=True,
    )  # fmt: skip


def _is_no_term(clause: Clause, span: Span) -> bool:
    """Return whether a period is none of a rule: denied, put off, elapsed, too short, or one since
    the treaty came into force."""
    if clause.says(*_NOT_A_TERM, "doubt", "postponed") or clause.beside(span, "not"):
        return True
    if clause.says("in-force") and clause.says("since") and not clause.says(*_OUT):
        return True
    is_short = not span.period.is_calendar and span.period.days < _SHORTEST
    # "for two years" tells since when something is so, and "since the notice" none
    since = [cue for cue in clause.cues("since") if not follows(cue, clause.of.starts, within=1)]
    return is_short or follows(span, since, within=1)


def _is_after_another(clause: Clause, span: Span) -> bool:
    """Return whether a period only leads from another State's exit: "two months after Finland",
    "and Sweden a year later"."""
    return any(
        clause.together(state, span)
        and (
            follows(state, [span], within=_BEFORE_A_STATE)
            or (follows(span, [state], within=_BEFORE_A_STATE) and clause.says("likewise"))
        )
        for state in clause.states
    )


def _is_only_a_word_for_it(clause: Clause, span: Span) -> bool:
    """Return whether a clause that names the day of effect has a period only beside it."""
    if not clause.days or not clause.says("out", "left", "takes-effect"):
        return False
    return not any(
        each.last > span.last + 1 or (clause.together(each, span) and each.role in _BY_CARE)
        for each in filter(clause.holds, clause.of.starts)
        if each.role not in _NEVER_A_START
    )


def _leads_to_a_day(clause: Clause, span: Span) -> bool:
    """Return whether a piece that says no more than a period leads to the day of effect: "After
    six months, that is on 2 December, it is out"."""
    if clause.last - clause.first - (span.last - span.first) > _BESIDE_A_PERIOD:
        return False
    of = clause.of
    outs = [cue for cue in of.cues if cue.role in ("out", "left", "takes-effect", "not-party")]
    return any(each.first > clause.last for each in of.days) and any(
        cue.first > clause.last for cue in outs
    )


def _starts(clause: Clause, span: Span, context: Context) -> str | None:
    """Return what a period is said to run from; None where the words do not say.

    What stands right after "from" counts first, "the notice period runs from the vote", then what
    stands right after "between": "between notice and exit lie twelve months".
    """
    if ahead := _start_ahead(clause, span):
        return ahead
    starts, since = clause.of.starts, clause.cues("since")
    betweens = [cue for cue in clause.of.cues if cue.role == "between" and cue.first < span.first]
    here = [each for each in starts if clause.together(each, span)]
    here = [each for each in here if clause.holds(each) and each.role not in _NEVER_A_START]
    found = (
        [each for each in here if follows(each, since)]
        or [each for each in starts if follows(each, betweens)]
        or here
        or [
            each
            for each in _in_the_next_piece(clause, span)
            if each.role == _BY_CARE[0] or follows(each, since)
        ]
    )
    if found:
        best = min(found, key=lambda each: max(each.first - span.last, span.first - each.last))
        return best.role
    return _event_before(clause, context) if clause.says("after-that") else None


def _in_the_next_piece(clause: Clause, what: Placed) -> list[Cue]:
    """Return what begins in the piece behind that of a period or a clause, not far on."""
    piece = clause.of.sentence.pieces
    return [
        each
        for each in clause.of.starts
        if piece[each.first] == piece[what.last] + 1 and each.first - what.last <= _NEXT_PIECE
    ]


def _start_ahead(clause: Clause, span: Span) -> str | None:
    """Return the notice that the next piece tells of: "a year from the day, on which it was"."""
    pieces = clause.of.sentence.pieces
    if clause.last == span.last or pieces[clause.last] != pieces[span.last]:
        return None
    ahead = [each.role for each in _in_the_next_piece(clause, clause)]
    return next((role for role in _BY_CARE if role in ahead), None)


_BY_CARE = ("receipt-by-depositary", "notification")
_EVENTS = {
    **dict.fromkeys(("notified", "announced-or-notified"), "notification"),
    "must-tell": "notification",
    "will-tell": "notification",
    "received": "receipt-by-depositary",
}


def _event_beside(clause: Clause) -> str | None:
    """Return the notice that the sentence spoke of just before the period."""
    before = [cue.role for cue in clause.of.cues if cue.last < clause.first]
    return next((_EVENTS[role] for role in reversed(before) if role in _EVENTS), None)


def _event_before(clause: Clause, context: Context) -> str | None:
    """Return what "after that" means: the notice, or the vote, that was spoken of before."""
    before = [cue.role for cue in clause.of.cues if cue.last < clause.first]
    if context.at:
        before = [*(cue.role for cue in context.sentences[context.at - 1].cues), *before]
    events = {**_EVENTS, "notice": "notification", "approved-by-parliament": "approval"}
    return next((events[role] for role in reversed(before) if role in events), None)


def term_of(
    clause: Clause, treaty: Resolved, states: Resolved, kind: str, rule: str, *,
    doubt: str = "", **more: Any
) -> Found:  # fmt: skip
    """Return a claim about a rule, as `claim_of` does; a doubt comes after those of its words."""
    doubts = (*_doubts(clause, treaty, kind), *filter(None, [doubt]))
    about = (clause, treaty, states, kind, rule)
    return claim_of(*about, is_plain=clause.is_plain, doubts=doubts, **more)


def _is_about(clause: Clause, span: Span) -> bool:
    """Return whether "about" stands beside a period, and is not what something is about."""
    cues = clause.cues("about")
    return follows(span, cues) or any(follows(cue, [span], within=1) for cue in cues)


def _is_long(clause: Clause) -> bool:
    years = (each.period.years + each.period.months // 12 for each in clause.spans)
    return any(each >= _LONG for each in years)


def _doubts(clause: Clause, treaty: Resolved, kind: str) -> Iterator[str]:
    is_of_leaving = clause.is_plain and clause.says("exit", "leave", "left", "out", "membership")
    yield from (each for each in treaty.doubts if not (is_of_leaving and each == BEFORE))
    if clause.says("not") and kind not in ("lock-in", "recipients"):
        yield "negated"
    if clause.says("doubt", "fear"):
        yield "said with doubt"
    if kind == "period-starts" and _is_long(clause):
        yield "so long a time is rarely one of notice"
