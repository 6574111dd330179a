"""The report of precedents: how earlier notices were counted, contested or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from withdrawal.languages.told import spoken_days
from withdrawal.letters import upper_first
from withdrawal.output.report import Item, Report, Section, together
from withdrawal.output.words import ENGLISH, Words

if TYPE_CHECKING:
    from withdrawal.case.precedents import Precedent, Precedents

__all__ = ["precedent_sections", "precedents_report"]

_MOST_ALIKE = 8
_LIKENESSES = ("this clause", "this State", "this depositary", "this kind")


def precedents_report(found: Precedents) -> Report:
    """Return the report of precedents: how many of each outcome, then each with its source."""
    return Report(
        title=f"Precedents: {found.name}",
        sentence=found.sentence,
        sections=precedent_sections(found),
    )


def precedent_sections(found: Precedents, words: Words = ENGLISH) -> Iterator[Section]:
    """Yield the precedents by what they have in common with the case, like ones in part."""
    for likeness in _LIKENESSES:
        rows = found.like(likeness)
        is_own = likeness in ("this clause", "this State")
        kept = rows if is_own else rows[:_MOST_ALIKE]
        some = words["of_many"].format(n=len(rows), m=len(kept))
        more = some if len(kept) < len(rows) else ""
        kind = f"precedents-{likeness.replace(' ', '-')}"
        title = words[kind.replace("-", "_").lower()]
        yield Section(
            kind, words.marks.beside(title, more), [_item(each, likeness, words) for each in kept]
        )


def _item(each: Precedent, likeness: str, words: Words) -> Item:
    party = words.state(each.party, each.party_name)
    treaty = words.treaty(each.treaty, each.treaty_name)
    names = {"this clause": [party], "this State": [treaty]}.get(likeness, [party, treaty])
    text = together(map(words.line, each.sentences), words.code, words.marks.prose)
    basis = each.confidence
    note = spoken_days(f"{upper_first(each.note.rstrip('.'))}.") if each.note else ""
    if words.code == "en":
        text = f"{text} {note}".rstrip()
    elif note:
        basis = f"{note} {basis}"
    return Item(text, lead=", ".join(names), article=basis, source=each.source, language=words.code)
