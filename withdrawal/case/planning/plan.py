"""Planning backwards: to be out by a day, the latest day for the notice and for each step before.

The day of receipt is the exact inverse of the clause. The days before it follow from the legal
minimum of each stage of the State's procedure, and from its parliament's sitting days. A plan
starts from what is on record: an exit, a notice whose period runs, the steps already taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from attrs import evolve, frozen

from withdrawal.case.ahead import bottleneck
from withdrawal.case.answering.about import of_its_life
from withdrawal.case.answering.outsiders import out_of_force_reason, why_not_a_party
from withdrawal.case.answering.rare_shapes import first_notice
from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import choose_notice, dossier_of
from withdrawal.case.asking.given import Day, Given
from withdrawal.case.asking.matter import matter_of
from withdrawal.case.asking.question import Question, make_question
from withdrawal.case.findings import MembershipTold
from withdrawal.case.planning.preparation import PlannedStage, Preparation
from withdrawal.case.wording.additions import text_kind
from withdrawal.case.wording.sentence import long_date, possessive, state_with_article, with_article
from withdrawal.datafiles import table_of
from withdrawal.dates import parse_day
from withdrawal.record.knowledge import knowledge
from withdrawal.renamed import renamed_arguments

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.findings import Ambiguity, Reason
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.clause.clause import Exit
    from withdrawal.law.clause.reckoning import Reading
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["SCHEMA", "Plan", "PlannedStage", "plan"]

SCHEMA = "withdrawal/plan/1"


@frozen(repr=False)
class Plan:
    """The latest day for each step, to be out by a day.

    Attributes:
        treaty: the treaty's id.
        party: the State's id.
        out_by: the day by which the State wants to be out.
        latest_receipt: the last day of receipt whose effect is not after it; where a notice in
            time was received already, the day of that; None if impossible.
        effect_then: the day of effect of a notice received on that day, or of the exit on record.
        stages: the domestic steps, in order; empty where nothing is left to do.
        assumptions: what was taken for granted; first of all that an exit in dispute is none.
        impossible: why it cannot be done, where it cannot.
        earliest_possible: the earliest day on which the State could be out instead.
        as_of: nothing is planned before this day.
        dispute: what leaves open whether the State has left already; None where nothing does.
        membership: whether the State is a party, as far as is known.
        party_name, treaty_name: the usual names.
    """

    treaty: str
    party: str
    out_by: date
    as_of: date
    latest_receipt: date | None = None
    effect_then: date | None = None
    stages: tuple[PlannedStage, ...] = ()
    assumptions: tuple[str, ...] = ()
    impossible: str | None = None
    earliest_possible: date | None = None
    dispute: str | None = None
    membership: MembershipTold = MembershipTold()
    party_name: str = ""
    treaty_name: str = ""

    @property
    def is_if_a_party(self) -> bool:
        """Whether it holds only if the State is a party, which is not known."""
        is_unknown = self.membership.value == "not-known" and text_kind(self.treaty) is None
        return is_unknown and self.latest_receipt is not None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: the State is out, or its notice in time was received."""
        return self.impossible is None and self.effect_then is not None and not self.stages

    @property
    def sentence(self) -> str:
        """The plan in one English sentence, after another one where an exit is in dispute."""
        told = self._settled() if self.is_settled else self._still_to_do()
        return told if self.dispute is None else f"{self.dispute}. If not, {_lower(told)}"

    def _settled(self) -> str:
        assert self.effect_then is not None
        treaty, state = with_article(self.treaty_name), state_with_article(self.party_name)
        effect = long_date(self.effect_then)
        if self.effect_then <= self.as_of:
            told = f"{state} is out of {treaty} already: it left on {effect}"
        else:
            assert self.latest_receipt is not None
            told = (
                f"{possessive(state)} notice of {long_date(self.latest_receipt)}, already "
                f"received, takes effect on {effect}, so it is out of {treaty} by "
                f"{long_date(self.out_by)}"
            )
        return f"{told[0].upper()}{told[1:]}; nothing is left to do."

    def _still_to_do(self) -> str:
        goal = f"To be out of {with_article(self.treaty_name)} by {long_date(self.out_by)}"
        state = state_with_article(self.party_name)
        if self.latest_receipt is None:
            instead = ""
            if self.earliest_possible is not None:
                instead = f" The earliest possible day is {long_date(self.earliest_possible)}."
            return f"{goal} is not possible for {state}: {self.impossible}{instead}"
        assert self.effect_then is not None
        kind = text_kind(self.treaty)
        if kind is not None:
            under = "clause" if kind == "model" else "article"
            goal = (
                f"Under this {under}, {with_article(self.treaty_name)}, to be out by "
                f"{long_date(self.out_by)}"
            )
        return (
            f"{goal}, {possessive(state)} notice must be received by "
            f"{long_date(self.latest_receipt)}; effect would then be on "
            f"{long_date(self.effect_then)}"
            f"{', if it is a party, which is not known here' if self.is_if_a_party else ''}."
        )

    def to_json(self) -> dict[str, Any]:
        """Return the plan as JSON-ready data, schema ``withdrawal/plan/1``."""
        told = table_of(self, "as_of", "membership", "dispute", "party_name", "treaty_name")
        return {
            "schema": SCHEMA,
            **told,
            "as_of": self.as_of.isoformat(),
            "membership": self.membership.to_json(),
            "knowledge": knowledge().to_json(),
            "sentence": self.sentence,
        }

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return f"<Plan {self.party} leaving {self.treaty}: {self.sentence}>"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _no_way_out(way: Exit) -> str:
    """Return why nobody can leave, as the end of a sentence."""
    return {
        "barred": "the treaty does not let a party leave on its own.",
        "with-parent": "the treaty can be left only together with the one it hangs on.",
    }.get(way, "the treaty has no clause on leaving it.")


