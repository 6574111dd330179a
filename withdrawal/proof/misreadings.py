"""The source documents against one another, against the treaty, and against what happened.

The one quarrel that can be measured is when the period starts. For each real exit the wrong
reading (the vote plus the period) is set against the date that the clause gives.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from withdrawal.case.answering.when import when
from withdrawal.datafiles import AsTable, picked, plain
from withdrawal.dates import Period, Rounding, add
from withdrawal.record.chronology import chronology, first_exits
from withdrawal.record.claims import Claim, Document, claims, disagreements, documents
from withdrawal.values import frozen

SCHEMA = "withdrawal/sources/1"

_LATE_ENOUGH = date(9999, 12, 31)

READ = Path(__file__).parents[1] / "record" / "data" / "read_claims.json"
"""What `read` took from the reports. They belong to others: the package keeps what was read in them
(values, places, rules) and none of their words; ``python tools/read_sources.py FOLDER`` makes the
file again from a folder that holds the originals."""


@frozen
class Misreading(AsTable):
    """What the wrong reading gives for one State.

    Attributes:
        claimed: the vote plus the period, as the wrong reading has it.
        days: how many days the wrong reading is too early.
    """

    party: str
    treaty: str
    vote: date
    claimed: date
    received: date
    effect: date
    days: int


@frozen
class Sources:
    """What every document claims, and what becomes of it.

    Attributes:
        disagreements: groups of claims by the documents that cannot all be right.
        misreadings: by how much the wrong reading is off, State by State.
    """

    documents: tuple[Document, ...]
    others: tuple[Claim, ...]
    disagreements: tuple[tuple[Claim, ...], ...]
    misreadings: tuple[Misreading, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the whole as data, schema ``withdrawal/sources/1``."""
        return {
            "schema": SCHEMA,
            "documents": [
                {**each.to_json(), "read": plain(read_in(each))} for each in self.documents
            ],
            "other_claims": plain(self.others),
            "disagreements": [
                {
                    "about": group[0].kind,
                    "treaty": group[0].treaty,
                    "claims": [_named(claim) for claim in group],
                }
                for group in self.disagreements
            ],
            "wrong_reading": plain(self.misreadings),
        }


_KINDS = {"recommendation": ("step", "recommended")}
"""Kinds of labels that `read` tells as another kind, with its step."""


@frozen
class ReadClaim(AsTable):
    """One claim that `read` took from a report.

    Attributes:
        value: what it says, without what is not said.
        offset: where its words begin in the report.
        length: how many characters they are.
        verdict: supported, contradicted, loose or unjudgeable.
        rule: the rules that took and judged it.
    """

    kind: str
    parties: tuple[str, ...]
    treaty: str
    step: str | None
    value: dict[str, Any]
    offset: int
    length: int
    verdict: str
    rule: str

    def tells(self, label: Claim) -> bool:
        """Return whether it is a claim written by hand: of one kind, treaty and State.

        Where one of the two names no State, it is one all the same.
        """
        kind, step = _KINDS.get(label.kind, (label.kind, None))
        is_one = (kind, label.treaty) == (self.kind, self.treaty) and step in (None, self.step)
        own, other = {*self.parties}, {*label.parties}
        return is_one and (not own or not other or bool(own & other))

    def __str__(self) -> str:
        about = " ".join(filter(None, (self.kind, *self.parties, self.treaty, self.step)))
        said = ", ".join(f"{key} {value}" for key, value in self.value.items())
        end = self.offset + self.length
        return f"{about}: {said or 'no value'} [{self.verdict}, characters {self.offset} to {end}]"


@cache
def _stored() -> dict[str, tuple[ReadClaim, ...]]:
    rows = json.loads(READ.read_text(encoding="utf-8"))
    return {
        name: tuple(ReadClaim(**{**row, "parties": tuple(row["parties"])}) for row in found)
        for name, found in rows.items()
    }


def read_in(document: Document) -> tuple[ReadClaim, ...]:
    """Return what was read in a report, in its order."""
    return _stored()[Path(document.document).stem]


def sources() -> Sources:
    """Return what every document on record claims, where they disagree and what that costs."""
    found = documents()
    own = {claim.source.address for document in found for claim in document.claims}
    return Sources(
        documents=found,
        others=tuple(claim for claim in claims() if claim.source.address not in own),
        disagreements=disagreements(),
        misreadings=misreadings(),
    )


def misreadings() -> tuple[Misreading, ...]:
    """Return by how many days "the vote plus the period" is off, for each of the first exits."""
    period = next(
        claim.period
        for claim in claims()
        if claim.starts == "parliamentary-approval" and claim.period is not None
    )
    return tuple(_misreading(party, treaty, period) for party, treaty in first_exits())


def _misreading(party: str, treaty: str, period: Period) -> Misreading:
    vote = next(e.when.day for e in chronology(party, treaty) if e.step == "final-vote")
    found = when(party, treaty, as_of=_LATE_ENOUGH)
    assert vote is not None
    assert found.effect is not None
    assert found.received is not None
    claimed = add(vote, period, rounding=Rounding.DOWN)
    days = (found.effect - claimed).days
    return Misreading(party, treaty, vote, claimed, found.received, found.effect, days)


def _named(claim: Claim) -> dict[str, Any]:
    told = picked(claim, ("id", "says", "supported", "article", "why"))
    return {"source": claim.source.address, **told}
