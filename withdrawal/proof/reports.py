"""What `read` took from the five reports, beside the labels written by hand.

The reports belong to others: the package keeps what was read in them (values, places, rules) and
none of their words. ``python tools/read_sources.py FOLDER`` makes the file again from a folder that
holds the originals.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from withdrawal.record.claims import Claim, Document

__all__ = ["READ", "ReadClaim", "is_found", "read_in"]

READ = Path(__file__).parents[1] / "record" / "data" / "read_claims.json"
_KINDS = {"recommendation": ("step", "recommended")}
"""Kinds of labels that `read` tells as another kind, with its step."""


@frozen
class ReadClaim:
    """One claim that `read` took from a report.

    Attributes:
        kind: what it is about.
        parties: the States.
        treaty: the catalogue's id.
        step: the step, where it is about one.
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

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**asdict(self), "parties": list(self.parties)}

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


def is_found(label: Claim, found: tuple[ReadClaim, ...]) -> bool:
    """Return whether a claim written by hand is among those that were read.

    Two are one where kind and treaty are the same and a State of the one is of the other, or one of
    them names none.
    """
    kind, step = _KINDS.get(label.kind, (label.kind, None))
    return any(
        each.kind == kind
        and each.treaty == label.treaty
        and step in (None, each.step)
        and (not each.parties or not label.parties or bool({*each.parties} & {*label.parties}))
        for each in found
    )
