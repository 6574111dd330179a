"""One sentence for each kind of answer, in any of the languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.plan import Plan
    from withdrawal.forecast.outlook import Forecast
    from withdrawal.questions.reply import ClauseFacts, Departures
    from withdrawal.questions.wording import Wording
    from withdrawal.record.history import Withdrawal

__all__ = [
    "say_bound",
    "say_departures",
    "say_earliest",
    "say_may_leave",
    "say_odds",
    "say_period",
    "say_plan",
    "say_recipients",
    "say_status",
]


def say_status(answer: Answer, words: Wording) -> str:
    """Return the status and the date, for example "... took effect on 27 December 2025."."""
    return _if_a_party(answer, words.sentence(_status_key(answer), **_blanks(answer, words)), words)


def _if_a_party(answer: Answer, said: str, words: Wording) -> str:
    """Return a sentence that takes no membership for granted where the record has none."""
    if answer.is_membership_known or answer.status in ("not-a-party", "no-exit"):
        return said
    return words.sentence("bound_unknown", sentence=said)


def _status_key(answer: Answer) -> str:
    status = answer.status.replace("-", "_")
    if answer.status in ("pending", "effective") and answer.effect is None:
        if answer.earliest and answer.latest:
            return "pending_between"
        return "pending_from" if answer.earliest else "pending_open"
    if answer.status in ("conditional", "not-notified", "no-effect") and answer.earliest:
        return f"{status}_from"
    return status


def _blanks(answer: Answer, words: Wording) -> dict[str, str]:
    dates = {"on": answer.effect, "earliest": answer.earliest, "latest": answer.latest}
    return {**_names(answer.party, answer.treaty, words), **_days(words, **dates)}


def _names(party: str, treaty: str, words: Wording) -> dict[str, str]:
    return {
        "party": words.party(party),
        "of": words.of_party(party),
        "treaty": words.treaty(treaty),
        "left": words.left(treaty),
        "from": words.from_treaty(treaty),
    }


def _days(words: Wording, **dates: date | None) -> dict[str, str]:
    """Return the dates that are known as words, in both of their forms."""
    known = {key: day for key, day in dates.items() if day is not None}
    plain = {f"{key}_plain": words.plain_day(day) for key, day in known.items()}
    return {**{key: words.on(day) for key, day in known.items()}, **plain}


def say_bound(answer: Answer, words: Wording) -> str:
    """Return whether the State is still a party, and why in the same sentence."""
    if answer.is_bound is None:
        said = words.sentence(_status_key(answer), **_blanks(answer, words))
        return words.sentence("bound_unknown", sentence=said)
    why = words.within(_status_key(answer), **_blanks(answer, words))
    return words.sentence("bound" if answer.is_bound else "not_bound", sentence=why)


def say_earliest(answer: Answer, words: Wording) -> str:
    """Return the earliest possible date; where one is settled or none possible, the status."""
    if answer.status == "not-notified" and answer.earliest is not None:
        said = words.sentence("earliest", **_blanks(answer, words))
        return _if_a_party(answer, said, words)
    return say_status(answer, words)


def say_plan(plan: Plan, words: Wording) -> str:
    """Return the last day for the notice, or that it cannot be done."""
    later = plan.earliest_possible
    days = _days(words, on=plan.out_by, latest=plan.latest_receipt, earliest=later)
    blanks = {**_names(plan.party, plan.treaty, words), **days}
    if plan.latest_receipt is not None:
        return words.sentence("latest_notice", **blanks)
    return words.sentence("latest_notice_later" if later else "latest_notice_never", **blanks)


def say_odds(forecast: Forecast, out_by: date, words: Wording) -> str:
    """Return the probability of being out by a day."""
    share = words.percent(forecast.probability_by(out_by))
    blanks = {**_names(forecast.party, forecast.treaty, words), **_days(words, on=out_by)}
    return words.sentence("chance", percent=share, **blanks)


def say_period(facts: ClauseFacts, words: Wording) -> str:
    """Return how long the notice is."""
    if facts.exit != "allowed":
        return say_may_leave(facts, words)
    if facts.period is None or facts.period.is_zero:
        return words.sentence("period_at", treaty=words.treaty(facts.treaty))
    period = words.period(facts.period)
    return words.sentence("period", period=period, treaty=words.treaty(facts.treaty))


def say_recipients(facts: ClauseFacts, words: Wording) -> str:
    """Return who must be told."""
    if not facts.recipients:
        return words.sentence("recipients_none", treaty=words.treaty(facts.treaty))
    told = words.recipients(facts.recipients)
    return words.sentence("recipients", list=told, treaty=words.treaty(facts.treaty))


def say_may_leave(facts: ClauseFacts, words: Wording) -> str:
    """Return whether the treaty can be left."""
    key = {"allowed": "may", "silent": "may_silent"}.get(facts.exit, "may_barred")
    treaty = words.treaty(facts.treaty)
    return words.sentence(
        key,
        treaty=treaty,
        Treaty=treaty[0].upper() + treaty[1:],
        left=words.left(facts.treaty),
        **{"from": words.from_treaty(facts.treaty)},
    )


def say_departures(departures: Departures, words: Wording) -> str:
    """Return who has left or is leaving, and when."""
    treaty = words.treaty(departures.treaty)
    if not departures.withdrawals:
        return words.sentence("leaving_none", treaty=treaty)
    said = [_departure(each, words) for each in departures.withdrawals]
    return words.sentence("leaving", treaty=treaty, list="; ".join(said))


def _departure(row: Withdrawal, words: Wording) -> str:
    party = words.party(row.party)
    if row.effect is None or row.status in ("disputed", "no-effect"):
        return str(words.texts["sentences"]["left_open"]).format_map(
            {"party": party, "status": words.status(row.status)}
        )
    return str(words.texts["sentences"]["left_on"]).format_map(
        {"party": party, **_days(words, on=row.effect)}
    )
