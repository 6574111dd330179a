"""What can be written down of a State and a treaty: a notice, an announcement, a change of mind.

Each is checked before it is written: by the readers of the record, and against what is known. What
contradicts that is refused unless a reason is given, which the row then keeps.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve, field, fields, resolve_types

from withdrawal.case.answering.when import when
from withdrawal.case.asking.given import Day
from withdrawal.case.asking.question import resolve_pair
from withdrawal.datafiles import table_of
from withdrawal.dates import parse_day
from withdrawal.errors import CircumstanceError, WithdrawalError
from withdrawal.keeping.books import Book, open_book, put_line
from withdrawal.keeping.objections import objections_to, refuse_days_to_come
from withdrawal.law.countries import Country
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import knowledge
from withdrawal.record.history import Withdrawal, history, withdrawal_from_row
from withdrawal.values import frozen

SCHEMA = "withdrawal/record/1"


@frozen
class Kept:
    """A row that was written down.

    Attributes:
        replaced: how many rows of the file gave way to it.
        before: the answer without it.
        after: the answer with it.
        against: what it contradicts, for the reason given.
    """

    file: Path
    row: dict[str, Any]
    replaced: int
    before: str
    after: str
    against: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data, schema ``withdrawal/record/1``."""
        return {"schema": SCHEMA, **table_of(self)}


@frozen
class Grounds:
    """What a fact rests on, and where it is written.

    Attributes:
        source: Where it was read.
        note: What is special about it.
        because: Why it stands against what is known; kept in the note.
        to: The package's source, to write there; default the folder of --data.
    """

    source: str
    note: str | None = field(default=None, kw_only=True)
    because: str | None = field(default=None, kw_only=True)
    to: Path | None = field(default=None, kw_only=True)


@frozen
class WeighedGrounds(Grounds):
    """What a fact rests on, and how sure that makes it.

    Attributes:
        confidence: How sure it is: verified, reported, known, disputed or uncertain.
    """

    confidence: str = field(default="reported", kw_only=True)

    def row(self, party: Country, law: Treaty, **values: Any) -> dict[str, Any]:
        """Return what is said of a State and a treaty on these grounds, as a row of the record."""
        said = {"confidence": self.confidence, "note": self.note, **values}
        found = {"treaty": law.id, "party": party.id, **said, "source": said_source(self.source)}
        return {key: value for key, value in found.items() if value is not None}


for _each in (Grounds, WeighedGrounds):
    resolve_types(_each)


def add(
    country: str,
    treaty: str,
    /,
    *,
    grounds: WeighedGrounds,
    received: str | None = None,
    notified: str | None = None,
    announced: str | None = None,
    effect: str | None = None,
    kind: str = "withdrawal",
) -> Kept:
    """Write down that a State gave notice of withdrawal, or left in another way.

    Example: `withdrawal record add sweden ottawa --received 2026-11-02 --source "a gazette"`

    Args:
        country: The State: a name or an ISO code. State and treaty may come in either order.
        treaty: The treaty: an id or a name.
        grounds: What it rests on.
        received: The day the notice was received.
        notified: The date of the notice itself.
        announced: The day the State said that it would leave.
        effect: The day of effect, where it was read; else the clause's.
        kind: What it was: withdrawal, denunciation, suspension ...

    Raises:
        CircumstanceError: no day is given, the days make no sense, or the row contradicts what is
            known and no reason is given.
        DataFileError: the row is malformed, or the file cannot be written.
    """
    party, law = resolve_pair(country, treaty)
    days = {"announced": announced, "notified": notified, "received": received, "effect": effect}
    known = {key: _day(day) for key, day in days.items() if day is not None}
    if not known.keys() & {"notified", "received", "effect"}:
        raise CircumstanceError("No day is given: expected the day of receipt or of effect.")
    return keep(_completed(grounds.row(party, law, kind=kind, **known), law), law, grounds)


def announce(country: str, treaty: str, /, *, on: str, by: str, grounds: WeighedGrounds) -> Kept:
    """Write down that a State has said that it will leave, without notice to the depositary.

    Example: `withdrawal record announced sweden ottawa --on 2026-11-02 --by government
    --source "a gazette"`

    Args:
        country: The State: a name or an ISO code. State and treaty may come in either order.
        treaty: The treaty: an id or a name.
        on: The day it was said.
        by: Who said so: president, government, foreign-ministry ...
        grounds: What it rests on.

    Raises:
        WithdrawalError: as for `add`.
    """
    party, law = resolve_pair(country, treaty)
    said = {"kind": "announced", "status": "announced", "announced": _day(on), "by": by}
    return keep(grounds.row(party, law, **said), law, grounds)


