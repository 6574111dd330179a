"""Steps in words that nobody knows: claims only where the record bears them out to the day."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from withdrawal.reading.claims import Found, Value
from withdrawal.reading.finding.clauses import Clause, led_to
from withdrawal.reading.finding.context import Context
from withdrawal.reading.lexicon import GUESSED

__all__ = ["guessed"]

_NOT_BESIDE = (
    *("not", "if", "other", "plan", "fear", "would", "joined", "in-force", "must-tell", "lock-in"),
    *("protection", "party", "except", "count", "signatories"),
)
"""Cues beside which no day is one of a step."""


def guessed(clause: Clause, context: Context) -> Iterator[Found]:
    """Yield a step in words that nobody knows, beside a word for the exit or the notice and a day:
    a claim only where the record has a step, or the effect, on that very day."""
    days = [each for each in clause.days if each.value and each.value.day]
    if len(days) != 1 or clause.acts or clause.says(*_NOT_BESIDE) or not _speaks_of_it(clause):
        return
    if clause.spans and led_to(clause.of, clause.spans[0].last) == days[0]:
        return
    treaty = context.treaty(clause)
    states = context.states(clause, treaty.value[0]) if treaty else None
    if treaty is None or states is None:
        return
    start, end = clause.span
    yield Found(
        kind="step", treaty=treaty.value[0], parties=states.value, start=start, end=end,
        value=Value(day=days[0].value), step=GUESSED,
        day=evolve(days[0], values=days[0].values[:1]),
        doubts=(*treaty.doubts, *states.doubts), rule="step:guessed",
    )  # fmt: skip


def _speaks_of_it(clause: Clause) -> bool:
    """Return whether a clause has a word for the exit or the notice, or names a treaty."""
    return clause.says("exit", "notice", "leave", "membership") or clause.names_a_treaty
