"""Cases on record: what happened under the bond that counts, and what settles them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from attrs import evolve

from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.clock import conflicts_of
from withdrawal.odds.past import events_of
from withdrawal.record.events import Event
from withdrawal.record.history import history

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.asking.question import Question
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["NOTHING_GIVEN", "OVER", "recorded_case", "settled_on_record", "situation"]


def recorded_case(
    party: str,
    treaty: str | Treaty,
    *,
    route: str | None = None,
    facts: Iterable[str] = (),
    catalogue: Catalogue | None = None,
    events: Iterable[Event] | None = None,
    as_of: date | None = None,
    **circumstances: Any,
) -> Case:
    """Return a case with everything on record about it (or the events given).

    Args:
        party: the State.
        treaty: the treaty.
        route: the route of its procedure; default the one that applies.
        facts: facts the choice of a route depends on.
        catalogue: another catalogue of treaties than the packaged one.
        events: the events, where not those on record.
        as_of: a day; where the State had left and come back by then, what went before is left out.
        circumstances: as `Case` takes them.
    """
    case = Case(party, treaty, route=route, facts=facts, catalogue=catalogue, **circumstances)
    if events is None:
        events = _of_this_bond(case, as_of)
    return case.replay(event for event in events if event.step not in _FOLLOWS)


def _of_this_bond(case: Case, as_of: date | None) -> Iterable[Event]:
    """Return the events on record under the bond that counts on a day."""
    events = events_of(case.party, case.treaty.id, by=as_of)
    if as_of is None:
        return events
    events = _made_public(events, case, as_of)
    left = dossier_of(evolve(case.question, as_of=as_of)).returned_after(as_of)
    return [each for each in events if left is None or (each.when.latest or date.max) > left]


def _made_public(events: Iterable[Event], case: Case, as_of: date) -> tuple[Event, ...]:
    """Return events up to a notice that had been given by a day but was not known of yet."""
    rows = [row for row in history(case.treaty.id, case.party) if row.as_known_on(as_of) is None]
    secret = {row.given for row in rows if row.given is not None and row.given <= as_of}
    known = takewhile(
        lambda each: each.step != "notice-received" or each.when.day not in secret, events
    )
    return tuple(known)


def settled_on_record(case: Case, as_of: date) -> Answer | None:
    """Return what `withdrawal.when` says of a case on record, where that leaves nothing open.

    None where a notice may still come or take effect. The record knows what the events of a case
    do not tell: that an exit is disputed, was taken back, or came about in another way.

    Args:
        case: a case whose events are those on record.
        as_of: the day; nothing later is used.
    """
    question = evolve(case.question, as_of=as_of)
    found = answer(question, dossier_of(question))
    is_out = found.status == "effective" and found.rejoined is None
    return found if is_out or found.status in OVER else None


OVER = frozenset(
    {"not-a-party", "no-exit", "not-open", "ended", "not-in-force", "revoked", "no-effect",
     "disputed"}
)  # fmt: skip
"""The statuses of an answer in which nothing is left that could take effect."""

NOTHING_GIVEN = frozenset({"not-notified", "announced", "suspended"})
"""The statuses of an answer in which a notice may still be given."""

_FOLLOWS = ("effect", "after-effect")
"""What the treaty does by itself: computed, not recorded."""


def situation(case: Case, as_of: date) -> tuple[Case, Answer, Question, Dossier, Circumstances]:
    """Return a case as known by a day, the answer on that day, and what the clause needs."""
    known = case.known_by(as_of)
    question = evolve(case.question, as_of=as_of)
    steps = {event.step for event in known.history}
    if steps & {"conflict-began", "conflict-ended"}:
        question = question.suppose(conflicts=conflicts_of(known.course))
    dossier = dossier_of(question)
    return known, known.when(as_of=as_of), question, dossier, dossier.circumstances(question, None)
