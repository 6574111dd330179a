"""What changed since a version, or by what was written down, as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.letters import counted
from withdrawal.output.report import Cell, Item, Report, Section
from withdrawal.output.tables.table import Column, Table, state_of, treaty_of
from withdrawal.output.words import Words

if TYPE_CHECKING:
    from withdrawal.keeping.acts import Kept
    from withdrawal.record.changes import Change, Changes

_WORDS = {
    "treaty": "treaty",
    "record": "history",
    "list": "party_list",
    "party": "parties",
    "procedure": "procedure",
}


def kinds_in_words(words: Words) -> dict[str, str]:
    """Return what a changed fact can be about, in the reader's language."""
    return {kind: str(words[label]) for kind, label in _WORDS.items()}


def _kind(row: Change, words: Words) -> Cell:
    return Cell(kinds_in_words(words)[row.kind], words.code, beside=[_spaced(row.what)])


def _spaced(text: str | None) -> str:
    return (text or "").replace("_", " ")


CHANGES: Table[Change] = Table(
    "changes",
    (
        Column("party", "state", lambda row, words: state_of(row, words, f"states/{row.party}")),
        Column("treaty", cell=treaty_of),
        Column("kind", cell=_kind),
        Column("before", cell=lambda row, _: _spaced(row.before)),
        Column("after", cell=lambda row, _: _spaced(row.after)),
    ),
    key=lambda row: " ".join(filter(None, (row.party, row.treaty))),
)


def changes_report(found: Changes) -> Report:
    """Return the changed facts, and how many there are."""
    return Report(
        title=f"What changed since {found.since}",
        sentence=f"{counted(len(found.rows), 'changed fact')} since {found.since}.",
        sections=(CHANGES.section(found.rows),),
    )


def kept_report(kept: Kept) -> Report:
    """Return where a row was written, what it says, and the answer before and after."""
    said = ", ".join(f"{key} {value}" for key, value in kept.row.items() if value not in ("", None))
    gone = f"{counted(kept.replaced, 'row')} of that file gave way to it."
    told = [("Against what was known", each) for each in kept.against]
    if kept.before == kept.after:
        told.append(("The answer stays", kept.after))
    else:
        told += [("Before", kept.before), ("After", kept.after)]
    items = (Item(text, lead=lead) for lead, text in told)
    return Report(
        title=f"Written to {kept.file}: {said}.",
        sentence=gone if kept.replaced else "",
        sections=(Section("answer", "", items, "paragraphs"),),
        foot="",
    )
