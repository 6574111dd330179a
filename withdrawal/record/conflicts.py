"""Armed conflicts on record, for the clauses that wait for the end of one."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from attrs import frozen

from withdrawal.datafiles import read_toml, structure
from withdrawal.dates import Interval, parse_interval

__all__ = ["ArmedConflict", "conflicts"]

_DATA = Path(__file__).parent / "data" / "conflicts.toml"


@frozen
class _Row:
    """The keys of an entry."""

    party: str
    span: str
    text: str
    source: str
    confidence: str


@frozen
class ArmedConflict:
    """A span during which a State is engaged in an armed conflict.

    Attributes:
        party: the State's ISO 3166-1 alpha-3 id.
        span: from when to when; open while it goes on.
        text: what it is.
        source: who says so.
    """

    party: str
    span: Interval
    text: str
    source: str


@cache
def _all() -> tuple[ArmedConflict, ...]:
    rows = structure(read_toml(_DATA).get("conflicts", []), list[_Row], source=_DATA.name)
    return tuple(
        ArmedConflict(row.party, parse_interval(row.span), row.text, row.source) for row in rows
    )


def conflicts(party: str, *, as_of: date) -> tuple[ArmedConflict, ...]:
    """Return the conflicts of a State that had begun by a day; one over later is still open.

    Args:
        party: ISO 3166-1 alpha-3 id.
        as_of: nothing that happened later is used.
    """
    begun = (each for each in _all() if each.party == party and each.span.start <= as_of)
    return tuple(_as_known(each, as_of) for each in begun)


def _as_known(each: ArmedConflict, as_of: date) -> ArmedConflict:
    if each.span.end is None or each.span.end <= as_of:
        return each
    return ArmedConflict(each.party, Interval(each.span.start, None), each.text, each.source)
