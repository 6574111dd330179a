"""Real withdrawals: who gave notice of leaving what, when it was received, when it took effect.

``data/history.jsonl`` holds one withdrawal a line; ``withdrawals.jsonl`` in a folder of the user's
own is laid over it. A question about one State and one treaty structures only the lines that name
them. A malformed line is left out and told by `faults`; nothing else is lost by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from attrs import evolve, field, fields

from withdrawal.datafiles import NO_KEY, key_of, numbered_lines, read_line, structure
from withdrawal.dates import Interval, PartialDate
from withdrawal.errors import DataFileError
from withdrawal.overlay import Stamp, remembered, roots, stamp
from withdrawal.record.kinds import Confidence, RecordKind
from withdrawal.renamed import OldName, renamed_keys
from withdrawal.values import frozen

HISTORY = Path(__file__).parent / "data" / "history.jsonl"

OWN = "withdrawals.jsonl"
"""The file of withdrawals in a folder of the user's own."""

Status = Literal["effective", "pending", "revoked", "disputed", "no-effect", "announced"]
_InPart = Literal[
    "announced", "approved", "notified", "received", "effect", "revoked_on", "rejoined_on"
]
_Exact = Literal["in_force_for_party", "named_date", "agreed_date", "extended_to", "known_on"]
PARTIAL_DAYS: frozenset[str] = frozenset(get_args(_InPart))
"""The days that may be known only in part."""


