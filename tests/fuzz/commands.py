"""The words of a command, run in this process or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from random import Random

from mutate import WORDS, text
from place import as_file, scratch

from withdrawal.cli import commands, main

ROOT = Path(__file__).parents[2]

SAFE = ("when", "plan", "run", "compare", "case", "sources", "diagram", "countries", "treaties",
        "history", "ask", "read", "parties", "forecast", "notice", "memo", "precedents",
        "changes", "now")  # fmt: skip
"""Commands that answer at once; the others wait for clients, or take seconds by design."""

SENTENCES = (
    "when lithuania ottawa", "when LVA ottawa-1997 --as-of 2025-05-08 --json",
    "when sweden ottawa --received 2027-08-31", "when sweden ottawa --approved 2027-05-08",
    "when sweden ottawa --received 2027-03-01 --conflict 2027-08-15/..",
    "when burundi rome-statute-1998 --notice 2016", "when uk teu --extended-to 2020-01-31",
    "when sweden --period P6M --then end-of-year --counting day-after --received 2027-03-01",
    "when france cites --received 2027-02 --in-force-for-party 2000-01-01",
    "when spain ccm-2008 --received 2027-03-01 --named-date 2030-01-01 --json",
    "plan sweden ottawa --out-by 2028-01-01", "plan EST ottawa-1997 --out-by 2027-06-30 --json",
    "run baltic", "run brexit --json", "run --list", "compare LVA LTU EST --treaty ottawa",
    "case new {}/case-1.jsonl latvia ottawa", "case show {}/case-1.jsonl --json",
    "case record {}/case-1.jsonl final-vote --on 2027-04-16 --votes 66-14-2 --source LETA",
    "case record {}/case-1.jsonl promulgation --on 2027-04-20", "case undo {}/case-1.jsonl",
    "case export {}/case-1.jsonl", "sources", "sources --json", "diagram LVA",
    "diagram finland --format mermaid", "countries LVA", "countries --json", "treaties ottawa-1997",
    "treaties --json", "history ottawa-1997", "history lithuania --csv",
    "parties ottawa --on 2026-03-01", "parties ottawa --as-of 2026-03-01 --json",
    "forecast lithuania ottawa --as-of 2025-03-18", "precedents ottawa --like --json",
    "notice sweden ottawa --received 2027-03-01", "now --as-of 2026-11-21", "changes",
    "memo sweden ottawa --format md --as-of 2026-11-21", "read {}/page.txt --date 2026-02-01",
    "read {}/page.txt --json --lang en", "ask when+did+finland+leave+ottawa --json",
)  # fmt: skip
"""Commands that answer."""

OPTIONS = (
    "--json", "--csv", "--help", "--as-of", "--received", "--notice", "--approved", "--conflict",
    "--named-date", "--agreed-date", "--extended-to", "--in-force-for-party", "--way-out",
    "--period", "--then", "--counting", "--out-by", "--format", "--facts", "--on", "--votes",
    "--source", "--by", "--until", "--exit", "--catalogue", "--version", "--no-json", "--unknown",
    "-h", "-",
)  # fmt: skip
NAMES = (
    "lithuania", "LVA", "est", "ottawa", "ottawa-1997", "cluster munitions", "rome statute",
    "france", "Lettonie", "ccm-2008", "istanbul", "npt", "north korea", "EU", "mine ban treaty",
    "brexit", "baltic", "new", "record", "show", "undo", "export", "notice-received", "remark",
    "mermaid",
)  # fmt: skip


def sentences() -> tuple[list[str], ...]:
    """Return commands that answer, as words."""
    place = scratch()
    as_file(b"Finland left the Ottawa Convention on 10 January 2026.", "page.txt")
    return tuple([word.format(place) for word in each.split()] for each in SENTENCES)


def make_arguments(rng: Random) -> bytes:
    """Return the words of a command, one a line, with up to three changes."""
    words = list(rng.choice(sentences()))
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        at = rng.randrange(len(words) + 1)
        kind = rng.randrange(6)
        if kind == 0:
            words.insert(at, rng.choice(OPTIONS))
        elif kind == 1:
            words.insert(at, rng.choice((*NAMES, *WORDS)))
        elif kind == 2 and at < len(words):
            words[at] = text(rng, words[at])
        elif kind == 3 and at < len(words):
            words[at] = rng.choice(rng.choice((NAMES, OPTIONS, WORDS)))
        elif kind == 4:
            words += rng.choice(sentences())[2:]
        else:
            del words[at : at + 1]
    return "\n".join(word.replace("\n", " ") for word in words).encode(errors="replace")


def words_of(data: bytes) -> list[str]:
    """Return the words of a command; none where it waits for clients, or writes."""
    words = data.decode(errors="replace").replace("\x00", "").split("\n")
    return [] if words[0] in commands() and words[0] not in SAFE else words


def run_arguments(data: bytes) -> str | None:
    """Run a command in this process; its exit code is that of an answer or of a refusal."""
    words = words_of(data)
    if not words:
        return "left out"
    out, err = io.StringIO(), io.StringIO()
    before = Path.cwd()
    os.chdir(scratch())
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(words)
    finally:
        os.chdir(before)
    return judged(code, err.getvalue())


def judged(code: int, said: str) -> str | None:
    """Return the word for a refusal, told by an exit code and a sentence."""
    assert code in (0, 1, 2), code
    assert "Traceback" not in said
    if code == 2:
        assert said.strip(), "a refusal without a word"
        return "exit code 2"
    return None


def run_process(data: bytes) -> str | None:
    """Run a command in a process of its own, as a shell would."""
    words = words_of(data)
    if not words:
        return "left out"
    done = subprocess.run(
        [sys.executable, "-m", "withdrawal", *(word.encode(errors="replace") for word in words)],
        cwd=scratch(), env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        stdin=subprocess.DEVNULL, timeout=60, check=False,
    )  # fmt: skip
    return judged(done.returncode, done.stderr.decode(errors="replace"))


def good_arguments() -> tuple[bytes, ...]:
    """Return commands that answer, one word a line, and nothing in their way."""
    for path in scratch().glob("case-*"):
        path.unlink()
    return tuple("\n".join(words).encode() for words in sentences())
