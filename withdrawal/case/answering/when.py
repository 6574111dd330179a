"""`when`: the answer to "when does this State's exit from this treaty take effect?".

Replays what is on record (or given) through the treaty's clause and explains each step. Nothing
here knows a particular treaty or State.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any, Unpack

from withdrawal.case.answer import Answer
from withdrawal.case.answering import outcomes, recorded
from withdrawal.case.answering.disputes import suspension_claim
from withdrawal.case.answering.outcome import Outcome, answer_to
from withdrawal.case.answering.rare_shapes import answered, with_parent
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.asking.given import Day, Given
from withdrawal.case.asking.matter import Matter, matter_of
from withdrawal.case.asking.question import Question, make_question
from withdrawal.dates import Counting, PartialDate, Period, Rounding, add
from withdrawal.errors import CircumstanceError
from withdrawal.law.countries import Country
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import Stamp, stamp, steady
from withdrawal.record.parties import LISTS_COUNT_FOR
from withdrawal.renamed import renamed_arguments
from withdrawal.warnings import (
    CountingWarning,
    MonthEndWarning,
    OldListWarning,
    PartialDateWarning,
    SupposedNoticeWarning,
    are_heard,
    give,
)


@renamed_arguments(route="way_out", source="catalogue")
def when(
    party: str | Country | Treaty,
    treaty: str | Country | Treaty | None = None,
    *,
    received: Day | PartialDate | None = None,
    notice: Day | int | None = None,
    approved: Day | None = None,
    as_of: Day | None = None,
    period: Period | str | None = None,
    then: str = "that-day",
    counting: Counting | str = "corresponding-day",
    catalogue: Catalogue | None = None,
    **given: Unpack[Given],
) -> Answer:
    """Return when a State's exit from a treaty takes effect, with the reasons.

    Args:
        party: the State: an English name, an endonym or an ISO 3166 code, or a `Country`. State
            and treaty may come in either order.
        treaty: an id or a name, or a `Treaty`; None where ``period`` describes the clause.
        received: the day the depositary received the notice (or whatever starts the clock); a
            partial date gives bounds. Default: the latest notice on record.
        notice: picks an earlier notice on record, by year or day of receipt.
        approved: the day of parliament's approval, where no notice has been given.
        as_of: the day the question is asked for, default today; later knowledge is not used.
        period: a clause of the user's own, with ``then`` and ``counting``.
        then: where it lands: ``that-day``, ``first-day-of-next-month``, ``end-of-year`` ...
        counting: how its months and years are counted; refused for a period of days, and both
            are refused for a treaty, whose own clause says it.
        catalogue: another catalogue of treaties than the packaged one.
        given: the circumstances, whole (``given=Circumstances(...)``) or one by one: ``conflict``,
            armed conflicts (``START/END`` or ``START/..``); ``named_date``, the day of effect that
            the notice names; ``agreed_date``, one set by agreement; ``extended_to``, the end of
            a period prolonged by agreement; ``in_force_for_party``, when the treaty came into
            force for the State; ``way_out``, an alternative way out, by its id. And days that
            rarer clauses need: ``event``, on which what opens the right to leave happened;
            ``first_act``, where leaving takes two acts; ``follows``, the State (or the day of its
            notice) that this notice follows; ``repatriated``, on which release and repatriation
            were over.

    Raises:
        WithdrawalError: the question makes no sense; the message names the value and what was
            expected.

    Example:
        >>> import withdrawal
        >>> withdrawal.when("Lithuania", "Ottawa Convention", as_of="2026-01-01").effect
        datetime.date(2025, 12, 27)
    """
    asked: dict[str, Any] = {"received": received, "notice": notice, "approved": approved, **given}
    asked["as_of"] = date.today() if as_of is None else as_of
    about = (party, treaty, period, then, counting)
    with steady():
        if catalogue is None and _PLAIN.issuperset(map(type, (*about, *asked.values()))):
            question, found = _kept(stamp(), *about, **asked)
        else:
            question, found = _answered(*about, catalogue=catalogue, **asked)
    if are_heard():
        _warn(question, found)
    return found


def _answered(
    party: str | Country | Treaty,
    treaty: str | Country | Treaty | None,
    period: Period | str | None,
    then: str,
    counting: Counting | str,
    **asked: Any,
) -> tuple[Question, Answer]:
    """Return a question and its answer."""
    question = make_question(party, _treaty(treaty, period, then, counting), **asked)
    return question, answer(question, dossier_of(question))


@lru_cache(maxsize=1024, typed=True)
def _kept(_state: Stamp, *about: Any, **asked: Any) -> tuple[Question, Answer]:
    """Return a question and its answer, kept for as long as nothing on record changes."""
    return _answered(*about, **asked)


_PLAIN = frozenset({str, int, date, PartialDate, NoneType, Counting})
"""Types of arguments that mean the same whenever they are equal."""


def _warn(question: Question, found: Answer) -> None:
    """Warn of the choices that the answer rests on."""
    party, treaty = found.party_name, found.treaty_name
    words = {word for each in found.ambiguities for word in each.reading.split("+")}
    received = question.received
    for kind, is_so, text in (
        (MonthEndWarning, "month-end-rounded-up" in words, f"{treaty}: a month lacks the day."),
        (CountingWarning, bool(words & _COUNTINGS), f"{treaty}: two ways of counting differ."),
        (PartialDateWarning, received and not received.is_exact, f"{party}: {received}."),
        (OldListWarning, _is_old(found), f"{party}: no list of late names the parties."),
        (SupposedNoticeWarning, found.is_supposed, f"{party}: no such notice is on record."),
    ):
        if is_so:
            give(kind(text))


def _is_old(found: Answer) -> bool:
    """Return whether no list of late tells if the State is a party."""
    told = found.membership
    if told.list_as_of is None:
        return told.value == "not-known"
    return add(told.list_as_of, LISTS_COUNT_FOR, rounding=Rounding.DOWN) < found.as_of


_COUNTINGS = frozenset(each.value for each in Counting)


def _treaty(
    treaty: str | Country | Treaty | None,
    period: Period | str | None,
    then: str,
    counting: Counting | str,
) -> str | Country | Treaty:
    """Return the treaty, or one with a clause of the user's own, whose words belong to no other."""
    if period is not None:
        if treaty is not None:
            raise CircumstanceError(
                "Both a treaty and a period are given: expected one or the other."
            )
        return Treaty.plain(period, then=then, counting=counting)
    if treaty is None:
        raise CircumstanceError("No treaty is given: expected a treaty, or a period.")
    word = getattr(counting, "value", counting)
    for name, given, usual in (("then", then, "that-day"), ("counting", word, "corresponding-day")):
        if given != usual:
            raise CircumstanceError(
                f"{name} is {given!r}, but the treaty's own clause says that: expected a period "
                "with it, or neither."
            )
    return treaty