@renamed_arguments(source="catalogue")
def plan(
    party: str,
    treaty: str | Treaty,
    *,
    out_by: Day,
    route: str | None = None,
    facts: Iterable[str] = (),
    as_of: Day | None = None,
    pace: Mapping[str, int] | None = None,
    catalogue: Catalogue | None = None,
    **given: Unpack[Given],
) -> Plan:
    """Return the latest day of each step for a State to be out of a treaty by a day.

    A State that is out by then on the record, or whose notice runs out in time, has nothing left
    to do. Steps on record as taken since the last notice are not asked for again.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        out_by: the day by which the State wants to be out.
        route: the route of its procedure; default the one that applies.
        facts: words of `withdrawal.law.procedures.facts` that hold, on which that depends.
        as_of: nothing is planned before this day, default today.
        pace: by stage id, the days a stage usually takes (`withdrawal.typical_pace`); each
            stage then also says the latest day at that pace.
        catalogue: another catalogue than the packaged one.
        given: circumstances, whole or one by one, as for `withdrawal.when`.

    Raises:
        WithdrawalError: a name, a date or the route makes no sense.
    """
    question = make_question(
        party,
        treaty,
        as_of=as_of,
        catalogue=catalogue,
        **given,
    )
    preparation = Preparation(question, dossier_of(question), route, pace or {}, facts)
    return _Planning(question, parse_day(out_by), preparation).plan()


