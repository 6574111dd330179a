"""The draft of a notice: what the treaty asks of it, or why none could be given.

Only what is known is in it. Words come from the rooms above, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.answering.recorded import out_of_force_reason, why_not_a_party
from withdrawal.case.answering.when import answer as answered
from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.asking.given import Day, read_day
from withdrawal.case.asking.matter import Matter, matter_of
from withdrawal.case.asking.question import make_question
from withdrawal.case.wording.additions import is_if_a_party, text_kind
from withdrawal.datafiles import AsTable, picked
from withdrawal.dates import PartialDate, Period
from withdrawal.errors import NoDraftError, UnknownNameError
from withdrawal.law.clause.gates import LockIn
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.kinds import RecordKind
from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen

SCHEMA = "withdrawal/notice/1"

SIGNATORIES = ("head-of-state", "head-of-government", "foreign-minister")
"""Who may sign without full powers (Vienna Convention on the Law of Treaties, arts 7(2), 67(2))."""

_ON_RECORD = frozenset({"pending", "conditional", "effective", "disputed"})
_NOT_OPEN = frozenset({"ended", "not-in-force", "not-a-party", "no-exit", "not-open"})
_PLAIN = frozenset({"starts", "runs", "waits-for", "conflict-proviso"})
"""The rules of a clause by which a notice takes effect just when its period is over."""


@frozen
class Check(AsTable):
    """One thing that makes a notice fail, or its reader unsure.

    Attributes:
        kind: what it is; a word that does not change with the language.
        values: what its sentence names.
    """

    kind: str
    article: str | None = None
    values: Mapping[str, str] = {}


@frozen
class Draft:
    """What a draft notice holds.

    Attributes:
        answer: how things stand on the day asked for, without the notice.
        received: the day on which it is supposed to be received, for the checks.
        effect: the day of effect that would follow; None where that is open.
        signatory: who signs; None where that is left open.
        reasons: the reasons to state; None where they are left open.
        recipients: who must be told, as the treaty's file names them.
        period: how long the clause runs from receipt, where that alone decides; else None.
        checks: what makes notices fail, as far as it bears on this one.
        assumptions: what the day of effect takes for granted.
    """

    answer: Answer
    treaty: Treaty
    received: date
    effect: date | None
    signatory: str | None
    reasons: str | None
    recipients: tuple[str, ...]
    period: Period | None
    checks: tuple[Check, ...]
    assumptions: tuple[str, ...]

    @property
    def is_if_a_party(self) -> bool:
        """Whether it is not known that the State is a party."""
        return is_if_a_party(self.answer)

    def to_json(self) -> dict[str, Any]:
        """Return the draft as JSON-ready data, schema ``withdrawal/notice/1``."""
        law, answer = self.treaty, self.answer
        return {
            "schema": SCHEMA,
            **picked(answer, ("treaty", "party", "as_of")),
            "title": law.title,
            "article": law.clause.article,
            "term": law.term,
            "recipients": list(self.recipients),
            "needs_reasons": law.clause.needs_reasons,
            **picked(self, ("signatory", "received", "effect")),
            **picked(answer, ("membership",)),
            **picked(self, ("checks", "assumptions")),
            "knowledge": knowledge().to_json(),
        }


def notice(
    party: str,
    treaty: str | Treaty,
    *,
    signatory: str | None = None,
    reasons: str | None = None,
    received: Day | None = None,
    as_of: Day | None = None,
    catalogue: Catalogue | None = None,
) -> Draft:
    """Return the draft of a State's notice of leaving a treaty.

    Args:
        party: the State; State and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`.
        signatory: one of `SIGNATORIES`; None to leave it open.
        reasons: the reasons to state.
        received: the day on which the depositary is to have it; default the day asked for.
        as_of: the day the question is asked for, default today.
        catalogue: another catalogue than the packaged one.

    Raises:
        NoDraftError: the notice could not be given; the message says why and what is open.
        UnknownNameError: the signatory is none that the law knows.
        WithdrawalError: a name or a date makes no sense.
    """
    if signatory is not None and signatory not in SIGNATORIES:
        raise UnknownNameError(
            f"{signatory!r} is nobody who may sign without full powers: expected "
            f"{', '.join(SIGNATORIES)} (Vienna Convention on the Law of Treaties, art. 67(2)).",
            suggestions=SIGNATORIES,
        )
    question = make_question(party, treaty, as_of=as_of, catalogue=catalogue)
    dossier = dossier_of(question)
    day = question.as_of if received is None else read_day(received, "received")
    found = answered(question, dossier)
    matter = matter_of(question, dossier, is_without_notice=True)
    _refuse(found, matter)
    effect = _effect(matter, day)
    then = found
    if received is not None:
        supposed = evolve(question, received=PartialDate.of(day))
        then = answered(supposed, dossier_of(supposed))
    clause, law = matter.clause, question.treaty
    return Draft(
        answer=found,
        treaty=law,
        received=day,
        effect=effect,
        signatory=signatory,
        reasons=reasons,
        recipients=clause.recipients or ("depositary",),
        period=clause.period if {each.rule for each in clause.operators} <= _PLAIN else None,
        checks=tuple(_checks(found, matter, reasons)),
        assumptions=then.assumptions,
    )


def _refuse(found: Answer, matter: Matter) -> None:
    """Raise where no notice could be given.

    Raises:
        NoDraftError: with the reason, the record and what else is open.
    """
    why = None
    if text_kind(matter.treaty.id) is not None:
        why = f"{matter.treaty.name} is a text that nobody is a party to."
    elif found.status in _NOT_OPEN:
        why = found.sentence
    elif found.status in _ON_RECORD and not found.is_back:
        is_notice = found.kind is not None and RecordKind(found.kind).is_notice
        why = f"{'A notice is on record already. ' if is_notice else ''}{found.sentence}"
    elif not matter.is_open:
        why = found.sentence
    elif matter.is_treaty_out_of_force:
        why = out_of_force_reason(matter).text
    elif (reason := why_not_a_party(matter)) is not None:
        why = reason.text
    if why is not None:
        raise NoDraftError(f"No notice is drafted. {' '.join((why, *_open(found, matter)))}")


def _open(found: Answer, matter: Matter) -> Iterator[str]:
    """Yield what else is open to the State."""
    if found.status in ("pending", "conditional"):
        yield (
            "Open instead: to take it back before it takes effect (Vienna Convention on the Law of "
            "Treaties, art. 68)."
        )
    if found.status == "no-exit":
        yield from matter.clause.authorities
        yield (
            "Open instead: consent of all the other parties (Vienna Convention on the Law of "
            "Treaties, art. 54(b)), or showing that the parties meant to admit it or that the "
            "treaty's nature implies it (art. 56)."
        )
    yield from (f"Another way out: {each.text}" for each in matter.clause.alternatives)


def _effect(matter: Matter, day: date) -> date | None:
    """Return the day of effect of a notice on a day.

    Raises:
        NoDraftError: on that day no notice may be given; with the next day on which one may.
    """
    reckoning = matter.clause.foresee(day, matter.facts)
    stopped = reckoning.obstacle
    if stopped is not None and stopped.next_notice is not None:
        raise NoDraftError(
            f"No notice is drafted for {day}. {stopped.text} The next day on which one may be "
            f"given is {stopped.next_notice}."
        )
    return reckoning.effect


def _checks(found: Answer, matter: Matter, reasons: str | None) -> Iterator[Check]:
    clause, article = matter.clause, matter.clause.article
    if clause.needs_reasons:
        yield Check("reasons-given" if reasons else "reasons-missing", article)
    yield Check("addressees", article)
    if clause.starts_on:
        yield Check(f"clock-{clause.starts_on}", article)
    for gate in clause.gates(matter.facts):
        kind = "lock-in" if isinstance(gate, LockIn) else "window"
        yield Check(kind, gate.article or article)
    proviso = clause.proviso(matter.facts)
    if proviso is not None:
        yield Check("conflict", proviso.article or article)
    for each in clause.conditions:
        yield Check("condition", article, {"text": each})
    if found.standing.owed:
        yield Check("own-law", None, {"text": "; ".join(found.standing.owed)})
    if found.carries:
        yield Check("carries", None, {"text": ", ".join(found.carries)})
    yield Check("full-powers", "VCLT arts 7(2), 67(2)")
    yield Check("taken-back", "VCLT art. 68")
    yield Check("surviving", "VCLT art. 70(1)")
    yield Check("proof", None)
