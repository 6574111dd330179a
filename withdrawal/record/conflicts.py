"""Armed conflicts on record, for the clauses that wait for the end of one."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from attrs import evolve

from withdrawal.datafiles import read_toml, structure
from withdrawal.dates import Interval
from withdrawal.record.kinds import Confidence
from withdrawal.values import frozen

_DATA = Path(__file__).parent / "data" / "conflicts.toml"


@frozen
class ArmedConflict:
    """A span during which a State is engaged in an armed conflict.

    Attributes:
        party: the State's ISO 3166-1 alpha-3 id.
        span: from when to when; open while it goes on.
        text: what it is.
        source: who says so.
        confidence: how far that can be relied on.
    """

    party: str
    span: Interval
    text: str
    source: str
    confidence: Confidence = "known"


@cache
def _all() -> tuple[ArmedConflict, ...]:
    rows = read_toml(_DATA).get("conflicts", [])
    return structure(rows, tuple[ArmedConflict, ...], source=_DATA.name)


def conflicts(party: str, *, as_of: date) -> tuple[ArmedConflict, ...]:
    """Return the conflicts of a State that had begun by a day; one over later is still open.

    Args:
        as_of: nothing that happened later is used.
    """
    begun = (each for each in _all() if each.party == party and each.span.start <= as_of)
    return tuple(
        evolve(each, span=Interval(each.span.start, None))
        if each.span.end and each.span.end > as_of
        else each
        for each in begun
    )
