"""How good such forecasts have been: those of past cases that waited for the same as long ahead.

Reads what `withdrawal.odds.scoring.summary` made of the kept scores.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from withdrawal.datafiles import read_json
from withdrawal.dates import long_date
from withdrawal.odds.known import KINDS

if TYPE_CHECKING:
    from withdrawal.odds.distribution import Distribution

__all__ = ["FILE", "LEADS", "Hindsight", "Share", "hindsight", "lead_of"]


FILE = Path(__file__).parent / "data" / "hindsight.json"

LEADS = {
    "a year": (365, "even odds within a year"),
    "two years": (730, "even odds in one to two years"),
    "more": (10**9, "even odds in more than two years"),
}
"""How far ahead even odds lie: by name the most days, and what is said of it."""

_FEW = 5
"""Of fewer groups of cases no share is told."""


@frozen
class Share:
    """A share of forecasts, with the ends of its 90% interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.0%} ({self.low:.0%} to {self.high:.0%})"


@frozen
class Hindsight:
    """How good forecasts of one kind have been, as far ahead.

    Attributes:
        kind: what they waited for (see `withdrawal.odds.known.KINDS`).
        lead: how far ahead their even odds lay, one of `LEADS`.
        forecasts, cases, groups: how many; a group holds the cases that acted together.
        came: how many groups took effect.
        held_50: how often the 50% range held the day, of those that took effect.
        held_80: the same of the 80% range.
        off: by how many days at most half of the even odds were off.
        never_told: the chance of never that was given.
        never_came: how often it came, as far as that is known.
    """

    kind: str
    lead: str
    forecasts: int
    cases: int
    groups: int
    came: int
    held_50: Share | None
    held_80: Share | None
    off: int | None
    never_told: float
    never_came: Share | None

    @property
    def is_few(self) -> bool:
        """Whether so few have come that a share would say nothing."""
        return self.came < _FEW

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it in words, a sentence each, with its days as ISO 8601."""
        counted = (
            f"{self.forecasts} such {'forecast' if self.forecasts == 1 else 'forecasts'} "
            f"({KINDS[self.kind]}, {LEADS[self.lead][1]}) of {self.groups} past "
            f"{'case' if self.groups == 1 else 'cases'}, those that acted together taken as one, "
            f"had been scored by {_scored()}."
        )
        if self.is_few:
            return counted, f"{self.came} took effect, too few to show a share."
        held = (
            f"Of those that took effect, the 80% range held the day in {self.held_80}, "
            f"and half of the even odds were off by {self.off} days or less."
        )
        if self.never_came is None:
            return counted, held
        never = f"Never was given {self.never_told:.0%}, and came in {self.never_came}."
        return counted, held, never

    @property
    def sentence(self) -> str:
        """All of it in words."""
        scored = _scored()
        return " ".join(self.lines).replace(str(scored), long_date(scored))

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {**asdict(self), "scored": _scored().isoformat(), "sentence": self.sentence}


def lead_of(days: float) -> str:
    """Return how far ahead so many days are: one of `LEADS`."""
    return next(name for name, (most, _) in LEADS.items() if days <= most)


def hindsight(kind: str, effect: Distribution, as_of: date) -> Hindsight | None:
    """Return how good forecasts like this one have been; None where none has been scored.

    Args:
        kind: what the case waits for.
        effect: the distribution of its day of effect.
        as_of: the day from which it looks ahead.
    """
    middle = effect.median
    if middle is None:
        return None
    lead = lead_of((middle - as_of).days)
    return next((each for each in _kept() if (each.kind, each.lead) == (kind, lead)), None)


def _scored() -> date:
    return date.fromisoformat(read_json(FILE)["scored"])


@cache
def _kept() -> tuple[Hindsight, ...]:
    return tuple(_read(row) for row in read_json(FILE)["rows"])


def _read(row: dict[str, Any]) -> Hindsight:
    told: dict[str, Any] = dict(row)
    for name in ("held_50", "held_80", "never_came"):
        told[name] = None if row[name] is None else Share(**row[name])
    return Hindsight(**told)
