"""A document's reading as text, as a table, as the document with marks, and as a page.

Taking the marks out gives the document back letter for letter, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from withdrawal.output.lines import wrap
from withdrawal.reading import Reading
from withdrawal.reading.claims import Claim, Value

__all__ = [
    "COLUMNS",
    "annotated",
    "marked",
    "reading_page",
    "reading_rows",
    "reading_text",
    "short",
    "told",
    "unmarked",
    "value_text",
]

COLUMNS = (
    *("file", "kind", "parties", "treaty", "step", "day", "period", "starts", "count"),
    *("recipients", "votes", "verdict", "right", "why", "article", "source", "rule", "as_read"),
    *("later", "words", "offset", "length"),
)
_OPENS, _CLOSES = "\u27e6", "\u27e7"
_SHORT = 90


def reading_text(reading: Reading) -> str:
    """Return the claims with their verdicts, what was not read, and the notes, as text."""
    wrong, all_ = len(reading.of("contradicted")), len(reading.claims)
    lines = [f"{_number(all_, 'claim')}, {wrong} contradicted."]
    for number, claim in enumerate(reading.claims, start=1):
        lines += ["", wrap(f"{number}. {claim.verdict.upper()}: \u201c{short(claim.words)}\u201d")]
        lines += [wrap(f"   {each}") for each in told(claim)]
    if reading.unread:
        lines += ["", "Not read:"]
        lines += [wrap(f"- \u201c{short(each.words)}\u201d: {each.why}") for each in reading.unread]
    lines += ["", *map(wrap, reading.notes)] if reading.notes else []
    return "\n".join(lines)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def short(words: str) -> str:
    """Return words on one line, and no more of them than a line takes."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT else f"{plain[: _SHORT - 1].rstrip()}\u2026"


def told(claim: Claim) -> Iterator[str]:
    """Yield what is said of a claim, a line each."""
    about = ", ".join(filter(None, (" ".join(claim.parties), claim.treaty, claim.step)))
    yield f"{claim.kind}: {about}; {value_text(claim.value) or 'no value'}."
    yield claim.why
    if claim.right is not None:
        yield f"Right: {value_text(claim.right)}."
    if claim.article or claim.source:
        yield "; ".join(
            filter(None, (f"article {claim.article}" if claim.article else None, claim.source))
        )
    if claim.as_read:
        yield f"Read as: {claim.as_read}."
    if claim.later:
        yield f"Later: {claim.later}."


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


_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body{{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:auto;padding:1rem;color:#1b1b1b;
background:#fff}}main{{display:grid;gap:2rem}}@media(min-width:56rem){{main{{grid-template-columns:
1fr 1fr}}}}pre{{white-space:pre-wrap;font:inherit}}li{{margin-block:.6rem}}
.supported{{background:#d9f0dc}}.contradicted{{background:#fbd5d5}}.loose{{background:#fdeec2}}
.unjudgeable{{background:#e6e6e6}}
</style></head><body><h1>{title}</h1><main><pre dir="auto">{text}</pre><ol>{items}</ol></main>
<p>{notes}</p></body></html>
"""


def reading_page(reading: Reading) -> str:
    """Return a page that stands by itself: the text with its marks, and the verdicts beside it."""
    title = reading.document.title or f"{_number(len(reading.claims), 'claim')} read"
    items = "".join(_item(number, each) for number, each in enumerate(reading.claims, start=1))
    return _PAGE.format(
        language=escape(reading.document.language),
        title=escape(title),
        text=_marked_html(reading),
        items=items,
        notes=escape(" ".join(reading.notes)),
    )


def _item(number: int, claim: Claim) -> str:
    lines = " ".join(map(escape, told(claim)))
    return (
        f'<li id="claim-{number}"><strong class="{claim.verdict}">{claim.verdict}</strong> '
        f"\u201c{escape(short(claim.words))}\u201d<br>{lines}</li>"
    )


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


def _marked_html(reading: Reading) -> str:
    return "".join(
        f'<a href="#claim-{number}"><mark class="{verdict}">{escape(words)}</mark></a>'
        if number
        else escape(words)
        for words, number, verdict in marked(reading)
    )
