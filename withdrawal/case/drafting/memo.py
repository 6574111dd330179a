"""The memo: an answer, what has to be done by when, and how earlier exits were counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from withdrawal.case.answer import Answer
from withdrawal.case.answering.reasons import readings
from withdrawal.case.answering.when import answer as answered
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.asking.given import Day
from withdrawal.case.asking.question import Question, make_question
from withdrawal.case.findings import Ambiguity
from withdrawal.case.planning.plan import plan_of
from withdrawal.case.planning.planned import Plan
from withdrawal.case.precedents import Precedents, precedents_of
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.course import own_dossier, question_of
from withdrawal.datafiles import picked, table_of
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.bound.lists import Line
from withdrawal.record.history import Withdrawal
from withdrawal.record.kinds import weakest
from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen

SCHEMA = "withdrawal/memo/1"

_PLANNED = frozenset({"not-notified", "announced", "not-open", "suspended", "disputed"})


@frozen
class Memo:
    """What an adviser's memo on one exit holds.

    Attributes:
        answer: when the exit takes effect, and why.
        plan: what has to be done by when; None where nothing is left to be done.
        day: the day on the reading that is followed: of effect, or of the notice that is planned.
        readings: the other readings of the clause, with the day on each.
        precedents: how earlier notices under the clause, and under like ones, were counted; not
            the one that the answer is about.
        sure: how sure the lines of the record are that a source stands with, by source.
    """

    answer: Answer
    treaty: Treaty
    plan: Plan | None
    day: date | None
    readings: tuple[Ambiguity, ...]
    precedents: Precedents
    sure: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the memo as JSON-ready data, schema ``withdrawal/memo/1``."""
        return {
            "schema": SCHEMA,
            **picked(self.answer, ("treaty", "party", "as_of")),
            **table_of(self, "treaty", "sure"),
            "knowledge": knowledge().to_json(),
            "sentence": self.answer.sentence,
        }


def memo(
    party: str,
    treaty: str | Treaty,
    *,
    out_by: Day | None = None,
    as_of: Day | None = None,
    catalogue: Catalogue | None = None,
    **given: Any,
) -> Memo:
    """Return the memo on a State's exit from a treaty.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        out_by: the day by which the State wants to be out; without it the plan begins on the day
            asked for.
        as_of: the day the question is asked for, default today.
        catalogue: another catalogue than the packaged one.
        given: ``received`` and the circumstances, as for `withdrawal.when`.

    Raises:
        WithdrawalError: a name or a date makes no sense.
    """
    question = make_question(party, treaty, as_of=as_of, catalogue=catalogue, **given)
    dossier = dossier_of(question)
    return _memo(answered(question, dossier), question, dossier, out_by)


def memo_of_case(case: Case, *, as_of: date | None = None, out_by: Day | None = None) -> Memo:
    """Return the memo on a case of one's own, or of a scenario, from its events.

    Args:
        as_of: the day the question is asked for, default today; later events are not used.
        out_by: as `memo`.
    """
    day = date.today() if as_of is None else as_of
    course = case.course.known_by(day)
    question, dossier = question_of(course, day), own_dossier(course, day)
    return _memo(case.when(as_of=day), question, dossier, out_by, case.route.id)


def _memo(
    answer: Answer,
    question: Question,
    dossier: Dossier,
    out_by: Day | None,
    route: str | None = None,
) -> Memo:
    law = question.treaty
    made = None
    if not answer.is_supposed and (out_by is not None or answer.status in _PLANNED):
        begin = None if out_by is not None else answer.as_of
        made = plan_of(question, dossier, out_by=out_by, begin=begin, route=route)
    plan = None if made is None or made.is_settled else made
    return Memo(
        answer,
        law,
        plan,
        *_readings(answer, question, dossier, plan),
        precedents_of(law, like=True, as_of=answer.as_of, catalogue=question.catalogue).beside(
            answer
        ),
        _sure(law, dossier),
    )


def _sure(law: Treaty, dossier: Dossier) -> dict[str, str]:
    """Return how sure each source is by the least sure of what it is given for."""
    rows: tuple[Withdrawal | Line, ...] = (
        *dossier.notices, *dossier.records, *dossier.roll.lines,
    )  # fmt: skip
    found: dict[str, str] = dict.fromkeys(law.sources, law.confidence)
    for each in rows:
        if each.source:
            found[each.source] = weakest(each.confidence, found.get(each.source, each.confidence))
    return found


def _readings(
    answer: Answer, question: Question, dossier: Dossier, plan: Plan | None
) -> tuple[date | None, tuple[Ambiguity, ...]]:
    """Return the day on our reading and the other readings: of an effect, else of a plan."""
    receipt = None if plan is None else plan.first_receipt
    if answer.ambiguities or receipt is None or plan is None:
        return answer.effect or answer.earliest, answer.ambiguities
    clause, facts = question.treaty.clause, dossier.circumstances(question, None)
    return plan.effect_then, readings(clause, facts, receipt)
