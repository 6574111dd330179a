"""The page of evidence on fuzzing, from the log of the runs.

python tests/fuzz/page.py
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "evidence" / "fuzzing.md"
DOORS = {
    "scenario": ("scenario files", "read", "played, printed"),
    "treaty": ("treaty files", "read", "every route asked on four days, planned, compiled"),
    "procedure": ("procedure files", "read", "every route built as a graph"),
    "journal": ("journals", "opened, replayed", "asked, the last event taken back and forth"),
    "question": ("plain questions in every language", "understood", "answered, printed"),
    "request": ("requests to the server, in process", "", "answered"),
    "arguments": ("the words of a command, in process", "", "run"),
    "text": ("texts with a day", "read", "printed, each claim sought in its place"),
    "document": ("files: text, HTML, DOCX, PDF, archives", "made text", "read, printed"),
    "call": ("values from Python, to each public function", "", "answered, printed"),
    "inquiry": ("the questions that the doors share", "checked", "answered, printed"),
    "process": ("the words of a command, to a process of its own", "", "run"),
}
"""Each door: what comes in, what is done with every input, and what with those that go on."""

HEAD = """# Bad inputs

Each door through which data comes in is given inputs that were good before they were changed in
one to four places: a value of another kind, a key renamed, a table borrowed from elsewhere, a line
cut, a byte flipped. Values are the ends of the calendar, infinities, numbers of thousands of digits
and letters that nobody sees or that turn a line about; files are broken, cut short, packed to burst
or full of entities. Only an error of the package may come out, each input has one second of
processor time (a file or a call five: a forecast may span the calendar), and memory may not grow.
Inputs follow from a seed, so a run can be repeated.

Every input is read, and must be accepted or refused. One in twenty, chosen by its own bytes, goes
the whole way: what is accepted is then also played, asked, compiled or printed.

`make fuzz N=1000000` runs it, with one in a hundred of these as documents or as commands, and one
in a thousand as processes; with `--log` a run adds a line to `tests/fuzz/runs.jsonl`, from which
`tests/fuzz/page.py` writes this page. A few hundred inputs are tried with every run of the tests,
and so is every input that ever went wrong (`tests/fuzz/cases`).

## Inputs tried

Version 1.0.0 was tried with 1,012,500 inputs at each of six doors (all but the last six lines), on
21 and 22 November 2026, and nothing was left. What has been tried since, on the code as it is:

A run counts once for its seed. Fewer than a million inputs for a door means that there was no time
for more, not that more were tried and left out.

| door | each is | then | inputs | whole way | accepted | refused | slowest | growth | faults |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""

FOUND = """
## Found and mended

Every one of these was a bare Python error where a refusal or an answer was due, or a page that was
not there:

| door | what went wrong |
| --- | --- |
| journal | a header whose `facts` were no list; an event whose `sources` were null |
| scenario | `after_days` beyond any calendar; `conflict` given as a lone date |
| procedure | a majority of 0 seats; a return that names a stage twice |
| arguments | `run` with a name too long for any file |
| question | a receipt known by its month, once its bounds lie in the past: no sentence for it |
| text | a weekday, a week, yesterday or last year, counted from an end of the calendar |
| text | a number of more than 4,300 digits; long words that a cache kept whole |
| document | a broken archive: an offset before the file, bytes that do not unpack |
| call | `facts`, `parties`, `pace`, `since` or a document of a wrong kind; `like` not a number |
| request | a drawing of parties over time, or what is pending, at an end of the calendar |
| scenario | a step so many days after another that it lies beyond the calendar, when simulated |
| treaty | an edge of a month 2,147,483,648 months ahead, which was sought for ever (2 faults) |
| text | what words match was kept for 20,000 words a book, 54 MiB; for 5,000 now (1 fault) |
"""


KILLED = """
## Killed while they wrote

`make faults` kills processes at moments chosen by lot: writers of journals, of exports and of
papers, half of these in the place of another. A journal has to have every event that was
acknowledged, once; an export every file that its sums name, or not to be there; a paper to be
whole, or the one before it, or not to be there. What was begun may lie beside, under another name.

| what is written | kills | what was left |
| --- | ---: | --- |
"""


def killed(run: dict[str, Any]) -> str:
    """Return the line of a table on what was killed."""
    left = ", ".join(f"{count:,} {words}" for words, count in run["left"].items())
    return f"| {run['what']} | {run['kills']:,} | {left} |\n"


def row(door: str, runs: Iterable[dict[str, Any]]) -> str:
    """Return the line of a table on a door."""
    listed = list({each["seed"]: each for each in runs if each["target"] == door}.values())
    inputs = sum(each["inputs"] for each in listed)
    whole = sum(each["whole"] for each in listed)
    accepted = sum(each["accepted"] for each in listed)
    slowest = max((each["slowest"] for each in listed), default=0)
    growth = max((each["growth"] for each in listed), default=0)
    faults = sum(len(each["faults"]) for each in listed)
    return (
        f"| {' | '.join(DOORS[door])} | {inputs:,} | {whole:,} | {accepted:,} "
        f"| {inputs - accepted:,} | {slowest:.2f} s | {growth:.1f} MiB | {faults} |\n"
    )


def page(runs: list[dict[str, Any]], kills: Iterable[dict[str, Any]] = ()) -> str:
    """Return the page."""
    dates = sorted({each["date"] for each in runs})
    versions = sorted({each["version"] for each in runs})
    total = sum(each["inputs"] for each in {(x["target"], x["seed"]): x for x in runs}.values())
    when = f"Runs of {' and '.join(dates)}, version {' and '.join(versions)}."
    told = f"\n{total:,} inputs in all. {when}\n"
    return HEAD + "".join(row(door, runs) for door in DOORS) + told + FOUND + under(kills)


def under(kills: Iterable[dict[str, Any]]) -> str:
    """Return the section on what was killed, the last run of each."""
    last = {each["what"]: each for each in kills}
    if not last:
        return ""
    days = " and ".join(sorted({each["date"] for each in last.values()}))
    return f"{KILLED}{''.join(map(killed, last.values()))}\nRuns of {days}.\n"


def main() -> int:
    """Write the page."""
    runs, kills = (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (HERE / "runs.jsonl", HERE.parent / "faults" / "runs.jsonl")
    )
    PAGE.write_text(page(runs, kills), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
