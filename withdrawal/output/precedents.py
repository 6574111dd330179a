"""The report of precedents: how earlier notices were counted, contested or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from withdrawal.output.report import Item, Report, Section

if TYPE_CHECKING:
    from withdrawal.case.precedents import Precedent, Precedents

__all__ = ["precedent_sections", "precedents_report"]

_MOST_ALIKE = 8
_TITLES = {
    "this clause": "Earlier notices under this clause",
    "this State": "The State's earlier notices",
    "this depositary": "By the same depositary, under clauses of the same shape",
    "this kind": "Under clauses of the same shape, by other depositaries",
}


def precedents_report(found: Precedents) -> Report:
    """Return the report of precedents: how many of each outcome, then each with its source."""
    return Report(
        title=f"Precedents: {found.name}",
        sentence=found.sentence,
        sections=precedent_sections(found),
    )


def precedent_sections(found: Precedents) -> Iterator[Section]:
    """Yield the precedents by what they have in common with the case, like ones in part."""
    for likeness, title in _TITLES.items():
        rows = found.like(likeness)
        is_own = likeness in ("this clause", "this State")
        kept = rows if is_own else rows[:_MOST_ALIKE]
        more = f" ({len(rows)}; the latest {len(kept)})" if len(kept) < len(rows) else ""
        kind = f"precedents-{likeness.replace(' ', '-')}"
        yield Section(kind, f"{title}{more}", [_item(each, likeness) for each in kept])


def _item(each: Precedent, likeness: str) -> Item:
    names = [each.party_name] if likeness == "this clause" else []
    names = names or ([each.treaty_name] if likeness == "this State" else [])
    lead = ", ".join(names or [each.party_name, each.treaty_name])
    note = f" {each.note[0].upper()}{each.note[1:].rstrip('.')}." if each.note else ""
    return Item(f"{each.text}{note}", lead=lead, article=each.confidence, source=each.source)