@frozen
class Withdrawal:
    """One notice of withdrawal, or one step like it, and what became of it.

    A day that is known only in part is None here and stands in ``partial``.

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
        rejoined_is_disputed: whether it is disputed that what it did then binds it.
        kind: what it was: a withdrawal, a suspension, the end of a membership ...
        effect_is_computed: whether the effect was worked out from the clause, so that the row
            proves nothing about it.
        source: where it is recorded.
        confidence: ``verified``, ``reported``, ``known``, ``disputed`` or ``uncertain``.
        note: what is special about it.
        reference: the depositary notification.
        family: a group of records that belong together.
        in_force_for_party: when the treaty had come into force for the State.
        named_date: the day of effect named in the notice.
        agreed_date: a day of effect set by agreement.
        extended_to: the end of a period prolonged by agreement.
        conflict: an armed conflict the State was engaged in.
        way_out: the way out of the clause that was used.
        received_is_computed: whether the receipt was worked back from the effect.
        known_on: when it became public, where a source tells.
        by: who spoke or acted for the State.
        read: the days that were read in the source.
        follows: the State whose notice this one followed (or the day, month or year of that
            notice), where the clause lets others follow.
        party_note: what is special about the State in this case.
        partial: the days known only in part, by key.
        is_own: whether it stands in a folder of the user's own.
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
    rejoined_is_disputed: bool = False
    kind: RecordKind = field(default=RecordKind.WITHDRAWAL, converter=RecordKind)
    effect_is_computed: bool = False
    source: str | None = None
    confidence: Confidence = "known"
    note: str | None = None
    reference: str | None = None
    family: str | None = None
    in_force_for_party: date | None = None
    named_date: date | None = None
    agreed_date: date | None = None
    extended_to: date | None = None
    conflict: Interval | None = None
    way_out: str | None = None
    received_is_computed: bool = False
    known_on: date | None = None
    by: str | None = None
    read: tuple[Literal[_InPart, _Exact], ...] = ()
    follows: str | None = None
    party_note: str | None = None
    partial: Mapping[str, PartialDate] = field(factory=dict, hash=False, metadata=NO_KEY)
    is_own: bool = field(default=False, metadata=NO_KEY)

    route = OldName("way_out")

    @property
    def given(self) -> date | None:
        """The day of receipt, or of the notice itself where receipt is not on record."""
        return self.received or self.notified

    @property
    def known_given(self) -> PartialDate | None:
        """The same as far as it is known, exact or in part; None where it is not on record."""
        return self.known("received") or self.known("notified")

    def known(self, key: str) -> PartialDate | None:
        """Return a day as far as it is known, exact or in part; None where it is not on record."""
        day = getattr(self, key)
        return PartialDate.of(day) if day is not None else self.partial.get(key)

    def latest(self, key: str) -> date | None:
        """Return the last day that a day can be, where it is on record."""
        day: date | None = getattr(self, key)
        if day is not None or key not in self.partial:
            return day
        return self.partial[key].latest

    @property
    def known_from(self) -> date | None:
        """The day from which it was known: its own, where no source tells of another."""
        if self.known_on is not None:
            return self.known_on
        spoken = self.kind in (RecordKind.ANNOUNCED, RecordKind.INTENTION)
        keys = ("announced",) if spoken else ("received", "notified", "effect", "announced")
        return next((day for day in map(self.latest, keys) if day is not None), None)

    @property
    def is_out(self) -> bool:
        """Whether it ended the State's bond, or will on its day."""
        ends = self.kind.ends_bond or self.kind.undoes_consent
        return ends and self.status in ("effective", "pending")

    def is_taken_back_on(self, day: date) -> bool:
        """Return whether it was taken back by a day; where that day is not known, always."""
        back = self.latest("revoked_on")
        return self.status == "revoked" and (back is None or back <= day)

    def as_known_on(self, day: date | None) -> Withdrawal | None:
        """Return the row as it was known on a day; None where it was not known yet.

        What became of a notice later is left out: that it was taken back, that the State came
        back, and where the day of effect was settled only afterwards, that day, what overtook the
        notice, and the note, which tells of it.

        Args:
            day: None for all that is known.
        """
        if day is None:
            return self
        if self.known_from is not None and self.known_from > day:
            return None
        return self._without_revocation(day)._without_return(day)._without_later_effect(day)

    def standing_on(self, day: date) -> Withdrawal:
        """Return the row with the status that it has on a day: pending until its effect."""
        is_ahead = self.status == "effective" and self.effect is not None and self.effect > day
        return evolve(self, status="pending") if is_ahead else self

    def _without_revocation(self, day: date) -> Withdrawal:
        """Return the row without a revocation still to come."""
        if self.status != "revoked" or self.is_taken_back_on(day):
            return self
        status: Status = "announced" if self.kind is RecordKind.ANNOUNCED else "effective"
        if self.is_revoked_late:
            status = "no-effect"
        return evolve(self._without("revoked_on"), status=status)

    @property
    def is_revoked_late(self) -> bool:
        """Whether it was taken back only after its day of effect, so that it had none then."""
        would, back = self.latest("effect"), self.known("revoked_on")
        first = back.earliest if back is not None else None
        return would is not None and first is not None and would < first

    def _without_return(self, day: date) -> Withdrawal:
        back = self.latest("rejoined_on")
        return self if back is None or back <= day else self._without("rejoined_on")

    def _without_later_effect(self, day: date) -> Withdrawal:
        effect = self.latest("effect")
        if not self.kind.is_fixed_later or effect is None or effect <= day:
            return self
        kind = RecordKind.WITHDRAWAL if self.kind is RecordKind.OVERTAKEN else self.kind
        plain = evolve(self._without("effect"), kind=kind, note=None)
        return evolve(plain, extended_to=None, agreed_date=None)

    def _without(self, key: str) -> Withdrawal:
        partial = {each: known for each, known in self.partial.items() if each != key}
        return evolve(self, partial=partial, **{key: None})  # type: ignore[arg-type]

    @property
    def key(self) -> tuple[str, str, str]:
        """What the user's own row has in common with the one it replaces."""
        days = (self.known(each) for each in ("received", "effect", "announced"))
        return self.treaty, self.party, str(next((day for day in days if day is not None), ""))

    def to_json(self) -> dict[str, Any]:
        """Return the row with its keys in order, dates as ISO text, nothing left out.

        What is the user's own says so.
        """
        row = {each: self._plain(each) for each in _KEYS}
        return {**row, "is_own": True} if self.is_own else row

    def _plain(self, key: str) -> Any:
        value = getattr(self, key)
        if value is None and key in self.partial:
            return str(self.partial[key])
        if isinstance(value, tuple):
            return list(value)
        return str(value) if isinstance(value, date | Interval | RecordKind) else value


_KEYS = tuple(key for each in fields(Withdrawal) if (key := key_of(each)) is not None)
_RENAMED = {"route": "way_out"}


def withdrawal_from_row(row: Any, *, where: str, is_own: bool = False) -> Withdrawal:
    """Return the withdrawal a row stands for.

    Args:
        row: a table as JSON gives it; its keys are the attributes of `Withdrawal`.
        where: file and line, for errors.
        is_own: whether it stands in a folder of the user's own.

    Raises:
        DataFileError: naming the line, the key and what was expected.
    """
    if not isinstance(row, dict):
        raise DataFileError(f"{where}: expected a table of keys, got {row!r}.")
    row = renamed_keys(row, _RENAMED, where=f"{where}: ", error=DataFileError)
    given = {key: each for key, each in row.items() if each not in (None, "")}
    written = {key: given[key] for key in PARTIAL_DAYS if isinstance(given.get(key), str)}
    days = structure(written, dict[str, PartialDate], source=where)
    partial = {key: day for key, day in days.items() if day.is_uncertain or not day.is_exact}
    whole = {key: day.day for key, day in days.items()}
    exact = {key: each for key, each in {**given, **whole}.items() if key not in partial}
    found = structure(exact, Withdrawal, source=where, partial=partial, is_own=is_own)
    _refuse_disorder(found, where)
    return found


