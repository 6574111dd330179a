"""The page of evidence: what was examined, when, with which version, and what does not hold."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import withdrawal

HEAD = """# Every day and every path

`make proof` asks every clause and route of the catalogue for the effect of a notice on every
day from 1 January 1945 to 31 December 2100, and plays every path of every procedure as a case.
Treaties whose clause and anchor days are the same share one rule, which is asked once.

For each rule, on every day:

- the compiled table gives the same day as the rule itself;
- no effect comes before receipt, nor before the period is over by a second opinion (months added
  in whole numbers, sharing nothing with the package); where nothing else moves the day, the two
  agree to the day, in both readings of a short month;
- a later notice never takes effect earlier;
- where there is no effect there is a reason, and the notice it proposes is later and misses none;
- another reading is named exactly where the tables of two conventions differ.

On a grid of days, the latest notice for a target and the earliest possible effect are those found
by looking at every day. Lock-ins, windows and terms are asked with the State's own days known and
unknown; provisos, named and agreed days, events that open a right, first acts, first leavers,
consent and repatriation with examples of each circumstance. Rival readings, and the days on which
other duties end, are asked in the same way.

For each procedure: in every state, every word of the procedure moves the case as drawn or is
refused; every path of up to {longest} steps (up to {gaps} where the record leaves stages out) is
played with dates, ends where it should with the right status, day of receipt and day of effect,
never reaches a notice without the approvals that the law requires, replays from its history, and
can be undone step by step.
"""


def write(
    path: Path,
    counts: Mapping[str, int],
    findings: list[str],
    part: tuple[int, int],
    seconds: tuple[float, float | None],
) -> None:
    """Write the page.

    Args:
        path: the file.
        counts: how much was examined, in words.
        findings: what does not hold.
        part: which part of how many was examined, counted from 0.
        seconds: how long it took, by the clock and on the processors where that was measured.
    """
    from every_path import LONGEST, LONGEST_IMPLIED

    whole = "the whole" if part[1] == 1 else f"part {part[0] + 1} of {part[1]}"
    rows = "\n".join(f"| {name} | {value:,} |" for name, value in counts.items())
    processor = ""
    if seconds[1] is not None:
        processor = f", {seconds[1] / 60:.0f} minutes of processor time"
    wrong = "\n".join(f"- {text}" for text in sorted(findings)) or "None."
    path.write_text(
        HEAD.format(longest=LONGEST, gaps=LONGEST_IMPLIED)
        + f"""
## Result

Run on {datetime.now(UTC):%Y-%m-%d}, version {withdrawal.__version__}, Python \
{platform.python_version()}: {whole}, in {seconds[0] / 60:.0f} minutes
by the clock{processor}.

| examined | |
| --- | ---: |
{rows}

What does not hold: {len(findings)}.

{wrong}
""",
        encoding="utf-8",
    )
