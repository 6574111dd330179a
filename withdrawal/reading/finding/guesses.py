"""Steps and effects in words that nobody knows: claims where the record has them on that very day.

The record settles what the words leave open: which step it was, whose, and of which treaty that
the text names. On any other day nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

from attrs import evolve

from withdrawal.overlay import Stamp, stamp
from withdrawal.reading.claims import Found, Value
from withdrawal.reading.cues import Placed, follows
from withdrawal.reading.days import Day
from withdrawal.reading.facts import SAME, Fact, facts_of
from withdrawal.reading.finding.clauses import ACTS, Clause, Resolved, claim_of, led_to, parties_of
from withdrawal.reading.finding.context import NEVER_MEANT, Context
from withdrawal.reading.lexicon import STEPS

_NOT_BESIDE = ("if", "would", "joined", "in-force", "count", "except")
"""Cues beside which no day is one of a step."""
_OF_IT = ("exit", "notice", "leave", "membership", "treaty", "plan")
_NOTICES = frozenset({"notified", "received"})
_MEANT = {
    **dict.fromkeys(ACTS - {*STEPS}, frozenset({"effective"})),
    "announced-or-notified": frozenset({"announced", "notified", "received"}),
}
"""What else than a step of its own name a word can mean."""


def guessed_in(clause: Clause, context: Context) -> Iterator[Found]:
    """Yield the steps and effects that the record has on the days of a clause."""
    if clause.says(*_NOT_BESIDE) or not _speaks_of_it(clause):
        return
    led = led_to(clause.of, clause.spans[0].last) if clause.spans else None
    for day in clause.days:
        found = _on(day, clause, context) if day != led else None
        if found and not (found.kind == "effect" and _is_denied(day, clause)):
            yield found


def _is_denied(day: Day, clause: Clause) -> bool:
    """Return whether a clause says of a day that somebody did not leave, or only means to."""
    return clause.beside(day, "not", "plan") and clause.beside(day, "leave", "left")


def _on(day: Day, clause: Clause, context: Context) -> Found | None:
    """Return the claim that the record bears out on a day; None without one."""
    known = context.treaty(clause)
    said = {each.day for each in day.values}
    for treaty in [known.value[0]] if known else _treaties(clause, context):
        if said.isdisjoint(_days_of(treaty, context.named, stamp())):
            continue
        for parties in _states(clause, treaty, context, is_here=known is None):
            facts = {party: _hit(day, facts_of(party, treaty), clause) for party in parties}
            hits = {party: each for party, each in facts.items() if each}
            if hits:
                return _found(day, clause, treaty, hits)
    return None


@lru_cache(maxsize=256)
def _days_of(treaty: str, parties: frozenset[str], _: Stamp) -> frozenset[date | None]:
    """Return the days on record of some States' ways out of a treaty."""
    return frozenset(each.day.day for party in parties for each in facts_of(party, treaty))


def _treaties(clause: Clause, context: Context) -> list[str]:
    """Return the treaties that a sentence, else the text, names, if not by names of their own."""
    here = {one for each in clause.of.treaties for one in each.treaties} - NEVER_MEANT
    return sorted(here or context.mentioned - NEVER_MEANT)


def _states(
    clause: Clause, treaty: str, context: Context, *, is_here: bool
) -> Iterator[tuple[str, ...]]:
    """Yield the States that a clause may be of, the likeliest first: those it speaks of, those of
    its sentence and, unless they must be named here, those of the last claim and all."""
    known = context.states(clause, treaty)
    yield known.value if known and (known.is_own or not is_here) else ()
    yield parties_of(clause.of.states)
    if not is_here:
        yield context.parties
        yield tuple(sorted(context.named))


def _hit(day: Day, facts: Iterable[Fact], clause: Clause) -> Fact | None:
    """Return the fact on a day that its words are nearest to; none that they speak against."""
    said: list[date | None] = [each.day for each in day.values if each.day]
    is_since = follows(day, clause.cues("since"))
    roles = {cue.role for cue in clause.acts if clause.together(cue, day)}
    is_told = bool(clause.says("notice") or clause.told)
    if is_told and roles & _NOTICES:
        roles &= _NOTICES
    meant = (_MEANT.get(each) or SAME.get(each) or {each} for each in roles)
    steps = {"effective"} if is_since else set[str]().union(*meant)
    known = [each for each in facts if each.day.day in said and (not steps or each.step in steps)]
    return min(
        known,
        key=lambda each: (is_told and each.step not in _NOTICES, said.index(each.day.day)),
        default=None,
    )


def _found(day: Day, clause: Clause, treaty: str, hits: dict[str, Fact]) -> Found:
    fact = next(iter(hits.values()))
    is_effect = fact.step == "effective"
    kind = "effect" if is_effect else "step"
    about = (clause.around(day), Resolved((treaty,)), Resolved(tuple(hits)), kind)
    return claim_of(
        *(*about, f"{kind}:guessed"), value=Value(day=fact.day), step=fact.step,
        day=evolve(day, values=(fact.day,)), manner="out" if is_effect else "", is_guessed=True,
    )  # fmt: skip


def _speaks_of_it(clause: Clause) -> bool:
    """Return whether a clause has a word for leaving, names a State or a treaty, or one told."""
    of = clause.of
    named: Iterable[Placed] = chain(of.states, of.treaties, of.recipients, of.starts)
    return any(map(clause.holds, named)) or clause.says(*_OF_IT, *ACTS)