class _Planning:
    """One target on its way to a plan."""

    def __init__(self, question: Question, out_by: date, preparation: Preparation) -> None:
        self.question, self.out_by = question, out_by
        self.dossier = preparation.dossier
        self.facts: Circumstances = self.dossier.circumstances(question, None)
        self.membership = MembershipTold()
        self.preparation = preparation
        self.first = first_notice(
            question.treaty, self.facts, question.as_of, self.preparation.first_notice
        )

    def plan(self) -> Plan:
        found = answer(self.question, self.dossier)
        self.membership = found.membership
        out_since = self._out_since(found)
        if out_since is not None:
            return self._out(found, out_since)
        if found.status == "disputed" and found.received is not None:
            return self._in_dispute(found.received)
        if found.received is None or found.status != "pending" or found.effect is None:
            return self._anew()
        return self._running(found, found.received, found.effect)

    def _out_since(self, found: Answer) -> date | None:
        """Return since when the State has been out; None while it is in, or in again."""
        if found.status == "pending":
            return None
        bond = self.dossier.bond_on(self.question.as_of)
        chosen = choose_notice(self.question, self.dossier)
        if found.status == "effective" and bond == self.dossier.bond_of(self.question, chosen):
            return found.effect
        return bond.left_on

    def _out(self, found: Answer, day: date) -> Plan:
        """Return the plan of a State that is out: the target is met, or was missed."""
        if day > self.out_by:
            return self._make(impossible=f"it left on {long_date(day)} only.")
        received = found.received if found.effect == day else None
        return self._make(latest_receipt=received, effect_then=day)

    def _in_dispute(self, received: date) -> Plan:
        """Return the plan of a State that may have left already, as if it had not."""
        chosen = choose_notice(self.question, self.dossier)
        claimed = chosen.effect if chosen is not None else None
        is_ahead = claimed is not None and claimed > self.question.as_of
        verb, short = ("is leaving", "is") if is_ahead else ("has left", "has")
        state = state_with_article(self.question.party.name)
        treaty = with_article(self.question.treaty.name)
        dispute = (
            f"Whether {state} {verb} {treaty} already by its notice of {long_date(received)} is "
            "disputed"
        )
        made = self._anew()
        taken = f"{dispute}; the plan takes it that it {short} not."
        return evolve(made, dispute=dispute, assumptions=(taken, *made.assumptions))

    def _running(self, found: Answer, received: date, effect: date) -> Plan:
        """Return the plan of a State whose notice is on its way to effect."""
        if effect <= self.out_by:
            others = (f"{each.claim} {each.text}" for each in found.disagreements)
            return self._make(
                latest_receipt=received,
                effect_then=effect,
                assumptions=(*found.assumptions, *self._too_late_by(found.ambiguities), *others),
            )
        made = self._anew()
        running = f"the notice of {long_date(received)}, already received, takes effect on "
        running += long_date(effect)
        if made.impossible is None:
            instead = f"That a new notice may take effect before the one on record: {running}."
            return evolve(made, assumptions=(*made.assumptions, instead))
        new = made.earliest_possible
        other = f", and a new one on {long_date(new)} at the earliest" if new is not None else ""
        return self._make(
            impossible=f"{running}{other}.", earliest_possible=min(effect, new or effect)
        )

    def _anew(self) -> Plan:
        """Return the plan for a notice still to be given."""
        clause = self.question.treaty.clause
        if not clause.is_open(self.facts):
            return self._make(impossible=_no_way_out(clause.exit))
        matter = matter_of(self.question, self.dossier, is_without_notice=True)
        if matter.is_treaty_out_of_force:
            reason: Reason | None = out_of_force_reason(matter)
        else:
            reason = why_not_a_party(matter)
        if reason is not None:
            text = reason.text
            return self._make(impossible=_lower(text) if text.startswith("The ") else text)
        latest = clause.latest_notice(self.out_by, self.facts, not_before=self.first)
        if latest is None:
            return self._too_late()
        return self._make(
            latest_receipt=latest,
            effect_then=clause.effect(latest, self.facts),
            stages=self.preparation.planned(latest),
            assumptions=self._assumptions(latest),
        )

    def _too_late(self) -> Plan:
        clause, first = self.question.treaty.clause, self.first
        possible = clause.earliest_effect(first, self.facts)
        if possible is None:
            return self._make(impossible=self._obstacle(first))
        notice, effect = possible
        slowest = bottleneck(self.preparation.road) if notice == first else None
        why = f" ({slowest.stage}: {slowest.because})" if slowest else ""
        return self._make(
            impossible=f"a notice received on {long_date(notice)}, the first possible day{why}, "
            f"takes effect on {long_date(effect)}.",
            earliest_possible=effect,
        )

    def _obstacle(self, day: date) -> str:
        """Return why no notice leads to a day of effect, as far as is known today."""
        clause = self.question.treaty.clause
        reckoning = clause.foresee(day, self.facts)
        if reckoning.obstacle is None:
            return "no notice has effect."
        stopped = clause.pipeline(self.facts)[len(reckoning.steps) :]
        if stopped and stopped[0].rule == "waits-for":
            return (
                "as long as the armed conflict lasts, no notice takes effect, and no end of it is "
                "on record."
            )
        return _lower(reckoning.obstacle.text)

    def _make(self, **values: Any) -> Plan:
        question = self.question
        return Plan(
            treaty=question.treaty.id,
            party=question.party.id,
            out_by=self.out_by,
            as_of=question.as_of,
            membership=self.membership,
            party_name=question.party.name,
            treaty_name=question.treaty.name,
            **values,
        )

    def _assumptions(self, latest: date) -> tuple[str, ...]:
        reckoning = self.question.treaty.clause.reckon(latest, self.facts)
        clause = self.question.treaty.clause
        readings = (*clause.readings(latest, self.facts), *clause.rivals(latest, self.facts))
        return (
            *reckoning.assumptions,
            *self._too_late_by(readings),
            "That a stage without a legal minimum takes no longer than a day; most take longer.",
            *self.preparation.assumptions,
            *self.dossier.assumptions(self.question, None),
            *self.dossier.doubt,
            *self.preparation.left_out(latest),
            *of_its_life(self.question.treaty, self.question.as_of, self.out_by),
        )

    def _too_late_by(self, readings: Iterable[Reading | Ambiguity]) -> tuple[str, ...]:
        """Return the other readings by which a notice would be too late, each in words."""
        return tuple(
            f"On another reading this notice would be too late. {each.text}"
            for each in readings
            if each.effect is None or each.effect > self.out_by
        )
