"""Write the pages of evidence anew, all of them by one command.

    python tools/write_evidence.py [NAME ...] [--quick]

Each page has a program of its own that writes it whole; this one calls them, one after another,
so that what is timed is timed alone. ``--quick`` leaves out what takes longer than ten minutes.
Bad inputs take hours to try: their page is written from the outcomes kept with the code, to which
``make fuzz`` adds. The pages on mutants and on what is shipped are dated reports.

At the end, the figures that the README and other pages quote are made those of the new pages.

The exit code is 1 where a page was not written, or says that something does not hold.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen
from evidence_pages import STAMP

ROOT = Path(__file__).parents[1]
EVIDENCE = ROOT / "docs" / "evidence"


@frozen
class Page:
    """A page of evidence.

    Attributes:
        name: its name, without the suffix.
        program: what writes it, with its arguments, run from the root.
        minutes: about how long that takes on two cores.
    """

    name: str
    program: tuple[str, ...]
    minutes: float

    @property
    def path(self) -> Path:
        """The file."""
        return EVIDENCE / f"{self.name}.md"

    @property
    def stamp(self) -> str:
        """The day and the version that the page gives; empty where it gives none."""
        found = STAMP.search(self.path.read_text(encoding="utf-8")) if self.path.is_file() else None
        return f"{found['dates']}, version {found['versions']}" if found else ""


PAGES = (
    Page("benchmarks", ("-m", "benchmarks", "--write", "--check"), 6),
    Page("backtest", ("tools/write_backtest.py",), 0.1),
    Page("knowledge", ("tools/write_knowledge.py",), 0.2),
    Page("clauses", ("tools/write_clause_sample.py",), 0.1),
    Page("forecast-scores", ("tools/write_forecast_scores.py",), 2),
    Page("fuzzing", ("tests/fuzz/page.py",), 0.1),
    Page("exhaustive", ("tests/exhaustive", "--evidence", "docs/evidence/exhaustive.md"), 15),
)
QUICK = 10

QUOTES = ("-m", "pytest", "-q", "tests/docs/test_numbers.py")
"""What makes quoted figures true, where ``REFRESH_DOCS`` is set."""


def write(page: Page) -> bool:
    """Write a page and say how that went; return whether all it says holds."""
    begun, before = time.monotonic(), page.path.stat().st_mtime_ns if page.path.is_file() else 0
    print(f"== {page.name}", flush=True)
    done = subprocess.run([sys.executable, *page.program], cwd=ROOT, check=False)
    is_written = page.path.is_file() and page.path.stat().st_mtime_ns > before
    told = "written" if is_written else "NOT WRITTEN"
    holds = is_written and done.returncode == 0 and bool(page.stamp)
    spent = (time.monotonic() - begun) / 60
    print(f"== {page.name}: {told}, {'holds' if holds else 'DOES NOT HOLD'}, "
          f"{spent:.1f} minutes, {page.stamp or 'no day and version'}", flush=True)  # fmt: skip
    return holds


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tools/write_evidence.py", description=__doc__)
    names = [page.name for page in PAGES]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="leave out the long ones")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.names) - set(names))
    if unknown:
        parser.error(f"{unknown[0]!r} is no page: expected one of {', '.join(names)}")
    chosen = [
        page
        for page in PAGES
        if page.name in (options.names or names) and not (options.quick and page.minutes > QUICK)
    ]
    bad = [page.name for page in chosen if not write(page)]
    environment = {**os.environ, "REFRESH_DOCS": "1"}
    done = subprocess.run([sys.executable, *QUOTES], cwd=ROOT, env=environment, check=False)
    bad += ["figures quoted elsewhere"] if done.returncode else []
    print(f"{len(chosen)} pages; what does not hold: {', '.join(bad) or 'nothing'}")
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main())
