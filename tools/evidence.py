"""Write anew what the pages of evidence count: `python tools/evidence.py [PAGE ...]`.

The pages are prose; what is counted stands between ``<!-- made: NAME -->`` and ``<!-- end -->`` and
is made by the function of that name here. Some pages are measured first, which takes minutes, or
have a program of their own. At the end the figures that other pages quote are made the same.

The exit code is 1 where something that is measured does not hold.
"""

from __future__ import annotations

import csv
import os
import platform
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from scipy.stats import beta

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from set_aside import blind, set_aside  # noqa: E402

import withdrawal  # noqa: E402
from benchmarks import _page as benchmarks  # noqa: E402
from withdrawal.law.treaties.catalogue import catalogue  # noqa: E402
from withdrawal.odds.scoring.summary import keep_hindsight, summary  # noqa: E402
from withdrawal.odds.scoring.table import Scores, score, write  # noqa: E402
from withdrawal.output.tables import scores as told  # noqa: E402
from withdrawal.proof.backtest import Record, backtest, packaged_records  # noqa: E402
from withdrawal.record.bound.lists import list_names, party_list  # noqa: E402
from withdrawal.record.history import history  # noqa: E402
from withdrawal.record.knowledge import known_as_of  # noqa: E402

PAGES = ROOT / "docs" / "evidence"
MADE = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(\n\n<!-- end -->)", re.S)
STAMP = re.compile(r"^Written on .*$", re.M)
MEASURED = {
    "benchmarks": ("-m", "benchmarks", "--write", "--check"),
    "exhaustive": ("tests/exhaustive", "--evidence", "docs/evidence/exhaustive.md"),
    "fuzzing": ("tests/fuzz/page.py",),
}
"""What measures a page, or writes it whole: six minutes, fifteen minutes, a second."""

KINDS = (
    ("wrong-date", "moves a date"),
    ("wrong-law", "misstates the law"),
    ("missing", "leaves something out"),
    ("wording", "says it badly, or too surely"),
)
OTHER = "something else than a withdrawal by a clause"
QUOTES = ("-m", "pytest", "-q", "tests/docs/test_numbers.py")


def table(head: str, rows: Iterable[Iterable[object]]) -> str:
    """Return a table, its columns named with bars between them."""
    lines = [f"| {head} |", "|" + " --- |" * (head.count("|") + 1)]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def not_scored() -> str:
    """Return how many rows of the record are scored, and why the others are not."""
    result = backtest()
    left = [each for each in packaged_records() if not each.is_scored]
    parts = Counter(_why_not(each) for each in left)
    parts |= Counter(each["reason"].rstrip(".").lower() for each in result.unsupported)
    kinds = Counter(each.kind.value.replace("-", " ") for each in left if _why_not(each) == OTHER)
    told = ", ".join(f"{kind} ({number})" for kind, number in sorted(kinds.items()))
    rows = [
        (number, f"not scored: {why}{f': {told}' * (why == OTHER)}")
        for why, number in sorted(parts.items(), key=lambda part: -part[1])
    ]
    return table("Rows | What becomes of them", [(result.scored, "**scored**"), *rows])


def _why_not(record: Record) -> str:
    has_both = (record.received or record.notified) is not None and record.effect is not None
    if record.effect_is_computed and has_both:
        return "one of their two days was itself computed"
    if not record.kind.is_scored:
        return OTHER
    if has_both:
        return "a later day, of which no source says that the notice named it"
    return "only one of their two days is on record in full"


def known() -> str:
    """Return how much is on record."""
    found, scores = catalogue().summaries.values(), backtest()
    verified = sum(each["confidence"] == "verified" for each in found)
    lists = [each for name in list_names() if (each := party_list(name)) is not None]
    counted = [
        each.is_complete and each.as_of >= date(2024, 1, 1) and each.official_count is not None
        for each in lists
    ]
    rows = {
        "treaties in the catalogue": f"{len(found):,}",
        "of them verified: the article on leaving was read": f"{verified} "
        f"({verified / len(found):.0%})",
        "withdrawals, announcements and other acts on record": len(history()),
        "withdrawals with both days found, neither worked out, so that the rule is scored": (
            scores.scored
        ),
        "of them to the day, or by a reading that is told ([the others](backtest.md))": (
            scores.exact + scores.other_reading
        ),
        "lists of parties": len(lists),
        "lists good for 2020 or later": sum(each.as_of >= date(2020, 1, 1) for each in lists),
        "complete lists of 2024 or later, the count compared with one from elsewhere": sum(counted),
    }
    return table(f"On {known_as_of():%-d %B %Y} | Number", rows.items())


