"""A document's reading as the one report, as a table, and as the document with marks.

Taking the marks out gives the document back letter for letter, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from withdrawal.languages.told import Told, english_stage, spoken_days
from withdrawal.law.countries import name_of_state
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.letters import counted
from withdrawal.output.report import Item, Report, Section, plain
from withdrawal.output.words import Words, english
from withdrawal.reading import Reading
from withdrawal.reading.claims import Claim, Value

COLUMNS = (
    *("file", "kind", "parties", "treaty", "step", "day", "period", "starts", "count"),
    *("recipients", "votes", "verdict", "right", "why", "article", "source", "rule", "as_read"),
    *("later", "words", "offset", "length"),
)
_OPENS, _CLOSES = "\u27e6", "\u27e7"
_SHORT = 90


def reading_report(reading: Reading, words: Words | None = None) -> Report:
    """Return the report of a reading: the claims with their verdicts, and what was not read."""
    wrong, count = len(reading.of("contradicted")), counted(len(reading.claims), "claim")
    language = reading.document.language
    unread = (
        Item(f"{_quoted(each.words)}: {each.why}", quote=Told(_quoted(each.words), language))
        for each in reading.unread
    )
    claims = (
        _claim_item(each, number, language, words)
        for number, each in enumerate(reading.claims, start=1)
    )
    return Report(
        title=reading.document.title or "What is said of leaving treaties",
        sentence=f"{count}, {wrong} contradicted.",
        sections=(
            Section("claims", "Claims", claims, "steps"),
            Section("unread", words["not_read"] if words else "Not read", unread),
            plain("notes", "Notes", reading.notes),
        ),
    )


def _claim_item(claim: Claim, number: int, language: str, words: Words | None) -> Item:
    """Return a claim as it is told: the verdict, its words, why, and what that rests on."""
    verdict = str(words[claim.verdict]) if words else claim.verdict.upper()
    told_ = f"{_quoted(claim.words)} \N{EN DASH} {' '.join(told(claim))}"
    return Item(
        told_,
        lead=verdict,
        mark=claim.verdict,
        quote=Told(_quoted(claim.words), language),
        article=claim.article,
        source=claim.source,
        key=f"claim-{number}",
    )


def _quoted(words: str) -> str:
    return f"\u201c{short(words)}\u201d"


def short(words: str) -> str:
    """Return words on one line, and no more of them than a line takes."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT else f"{plain[: _SHORT - 1].rstrip()}\u2026"


def told(claim: Claim) -> Iterator[str]:
    """Yield what is said of a claim, a line each, without what it rests on."""
    yield f"{english('claims')[claim.kind]}: {_names(claim)}; {_value(claim.value) or 'no value'}."
    yield spoken_days(claim.why)
    if claim.right is not None:
        yield f"Right: {_value(claim.right)}."
    if claim.as_read:
        yield f"Read as: {claim.as_read}."
    if claim.later:
        yield f"Later: {claim.later}."


def _names(claim: Claim) -> str:
    """Return the State, the treaty and the step that a claim is about, by their names."""
    named = [*map(name_of_state, claim.parties), catalogue().name_of(claim.treaty)]
    return ", ".join([*named, english_stage(claim.step).text] if claim.step else named)


def _value(value: Value) -> str:
    return spoken_days(value_text(value))


def value_text(value: Value) -> str:
    """Return what a claim says, in a few words."""
    starts = f"from {value.starts.replace('-', ' ')}" if value.starts else None
    return ", ".join(
        str(each)
        for each in (
            *(value.day, value.period.in_words() if value.period else None, starts, value.count),
            *(" and ".join(value.recipients), value.votes),
        )
        if each
    )


def reading_rows(reading: Reading, file: str = "") -> list[dict[str, Any]]:
    """Return one row a claim, with the keys of `COLUMNS`."""
    return [_row(each, file) for each in reading.claims]


def _row(claim: Claim, file: str) -> dict[str, Any]:
    value = claim.value.to_json()
    return {
        **claim.to_json(),
        **value,
        "file": file,
        "parties": " ".join(claim.parties),
        "recipients": "; ".join(claim.value.recipients),
        "votes": str(claim.value.votes) if claim.value.votes else None,
        "right": value_text(claim.right) if claim.right else None,
    }


def annotated(reading: Reading) -> str:
    """Return the document with its claims marked: an opening with number and verdict, a close.

    Signs of marks that the document itself holds are doubled, so that none is taken for a mark.
    """
    text = reading.text
    put: list[tuple[int, int, str]] = []
    for number, claim in enumerate(reading.claims, start=1):
        put.append((claim.offset, 1, f"{_OPENS}{number} {claim.verdict}: "))
        put.append((claim.offset + claim.length, 0, f"{_CLOSES}{number}."))
    made, last = [], 0
    for place, _, mark in sorted(put, key=lambda each: each[:2]):
        made += [_doubled(text[last:place]), mark]
        last = place
    return "".join([*made, _doubled(text[last:])])


def _doubled(text: str) -> str:
    return re.sub(f"[{_OPENS}{_CLOSES}]", r"\g<0>\g<0>", text)


def unmarked(text: str) -> str:
    """Return a document without the marks of `annotated`."""
    marks = rf"{_OPENS}{_OPENS}|{_CLOSES}{_CLOSES}|{_OPENS}\d+ \w+: |{_CLOSES}\d+\."
    return re.sub(marks, lambda found: found[0][0] if found[0][0] == found[0][1] else "", text)


def marked(reading: Reading) -> Iterator[tuple[str, int, str]]:
    """Yield the text in stretches: the words, and the number and the verdict of their claim.

    Each letter belongs to the first claim that it is a part of; number 0 is none.
    """
    last = 0
    numbered = enumerate(reading.claims, start=1)
    for number, claim in sorted(numbered, key=lambda each: each[1].offset):
        if claim.offset < last:
            continue
        end = claim.offset + claim.length
        yield reading.text[last : claim.offset], 0, ""
        yield reading.text[claim.offset : end], number, claim.verdict
        last = end
    yield reading.text[last:], 0, ""
