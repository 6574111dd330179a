"""`read`: give it a document; it says which dates and rules about leaving treaties are right."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.errors import DateFormatError, QuestionError
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.overlay import steady
from withdrawal.reading.claims import Claim, Found
from withdrawal.reading.dateline import dateline_of
from withdrawal.reading.detecting import language_in
from withdrawal.reading.documents.formats import text_of
from withdrawal.reading.documents.text import Text
from withdrawal.reading.finding.finding import found_in
from withdrawal.reading.judging.judging import rulings
from withdrawal.reading.judging.ruling import Ruling
from withdrawal.reading.judging.telling import standing
from withdrawal.reading.lexicon import READ_IN, language_of
from withdrawal.reading.report import Document, Reading, UnreadWords

Day = str | date | PartialDate
_MISREAD = (
    *("step:not-on-record", "effect:no-notice", "effect:too-early:not-earned"),
    *("votes:not-on-record", "effect:by-now", "effect:not-on-record", "joined:not-on-record"),
    *("step:other-day:not-earned", "effect:neighbour:not-earned"),
    *("protection:none", "lock-in:none", "joined:other-year:not-earned"),
)
"""Judgements of what was, three times in four, another State, treaty or day than the one meant."""


def read(
    text: str | bytes,
    *,
    on: Day | None = None,
    language: str | None = None,
    treaty: str | None = None,
    state: str | None = None,
) -> Reading:
    """Return what a document says about leaving treaties, and what of it is right.

    Args:
        text: the document: plain text or HTML, or the bytes of a text, HTML, DOCX or PDF file.
        on: the document's day, or a month, a year or an interval; default the one that the file
            gives itself. Without one nothing relative is resolved.
        language: BCP 47 code of its language; detected where None.
        treaty: the treaty it is about, where it does not say so itself.
        state: the State it is about, likewise.

    Raises:
        WithdrawalError: an argument makes no sense, or the file cannot be read or is too large.

    Example:
        >>> import withdrawal
        >>> said = "Finland was no longer a party to the Ottawa Convention from 1 May 2026."
        >>> withdrawal.read(said, on="2026-06-01").claims[0].verdict
        'contradicted'
    """
    with steady():
        document = text_of(text)
        code = _language(language, document)
        line = dateline_of(document.plain, language_of(code))
        given = _said_day(on, document)
        said = given or (line.day if line else None)
        days = tuple(dict.fromkeys(filter(None, (said.latest, said.earliest)))) if said else ()
        single = days[0] if len(days) == 1 else None
        found, unread = found_in(
            document.plain,
            language_of(code),
            single,
            treaty=resolve_treaty(treaty).id if treaty else None,
            party=resolve_country(state).id if state else None,
            unheard=(line.start, line.end) if line else (0, 0),
        )
        claims = []
        passed_over = [_unread(document, *each) for each in unread]
        for each, ruling in zip(found, rulings(found, days), strict=True):
            claim = _claim(each, ruling, document)
            if _is_misread(each, claim):
                passed_over.append(UnreadWords(claim.words, claim.offset, claim.length, claim.why))
            else:
                claims.append((each, claim))
        return Reading(
            Document(str(said) if said else None, code, document.title),
            tuple(standing(claims)),
            tuple(sorted(passed_over, key=lambda each: each.offset)),
            (*_notes(said, single, from_dateline=given is None), *filter(None, [document.note])),
            document.given,
        )


def _said_day(on: Day | None, document: Text) -> PartialDate | None:
    if on is not None:
        return on if isinstance(on, PartialDate) else PartialDate.parse(on)
    with suppress(DateFormatError):
        return PartialDate.parse(document.day) if document.day else None
    return None


def _language(given: str | None, document: Text) -> str:
    if given is None:
        stated = (document.language or "")[:2].lower()
        return stated if stated in READ_IN else language_in(document.plain)
    if given not in READ_IN:
        raise QuestionError(
            f"{given!r} is not a language documents are read in: expected one of "
            f"{', '.join(READ_IN)}.",
            suggestions=READ_IN,
        )
    return given


def _is_misread(found: Found, claim: Claim) -> bool:
    """Return whether a claim is one that the record has nothing like, or only "has left" once
    more beside words that nobody knows: silence is better than a guess."""
    is_unsure = claim.verdict == "unjudgeable"
    is_idle = is_unsure or not (claim.value.day or found.is_plain)
    is_echo = is_unsure and found.rule.endswith(":likewise")
    return is_echo or (is_idle and claim.rule.endswith(_MISREAD))


def _claim(found: Found, judged: Ruling, document: Text) -> Claim:
    offset, length = document.span(found.start, found.end)
    value = found.value
    if judged.said is not None:
        value = evolve(value, day=judged.said)
    return Claim(
        kind="effect" if judged.step == "effective" else found.kind,
        parties=found.parties,
        treaty=found.treaty,
        step=judged.step or found.step,
        value=value,
        words=document.given[offset : offset + length],
        offset=offset,
        length=length,
        verdict=judged.verdict,
        why="; ".join((judged.why.rstrip("."), *found.doubts)) + ".",
        right=judged.right if judged.verdict in ("contradicted", "loose") else None,
        article=judged.article,
        source=judged.source,
        rule=f"{found.rule} > {judged.rule}",
        as_read=found.day.as_read if found.day else None,
        later=judged.later,
        is_supposed=found.is_supposed,
    )


def _unread(document: Text, start: int, end: int, why: str) -> UnreadWords:
    offset, length = document.span(start, end)
    return UnreadWords(document.given[offset : offset + length], offset, length, why)


def _notes(said: PartialDate | None, single: date | None, *, from_dateline: bool) -> list[str]:
    if said is None:
        return [
            (
                "The document has no day: what is relative (yesterday, in March) is not resolved, "
                "facts are judged as of today, counts of parties not at all."
            )
        ]
    if from_dateline:
        return [f"The document's day is that of its dateline: {said}."]
    if single is None:
        return [f"The document is of {said}: what is true on any day of it is not contradicted."]
    return []
