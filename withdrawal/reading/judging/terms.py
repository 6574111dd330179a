"""Judging what is said of a treaty's rule: periods, recipients, lock-ins, protection."""

from __future__ import annotations

from datetime import date

from withdrawal.dates import PartialDate, Period
from withdrawal.law.circumstances import Conventions, Setting
from withdrawal.law.clause.gates import LockIn
from withdrawal.law.clause.landings import AnnualDate
from withdrawal.law.clause.operators import Operator, Runs
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import spelt_out
from withdrawal.reading.claims import Found, Value
from withdrawal.reading.judging.ruling import Ruling
from withdrawal.reading.recipients import plainly, told_by

__all__ = ["term_ruling"]

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
    """Return the verdict on what is said of the treaty's rule.

    Args:
        claim: the claim.
        treaty: the treaty.
        on: the document's last day; None where it has none.
    """
    judges = {
        "period-starts": _period,
        "recipients": _recipients,
        "lock-in": _lock_in,
        "protection": _protection,
    }
    return judges[claim.kind](claim, treaty, on)


def _cannot(why: str, rule: str, treaty: Treaty) -> Ruling:
    return Ruling(verdict="unjudgeable", why=why, rule=rule, article=_article(treaty))


def _article(treaty: Treaty) -> str | None:
    return treaty.clause.article or treaty.article


def _operators(treaty: Treaty) -> tuple[Operator, ...]:
    return treaty.clause.operators


def _is_sure(treaty: Treaty) -> bool:
    return treaty.confidence in ("verified", "known")


def _period(claim: Found, treaty: Treaty, _on: date | None) -> Ruling:
    runs = [each for each in _operators(treaty) if isinstance(each, Runs)]
    others = [
        each.period
        for way in treaty.clause.alternatives
        for each in way.operators
        if isinstance(each, Runs)
    ]
    said = claim.value.period
    assert said is not None
    if not runs and not treaty.clause.alternatives:
        return _to_a_day(claim, treaty)
    if len(runs) != 1:
        return _cannot("The clause has no single period.", "period:no-period", treaty)
    right = Value(period=runs[0].period, starts=_STARTS.get(treaty.clause.starts_on or ""))
    if not _same(said, runs[0].period):
        return _other_period(said, right, others, claim, treaty)
    return _start(claim, right, treaty)


def _to_a_day(claim: Found, treaty: Treaty) -> Ruling:
    """Return the verdict on a period where the clause only has a day of the year: one that is said
    to run from the notice is wrong, unless it is that by which the notice must come."""
    days = [each for each in _operators(treaty) if isinstance(each, AnnualDate)]
    said = claim.value.period
    if len(days) != 1 or said is None:
        return _cannot("The clause has no single period.", "period:no-period", treaty)
    notice, why = days[0].notice, f"It takes effect on a {days[0].on}, whichever day the notice is."
    if notice is not None and _same(said, notice):
        return Ruling(
            verdict="supported", why=f"Notice comes {notice.in_words()} before.",
            rule="period:before-a-day", article=_article(treaty),
        )  # fmt: skip
    is_rule = claim.value.starts in _NOTICE and claim.rule == "period:words"
    if notice is not None or not is_rule or not _is_sure(treaty):
        return _cannot(why, "period:no-period", treaty)
    return Ruling(verdict="contradicted", why=why, rule="period:a-day", article=_article(treaty))


def _other_period(
    said: Period, right: Value, others: list[Period], claim: Found, treaty: Treaty
) -> Ruling:
    article, period = _article(treaty), right.period
    assert period is not None
    why = f"The period is {period.in_words()}."
    if any(_same(said, each) for each in others):
        return _cannot("Another way out has this period.", "period:other-way", treaty)
    if abs(_days(said) - _days(period)) <= _ALIKE * _days(period):
        return Ruling(verdict="loose", why=why, rule="period:nearly", right=right, article=article)
    if claim.is_rounded or not _is_sure(treaty):
        return _cannot(why, "period:rounded", treaty)
    return Ruling(
        verdict="contradicted", why=why, rule="period:other", right=right, article=article
    )


def _start(claim: Found, right: Value, treaty: Treaty) -> Ruling:
    article, starts = _article(treaty), claim.value.starts
    begins = right.starts
    period = right.period
    assert period is not None
    why = f"The period is {period.in_words()}, from {_start_in_words(treaty)}."
    if begins is None:
        return _cannot(why, "period:other-start", treaty)
    if starts in _NOTICE and not claim.is_rounded:
        return Ruling(verdict="supported", why=why, rule="period:right", article=article)
    if starts in _WRONG_STARTS and _is_sure(treaty):
        return Ruling(
            verdict="contradicted", why=why, rule="period:start", right=right, article=article
        )
    return Ruling(verdict="loose", why=why, rule="period:no-start", right=right, article=article)


