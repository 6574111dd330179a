"""The outcomes: what the answer is once a notice was received, revoked, disputed or never given.

Each function takes an `Inquiry` and returns an `Answer`; `withdrawal.case.answering.when` chooses.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.answer import Answer
from withdrawal.case.answering.disputes import (
    approval,
    objections,
    silent_readings,
)
from withdrawal.case.answering.in_part import doubt, received_in_part
from withdrawal.case.answering.inquiry import Inquiry
from withdrawal.case.findings import Ambiguity, Reason, Status
from withdrawal.case.wording.sentence import with_article
from withdrawal.law.treaties.catalogue import catalogue

if TYPE_CHECKING:
    from withdrawal.law.clause.reckoning import Reckoning
    from withdrawal.record.events import Event
    from withdrawal.record.history import Withdrawal

__all__ = [
    "aftermath",
    "as_recorded",
    "no_exit",
    "no_way_out",
    "not_notified",
    "notified",
    "revoked",
    "suspended",
]


def notified(inquiry: Inquiry) -> Answer:
    """Return the answer for a notice received, on a day known or known in part."""
    received = inquiry.question.received
    if received is not None and not received.is_exact:
        return received_in_part(inquiry, received, notified)
    day = received.day if received else _given(inquiry)
    assert day is not None
    reckoning = inquiry.clause.reckon(day, inquiry.facts)
    because = (
        *inquiry.party_reason(),
        *inquiry.notice_reason(day),
        *inquiry.reasons(reckoning),
    )
    if reckoning.obstacle is not None:
        return _blocked(inquiry, day, reckoning, because)
    effect = reckoning.effect
    assert effect is not None
    return inquiry.make(
        "effective" if effect <= inquiry.question.as_of else "pending",
        effect=effect,
        received=day,
        because=(*because, *aftermath(inquiry, effect, inquiry.chosen)),
        assumptions=(
            *_still_to_come(inquiry, day),
            *(doubt(received) if received else ()),
            *reckoning.assumptions,
        ),
        protected_until=inquiry.clause.protected_until(effect),
        ambiguities=inquiry.ambiguities(day),
        disagreements=inquiry.claims(effect),
    )


def _still_to_come(inquiry: Inquiry, day: date) -> tuple[str, ...]:
    """Return the assumption behind a notice that lies ahead of the day asked for."""
    as_of = inquiry.question.as_of
    return (f"That the notice is received on {day}, a day still to come.",) if day > as_of else ()


def _given(inquiry: Inquiry) -> date | None:
    return inquiry.chosen.given if inquiry.chosen else None


def _blocked(
    inquiry: Inquiry, day: date, reckoning: Reckoning, because: tuple[Reason, ...]
) -> Answer:
    """Return the answer where an operator found no next day."""
    obstacle = reckoning.obstacle
    assert obstacle is not None
    status: Status = "no-effect" if obstacle.status == "no-effect" else "conditional"
    earliest = obstacle.since
    if earliest is not None and inquiry.is_conflict_open:
        earliest = max(earliest, inquiry.question.as_of)
    if obstacle.next_notice is not None:
        possible = inquiry.clause.earliest_effect(obstacle.next_notice, inquiry.facts)
        earliest = possible[1] if possible else None
    stop = Reason(
        "obstacle", inquiry.article_at(len(reckoning.steps)), day, earliest, obstacle.text,
        inquiry.source,
    )  # fmt: skip
    return inquiry.make(
        status,
        received=day,
        earliest=earliest,
        because=(*because, stop),
        assumptions=(*reckoning.assumptions, *_conflicts_on_record(inquiry)),
        disagreements=inquiry.claims(None),
    )


def not_notified(
    inquiry: Inquiry,
    status: Status = "not-notified",
    *,
    row: Withdrawal | None = None,
    said: Reason | None = None,
    announced: date | None = None,
) -> Answer:
    """Return the answer where no notice has been given: no clock runs.

    Args:
        inquiry: the inquiry.
        status: ``not-notified``, ``announced`` or ``suspended``.
        row: the step on record that the answer tells of.
        said: the reason that tells it.
        announced: the day on which the State said that it will leave.
    """
    voted = approval(inquiry.question, inquiry.dossier)
    because = [*inquiry.party_reason(), *([said] if said else [])]
    if inquiry.has_clause:
        because.append(_no_clock(inquiry, voted))
        earliest, reasons, assumptions = _first_possible(inquiry, voted)
    else:
        earliest, reasons, assumptions = None, no_way_out(inquiry), ()
    return inquiry.make(
        status,
        row=row,
        is_by_clause=row is None,
        earliest=earliest,
        announced=announced,
        because=(*because, *reasons),
        assumptions=assumptions,
        disagreements=inquiry.claims(None),
    )


def _first_possible(
    inquiry: Inquiry, voted: date | None
) -> tuple[date | None, tuple[Reason, ...], tuple[str, ...]]:
    """Return the first day on which a notice could take effect, why, and what that takes."""
    today = inquiry.question.as_of
    start = max(today, voted or today, inquiry.since or today)
    possible = inquiry.clause.earliest_effect(start, inquiry.facts)
    if possible is None:
        obstacle, assumptions = _no_earliest(inquiry, start)
        return None, (obstacle,), assumptions
    notice, earliest = possible
    reckoning = inquiry.clause.reckon(notice, inquiry.facts)
    taken = (
        f"For the earliest date: that the notice is received on {notice}.",
        *_by_own_law(inquiry, start, notice),
        *reckoning.assumptions,
    )
    return earliest, (_supposed(notice), *inquiry.reasons(reckoning)), taken


def _supposed(notice: date) -> Reason:
    """Return the reason that sets the steps after it apart from what has happened."""
    text = f"For the earliest date, suppose a notice is received on {notice}:"
    return Reason("supposed", None, notice, notice, text, None)


def _by_own_law(inquiry: Inquiry, start: date, notice: date) -> tuple[str, ...]:
    """Return how much later the State's own law puts the earliest date, if it does."""
    from withdrawal.case.ahead import bottleneck, unusual

    standing = inquiry.standing
    road = standing.road(start)
    usual, lines = unusual(road), standing.procedure.assumptions(standing.route)
    if not road or road[-1].earliest <= notice:
        return (*usual, *lines)
    later = inquiry.clause.earliest_effect(road[-1].earliest, inquiry.facts)
    then = f", which leads to {later[1]}" if later else ""
    slowest = bottleneck(road)
    why = f" ({slowest.stage}: {slowest.because})" if slowest else ""
    first = (
        f"Under the State's own law the notice cannot be given before {road[-1].earliest}{why}"
        f"{then}; the treaty does not ask for that."
    )
    return (first, *usual, *lines)


