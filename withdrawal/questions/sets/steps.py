"""Steps short of an exit: who suspended a treaty, who announced that it will leave and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from withdrawal.record.history import Withdrawal
from withdrawal.record.kinds import RecordKind


def suspensions(rows: Iterable[Withdrawal]) -> list[Withdrawal]:
    """Return the suspensions that were not taken back."""
    return [
        each for each in rows if each.kind is RecordKind.SUSPENSION and each.status != "revoked"
    ]


def announced_alone(rows: Sequence[Withdrawal]) -> list[Withdrawal]:
    """Return the exits that were announced, of which no notice is on record since then."""
    spoken = (each for each in rows if each.kind is RecordKind.ANNOUNCED)
    alone = [
        each
        for each in spoken
        if each.status != "revoked" and not any(_follows(row, each) for row in rows)
    ]
    return sorted(alone, key=lambda row: (row.announced or date.max, row.treaty, row.party))


def _follows(notice: Withdrawal, spoken: Withdrawal) -> bool:
    """Return whether a notice is of the exit that was announced, by the days of both."""
    is_of_it = notice.kind.is_notice and (notice.party, notice.treaty) == (
        spoken.party,
        spoken.treaty,
    )
    day = notice.given or notice.latest("effect") or date.max
    return is_of_it and (spoken.announced is None or day >= spoken.announced)
