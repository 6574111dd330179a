"""An inquiry: one question with its dossier, and what every answer to it is made of."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from withdrawal.case.answer import Ambiguity, Answer, Notice, Progress, Reason, Status
from withdrawal.case.dossier import bound_since
from withdrawal.case.progress import progress_of, standing_of
from withdrawal.case.sentence import state_with_article
from withdrawal.law.catalogue import catalogue
from withdrawal.record.history import history

if TYPE_CHECKING:
    from withdrawal.case.dossier import Dossier
    from withdrawal.case.question import Question
    from withdrawal.case.standing import Standing
    from withdrawal.law.clause import Reckoning
    from withdrawal.record.history import Withdrawal
    from withdrawal.record.parties import Bond

__all__ = ["Inquiry"]


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
        self.way = next((x for x in self.clause.alternatives if x.id == self.facts.route), None)
        own = self.way.source if self.way is not None else None
        self.source = own or "; ".join(question.treaty.sources[:1]) or None
        name = state_with_article(question.party.name)
        self.party = name[0].upper() + name[1:]

    def moment(self) -> date:
        """Return the day the State's bond is tested: of receipt, else the day asked for."""
        given = self.question.received
        if given is not None and given.latest is not None:
            return given.latest
        recorded = self.chosen.given if self.chosen else None
        return recorded or self.question.as_of

    def party_reason(self) -> tuple[Reason, ...]:
        """Return the reason that says since when the State is a party, where known."""
        bond, since = self.bond, self.since
        if self.dossier.membership.status != "party" or since is None or since > self.moment():
            return ()
        name = self.party
        how = f" ({bond.kind} {bond.consent_date})" if bond.kind and bond.consent_date else ""
        text = f"{name} has been a party since {since}{how}."
        return (Reason("party", None, bond.consent_date, since, text, bond.source),)

    def source_of_exit(self, bond: Bond) -> str | None:
        """Return where the end of a bond is recorded; None where no record tells of it."""
        rows = history(self.question.treaty.id, self.question.party.id)
        found = (row for row in rows if bond.left_on is not None and row.effect == bond.left_on)
        return next((row.reference or row.source for row in found), None)

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
            taken = (Reason("route", article, None, None, f"{way.text.rstrip('.')}.", self.source),)
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
        return tuple(
            Ambiguity(each.name, each.effect, each.text)
            for each in self.clause.readings(day, self.facts)
        )

    def make(self, status: Status, **values: Any) -> Answer:
        """Return the answer with what every answer has."""
        question, received = self.question, values.get("received")
        assumptions = (*values.pop("assumptions", ()), *self._shared_assumptions(status))
        return Answer(
            treaty=question.treaty.id,
            party=question.party.id,
            status=status,
            as_of=question.as_of,
            source=None if received is None else ("recorded" if self.chosen else "given"),
            assumptions=tuple(dict.fromkeys(assumptions)),
            progress=self._progress(status, values.get("effect")),
            rejoined=self._rejoined(status),
            is_membership_known=not self.is_membership_assumed,
            is_bound_on_effect=self.clause.is_bound_on_effect,
            notices=self._other_notices(),
            carries=self._carried() if status != "not-a-party" else (),
            party_name=question.party.name,
            treaty_name=question.treaty.name,
            **values,
        )

    @cached_property
    def standing(self) -> Standing:
        """Where the case stands in the State's procedure, worked out once and only if asked."""
        return standing_of(self.question, self.dossier)

    @property
    def is_membership_assumed(self) -> bool:
        """Whether neither a list nor a notice on record settles that the State is a party."""
        is_unknown = self.dossier.membership.status == "unknown" and self.chosen is None
        return is_unknown and not self.is_treaty_out_of_force

    @property
    def is_conflict_open(self) -> bool:
        """Whether an armed conflict goes on, as far as is known on the day asked for."""
        return any(span.end is None for span in self.facts.conflicts)

    @property
    def is_treaty_out_of_force(self) -> bool:
        """Whether the treaty binds nobody on the day in question: not yet, or no more."""
        treaty = self.question.treaty
        return treaty.not_in_force or (treaty.ended is not None and treaty.ended <= self.moment())

    def _progress(self, status: Status, effect: date | None) -> Progress:
        """Return how far the case has come; an end is reached on its own day."""
        recorded = self.chosen.given if self.chosen else None
        since = effect if status == "effective" else None
        if status == "revoked" and self.chosen is not None:
            since = self.chosen.revoked_on
        return progress_of(
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

    def _shared_assumptions(self, status: Status) -> tuple[str, ...]:
        note, treaty = self.question.party.note, self.question.treaty
        about: tuple[str, ...] = (note,) if note else ()
        if status == "not-a-party" and self.is_treaty_out_of_force:
            return about
        if treaty.status is not None and (treaty.ended or date.min) <= self.question.as_of:
            about += (f"On record of the treaty itself: {treaty.status}.",)
        if status == "no-exit":
            return (*about, *self._doubts(), *self._ways_out())
        if status == "not-a-party":
            return (*about, *self.dossier.doubt)
        lines = [*about, *self.dossier.assumptions(self.question, self.chosen), *self._doubts()]
        if status in ("effective", "pending", "not-notified"):
            lines += self._unused()
            lines += self._ways_out()
        if status in ("effective", "pending", "conditional", "not-notified"):
            lines += [f"The clause also says: {each}." for each in self.clause.conditions]
        return tuple(lines)

    def _doubts(self) -> tuple[str, ...]:
        """Return what leaves open whether the State is a party, if anything does."""
        if self.dossier.doubt or not self.is_membership_assumed:
            return self.dossier.doubt
        return ("On whether the State is a party: that is not on record here.",)

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
        ]

    def _ways_out(self) -> list[str]:
        """Return the other ways out of the treaty, which the answer does not use."""
        party, used = self.question.party.id, self.facts.route
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
