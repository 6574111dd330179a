"""Score the question parser against the corpus, by language and intent.

    python tools/score_questions.py            tuned and kept parts, the table
    python tools/score_questions.py --tuned    the tuned part, with every miss

A question is *right* when all that was understood is what the corpus says (intent, parties,
treaty, dates, language), or when it was refused with one of the codes the corpus allows; *refused*
when it was not answered though it should have been; *wrong* when something else was answered.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from withdrawal.errors import QuestionError
from withdrawal.questions.reading import read

CORPUS = Path(__file__).parent.parent / "tests" / "questions" / "corpus"
GOALS = {"tuned": 0.97, "kept": 0.92}
MOST_WRONG = 0.01
ASKED = ("intent", "parties", "treaty", "received", "out_by", "refuse")


def verdict(row: dict[str, Any]) -> tuple[str, str]:
    """Return right, refused or wrong, and what was understood instead."""
    try:
        got = read(row["question"], as_of=date.fromisoformat(row["as_of"]))
    except QuestionError as error:
        if "refuse" in row:
            return ("right" if error.code in row["refuse"] else "refused"), f"refused {error.code}"
        return "refused", f"refused {error.code}"
    understood = got.to_json() | {"lang": got.lang}
    if "refuse" in row:
        return "wrong", f"answered {understood}"
    keys = ("intent", "treaty", "received", "out_by")
    off = {key: understood[key] for key in keys if understood[key] != row.get(key)}
    if set(got.parties) != set(row["parties"]):
        off["parties"] = list(got.parties)
    if off:
        return "wrong", str(off)
    return ("right", "") if got.lang == row["lang"] else ("language", got.lang)


def rows(part: str) -> list[dict[str, Any]]:
    """Return the questions of one part of the corpus."""
    lines = (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def table(part: str, *, verbose: bool) -> bool:
    """Print the table of one part; return whether it reaches the goals."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(part):
        result, detail = verdict(row)
        wanted = row.get("intent", "refuse")
        for key in ("all", f"lang {row['lang']}", f"intent {wanted}"):
            counts[key][result] += 1
        if verbose and result != "right":
            wanted_all = {key: row[key] for key in ASKED if row.get(key)}
            print(f"{result:8} {row['lang']} {row['question']!r}")
            print(f"         {detail}\n         wanted {wanted_all}")
    print(f"\n{part:24} {'questions':>9} {'right':>7} {'refused':>8} {'wrong':>6}  other language")
    for key, each in sorted(counts.items()):
        total = sum(each.values())
        right = (each["right"] + each["language"]) / total
        refused, wrong = each["refused"], each["wrong"]
        print(f"{key:24} {total:9} {right:7.1%} {refused:8} {wrong:6}  {each['language']}")
    every = counts["all"]
    total = sum(every.values())
    enough = (every["right"] + every["language"]) / total >= GOALS[part]
    return enough and every["wrong"] / total <= MOST_WRONG


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tuned", action="store_true", help="only the tuned part, with misses")
    only_tuned = parser.parse_args().tuned
    parts = ["tuned"] if only_tuned else ["tuned", "kept"]
    results = [table(part, verbose=only_tuned) for part in parts]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
