"""A claim: what a document says about one State and one treaty, where, and how it was read."""

from __future__ import annotations

from typing import Any, Literal

from attrs import field

from withdrawal.datafiles import table_of
from withdrawal.dates import PartialDate, Period
from withdrawal.reading.days import Day
from withdrawal.record.events import Votes
from withdrawal.values import frozen

KINDS = (
    *("effect", "period-starts", "step", "recipients", "lock-in", "protection", "votes"),
    *("joined", "in-force", "is-party", "not-party", "party-count"),
)
BEFORE, ELSEWHERE = "the only treaty is named before", "the State is named elsewhere"
DISTANT = frozenset({BEFORE, ELSEWHERE})
"""Doubts that a claim beside it dispels that the record bears out: the text still speaks of it."""
UNSURE = frozenset({"said with doubt", "a vote of several", "an expulsion, not a notice"})
"""Doubts of what is said, and not of whom and what it is said of."""
Manner = Literal["out", "left", "still", ""]
"""Whether words can only mean the effect, may mean the notice too, or say it still binds."""
Verdict = Literal["supported", "contradicted", "loose", "unjudgeable"]


@frozen
class Value:
    """What a claim says.

    Attributes:
        day: a day, a month or a year.
        period: a length of time.
        starts: what the period runs from, as claims name it.
        count: how many States.
        recipients: who is told; of a step, who was, where that is right.
        votes: a count of votes.
    """

    day: PartialDate | None = None
    period: Period | None = None
    starts: str | None = None
    count: int | None = None
    recipients: tuple[str, ...] = ()
    votes: Votes | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the value as plain data, every key in order."""
        return {**table_of(self), "votes": _votes(self.votes) if self.votes else None}


def _votes(votes: Votes) -> dict[str, int | None]:
    return {"for": votes.for_, "against": votes.against, "abstaining": votes.abstain}


@frozen(kw_only=True)
class Found:
    """A claim as found in the text, not judged yet.

    Attributes:
        kind: what it is about.
        treaty: the catalogue's id.
        parties: the States (ISO alpha-3); none where it is about the treaty.
        start: where its words begin in the plain text.
        end: where they end.
        value: what it says.
        step: the step, where it is about one; ``effective`` for an effect.
        day: the day as read, with the other days it may be.
        manner: what the words for the effect can mean.
        is_supposed: whether the words are a condition, or say what would have been.
        is_ahead: whether it is still to come, by its words.
        is_rounded: whether the words say "about".
        is_plain: whether its clause has no word that nobody knows.
        is_aside: whether it is a part of another claim, and one of its own only where wrong, or
            where it has no day and its sentence makes no claim.
        is_dated: whether a day or a period stands in its clause.
        is_guessed: whether the record alone says what the words mean: a claim only where no other
            is of the same words and day.
        supposed_notice: the day of the notice that the words suppose.
        doubts: why a contradiction would not be earned.
        sentence: the number of the sentence that it is told in.
        rule: the rule that took it from the text.
    """

    kind: str
    treaty: str
    parties: tuple[str, ...] = ()
    start: int
    end: int
    value: Value = Value()
    step: str | None = None
    day: Day | None = None
    manner: Manner = ""
    is_supposed: bool = False
    is_ahead: bool = False
    is_rounded: bool = False
    is_plain: bool = False
    is_aside: bool = False
    is_dated: bool = False
    is_guessed: bool = False
    supposed_notice: PartialDate | None = None
    doubts: tuple[str, ...] = ()
    sentence: int = 0
    rule: str

    @property
    def said(self) -> tuple[PartialDate, ...]:
        """The days it may mean, the likeliest first."""
        return self.day.values if self.day else ()


@frozen(kw_only=True)
class Claim:
    """A claim and what becomes of it.

    Attributes:
        kind: what it is about.
        parties: the States (ISO alpha-3).
        treaty: the catalogue's id.
        step: the step, where it is about one.
        value: what it says.
        words: its words, as they stand in the document.
        offset: where they begin there.
        length: how many characters they are.
        verdict: ``supported``, ``contradicted``, ``loose`` or ``unjudgeable``.
        right: the right value, where it is contradicted or loosely put.
        why: the reason.
        article: where the treaty says so.
        source: where the fact is recorded.
        rule: the rule that took it and the one that judged it.
        as_read: how a day was read, where it is not written in full.
        later: what came after the document's day.
        is_supposed: whether the words are a condition, or say what would have been.
    """

    kind: str
    parties: tuple[str, ...]
    treaty: str
    step: str | None
    value: Value
    words: str
    offset: int
    length: int
    verdict: Verdict
    right: Value | None = None
    why: str
    article: str | None = None
    source: str | None = None
    rule: str = ""
    as_read: str | None = None
    later: str | None = None
    is_supposed: bool = field(default=False)

    def to_json(self) -> dict[str, Any]:
        """Return the claim as plain data, every key in order."""
        return table_of(self, is_supposed="is_supposed")
