"""The dossier: everything on record about one case that was known by one day.

A question is answered from its dossier alone, so an answer as of a past day cannot use what
happened later.
"""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from withdrawal.case.given import days_in_use
from withdrawal.case.question import Question
from withdrawal.dates import Interval
from withdrawal.errors import CircumstanceError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.treaty import Treaty
from withdrawal.record.chronology import chronology
from withdrawal.record.conflicts import ArmedConflict, conflicts
from withdrawal.record.events import Event, known_by
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.parties import Bond, Membership, membership

__all__ = ["NOTICE_KINDS", "Dossier", "bound_since", "choose_notice", "dossier_of"]

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
        treaty: the treaty.
        membership: what is known of the State and the treaty.
        notices: its notices on record by then, the earliest first.
        events: the dated steps on record by then.
        conflicts: the armed conflicts on record by then.
    """

    treaty: Treaty
    membership: Membership
    notices: tuple[Withdrawal, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[ArmedConflict, ...] = ()

    def bond_on(self, day: date) -> Bond:
        """Return the bond that counts on a day: the last one begun by then, else the first."""
        begun = [each for each in self.membership.bonds if self._has_begun(each, day)]
        return begun[-1] if begun else next(iter(self.membership.bonds), Bond())

    def returned_after(self, day: date) -> date | None:
        """Return the last exit after which the State is bound again on a day; None without one."""
        bonds, bond = self.membership.bonds, self.bond_on(day)
        before = [each.left_on for each in bonds[: bonds.index(bond)]] if bond in bonds else []
        return before[-1] if before else None

    def bond_under(self, notice: Withdrawal) -> Bond:
        """Return the bond that a notice on record was to end.

        A State may leave and come back on one day, so the earlier bond is the one meant.
        """
        day = notice.given
        for bond in self.membership.bonds:
            if day is None or bond.left_on is None or day <= bond.left_on:
                return bond
        return self.membership.latest

    def bond_of(self, question: Question, chosen: Withdrawal | None) -> Bond:
        """Return the bond a question is about: on the day of its notice, else the day asked for."""
        if chosen is not None:
            return self.bond_under(chosen)
        given = question.received.latest if question.received else None
        return self.bond_on(given or question.as_of)

    def _has_begun(self, bond: Bond, day: date) -> bool:
        since, _ = bound_since(bond, self.treaty)
        return since is None or since <= day

    def in_force(self, question: Question, chosen: Withdrawal | None) -> date | None:
        """Return when the treaty came into force for the State: as given, else as on record."""
        on_record = chosen.in_force_for_party if chosen else None
        given = question.in_force_for_party or on_record
        return given or bound_since(self.bond_of(question, chosen), self.treaty)[0]

    def assumptions(self, question: Question, chosen: Withdrawal | None) -> tuple[str, ...]:
        """Return what was taken for granted about the State's bond."""
        bond = self.bond_of(question, chosen)
        since, is_exact = bound_since(bond, self.treaty)
        lines = []
        if not question.in_force_for_party and since is not None and not is_exact:
            lines.append(
                f"That the treaty has been in force for {question.party.name} since {since}, the "
                "day of its consent or of the treaty's entry into force; the exact day is not "
                "recorded here."
            )
        if since is None and bond.left_on is not None and bond is not self.membership.latest:
            lines.append(
                "That it was a party before it left and came back; since when is not recorded here."
            )
        return tuple(lines)

    @property
    def doubt(self) -> tuple[str, ...]:
        """What leaves open whether the State is a party, in a sentence, if anything does."""
        bond = self.membership
        is_open = bond.is_assumed and bond.note
        return (f"On whether the State is a party: {bond.note}",) if is_open else ()

    def circumstances(self, question: Question, chosen: Withdrawal | None) -> Circumstances:
        """Return the circumstances for the clause: what the asker gives, else what is on record."""
        anchors = {}
        in_force = self.in_force(question, chosen)
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
                **days_in_use(question, chosen),
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


def bound_since(bond: Bond, treaty: Treaty) -> tuple[date | None, bool]:
    """Return when a treaty came into force for a State, and whether that day is exact.

    Where neither the record nor the treaty's own rule tells, it is the later of the State's
    consent and the treaty's entry into force.
    """
    if bond.in_force_for_party is not None or bond.consent_date is None:
        return bond.in_force_for_party, True
    by_rule = treaty.in_force_for(bond.consent_date)
    if by_rule is not None:
        return by_rule, True
    return max(bond.consent_date, treaty.in_force or bond.consent_date), False


def dossier_of(question: Question) -> Dossier:
    """Return the dossier of a question from the packaged record."""
    party, treaty, as_of = question.party.id, question.treaty, question.as_of
    return Dossier(
        treaty=treaty,
        membership=membership(treaty.id, party).known_by(as_of),
        notices=tuple(_known_notices(treaty.id, party, as_of)),
        events=tuple(known_by(chronology(party, treaty.id), as_of)),
        conflicts=conflicts(party, as_of=as_of),
    )


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
    what = f"No notice of {question.party.name} to leave {question.treaty.name} is on record"
    if not on_record:
        raise CircumstanceError(f"{what}, of {question.notice} or of any other day.")
    raise CircumstanceError(
        f"{what} for {question.notice}: expected {' or '.join(on_record)}.", suggestions=on_record
    )
