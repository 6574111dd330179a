"""The source documents as text: what each claims, where they disagree, who is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.dates import long_date
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.lines import bullets, wrap
from withdrawal.proof.reports import read_in

if TYPE_CHECKING:
    from withdrawal.proof.misreadings import Misreading, Sources
    from withdrawal.record.claims import Claim, Document

__all__ = ["sources_text"]

_VERDICT = {
    "yes": "right",
    "no": "WRONG",
    "partly": "partly right",
    "open": "not settled",
}


def sources_text(found: Sources) -> str:
    """Return the sources as text, what they quarrel about first."""
    parts = ["Where the documents disagree"]
    for group in found.disagreements:
        parts += ["", f"  {_about(group[0])}"]
        parts += bullets(_line(claim, with_source=True) for claim in group)
    title = "What counting from the vote gets wrong, in days"
    parts += ["", wrap(title), *_table(found.misreadings)]
    for document in found.documents:
        parts += ["", *_document(document)]
    parts += ["", "Other reports"]
    parts += bullets(_line(claim, with_source=True) for claim in found.others)
    return "\n".join(parts)


def _about(claim: Claim) -> str:
    return f"{claim.kind.replace('-', ' ').capitalize()}: {resolve_treaty(claim.treaty).name}"


def _document(document: Document) -> list[str]:
    head = wrap(f"{document.name} ({document.language})")
    found = [f"read in it: {each}" for each in read_in(document)]
    return [head, *bullets(_line(claim) for claim in document.claims), *bullets(found)]


def _line(claim: Claim, *, with_source: bool = False) -> str:
    source = f"{claim.source.address}: " if with_source else ""
    article = f", {claim.article}" if claim.article else ""
    return f"{source}{claim.says} [{_VERDICT[claim.supported]}{article}] {claim.why}"


def _table(rows: tuple[Misreading, ...]) -> list[str]:
    lines = []
    for row in rows:
        name = f"{resolve_country(row.party).name}, {resolve_treaty(row.treaty).name}"
        lines.append(
            f"{row.days:5} days too early. {name}: voted {long_date(row.vote)}, so "
            f"{long_date(row.claimed)}; received {long_date(row.received)}, so "
            f"{long_date(row.effect)}."
        )
    return [wrap(line, "  ", "                        ") for line in lines]
