"""States with nothing to leave: never a party, not yet or no longer; treaties that bind nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.case.answering.outcome import Outcome
from withdrawal.case.answering.reasons import exit_of, name_of, source_of
from withdrawal.case.findings import Reason
from withdrawal.errors import CircumstanceError
from withdrawal.letters import upper_first

if TYPE_CHECKING:
    from withdrawal.case.asking.matter import Matter

__all__ = ["out_of_force", "out_of_force_reason", "why_not_a_party"]


def why_not_a_party(matter: Matter) -> Reason | None:
    """Return why there is nothing to leave, where the record settles that the State is no party.

    Raises:
        CircumstanceError: the notice given came before the State joined.
    """
    found, bond = matter.membership, matter.bond
    if matter.notice is not None:
        return None
    text = _not_yet_bound(matter)
    if text is None and found.value != "not-a-party":
        return None
    if text is None and bond.has_left:
        text = f"{name_of(matter)} left{_when_left(matter)}."
    if text is None:
        note = "" if found.note is None else f" {upper_first(found.note.rstrip('.'))}."
        text = f"{name_of(matter)} is not among the parties.{note}"
    gone = exit_of(matter, bond) if bond.has_left else None
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
    since, moment = matter.since, matter.moment
    if since is None or moment >= since:
        return None
    if matter.question.received is None and matter.membership.value == "party":
        return None
    if matter.question.received is not None:
        raise CircumstanceError(
            f"The notice of {matter.question.received} came before the treaty was in force for "
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
