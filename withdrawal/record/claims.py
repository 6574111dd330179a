"""What documents claim about a treaty or a case, and whether the treaty's text supports it.

The five source documents have one file each in ``seeds/``; what other reports claim stands in
``data/press_claims.toml``. Claims are kept in our own words. A claim about when the period
starts can be computed: the difference from the treaty's own rule is then a number of days.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

from withdrawal.datafiles import picked, read_toml, structure, table_of
from withdrawal.dates import PartialDate, Period
from withdrawal.errors import DataFileError
from withdrawal.record.events import Source, SourceKind
from withdrawal.values import frozen

ClaimKind = Literal[
    "adoption",
    "approval",
    "conflict-test",
    "effect",
    "in-force",
    "is-party",
    "joined",
    "leavers",
    "majority",
    "not-party",
    "party-count",
    "period-starts",
    "recipients",
    "recommendation",
    "scope",
    "step-date",
    "votes",
]

_PACKAGED_SEEDS = Path(__file__).parent / "data" / "seeds"
_REPOSITORY_SEEDS = Path(__file__).parents[2] / "seeds"
_PRESS = Path(__file__).parent / "data" / "press_claims.toml"


@frozen(kw_only=True)
class Claim:
    """One thing a document says, in our words, and what becomes of it.

    Attributes:
        id: a short word, unique within the document.
        kind: what it is about.
        treaty: the catalogue's id.
        says: the claim in our own words.
        supported: whether the treaty's text (or, where it is silent, the record) supports it.
        why: the reason for that.
        article: where the treaty says so.
        parties: the States it concerns (ISO 3166-1 alpha-3); none where it is about the treaty.
        source: the document.
        starts: for ``period-starts``, what is said to start the clock.
        period: for ``period-starts``, how long it is said to run.
        term: for ``party-count``, who is counted: signatories or parties.
        count: a number given as exact.
        more_than: a number given as a lower bound.
        when: a date given.
        step: for dates and votes, the step they are about.
        votes: a count of votes given, for-against-abstaining.
        by: who is said to act.
        recipients: who is said to be told.
        tested: for ``conflict-test``, when it is said to be applied.
        not_read: why `withdrawal read` does not find it in the document, where it does not.
    """

    id: str
    kind: ClaimKind
    treaty: str
    says: str
    supported: Literal["yes", "no", "partly", "open"]
    why: str
    article: str | None = None
    parties: tuple[str, ...] = ()
    source: Source = Source("unknown")
    starts: Literal["parliamentary-approval", "receipt-by-depositary"] | None = None
    period: Period | None = None
    term: Literal["signatories", "parties"] | None = None
    count: int | None = None
    more_than: int | None = None
    when: PartialDate | None = None
    step: str | None = None
    votes: str | None = None
    by: str | None = None
    recipients: tuple[str, ...] = ()
    tested: Literal["at-notice", "at-expiry"] | None = None
    not_read: str | None = None

    @property
    def value(self) -> tuple[Any, ...]:
        """What is claimed, comparable between claims of one kind."""
        days = (self.when.earliest, self.when.latest) if self.when else None
        return (days, *(getattr(self, name) for name in _CLAIMED))

    def to_json(self) -> dict[str, Any]:
        """Return the claim as plain data, without empty values."""
        found = picked(self, _TOLD)
        return {key: value for key, value in found.items() if value not in (None, [])}


_CLAIMED = (
    *("starts", "period", "term", "count", "more_than", "step", "votes", "by", "recipients"),
    "tested",
)
_TOLD = (
    *("id", "kind", "treaty", "parties", "says", "starts", "period", "supported", "article"),
    *("why", "not_read", "source"),
)


@frozen(kw_only=True)
class Document:
    """A document and what it claims.

    Attributes:
        document: the name of its file; shown nowhere.
        language: BCP 47 code.
        claims: what it claims.
        outlet: who published it; None where that is not known.
        title: its title; None where it is not known.
        address: where it stands on the web, where that is known.
        date: when it appeared, as far as it says.
        kind: what sort of source it is.
    """

    document: str
    language: str
    claims: tuple[Claim, ...]
    outlet: str | None = None
    title: str | None = None
    address: str | None = None
    date: PartialDate | None = None
    kind: SourceKind = SourceKind.PRESS

    @property
    def name(self) -> str:
        """Its outlet, title and day, as far as they are known."""
        return _name(self.outlet, self.title, self.date)

    @property
    def source(self) -> Source:
        """The document as a source."""
        return Source(self.name, self.kind, self.date)

    def to_json(self) -> dict[str, Any]:
        """Return the document and its claims as plain data."""
        return {"document": self.name, **table_of(self, "document", "kind")}


@frozen(kw_only=True)
class _PressFile:
    """The keys of ``press_claims.toml``."""

    claims: tuple[Claim, ...]


@cache
def documents() -> tuple[Document, ...]:
    """Return the source documents with their claims, in the order of their file names."""
    found = [read_document(path) for path in sorted(_seeds().glob("*.toml"))]
    if not found:
        raise DataFileError(f"No source documents are recorded in {_seeds()}.")
    return tuple(found)


def read_document(path: Path) -> Document:
    """Return a file's document, the source of its claims; DataFileError for a faulty file."""
    data = read_toml(path)
    rows = data.get("claims")
    date = PartialDate.parse(data["date"]) if isinstance(data.get("date"), str) else None
    source = {"address": _name(data.get("outlet"), data.get("title"), date)}
    source |= {key: data[key] for key in ("kind", "date") if key in data}
    if isinstance(rows, list):
        data["claims"] = [
            {"source": source, **row} if isinstance(row, dict) else row for row in rows
        ]
    document = structure(data, Document, source=path.name)
    _refuse_twins(document.claims, path.name)
    return document


