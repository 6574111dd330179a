"""A row of a list in words."""

from __future__ import annotations

from withdrawal.languages.folder import labels
from withdrawal.languages.wording import Wording
from withdrawal.questions.intents import Intent, Understood
from withdrawal.questions.reply import Row
from withdrawal.record.kinds import RecordKind

_KINDS_BEFORE_A_BOND = frozenset(each.value for each in RecordKind if each.is_before_a_bond)


def item(row: Row, understood: Understood, words: Wording) -> str:
    """Return a row in words, without what all of them have in common."""
    names = [] if understood.parties or not row.party else [words.party(row.party)]
    names += [] if understood.treaty else [words.treaty(row.treaty)]
    day = row.revoked_on or row.effect
    if row.status in _KINDS_BEFORE_A_BOND:
        when = words.kind_on(row.status, day)
    elif understood.intent is Intent.NOTICES_IN and row.status != "announced":
        when = _received(row, words)
    elif row.status == "no-exit":
        when = ""
    elif row.status == "revoked":
        when = f"{words.status('revoked')}{f' {words.on(day)}' if row.revoked_on and day else ''}"
    else:
        when = words.plain_day(day) if day else ""
        when = _announced(row, understood, words) if row.status == "announced" else when
    if row.rejoined_on and (
        understood.pick == "back" or understood.intent is Intent.FIRST_OR_AGAIN
    ):
        when += f" → {words.plain_day(row.rejoined_on)}"
    name = ", ".join(names)
    return words.marks.beside(name, when) if name else when


def _received(row: Row, words: Wording) -> str:
    """Return when a notice was received, how that is known, and what came or comes of it."""
    is_alive = row.status in ("effective", "pending")
    days = (row.received, row.effect if is_alive else None)
    told = [words.plain_day(each) if each else "?" for each in days]
    told[0] = str(row.received_within or told[0])
    how = [labels(words.language).labels["worked_back"]] if row.basis == "worked-back" else []
    how += [] if is_alive else [words.status(row.status)]
    return "; ".join((" → ".join(told[: 2 if is_alive else 1]), *how))


def _announced(row: Row, understood: Understood, words: Wording) -> str:
    """Return when an exit was announced, where that is asked for; else that it was only that."""
    if understood.intent is Intent.ANNOUNCED and row.received is not None:
        return words.plain_day(row.received)
    return words.status(row.status)
