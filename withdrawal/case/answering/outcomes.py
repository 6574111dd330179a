"""The outcomes: what the answer is once a notice was received, revoked, disputed or never given.

Each function takes a `Matter` and returns an `Outcome`; `withdrawal.case.answering.when` chooses.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve

from withdrawal.case.answering.disputes import (
    approval,
    contradicting_claims,
    objections,
    silent_readings,
)
from withdrawal.case.answering.outcome import Outcome
from withdrawal.case.answering.reasons import (
    article_at,
    doubt,
    manner_of,
    notice_reason,
    party_reason,
    readings,
    reasons,
    source_of,
)
from withdrawal.case.answering.so_far import standing_of
from withdrawal.case.asking.matter import Matter
from withdrawal.case.findings import Ambiguity, Disagreement, Reason, Status
from withdrawal.case.wording.sentence import with_article
from withdrawal.errors import DateRangeError
from withdrawal.law.clause.clause import NO_WAY_OUT
from withdrawal.law.clause.operators import anchor_in_words
from withdrawal.letters import spelt_out, upper_first
from withdrawal.record.events import Event
from withdrawal.record.history import Withdrawal


def notified(matter: Matter) -> Outcome:
    """Return the answer for a notice received, on a day known or known in part."""
    received = matter.question.received
    if received is not None and not received.is_exact:
        from withdrawal.case.answering.in_part import received_in_part

        return received_in_part(matter, received, notified)
    day = matter.moment
    effect = matter.clause.effect(day, matter.facts)
    if effect is None:
        return _blocked(matter, day)
    return Outcome.later(
        _LATER,
        matter,
        effect,
        matter=matter,
        status="effective" if effect <= matter.as_of else "pending",
        row=matter.notice,
        effect=effect,
        received=day,
        protected_until=matter.clause.protected_until(effect),
    )


def _why(matter: Matter) -> tuple[Reason, ...]:
    """Return the reasons of a notice, as far as its clause leads."""
    steps = reasons(matter, matter.reckoning)
    return (*party_reason(matter), *notice_reason(matter, matter.moment), *steps)


def _assumptions(matter: Matter, _effect: date) -> tuple[str, ...]:
    received, day = matter.question.received, matter.moment
    ahead = f"That the notice is received on {day}, a day still to come."
    return (
        *((ahead,) if day > matter.as_of else ()),
        *(doubt(received) if received else ()),
        *matter.reckoning.assumptions,
    )


_LATER = {
    "because": lambda matter, effect: (*_why(matter), *aftermath(matter, effect, matter.notice)),
    "assumptions": _assumptions,
    "ambiguities": lambda matter, _: readings(matter.clause, matter.facts, matter.moment),
    "disagreements": contradicting_claims,
}
"""What of a notice that leads to a day is worked out only when it is read."""


def _blocked(matter: Matter, day: date) -> Outcome:
    """Return the answer where an operator found no next day."""
    reckoning = matter.reckoning
    obstacle = reckoning.obstacle
    assert obstacle is not None
    status: Status = "no-effect" if obstacle.status == "no-effect" else "conditional"
    earliest = obstacle.since
    if earliest is not None and any(each.end is None for each in matter.facts.conflicts):
        earliest = max(earliest, matter.as_of)
    if obstacle.next_notice is not None:
        possible = matter.clause.earliest_effect(obstacle.next_notice, matter.facts)
        earliest = possible[1] if possible else None
    stop = Reason(
        "obstacle", article_at(matter, len(reckoning.steps)), day, earliest, obstacle.text,
        matter.source,
    )  # fmt: skip
    is_unknown = obstacle.status == "unknown" and obstacle.needs is not None
    missing = anchor_in_words(obstacle.needs or "") if is_unknown else None
    return Outcome(
        matter,
        status=status,
        row=matter.notice,
        manner=evolve(manner_of(matter, status), missing=missing),
        received=day,
        earliest=earliest,
        because=(*_why(matter), stop),
        assumptions=(*reckoning.assumptions, *_conflicts_on_record(matter)),
        disagreements=contradicting_claims(matter, None),
    )


def not_notified(
    matter: Matter,
    status: Status = "not-notified",
    *,
    row: Withdrawal | None = None,
    said: Reason | None = None,
    announced: date | None = None,
) -> Outcome:
    """Return the answer where no notice has been given: no clock runs.

    Args:
        status: ``not-notified``, ``announced`` or ``suspended``.
        row: the step on record that the answer tells of.
        said: the reason that tells it.
        announced: the day on which the State said that it will leave.
    """
    voted = approval(matter.question, matter.dossier)
    because = [*party_reason(matter), *([said] if said else [])]
    if matter.is_open:
        because.append(_no_clock(matter, voted))
        earliest, steps, assumptions = _first_possible(matter, voted)
    else:
        earliest, steps, assumptions = None, no_way_out(matter), ()
    return Outcome(
        matter,
        status=status,
        row=row,
        is_by_clause=row is None,
        earliest=earliest,
        announced=announced,
        because=(*because, *steps),
        assumptions=assumptions,
        disagreements=contradicting_claims(matter, None),
    )


def _first_possible(
    matter: Matter, voted: date | None
) -> tuple[date | None, tuple[Reason, ...], tuple[str, ...]]:
    """Return the first day on which a notice could take effect, why, and what that takes."""
    today = matter.as_of
    start = max(today, voted or today, matter.since or today)
    possible = matter.clause.earliest_effect(start, matter.facts)
    if possible is None:
        reckoning = matter.clause.foresee(start, matter.facts)
        text = reckoning.obstacle.text if reckoning.obstacle else "No notice would take effect."
        article = article_at(matter, len(reckoning.steps))
        stop = Reason("obstacle", article, start, None, text, matter.source)
        return None, (stop,), reckoning.assumptions
    notice, earliest = possible
    reckoning = matter.clause.reckon(notice, matter.facts)
    taken = (
        f"For the earliest date: that the notice is received on {notice}.",
        *_by_own_law(matter, start, notice),
        *reckoning.assumptions,
    )
    text = f"For the earliest date, suppose a notice is received on {notice}:"
    from_here = Reason("supposed", None, notice, notice, text, None)
    return earliest, (from_here, *reasons(matter, reckoning)), taken


def _by_own_law(matter: Matter, start: date, notice: date) -> tuple[str, ...]:
    """Return how much later the State's own law puts the earliest date, if it does."""
    from withdrawal.case.standing import bottleneck, unusual

    standing = standing_of(matter.question, matter.dossier)
    lines = standing.procedure.assumptions(standing.route)
    try:
        road = standing.road(start)
    except DateRangeError as error:
        return (f"Under the State's own law no notice is to be expected: {error.message}", *lines)
    usual = unusual(road)
    if not road or road[-1].earliest <= notice:
        return (*usual, *lines)
    later = matter.clause.earliest_effect(road[-1].earliest, matter.facts)
    then = f", which leads to {later[1]}" if later else ""
    slowest = bottleneck(road)
    why = f" ({spelt_out(slowest.stage)}: {slowest.because})" if slowest else ""
    first = (
        f"Under the State's own law the notice cannot be given before {road[-1].earliest}{why}"
        f"{then}; the treaty does not ask for that."
    )
    return (first, *usual, *lines)


