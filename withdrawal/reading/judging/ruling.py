"""A ruling: the verdict on one claim about one State, and how several become one."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from withdrawal.dates import PartialDate
from withdrawal.reading.claims import Value, Verdict

__all__ = ["Ruling", "merged"]

_ORDER: tuple[Verdict, ...] = ("unjudgeable", "contradicted", "loose", "supported")


@frozen(kw_only=True)
class Ruling:
    """What becomes of a claim.

    Attributes:
        verdict: supported, contradicted, loose or unjudgeable.
        why: the reason.
        rule: the rule that decided.
        right: the right value.
        said: the day meant, where a day without a year is settled by the record.
        step: the step meant, where a word for two of them is settled by the record.
        article: where the treaty says so.
        source: where the fact is recorded.
        later: what came after the document's day.
    """

    verdict: Verdict
    why: str
    rule: str
    right: Value | None = None
    said: PartialDate | None = None
    step: str | None = None
    article: str | None = None
    source: str | None = None
    later: str | None = None

    @property
    def softened(self) -> Ruling:
        """The ruling with a contradiction taken back, because it was not earned."""
        if self.verdict != "contradicted":
            return self
        return evolve(self, verdict="unjudgeable", right=None, rule=f"{self.rule}:not-earned")


def merged(rulings: Sequence[Ruling]) -> Ruling:
    """Return one ruling for several States: what cannot be judged for one cannot be for all."""
    return min(rulings, key=lambda each: _ORDER.index(each.verdict))
