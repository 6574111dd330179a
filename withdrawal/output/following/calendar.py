"""Calendars to subscribe to: the day of effect of each withdrawal of a list.

An event has the identity that it has in the calendar of its answer, so that a calendar that holds
both shows it once.
"""

from __future__ import annotations

from collections.abc import Iterator

from withdrawal.output.following.followed import Followed, name_of, told
from withdrawal.output.ics import Entry, calendar_text, changes_of, notice_keys
from withdrawal.record.history import Withdrawal

__all__ = ["calendar"]

_UNSURE = ("disputed", "uncertain")


def calendar(followed: Followed) -> str:
    """Return a list as the text of a calendar file, with a name and a pace to refresh it.

    What has no day of effect on record has no event. A notice taken back is a cancelled one, so
    that it goes from the calendars that had it.
    """
    return calendar_text(_entries(followed), followed.as_of, name=followed.title)


def _entries(followed: Followed) -> Iterator[Entry]:
    for row, key in zip(followed.rows, notice_keys(followed.rows), strict=True):
        effect = row.known("effect")
        if effect is None or (day := effect.earliest or effect.latest) is None:
            continue
        yield Entry(
            f"{key}/effect",
            day,
            f"{name_of(row)}, {_outcome(row)}",
            told(row, followed.as_of),
            last=effect.latest,
            is_certain=_is_settled(row),
            is_cancelled=_is_off(row),
            sequence=changes_of(row, followed.as_of),
            has_alarm=not _is_off(row),
            address=followed.address_of(row),
        )


def _is_off(row: Withdrawal) -> bool:
    return row.status in ("revoked", "no-effect")


def _is_settled(row: Withdrawal) -> bool:
    is_due = row.status in ("effective", "pending") and row.confidence not in _UNSURE
    effect = row.known("effect")
    return is_due and effect is not None and effect.is_exact and not effect.is_uncertain


def _outcome(row: Withdrawal) -> str:
    what = "exit" if row.is_out or row.kind.ends_bond else row.kind.in_words
    if _is_off(row):
        return f"{what} would have taken effect ({row.status.replace('-', ' ')})"
    computed = " (worked out from the clause)" if row.effect_is_computed else ""
    verb = "takes effect" if _is_settled(row) else "would take effect"
    return f"{what} {verb}{computed}"