def _start_in_words(treaty: Treaty) -> str:
    return spelt_out(treaty.clause.starts_on or "the notice")


def _same(one: Period, other: Period) -> bool:
    return _months(one) == _months(other) and one.days == other.days


def _months(period: Period) -> int:
    return period.years * 12 + period.months


def _days(period: Period) -> float:
    return _months(period) * _MONTH + period.days


def _lock_in(claim: Found, treaty: Treaty, on: date | None) -> Ruling:
    gates = [each for each in _operators(treaty) if isinstance(each, LockIn)]
    article = _article(treaty)
    if len(gates) != 1:
        return _cannot("The clause has no single lock-in.", "lock-in:none", treaty)
    gate = gates[0]
    why = f"No notice for {gate.period.in_words()} from {gate.anchor.replace('-', ' ')}."
    if claim.value.period is not None:
        right = Value(period=gate.period)
        is_of_a_member = claim.value.starts == "accession"
        if (
            is_of_a_member
            and gate.anchor == "treaty-in-force"
            and _same(claim.value.period, gate.period)
        ):
            return _other_anchor(why, right, treaty)
        return _equal(claim, claim.value.period, right, why, treaty, "lock-in")
    opens = gate.opens(Setting(date.today(), treaty.facts(), Conventions()))
    said = claim.day.values if claim.day else ()
    if opens is None or not said:
        return _cannot(why, "lock-in:no-day", treaty)
    day = PartialDate.of(opens)
    if any((each.earliest or opens) <= opens <= (each.latest or opens) for each in said):
        return Ruling(verdict="supported", why=why, rule="lock-in:day", article=article)
    right = Value(day=day)
    is_other = gate.anchor == "treaty-in-force" and _is_sure(treaty)
    if not is_other or not (on and opens <= on):
        return _cannot(why, "lock-in:no-day", treaty)
    return Ruling(verdict="contradicted", why=why, rule="lock-in:day", right=right, article=article)


def _other_anchor(why: str, right: Value, treaty: Treaty) -> Ruling:
    """Return the verdict where the years are right and what they are counted from is not."""
    rule, article = "lock-in:anchor", _article(treaty)
    if not _is_sure(treaty):
        return _cannot(why, rule, treaty)
    return Ruling(verdict="contradicted", why=why, rule=rule, right=right, article=article)


def _protection(claim: Found, treaty: Treaty, _on: date | None) -> Ruling:
    survival = treaty.clause.survival
    if survival is None or claim.value.period is None:
        return _cannot("The clause has no protection in years.", "protection:none", treaty)
    why = f"Protection lasts {survival.in_words()}."
    return _equal(claim, claim.value.period, Value(period=survival), why, treaty, "protection")


def _equal(claim: Found, said: Period, right: Value, why: str, treaty: Treaty, rule: str) -> Ruling:
    assert right.period is not None
    article = _article(treaty)
    if _same(said, right.period):
        return Ruling(verdict="supported", why=why, rule=f"{rule}:right", article=article)
    if claim.is_rounded or not _is_sure(treaty):
        return _cannot(why, f"{rule}:unsure", treaty)
    return Ruling(
        verdict="contradicted", why=why, rule=f"{rule}:other", right=right, article=article
    )


def _recipients(claim: Found, treaty: Treaty, _on: date | None) -> Ruling:
    told = treaty.clause.recipients
    if not told:
        return _cannot("Who is told is not on record.", "recipients:none", treaty)
    right = told_by(treaty)
    said = {plainly(each) for each in claim.value.recipients}
    if "other" in right:
        said = {each for each in said if len(each) != _CODE}
    value = Value(recipients=tuple(told))
    why = f"To be told: {', '.join(told)}."
    article = _article(treaty)
    if said <= right:
        return Ruling(verdict="supported", why=why, rule="recipients:right", article=article)
    if claim.is_ahead:
        return _cannot("Who will be told is not who must be.", "recipients:will", treaty)
    keepers = {plainly(each) for each in treaty.depositaries}
    if said & (right | keepers) or not _is_sure(treaty):
        return _cannot(why, "recipients:partly", treaty)
    return Ruling(
        verdict="contradicted", why=why, rule="recipients:other", right=value, article=article
    )
