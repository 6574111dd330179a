"""States with nothing to leave: never a party, not yet, no longer, or not as far as is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.answer import Reason
from withdrawal.errors import CircumstanceError

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.inquiry import Inquiry

__all__ = ["left_otherwise", "why_not_a_party"]


def why_not_a_party(inquiry: Inquiry) -> Reason | None:
    """Return why there is nothing to leave, if so.

    Raises:
        CircumstanceError: the notice given came before the State joined.
    """
    known, bond = inquiry.dossier.membership, inquiry.bond
    moment, name = inquiry.moment(), inquiry.party
    if inquiry.chosen is None and inquiry.is_treaty_out_of_force:
        return _out_of_force(inquiry)
    text = None
    if known.status == "not-a-party":
        text = f"{name} is not among the parties."
    elif inquiry.chosen is None:
        if known.status == "unknown" and _is_missed(inquiry):
            text = f"{name} is not on the list of parties kept here."
        elif bond.is_over_by(moment):
            text = f"{name} left on {bond.left_on}."
        else:
            text = _not_yet_bound(inquiry, moment)
    if text is None:
        return None
    source = inquiry.source_of_exit(bond) or bond.source or known.source
    return Reason("party", None, bond.consent_date, bond.left_on, text, source)


def _out_of_force(inquiry: Inquiry) -> Reason:
    """Return why nobody can leave: the treaty itself binds no one, or no one any more."""
    treaty = inquiry.question.treaty
    text = "The treaty has not entered into force, so it binds nobody yet."
    if treaty.ended is not None:
        text = f"The treaty itself was over on {treaty.ended} ({treaty.status})."
    return Reason("treaty", None, treaty.in_force, treaty.ended, text, inquiry.source)


def _is_missed(inquiry: Inquiry) -> bool:
    """Return whether a list of parties is kept, and the asker says nothing of the State's bond."""
    from withdrawal.record.parties import memberships

    asked = inquiry.question
    is_said = asked.received is not None or asked.in_force_for_party is not None
    return not is_said and bool(memberships(inquiry.question.treaty.id))


def left_otherwise(inquiry: Inquiry, left_on: date) -> Answer:
    """Return the answer for a State that is out without a notice on record."""
    bond, note = inquiry.bond, inquiry.dossier.membership.note or ""
    is_said = note in ("", f"left on {left_on}")
    more = "" if is_said else f" {note[:1].upper()}{note[1:].rstrip('.')}."
    text = f"{inquiry.party} ceased to be a party on {left_on}.{more}"
    source = inquiry.source_of_exit(bond) or bond.source
    gone = Reason("party", None, bond.consent_date, left_on, text, source)
    return inquiry.make("effective", effect=left_on, because=(gone,))


def _not_yet_bound(inquiry: Inquiry, moment: date) -> str | None:
    since = inquiry.since
    if since is None or moment >= since:
        return None
    if inquiry.question.received is not None:
        raise CircumstanceError(
            f"The notice of {inquiry.question.received} came before the treaty was in force for "
            f"{inquiry.question.party.name}, on {since}: expected a later notice."
        )
    return f"{inquiry.party} has been bound since {since} only."
