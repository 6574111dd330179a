"""Judging what is said of a treaty's rule: periods, recipients, lock-ins, protection."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from attrs import evolve

from withdrawal.dates import PartialDate, Period
from withdrawal.law.circumstances import Conventions, Setting
from withdrawal.law.clause.gates import LockIn
from withdrawal.law.clause.landings import AnnualDate
from withdrawal.law.clause.operators import Runs
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import spelt_out
from withdrawal.reading.claims import Found, Value
from withdrawal.reading.judging.ruling import Ruling
from withdrawal.reading.recipients import plainly, told_by

_Kind = TypeVar("_Kind")

_NOTICE = frozenset({"receipt-by-depositary", "notification"})
_WRONG_STARTS = frozenset({"approval", "signature", "ratification", "accession"})
_STARTS = {
    "receipt-by-depositary": "receipt-by-depositary",
    "receipt-by-organization": "receipt-by-depositary",
    "date-of-notification": "notification",
}
_CODE = 3
"""How many letters the code of a State has: where the other parties are told, it is one."""
_MONTH = 30.44
_ALIKE = 0.05
"""By what share two lengths in different units may differ and still be loosely the same."""


def term_ruling(claim: Found, treaty: Treaty, on: date | None) -> Ruling:
    """Return the verdict on what is said of the treaty's rule, with its article.

    Args:
        claim: the claim, of one of the kinds `TERMS`.
        treaty: the treaty.
        on: the document's last day; None where it has none.
    """
    return evolve(
        TERMS[claim.kind](claim, treaty, on), article=treaty.clause.article or treaty.article
    )


def _cannot(why: str, rule: str) -> Ruling:
    return Ruling("unjudgeable", why, rule)


def _wrong(treaty: Treaty, why: str, rule: str, right: Value | None, *, unsure: str = "") -> Ruling:
    """Return the contradiction; of a treaty that is not sure none, by the rule `unsure`."""
    if treaty.confidence in ("verified", "known"):
        return Ruling("contradicted", why, rule, right)
    return _cannot(why, unsure or rule)


def _operators(treaty: Treaty, kind: type[_Kind]) -> list[_Kind]:
    return [each for each in treaty.clause.operators if isinstance(each, kind)]


def _period(claim: Found, treaty: Treaty, _on: date | None) -> Ruling:
    runs, said, ways = _operators(treaty, Runs), claim.value.period, treaty.clause.alternatives
    assert said is not None
    if not runs and not ways:
        return _to_a_day(claim, said, treaty)
    if len(runs) != 1:
        return _cannot("The clause has no single period.", "period:no-period")
    period = runs[0].period
    right = Value(period=period, starts=_STARTS.get(treaty.clause.starts_on or ""))
    if _same(said, period):
        return _start(claim, right, treaty)
    why = f"The period is {period.in_words()}."
    others = (each for way in ways for each in way.operators if isinstance(each, Runs))
    if any(_same(said, each.period) for each in others):
        return _cannot("Another way out has this period.", "period:other-way")
    if abs(_days(said) - _days(period)) <= _ALIKE * _days(period):
        return Ruling("loose", why, "period:nearly", right)
    if claim.is_rounded:
        return _cannot(why, "period:rounded")
    return _wrong(treaty, why, "period:other", right, unsure="period:rounded")


def _to_a_day(claim: Found, said: Period, treaty: Treaty) -> Ruling:
    """Return the verdict on a period where the clause only has a day of the year: one that is said
    to run from the notice is wrong, unless it is that by which the notice must come."""
    days = _operators(treaty, AnnualDate)
    if len(days) != 1:
        return _cannot("The clause has no single period.", "period:no-period")
    notice, why = days[0].notice, f"It takes effect on a {days[0].on}, whichever day the notice is."
    if notice is not None and _same(said, notice):
        return Ruling(
            "supported", f"Notice comes {notice.in_words()} before.", "period:before-a-day"
        )
    is_rule = claim.value.starts in _NOTICE and claim.rule == "period:words"
    if notice is not None or not is_rule:
        return _cannot(why, "period:no-period")
    return _wrong(treaty, why, "period:a-day", None, unsure="period:no-period")


def _start(claim: Found, right: Value, treaty: Treaty) -> Ruling:
    """Return the verdict on a period of the right length, by what it is said to run from."""
    starts, period, trigger = claim.value.starts, right.period, treaty.clause.starts_on
    assert period is not None
    why = f"The period is {period.in_words()}, from {spelt_out(trigger or 'the notice')}."
    if right.starts is None:
        return _cannot(why, "period:other-start")
    if starts in _NOTICE and not claim.is_rounded:
        return Ruling("supported", why, "period:right")
    if starts in _WRONG_STARTS and (wrong := _wrong(treaty, why, "period:start", right)).right:
        return wrong
    return Ruling("loose", why, "period:no-start", right)


def _same(one: Period, other: Period) -> bool:
    return one.whole_months == other.whole_months and one.days == other.days


def _days(period: Period) -> float:
    return period.whole_months * _MONTH + period.days


def _lock_in(claim: Found, treaty: Treaty, on: date | None) -> Ruling:
    gates = _operators(treaty, LockIn)
    if len(gates) != 1:
        return _cannot("The clause has no single lock-in.", "lock-in:none")
    gate, said = gates[0], claim.value.period
    why = f"No notice for {gate.period.in_words()} from {gate.anchor.replace('-', ' ')}."
    is_of_the_treaty = gate.anchor == "treaty-in-force"
    if said is not None:
        if claim.value.starts == "accession" and is_of_the_treaty and _same(said, gate.period):
            return _wrong(treaty, why, "lock-in:anchor", Value(period=gate.period))
        return _equal(claim, said, gate.period, why, treaty, "lock-in")
    opens = gate.opens(Setting(date.today(), treaty.facts(), Conventions()))
    if opens is None or not claim.said:
        return _cannot(why, "lock-in:no-day")
    if any((each.earliest or opens) <= opens <= (each.latest or opens) for each in claim.said):
        return Ruling("supported", why, "lock-in:day")
    if not is_of_the_treaty or not (on and opens <= on):
        return _cannot(why, "lock-in:no-day")
    right = Value(day=PartialDate.of(opens))
    return _wrong(treaty, why, "lock-in:day", right, unsure="lock-in:no-day")


def _protection(claim: Found, treaty: Treaty, _on: date | None) -> Ruling:
    survival = treaty.clause.survival
    if survival is None or claim.value.period is None:
        return _cannot("The clause has no protection in years.", "protection:none")
    why = f"Protection lasts {survival.in_words()}."
    return _equal(claim, claim.value.period, survival, why, treaty, "protection")


def _equal(
    claim: Found, said: Period, right: Period, why: str, treaty: Treaty, rule: str
) -> Ruling:
    if _same(said, right):
        return Ruling("supported", why, f"{rule}:right")
    if claim.is_rounded:
        return _cannot(why, f"{rule}:unsure")
    return _wrong(treaty, why, f"{rule}:other", Value(period=right), unsure=f"{rule}:unsure")


def _recipients(claim: Found, treaty: Treaty, _on: date | None) -> Ruling:
    told = treaty.clause.recipients
    if not told:
        return _cannot("Who is told is not on record.", "recipients:none")
    right = told_by(treaty)
    said = {plainly(each) for each in claim.value.recipients}
    if "other" in right:
        said = {each for each in said if len(each) != _CODE}
    if right & {plainly(each) for each in treaty.depositaries}:
        said -= {"depositary"}  # who is told by name is the depositary
    why = f"To be told: {', '.join(told)}."
    if said <= right:
        return Ruling("supported", why, "recipients:right")
    if claim.is_ahead:
        return _cannot("Who will be told is not who must be.", "recipients:will")
    if said & (right | {plainly(each) for each in treaty.depositaries}):
        return _cannot(why, "recipients:partly")
    value = Value(recipients=tuple(told))
    return _wrong(treaty, why, "recipients:other", value, unsure="recipients:partly")


TERMS = {
    "period-starts": _period,
    "recipients": _recipients,
    "lock-in": _lock_in,
    "protection": _protection,
}
"""The kinds of claims about a rule, and who judges them."""
