"""The claims about what starts a period, gathered from all documents so that `when` reads one file.

Derived from the documents' own files by ``python -m withdrawal.record``; a test keeps it fresh.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from withdrawal.datafiles import read_json, structure
from withdrawal.dates import Period
from withdrawal.values import frozen

STARTING = Path(__file__).parent / "data" / "starting_claims.json"


@frozen
class StartingClaim:
    """A claim that a period starts with some event.

    Attributes:
        parties: the States it is about; none where it is about the treaty.
    """

    treaty: str
    says: str
    source: str
    starts: str
    period: Period
    parties: tuple[str, ...]

    def is_about(self, party: str) -> bool:
        """Return whether it speaks of a State: by name, or of the treaty in general."""
        return len(self.parties) != 1 or party in self.parties


@cache
def starting_claims(treaty: str) -> tuple[StartingClaim, ...]:
    """Return the claims about what starts the period under a treaty."""
    kept = structure(stored(), tuple[StartingClaim, ...], source=STARTING.name)
    return tuple(each for each in kept if each.treaty == treaty)


def stored() -> list[dict[str, Any]]:
    """Return the rows of the file as they are."""
    rows: list[dict[str, Any]] = read_json(STARTING)
    return rows


def collect() -> list[dict[str, Any]]:
    """Return the rows of the file, from the documents."""
    from withdrawal.record.claims import claims

    return [
        {
            "treaty": claim.treaty,
            "says": claim.says,
            "source": claim.source.address,
            "starts": claim.starts,
            "period": str(claim.period),
            "parties": list(claim.parties),
        }
        for claim in claims()
        if claim.kind == "period-starts" and claim.starts and claim.period
    ]
