"""The dossier: everything on record about one case that was known by one day.

A question is answered from its dossier alone, so an answer as of a past day cannot use what
happened later.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.case.asking.given import followed
from withdrawal.case.asking.question import Question
from withdrawal.dates import Interval
from withdrawal.errors import CircumstanceError
from withdrawal.law.circumstances import CONSENT, IN_FORCE_FOR_PARTY, Circumstances
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import Stamp, stamp
from withdrawal.record.chronology import chronology
from withdrawal.record.conflicts import ArmedConflict, conflicts
from withdrawal.record.events import Event, known_by
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.parties import Bond, Roll, bound_since, roll
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.case.standing import Standing

_NO_BOND = Bond()


@frozen(slots=False)
class Dossier:
    """What was known of a case by a day.

    Attributes:
        notices: its notices on record by then, the earliest first.
        records: the other steps on record by then: an announcement, a suspension, the end of a
            membership that took no notice.
        standing: how far a case of one's own has come; None where the events tell.
    """

    treaty: Treaty
    roll: Roll
    as_of: date
    notices: tuple[Withdrawal, ...] = ()
    records: tuple[Withdrawal, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[ArmedConflict, ...] = ()
    standing: Standing | None = None

    def bond_on(self, day: date) -> Bond:
        """Return the bond that counts on a day: the last one begun by then, else the first."""
        bonds = self.roll.bonds
        if len(bonds) < 2:
            return bonds[0] if bonds else _NO_BOND
        begun = [each for each, first in self._begins if first is None or first <= day]
        return begun[-1] if begun else bonds[0]

    def returned_after(self, day: date) -> date | None:
        """Return the last exit after which the State is bound again on a day; None without one."""
        bonds, bond = self.roll.bonds, self.bond_on(day)
        before = [each.last_left for each in bonds[: bonds.index(bond)]] if bond in bonds else []
        return before[-1] if before else None

    def bond_under(self, notice: Withdrawal) -> Bond:
        """Return the bond that a notice on record was to end.

        A State may leave and come back on one day, so the earlier bond is the one meant.
        """
        day = notice.given or notice.latest("effect")
        for bond in self.roll.bonds:
            if day is None or bond.last_left is None or day <= bond.last_left:
                return bond
        return self.roll.bonds[-1] if self.roll.bonds else Bond()

    def bond_of(self, question: Question, chosen: Withdrawal | None) -> Bond:
        """Return the bond a question is about: on the day of its notice, else of the day asked."""
        if chosen is not None:
            return self.bond_under(chosen)
        return self.bond_on(question.received_by or question.as_of)

    @cached_property
    def _begins(self) -> tuple[tuple[Bond, date | None], ...]:
        """The bonds, each with its first day as far as is known."""
        return tuple(
            (
                bond,
                self.roll.since(bond)
                or bond.shown_from
                or (bond.joined_within.latest if bond.joined_within else None),
            )
            for bond in self.roll.bonds
        )

    def in_force(self, question: Question, chosen: Withdrawal | None) -> date | None:
        """Return when the treaty came into force for the State: as given, else as on record."""
        return self._in_force(question, chosen, self.bond_of(question, chosen))

    def _in_force(self, question: Question, chosen: Withdrawal | None, bond: Bond) -> date | None:
        on_record = chosen.in_force_for_party if chosen else None
        return question.given.in_force_for_party or on_record or self.roll.since(bond)

    def assumptions(self, question: Question, chosen: Withdrawal | None) -> tuple[str, ...]:
        """Return what was taken for granted about the State's bond."""
        bond = self.bond_of(question, chosen)
        since, is_exact = bound_since(bond, self.treaty)
        lines = []
        if not question.given.in_force_for_party and since is not None and not is_exact:
            lines.append(
                f"That the treaty has been in force for {question.party.name} since {since}, the "
                "day of its consent or of the treaty's entry into force; the exact day is not "
                "recorded here."
            )
        if since is None and bond.has_left and bond is not self.roll.bonds[-1]:
            lines.append(
                "That it was a party before it left and came back; since when is not recorded here."
            )
        return tuple(lines)

    @property
    def doubt(self) -> tuple[str, ...]:
        """What leaves open whether the State is a party, in a sentence, if anything does."""
        found = self.roll.on(self.as_of)
        is_open = found.value == "not-known" or (found.value == "party" and found.basis == "record")
        return found.doubt if is_open else ()

    def circumstances(
        self, question: Question, chosen: Withdrawal | None, bond: Bond | None = None
    ) -> Circumstances:
        """Return the circumstances for the clause: what the asker gives, else what is on record."""
        own, named = question.given, question.supposed
        recorded = self._recorded(question, chosen, bond or self.bond_of(question, chosen))
        if not named:
            return recorded
        supposed = {name: getattr(own, name) for name in named}
        return evolve(recorded, **{**supposed, "anchors": {**recorded.anchors, **own.anchors}})

    def _recorded(self, question: Question, chosen: Withdrawal | None, bond: Bond) -> Circumstances:
        """Return the circumstances on record."""
        treaty = question.treaty
        automatic = treaty.clause.way_out_of(question.party.id)
        way_out = (chosen.way_out if chosen else None) or (automatic.id if automatic else None)
        leader: dict[str, date | None] = {}
        if chosen is not None and chosen.given is not None:
            leader = followed(chosen.follows, treaty.id, chosen.given)
        in_force = self._in_force(question, chosen, bond)
        own = {CONSENT: bond.consent_date, IN_FORCE_FOR_PARTY: in_force}
        of_the_state = {name: day for name, day in own.items() if day is not None}
        return Circumstances(
            anchors={**treaty.known_anchors, **of_the_state},
            conflicts=self._spans,
            named_date=chosen.named_date if chosen else None,
            agreed_date=chosen.agreed_date if chosen else None,
            extended_to=self._prolonged or (chosen.extended_to if chosen else None),
            way_out=way_out,
            **leader,
        )

    @cached_property
    def _spans(self) -> tuple[Interval, ...]:
        """The days of the armed conflicts."""
        return tuple(each.span for each in self.conflicts)

    @cached_property
    def _prolonged(self) -> date | None:
        """The end of the last prolongation in the chronology."""
        ends = [each.until for each in self.events if each.step == "period-extended"]
        return max((end for end in ends if end is not None), default=None)


