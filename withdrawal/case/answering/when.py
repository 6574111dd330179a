"""`when`: the answer to "when does this State's exit from this treaty take effect?".

Replays what is on record (or given) through the treaty's clause and explains each step. Nothing
here knows a particular treaty or State.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from withdrawal.case.answer import Answer
from withdrawal.case.answering.disputes import suspension_claim
from withdrawal.case.answering.inquiry import Inquiry
from withdrawal.case.answering.outcomes import (
    as_recorded,
    no_exit,
    not_notified,
    notified,
    revoked,
    suspended,
)
from withdrawal.case.answering.outsiders import out_of_force, why_not_a_party
from withdrawal.case.answering.rare_shapes import answered, with_parent
from withdrawal.case.answering.recorded import (
    announced,
    announcement,
    is_recorded,
    left_otherwise,
    on_record,
    suspended_on_record,
    suspension,
)
from withdrawal.case.asking.dossier import Dossier, choose_notice, dossier_of
from withdrawal.case.asking.given import ShapeFacts
from withdrawal.case.asking.question import Day, Question, Spans, make_question
from withdrawal.dates import Counting, Rounding, add
from withdrawal.errors import CircumstanceError
from withdrawal.law.countries import Country
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.parties import LISTS_COUNT_FOR
from withdrawal.renamed import renamed_arguments
from withdrawal.warnings import (
    CountingWarning,
    MonthEndWarning,
    OldListWarning,
    PartialDateWarning,
    SupposedNoticeWarning,
    give,
)

if TYPE_CHECKING:
    from withdrawal.dates import PartialDate, Period
    from withdrawal.record.history import Withdrawal

__all__ = ["answer", "when"]


@renamed_arguments(route="way_out", source="catalogue")
def when(
    party: str | Country | Treaty,
    treaty: str | Country | Treaty | None = None,
    *,
    received: Day | PartialDate | None = None,
    notice: Day | int | None = None,
    approved: Day | None = None,
    as_of: Day | None = None,
    conflict: Spans | None = None,
    named_date: Day | None = None,
    agreed_date: Day | None = None,
    extended_to: Day | None = None,
    in_force_for_party: Day | None = None,
    way_out: str | None = None,
    period: Period | str | None = None,
    then: str = "that-day",
    counting: Counting | str = "corresponding-day",
    catalogue: Catalogue | None = None,
    **more: Unpack[ShapeFacts],
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
        conflict: armed conflicts, ``START/END`` or ``START/..``.
        named_date: the day of effect that the notice names.
        agreed_date: a day of effect set by agreement.
        extended_to: the end of a period prolonged by agreement.
        in_force_for_party: when the treaty came into force for the State.
        way_out: an alternative way out of the clause, by its id.
        period: a clause of the user's own, with ``then`` and ``counting``.
        then: where it lands: ``that-day``, ``first-day-of-next-month``, ``end-of-year`` ...
        counting: how its months and years are counted; refused for a period of days, and both
            are refused for a treaty, whose own clause says it.
        catalogue: another catalogue of treaties than the packaged one.
        more: days that clauses of rarer shapes need: ``event``, on which what opens the right to
            leave happened; ``first_act``, where leaving takes two acts; ``follows``, the State
            (or the day of its notice) that this notice follows; ``repatriated``, on which release
            and repatriation were over.

    Raises:
        WithdrawalError: the question makes no sense; the message names the value and what was
            expected.

    Example:
        >>> import withdrawal
        >>> withdrawal.when("Lithuania", "Ottawa Convention", as_of="2026-01-01").effect
        datetime.date(2025, 12, 27)
    """
    question = make_question(
        party,
        _treaty(treaty, period, then, counting),
        received=received,
        notice=notice,
        approved=approved,
        as_of=as_of,
        conflict=conflict,
        named_date=named_date,
        agreed_date=agreed_date,
        extended_to=extended_to,
        in_force_for_party=in_force_for_party,
        way_out=way_out,
        catalogue=catalogue,
        **more,
    )
    found = answer(question, dossier_of(question))
    _warn(question, found)
    return found


def _warn(question: Question, found: Answer) -> None:
    """Warn of the choices that the answer rests on; silent unless somebody asks to be told."""
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
    if period is None:
        if treaty is None:
            raise CircumstanceError("No treaty is given: expected a treaty, or a period.")
        _refuse_own_clause(then, counting)
        return treaty
    if treaty is not None:
        raise CircumstanceError("Both a treaty and a period are given: expected one or the other.")
    return Treaty.plain(period, then=then, counting=counting)


def _refuse_own_clause(then: str, counting: Counting | str) -> None:
    """Raise where the words of a clause of the user's own are given for a treaty that has one."""
    word = getattr(counting, "value", counting)
    for name, given, usual in (("then", then, "that-day"), ("counting", word, "corresponding-day")):
        if given != usual:
            raise CircumstanceError(
                f"{name} is {given!r}, but the treaty's own clause says that: expected a period "
                "with it, or neither."
            )


def answer(question: Question, dossier: Dossier) -> Answer:
    """Return the answer to a question from a dossier.

    Raises:
        CircumstanceError: the facts contradict each other.
    """
    chosen = choose_notice(question, dossier)
    inquiry = Inquiry(question, dossier, chosen)
    settled = _on_record(inquiry, chosen)
    if settled is not None:
        return settled
    if inquiry.is_treaty_out_of_force and (chosen is None or chosen.status == "revoked"):
        return out_of_force(inquiry)
    reason = why_not_a_party(inquiry)
    if reason is not None:
        return inquiry.make("not-a-party", because=(reason,), is_by_clause=False)
    if inquiry.clause.exit == "with-parent":
        return with_parent(inquiry, answer)
    if not inquiry.has_clause:
        return no_exit(inquiry)
    special = answered(inquiry)
    if special is not None:
        return special
    if question.received is None and chosen is None:
        claim = suspension_claim(dossier)
        return not_notified(inquiry) if claim is None else suspended(inquiry, claim)
    if chosen is not None and chosen.status == "revoked":
        return revoked(inquiry, chosen)
    return notified(inquiry)


def _on_record(inquiry: Inquiry, chosen: Withdrawal | None) -> Answer | None:
    """Return the answer where the record settles it: the record wins over the clause."""
    if chosen is not None and chosen.status in ("disputed", "no-effect"):
        return as_recorded(inquiry, chosen)
    if chosen is not None and is_recorded(inquiry, chosen) and not _is_later_step(inquiry):
        return on_record(inquiry, chosen)
    if inquiry.question.received is None and chosen is None and inquiry.is_out:
        return left_otherwise(inquiry, inquiry.bond)
    if inquiry.is_treaty_out_of_force or (chosen is None and why_not_a_party(inquiry)):
        return None
    said, step = announcement(inquiry), suspension(inquiry)
    if step is not None:
        return suspended_on_record(inquiry, step)
    return None if said is None else announced(inquiry, said)


def _is_later_step(inquiry: Inquiry) -> bool:
    """Return whether the State, bound again, has announced or suspended since its last exit."""
    return inquiry.is_back and bool(announcement(inquiry) or suspension(inquiry))
