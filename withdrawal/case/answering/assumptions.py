"""What an answer takes for granted of State, treaty and clause, and what it leaves unused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.additions import TEXTS
from withdrawal.record.knowledge import is_unread

if TYPE_CHECKING:
    from withdrawal.case.asking.matter import Matter
    from withdrawal.case.findings import Status
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["assumed", "of_its_life"]


def assumed(matter: Matter, status: Status, told: date | None) -> Iterator[str]:
    """Yield what is taken for granted of State, treaty and clause, a sentence each.

    Args:
        matter: the matter.
        status: the status of its answer.
        told: the day of effect, or the earliest one, that the answer gives.
    """
    question, row = matter.question, STATUS[status]
    yield from _of_the_state(matter)
    if question.same_number:
        others = ", ".join(question.same_number)
        yield f"That {question.treaty.name} is meant; its number is also that of {others}."
    if row.is_of_treaty:
        return
    yield from _of_the_treaty(matter, told)
    if not row.binds:
        return
    if status == "no-exit":
        yield from (*_doubts(matter), *_ways_out(matter))
        return
    yield from matter.dossier.assumptions(question, matter.notice)
    yield from _doubts(matter)
    yield from _unread(matter)
    if row.names_other_ways:
        yield from (*_unused(matter), *_ways_out(matter))
    if row.names_conditions:
        yield from (f"The clause also says: {each}." for each in matter.clause.conditions)


def _of_the_state(matter: Matter) -> Iterator[str]:
    """Yield what became of a former State, or why few lists name it, unless that is told anyhow."""
    party = matter.question.party
    is_to_come = party.ended is not None and party.ended > matter.as_of
    if party.note is not None and not is_to_come and matter.membership.basis != "state":
        yield party.note


def _of_the_treaty(matter: Matter, told: date | None) -> Iterator[str]:
    """Yield what the treaty's own life means for the answer."""
    treaty = matter.treaty
    if (treaty.ended or date.min) > matter.as_of:
        return
    if treaty.status is not None:
        yield f"On record of the treaty itself: {treaty.status}."
    yield from of_its_life(treaty, matter.as_of, told)


def of_its_life(treaty: Treaty, day: date, told: date | None = None) -> Iterator[str]:
    """Yield what the keys of a treaty's life say on a day, a sentence each; nothing of its end.

    Args:
        treaty: the treaty.
        day: the day asked for.
        told: the day of effect, or the earliest one, that the answer gives.
    """
    if treaty.ended is not None:
        return
    since = treaty.provisionally_applied
    if since is not None and since <= day and treaty.in_force is None:
        yield f"The treaty has been applied provisionally since {since}."
    if treaty.is_suspended_on(day) and treaty.status is None:
        yield f"The operation of the treaty has been suspended since {treaty.suspended_since}."
    if treaty.binds_still is not None:
        yield f"Whom the treaty still binds: {treaty.binds_still.rstrip('.')}."
    if treaty.term_ends is not None:
        yield _of_the_term(treaty.term_ends, day, told)
        year = str(treaty.term_ends.year)
        yield from (each for each in treaty.notes if year in each)


def _of_the_term(ends: date, day: date, told: date | None) -> str:
    if ends <= day:
        return f"The treaty's term on record ended on {ends}; no longer one is on record."
    before = ", before the day given here" if told is not None and ends < told else ""
    return f"The treaty's term ends on {ends}{before}, unless it is prolonged."


def _doubts(matter: Matter) -> tuple[str, ...]:
    """Return what leaves open whether the State is a party, if anything does."""
    found, notice = matter.membership, matter.notice
    is_shown = found.value == "party" and found.basis == "record" and notice is not None
    is_unknown = found.value == "not-known" and notice is None
    is_told = is_shown or (is_unknown and not matter.is_treaty_out_of_force)
    return found.doubt if is_told and matter.treaty.kind not in TEXTS else ()


def _ways_out(matter: Matter) -> Iterator[str]:
    """Yield the other ways out of the treaty, which the answer does not use."""
    for each in matter.clause.alternatives:
        if each.id != matter.facts.way_out and (not each.parties or matter.party in each.parties):
            yield f"Not used: another way out. {each.text}"


def _unread(matter: Matter) -> Iterator[str]:
    """Yield that the text of the clause was not read, and where to read it, if so."""
    if matter.source is None or not is_unread(matter.source):
        return
    told = "The text of the clause was not read here: it is told from general knowledge."
    treaty = matter.treaty
    where = next(iter(treaty.identifiers.addresses()), None) or treaty.depositary
    yield f"{told} To be read at: {where}." if where else told


_USED_BY = (
    ("named_date", "named-date", "the day that the notice names"),
    ("agreed_date", "by-agreement", "the day agreed on"),
    ("extended_to", "by-agreement", "the prolonged end"),
    ("event", "only-if", "the day of an event"),
    ("first_act", "first-act", "the day of a first act"),
    ("leader", "followers", "the notice of another party"),
)
"""A circumstance, the rule that uses it, and what it is in words."""


def _unused(matter: Matter) -> Iterator[str]:
    """Yield which days given the clause has no use for, so that none is lost unseen."""
    given = matter.question.given
    rules = {each.rule for each in matter.clause.pipeline(matter.facts)}
    for name, rule, words in _USED_BY:
        day = getattr(given, name)
        if day is not None and rule not in rules:
            yield f"Not used: {words}, {day}. The clause does not provide for one."
    proviso = matter.clause.proviso(matter.facts)
    if given.repatriated is not None and not (proviso is not None and proviso.also):
        day = given.repatriated
        yield f"Not used: the end of repatriation, {day}. The clause does not wait for it."
