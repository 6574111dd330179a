"""What the days a case has taken so far say about its pace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from withdrawal.law.procedures.file import kinds
from withdrawal.law.procedures.pace import AFTER_APPROVAL
from withdrawal.odds.past import PastCase
from withdrawal.odds.spans import Span, spans_of

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case
    from withdrawal.odds.durations import Duration
    from withdrawal.odds.estimates import Estimates, Pace

__all__ = ["pace_weights"]

_LEAST = 1e-12


def pace_weights(
    case: Case, estimates: Estimates, paces: Sequence[tuple[float, Pace]]
) -> list[float]:
    """Return the probability of each pace, given the spans a case has gone through.

    Args:
        case: the case as it is known.
        estimates: what past cases say.
        paces: the paces, each with its probability before anything is known.
    """
    told = PastCase("", case.party, case.treaty.id, "", case.history, route=case.route.id)
    weights = [weight for weight, _ in paces]
    if len(paces) == 1:
        return weights
    for span in spans_of(told):
        chances = [_chance(span, estimates, pace) for _, pace in paces]
        weights = [w * max(c, _LEAST) for w, c in zip(weights, chances, strict=True)]
        total = sum(weights)
        weights = [weight / total for weight in weights]
    return weights


def _chance(span: Span, estimates: Estimates, pace: Pace) -> float:
    """Return the chance of a span at a pace."""
    whole: Duration | None = None
    for pool in span.kinds:
        kind = kinds()["notice" if pool == AFTER_APPROVAL else pool]
        part = estimates.stay(pool, kind, span.country).duration(pace)
        whole = part if whole is None else whole.then(part)
    assert whole is not None
    before = whole.survival(span.shortest - 1)
    return before if span.longest is None else before - whole.survival(span.longest)
