"""The matter: a question with its dossier, and all that both settle, resolved once.

Which notice it is about, which bond, since when, whether the State is a party, by which clause
and way out, under which circumstances. Answers are made of a matter; nothing asks again.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from attrs import evolve

from withdrawal.case.asking.dossier import Dossier, choose_notice
from withdrawal.case.asking.question import Question
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.openings import FirstAct
from withdrawal.law.clause.reckoning import Alternative, Reckoning
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.history import Withdrawal
from withdrawal.record.parties import Bond, Membership
from withdrawal.values import frozen


@frozen(slots=False)
class Matter:
    """What one question is about.

    Attributes:
        notice: the notice on record it is about, if any.
        since: when the treaty came into force for the State, as far as known.
        moment: the day the bond is tested: of receipt, else the day asked for.
        membership: whether the State is a party: on the day of a supposed notice, else the day
            asked for.
        way: the way out that is taken besides the clause's own, if one is.
        source: where the clause stands.
    """

    question: Question
    dossier: Dossier
    notice: Withdrawal | None
    bond: Bond
    since: date | None
    moment: date
    membership: Membership
    facts: Circumstances
    way: Alternative | None
    source: str | None

    @cached_property
    def reckoning(self) -> Reckoning:
        """Where the clause leads from the moment, step by step."""
        return self.clause.reckon(self.moment, self.facts)

    @property
    def present(self) -> Bond:
        """The bond that counts on the day asked for."""
        return self.dossier.bond_on(self.as_of)

    @property
    def treaty(self) -> Treaty:
        """The treaty."""
        return self.question.treaty

    @property
    def clause(self) -> Clause:
        """The treaty's clause."""
        return self.question.treaty.clause

    @property
    def as_of(self) -> date:
        """The day the question is asked for."""
        return self.question.as_of

    @property
    def party(self) -> str:
        """The State's ISO 3166-1 alpha-3 id."""
        return self.question.party.id

    @property
    def is_open(self) -> bool:
        """Whether the treaty can be left by a rule that counts to a day."""
        return self.clause.is_open(self.facts)

    @property
    def given(self) -> date | None:
        """The day on which the notice on record was given, if there is one."""
        return None if self.notice is None else self.notice.given

    @property
    def first_bound(self) -> date | None:
        """The first day on which the treaty can have bound the State, as far as is known."""
        return self.since or self.treaty.in_force

    @property
    def is_before_notice(self) -> bool:
        """Whether there is no notice, on record or supposed."""
        return self.notice is None and self.question.received is None

    @property
    def is_treaty_out_of_force(self) -> bool:
        """Whether the treaty binds nobody on the day in question: not yet, or no more."""
        treaty, moment = self.treaty, self.moment
        is_bound = self.since is not None and self.since <= moment
        is_early = treaty.in_force is not None and moment < treaty.in_force
        if is_early and self.is_before_notice and not is_bound:
            return True
        return treaty.not_in_force or treaty.is_over_by(moment)

    @property
    def is_supposition(self) -> bool:
        """Whether the asker gives facts of their own, which the record does not know."""
        received = self.question.received
        is_other_day = received is not None and (
            self.notice is None or received.day != self.notice.given
        )
        return is_other_day or not self.question.supposed <= _OF_ANOTHER

    @property
    def is_out(self) -> bool:
        """Whether the State left while the treaty was still there to be left."""
        left, ended = self.bond.left_on, self.treaty.ended
        is_end_of_all = left is not None and ended is not None and left >= ended
        return self.bond.has_left and self.membership.value == "not-a-party" and not is_end_of_all

    @property
    def is_back(self) -> bool:
        """Whether the State is bound again on the day asked for, after the bond in question."""
        return self.present is not self.bond and not self.present.is_over_by(self.as_of)

    @property
    def rejoined(self) -> date | None:
        """Since when the State is bound again, where it is."""
        if not self.is_back:
            return None
        since = self.dossier.roll.since(self.present)
        return max(since, self.bond.left_on) if since and self.bond.left_on else since


_OF_ANOTHER = frozenset({"leader", "leader_effect"})
"""Circumstances that another State's notice, not this one, is supposed with."""


def matter_of(question: Question, dossier: Dossier, *, is_without_notice: bool = False) -> Matter:
    """Return what a question is about, from its dossier.

    Args:
        is_without_notice: whether notices on record are left out, as for one still to come.

    Raises:
        CircumstanceError: a notice is named that is not on record.
    """
    notice = None if is_without_notice else choose_notice(question, dossier)
    treaty, bond = question.treaty, dossier.bond_of(question, notice)
    facts = dossier.circumstances(question, notice, bond)
    is_before = notice is None and question.received is None
    if is_before and treaty.clause.rule(FirstAct, facts) is not None:
        # The first of two acts is supposed to be done on the day asked for, so that the earliest
        # date is one that can still be reached.
        facts = evolve(facts, first_act=facts.first_act or question.as_of)
    ways = treaty.clause.alternatives if facts.way_out else ()
    way = next((each for each in ways if each.id == facts.way_out), None)
    own = way.source if way is not None else None
    return Matter(
        question=question,
        dossier=dossier,
        notice=notice,
        bond=bond,
        since=facts.in_force_for_party,
        moment=question.received_by or (notice.given if notice else None) or question.as_of,
        membership=_membership(question, dossier, notice),
        facts=facts,
        way=way,
        source=own or "; ".join(treaty.sources[:1]) or None,
    )


def _membership(question: Question, dossier: Dossier, notice: Withdrawal | None) -> Membership:
    """Return whether the State is a party: on the day of a supposed notice, else the day asked for.

    A notice still to come is taken as one of the day asked for where nothing tells how things
    will stand.
    """
    today, given = question.as_of, question.received_by
    if notice is not None or given is None:
        return dossier.roll.on(today)
    found = dossier.roll.on(given)
    return dossier.roll.on(min(given, today)) if found.value == "not-known" else found
