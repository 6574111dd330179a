"""Writing down that a State has joined a treaty: a line on the list of its parties."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawal.case.keeping.acts import Kept, compared, refuse_unexplained
from withdrawal.case.keeping.books import Book, open_book, put_line
from withdrawal.case.question import Day, resolve_pair
from withdrawal.case.sentence import long_date
from withdrawal.dates import parse_day
from withdrawal.errors import CircumstanceError
from withdrawal.record.parties import COLUMNS, PARTIES, membership

if TYPE_CHECKING:
    from withdrawal.law.treaty import Treaty

__all__ = ["join"]


def join(
    country: str,
    treaty: str,
    *,
    on: Day,
    source: str,
    kind: str = "accession",
    in_force_for_party: Day | None = None,
    confidence: str = "reported",
    note: str | None = None,
    because: str | None = None,
    to: Path | None = None,
) -> Kept:
    """Write down that a State has joined, and return what that changes.

    Args:
        country: the State; State and treaty may come in either order.
        treaty: an id or a name.
        on: the day of its consent to be bound: of deposit, as a rule.
        source: where it was read.
        kind: how it consented: ``accession``, ``ratification``, ``succession`` ...
        in_force_for_party: when the treaty came into force for it, where that was read.
        confidence: how sure it is.
        note: what is special about it.
        because: why it stands against what is known.
        to: the package's source, to write there; default the folder of the user's own in use.

    Raises:
        CircumstanceError: the day is to come, or it was a party already and no reason is given.
        DataFileError: the list cannot be read or written.
    """
    party, law = resolve_pair(country, treaty)
    book, day = open_book(to), parse_day(on)
    since = None if in_force_for_party is None else parse_day(in_force_for_party)
    _refuse_days(day, since)
    against = _objections(party.id, law, day)
    refuse_unexplained(against, because)
    cells = {
        "party": party.id,
        "status": "party",
        "consent_date": str(day),
        "kind": kind,
        "in_force_for_party": "" if since is None else str(since),
        "left_on": "",
        "source": source.strip(),
        "confidence": confidence,
        "note": "; ".join(each for each in (note, because) if each),
    }
    if not all(cells[key] for key in ("kind", "source")):
        raise CircumstanceError("The source is empty: expected where it was read.")

    def write(into: Book) -> int:
        return _put(into, law.id, cells)

    before, after = compared(party.id, law, write)
    file = book.parties / f"{law.id}.csv"
    return Kept(file, dict(cells), write(book), before, after, against)


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
    return (f"{party} was a party to {law.name} on {long_date(day)} already{since}.",)


def _put(book: Book, treaty: str, cells: dict[str, str]) -> int:
    """Write the line after the State's earlier ones, and its source where that is new."""
    start = f"{cells['party']},"
    key = _source_key(book.parties / "sources.csv", cells["source"])
    earlier = _lines(book.parties / f"{treaty}.csv", start)
    if book.is_own and not earlier:
        earlier = _lines(PARTIES / f"{treaty}.csv", start)
    kept = [line for line in earlier if next(csv.reader([line]))[1] == "party"]
    line = _csv([{**cells, "source": key}[name] for name in COLUMNS])
    put_line(
        book.parties / f"{treaty}.csv",
        (*(each for each in kept if each != line), line),
        replaces=lambda old: old.startswith(start),
        header=",".join(COLUMNS),
    )
    return len(earlier) - len(kept)


def _lines(path: Path, start: str) -> list[str]:
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    return [line for line in text.splitlines() if line.startswith(start)]


def _source_key(path: Path, source: str) -> str:
    """Return the key of a source, after it has been entered where it is new."""
    rows = list(csv.reader(_lines(path, "")))
    known = {row[1]: row[0] for row in rows if len(row) > 1}
    if source in known:
        return known[source]
    taken = {row[0] for row in rows if row}
    plain = re.sub(r"[^a-z0-9]+", "-", source.casefold()).strip("-")[:40].strip("-") or "source"
    key = next(each for each in _numbered(plain) if each not in taken)
    put_line(path, (_csv([key, source]),), replaces=lambda _: False, header="key,source")
    return key


def _numbered(word: str) -> list[str]:
    return [word, *(f"{word}-{number}" for number in range(2, 1000))]


def _csv(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
