"""Who is a party to a treaty, as text for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from withdrawal.output.lines import entry, table, wrap

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties, PartyRow
    from withdrawal.case.roll_over_time import PartiesOverTime

__all__ = ["over_time_text", "parties_text"]

_TITLES = {"party": "Parties", "not-a-party": "Not parties", "not-known": "Not known"}


def parties_text(found: Parties) -> str:
    """Return the counts, then each State with since when and what that rests on."""
    parts = [f"{found.treaty_name}\n{wrap(found.sentence)}"]
    for value, title in _TITLES.items():
        rows = found.of(value)
        if rows:
            parts.append("\n".join([f"{title} ({len(rows)})", *_table(rows)]))
    if found.differences:
        told = (entry([each.text], [0], indent="  ") for each in found.differences)
        parts.append("\n".join(["Said otherwise elsewhere", *told]))
    sources = dict.fromkeys(row.source for row in found.rows if row.source)
    if sources:
        parts.append("\n".join(["Sources", *(wrap(each, "  ", "    ") for each in sources)]))
    return "\n\n".join(parts)


def _table(rows: Iterable[PartyRow]) -> list[str]:
    cells = ((row.party, row.name, _days(row), row.rests_on, row.note or "") for row in rows)
    return table(cells, indent="  ")


def _days(row: PartyRow) -> str:
    if row.has_left:
        return f"{row.since or ''} until {row.left_on or 'a day not known'}".strip()
    return f"since {row.since}" if row.since else ""


def over_time_text(found: PartiesOverTime) -> str:
    """Return the rise and fall in a sentence, then each change with the count after it."""
    rows = ((str(e.day), e.change, e.party, e.name, str(e.count)) for e in found.changes)
    lines = table(rows, indent="  ")
    return "\n\n".join(filter(None, (wrap(found.sentence), "\n".join(lines))))