def _no_earliest(inquiry: Inquiry, start: date) -> tuple[Reason, tuple[str, ...]]:
    reckoning = inquiry.clause.reckon(start, inquiry.facts)
    text = reckoning.obstacle.text if reckoning.obstacle else "No notice would take effect."
    article = inquiry.article_at(len(reckoning.steps))
    return Reason("obstacle", article, start, None, text, inquiry.source), reckoning.assumptions


def _no_clock(inquiry: Inquiry, voted: date | None) -> Reason:
    start = next((op for op in inquiry.clause.operators if op.rule == "starts"), None)
    text = f"No notice is on record by {inquiry.question.as_of}, and no clock runs without one."
    if voted is not None:
        text = (
            f"Parliament's approval on {voted} starts no clock; only the notice does, and "
            f"none is on record by {inquiry.question.as_of}."
        )
    article = (start.article if start else None) or inquiry.clause.article
    return Reason("starts", article, voted, None, text, inquiry.source)


def no_exit(inquiry: Inquiry) -> Answer:
    """Return the answer for a treaty without a way out."""
    silent = inquiry.clause.exit == "silent"
    return inquiry.make(
        "no-exit",
        because=(*no_way_out(inquiry), *inquiry.party_reason()),
        assumptions=(_AS_CUSTOM,) if silent else (),
        ambiguities=silent_readings(inquiry.question, _given(inquiry)),
    )


def no_way_out(inquiry: Inquiry) -> tuple[Reason, ...]:
    """Return why the treaty has no way out, as far as it itself tells."""
    silent = inquiry.clause.exit == "silent"
    text = (
        "The treaty says nothing about leaving it, so under Vienna Convention art. 56(1) "
        "there is no exit unless the parties intended one or its nature implies one."
        if silent
        else "The treaty does not allow a party to leave."
    )
    law = "Vienna Convention on the Law of Treaties, art. 56" if silent else inquiry.clause.article
    authorities = (
        Reason("authority", None, None, None, each, None) for each in inquiry.clause.authorities
    )
    first = Reason("no-exit", law, None, None, text, inquiry.source)
    return (first, *authorities, *_with_parent(inquiry))


_AS_CUSTOM = (
    "That art. 56 of the Vienna Convention applies: as treaty law it binds only its own parties, "
    "for treaties concluded after 27 January 1980 (art. 4); otherwise as custom, of which the "
    "twelve months' notice is contested. With the consent of all parties a State may always leave "
    "(art. 54(b))."
)