def answer(question: Question, dossier: Dossier | None = None) -> Answer:
    """Return the answer from a dossier, default the record; CircumstanceError for facts at odds."""
    matter = matter_of(question, dossier or dossier_of(question))
    found = _on_record(matter) or _outside(matter)
    if found is None and matter.clause.exit == "with-parent":
        return with_parent(matter, answer)
    return answer_to(found or _by_clause(matter))


def _on_record(matter: Matter) -> Outcome | None:
    """Return the outcome where the record settles it: the record wins over the clause."""
    notice = matter.notice
    if notice is not None and notice.status in ("disputed", "no-effect"):
        return outcomes.as_recorded(matter, notice)
    said = step = None
    if matter.dossier.records:
        said, step = recorded.announcement(matter), recorded.suspension(matter)
    is_later_step = bool(said or step) and matter.is_back
    if notice is not None and recorded.is_recorded(matter, notice) and not is_later_step:
        return recorded.on_record(matter, notice)
    if matter.is_before_notice and matter.is_out:
        return recorded.left_otherwise(matter, matter.bond)
    if not (said or step) or matter.is_treaty_out_of_force or recorded.why_not_a_party(matter):
        return None
    if step is not None:
        return recorded.suspended_on_record(matter, step)
    return None if said is None else recorded.announced(matter, said)


def _outside(matter: Matter) -> Outcome | None:
    """Return the outcome for a treaty that binds nobody, or not this State."""
    notice = matter.notice
    if matter.is_treaty_out_of_force and (notice is None or notice.status == "revoked"):
        return recorded.out_of_force(matter)
    reason = recorded.why_not_a_party(matter)
    if reason is None:
        return None
    return Outcome(matter, status="not-a-party", because=(reason,), is_by_clause=False)


def _by_clause(matter: Matter) -> Outcome:
    """Return the outcome by the treaty's clause."""
    notice = matter.notice
    if not matter.is_open:
        return outcomes.no_exit(matter)
    special = answered(matter)
    if special is not None:
        return special
    if matter.is_before_notice:
        claim = suspension_claim(matter.dossier)
        return outcomes.not_notified(matter) if claim is None else outcomes.suspended(matter, claim)
    if notice is not None and notice.status == "revoked":
        return outcomes.revoked(matter, notice)
    return outcomes.notified(matter)
