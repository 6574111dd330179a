"""Write the page on what the project knows, docs/evidence/knowledge.md.

    python tools/write_knowledge.py

How much is on record, how the lists of parties do when asked on their own day, and how exits are
answered that were set aside before the code changed: as if nothing of them were on record.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen
from evidence_pages import stamped

import withdrawal
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.proof.backtest import backtest
from withdrawal.record import history as records
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.knowledge import known_as_of
from withdrawal.record.lists import list_names, party_list

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evidence" / "knowledge.md"
ASIDE = ROOT / "tests" / "data" / "set_aside_exits.csv"

TEXT = """# What is known, and how often it is wrong

The knowledge is of {knowledge}.

| What | Number |
| --- | --- |
| treaties in the catalogue | {treaties:,} |
| of them verified: the article on leaving was read | {verified:,} ({share:.0%}) |
| withdrawals, announcements and other acts on record | {rows:,} |
| withdrawals with both days found, neither worked out, so that the rule is scored | {scored:,} |
| of them to the day, or by a reading that is told ([the others](backtest.md)) | {exact_scored:,} |
| lists of parties | {lists:,} |
| lists good for 2020 or later | {recent:,} |
| complete lists of 2024 or later, the count compared with one from elsewhere | {counted:,} |

## Exits set aside

Before the code changed, half of the exits found for this version were set aside by lot
(`tests/data/set_aside_exits.csv`, {pairs} pairs of a State and a treaty).
{known} of their rows are on record today. Here they are asked
about as if they were not:

| Asked | Answers | Number |
| --- | --- | --- |
| without a day, for a State that has left | told as a party that it is not | {false} of {asked} |
| | not a party, or a party again since it came back | {told} of {asked} |
| | said to be not known | {unknown} of {asked} |
| with the day of receipt, where both were found | the recorded day, exactly | {exact} of {days} |

What is not known here is said to be not known: a list that ends before the exit proves nothing.
"""


@frozen
class Blind:
    """How exits are answered that the record does not have."""

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
    for each in vars(records).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


def blind() -> Blind:
    """Ask about every exit that was set aside as if it were not on record."""
    pairs = set_aside()
    rows = [row for row in history() if (row.treaty, row.party) in pairs]
    today = known_as_of()
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
    keys = ("received", "named_date", "agreed_date", "extended_to", "in_force_for_party", "route")
    return {key: getattr(row, key) for key in (*keys, "follows") if getattr(row, key) is not None}


def page() -> str:
    """Return the page."""
    found, every = catalogue().summaries.values(), history()
    verified = sum(each["confidence"] == "verified" for each in found)
    lists = [party_list(each) for each in list_names()]
    known = [each for each in lists if each is not None]
    result, pairs, scores = blind(), set_aside(), backtest()
    return TEXT.format(
        knowledge=f"{known_as_of():%-d %B %Y}",
        treaties=len(found),
        verified=verified,
        share=verified / len(found),
        rows=len(every),
        scored=scores.scored,
        exact_scored=scores.exact + scores.other_reading,
        lists=len(known),
        recent=sum(each.as_of >= date(2020, 1, 1) for each in known),
        counted=sum(
            each.is_complete and each.as_of >= date(2024, 1, 1) and each.official_count is not None
            for each in known
        ),
        pairs=len(pairs),
        known=sum((row.treaty, row.party) in pairs for row in every),
        asked=result.asked,
        told=result.told,
        unknown=result.unknown,
        false=len(result.false),
        exact=result.days - len(result.wrong),
        days=result.days,
    )


if __name__ == "__main__":
    PAGE.write_text(stamped(page()), encoding="utf-8")
