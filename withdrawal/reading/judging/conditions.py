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


def by_the_clause(claim: Found, notice: PartialDate, party: str, treaty: Treaty) -> Ruling:
    """Return the verdict on a condition: by the clause alone."""
    first, last = (
        effect_of(treaty, day) if day else None for day in (notice.earliest, notice.latest)
    )
    if first is None or last is None:
        return Ruling(verdict="unjudgeable", why="The clause gives no day.", rule="effect:supposed")
    day = PartialDate.parse(f"{first}/{last}") if first < last else PartialDate.of(first)
    said = claim.day.values if claim.day else ()
    hit = next((each for each in said if fits(each, day)), None)
    if hit is not None:
        verdict: Verdict = "supported"
    else:
        verdict = "loose" if any(off_by_one(each, day) for each in said) else "contradicted"
    return Ruling(
        verdict=verdict,
        why=f"A notice of {notice} would take effect on {day}.",
        rule="effect:supposed",
        said=hit,
        right=None if hit else Value(day=day),
        article=treaty.clause.article or treaty.article,
    )
