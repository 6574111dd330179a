"""An inquiry: one question with its dossier, and what every answer to it is made of."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from withdrawal.case.answer import Answer
from withdrawal.case.answering.about import about_the_state, about_the_treaty
from withdrawal.case.answering.disputes import contradicting_claims
from withdrawal.case.answering.rare_shapes import manner_of, told
from withdrawal.case.answering.so_far import standing_of, summary_of
from withdrawal.case.answering.told import told_besides
from withdrawal.case.answering.unread import unread
from withdrawal.case.asking.dossier import bound_since
from withdrawal.case.asking.given import unused_days
from withdrawal.case.findings import (
    Ambiguity,
    Disagreement,
    MembershipTold,
    Notice,
    Reason,
    StandingSummary,
    Status,
)
from withdrawal.case.wording.additions import TEXTS
from withdrawal.case.wording.sentence import state_with_article
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import OWN_CLAUSE
from withdrawal.record.kinds import weakest

if TYPE_CHECKING:
    from withdrawal.case.asking.dossier import Dossier
    from withdrawal.case.asking.question import Question
    from withdrawal.case.standing import Standing
    from withdrawal.dates import PartialDate
    from withdrawal.law.clause.reckoning import Reckoning
    from withdrawal.record.history import Withdrawal
    from withdrawal.record.parties import Bond, Membership

__all__ = ["Inquiry"]

_BINDS_NOT = ("not-a-party", "ended", "not-in-force")
"""The statuses in which the treaty does not bind the State."""

_NOT_GIVEN = ("not-notified", "announced", "suspended")
"""The statuses in which a notice may still be given."""


class Inquiry:
    """One question on its way to an answer.

    Attributes:
        question: the question.
        dossier: what was known by the day it is asked for.
        chosen: the notice on record it is about, if any.
        bond: the State's bond that it is about.
        since: when the treaty came into force for the State, as far as known.
        facts: the circumstances for the clause.
        clause: the treaty's clause.
        way: the alternative way out that is taken, if one is.
        source: where the clause stands.
        party: the State's name as it begins a sentence.
    """

    def __init__(self, question: Question, dossier: Dossier, chosen: Withdrawal | None) -> None:
        self.question = question
        self.dossier = dossier
        self.chosen = chosen
        self.bond = dossier.bond_of(question, chosen)
        self.since = dossier.in_force(question, chosen)
        self.facts = dossier.circumstances(question, chosen)
        self.clause = question.treaty.clause
        self.way = next((x for x in self.clause.alternatives if x.id == self.facts.way_out), None)
        own = self.way.source if self.way is not None else None
        self.source = own or "; ".join(question.treaty.sources[:1]) or None
        name = state_with_article(question.party.name)
        self.party = name[0].upper() + name[1:]

    @property
    def has_clause(self) -> bool:
        """Whether the treaty can be left by a rule that counts to a day."""
        return self.clause.exit == "allowed" or self.facts.way_out is not None

    def claims(self, effect: date | None) -> tuple[Disagreement, ...]:
        """Return the claims on record that start the clock elsewhere than the treaty does."""
        return contradicting_claims(self.question, self.dossier, effect)

    def moment(self) -> date:
        """Return the day the State's bond is tested: of receipt, else the day asked for."""
        given = self.question.received
        if given is not None and given.latest is not None:
            return given.latest
        recorded = self.chosen.given if self.chosen else None
        return recorded or self.question.as_of

    @cached_property
    def membership(self) -> Membership:
        """Whether the State is a party: on the day of a supposed notice, else the day asked for.

        A notice still to come is taken as one of the day asked for where nothing tells how
        things will stand.
        """
        today = self.question.as_of
        given = self.question.received
        if self.chosen is not None or given is None or given.latest is None:
            return self.dossier.roll.on(today)
        found = self.dossier.roll.on(given.latest)
        return (
            self.dossier.roll.on(min(given.latest, today)) if found.value == "not-known" else found
        )

    def party_reason(self) -> tuple[Reason, ...]:
        """Return the reason that says since when the State is a party, where known."""
        bond, since, name = self.bond, self.since, self.party
        if not self.dossier.roll.bonds or since is None:
            return ()
        if since > self.moment():
            text = f"{name} has consented to be bound; the treaty binds it from {since}."
            return (Reason("party", None, bond.consent_date, since, text, bond.source),)
        how = f" ({bond.kind} {bond.consent_date})" if bond.kind and bond.consent_date else ""
        bound = f"has been a party since {since}"
        if bond.is_over_by(self.question.as_of):
            bound = f"was a party from {since}"
        text = f"{name} {bound}{how}."
        return (Reason("party", None, bond.consent_date, since, text, bond.source),)

    def exit_of(self, bond: Bond) -> Withdrawal | None:
        """Return the record of the end of a bond; None where no record tells of it."""
        left = bond.last_left
        rows = (*self.dossier.records, *self.dossier.notices)
        known = (row for row in rows if row.is_out)
        if left is None:
            return next((row for row in known if row.latest("effect") is None), None)
        found = (row for row in known if row.latest("effect") == left)
        return next(found, None)

    def source_of_exit(self, bond: Bond) -> str | None:
        """Return where the end of a bond is recorded; None where no record tells of it."""
        row = self.exit_of(bond)
        return None if row is None else row.reference or row.source

    def notice_reason(self, day: date) -> tuple[Reason, ...]:
        """Return the reason that says who is told, where the clause says so."""
        if not self.clause.recipients:
            return ()
        reasons = ", with a full statement of reasons" if self.clause.needs_reasons else ""
        text = f"Notice goes to: {', '.join(self.clause.recipients)}{reasons}."
        source = self.source
        if self.chosen is not None:
            source = self.chosen.reference or self.chosen.source or source
        return (Reason("notice", self.clause.article, day, day, text, source),)

    def reasons(self, reckoning: Reckoning) -> tuple[Reason, ...]:
        """Return the clause's steps as reasons, after the way out that they follow."""
        way, article = self.way, self.clause.article
        taken: tuple[Reason, ...] = ()
        if way is not None:
            article = way.article
            taken = (
                Reason("way-out", article, None, None, f"{way.text.rstrip('.')}.", self.source),
            )
        return taken + tuple(
            Reason(each.rule, each.article or article, each.start, each.end, each.text, self.source)
            for each in reckoning.steps
        )

    def article_at(self, index: int) -> str | None:
        """Return the article of the operator at a place in the pipeline."""
        pipeline = self.clause.pipeline(self.facts)
        return pipeline[index].article or self.clause.article if index < len(pipeline) else None

    def ambiguities(self, day: date) -> tuple[Ambiguity, ...]:
        """Return the other defensible readings for a notice of ``day``."""
        readings = (*self.clause.readings(day, self.facts), *self.clause.rivals(day, self.facts))
        return tuple(Ambiguity(each.name, each.effect, each.text) for each in readings)

    def make(self, status: Status, **values: Any) -> Answer:
        """Return the answer with what every answer has.

        Args:
            status: its status.
            values: the fields of the answer; and ``row``, the step on record that it tells of,
                ``is_by_clause``, whether a day in it was counted by the clause.
        """
        question, received = self.question, values.get("received")
        row: Withdrawal | None = values.pop("row", self.chosen)
        sure, rests_on = self._confidence(status, row, values.pop("is_by_clause", True))
        day_told = values.get("effect") or values.get("earliest")
        assumptions = (*values.pop("assumptions", ()), *self._shared_assumptions(status, day_told))
        reasons = values.pop("because", ())
        because = (*reasons, *told(self, status, values), *told_besides(self.dossier, row))
        return Answer(
            treaty=question.treaty.id,
            party=question.party.id,
            status=status,
            as_of=question.as_of,
            basis=self._basis(received, row),
            because=because,
            assumptions=tuple(dict.fromkeys(assumptions)),
            standing=self._summary(status, values.get("effect")),
            rejoined=self._rejoined(status),
            membership=self.membership_told(),
            confidence=sure,
            rests_on=rests_on,
            kind=None if row is None else row.kind,
            is_bound_on_effect=self.clause.is_bound_on_effect,
            notices=self._other_notices(),
            manner=manner_of(self, status),
            carries=self._carried() if status not in _BINDS_NOT else (),
            party_name=question.party.name,
            treaty_name=question.treaty.name,
            **values,
        )

    def _basis(
        self, received: date | None, row: Withdrawal | None
    ) -> Literal["recorded", "given", "worked-back"] | None:
        """Return how the day of receipt is known."""
        if row is None:
            return None if self.question.received is None else "given"
        if received is None:
            return None
        return "worked-back" if row.received_is_computed else "recorded"

    def membership_told(self) -> MembershipTold:
        """Return what the answer tells of the State's membership.

        Whoever asks by a clause of their own, without a treaty, takes the State for a party.
        """
        if self.question.treaty.id == OWN_CLAUSE:
            return MembershipTold("party")
        found = self.membership
        return MembershipTold(found.value, found.since, found.list_as_of, found.complete)

    def _confidence(
        self, status: Status, row: Withdrawal | None, is_by_clause: bool
    ) -> tuple[Any, str | None]:
        """Return how sure the answer is, by the weakest of what it rests on, and its source."""
        treaty, member = self.question.treaty, self.membership
        rests: list[tuple[str, str | None]] = []
        if row is not None:
            word = "disputed" if row.status == "disputed" else row.confidence
            rests.append((word, row.source))
        elif status not in _BINDS_NOT and member.value != "not-known":
            rests.append((member.confidence, member.source))
        if status == "not-a-party":
            rests = [(member.confidence, member.source)]
        elif is_by_clause or not rests:
            rests.append((treaty.confidence, self.source))
        if status == "disputed" and row is None:
            return "disputed", self.source
        word = weakest(*(each for each, _ in rests))
        return word, next(source for each, source in rests if each == word)

    @cached_property
    def standing(self) -> Standing:
        """Where the case stands in the State's procedure, worked out once and only if asked."""
        return standing_of(self.question, self.dossier)

    @property
    def is_membership_assumed(self) -> bool:
        """Whether neither a list nor a notice on record settles that the State is a party."""
        is_unknown = self.membership.value == "not-known" and self.chosen is None
        return is_unknown and not self.is_treaty_out_of_force

    @property
    def is_conflict_open(self) -> bool:
        """Whether an armed conflict goes on, as far as is known on the day asked for."""
        return any(span.end is None for span in self.facts.conflicts)

    @property
    def is_treaty_out_of_force(self) -> bool:
        """Whether the treaty binds nobody on the day in question: not yet, or no more."""
        treaty, moment = self.question.treaty, self.moment()
        is_given = self.question.received is not None or self.chosen is not None
        is_bound = self.since is not None and self.since <= moment
        is_early = treaty.in_force is not None and moment < treaty.in_force
        if is_early and not is_given and not is_bound:
            return True
        return treaty.not_in_force or treaty.is_over_by(moment)

    @property
    def is_supposition(self) -> bool:
        """Whether the asker gives facts of their own, which the record does not know."""
        asked = self.question
        is_other_day = asked.received is not None and (
            self.chosen is None or asked.received.day != self.chosen.given
        )
        own = (
            asked.conflicts, asked.named_date, asked.agreed_date, asked.extended_to,
            asked.in_force_for_party, asked.way_out, asked.event, asked.first_act,
            asked.repatriated,
        )  # fmt: skip
        return is_other_day or any(each is not None for each in own)

    def _summary(self, status: Status, effect: date | None) -> StandingSummary:
        """Return how far the case has come; an end is reached on its own day."""
        recorded = self.chosen.given if self.chosen else None
        since: PartialDate | date | None = effect if status == "effective" else None
        if status == "revoked" and self.chosen is not None:
            since = self.chosen.known("revoked_on")
        elif status == "effective" and effect is None and self.chosen is not None:
            since = self.chosen.known("effect")
        return summary_of(
            self.question,
            status,
            lambda: self.standing,
            given=self.question.received or recorded,
            since=since,
            events=self.dossier.events,
        )

    def _rejoined(self, status: Status) -> date | None:
        """Return since when the State is a party again, where it left and came back."""
        today = self.question.as_of
        present = self.dossier.bond_on(today)
        if status != "effective" or present is self.bond or present.is_over_by(today):
            return None
        since, _ = bound_since(present, self.question.treaty)
        return max(since, self.bond.left_on) if since and self.bond.left_on else since

    @property
    def is_out(self) -> bool:
        """Whether the State left while the treaty was still there to be left."""
        left, ended = self.bond.left_on, self.question.treaty.ended
        is_end_of_all = left is not None and ended is not None and left >= ended
        return self.bond.has_left and self.membership.value == "not-a-party" and not is_end_of_all

    @property
    def is_back(self) -> bool:
        """Whether the State is bound again on the day asked for, after the bond in question."""
        present = self.dossier.bond_on(self.question.as_of)
        return present is not self.bond and not present.is_over_by(self.question.as_of)

    def _shared_assumptions(self, status: Status, day_told: date | None) -> tuple[str, ...]:
        treaty = self.question.treaty
        about = about_the_state(self.question, self.membership)
        about += self.question.of_its_number
        if status in ("ended", "not-in-force"):
            return about
        about += about_the_treaty(self.question, day_told)
        if status == "no-exit":
            return (*about, *self._doubts(), *self._ways_out())
        if status == "not-a-party":
            return about
        lines = [*about, *self.dossier.assumptions(self.question, self.chosen), *self._doubts()]
        lines += unread(treaty, self.source)
        if status in ("effective", "pending", *_NOT_GIVEN):
            lines += self._unused()
            lines += self._ways_out()
        if status in ("effective", "pending", "conditional", *_NOT_GIVEN):
            lines += [f"The clause also says: {each}." for each in self.clause.conditions]
        return tuple(lines)

    def _doubts(self) -> tuple[str, ...]:
        """Return what leaves open whether the State is a party, if anything does."""
        found = self.membership
        is_shown = found.value == "party" and found.basis == "record" and self.chosen is not None
        if self.question.treaty.kind in TEXTS:
            return ()
        if not (self.is_membership_assumed or is_shown) or found.note is None:
            return ()
        return (f"On whether the State is a party: {found.note}",)

    def _unused(self) -> list[str]:
        """Return which days given by the asker the clause has no use for."""
        rules = {each.rule for each in self.clause.pipeline(self.facts)}
        given = (
            (self.question.named_date, "named-date", "the day that the notice names"),
            (self.question.agreed_date, "by-agreement", "the day agreed on"),
            (self.question.extended_to, "by-agreement", "the prolonged end"),
        )
        return [
            f"Not used: {what}, {day}. The clause does not provide for one."
            for day, rule, what in given
            if day is not None and rule not in rules
        ] + unused_days(self.question, self.clause.pipeline(self.facts))

    def _ways_out(self) -> list[str]:
        """Return the other ways out of the treaty, which the answer does not use."""
        party, used = self.question.party.id, self.facts.way_out
        others = [
            each
            for each in self.clause.alternatives
            if each.id != used and (not each.parties or party in each.parties)
        ]
        return [f"Not used: another way out. {each.text}" for each in others]

    def _other_notices(self) -> tuple[Notice, ...]:
        return tuple(
            Notice(row.given, row.effect, row.status, row.note)
            for row in self.dossier.notices
            if row is not self.chosen
        )

    def _carried(self) -> tuple[str, ...]:
        """Return the treaties that leaving this one also leaves."""
        return catalogue().carried_along(self.question.treaty.id)
