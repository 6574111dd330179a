"""The outcome of a matter, and how it becomes an answer with what every answer has.

That is also what it takes for granted of State, treaty and clause, and what it leaves unused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal, cast

from withdrawal.case.answer import Answer
from withdrawal.case.answering.reasons import beside, manner_of, told_besides
from withdrawal.case.answering.so_far import standing_of, summary_of
from withdrawal.case.asking.matter import Matter
from withdrawal.case.findings import (
    Ambiguity,
    Disagreement,
    Manner,
    MembershipTold,
    Notice,
    Reason,
    StandingSummary,
    Status,
)
from withdrawal.case.late import Late
from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.additions import TEXTS
from withdrawal.dates import DAY, PartialDate
from withdrawal.law.treaties.treaty import OWN_CLAUSE, Treaty
from withdrawal.record.history import Withdrawal
from withdrawal.record.kinds import Confidence, weakest
from withdrawal.record.knowledge import is_unread
from withdrawal.record.parties import roll
from withdrawal.values import frozen


@frozen(slots=False)
class Outcome(Late):
    """What is the case in a matter: the part of an answer that differs from status to status.

    Attributes: as those of `withdrawal.case.findings.Findings`, and

        row: the step on record that it tells of.
        is_by_clause: whether a day in it was counted by the clause.
        manner: what is out of the ordinary, where that is not the clause's own.
        standing: how far the case has come, where its status alone does not tell.
    """

    matter: Matter
    status: Status
    row: Withdrawal | None = None
    is_by_clause: bool = True
    effect: date | None = None
    earliest: date | None = None
    latest: date | None = None
    received: date | None = None
    announced: date | None = None
    protected_until: date | None = None
    because: tuple[Reason, ...] = ()
    assumptions: tuple[str, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    ended_on: date | None = None
    successors: tuple[str, ...] = ()
    manner: Manner | None = None
    standing: StandingSummary | None = None

    @cached_property
    def carried(self) -> dict[str, str]:
        """What the State is to each treaty that leaving this one also leaves.

        Those to which it was known to be no party on its last day are left out.
        """
        question = self.matter.question
        if not STATUS[self.status].binds:
            return {}
        last, party = self.effect - DAY if self.effect else question.as_of, question.party.id
        keys = question.known.carried_along(question.treaty.id)
        values = {key: roll(key, party, as_of=question.as_of).on(last).value for key in keys}
        return {key: value for key, value in values.items() if value != "not-a-party"}


def answer_to(found: Outcome) -> Answer:
    """Return the answer to a matter, from its outcome: its day now, all else when it is read."""
    question = found.matter.question
    return Answer.later(
        _LATER,
        found,
        treaty=question.treaty.id,
        party=question.party.id,
        status=found.status,
        as_of=question.as_of,
        effect=found.effect,
    )


def _basis(found: Outcome) -> Literal["recorded", "given", "worked-back"] | None:
    """Return how the day of receipt is known."""
    row = found.row
    if row is None:
        return None if found.matter.question.received is None else "given"
    if found.received is None and _received_within(found) is None:
        return None
    return "worked-back" if row.received_is_computed else "recorded"


def _received_within(found: Outcome) -> PartialDate | None:
    """Return the receipt on record, where it is known only in part."""
    is_notice = found.row is not None and found.row.kind.is_notice
    return _in_part(found.row) if is_notice and found.received is None else None


def _in_part(row: Withdrawal | None) -> PartialDate | None:
    return row.known_given if row is not None and row.given is None else None


def membership_told(matter: Matter) -> MembershipTold:
    """Return what the answer tells of the State's membership.

    Whoever asks by a clause of their own, without a treaty, takes the State for a party.
    """
    if matter.treaty.id == OWN_CLAUSE:
        return MembershipTold("party")
    found = matter.membership
    return MembershipTold(found.value, found.since, found.list_as_of, found.complete)


def _because(found: Outcome) -> tuple[Reason, ...]:
    """Return the reasons, and what clause and record tell beside them."""
    return (
        *found.because,
        *beside(found.matter, found.status, found.effect, found.received),
        *told_besides(found.matter.dossier, found.row),
    )


def _carries_if_party(found: Outcome) -> tuple[str, ...]:
    return tuple(key for key, value in found.carried.items() if value == "not-known")


def _confidence(found: Outcome) -> tuple[Confidence, str | None]:
    """Return how sure the answer is, by the weakest of what it rests on, and its source."""
    matter, row = found.matter, found.row
    member = matter.membership
    if found.status == "not-a-party":
        return cast("Confidence", member.confidence), member.source
    if row is None and found.status == "disputed":
        return "disputed", matter.source
    rests: list[tuple[str, str | None]] = []
    if row is not None:
        rests.append(("disputed" if row.status == "disputed" else row.confidence, row.source))
    elif STATUS[found.status].binds and member.value != "not-known":
        rests.append((member.confidence, member.source))
    if found.is_by_clause or not rests:
        rests.append((matter.treaty.confidence, matter.source))
    word = weakest(*(each for each, _ in rests))
    return cast("Confidence", word), next(source for each, source in rests if each == word)


def _standing(found: Outcome) -> StandingSummary:
    """Return how far the case has come; an end is reached on its own day."""
    if found.standing is not None:
        return found.standing
    matter = found.matter
    question, notice = matter.question, matter.notice
    since: PartialDate | date | None = found.effect if found.status == "effective" else None
    if found.status == "revoked" and notice is not None:
        since = notice.known("revoked_on")
    elif found.status == "effective" and found.effect is None and notice is not None:
        since = notice.known("effect")
    return summary_of(
        question,
        found.status,
        lambda: standing_of(question, matter.dossier),
        given=question.received or matter.given,
        since=since,
        events=matter.dossier.events,
    )


def _assumptions(found: Outcome) -> tuple[str, ...]:
    """Return what is taken for granted, each once."""
    return tuple(dict.fromkeys((*found.assumptions, *_assumed(found))))


def _other_notices(found: Outcome) -> tuple[Notice, ...]:
    return tuple(
        Notice(row.given, row.effect, row.status, row.note, _in_part(row))
        for row in found.matter.dossier.notices
        if row is not found.matter.notice
    )


_AS_FOUND = (
    *("earliest", "latest", "received", "announced", "protected_until", "ambiguities"),
    *("disagreements", "ended_on", "successors"),
)
_LATER: dict[str, Callable[[Outcome], Any]] = {
    **{name: attrgetter(name) for name in _AS_FOUND},
    "basis": _basis,
    "received_within": _received_within,
    "because": _because,
    "assumptions": _assumptions,
    "standing": _standing,
    "notices": _other_notices,
    "carries": lambda found: tuple(found.carried),
    "carries_if_party": _carries_if_party,
    "rejoined": lambda found: found.matter.rejoined if found.status == "effective" else None,
    "is_back": lambda found: found.status == "effective" and found.matter.is_back,
    "membership": lambda found: membership_told(found.matter),
    "confidence": lambda found: _confidence(found)[0],
    "rests_on": lambda found: _confidence(found)[1],
    "kind": lambda found: None if found.row is None else found.row.kind,
    "is_bound_on_effect": attrgetter("matter.clause.is_bound_on_effect"),
    "party_name": attrgetter("matter.question.party.name"),
    "treaty_name": attrgetter("matter.treaty.name"),
    "manner": lambda found: found.manner or manner_of(found.matter, found.status),
}
"""What is worked out only when it is read, by the name of the attribute of an answer."""


def _assumed(found: Outcome) -> Iterator[str]:
    """Yield what is taken for granted of State, treaty and clause, a sentence each."""
    matter, status, told = found.matter, found.status, found.effect or found.earliest
    question, row = matter.question, STATUS[status]
    is_undone = found.row is not None and found.row.kind.undoes_consent
    yield from _of_the_state(matter)
    if question.same_number:
        others = ", ".join(question.same_number)
        yield f"That {question.treaty.name} is meant; its number is also that of {others}."
    if row.is_of_treaty:
        return
    yield from _of_the_treaty(matter, told)
    if not row.binds or is_undone:
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