def _no_clock(matter: Matter, voted: date | None) -> Reason:
    start = next((op for op in matter.clause.operators if op.rule == "starts"), None)
    text = f"No notice is on record by {matter.as_of}, and no clock runs without one."
    if voted is not None:
        text = (
            f"Parliament's approval on {voted} starts no clock; only the notice does, and "
            f"none is on record by {matter.as_of}."
        )
    article = (start.article if start else None) or matter.clause.article
    return Reason("starts", article, voted, None, text, matter.source)


def no_exit(matter: Matter) -> Outcome:
    """Return the answer for a treaty without a way out."""
    silent = matter.clause.exit == "silent"
    return Outcome(
        matter,
        status="no-exit",
        row=matter.notice,
        because=(*no_way_out(matter), *party_reason(matter)),
        assumptions=(_AS_CUSTOM,) if silent else (),
        ambiguities=silent_readings(matter, matter.given),
    )


def no_way_out(matter: Matter) -> tuple[Reason, ...]:
    """Return why the treaty has no way out, as far as it itself tells."""
    silent = matter.clause.exit == "silent"
    text = NO_WAY_OUT["silent" if silent else "barred"]
    law = "Vienna Convention on the Law of Treaties, art. 56" if silent else matter.clause.article
    authorities = (
        Reason("authority", None, None, None, each, None) for each in matter.clause.authorities
    )
    first = Reason("no-exit", law, None, None, text, matter.source)
    return (first, *authorities, *_with_parent(matter))


_AS_CUSTOM = (
    "That art. 56 of the Vienna Convention applies: as treaty law it binds only its own parties, "
    "for treaties concluded after 27 January 1980 (art. 4); otherwise as custom, of which the "
    "twelve months' notice is contested. With the consent of all parties a State may always leave "
    "(art. 54(b))."
)


def _with_parent(matter: Matter) -> tuple[Reason, ...]:
    """Return that leaving another treaty also leaves this one, where it does."""
    parent = matter.treaty.parent
    if parent is None or not parent.exit_carries:
        return ()
    name = with_article(matter.question.known.treaty(parent.treaty).name)
    text = f"Leaving {name} also leaves this treaty."
    return (Reason("parent", parent.article, None, None, text, matter.source),)