def dossier_of(question: Question) -> Dossier:
    """Return the dossier of a question from the record: the same one while that does not change."""
    key = (question.party.id, question.treaty.id, question.as_of, stamp())
    kept = _KEPT.get(key)
    if kept is None or kept.treaty is not question.treaty:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()  # Another thread may do so at any time.
        kept = _KEPT[key] = _made(question.party.id, question.treaty, question.as_of)
    return kept


_KEPT: dict[tuple[str, str, date, Stamp], Dossier] = {}
_MOST_KEPT = 1024


def _made(party: str, treaty: Treaty, as_of: date) -> Dossier:
    rows = [row.as_known_on(as_of) for row in history(treaty.id, party)]
    known = [row for row in rows if row is not None]
    return Dossier(
        treaty=treaty,
        roll=roll(treaty, party, as_of=as_of),
        as_of=as_of,
        notices=tuple(row for row in known if _is_notice(row)),
        records=tuple(row for row in known if not _is_notice(row)),
        events=tuple(known_by(chronology(party, treaty.id), as_of)),
        conflicts=conflicts(party, as_of=as_of),
    )


def _is_notice(row: Withdrawal) -> bool:
    """Return whether a row tells of a notice that was given, on a day known or not."""
    is_told = row.is_out or row.status == "disputed" or row.known_given is not None
    return row.kind.is_notice and is_told


def choose_notice(question: Question, dossier: Dossier) -> Withdrawal | None:
    """Return the notice the question is about: the one named, else the latest on record.

    None where none was given, and where the State was out later without a notice.

    Raises:
        CircumstanceError: a notice is named that is not on record.
    """
    if question.notice is not None:
        return _named_notice(question, dossier)
    if question.received is not None:
        day = question.received.day
        return next((row for row in dossier.notices if day and row.given == day), None)
    if not dossier.notices:
        return None
    latest = dossier.notices[-1]
    if not latest.is_out and _is_of_no_bond(latest, dossier):
        return None
    after = latest.latest("effect") if latest.is_out else latest.given
    ends = (row.latest("effect") for row in dossier.records if row.is_out)
    later = (day for day in ends if day is not None and (after is None or after < day))
    return None if any(day <= dossier.as_of for day in later) else latest


def _is_of_no_bond(row: Withdrawal, dossier: Dossier) -> bool:
    """Return whether a step that ended nothing came before the State's consent that binds it."""
    day = row.latest("effect") or row.given
    begun = [each.joined for each in dossier.roll.bonds if each.joined]
    return day is not None and bool(begun) and min(begun) > day


def _named_notice(question: Question, dossier: Dossier) -> Withdrawal:
    assert question.notice is not None
    for row in dossier.notices:
        given = row.known_given or row.known("effect")
        if given and given.earliest and question.notice.contains(given.earliest):
            return row
    on_record = [str(row.known_given or row.known("effect")) for row in dossier.notices]
    what = f"No notice of {question.party.name} to leave {question.treaty.name} is on record"
    if not on_record:
        raise CircumstanceError(
            f"{what}, of {question.notice} or of any other day; to suppose one, give the day on "
            "which it is received (--received DAY, received)."
        )
    raise CircumstanceError(
        f"{what} for {question.notice}: expected {' or '.join(on_record)}.", suggestions=on_record
    )
