"""One sentence for each kind of answer, in any of the languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import (
    TEXTS,
    additions,
    by_list,
    ended_without_notice,
    is_told_by_a_list_alone,
)
from withdrawal.languages.folder import labels, report_lines
from withdrawal.letters import upper_first
from withdrawal.record.kinds import RecordKind

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.planned import Plan
    from withdrawal.dates import PartialDate
    from withdrawal.languages.wording import Wording
    from withdrawal.odds.forecast import Forecast
    from withdrawal.questions.reply import ClauseFacts, Departures
    from withdrawal.record.history import Withdrawal


def say_status(answer: Answer, words: Wording) -> str:
    """Return the status and the date, for example "... took effect on 27 December 2025."."""
    more = (*_added(answer, words), _before(answer, words), say_back(answer, words))
    return words.marks.prose((_main(answer, words), *more, _sure(answer, words)))


def _sure(answer: Answer, words: Wording) -> str:
    """Return that it is disputed whether an exit took effect so; nothing where it is not."""
    if answer.status != "effective" or answer.confidence != "disputed":
        return ""
    sure = labels(words.language).labels["sure"]
    return words.marks.closed(words.marks.named(sure, words.status("disputed")))


def say_back(answer: Answer, words: Wording) -> str:
    """Return since when the State is a party again; nothing where it is not, or nobody knows."""
    if answer.rejoined is None:
        return ""
    what, since = labels(words.language).labels["rejoined"], words.plain_day(answer.rejoined)
    if answer.manner.is_back_disputed:
        since = words.marks.beside(since, words.status("disputed"))
    return words.marks.closed(words.marks.named(what, since))


def _before(answer: Answer, words: Wording) -> str:
    """Return what a State has ended that has not left: a signature, or a part of a treaty."""
    from withdrawal.record.history import history

    rows = (each.as_known_on(answer.as_of) for each in history(answer.treaty, answer.party))
    known = [each for each in rows if each is not None]
    told: list[str] = []
    if answer.status == "not-a-party":
        told += [
            _departure(each, answer.as_of, words) for each in known if each.kind.is_before_a_bond
        ]
    if answer.status == "not-notified":
        told += [
            _part(each, words) for each in known if each.kind is RecordKind.PARTIAL_TERMINATION
        ]
    text = words.marks.joined(told)
    return words.word("besides", list=text) if text else ""


def _part(row: Withdrawal, words: Wording) -> str:
    """Return the end of a part of a treaty, which leaves the State a party, with its day."""
    day, kind = row.latest("effect") or row.given, report_lines(words.language).records[row.kind]
    told = f"{kind}{words.marks.comma}{words.plain_day(day)}" if day else kind
    return _stood(row.party, told, words)


def _stood(party: str, status: str, words: Wording) -> str:
    """Return a State with what became of its step: "Russia (signature taken back, ...)"."""
    return words.filled("left_open", party=words.party(party), status=status)


def _main(answer: Answer, words: Wording) -> str:
    """Return the status, with no membership taken for granted where the record has none."""
    key, blanks = _status_key(answer), _blanks(answer, words)
    if _was_before_a_bond(answer):
        kind = words.kind_on(str(answer.kind), answer.effect)
        return words.word("besides", list=_stood(answer.party, kind, words))
    is_text = answer.manner.kind in TEXTS
    if is_text or answer.is_membership_known or answer.status in _ASK_NOBODY:
        return words.sentence(key, **blanks)
    return words.sentence("bound_unknown", sentence=words.within(key, **blanks))


def _was_before_a_bond(answer: Answer) -> bool:
    """Return whether a State took back a signature or a consent that did not bind it yet."""
    return answer.kind is not None and RecordKind(answer.kind).is_before_a_bond


_ASK_NOBODY = frozenset({"not-a-party", "no-exit", "not-open", "ended", "not-in-force"})
"""Statuses whose sentence takes no membership for granted, or tells of it by itself."""


def _added(answer: Answer, words: Wording) -> list[str]:
    return [words.sentence(key, **_blanks(answer, words)) for key in additions(answer)]


def _status_key(answer: Answer) -> str:
    """Return the key of the sentence for an answer; what is supposed has sentences of its own."""
    unusual = _unusual_key(answer)
    if unusual is not None:
        return unusual
    status, is_dated = answer.status.replace("-", "_"), answer.effect is not None
    if answer.status in ("pending", "effective") and not is_dated:
        return _undated(answer)
    if answer.is_supposed and answer.status in _SUPPOSED:
        status = _SUPPOSED[answer.status]
    if answer.status in _WITH_EARLIEST and answer.earliest:
        return f"{status}_from"
    return f"{status}{_ending(answer)}"


def _unusual_key(answer: Answer) -> str | None:
    """Return the key for what the sentence of a status would not fit; None where it does."""
    manner, is_past = answer.manner, answer.status == "effective"
    if manner.kind in TEXTS and answer.status in ("not-notified", "not-a-party"):
        return "supposed_from" if answer.earliest else "supposed_open"
    if answer.status == "not-open" and manner.closed_on is not None:
        return "not_open_closed"
    if manner.consent_of is not None and answer.status == "conditional":
        return "by_consent_from" if answer.earliest else "by_consent"
    if answer.effect is None:
        return None
    if manner.ended_by is not None:
        return "ended_by_other" if is_past else "ends_by_other"
    if ended_without_notice(answer):
        return "ceased" if is_past else "ceases"
    return "left_by_list" if is_told_by_a_list_alone(answer) else None


def _undated(answer: Answer) -> str:
    """Return the key for an exit whose day is known only within bounds, or not at all."""
    bounds = "between" if answer.earliest and answer.latest else "open"
    if answer.is_supposed or answer.status == "pending":
        if answer.earliest and not answer.latest:
            bounds = "from"
        return f"{'supposed' if answer.is_supposed else 'pending'}_{bounds}"
    return f"effective_{bounds}"


def _ending(answer: Answer) -> str:
    """Return what picks among the sentences of a status that has no earliest day."""
    endings = {
        "announced": "" if answer.announced else "_undated",
        "not-a-party": by_list(answer.treaty, "_on", "_known") if answer.list_day else "",
        "ended": "_by" if answer.successors else "",
        "no-exit": "_barred" if answer.manner.is_barred else "",
        "disputed": "_suspension" if _is_suspension(answer) else "",
        "not-in-force": "_provisional" if answer.manner.provisional else "",
    }
    return endings.get(answer.status, "")


def _is_suspension(answer: Answer) -> bool:
    """Return whether what is disputed is a suspension, and no step to leave."""
    return any(each.rule == "suspension" for each in answer.because)


_SUPPOSED = {
    "pending": "supposed",
    "effective": "supposed_effective",
    "conditional": "supposed_conditional",
    "no-effect": "supposed_no_effect",
}
_WITH_EARLIEST = frozenset({"conditional", "not-notified", "announced", "not-open", "no-effect"})


def _blanks(answer: Answer, words: Wording) -> dict[str, str]:
    dates = {
        "on": answer.effect,
        "earliest": answer.earliest,
        "latest": answer.latest,
        "announced": answer.announced,
        "as_of": answer.as_of,
        "ended": answer.ended_on or answer.as_of,
        "listed": answer.list_day,
        "closed": answer.manner.closed_on,
        "provisional": answer.manner.provisional,
    }
    successors = words.listed(words.treaty(each) for each in answer.successors)
    names = words.case_blanks(answer.party, answer.treaty)
    return {**names, **words.day_blanks(**dates), "successors": successors}


def say_bound(answer: Answer, words: Wording) -> str:
    """Return whether the State is still a party, and why in the same sentence."""
    says_it = answer.status in _SAY_IT_THEMSELVES or _was_before_a_bond(answer)
    if answer.is_bound is None or says_it:
        return say_status(answer, words)
    why = words.within(_status_key(answer), **_blanks(answer, words))
    if answer.is_back:
        again = "bound_again" if answer.effect else "bound_again_open"
        told = words.sentence(again, **_blanks(answer, words))
        return words.marks.prose((told, say_back(answer, words)))
    if answer.list_day is not None and answer.is_bound:
        key, day = by_list(answer.treaty, "bound_on", "bound_known"), answer.list_day
        told = words.sentence(key, sentence=why, **words.day_blanks(listed=day))
    else:
        told = words.sentence("bound" if answer.is_bound else "not_bound", sentence=why)
    return words.marks.prose((told, _before(answer, words), _sure(answer, words)))


_SAY_IT_THEMSELVES = frozenset({"not-a-party", "disputed", "ended", "not-in-force"})
"""Statuses whose sentence says by itself whether the State is a party, or that it is disputed."""


def say_earliest(answer: Answer, words: Wording) -> str:
    """Return the earliest possible date; where one is settled or none possible, the status."""
    if answer.status == "not-notified" and answer.earliest is not None:
        said = words.within("earliest", **_blanks(answer, words))
        if answer.is_membership_known:
            told = words.sentence("earliest", **_blanks(answer, words))
            return words.marks.prose((told, *_added(answer, words)))
        return words.sentence("bound_unknown", sentence=said)
    return say_status(answer, words)


def say_ended(treaty: str, day: date, words: Wording) -> str:
    """Return since when a treaty itself is in force no more."""
    what = upper_first(words.status("ended"))
    return words.marks.told_of(what, words.treaty(treaty), words.plain_day(day))


def say_last_day(answer: Answer, words: Wording) -> str:
    """Return the last day on which the treaty binds the State, where one is settled; the status."""
    status = say_status(answer, words)
    day = answer.last_day_bound if answer.status in _SETTLED and not answer.is_back else None
    if day is None or answer.is_supposed or not answer.is_membership_known:
        return say_bound(answer, words)
    names = words.marks.joined((words.party(answer.party), words.treaty(answer.treaty)))
    what = labels(words.language).labels["last_day"]
    told = words.marks.told_of(what, names, words.plain_day(day))
    return words.marks.prose((told, status))


def say_days_left(answer: Answer, words: Wording) -> str:
    """Return the status, before it the days from the day asked to the effect, where it is ahead."""
    status = say_status(answer, words)
    if answer.effect is None or answer.effect <= answer.as_of:
        return status
    left = words.days((answer.effect - answer.as_of).days)
    return words.marks.prose((words.marks.closed(left), status))


_SETTLED = frozenset({"effective", "pending"})


def say_plan(plan: Plan, words: Wording) -> str:
    """Return the last day for the notice, or that it cannot be done."""
    later = plan.earliest_possible
    days = words.day_blanks(on=plan.out_by, latest=plan.latest_receipt, earliest=later)
    blanks = {**words.case_blanks(plan.party, plan.treaty), **days}
    if plan.is_if_a_party:
        return words.sentence("bound_unknown", sentence=words.within("latest_notice", **blanks))
    if plan.latest_receipt is not None:
        return words.sentence("latest_notice", **blanks)
    return words.sentence("latest_notice_later" if later else "latest_notice_never", **blanks)


def say_odds(forecast: Forecast, out_by: date, words: Wording) -> str:
    """Return the probability of being out by a day; as supposed, where nothing has begun.

    Where it is not known whether the State is a party, it is told as what holds if it is.
    """
    from withdrawal.odds.forecast import is_if_a_party

    share = words.percent(forecast.probability_by(out_by))
    key = "chance_supposed" if forecast.is_supposed else "chance"
    blanks = {**words.case_blanks(forecast.party, forecast.treaty), **words.day_blanks(on=out_by)}
    said = words.sentence(key, percent=share, **blanks)
    if is_if_a_party(forecast):
        return words.sentence("bound_unknown", sentence=words.in_sentence(said))
    return said


def say_period(facts: ClauseFacts, words: Wording) -> str:
    """Return how long the notice is."""
    if facts.exit != "allowed":
        return say_may_leave(facts, words)
    names = words.treaty_blanks(facts.treaty)
    if facts.period is None or facts.period.is_zero:
        return words.sentence("period_at", **names)
    return words.sentence("period", period=words.period(facts.period), **names)


def say_recipients(facts: ClauseFacts, words: Wording) -> str:
    """Return who must be told, the depositary by name; that there is no clause, where so."""
    names = words.treaty_blanks(facts.treaty)
    if not facts.recipients:
        if facts.exit != "allowed":
            return say_may_leave(facts, words)
        return words.sentence("recipients_none", **names)
    told = words.recipients(facts.recipients, depositaries=facts.depositaries)
    return words.sentence("recipients", list=told, **names)


def say_may_leave(facts: ClauseFacts, words: Wording) -> str:
    """Return whether the treaty can be left."""
    key = {"allowed": "may", "silent": "may_silent"}.get(facts.exit, "may_barred")
    return words.sentence(key, **words.treaty_blanks(facts.treaty))


def say_departures(departures: Departures, words: Wording) -> str:
    """Return who has left, who is leaving, and who came back, each with its day."""
    names = words.treaty_blanks(departures.treaty)
    gone, running, besides = (
        words.marks.joined(_departure(each, departures.as_of, words) for each in rows)
        for rows in (departures.withdrawals, departures.running, departures.besides)
    )
    said = [words.sentence("leaving", list=gone, **names)] if gone else []
    if running:
        what, count = upper_first(words.status("pending")), str(len(departures.running))
        said.append(words.marks.told_of(what, count, running))
    said = said or [words.sentence("leaving_none", **names)]
    return words.marks.prose((*said, words.word("besides", list=besides) if besides else ""))


def _departure(row: Withdrawal, as_of: date, words: Wording) -> str:
    party = words.party(row.party)
    if row.kind.is_before_a_bond:
        told = words.kind_on(row.kind, row.latest("effect") or row.given)
        return _stood(row.party, told, words)
    known = row.known("effect")
    if known is None or row.status in ("disputed", "no-effect") or not _is_bounded(known):
        return _stood(row.party, words.status(row.status), words)
    is_ahead = known.earliest is not None and known.earliest > as_of
    is_back = row.known("rejoined_on") is not None
    key = "left_ahead" if is_ahead else "left_and_back" if is_back else "left_on"
    return words.filled(key, party=party, on=words.when(known), on_plain=words.plainly(known))


def _is_bounded(known: PartialDate) -> bool:
    return known.earliest is not None and known.latest is not None


def say_received(day: PartialDate, words: Wording) -> str:
    """Return the day of a notice or its bounds; where one of them is open, as EDTF writes it."""
    first, last = day.earliest, day.latest
    if first is None or last is None:
        return words.word("received", on=day.text)
    if first == last:
        return words.word("received", on=words.on(first))
    return words.word("received_between", **words.day_blanks(earliest=first, latest=last))