def _name(outlet: str | None, title: str | None, date: PartialDate | None) -> str:
    """Return how a document is named: by outlet, title and day, as far as they are known."""
    quoted = f"\u201c{title}\u201d" if title else None
    first = ", ".join(filter(None, (outlet, quoted))) or "a report, outlet not known"
    return f"{first}, {_when(date)}" if date else first


def _when(date: PartialDate) -> str:
    first, last = date.earliest, date.latest
    if first is None or last is None or first == last:
        return f"not before {first}" if last is None else str(last)
    return f"between {first} and {last}"


@cache
def claims() -> tuple[Claim, ...]:
    """Return every claim on record: of the source documents first, then of other reports."""
    press = structure(read_toml(_PRESS), _PressFile, source=_PRESS.name).claims
    _refuse_twins(press, _PRESS.name)
    return (*(claim for document in documents() for claim in document.claims), *press)


def claims_about(
    treaty: str, *, kind: ClaimKind | None = None, party: str | None = None
) -> tuple[Claim, ...]:
    """Return the claims about a treaty.

    Args:
        treaty: the catalogue's id.
        kind: only claims of this kind.
        party: only claims about this State, or about no State in particular.
    """
    return tuple(
        claim
        for claim in claims()
        if claim.treaty == treaty
        and kind in (None, claim.kind)
        and (party is None or not claim.parties or party in claim.parties)
    )


def disagreements() -> tuple[tuple[Claim, ...], ...]:
    """Return groups of claims by the source documents that cannot all be right.

    Claims of one kind about one treaty disagree where what they claim differs. The quarrel about
    the clock comes first.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for document in documents():
        for claim in document.claims:
            groups[claim.kind, claim.treaty].append(claim)
    found = (
        tuple(group)
        for (kind, _), group in groups.items()
        if kind in _COMPARABLE and len({claim.value for claim in group}) > 1
    )
    return tuple(sorted(found, key=lambda group: _COMPARABLE.index(group[0].kind)))


_COMPARABLE = ("period-starts", "party-count", "in-force", "recipients", "recommendation", "effect")


def _seeds() -> Path:
    return _PACKAGED_SEEDS if _PACKAGED_SEEDS.is_dir() else _REPOSITORY_SEEDS


def _refuse_twins(found: tuple[Claim, ...], name: str) -> None:
    ids = [claim.id for claim in found]
    for claim_id in ids:
        if ids.count(claim_id) > 1:
            raise DataFileError(f"{name}: the claim id {claim_id!r} occurs twice.")
