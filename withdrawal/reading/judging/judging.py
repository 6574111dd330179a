"""The verdict on a claim: each State judged by itself, and contradictions only where earned."""

from __future__ import annotations

from datetime import date

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.reading.claims import Found
from withdrawal.reading.judging.acts import effect_ruling, step_ruling
from withdrawal.reading.judging.bonds import (
    count_ruling,
    in_force_ruling,
    joined_ruling,
    standing_ruling,
    votes_ruling,
)
from withdrawal.reading.judging.ruling import Ruling, merged
from withdrawal.reading.judging.terms import term_ruling

__all__ = ["ruling"]


def ruling(claim: Found, days: tuple[date, ...]) -> Ruling:
    """Return what becomes of a claim.

    Args:
        claim: the claim.
        days: the first and the last day the document may be of; none where it has no day. What
            is true on any of them is not contradicted.
    """
    treaty = catalogue().treaty(claim.treaty)
    found = [_on(claim, treaty, day) for day in days or (None,)]
    best = next((each for each in found if each.verdict != "contradicted"), found[-1])
    return best.softened if claim.doubts else best


def _on(claim: Found, treaty: Treaty, on: date | None) -> Ruling:
    if claim.kind in ("period-starts", "recipients", "lock-in", "protection"):
        return term_ruling(claim, treaty, on)
    if claim.kind == "party-count":
        return count_ruling(claim, treaty, on)
    if not claim.parties:
        return in_force_ruling(claim, treaty)
    return merged([_for_one(claim, party, treaty, on) for party in claim.parties])


def _for_one(claim: Found, party: str, treaty: Treaty, on: date | None) -> Ruling:
    if claim.kind == "effect":
        return effect_ruling(claim, party, treaty, on)
    if claim.kind == "step":
        return step_ruling(claim, party, treaty, on)
    if claim.kind == "votes":
        return votes_ruling(claim, party, treaty)
    if claim.kind in ("joined", "in-force"):
        return joined_ruling(claim, party, treaty)
    return standing_ruling(claim, party, treaty, on)
