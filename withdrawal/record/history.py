"""Real withdrawals: who gave notice of leaving what, when it was received, when it took effect.

``data/history.jsonl`` holds one withdrawal a line. A question about one State and one treaty
reads the file once and structures only the lines that name them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from attrs import fields, frozen

from withdrawal.dates import Interval, parse_day, parse_interval
from withdrawal.errors import DataFileError, WithdrawalError

__all__ = ["HISTORY", "Withdrawal", "history", "withdrawal_from_row"]

HISTORY = Path(__file__).parent / "data" / "history.jsonl"

Status = Literal["effective", "pending", "revoked", "disputed", "no-effect"]


@frozen
class Withdrawal:
    """One notice of withdrawal and what became of it; None where not on record.

    Attributes:
        treaty: the catalogue's id.
        party: ISO 3166-1 alpha-3 code, former States included.
        announced: when the State said it would leave.
        approved: when its parliament approved.
        notified: the date of the notice itself.
        received: when the depositary (or other addressee) received it.
        effect: the recorded day of effect; for a revoked notice, the day it would have been.
        status: what became of the notice.
        revoked_on: when it was taken back.
        rejoined_on: when the State became a party again.
        kind: ``withdrawal``, or what else it was (suspension, extended, overtaken ...).
        effect_is_computed: whether one of the two dates was worked out from the clause, so that
            the row proves nothing about it.
        source: where it is recorded.
        confidence: ``verified``, ``known`` or ``uncertain``.
        note: what is special about it.
        reference: the depositary notification.
        family: a group of records that belong together.
        in_force_for_party: when the treaty had come into force for the State.
        named_date: the day of effect named in the notice.
        agreed_date: a day of effect set by agreement.
        extended_to: the end of a period prolonged by agreement.
        conflict: an armed conflict the State was engaged in.
        route: the alternative route of the clause that was used.
    """

    treaty: str
    party: str
    announced: date | None = None
    approved: date | None = None
    notified: date | None = None
    received: date | None = None
    effect: date | None = None
    status: Status = "effective"
    revoked_on: date | None = None
    rejoined_on: date | None = None
    kind: str = "withdrawal"
    effect_is_computed: bool = False
    source: str | None = None
    confidence: str = "known"
    note: str | None = None
    reference: str | None = None
    family: str | None = None
    in_force_for_party: date | None = None
    named_date: date | None = None
    agreed_date: date | None = None
    extended_to: date | None = None
    conflict: Interval | None = None
    route: str | None = None

    @property
    def given(self) -> date | None:
        """The day of receipt, or of the notice itself where receipt is not on record."""
        return self.received or self.notified

    def to_json(self) -> dict[str, Any]:
        """Return the row with its keys in order, dates as ISO text, nothing left out."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(Withdrawal)}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Interval) else value


_DATES = frozenset(
    {
        "announced",
        "approved",
        "notified",
        "received",
        "effect",
        "revoked_on",
        "rejoined_on",
        "in_force_for_party",
        "named_date",
        "agreed_date",
        "extended_to",
    }
)
_FLAGS = frozenset({"effect_is_computed"})
_WORDS: Mapping[str, frozenset[str]] = {
    "status": frozenset({"effective", "pending", "revoked", "disputed", "no-effect"}),
    "confidence": frozenset({"verified", "known", "uncertain"}),
}
_KEYS = frozenset(each.name for each in fields(Withdrawal))


def withdrawal_from_row(row: Any, *, where: str) -> Withdrawal:
    """Return the withdrawal a row stands for.

    Args:
        row: a table as JSON gives it; its keys are the attributes of `Withdrawal`.
        where: file and line, for errors.

    Raises:
        DataFileError: naming the line, the key and what was expected.
    """
    if not isinstance(row, dict):
        raise DataFileError(f"{where}: expected a table of keys, got {row!r}.")
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise DataFileError(
            f"{where}: unknown key {', '.join(map(repr, unknown))}: "
            f"expected some of {', '.join(each.name for each in fields(Withdrawal))}."
        )
    for key in ("treaty", "party"):
        if key not in row:
            raise DataFileError(f"{where}: the key {key!r} is missing.")
    return Withdrawal(**{key: _value(key, row[key], where) for key in row if row[key] is not None})


def _value(key: str, value: Any, where: str) -> Any:
    try:
        if key in _DATES:
            return parse_day(value)
        if key == "conflict":
            return parse_interval(value)
    except WithdrawalError as error:
        raise DataFileError(f"{where}: key {key}: {error.message.rstrip('.')}.") from None
    kind = bool if key in _FLAGS else str
    if not isinstance(value, kind):
        expected = "true or false" if kind is bool else "text"
        raise DataFileError(f"{where}: key {key}: {value!r} is not {expected}.")
    if value not in _WORDS.get(key, {value}):
        words = ", ".join(sorted(_WORDS[key]))
        raise DataFileError(f"{where}: key {key}: {value!r} is none of {words}.")
    return value


@cache
def _lines() -> tuple[tuple[int, str], ...]:
    text = HISTORY.read_text(encoding="utf-8")
    return tuple((n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip())


def history(treaty: str | None = None, party: str | None = None) -> tuple[Withdrawal, ...]:
    """Return the recorded withdrawals, the earliest notice first.

    Args:
        treaty: a treaty's id; None for all.
        party: an ISO 3166-1 alpha-3 code; None for all.

    Raises:
        DataFileError: a line of the record is malformed.
    """
    if treaty is not None and party is not None:
        return tuple(row for row in _history(treaty, None) if row.party == party)
    return _history(treaty, party)


@cache
def _history(treaty: str | None, party: str | None) -> tuple[Withdrawal, ...]:
    wanted = [json.dumps(word) for word in (treaty, party) if word is not None]
    rows = (_row(number, line) for number, line in _lines() if all(word in line for word in wanted))
    kept = (row for row in rows if treaty in (None, row.treaty) and party in (None, row.party))
    return tuple(sorted(kept, key=_order))


def _order(row: Withdrawal) -> tuple[date, str, str]:
    return (row.given or row.effect or row.announced or date.max, row.treaty, row.party)


def _row(number: int, line: str) -> Withdrawal:
    where = f"{HISTORY.name}, line {number}"
    try:
        row = json.loads(line)
    except ValueError as error:
        raise DataFileError(f"{where}: is not JSON: {error}.") from None
    return withdrawal_from_row(row, where=where)
