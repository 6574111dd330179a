"""What the record itself settles: an exit on its day, an announcement, a suspension.

And States with nothing to leave: never a party, not yet or no longer; treaties that bind nobody.

A recorded day of effect is a fact. Where the clause leads to another day, that is told beside it
as a disagreement.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve

from withdrawal.case.answering.disputes import contradicting_claims
from withdrawal.case.answering.outcome import Outcome
from withdrawal.case.answering.outcomes import aftermath, not_notified
from withdrawal.case.answering.reasons import (
    exit_of,
    manner_of,
    name_of,
    notice_reason,
    party_reason,
    readings,
    reasons,
    source_of,
)
from withdrawal.case.asking.matter import Matter
from withdrawal.case.findings import Disagreement, Reason, StandingSummary
from withdrawal.errors import CircumstanceError
from withdrawal.law.clause.reckoning import Reckoning
from withdrawal.letters import lower_first, spelt_out, upper_first
from withdrawal.record.history import Withdrawal
from withdrawal.record.kinds import RecordKind
from withdrawal.record.parties import Bond


def is_recorded(matter: Matter, row: Withdrawal) -> bool:
    """Return whether the record settles when a notice takes effect, and nothing else was asked."""
    ended, effect = matter.treaty.ended, row.latest("effect")
    is_overtaken = ended and effect and ended < effect and ended <= matter.as_of
    if not row.is_out or matter.is_supposition or is_overtaken:
        return False
    return row.known("effect") is not None or row.given is None or not matter.is_open


def on_record(matter: Matter, row: Withdrawal) -> Outcome:
    """Return the answer for an exit of which the record tells the effect."""
    given = row.given if row.kind.is_notice else None
    reckoning = matter.clause.reckon(given, matter.facts) if given and matter.is_open else None
    by_clause = reckoning.effect if reckoning else None
    effect = _effect(row, by_clause)
    known = row.known("effect")
    first, last = (known.earliest, known.latest) if known else (None, None)
    is_over = (effect or last or date.min) <= matter.as_of
    agrees = by_clause is not None and by_clause == effect
    notice = notice_reason(matter, given) if given else ()
    steps = reasons(matter, reckoning) if reckoning and agrees else ()
    survives = () if row.kind.undoes_consent else aftermath(matter, effect, row)
    others = readings(matter.clause, matter.facts, given) if given and agrees else ()
    return Outcome(matter, status="effective" if is_over else "pending",
        row=row,
        is_by_clause=False,
        effect=effect,
        earliest=None if effect else first,
        latest=None if effect else last,
        received=given,
        because=(*party_reason(matter), *notice, *steps, _fact(matter, row, effect), *survives),
        assumptions=reckoning.assumptions if reckoning and agrees else (),
        protected_until=None if not effect or row.kind.undoes_consent
        else matter.clause.protected_until(effect),
        manner=evolve(manner_of(matter, "effective"), is_back_disputed=row.rejoined_is_disputed),
        standing=StandingSummary() if row.kind.undoes_consent else None,
        ambiguities=tuple(each for each in others if each.effect != effect),
        disagreements=(
            *_disagreement(row, effect, reckoning),
            *contradicting_claims(matter, effect),
        ),
    )  # fmt: skip


def _effect(row: Withdrawal, by_clause: date | None) -> date | None:
    """Return the day of effect: as recorded, where that is one day; else as the clause fills it."""
    known = row.known("effect")
    if known is None or known.is_exact:
        return known.day if known else None
    return by_clause if by_clause is not None and known.contains(by_clause) else None


def _fact(matter: Matter, row: Withdrawal, effect: date | None) -> Reason:
    known = row.known("effect")
    day = known.placed if known else "on a day that is not known"
    if effect is not None:
        day = f"on {effect}"
    computed = ", a day worked out from the clause" if row.effect_is_computed else ""
    text = _without_notice(matter, row, day) or f"By the record, in effect {day}{computed}."
    return Reason("recorded", None, row.given, effect, text, source_of(row))


def _without_notice(matter: Matter, row: Withdrawal, day: str) -> str | None:
    """Return how a State ceased to be a party otherwise than by its notice; None where by it."""
    if row.kind is RecordKind.OVERTAKEN:
        return f"{name_of(matter)} ceased to be a party {day}, otherwise than by its own notice."
    if row.kind.is_notice:
        return None
    what = (
        "took back its consent to be bound" if row.kind.undoes_consent else "ceased to be a party"
    )
    return f"{name_of(matter)} {what} {day}: {row.kind.meaning}."


def _disagreement(
    row: Withdrawal, effect: date | None, reckoning: Reckoning | None
) -> tuple[Disagreement, ...]:
    """Return that the clause leads to another day than the record has, where it does."""
    known = row.known("effect")
    if reckoning is None or known is None or reckoning.effect == effect:
        return ()
    if reckoning.effect is not None and effect is None and known.contains(reckoning.effect):
        return ()
    other = f"on {reckoning.effect}"
    if reckoning.effect is None:
        why = reckoning.obstacle.text.rstrip(".") if reckoning.obstacle else "no day"
        other = f"on no day: {lower_first(why)}"
    return (
        Disagreement(
            claim=f"By the clause a notice of {row.given} takes effect {other}.",
            source="the treaty's clause, counted here",
            effect=reckoning.effect,
            text=f"The record gives {effect or known} as the day of effect, and that is what "
            "counts.",
        ),
    )


def left_otherwise(matter: Matter, bond: Bond) -> Outcome:
    """Return the answer for a State that is out without a notice on record."""
    row = exit_of(matter, bond)
    if row is not None:
        return on_record(matter, row)
    day = bond.left_on or bond.left_within
    when = f"on {day}" if day else "on a day that is not known"
    note = matter.membership.note or ""
    more = "" if note in ("", f"left on {day}") else f" {upper_first(note.rstrip('.'))}."
    text = f"{name_of(matter)} ceased to be a party {when}.{more}"
    gone = Reason("party", None, bond.consent_date, bond.left_on, text, bond.source)
    within = bond.left_within
    return Outcome(
        matter,
        status="effective",
        row=matter.notice,
        effect=bond.left_on,
        earliest=within.earliest if within else None,
        latest=within.latest if within else None,
        because=(gone,),
    )


def announcement(matter: Matter) -> Withdrawal | None:
    """Return the announcement that still stands and that no notice has followed."""
    said = [
        row
        for row in matter.dossier.records
        if row.kind is RecordKind.ANNOUNCED and row.status == "announced"
    ]
    return _standing(matter, said)


def suspension(matter: Matter) -> Withdrawal | None:
    """Return the suspension on record that still lasts."""
    steps = [
        row
        for row in matter.dossier.records
        if row.kind in (RecordKind.SUSPENSION, RecordKind.END_OF_SUSPENSION)
        and row.status == "effective"
        and (row.latest("effect") or date.min) <= matter.as_of
    ]
    last = steps[-1] if steps else None
    lasts = last is not None and last.kind is RecordKind.SUSPENSION
    return _standing(matter, steps[-1:] if lasts else [])


def _standing(matter: Matter, rows: list[Withdrawal]) -> Withdrawal | None:
    """Return the last of some steps, unless a notice followed it or the asker gives one."""
    if not rows or matter.question.received is not None or matter.question.notice is not None:
        return None
    said, chosen = rows[-1].known_from, matter.notice
    if chosen is None:
        return rows[-1]
    is_over = chosen.status == "revoked" or matter.is_back
    last = chosen.given or chosen.latest("effect")
    return rows[-1] if is_over and said and last and last < said else None


def announced(matter: Matter, row: Withdrawal) -> Outcome:
    """Return the answer where a State has said that it will leave and has given no notice."""
    day = row.known("announced")
    by = f" ({spelt_out(row.by)})" if row.by else ""
    text = f"{name_of(matter)} announced on {day} that it will leave{by}; that starts no clock."
    first = day.day if day else None
    said = Reason("announced", None, first, None, text, source_of(row))
    return not_notified(matter, "announced", row=row, said=said, announced=first)


def suspended_on_record(matter: Matter, row: Withdrawal) -> Outcome:
    """Return the answer where a State has suspended the treaty and has given no notice."""
    since = row.known("effect") or row.known("received") or row.known("announced")
    text = (
        f"{name_of(matter)} has suspended the operation of the treaty since {since}; it remains a "
        "party, and that is no notice of withdrawal."
    )
    start = since.day if since else None
    said = Reason("suspension", None, row.given, start, text, source_of(row))
    return not_notified(matter, "suspended", row=row, said=said)


def why_not_a_party(matter: Matter) -> Reason | None:
    """Return why there is nothing to leave; CircumstanceError for a notice before it joined."""
    found, bond = matter.membership, matter.bond
    if matter.notice is not None:
        return None
    text = _not_yet_bound(matter)
    if text is None and found.value != "not-a-party":
        return None
    gone = exit_of(matter, bond) if bond.has_left else None
    if text is None and gone is not None and (bond.left_on or bond.left_within):
        text = _without_notice(matter, gone, _when_left(matter).strip())
    if text is None and bond.has_left:
        text = f"{name_of(matter)} left{_when_left(matter)}."
    if text is None:
        note = "" if found.note is None else f" {upper_first(found.note.rstrip('.'))}."
        text = f"{name_of(matter)} is not among the parties.{note}"
    source = None if gone is None else source_of(gone)
    return Reason(
        "party", None, bond.consent_date, bond.left_on, text, source or bond.source or found.source
    )


def _when_left(matter: Matter) -> str:
    if matter.bond.left_on is not None:
        return f" on {matter.bond.left_on}"
    within = matter.bond.left_within
    return f" {within.placed}" if within else "; on what day is not known"


def _not_yet_bound(matter: Matter) -> str | None:
    """Return that the State was bound only later, where the record or the asker says so."""
    given, value = matter.question.received, matter.membership.value
    is_unbound = given is None or value == "not-a-party"
    since = matter.since if is_unbound else matter.first_bound
    if since is None or matter.moment >= since or (given is None and value == "party"):
        return None
    if given is not None:
        raise CircumstanceError(
            f"The notice of {given} came before the treaty was in force for "
            f"{matter.question.party.name}, on {since}: expected a later notice."
        )
    return f"{name_of(matter)} has been bound since {since} only."


def out_of_force(matter: Matter) -> Outcome:
    """Return the answer for a treaty that binds no one: not yet, or no more."""
    treaty = matter.treaty
    is_over = treaty.is_over_by(matter.moment)
    return Outcome(
        matter,
        status="ended" if is_over else "not-in-force",
        row=matter.notice,
        because=(out_of_force_reason(matter),),
        ended_on=treaty.ended if is_over else None,
        successors=treaty.replaced_by if is_over else (),
    )


def out_of_force_reason(matter: Matter) -> Reason:
    """Return why nobody can leave: the treaty itself binds no one, or no one any more."""
    treaty = matter.treaty
    if not treaty.is_over_by(matter.moment):
        text = "The treaty has not entered into force, so it binds nobody yet."
        if treaty.provisionally_applied is not None:
            text = (
                "The treaty has not entered into force; it has been applied provisionally since "
                f"{treaty.provisionally_applied}."
            )
        if treaty.in_force is not None:
            text = f"The treaty entered into force on {treaty.in_force} only."
        return Reason("treaty", None, None, treaty.in_force, text, matter.source)
    span = treaty.ended_range
    when = f"between {span.start} and {span.end}" if span else f"on {treaty.ended}"
    how = treaty.ending_in_words or treaty.status
    more = f" In its place: {treaty.successor}." if treaty.successor else ""
    more += f" It still binds: {treaty.binds_still.rstrip('.')}." if treaty.binds_still else ""
    text = f"The treaty itself was over {when}{f' ({how})' if how else ''}.{more}"
    source = treaty.life_source or matter.source
    return Reason("treaty", None, treaty.in_force, treaty.ended, text, source)
