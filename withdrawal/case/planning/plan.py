"""Planning: backwards from the day to be out by, or forwards from the day to begin on.

The day of receipt is the exact inverse of the clause. The days before it follow from the legal
minimum of each stage of the State's procedure, and from its parliament's sitting days. A plan
starts from what is on record: an exit, a notice whose period runs, the steps already taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Unpack, get_args

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.answering.outcome import of_its_life
from withdrawal.case.answering.rare_shapes import first_notice
from withdrawal.case.answering.reasons import readings
from withdrawal.case.answering.recorded import out_of_force_reason, why_not_a_party
from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import Dossier, choose_notice, dossier_of
from withdrawal.case.asking.given import Day, Given
from withdrawal.case.asking.matter import matter_of
from withdrawal.case.asking.question import Question, make_question
from withdrawal.case.findings import Ambiguity
from withdrawal.case.planning.calendars import office_day
from withdrawal.case.planning.planned import Outlook, Pace, Plan
from withdrawal.case.planning.preparation import Preparation
from withdrawal.case.standing import bottleneck, unusual
from withdrawal.case.wording.sentence import state_with_article, with_article
from withdrawal.dates import long_date, parse_day
from withdrawal.errors import CircumstanceError, DateRangeError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.clause import Clause
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import lower_first, spelt_out
from withdrawal.renamed import renamed_arguments

_NO_WAY_OUT = {
    "barred": "the treaty does not let a party leave on its own.",
    "with-parent": "the treaty can be left only together with the one it hangs on.",
    "silent": "the treaty has no clause on leaving it.",
}
"""Why nobody can leave, as the end of a sentence."""


@renamed_arguments(source="catalogue")
def plan(
    party: str,
    treaty: str | Treaty,
    *,
    out_by: Day | None = None,
    begin: Day | None = None,
    route: str | None = None,
    facts: Iterable[str] = (),
    as_of: Day | None = None,
    pace: Mapping[str, int] | None = None,
    catalogue: Catalogue | None = None,
    **given: Unpack[Given],
) -> Plan:
    """Return the days of each step on a State's way out of a treaty.

    With ``out_by`` backwards, the latest day of each; with ``begin`` forwards, the first one. A
    State that is out by then on the record, or whose notice runs out in time, has nothing left to
    do. Steps on record as taken since the last notice are not asked for again.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        out_by: the day by which the State wants to be out.
        begin: the day on which it begins, instead.
        route: the route of its procedure; default the one that applies.
        facts: words of `withdrawal.law.procedures.facts` that hold, on which that depends.
        as_of: nothing is planned before this day, default today.
        pace: by stage id, the days to give a stage; in a plan backwards it stands in the place of
            the paces of past cases.
        catalogue: another catalogue than the packaged one.
        given: circumstances, whole or one by one, as for `withdrawal.when`.

    Raises:
        WithdrawalError: a name, a date or the route makes no sense; or neither or both of
            ``out_by`` and ``begin`` are given.
    """
    question = make_question(party, treaty, as_of=as_of, catalogue=catalogue, **given)
    more: dict[str, Any] = {"route": route, "facts": facts, "pace": pace}
    return plan_of(question, dossier_of(question), out_by=out_by, begin=begin, **more)


def plan_of(
    question: Question,
    dossier: Dossier,
    *,
    out_by: Day | None = None,
    begin: Day | None = None,
    route: str | None = None,
    facts: Iterable[str] = (),
    pace: Mapping[str, int] | None = None,
) -> Plan:
    """Return the plan of a question from a dossier; arguments and errors as `plan`.

    Args:
        dossier: what was known by that day: of the record, or of a case of one's own.
        out_by, begin, route, facts, pace: as `plan`.
    """
    if (out_by is None) == (begin is None):
        both = "both are given" if out_by is not None else "neither is given"
        raise CircumstanceError(
            "Which plan: backwards from the day to be out by (--out-by DAY, out_by), or forwards "
            f"from the day to begin on (--from DAY, begin)? Expected one of them; {both}."
        )
    target = None if out_by is None else parse_day(out_by)
    start = None if begin is None else parse_day(begin)
    if start is not None and start < question.as_of:
        raise CircumstanceError(
            f"The plan begins on {start}, before the day asked for, {question.as_of}: expected "
            "that day or a later one."
        )
    planning = _Planning(question, dossier, route, pace or {}, facts, start)
    return planning.plan(target)


class _Planning(Preparation):
    """One target, or one beginning, on its way to a plan."""

    def plan(self, out_by: date | None) -> Plan:
        self.out_by = out_by
        day = self.first_notice
        self.first = first_notice(self.question.treaty, self.facts, self.start, day)
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
        if self.out_by is not None and day > self.out_by:
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
        if self.out_by is None or effect <= self.out_by:
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
        if not self.clause.is_open(self.facts):
            return self._make(impossible=_NO_WAY_OUT.get(self.clause.exit, _NO_WAY_OUT["silent"]))
        matter = matter_of(self.question, self.dossier, is_without_notice=True)
        is_gone = matter.is_treaty_out_of_force
        reason = out_of_force_reason(matter) if is_gone else why_not_a_party(matter)
        if reason is not None:
            text = reason.text
            return self._make(impossible=lower_first(text) if text.startswith("The ") else text)
        return self._forwards() if self.out_by is None else self._backwards(self.out_by)

    def _backwards(self, out_by: date) -> Plan:
        latest = self.clause.latest_notice(out_by, self.facts, not_before=self.first)
        if latest is None:
            return self._too_late()
        safe = safe_notice(self.clause, out_by, self.facts, not_before=self.first)
        receipt = safe or latest
        deposit = office_day(receipt, self.question.treaty)
        if deposit < self.first or not self.clause.effect(deposit, self.facts):
            deposit = receipt
        return self._make(
            latest_receipt=latest,
            safe_receipt=safe,
            deposit_by=deposit,
            effect_then=self.clause.effect(latest, self.facts),
            stages=self.planned(deposit),
            assumptions=self._assumptions(latest),
            calendars=self.calendars(deposit),
        )

    def _forwards(self) -> Plan:
        """Return the plan that begins on a day: where it leads at each pace."""
        outlook = tuple(self._outlook())
        if len(outlook) < len(get_args(Pace)):
            return self._make(impossible=self._obstacle(self.first))
        first = outlook[0]
        return self._make(
            effect_then=first.effect,
            stages=self.first_days(),
            outlook=outlook,
            open_from=office_day(first.receipt, self.question.treaty, is_later=True),
            assumptions=self._assumptions(first.receipt),
            calendars=self.calendars(receipts=[each.receipt for each in outlook]),
        )

    def _outlook(self) -> Iterator[Outlook]:
        for pace in get_args(Pace):
            day = self.first if pace == "lawful" else max(self.notice_at(pace), self.first)
            found = self.clause.earliest_effect(day, self.facts)
            if found is not None:
                safe = effect_on_every_reading(self.clause, found[0], self.facts)
                yield Outlook(pace, *found, safe)

    def _too_late(self) -> Plan:
        first = self.first
        possible = self.clause.earliest_effect(first, self.facts)
        if possible is None:
            return self._make(impossible=self._obstacle(first))
        notice, effect = possible
        slowest = bottleneck(self.road) if notice == first else None
        why = f" ({spelt_out(slowest.stage)}: {slowest.because})" if slowest else ""
        return self._make(
            impossible=f"a notice received on {long_date(notice)}, the first possible day{why}, "
            f"takes effect on {long_date(effect)}.",
            earliest_possible=effect,
            assumptions=unusual(self.road) if notice == first else (),
        )

    def _obstacle(self, day: date) -> str:
        """Return why no notice leads to a day of effect, as far as is known today."""
        reckoning = self.clause.foresee(day, self.facts)
        if reckoning.obstacle is None:
            return "no notice has effect."
        stopped = self.clause.pipeline(self.facts)[len(reckoning.steps) :]
        if stopped and stopped[0].rule == "waits-for":
            return (
                "as long as the armed conflict lasts, no notice takes effect, and no end of it is "
                "on record."
            )
        return lower_first(reckoning.obstacle.text)

    def _make(self, **values: Any) -> Plan:
        question = self.question
        return Plan(
            treaty=question.treaty.id,
            party=question.party.id,
            out_by=self.out_by,
            begin=self.start if self.out_by is None else None,
            as_of=question.as_of,
            membership=self.membership,
            party_name=question.party.name,
            treaty_name=question.treaty.name,
            **values,
        )

    def _assumptions(self, latest: date) -> tuple[str, ...]:
        return (
            *self.clause.reckon(latest, self.facts).assumptions,
            *self._too_late_by(readings(self.clause, self.facts, latest)),
            "That a stage without a legal minimum takes no longer than a day; most take longer.",
            *self.procedure.assumptions(self.route, is_named=self.is_named),
            *self.dossier.assumptions(self.question, None),
            *self.dossier.doubt,
            *self.left_out(latest),
            *of_its_life(self.question.treaty, self.question.as_of, self.out_by or latest),
        )

    def _too_late_by(self, others: Iterable[Ambiguity]) -> tuple[str, ...]:
        """Return the other readings by which a notice would be too late, each in words."""
        out_by = self.out_by
        if out_by is None:
            return tuple(each.text for each in others)
        return tuple(
            f"On another reading this notice would be too late. {each.text}"
            for each in others
            if each.effect is None or each.effect > out_by
        )


_REACH = 40 * 366
"""How many days are looked at: more than the longest term or round of windows of any clause, so
that readings which lead to the next one or the last one are met."""


def effect_on_every_reading(clause: Clause, notice: date, facts: Circumstances) -> date | None:
    """Return the day of effect on the slowest reading of a notice; None where one has none."""
    try:
        usual = clause.effect(notice, facts)
        others = readings(clause, facts, notice)
    except DateRangeError:
        return None
    days = [usual, *(each.effect for each in others)]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def safe_notice(
    clause: Clause, out_by: date, facts: Circumstances, *, not_before: date
) -> date | None:
    """Return the last day for a notice that is in time on every reading.

    Day after day, the latest first: gates close on some readings and not on others, so that the
    days in time have gaps.

    Returns:
        None where no notice from ``not_before`` on is in time on all of them.
    """
    latest = clause.latest_notice(out_by, facts, not_before=not_before)
    if latest is None:
        return None
    first = max(not_before.toordinal(), latest.toordinal() - _REACH)
    days = map(date.fromordinal, range(latest.toordinal(), first - 1, -1))
    ends = ((day, effect_on_every_reading(clause, day, facts)) for day in days)
    return next((day for day, end in ends if end is not None and end <= out_by), None)
