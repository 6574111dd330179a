"""Every count quoted in the documentation is the true one.

A quoted count carries a comment that names it: ``<!-- count: treaties -->805 treaties``.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_MARKED = re.compile(r"<!--\s*count:\s*(?P<key>[\w-]+)\s*-->(?:\*\*)?(?P<number>[\d,]+)")
_COUNTED = "treaties|withdrawals|rows|procedures|parliaments|depositaries|documents|languages"
_BARE = re.compile(rf"(?<!-->)(?<!-->\*\*)(?<![\d,.-])\b(\d[\d,]*)\*{{0,2}} (?:{_COUNTED})\b")


def _treaties(exit: str | None = None) -> int:
    from withdrawal.law.treaties.catalogue import catalogue

    return sum(exit in (None, each["exit"]) for each in catalogue().summaries.values())


def _procedures(confidence: str | None = None) -> int:
    from withdrawal.law.procedures.library import procedure, procedures

    return sum(confidence in (None, procedure(each).confidence) for each in procedures())


def _sitting_calendars() -> int:
    from withdrawal.law.procedures.library import procedure, procedures

    return sum(procedure(each).sessions is not None for each in procedures())


def _withdrawals(status: str | None = None) -> int:
    import withdrawal

    return sum(status in (None, each.status) for each in withdrawal.history())


def _depositaries() -> int:
    from withdrawal.law.treaties.treaty import depositaries

    return len(depositaries())


def _documents() -> int:
    from withdrawal.record.claims import documents

    return len(documents())


@cache
def _backtested() -> tuple[int, int]:
    """Return how many records are scored, and how many of them are exact."""
    from withdrawal.proof.backtest import backtest

    result = backtest()
    return result.scored, result.exact


def _scored(pattern: str) -> int:
    """Return a number of the page of forecast scores, of all cases together."""
    page = (ROOT / "docs" / "evidence" / "forecast-scores.md").read_text(encoding="utf-8")
    found = re.search(pattern, page)
    assert found is not None
    return int(found[1])


@cache
def _measured() -> dict[str, float]:
    """Return the kept figures of the benchmark of many dates."""
    text = (ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8")
    figures: dict[str, float] = json.loads(text)["benchmarks"]["effects"]["figures"]
    return figures


def _lists() -> int:
    from withdrawal.record.bound.lists import list_names

    return len(list(list_names()))


def _against_arrays() -> int:
    """Return how many times faster a million days are than with the fastest array library."""
    name = "withdrawal.effects against the fastest array library, 1,000,000 days, times"
    return int(_measured()[name])


COUNTS: dict[str, Callable[[], int]] = {
    "treaties": _treaties,
    "silent": lambda: _treaties("silent"),
    "barred": lambda: _treaties("barred"),
    "procedures": _procedures,
    "uncertain-procedures": lambda: _procedures("uncertain"),
    "sitting-calendars": _sitting_calendars,
    "withdrawals": _withdrawals,
    "revoked": lambda: _withdrawals("revoked"),
    "depositaries": _depositaries,
    "documents": _documents,
    "backtest-scored": lambda: _backtested()[0],
    "backtest-exact": lambda: _backtested()[1],
    "forecasts-scored": lambda: _scored(r"(\d+) forecasts of"),
    "forecasts-held": lambda: _scored(r"the 80% range in (\d+)%"),
    "million-days": lambda: round(_measured()["withdrawal.effects, 1,000,000 days, milliseconds"]),
    "against-arrays": _against_arrays,
    "lists": _lists,
}


class TestCounts:
    def test_a_marked_count_is_the_true_one(self, pages: list[Path]) -> None:
        """A count with a name beside it equals what the package counts under that name."""
        wrong, seen = [], set()
        for page in pages:
            _refresh(page)
            for each in _MARKED.finditer(page.read_text(encoding="utf-8")):
                key, told, true = each["key"], each["number"], COUNTS[each["key"]]()
                seen.add(key)
                if int(told.replace(",", "")) != true:
                    wrong.append(f"{page.name}: {key}: the page says {told}, there are {true}")
        assert wrong == []
        assert seen == set(COUNTS)

    def test_no_count_stands_without_its_name(
        self, pages: list[Path], prose: Callable[[Path], str]
    ) -> None:
        """A number before a word for what the package holds is marked, so that it is checked."""
        bare = [
            (page.name, match.group())
            for page in pages
            for match in _BARE.finditer(prose(page))
            if _is_large(match[1])
        ]
        assert bare == []

    @pytest.mark.parametrize("text", ["<!-- count: treaties -->1 treaty"])
    def test_a_false_count_is_found(self, text: str) -> None:
        """The check itself can fail."""
        found = _MARKED.search(text)
        assert found is not None
        assert int(found["number"]) != COUNTS[found["key"]]()


def _refresh(page: Path) -> None:
    """Write the true counts into a page, where that is wished (``REFRESH_DOCS=1``)."""
    text = page.read_text(encoding="utf-8")
    true = _MARKED.sub(lambda m: f"{m[0][: -len(m['number'])]}{COUNTS[m['key']]()}", text)
    if os.environ.get("REFRESH_DOCS") and true != text:
        page.write_text(true, encoding="utf-8")


def _is_large(number: str) -> bool:
    """Return whether a number can be a count of what the package holds, not a small example."""
    return int(number.replace(",", "")) > 12
