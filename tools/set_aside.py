"""How exits are answered that were set aside by lot, as if they were not on record."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

import withdrawal
from withdrawal.record import history as records
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.knowledge import known_as_of

ASIDE = Path(__file__).parents[1] / "tests" / "data" / "set_aside_exits.csv"


@frozen
class Blind:
    """How exits are answered that the record does not have.

    Attributes:
        asked: how many States that have left were asked about, without a day.
        told: of how many it was told that they left, or came back.
        unknown: of how many it was said that it is not known.
        false: those told to be a party.
        days: of how many notices the day of effect was asked, with the day of receipt.
        wrong: those for which another day came out.
    """

    asked: int
    told: int
    unknown: int
    false: tuple[str, ...]
    days: int
    wrong: tuple[str, ...]


def set_aside() -> frozenset[tuple[str, str]]:
    """Return the pairs of treaty and State that were set aside."""
    with ASIDE.open(encoding="utf-8", newline="") as file:
        return frozenset((row["treaty"], row["party"]) for row in csv.DictReader(file))


@contextmanager
def without(pairs: frozenset[tuple[str, str]]) -> Iterator[None]:
    """Let the record be as if it had no row of some pairs."""
    whole = records.HISTORY
    rows = (json.loads(line) for line in whole.read_text(encoding="utf-8").splitlines())
    kept = [row for row in rows if (row["treaty"], row["party"]) not in pairs]
    with tempfile.TemporaryDirectory() as folder:
        records.HISTORY = Path(folder) / whole.name
        records.HISTORY.write_text("".join(f"{json.dumps(each)}\n" for each in kept), "utf-8")
        _forget()
        try:
            yield
        finally:
            records.HISTORY = whole
            _forget()


def _forget() -> None:
    """Clear whatever the package keeps: an answer, too, is kept for as long as the record is."""
    rooms = [room for name, room in sys.modules.items() if name.startswith("withdrawal.")]
    for each in [each for room in rooms for each in vars(room).values() if callable(each)]:
        getattr(each, "cache_clear", lambda: None)()


def blind() -> Blind:
    """Ask about every exit that was set aside as if it were not on record."""
    pairs, today = set_aside(), known_as_of()
    rows = [row for row in history() if (row.treaty, row.party) in pairs]
    left = [row for row in rows if row.is_out and (row.latest("effect") or today) <= today]
    told = unknown = 0
    false, wrong, days = [], [], [row for row in rows if is_scored(row)]
    with without(pairs):
        for row in left:
            value = withdrawal.when(row.party, row.treaty, as_of=today).membership
            back = row.rejoined_on or row.partial.get("rejoined_on")
            if value.value == "party" and back is None:
                false.append(f"{row.treaty}, {row.party}")
            told += value.value == "not-a-party" or (value.value == "party" and back is not None)
            unknown += value.value == "not-known"
        for row in days:
            found = withdrawal.when(row.party, row.treaty, as_of=today, **given(row))
            if found.effect != row.effect:
                wrong.append(f"{row.treaty}, {row.party}: {found.effect}")
    return Blind(len(left), told, unknown, tuple(false), len(days), tuple(wrong))


def is_scored(row: Withdrawal) -> bool:
    """Return whether a row tests the rule: both days found, neither worked out."""
    is_found = not row.effect_is_computed and not row.received_is_computed
    is_out = row.status in ("effective", "pending")
    return row.kind.is_scored and is_found and is_out and None not in (row.received, row.effect)


def given(row: Withdrawal) -> dict[str, Any]:
    """Return what the asker would have to know besides State and treaty."""
    keys = ("received", "named_date", "agreed_date", "extended_to", "in_force_for_party", "way_out")
    return {key: getattr(row, key) for key in (*keys, "follows") if getattr(row, key) is not None}
