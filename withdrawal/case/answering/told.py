"""What else is on record of a State and a treaty, told for what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.case.findings import Reason
from withdrawal.record.kinds import RecordKind

if TYPE_CHECKING:
    from withdrawal.case.asking.dossier import Dossier
    from withdrawal.record.history import Withdrawal

__all__ = ["in_words", "told_besides"]

_SAID = {
    RecordKind.SUSPENSION: "suspension of the treaty, which leaves the State a party",
    RecordKind.END_OF_SUSPENSION: "end of a suspension",
    RecordKind.END_OF_PROVISIONAL_APPLICATION: (
        "end of provisional application, which is no withdrawal from the treaty"
    ),
    RecordKind.WITHDRAWAL_OF_RATIFICATION: "withdrawal of the ratification",
    RecordKind.WITHDRAWAL_OF_SIGNATURE: "withdrawal of the signature, by a State that is no party",
    RecordKind.ANNOUNCED: "announcement of a withdrawal",
    RecordKind.INTENTION: "stated intention, which is no notice",
    RecordKind.PARTIAL_TERMINATION: "end of a part of the treaty, which leaves the State a party",
    RecordKind.CESSATION_OF_APPLICATION: (
        "the State stopped applying the treaty, which is no withdrawal from it"
    ),
    RecordKind.DECLARATION: "declaration, which is no withdrawal",
    RecordKind.BY_OPERATION_OF_TREATY: "exit by operation of the treaty, without a notice",
    RecordKind.END_OF_MEMBERSHIP: "end of the membership, without a notice",
    RecordKind.MEMBERSHIP_PASSED_TO_EU: "membership passed to the European Union",
}


def in_words(kind: RecordKind) -> str:
    """Return what a step on record was and means."""
    return _SAID.get(kind, kind.in_words)


def told_besides(dossier: Dossier, row: Withdrawal | None) -> tuple[Reason, ...]:
    """Return the other steps on record, with what they mean, and the note of the one told of."""
    others = (_reason(each) for each in dossier.records if each is not row)
    return (*_note(row), *others)


_PLAIN = (
    RecordKind.WITHDRAWAL,
    RecordKind.DENUNCIATION,
    RecordKind.TERMINATION,
    RecordKind.AUTOMATIC_DENUNCIATION,
)
"""The kinds of which there is nothing more to tell, where nothing about them is in doubt."""


def _note(row: Withdrawal | None) -> tuple[Reason, ...]:
    if row is None or not row.note or row.status in ("disputed", "no-effect"):
        return ()
    if row.kind in _PLAIN and row.confidence not in ("disputed", "uncertain"):
        return ()
    text = f"On record: {row.note.rstrip('.')}."
    return (Reason("recorded", None, None, None, text, row.reference or row.source),)


def _reason(row: Withdrawal) -> Reason:
    start = row.known("received") or row.known("notified") or row.known("announced")
    effect = row.known("effect")
    days = [f"with effect {effect.placed}"] if effect else []
    if row.status == "revoked":
        taken_back = row.known("revoked_on")
        days.append(f"taken back {taken_back.placed}" if taken_back else "taken back since")
    note = f" ({row.note.rstrip('.')})" if row.note else ""
    on = f", of {start}" if start else ""
    text = f"Also on record{on}: {', '.join([in_words(row.kind), *days])}{note}."
    first = start.day if start else None
    last = effect.day if effect else None
    return Reason("recorded", None, first, last, text, row.reference or row.source)
