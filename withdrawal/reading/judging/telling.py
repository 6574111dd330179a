"""Which of the claims that were judged are told: each thing once, with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from withdrawal.reading.claims import Claim, Found
from withdrawal.reading.facts import fits

__all__ = ["told"]


def told(claims: Sequence[tuple[Found, Claim]]) -> Iterator[Claim]:
    """Yield the claims that stand by themselves: each notice with who was told of it, and what the
    record alone settled where no other claim is of the same words and day."""
    beside = [claim for each, claim in claims if each.is_aside and claim.verdict == "supported"]
    plain = [claim for each, claim in claims if not (each.is_aside or each.is_guessed)]
    for each, claim in claims:
        if each.is_guessed:
            if _is_new(claim, plain):
                yield claim
        elif each.is_aside:
            if claim.verdict == "contradicted":
                yield claim
        else:
            yield _with_recipients(claim, beside)


def _is_new(guess: Claim, plain: Sequence[Claim]) -> bool:
    """Return whether what the record settled is borne out, and not told by another claim."""
    return guess.verdict == "supported" and not any(
        _is_of_the_same(guess, other) for other in plain
    )


def _is_of_the_same(one: Claim, other: Claim) -> bool:
    """Return whether two claims are told of the same words and the same day."""
    first, second = one.value.day, other.value.day
    return (
        first is not None
        and second is not None
        and other.offset < one.offset + one.length
        and one.offset < other.offset + other.length
        and fits(first, second)
    )


def _with_recipients(claim: Claim, told: Sequence[Claim]) -> Claim:
    """Return a claim; a notice with who was told, where that stands beside it and is right."""
    beside = (
        each
        for each in told
        if (each.treaty, each.parties) == (claim.treaty, claim.parties)
        and each.offset < claim.offset + claim.length
        and claim.offset < each.offset + each.length
    )
    aside = next(beside, None) if claim.step in ("notified", "received") else None
    if aside is None:
        return claim
    return evolve(claim, value=evolve(claim.value, recipients=aside.value.recipients))