def revoked(matter: Matter, chosen: Withdrawal) -> Outcome:
    """Return the answer for a notice that was taken back before it took effect."""
    given = chosen.given
    would = matter.clause.effect(given, matter.facts) if given else chosen.effect
    taken_back = chosen.known("revoked_on")
    text = f"The notice of {chosen.known('received') or given} was taken back"
    text += f" {taken_back.placed}" if taken_back else ""
    if would is not None:
        is_late = taken_back and taken_back.earliest and taken_back.earliest > would
        before, late = "before it took effect", "; it would have had effect"
        text += f"{late if is_late else f', {before}'} on {would}"
    text += "." if taken_back else ". On what day it was taken back is not on record."
    law = matter.clause.revocable or "Vienna Convention on the Law of Treaties, art. 68"
    why = Reason("revoked", law, given, chosen.revoked_on, text, source_of(chosen))
    because = (*party_reason(matter), why)
    return Outcome(
        matter,
        status="revoked",
        row=chosen,
        received=given,
        because=because,
        disagreements=_too_late(chosen),
    )


def _too_late(chosen: Withdrawal) -> tuple[Disagreement, ...]:
    """Return that a notice was taken back only after its day of effect, where it was."""
    if not chosen.is_revoked_late:
        return ()
    would = chosen.known("effect")
    more = f" Of the notice it says: {chosen.note.rstrip('.')}." if chosen.note else ""
    return (
        Disagreement(
            claim=f"By its own days the notice would have taken effect {would and would.placed}, "
            "before it was taken back.",
            source=source_of(chosen) or "the record",
            effect=chosen.effect,
            text=f"The record counts it as taken back, and the State as a party all along.{more}",
        ),
    )


def as_recorded(matter: Matter, chosen: Withdrawal) -> Outcome:
    """Return a disputed or ineffective notice as the record has it."""
    text = chosen.note or f"The notice is on record as {chosen.status}."
    claimed: tuple[Ambiguity, ...] = ()
    if chosen.effect is not None and chosen.status == "disputed":
        claim = f"If the notice has any effect, the day on record for it is {chosen.effect}."
        claimed = (Ambiguity("if-it-has-effect", chosen.effect, claim),)
    status: Status = "disputed" if chosen.status == "disputed" else "no-effect"
    reason = Reason(
        chosen.status, matter.clause.article, chosen.given, None,
        f"{upper_first(text.rstrip('.'))}.", source_of(chosen),
    )  # fmt: skip
    return Outcome(
        matter,
        status=status,
        row=chosen,
        received=chosen.given,
        because=(reason,),
        ambiguities=(*claimed, *silent_readings(matter, chosen.given)),
    )


def suspended(matter: Matter, claim: Event) -> Outcome:
    """Return the answer where the State declared a suspension the treaty does not know."""
    text = (
        f"On {claim.when} {matter.question.party.name} declared the treaty suspended; the "
        "treaty knows no suspension, and this is no notice of withdrawal."
    )
    because = [
        *party_reason(matter),
        Reason("suspension", matter.clause.article, claim.when.day, None, text, claim.address),
        *objections(matter.dossier),
    ]
    today = matter.clause.foresee(matter.as_of, matter.facts)
    if today.obstacle is not None:
        text = f"A notice of withdrawal would change nothing for now: {today.obstacle.text}"
        article = article_at(matter, len(today.steps))
        because.append(Reason("waits-for", article, None, None, text, matter.source))
    return Outcome(
        matter,
        status="disputed",
        row=matter.notice,
        because=tuple(because),
        assumptions=_conflicts_on_record(matter),
    )


def _conflicts_on_record(matter: Matter) -> tuple[str, ...]:
    """Return the armed conflicts on record that the answer rests on, each with its source."""
    return tuple(
        f"An armed conflict: {each.text} ({each.source})."
        for each in matter.dossier.conflicts
        if each.span in matter.facts.conflicts
    )


def aftermath(matter: Matter, effect: date | None, row: Withdrawal | None) -> tuple[Reason, ...]:
    """Return what survives the exit, what it carries along, and whether the State came back."""
    found = []
    until = matter.clause.protected_until(effect) if effect else None
    if until is not None or matter.clause.survival_text:
        words = matter.clause.survival_text or "obligations go on"
        text = f"Until {until}: {words}." if until else f"What survives: {words}."
        found.append(Reason("survives", matter.clause.article, effect, until, text, matter.source))
    back = row.known("rejoined_on") if row is not None else None
    if row is not None and back is not None:
        text = f"It consented to be bound again {back.placed}."
        if row.rejoined_is_disputed:
            text = f"{text[:-1]}; whether that binds it is disputed."
        found.append(Reason("rejoined", None, effect, back.day, text, row.source))
    return tuple(found)
