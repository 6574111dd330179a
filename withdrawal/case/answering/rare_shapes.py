"""Outcomes of clauses with a rarer shape, and answers of treaties left only with their parent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.answering.outcome import Outcome, membership_told
from withdrawal.case.answering.reasons import (
    beside,
    deemed_on,
    exits,
    manner_of,
    name_of,
    party_reason,
    source_of,
)
from withdrawal.case.asking.matter import Matter
from withdrawal.case.asking.question import Question
from withdrawal.case.findings import Manner, Reason, StandingSummary
from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.sentence import state_with_article, with_article
from withdrawal.law.circumstances import Circumstances, Setting
from withdrawal.law.clause.openings import FirstAct, OnlyIf
from withdrawal.law.countries import country
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import upper_first
from withdrawal.record.history import Withdrawal


def answered(matter: Matter) -> Outcome | None:
    """Return the outcome that the shape of the clause alone gives; None where none does."""
    if matter.notice is not None and matter.notice.effect is not None:
        return None
    found = _ended_by_another(matter) or _deemed(matter) if matter.is_before_notice else None
    return found or _not_open(matter)


def _not_open(matter: Matter) -> Outcome | None:
    """Return that the right to leave does not exist, where what opens it has not happened."""
    condition = matter.clause.rule(OnlyIf, matter.facts)
    if condition is None:
        return None
    given = matter.question.received
    day = (given.latest or given.earliest) if given else matter.moment
    assert day is not None
    obstacle = matter.clause.reckon(day, matter.facts).obstacle
    if obstacle is None or obstacle.status != "not-open":
        return None
    article = condition.article or matter.clause.article
    why = Reason("only-if", article, None, None, obstacle.text, matter.source)
    closed = condition.closed_on(Setting(day, matter.facts))
    return Outcome(
        matter,
        status="not-open",
        row=matter.notice,
        received=given.day if given else None,
        because=(*party_reason(matter), why),
        manner=evolve(manner_of(matter, "not-open"), closed_on=closed),
    )


def _ended_by_another(matter: Matter) -> Outcome | None:
    """Return that another party's notice ends the treaty, where a notice ends it for all."""
    rule = matter.clause.shapes.ends_for_all
    if rule is None or rule.below is not None:
        return None
    for row in exits(matter.treaty.id, None, matter.as_of):
        day = row.given
        if day is None or (matter.since is not None and day < matter.since):
            continue
        effect = row.effect or matter.clause.effect(day, matter.treaty.facts())
        if effect is not None:
            leaver = state_with_article(country(row.party).name)
            told = f"{leaver} gave notice on {day}, which ends the treaty for {rule.whom}."
            why = Reason(
                "ends-for-all", rule.article, day, effect, upper_first(told), source_of(row)
            )
            how = Manner(ended_by=leaver, ends_for=rule.whom)
            return _without_notice(matter, effect, row, why, how)
    return None


def _deemed(matter: Matter) -> Outcome | None:
    """Return that leaving another treaty ended the State's bond, where the clause says so."""
    for rule in matter.clause.shapes.deemed:
        day, row = deemed_on(matter, rule)
        if day is None or row is None or rule.unless is not None:
            continue
        assert rule.of is not None
        other = with_article(matter.question.known.treaty(rule.of).name)
        text = f"{name_of(matter)} left {other} on {row.effect}. {rule.text.rstrip('.')}."
        why = Reason("deemed", rule.article, row.effect, day, text, source_of(row))
        return _without_notice(matter, day, row, why, Manner(is_deemed=True))
    return None


def _without_notice(
    matter: Matter, effect: date, row: Withdrawal, why: Reason, how: Manner
) -> Outcome:
    """Return the answer for a State that leaves without a notice of its own."""
    is_over = effect <= matter.as_of
    return Outcome(
        matter,
        status="effective" if is_over else "pending",
        row=row,
        effect=effect,
        because=(*party_reason(matter), why),
        manner=evolve(how, kind=matter.treaty.kind),
        standing=StandingSummary(stage="effective" if is_over else None),
    )


def with_parent(matter: Matter, answer: Callable[[Question], Answer]) -> Answer:
    """Return the answer on the parent, for a treaty that can be left only together with it."""
    treaty, question = matter.treaty, matter.question
    assert treaty.parent is not None
    parent = question.known.treaty(treaty.parent.treaty)
    found = answer(question.about(parent))
    name = with_article(parent.name)
    text = f"This treaty cannot be left alone, only together with {name}."
    why = Reason("parent", treaty.parent.article, None, None, text, matter.source)
    row = STATUS[found.status]
    is_out = found.status == "effective" or not row.binds
    return evolve(
        found,
        treaty=treaty.id,
        treaty_name=treaty.name,
        because=(why, *found.because, *beside(matter, found.status, found.effect, found.received)),
        carries=(),
        carries_if_party=(),
        membership=found.membership if is_out else membership_told(matter),
        manner=evolve(found.manner, parent=parent.name),
    )


def first_notice(treaty: Treaty, facts: Circumstances, as_of: date, day: date) -> date:
    """Return the first day for a notice: from ``day``, and once a first act could be done.

    Args:
        as_of: the day on which a first act can be done at the earliest.
        day: the first day that the State's own law allows.
    """
    act = treaty.clause.rule(FirstAct, facts)
    return day if act is None or facts.first_act is not None else max(day, act.opens(as_of))
