"""Judging a condition: what a notice on a supposed day would lead to, by the clause alone."""

from __future__ import annotations

from datetime import date

from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.reading.claims import Found, Value, Verdict
from withdrawal.reading.facts import fits, off_by_one
from withdrawal.reading.judging.ruling import Ruling

__all__ = ["by_the_clause", "effect_of"]


def effect_of(treaty: Treaty, notice: date) -> date | None:
    """Return the day of effect of a notice of a day; None where the clause gives none."""
    try:
        return treaty.clause.effect(notice, treaty.facts())
    except WithdrawalError:
        return None


def by_the_clause(claim: Found, notice: PartialDate, treaty: Treaty) -> Ruling:
    """Return the verdict on a condition: by the clause alone."""
    first, last = (
        effect_of(treaty, day) if day else None for day in (notice.earliest, notice.latest)
    )
    if first is None or last is None:
        return Ruling("unjudgeable", "The clause gives no day.", "effect:supposed")
    day = PartialDate.parse(f"{first}/{last}") if first < last else PartialDate.of(first)
    why = f"A notice of {notice} would take effect on {day}."
    article = treaty.clause.article or treaty.article
    hit = next((each for each in claim.said if fits(each, day)), None)
    if hit is not None:
        return Ruling("supported", why, "effect:supposed", said=hit, article=article)
    is_near = any(off_by_one(each, day) for each in claim.said)
    verdict: Verdict = "loose" if is_near else "contradicted"
    return Ruling(verdict, why, "effect:supposed", Value(day=day), article=article)