def revoke(country: str, treaty: str, /, *, on: str, grounds: Grounds) -> Kept:
    """Write down that the last notice or announcement on record was taken back.

    Example: `withdrawal record revoked sweden ottawa --on 2026-11-20 --source "a gazette"`

    Args:
        country: The State: a name or an ISO code. State and treaty may come in either order.
        treaty: The treaty: an id or a name.
        on: The day it was taken back.
        grounds: What it rests on.

    Raises:
        CircumstanceError: none is on record, or it had taken effect by then, and no reason says
            how that can be.
        WithdrawalError: as for `add`.
    """
    party, law = resolve_pair(country, treaty)
    day = parse_day(on)
    every = history(law.id, party.id)
    rows = [each for each in every if (each.given or each.announced or date.max) <= day]
    if not rows:
        raise CircumstanceError(
            f"No notice of {party.name} under {law.name} is on record by {day}: expected one "
            "to take back."
        )
    last = rows[-1]
    kept = note_of(last.note, grounds.note, f"taken back: {grounds.source}")
    row = evolve(last, status="revoked", revoked_on=day, note=kept)
    against: tuple[str, ...] = ()
    if last.status == "effective" and last.effect is not None and last.effect <= day:
        against = (f"The notice took effect on {last.effect}, before it was taken back.",)
    return keep(plain(row), law, grounds, against=against)


def keep(
    row: dict[str, Any], law: Treaty, grounds: Grounds, *, against: tuple[str, ...] | None = None
) -> Kept:
    """Check a row of the record, write it down, and return what it changes.

    Args:
        against: what contradicts it; default what is found.

    Raises:
        WithdrawalError: as for `add`.
    """
    book, because = open_book(grounds.to), grounds.because
    made = withdrawal_from_row(row, where=book.withdrawals.name)
    refuse_days_to_come(made, date.today())
    found = objections_to(made) if against is None else against
    refuse_unexplained(found, because)
    if because:
        row = {**row, "note": note_of(row.get("note"), because)}
    line = json.dumps(row, ensure_ascii=False)

    def write(into: Book) -> int:
        gone = put_line(into.withdrawals, (line,), replaces=lambda old: _is_same(old, made))
        return len(gone)

    before, after = compared(row["party"], law, write)
    return Kept(book.withdrawals, row, write(book), before, after, found)


def refuse_unexplained(against: tuple[str, ...], because: str | None) -> None:
    """Raise where something contradicts what is to be written, and no reason is given."""
    if against and not (because and because.strip()):
        raise CircumstanceError(
            f"{' '.join(against)} Expected a reason with --because, if it is so all the same."
        )


def note_of(*parts: str | None) -> str:
    """Return one note of the parts that say something."""
    return "; ".join(each for each in parts if each)


def said_source(source: str) -> str:
    """Return a source without the blanks around it; raise where nothing is left."""
    if not source.strip():
        raise CircumstanceError("The source is empty: expected where it was read.")
    return source.strip()


def compared(party: str, law: Treaty, write: Callable[[Book], object]) -> tuple[str, str]:
    """Return the answer without and with what is written, before it is."""
    before = _told(party, law)
    with TemporaryDirectory() as folder:
        write(Book.of_folder(Path(folder)))
        with knowledge(folder):
            return before, _told(party, law)


def _told(party: str, law: Treaty) -> str:
    try:
        return when(party, law.id).sentence
    except WithdrawalError as error:
        return error.message


def plain(row: Withdrawal) -> dict[str, Any]:
    """Return a withdrawal as the row it is read from: only what it says."""
    said = row.to_json()
    usual = {each.name: each.default for each in fields(Withdrawal)}
    said.pop("is_own", None)
    return {key: value for key, value in said.items() if value not in (None, [], usual.get(key))}


def _completed(row: dict[str, Any], law: Treaty) -> dict[str, Any]:
    """Return the row with the clause's day of effect where none was read, and its status."""
    effect = row.get("effect")
    if effect is None and "received" in row:
        day = _by_the_clause(row, law)
        row = row if day is None else {**row, "effect": day, "effect_is_computed": True}
    is_over = row.get("effect", "9999") <= date.today().isoformat()
    status = "disputed" if row["kind"] == "disputed" else "effective" if is_over else "pending"
    return {**row, "status": status}


def _by_the_clause(row: dict[str, Any], law: Treaty) -> str | None:
    try:
        found = when(row["party"], law.id, received=row["received"])
    except WithdrawalError:
        return None
    return None if found.effect is None else found.effect.isoformat()


def _is_same(line: str, row: Withdrawal) -> bool:
    """Return whether a line of the file is a row of the same step; a malformed one is none."""
    try:
        return withdrawal_from_row(json.loads(line), where="").key == row.key
    except ValueError:
        return False


def _day(day: Day) -> str:
    return parse_day(day).isoformat()
