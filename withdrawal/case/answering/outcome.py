"""The outcome of a matter, and how it becomes an answer with what every answer has."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, cast

from attrs import frozen

from withdrawal.case.answer import Answer
from withdrawal.case.answering.about import about_the_state, about_the_treaty
from withdrawal.case.answering.beside import beside, manner_of
from withdrawal.case.answering.so_far import standing_of, summary_of
from withdrawal.case.answering.told import told_besides
from withdrawal.case.answering.unread import unread
from withdrawal.case.answering.unused import unused
from withdrawal.case.findings import (
    Ambiguity,
    Disagreement,
    MembershipTold,
    Notice,
    Reason,
    StandingSummary,
    Status,
)
from withdrawal.case.late import Late
from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.additions import TEXTS
from withdrawal.law.treaties.treaty import OWN_CLAUSE
from withdrawal.record.kinds import Confidence, weakest

if TYPE_CHECKING:
    from withdrawal.case.asking.matter import Matter
    from withdrawal.case.manner import Manner
    from withdrawal.dates import PartialDate
    from withdrawal.record.history import Withdrawal

__all__ = ["Outcome", "answer_to", "membership_told"]


@frozen(kw_only=True, slots=False)
class Outcome(Late):
    """What is the case in a matter: the part of an answer that differs from status to status.

    Attributes: as those of `withdrawal.case.findings.Findings`, and

        row: the step on record that it tells of.
        is_by_clause: whether a day in it was counted by the clause.
        manner: what is out of the ordinary, where that is not the clause's own.
        standing: how far the case has come, where its status alone does not tell.
    """

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


def answer_to(matter: Matter, found: Outcome) -> Answer:
    """Return the answer to a matter, from its outcome: its days now, all else when it is read."""
    question, status = matter.question, found.status
    return Answer.later(
        _LATER,
        matter,
        found,
        treaty=question.treaty.id,
        party=question.party.id,
        status=status,
        as_of=question.as_of,
        effect=found.effect,
        earliest=found.earliest,
        latest=found.latest,
        received=found.received,
        basis=_basis(matter, found),
        protected_until=found.protected_until,
        rejoined=matter.rejoined if status == "effective" else None,
        is_back=status == "effective" and matter.is_back,
        announced=found.announced,
        kind=None if found.row is None else found.row.kind,
        ended_on=found.ended_on,
        successors=found.successors,
        is_bound_on_effect=matter.clause.is_bound_on_effect,
        party_name=question.party.name,
        treaty_name=question.treaty.name,
    )


def _basis(matter: Matter, found: Outcome) -> Literal["recorded", "given", "worked-back"] | None:
    """Return how the day of receipt is known."""
    row = found.row
    if row is None:
        return None if matter.question.received is None else "given"
    if found.received is None:
        return None
    return "worked-back" if row.received_is_computed else "recorded"


def membership_told(matter: Matter) -> MembershipTold:
    """Return what the answer tells of the State's membership.

    Whoever asks by a clause of their own, without a treaty, takes the State for a party.
    """
    if matter.treaty.id == OWN_CLAUSE:
        return MembershipTold("party")
    found = matter.membership
    return MembershipTold(found.value, found.since, found.list_as_of, found.complete)


def _because(matter: Matter, found: Outcome) -> tuple[Reason, ...]:
    """Return the reasons, and what clause and record tell beside them."""
    return (
        *found.because,
        *beside(matter, found.status, found.effect, found.received),
        *told_besides(matter.dossier, found.row),
    )


def _carries(matter: Matter, found: Outcome) -> tuple[str, ...]:
    """Return the treaties that leaving this one also leaves, where it binds the State."""
    known = matter.question.known
    return known.carried_along(matter.treaty.id) if STATUS[found.status].binds else ()


def _confidence(matter: Matter, found: Outcome) -> tuple[Confidence, str | None]:
    """Return how sure the answer is, by the weakest of what it rests on, and its source."""
    row, member = found.row, matter.membership
    by_clause = (matter.treaty.confidence, matter.source)
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
        rests.append(by_clause)
    word = weakest(*(each for each, _ in rests))
    return cast("Confidence", word), next(source for each, source in rests if each == word)


def _standing(matter: Matter, found: Outcome) -> StandingSummary:
    """Return how far the case has come; an end is reached on its own day."""
    if found.standing is not None:
        return found.standing
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


def _assumptions(matter: Matter, found: Outcome) -> tuple[str, ...]:
    """Return what is taken for granted, each once."""
    return tuple(dict.fromkeys((*found.assumptions, *_assumed(matter, found))))


def _assumed(matter: Matter, found: Outcome) -> tuple[str, ...]:
    """Return what is taken for granted of State, treaty and clause, by the status."""
    question, row = matter.question, STATUS[found.status]
    about = (*about_the_state(question, matter.membership), *question.of_its_number)
    if row.is_of_treaty:
        return about
    about = (*about, *about_the_treaty(question, found.effect or found.earliest))
    if not row.binds:
        return about
    if found.status == "no-exit":
        return (*about, *_doubts(matter), *_ways_out(matter))
    lines = [*about, *matter.dossier.assumptions(question, matter.notice), *_doubts(matter)]
    lines += unread(question.treaty, matter.source)
    if row.names_other_ways:
        lines += (*unused(matter), *_ways_out(matter))
    if row.names_conditions:
        lines += (f"The clause also says: {each}." for each in matter.clause.conditions)
    return tuple(lines)


def _doubts(matter: Matter) -> tuple[str, ...]:
    """Return what leaves open whether the State is a party, if anything does."""
    found = matter.membership
    is_shown = found.value == "party" and found.basis == "record" and matter.notice is not None
    is_told = matter.treaty.kind not in TEXTS and (matter.is_membership_assumed or is_shown)
    return found.doubt if is_told else ()


def _ways_out(matter: Matter) -> tuple[str, ...]:
    """Return the other ways out of the treaty, which the answer does not use."""
    return tuple(
        f"Not used: another way out. {each.text}"
        for each in matter.clause.alternatives
        if each.id != matter.facts.way_out and (not each.parties or matter.party in each.parties)
    )


def _other_notices(matter: Matter, _found: Outcome) -> tuple[Notice, ...]:
    return tuple(
        Notice(row.given, row.effect, row.status, row.note)
        for row in matter.dossier.notices
        if row is not matter.notice
    )


_LATER = {
    "because": _because,
    "assumptions": _assumptions,
    "ambiguities": lambda _, found: found.ambiguities,
    "disagreements": lambda _, found: found.disagreements,
    "standing": _standing,
    "notices": _other_notices,
    "carries": _carries,
    "membership": lambda matter, _: membership_told(matter),
    "confidence": lambda matter, found: _confidence(matter, found)[0],
    "rests_on": lambda matter, found: _confidence(matter, found)[1],
    "manner": lambda matter, found: found.manner or manner_of(matter, found.status),
}
"""What is worked out only when it is read, by the name of the attribute of an answer."""
