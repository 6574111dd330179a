"""The answer: what was found, in one sentence and as data."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from withdrawal.case.findings import Findings, iso, plain
from withdrawal.case.wording.sentence import sentence
from withdrawal.record.knowledge import knowledge

__all__ = ["OLD_KEYS", "SCHEMA", "Answer"]

SCHEMA = "withdrawal/answer/2"
OLD_KEYS = {"source": "basis", "conflicts": "disagreements", "progress": "standing"}
"""Keys of version 1 that stand beside the new ones until the next version of the library."""


@frozen(repr=False)
class Answer(Findings):
    """When one State's exit from one treaty takes effect, and why: `Findings` with words."""

    @property
    def sentence(self) -> str:
        """The answer in one English sentence."""
        return sentence(self)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON-ready data, schema ``withdrawal/answer/2``."""
        made = {
            "schema": SCHEMA,
            "treaty": self.treaty,
            "party": self.party,
            "status": self.status,
            "effect": iso(self.effect),
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "last_day_bound": iso(self.last_day_bound),
            "received": iso(self.received),
            "basis": self.basis,
            "protected_until": iso(self.protected_until),
            "because": [each.to_json() for each in self.because],
            "assumptions": list(self.assumptions),
            "ambiguities": [plain(each) for each in self.ambiguities],
            "disagreements": [plain(each) for each in self.disagreements],
            "as_of": iso(self.as_of),
            "standing": plain(self.standing),
            "notices": [plain(each) for each in self.notices],
            "carries": list(self.carries),
            "rejoined": iso(self.rejoined),
            "bound": self.is_bound,
            "membership": self.membership.to_json(),
            "announced": iso(self.announced),
            "confidence": self.confidence,
            "rests_on": self.rests_on,
            "kind": self.kind,
            "ended_on": iso(self.ended_on),
            "successors": list(self.successors),
            "is_supposed": self.is_supposed,
            "knowledge": knowledge().to_json(),
            "sentence": self.sentence,
        }
        old = {before: made[now] for before, now in OLD_KEYS.items()}
        return {**made, **old, "source": self.recorded_or_given}

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return f"<Answer {self.status}: {self.sentence}>"
