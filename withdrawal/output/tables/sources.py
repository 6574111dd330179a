"""The source documents as a report: what each claims, where they disagree, who is right."""

from __future__ import annotations

from attrs import evolve

from withdrawal.dates import long_date
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.report import Item, Report, Section
from withdrawal.output.words import english
from withdrawal.proof.misreadings import Misreading, Sources, read_in
from withdrawal.record.claims import Claim, Document


def sources_report(found: Sources) -> Report:
    """Return the sources, what they quarrel about first."""
    title = "What counting from the vote gets wrong, in days"
    return Report(
        title="Where the documents disagree",
        sentence="",
        sections=(
            *(Section("quarrel", _about(group[0]), map(_claim, group))
              for group in found.disagreements),
            Section("misreadings", title, map(_misreading, found.misreadings), "table"),
            *map(_document, found.documents),
            Section("others", "Other reports", map(_claim, found.others)),
        ),
    )  # fmt: skip


def _about(claim: Claim) -> str:
    return f"{claim.kind.replace('-', ' ').capitalize()}: {resolve_treaty(claim.treaty).name}"


def _document(document: Document) -> Section:
    told = [
        *map(_item, document.claims),
        *(Item(str(each), lead="read in it") for each in read_in(document)),
    ]
    return Section("document", f"{document.name} ({document.language})", told)


def _item(claim: Claim) -> Item:
    article = f", {claim.article}" if claim.article else ""
    return Item(f"{claim.says} [{english('verdicts')[claim.supported]}{article}] {claim.why}")


def _claim(claim: Claim) -> Item:
    return evolve(_item(claim), lead=claim.source.address)


def _misreading(row: Misreading) -> Item:
    name = f"{resolve_country(row.party).name}, {resolve_treaty(row.treaty).name}"
    text = (
        f"{name}: voted {long_date(row.vote)}, so {long_date(row.claimed)}; "
        f"received {long_date(row.received)}, so {long_date(row.effect)}."
    )
    return Item(text, lead=f"{row.days} days too early")
