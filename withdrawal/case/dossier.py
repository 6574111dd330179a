"""The dossier: everything on record about one case that was known by one day.

A question is answered from its dossier alone, so an answer as of a past day cannot use what
happened later.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from withdrawal.case.question import Question
from withdrawal.dates import Interval
from withdrawal.errors import CircumstanceError
from withdrawal.law.circumstances import Circumstances
from withdrawal.record.chronology import chronology
from withdrawal.record.conflicts import ArmedConflict, conflicts
from withdrawal.record.events import Event, known_by
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.parties import Membership, membership

__all__ = ["NOTICE_KINDS", "Dossier", "choose_notice", "dossier_of"]

NOTICE_KINDS = frozenset(
    {"withdrawal", "later-date", "extended", "overtaken", "own-terms", "disputed"}
)
"""The kinds of record that are notices of withdrawal (a suspension, say, is not)."""


_MOVED_LATER = frozenset({"extended", "overtaken"})
"""The kinds of record whose day of effect was fixed only after the notice."""


@frozen
class Dossier:
    """What was known of a case by a day.

    Attributes:
        membership: the State's bond to the treaty.
        in_force_for_party: when the treaty came into force for it, as far as known.
        notices: its notices on record by then, the earliest first.
        events: the dated steps on record by then.
        conflicts: the armed conflicts on record by then.
        assumptions: what was taken for granted in putting this together.
    """

    membership: Membership
    in_force_for_party: date | None = None
    notices: tuple[Withdrawal, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[ArmedConflict, ...] = ()
    assumptions: tuple[str, ...] = ()

    def circumstances(self, question: Question, chosen: Withdrawal | None) -> Circumstances:
        """Return the circumstances for the clause: what the asker gives, else what is on record."""
        anchors = {}
        on_record = chosen.in_force_for_party if chosen else None
        in_force = question.in_force_for_party or on_record or self.in_force_for_party
        if in_force is not None:
            anchors["in-force-for-party"] = in_force
        automatic = question.treaty.clause.route_of(question.party.id)
        route = question.route or (chosen.route if chosen else None)
        return question.treaty.facts(
            Circumstances(
                anchors=anchors,
                conflicts=self._spans(question),
                named_date=question.named_date or (chosen.named_date if chosen else None),
                agreed_date=question.agreed_date or (chosen.agreed_date if chosen else None),
                extended_to=question.extended_to or self._extended_to(chosen),
                route=route or (automatic.id if automatic else None),
            )
        )

    def _extended_to(self, chosen: Withdrawal | None) -> date | None:
        """Return the end of the last prolongation known, from the chronology or the record."""
        ends = [each.until for each in self.events if each.step == "period-extended"]
        known = [end for end in ends if end is not None]
        return max(known) if known else (chosen.extended_to if chosen else None)

    def _spans(self, question: Question) -> tuple[Interval, ...]:
        if question.conflicts is not None:
            return question.conflicts
        return tuple(each.span for each in self.conflicts)


def dossier_of(question: Question) -> Dossier:
    """Return the dossier of a question from the packaged record."""
    party, treaty, as_of = question.party.id, question.treaty, question.as_of
    bond = membership(treaty.id, party)
    in_force, assumed = _in_force(question, bond)
    if in_force is not None and as_of < in_force:
        bond, in_force, assumed = _earlier_membership(question, bond, in_force, assumed)
    return Dossier(
        membership=_as_known(bond, as_of),
        in_force_for_party=in_force,
        notices=tuple(_known_notices(treaty.id, party, as_of)),
        events=tuple(known_by(chronology(party, treaty.id), as_of)),
        conflicts=conflicts(party, as_of=as_of),
        assumptions=tuple(assumed),
    )


def _earlier_membership(
    question: Question, bond: Membership, since: date, assumed: list[str]
) -> tuple[Membership, date | None, list[str]]:
    """Return the membership that a State left before the one on record began, if there was one."""
    rows = [
        row
        for row in history(question.treaty.id, question.party.id)
        if row.kind in NOTICE_KINDS and (row.given or row.effect or since) < since
    ]
    if not rows:
        return bond, since, assumed
    known = next((row.in_force_for_party for row in rows if row.in_force_for_party), None)
    text = "That it was a party before it left and came back; since when is not recorded here."
    return evolve(bond, consent_date=None, kind=None), known, [] if known else [text]


def _in_force(question: Question, bond: Membership) -> tuple[date | None, list[str]]:
    """Return when the treaty came into force for the State, and what that takes for granted."""
    if question.in_force_for_party or bond.in_force_for_party:
        return question.in_force_for_party or bond.in_force_for_party, []
    if bond.consent_date is None:
        return None, []
    treaty = question.treaty
    by_rule = treaty.in_force_for(bond.consent_date)
    if by_rule is not None:
        return by_rule, []
    floor = max(bond.consent_date, treaty.in_force or bond.consent_date)
    assumed = (
        f"That the treaty has been in force for {question.party.name} since {floor}, the day of "
        "its consent or of the treaty's entry into force; the exact day is not recorded here."
    )
    return floor, [assumed]


def _as_known(bond: Membership, as_of: date) -> Membership:
    """Return the bond as it stood on a day: a later exit was not yet known."""
    if bond.left_on is not None and bond.left_on > as_of:
        return evolve(bond, left_on=None)
    return bond


def _known_notices(treaty: str, party: str, as_of: date) -> list[Withdrawal]:
    """Return the notices given by a day, without what became of them later."""
    known = []
    for row in history(treaty, party):
        if row.kind in NOTICE_KINDS and row.given is not None and row.given <= as_of:
            known.append(_notice_as_known(row, as_of))
    return known


def _notice_as_known(row: Withdrawal, as_of: date) -> Withdrawal:
    if row.status == "revoked" and (row.revoked_on is None or row.revoked_on > as_of):
        row = evolve(row, status="effective", revoked_on=None)
    if row.rejoined_on is not None and row.rejoined_on > as_of:
        row = evolve(row, rejoined_on=None)
    if row.kind in _MOVED_LATER and row.effect is not None and row.effect > as_of:
        row = evolve(row, effect=None, extended_to=None, agreed_date=None)
    return row


def choose_notice(question: Question, dossier: Dossier) -> Withdrawal | None:
    """Return the notice the question is about: the one named, else the latest on record.

    Raises:
        CircumstanceError: a notice is named that is not on record.
    """
    if question.notice is not None:
        return _named_notice(question, dossier)
    if question.received is not None:
        day = question.received.day
        return next((row for row in dossier.notices if row.given == day), None)
    return dossier.notices[-1] if dossier.notices else None


def _named_notice(question: Question, dossier: Dossier) -> Withdrawal:
    assert question.notice is not None
    for row in dossier.notices:
        if row.given is not None and question.notice.contains(row.given):
            return row
    on_record = [str(row.given) for row in dossier.notices]
    raise CircumstanceError(
        f"No notice of {question.party.name} to leave {question.treaty.name} is on record for "
        f"{question.notice}: expected {' or '.join(on_record) or 'none, for none is recorded'}.",
        suggestions=on_record,
    )
