"""Which of the claims that were judged are told: each thing once, with all that is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import evolve

from withdrawal.reading.claims import Claim, Found
from withdrawal.reading.facts import fits


def standing(claims: Sequence[tuple[Found, Claim]]) -> Iterator[Claim]:
    """Yield the claims that stand by themselves: each notice with who was told of it, and what the
    record alone settled where no other claim is of the same words and day."""
    told, plain = defaultdict[int, list[Claim]](list), defaultdict[int, list[Claim]](list)
    for each, claim in claims:
        if each.is_aside and claim.verdict == "supported":
            told[each.sentence].append(claim)
        elif not (each.is_aside or each.is_guessed):
            plain[each.sentence].append(claim)
    for each, claim in claims:
        if each.is_guessed:
            if _is_new(claim, plain[each.sentence]):
                yield claim
        elif each.is_aside:
            if claim.verdict == "contradicted" or (
                claim.verdict == "supported" and not (each.is_dated or plain[each.sentence])
            ):
                yield claim
        else:
            yield _with_recipients(claim, told[each.sentence])


def _is_new(guess: Claim, plain: Sequence[Claim]) -> bool:
    """Return whether what the record settled is borne out, and not told by another claim."""
    return guess.verdict == "supported" and not any(
        _is_of_the_same(guess, other) for other in plain
    )


def _is_of_the_same(one: Claim, other: Claim) -> bool:
    """Return whether two claims are told of the same words and the same day."""
    first, second = one.value.day, other.value.day
    is_same = first is not None and second is not None and fits(first, second)
    return is_same and _overlaps(one, other)


def _overlaps(one: Claim, other: Claim) -> bool:
    return other.offset < one.offset + one.length and one.offset < other.offset + other.length


def _with_recipients(claim: Claim, told: Sequence[Claim]) -> Claim:
    """Return a claim; a notice with who was told, where that stands beside it and is right."""
    about = claim.treaty, claim.parties
    for each in told if claim.step in ("notified", "received") else ():
        if (each.treaty, each.parties) == about and _overlaps(each, claim):
            return evolve(claim, value=evolve(claim.value, recipients=each.value.recipients))
    return claim
