"""The answer: what was found, in one sentence and as data."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from withdrawal.case.findings import Findings
from withdrawal.case.wording.sentence import sentence
from withdrawal.datafiles import plain
from withdrawal.record.knowledge import knowledge

SCHEMA = "withdrawal/answer/2"
OLD_KEYS = {"source": "basis", "conflicts": "disagreements", "progress": "standing"}
"""Keys of version 1 that stand beside the new ones until 3.0."""

_KEYS = (
    *("treaty", "party", "status", "effect", "earliest", "latest", "last_day_bound", "received"),
    *("received_within", "basis", "protected_until", "because", "assumptions", "ambiguities"),
    *("disagreements", "as_of", "standing", "notices", "carries", "carries_if_party", "rejoined"),
    *("bound", "membership", "announced", "confidence", "rests_on", "kind", "ended_on"),
    *("successors", "is_supposed"),
)


class Answer(Findings):
    """When one State's exit from one treaty takes effect, and why: `Findings` with words."""

    @cached_property
    def sentence(self) -> str:
        """The answer in one English sentence."""
        return sentence(self)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON-ready data, schema ``withdrawal/answer/2``."""
        made = {
            "schema": SCHEMA,
            **{key: plain(getattr(self, "is_bound" if key == "bound" else key)) for key in _KEYS},
            "knowledge": knowledge().to_json(),
            "sentence": self.sentence,
        }
        old = {before: made[now] for before, now in OLD_KEYS.items()}
        return {**made, **old, "source": self.recorded_or_given}

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return f"<Answer {self.status}: {self.sentence}>"
