"""The outcome of a matter, and how it becomes an answer with what every answer has."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, cast

from attrs import frozen

from withdrawal.case.answer import Answer
from withdrawal.case.answering.assumptions import assumed
from withdrawal.case.answering.beside import beside, manner_of
from withdrawal.case.answering.reasons import told_besides
from withdrawal.case.answering.so_far import standing_of, summary_of
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
from withdrawal.law.treaties.treaty import OWN_CLAUSE
from withdrawal.record.kinds import Confidence, weakest

if TYPE_CHECKING:
    from collections.abc import Callable

    from withdrawal.case.asking.matter import Matter
    from withdrawal.case.findings import Manner
    from withdrawal.dates import PartialDate
    from withdrawal.record.history import Withdrawal

__all__ = ["Outcome", "answer_to", "membership_told"]


@frozen(slots=False)
class Outcome(Late):
    """What is the case in a matter: the part of an answer that differs from status to status.

    Attributes: as those of `withdrawal.case.findings.Findings`, and

        matter: the matter.
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


def _because(found: Outcome) -> tuple[Reason, ...]:
    """Return the reasons, and what clause and record tell beside them."""
    return (
        *found.because,
        *beside(found.matter, found.status, found.effect, found.received),
        *told_besides(found.matter.dossier, found.row),
    )


def _carries(found: Outcome) -> tuple[str, ...]:
    """Return the treaties that leaving this one also leaves, where it binds the State."""
    question = found.matter.question
    return question.known.carried_along(question.treaty.id) if STATUS[found.status].binds else ()


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
    more = assumed(found.matter, found.status, found.effect or found.earliest)
    return tuple(dict.fromkeys((*found.assumptions, *more)))


def _other_notices(found: Outcome) -> tuple[Notice, ...]:
    return tuple(
        Notice(row.given, row.effect, row.status, row.note)
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
    "because": _because,
    "assumptions": _assumptions,
    "standing": _standing,
    "notices": _other_notices,
    "carries": _carries,
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
