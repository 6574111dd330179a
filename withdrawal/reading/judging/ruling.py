"""A ruling: the verdict on one claim about one State, what it rests on, and how several are one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.reading.claims import Found, Value, Verdict
from withdrawal.reading.facts import Fact, facts_of, rows_of
from withdrawal.record.history import Withdrawal
from withdrawal.values import frozen

_ORDER: tuple[Verdict, ...] = ("unjudgeable", "contradicted", "loose", "supported")


@frozen
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
        is_slip: whether the day is one on record misdated, so that this is what is meant.
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
    is_slip: bool = False

    @property
    def softened(self) -> Ruling:
        """The ruling with its contradiction taken back, because it was not earned."""
        return evolve(self, verdict="unjudgeable", right=None, rule=f"{self.rule}:not-earned")


@frozen
class Matter:
    """What is judged: a claim about one State.

    Attributes:
        claim: the claim.
        party: the State.
        treaty: the treaty.
        on: the document's last day; None where it has none.
    """

    claim: Found
    party: str
    treaty: Treaty
    on: date | None

    @property
    def day(self) -> date:
        """The day as of which facts are judged: the document's, or today."""
        return self.on or date.today()

    @property
    def rows(self) -> tuple[Withdrawal, ...]:
        """The exits of the State from the treaty on record."""
        return rows_of(self.party, self.treaty.id)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every dated step on record."""
        return facts_of(self.party, self.treaty.id)

    @property
    def is_open(self) -> bool:
        """Whether the claim supposes, or is of what is still to come."""
        return self.claim.is_supposed or self.claim.is_ahead


def merged(rulings: Sequence[Ruling]) -> Ruling:
    """Return one ruling for several States: what cannot be judged for one cannot be for all."""
    return min(rulings, key=lambda each: _ORDER.index(each.verdict))