def asked_blind() -> str:
    """Return how exits are answered that were set aside."""
    found, pairs = blind(), set_aside()
    on_record = sum((row.treaty, row.party) in pairs for row in history())
    exact = found.days - len(found.wrong)
    rows = [
        ("without a day", "told as a party that it is not", f"{len(found.false)} of {found.asked}"),
        ("", "not a party, or a party again since it came back", f"{found.told} of {found.asked}"),
        ("", "said to be not known", f"{found.unknown} of {found.asked}"),
        ("with the day of receipt", "the recorded day, exactly", f"{exact} of {found.days}"),
        ("rows on record of the pairs set aside", "", f"{on_record} of {len(pairs)} pairs"),
    ]
    return table("Asked | Answers | Number", rows)


@cache
def scored() -> tuple[Scores, dict[str, Any]]:
    """Return the scores of every past case, beside 400 of a perfect model, and keep the table."""
    found = score(draws=400)
    write(found, PAGES / "forecast-scores.csv.gz")
    keep_hindsight(found.rows)
    return found, summary(found)


def share(errors: int, tried: int) -> str:
    """Return a share with its 95% interval, after Clopper and Pearson."""
    low = float(beta.ppf(0.025, errors, tried - errors + 1)) if errors else 0.0
    high = float(beta.ppf(0.975, errors + 1, tried - errors)) if errors < tried else 1.0
    return f"{errors} of {tried}, {low:.1%} to {high:.1%}"


def _rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table that lies beside the pages."""
    return list(csv.DictReader((PAGES / f"{name}.csv").read_text("utf-8").splitlines()))


def read_again(name: str, *other: str) -> str:
    """Return what came of a sample that was read again, in a line for each question asked."""
    asked: dict[str, Counter[str]] = {}
    for row in _rows(name):
        asked.setdefault(row.get("question", ""), Counter())[row["verdict"]] += 1
    rows = []
    for question, found in asked.items():
        right, wrong, all_ = found["right"], found["wrong"], found.total()
        shares = share(wrong, all_ - found["not found"]), share(all_ - right, all_)
        cells = (right, shares[0], *(found[each] for each in other), shares[1])
        rows.append((question, *cells) if question else cells)
    heads = ("Right", "Wrong", *map(str.capitalize, other), "Wrong, were those wrong, too")
    return table(" | ".join(heads if "" in asked else ("Asked", *heads)), rows)


def ledger() -> str:
    """Return what became of the findings of the first reading, by their kind."""
    found = Counter((row["kind"], row["status"]) for row in _rows("procedure-findings"))
    rows = [(words, found[kind, "mended"], found[kind, "answered"]) for kind, words in KINDS]
    sums = [sum(row[n] for row in rows) for n in (1, 2)]
    return table("Finding | Mended | Answered with a reason", [*rows, ("all", *sums)])


MAKERS: dict[str, Callable[[], str]] = {
    "read-again": lambda: read_again("procedure-reading", "not checked"),
    "record": lambda: read_again("../../tests/data/record_sample", "doubtful", "not found"),
    "membership": lambda: read_again("../../tests/data/membership_sample", "doubtful", "not found"),
    "answers": lambda: read_again("../../tests/data/answers_sample", "doubtful", "not found"),
    "ledger": ledger,
    "not-scored": not_scored,
    "known": known,
    "asked-blind": asked_blind,
    "figures": lambda: "\n".join(f"- {line}" for line in told.summary_lines(scored()[1])),
    "evidence-counts": told.evidence_markdown,
    "forecasters": lambda: told.models_markdown(scored()[1]),
    "never": lambda: told.never_markdown(scored()[1]),
    "perfect": lambda: told.perfect_markdown(scored()[1]),
    "every-case": lambda: told.cases_markdown(scored()[0]),
    "not-forecast": lambda: told.unscored_markdown(scored()[1]),
    **benchmarks.MAKERS,
}


def refreshed(text: str) -> str:
    """Return a page with what is counted counted again, and dated where it changed."""
    new = MADE.sub(lambda found: found[1] + MAKERS[found[2]]() + found[3], text)
    if new == text:
        return text
    stamp = f"{datetime.now(UTC):%Y-%m-%d}, version {withdrawal.__version__}"
    return STAMP.sub(f"Written on {stamp}, Python {platform.python_version()}.", new)


def main(names: list[str]) -> int:
    """Write some pages, or all."""
    known_names = {path.stem for path in PAGES.glob("*.md")}
    if unknown := {*names} - known_names:
        sys.exit(f"{min(unknown)!r} is no page: expected one of {', '.join(sorted(known_names))}")
    bad = 0
    for name in sorted(names or known_names):
        bad += run(*MEASURED[name]) if name in MEASURED else 0
        page = PAGES / f"{name}.md"
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
        print(page.name, flush=True)
    return int(bool(bad + run(*QUOTES)))


def run(*command: str) -> int:
    """Run a program of the project; return its exit code."""
    ours = {**os.environ, "REFRESH_DOCS": "1"}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=ours, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
