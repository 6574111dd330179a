"""The verdict on a claim: each State judged by itself, and contradictions only where earned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.reading.claims import DISTANT, UNSURE, Found
from withdrawal.reading.judging.acts import effect_ruling, step_ruling
from withdrawal.reading.judging.bonds import (
    count_ruling,
    in_force_ruling,
    joined_ruling,
    standing_ruling,
    votes_ruling,
)
from withdrawal.reading.judging.ruling import Matter, Ruling, merged
from withdrawal.reading.judging.terms import TERMS, term_ruling

NEAR = 2
"""How many sentences away a claim stands that dispels a doubt."""
_OPEN = "unstated"


def _ruling(claim: Found, days: tuple[date, ...]) -> Ruling:
    """Return what becomes of a claim.

    Args:
        claim: the claim.
        days: the first and the last day the document may be of; none where it has no day. What
            is true on any of them is not contradicted.
    """
    treaty = catalogue().treaty(claim.treaty)
    found = [_on(claim, treaty, day) for day in days or (None,)]
    return next((each for each in found if each.verdict != "contradicted"), found[-1])


def rulings(claims: Sequence[Found], days: tuple[date, ...]) -> list[Ruling]:
    """Return what becomes of the claims of a document: contradicted only where nothing is in doubt.

    That the treaty or the State is named some sentences before is no doubt beside a claim on the
    same one that the record bears out to the day.

    Args:
        claims: the claims.
        days: as for one.
    """
    found = [_ruling(each, days) for each in claims]
    sure = [
        one
        for one, judged in zip(claims, found, strict=True)
        if judged.verdict == "supported" and one.value.day and one.kind in ("effect", "step")
    ]
    return [
        judged.softened
        if judged.verdict == "contradicted" and _doubts(one, judged, sure)
        else judged
        for one, judged in zip(claims, found, strict=True)
    ]


def _doubts(claim: Found, judged: Ruling, sure: Sequence[Found]) -> frozenset[str]:
    """Return the doubts of a claim that none beside it dispels."""
    if judged.is_slip:
        return frozenset(claim.doubts) & UNSURE
    beside = any(
        one.treaty == claim.treaty
        and abs(one.sentence - claim.sentence) <= NEAR
        and set(one.parties) >= set(claim.parties)
        for one in sure
    )
    says_so = (claim.value.starts or _OPEN) != _OPEN or claim.kind == "lock-in"
    is_full = says_so or (claim.is_plain and _says_what(claim))
    return frozenset(claim.doubts) - (DISTANT if beside and is_full else frozenset())


def _says_what(claim: Found) -> bool:
    """Return whether a claim is of an exit by its own words: "it took effect" may be of a law."""
    return claim.kind != "step" and claim.rule != "effect:takes-effect"


def _on(claim: Found, treaty: Treaty, on: date | None) -> Ruling:
    if claim.kind in TERMS:
        return term_ruling(claim, treaty, on)
    if claim.kind == "party-count":
        return count_ruling(claim, treaty, on)
    if not claim.parties:
        return in_force_ruling(claim, treaty)
    judge = _JUDGES[claim.kind]
    return merged([judge(Matter(claim, party, treaty, on)) for party in claim.parties])


_JUDGES = {
    "effect": effect_ruling,
    "step": step_ruling,
    "votes": votes_ruling,
    **dict.fromkeys(("joined", "in-force"), joined_ruling),
    **dict.fromkeys(("is-party", "not-party"), standing_ruling),
}
