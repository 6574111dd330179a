"""The treaty's side of a case: clause and windows as tables, revocation and conflict as risks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from withdrawal.dates import DayTable
from withdrawal.dates.table import EPOCH, NOWHERE
from withdrawal.odds.conflict import ConflictRisk
from withdrawal.odds.durations import LONGEST, Duration
from withdrawal.odds.network import Revocation, TreatySide

if TYPE_CHECKING:
    from withdrawal.dates import Interval
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.odds.estimates import Branch, Estimates

__all__ = ["Risks", "treaty_side"]

_REACH = 11
"""How many years past the horizon a window for notice is looked for."""


@frozen
class Risks:
    """What may go wrong after the notice is ready, and what was assumed of it.

    Attributes:
        revocation: the chance that the notice is taken back.
        hazard: the daily hazard of an armed conflict.
        lasting: how long one lasts.
        assumptions: in words.
        branches: those among them that past cases show.
    """

    revocation: Revocation | None
    hazard: float
    lasting: Duration
    assumptions: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()

    @classmethod
    def of(cls, estimates: Estimates, country: str) -> Risks:
        """Return the risks that the estimates name, for a State."""
        branch = estimates.branch("revoked")
        fractions = estimates.revocation_fractions()
        revocation = Revocation(branch.probability, fractions) if fractions else None
        hazard, lasting = estimates.conflict()
        said = branch.sentence(country)
        return cls(revocation, hazard, lasting, (said,), (branch,))


def treaty_side(
    treaty: Treaty,
    facts: Circumstances,
    risks: Risks,
    *,
    first: date,
    last: date,
    as_of: date,
) -> tuple[TreatySide, tuple[str, ...]]:
    """Return the treaty's side of a case, and what it takes for granted.

    Args:
        treaty: the treaty.
        facts: the circumstances; a conflict without an end is taken as a risk, not a fact.
        risks: what may go wrong.
        first: the first day on which a notice may be ready.
        last: the last one counted.
        as_of: the day for which the present state is known.
    """
    ongoing = tuple(span for span in facts.conflicts if span.end is None)
    ended = tuple(span for span in facts.conflicts if span.end is not None)
    settled = evolve(facts, conflicts=ended)
    clause = treaty.clause.table(first, date(last.year + _REACH, 12, 31), settled)
    conflict, said = _conflict(treaty, settled, risks, ongoing, clause, as_of)
    side = TreatySide(
        clause, _allowed(clause), risks.revocation, conflict, as_of.toordinal() - EPOCH
    )
    return side, (*risks.assumptions, *said)


def _allowed(clause: DayTable) -> DayTable | None:
    """Return, for each day, the first day from it on which a notice would have effect."""
    possible = clause.values != NOWHERE
    if possible.all():
        return None
    start = clause.first.toordinal() - EPOCH
    days = np.where(possible, np.arange(start, start + len(clause)), np.iinfo(np.int32).max)
    following = np.minimum.accumulate(days[::-1])[::-1]
    missing = following == np.iinfo(np.int32).max
    values = np.where(missing, NOWHERE, following).astype(np.int32)
    return DayTable(clause.first, clause.last, values)


def _conflict(
    treaty: Treaty,
    facts: Circumstances,
    risks: Risks,
    ongoing: tuple[Interval, ...],
    clause: DayTable,
    as_of: date,
) -> tuple[ConflictRisk | None, tuple[str, ...]]:
    proviso = treaty.clause.proviso(facts)
    if proviso is None or (not risks.hazard and not ongoing):
        return None, ()
    origin = as_of.toordinal() - EPOCH
    reached = clause.values[clause.values != NOWHERE]
    last = max(int(reached.max(initial=origin)), origin) + 1
    remaining = began = None
    a_year = 1.0 - (1.0 - risks.hazard) ** 365.25
    begins = (
        f"That an armed conflict begins with probability {a_year:.1%} a year (assumed), and lasts "
        f"{risks.lasting.quantile(0.5)} days in the median (assumed)."
    )
    said = [begins]
    if ongoing:
        since = ongoing[0].start
        began = since.toordinal() - EPOCH
        remaining = _remaining(risks.lasting, (as_of - since).days)
        said.append(f"That the armed conflict since {since} ends as such conflicts do (assumed).")
    risk = ConflictRisk(risks.hazard, risks.lasting, origin, last, remaining, proviso.tested, began)
    return risk, tuple(said)


def _remaining(lasting: Duration, gone: int) -> Duration:
    """Return how long a conflict still lasts that has lasted for ``gone`` days."""
    longer = lasting.longer_than(min(gone, LONGEST - 1))
    assert longer is not None
    return evolve(longer, first=max(longer.first - min(gone, LONGEST - 1), 1))