_ORDER = {
    "received": {"notified": "the date of the notice,"},
    "effect": {"given": "the notice of", "announced": "the announcement of"},
    "revoked_on": {"given": "the notice of"},
    "rejoined_on": {"given": "the notice of"},
}
"""By day, the days before which it cannot lie. A State may consent anew before it is out."""


def _refuse_disorder(row: Withdrawal, where: str) -> None:
    """Refuse days that cannot have followed each other as the row of a step out says."""
    for key, others in _ORDER.items() if row.kind.is_step_out else ():
        for other, words in others.items():
            day, before = getattr(row, key), getattr(row, other)
            if day and before and day < before:
                raise DataFileError(
                    f"{where}: key {key}: {day}, before {words} {before}: expected a later day."
                )
    if row.status == "announced" and row.known("announced") is None:
        raise DataFileError(f"{where}: key announced: expected the day of the announcement.")


@remembered
def history(treaty: str | None = None, party: str | None = None) -> tuple[Withdrawal, ...]:
    """Return the recorded withdrawals, the earliest notice first.

    Args:
        treaty: a treaty's id; None for all.
        party: an ISO 3166-1 alpha-3 code; None for all.
    """
    if treaty is not None and party is not None:
        return tuple(row for row in history(treaty) if row.party == party)
    wanted = [json.dumps(word) for word in (treaty, party) if word is not None]
    kept: list[Withdrawal] = []
    for path, is_own in _files():
        found = list(_found(path, wanted, is_own=is_own))
        replaced = {row.key for row in found} if is_own else ()
        kept = [row for row in kept if row.key not in replaced] + found
    rows = (row for row in kept if treaty in (None, row.treaty) and party in (None, row.party))
    return tuple(sorted(rows, key=_order))


def faults() -> Iterator[tuple[str, str]]:
    """Yield what is wrong with lines of the record, as file and text; they are left out."""
    for path, is_own in _files():
        for number, line in _lines(path, stamp() if is_own else ()):
            try:
                _row(path, number, line, is_own)
            except DataFileError as error:
                yield str(path) if is_own else path.name, error.message


def line_of(row: Withdrawal) -> str:
    """Return the file that a row of the record stands in, and the line, as a complaint names it."""
    wanted = [json.dumps(row.treaty), json.dumps(row.party)]
    for path, is_own in reversed(_files()):
        for number, line in _lines(path, stamp() if is_own else ()):
            if is_own == row.is_own and all(word in line for word in wanted):
                with suppress(DataFileError):
                    if _row(path, number, line, is_own) == row:
                        return f"{path if is_own else path.name}, line {number}"
    return OWN if row.is_own else HISTORY.name


def _files() -> tuple[tuple[Path, bool], ...]:
    """Return the files of the record, the one that counts most last, and which are the user's."""
    own = (root / OWN for root in roots())
    return ((HISTORY, False), *((path, True) for path in own if path.is_file()))


def _found(path: Path, wanted: list[str], *, is_own: bool) -> Iterator[Withdrawal]:
    for number, line in _lines(path, stamp() if is_own else ()):
        if all(word in line for word in wanted):
            try:
                yield _row(path, number, line, is_own)
            except DataFileError:
                continue  # `faults` tells.


@lru_cache(maxsize=8)
def _lines(path: Path, _state: Stamp) -> tuple[tuple[int, str], ...]:
    return numbered_lines(path.read_text(encoding="utf-8", errors="replace"))


def _order(row: Withdrawal) -> tuple[date, str, str]:
    known = (row.known(key) for key in ("received", "notified", "effect", "announced"))
    days = (each.earliest or each.latest for each in known if each is not None)
    return (next((day for day in days if day), date.max), row.treaty, row.party)


def _row(path: Path, number: int, line: str, is_own: bool) -> Withdrawal:
    where = f"{path if is_own else path.name}, line {number}"
    return withdrawal_from_row(read_line(line, source=where), where=where, is_own=is_own)