def _with_parent(inquiry: Inquiry) -> tuple[Reason, ...]:
    """Return that leaving another treaty also leaves this one, where it does."""
    parent = inquiry.question.treaty.parent
    if parent is None or not parent.exit_carries:
        return ()
    name = with_article(catalogue().treaty(parent.treaty).name)
    text = f"Leaving {name} also leaves this treaty."
    return (Reason("parent", parent.article, None, None, text, inquiry.source),)


def revoked(inquiry: Inquiry, chosen: Withdrawal) -> Answer:
    """Return the answer for a notice that was taken back before it took effect."""
    given = chosen.given
    would = inquiry.clause.effect(given, inquiry.facts) if given else chosen.effect
    taken_back = chosen.known("revoked_on")
    when = f" {taken_back.placed}" if taken_back else ""
    text = f"The notice of {chosen.known('received') or given} was taken back{when}"
    is_late = bool(would and taken_back and taken_back.earliest and taken_back.earliest > would)
    if would is not None:
        text += (
            f"; it would have had effect on {would}"
            if is_late
            else f", before it took effect on {would}"
        )
    text += "."
    text += "" if taken_back else " On what day it was taken back is not on record."
    return inquiry.make(
        "revoked",
        received=given,
        because=(
            *inquiry.party_reason(),
            Reason(
                "revoked",
                inquiry.clause.revocable or "Vienna Convention on the Law of Treaties, art. 68",
                given,
                chosen.revoked_on,
                text,
                chosen.reference or chosen.source,
            ),
        ),
    )


def as_recorded(inquiry: Inquiry, chosen: Withdrawal) -> Answer:
    """Return a disputed or ineffective notice as the record has it."""
    text = chosen.note or f"The notice is on record as {chosen.status}."
    readings: tuple[Ambiguity, ...] = ()
    if chosen.effect is not None and chosen.status == "disputed":
        claim = f"If the notice has any effect, the day on record for it is {chosen.effect}."
        readings = (Ambiguity("if-it-has-effect", chosen.effect, claim),)
    status: Status = "disputed" if chosen.status == "disputed" else "no-effect"
    reason = Reason(
        chosen.status, inquiry.clause.article, chosen.given, None,
        f"{text[0].upper()}{text[1:].rstrip('.')}.", chosen.reference or chosen.source,
    )  # fmt: skip
    return inquiry.make(
        status,
        received=chosen.given,
        because=(reason,),
        ambiguities=(*readings, *silent_readings(inquiry.question, chosen.given)),
    )


def suspended(inquiry: Inquiry, claim: Event) -> Answer:
    """Return the answer where the State declared a suspension the treaty does not know."""
    source = claim.sources[0].address if claim.sources else None
    text = (
        f"On {claim.when} {inquiry.question.party.name} declared the treaty suspended; the "
        "treaty knows no suspension, and this is no notice of withdrawal."
    )
    reasons = [
        *inquiry.party_reason(),
        Reason("suspension", inquiry.clause.article, claim.when.day, None, text, source),
        *objections(inquiry.dossier),
    ]
    today = inquiry.clause.reckon(inquiry.question.as_of, inquiry.facts)
    if today.obstacle is not None:
        text = f"A notice of withdrawal would change nothing for now: {today.obstacle.text}"
        article = inquiry.article_at(len(today.steps))
        reasons.append(Reason("waits-for", article, None, None, text, inquiry.source))
    return inquiry.make(
        "disputed", because=tuple(reasons), assumptions=_conflicts_on_record(inquiry)
    )


def _conflicts_on_record(inquiry: Inquiry) -> tuple[str, ...]:
    """Return the armed conflicts on record that the answer rests on, each with its source."""
    return tuple(
        f"An armed conflict: {each.text} ({each.source})."
        for each in inquiry.dossier.conflicts
        if each.span in inquiry.facts.conflicts
    )


def aftermath(inquiry: Inquiry, effect: date, row: Withdrawal | None) -> tuple[Reason, ...]:
    """Return what survives the exit, what it carries along, and whether the State came back."""
    reasons = []
    until = inquiry.clause.protected_until(effect)
    if until is not None or inquiry.clause.survival_text:
        words = inquiry.clause.survival_text or "obligations go on"
        text = f"Until {until}: {words}." if until else f"Survives: {words}."
        reasons.append(
            Reason("survives", inquiry.clause.article, effect, until, text, inquiry.source)
        )
    back = row.known("rejoined_on") if row is not None else None
    if row is not None and back is not None:
        text = f"It consented to be bound again on {back}."
        reasons.append(Reason("rejoined", None, effect, back.day, text, row.source))
    return tuple(reasons)
