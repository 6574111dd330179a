"""Whether every answer says what the record says: row by row, door behind door.

A row whose kind says nothing of the end of a bond (a suspension, an announcement, a declaration)
need not be what `when` answers. Of every other one the answer, the plan, the comparison and the
membership must say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from withdrawal.case.answer import Answer
from withdrawal.case.answering.when import when
from withdrawal.case.planning.compare import compare
from withdrawal.case.planning.plan import plan
from withdrawal.dates import DAY
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.knowledge import known_as_of
from withdrawal.record.parties import membership

_ANSWERED = {
    "effective": ("effective",),
    "pending": ("pending", "conditional"),
    "revoked": ("revoked",),
    "disputed": ("disputed",),
    "no-effect": ("no-effect",),
}
"""The statuses of an answer that fit the status of a notice on record."""


def contradictions() -> Iterator[tuple[Withdrawal, str]]:
    """Yield every row of the record that something in the product contradicts, and how."""
    for row in history():
        for text in contradictions_of(row):
            yield row, text


def why_it_need_not(row: Withdrawal) -> str | None:
    """Return why a row need not be what `when` answers; None where it must be."""
    if not row.kind.is_step_out:
        return f"A {row.kind.in_words} does not end the bond of a State."
    if row.given is None and row.effect is None:
        return "Neither the day of the notice nor that of its effect is on record."
    return None


def contradictions_of(row: Withdrawal) -> Iterator[str]:
    """Yield what contradicts one row of the record, in a sentence each."""
    if row.treaty not in catalogue() or why_it_need_not(row) is not None:
        return
    moment = max(known_as_of(), row.known_from or date.min)
    try:
        yield from _of_the_bond(row, moment)
        if row.kind.is_notice and row.given is not None:
            yield from _of_the_notice(row, moment)
            yield from _of_the_latest(row, moment)
    except WithdrawalError as error:
        yield f"cannot be asked about: {error.message}"


def _of_the_bond(row: Withdrawal, moment: date) -> Iterator[str]:
    """Say where a State that went is told as a party, or was told as none while it was one."""
    if not row.is_out or row.effect is None or row.effect > moment:
        return
    after = membership(row.treaty, row.party, row.effect, as_of=moment)
    first = row.given or row.announced or row.effect
    came_back = any(bond.joined and bond.joined >= first for bond in after.bonds)
    if after.value != "not-a-party" and not came_back:
        yield f"out on {row.effect}, and told as {after.value} on that day."
    before = membership(row.treaty, row.party, row.effect - DAY, as_of=moment).value
    if before == "not-a-party" and not row.kind.undoes_consent:
        yield f"bound until {row.effect}, and told as {before} on the day before."


def _of_the_notice(row: Withdrawal, moment: date) -> Iterator[str]:
    """Say where the answer about this notice is another one than the record's."""
    told = when(row.party, row.treaty, notice=str(row.given), as_of=moment)
    wanted = _wanted(row, moment)
    if told.status not in wanted:
        yield f"{row.status} on record, and answered {told.status}."
    elif row.effect is not None and told.effect not in (None, row.effect):
        yield f"effect on {row.effect} on record, and answered {told.effect}."
    elif row.status == "effective" and row.effect is not None and told.effect is None:
        yield f"effect on {row.effect} on record, and answered without a day."


def _wanted(row: Withdrawal, moment: date) -> tuple[str, ...]:
    if row.status in ("effective", "pending") and row.effect is not None:
        return ("effective",) if row.effect <= moment else _ANSWERED["pending"]
    return _ANSWERED.get(row.status, (row.status,))


def _of_the_latest(row: Withdrawal, moment: date) -> Iterator[str]:
    """Say where a plan or a comparison says another thing than the answer, of the last notice."""
    told = when(row.party, row.treaty, as_of=moment)
    if told.received != row.given:
        return
    (beside,) = compare([row.party], row.treaty, as_of=moment).rows
    if (beside.answer.status, beside.answer.effect) != (told.status, told.effect):
        yield f"compared as {beside.answer.status}, and answered {told.status}."
    yield from _of_the_plan(told, moment)


def _of_the_plan(told: Answer, moment: date) -> Iterator[str]:
    if told.effect is None or told.is_bound is None:
        return
    made = plan(told.party, told.treaty, out_by=max(told.effect, moment), as_of=moment)
    is_going = told.status == "pending" or (told.status == "effective" and not told.is_bound)
    if is_going and made.effect_then != told.effect:
        yield f"planned to end on {made.effect_then}, and answered {told.effect}."
    if told.status == "revoked" and made.effect_then == told.effect and made.is_settled:
        yield f"planned as done on {told.effect}, and answered revoked."
