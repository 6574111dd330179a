"""The reading of a document: its claims, what was not read, and notes; also as plain data."""

from __future__ import annotations

from typing import Any

from withdrawal.datafiles import AsTable, table_of
from withdrawal.reading.claims import Claim
from withdrawal.values import frozen

SCHEMA = "withdrawal/reading/1"


@frozen
class Document:
    """What was read.

    Attributes:
        date: its day, month, year or interval; None where it is not known.
        language: the language it was read in.
        title: its title, where it has one.
    """

    date: str | None
    language: str
    title: str | None = None


@frozen
class UnreadWords(AsTable):
    """A sentence that speaks of leaving, and of which nothing was taken.

    Attributes:
        words: its words, as they stand in the document.
        offset: where they begin there.
        length: how many characters they are.
        why: what is missing.
    """

    words: str
    offset: int
    length: int
    why: str


@frozen(repr=False)
class Reading:
    """What a document says about leaving treaties, and what of it is right.

    Attributes:
        document: its day, language and title.
        claims: what it claims, in its order.
        unread: sentences about leaving of which nothing was taken.
        notes: what the reader of the report should know.
        text: what offsets point into: the text that was given, or was taken out of the file.
    """

    document: Document
    claims: tuple[Claim, ...]
    unread: tuple[UnreadWords, ...]
    notes: tuple[str, ...]
    text: str

    def of(self, verdict: str) -> tuple[Claim, ...]:
        """Return the claims with a verdict."""
        return tuple(each for each in self.claims if each.verdict == verdict)

    def to_json(self) -> dict[str, Any]:
        """Return the reading as plain data, schema ``withdrawal/reading/1``; not the text."""
        return {"schema": SCHEMA, **table_of(self, "text")}

    def __repr__(self) -> str:
        wrong = len(self.of("contradicted"))
        return f"<Reading: {len(self.claims)} claims, {wrong} contradicted>"
