"""Writing down that a State has joined a treaty: a line on the list of its parties."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, count
from pathlib import Path

from withdrawal.case.asking.question import resolve_pair
from withdrawal.datafiles import numbered_lines
from withdrawal.dates import long_date, parse_day
from withdrawal.errors import CircumstanceError, near_misses
from withdrawal.keeping.acts import (
    Kept,
    WeighedGrounds,
    compared,
    note_of,
    refuse_unexplained,
    said_source,
)
from withdrawal.keeping.books import Book, open_book, put_line
from withdrawal.law.countries import country
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.bound.bonds import Bond
from withdrawal.record.bound.lists import COLUMNS, SOURCES, lines_of
from withdrawal.record.kinds import CONFIDENCES, CONSENTS
from withdrawal.record.parties import membership


def join(
    country: str,
    treaty: str,
    /,
    *,
    on: str,
    grounds: WeighedGrounds,
    kind: str = "accession",
    in_force_for_party: str | None = None,
) -> Kept:
    """Write down that a State has joined a treaty, or joined it again.

    Example: `withdrawal record joined sweden ottawa --on 2026-11-02 --source "a gazette"`

    Args:
        country: The State: a name or an ISO code. State and treaty may come in either order.
        treaty: The treaty: an id or a name.
        on: The day of its consent to be bound.
        grounds: What it rests on.
        kind: How it consented: accession, ratification, succession ...
        in_force_for_party: The day the treaty came into force for the State.

    Raises:
        CircumstanceError: the day is to come, or it was a party already and no reason is given.
        DataFileError: the list cannot be read or written.
    """
    party, law = resolve_pair(country, treaty)
    book, day = open_book(grounds.to), parse_day(on)
    since = None if in_force_for_party is None else parse_day(in_force_for_party)
    _refuse_days(day, since)
    against = _objections(party.id, law, day)
    refuse_unexplained(against, grounds.because)
    cells = {
        "party": party.id,
        "status": "party",
        "consent_date": str(day),
        "kind": kind,
        "in_force_for_party": "" if since is None else str(since),
        "left_on": "",
        "source": said_source(grounds.source),
        "confidence": grounds.confidence,
        "note": note_of(grounds.note, grounds.because),
    }
    _refuse_unknown_words(cells)
    before, after = compared(party.id, law, lambda into: _put(into, law.id, cells))
    file, replaced = book.parties / f"{law.id}.csv", _put(book, law.id, cells)
    return Kept(file, dict(cells), replaced, before, after, against)


def _refuse_unknown_words(cells: dict[str, str]) -> None:
    for key, words in (("kind", CONSENTS), ("confidence", CONFIDENCES)):
        if cells[key] not in words:
            raise CircumstanceError(
                f"{key}: {cells[key]!r} is none of {', '.join(words)}.",
                suggestions=near_misses(cells[key], words),
            )


def _refuse_days(consent: date, since: date | None) -> None:
    if consent > date.today():
        raise CircumstanceError(f"{consent} is still to come: expected a day up to today.")
    if since is not None and since < consent:
        raise CircumstanceError(
            f"In force for it on {since}, before it consented on {consent}: expected a later day."
        )


def _objections(party: str, law: Treaty, day: date) -> tuple[str, ...]:
    known = membership(law.id, party, day)
    if known.value != "party":
        return ()
    since = f" since {known.since}" if known.since else ""
    return (f"{country(party).name} was a party to {law.name} on {long_date(day)} already{since}.",)


def _put(book: Book, treaty: str, cells: dict[str, str]) -> int:
    """Write the line after those of the times before; return how many others gave way."""
    new = {**cells, "source": _named(book, cells["source"])}
    earlier = [{**each, "source": _named(book, each["source"])} for each in _before(treaty, cells)]
    lines = tuple(_csv([each[name] for name in COLUMNS]) for each in (*earlier, new))
    gone = put_line(
        book.parties / f"{treaty}.csv",
        lines,
        replaces=lambda old: old.startswith(f"{cells['party']},"),
        header=",".join(COLUMNS),
    )
    return len(set(gone) - set(lines))


def _before(treaty: str, cells: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the State's lines of the times when it was bound before, each with its end."""
    known = membership(treaty, cells["party"], parse_day(cells["consent_date"]))
    ends = {bond.joined: _left(bond) for bond in known.bonds if bond.has_left}
    for line in lines_of(treaty, cells["party"]):
        left = _left(line.bond) or ends.get(line.bond.joined)
        if line.status == "party" and left:
            yield {
                **cells,
                "consent_date": str(line.bond.consent_date or line.bond.joined_within or ""),
                "kind": line.bond.kind or "",
                "in_force_for_party": str(line.bond.in_force_for_party or ""),
                "left_on": left,
                "source": line.source or "",
                "confidence": line.confidence,
                "note": line.note or "",
            }


def _left(bond: Bond) -> str:
    return "unknown" if bond.left_is_unknown else str(bond.left_on or bond.left_within or "")


def _named(book: Book, source: str) -> str:
    """Return a source as the list names it: in words, in the package's own by a key."""
    if book.is_own or not source:
        return source
    path = book.parties / SOURCES
    rows = list(csv.reader(_lines(path)))
    known = {row[1]: row[0] for row in rows if len(row) > 1}
    if source in known:
        return known[source]
    taken = {row[0] for row in rows if row}
    plain = re.sub(r"[^a-z0-9]+", "-", source.casefold())[:40].strip("-") or "source"
    numbered = (f"{plain}-{number}" for number in count(2))
    key = next(each for each in chain((plain,), numbered) if each not in taken)
    put_line(path, (_csv([key, source]),), replaces=lambda _: False, header="key,source")
    return key


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [line for _, line in numbered_lines(text)]


def _csv(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(" ".join(each.split()) for each in cells)
    return out.getvalue()
