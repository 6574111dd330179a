"""Score the questions against the corpus, by language and intent.

    python tools/score_questions.py            tuned and kept parts, the table
    python tools/score_questions.py --tuned    the tuned part, with every miss
    python tools/score_questions.py --wrong    the wrong answers of both parts, to be explained

A question is *right* when all that was understood is what the corpus says (intent, parties,
treaty, dates) and the answer holds what it expects, or when it was refused with a code the corpus
allows; *refused* when it was not answered though it should have been; *wrong* when something else
was answered. Questions answered rightly in another language are right, and counted apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from withdrawal.errors import QuestionError
from withdrawal.questions import ask
from withdrawal.questions.reply import Reply

CORPUS = Path(__file__).parent.parent / "tests" / "questions" / "corpus"
GOALS = {"tuned": 0.97, "kept": 0.92}
MOST_WRONG = 0.01
UNDERSTOOD = ("intent", "treaty", "received", "out_by")
ASKED = (*UNDERSTOOD, "parties", "refuse", "expect")
STILL_BOUND = {
    *("pending", "conditional", "not-notified", "revoked", "disputed", "no-effect", "no-exit"),
}
NARROWER = {"leaving": ("pending",)}
"""Who is leaving now is answered by those whose notice runs, which is what was asked."""
IN_THE_ANSWER = {"latest_notice": "latest_receipt"}


def verdict(row: dict[str, Any]) -> tuple[str, str]:
    """Return right, language, refused or wrong, and what was understood instead."""
    try:
        reply = ask(row["question"], as_of=row["as_of"])
    except QuestionError as error:
        is_right = error.code in row.get("refuse", ())
        return ("right" if is_right else "refused"), f"refused {error.code}"
    if "refuse" in row:
        return "wrong", f"answered {reply.understood.to_json()}"
    off = dict(_misunderstood(row, reply)) or dict(_unexpected(row, reply))
    if off:
        return "wrong", str(off)
    return ("right", "") if reply.lang == row["lang"] else ("language", reply.lang)


def _misunderstood(row: dict[str, Any], reply: Reply) -> Iterator[tuple[str, Any]]:
    """Yield what was understood otherwise than the corpus allows."""
    got = reply.understood.to_json()
    also = row.get("also", {})
    for key in UNDERSTOOD:
        if got[key] not in (row.get(key), *also.get(key, ()), *NARROWER.get(row.get(key), ())):
            yield key, got[key]
    if set(got["parties"]) != set(row["parties"]):
        yield "parties", got["parties"]


def _unexpected(row: dict[str, Any], reply: Reply) -> Iterator[tuple[str, Any]]:
    """Yield what an answer holds otherwise than the corpus expects."""
    if reply.understood.intent.value != row["intent"]:
        return
    for said in reply.answers:
        answer = said.answer.to_json()
        for key, wanted in row.get("expect", {}).items():
            got = _held(key, answer)
            expected = wanted.get(answer.get("party")) if key == "effects" else wanted
            if got is not _NOT_HELD and got != expected:
                yield key, got


_NOT_HELD = object()


def _held(key: str, answer: dict[str, Any]) -> Any:
    """Return what an answer says on a key of ``expect``."""
    if key == "bound" and "status" in answer:
        return answer["status"] in STILL_BOUND
    if key == "effects":
        return answer["effect"]
    if key == "period" and answer.get("period") == "P12M":
        return "P1Y"
    return answer.get(IN_THE_ANSWER.get(key, key), _NOT_HELD)


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
            print(f"{result:8} {row['lang']} {row['question']!r}")
            print(f"         {detail}")
            print(f"         wanted { {key: row[key] for key in ASKED if row.get(key)} }")
    print(f"\n{part:24} {'questions':>9} {'right':>7} {'refused':>8} {'wrong':>6}  other language")
    for key, each in sorted(counts.items()):
        share = _right(each)
        refused, wrong = each["refused"], each["wrong"]
        print(f"{key:24} {each.total():9} {share:7.1%} {refused:8} {wrong:6}  {each['language']}")
    every = counts["all"]
    return _right(every) >= GOALS[part] and every["wrong"] / every.total() <= MOST_WRONG


def _right(counts: Counter[str]) -> float:
    return (counts["right"] + counts["language"]) / counts.total()


def explain() -> None:
    """Print the questions that were answered as another one; they are explained in the README."""
    for part in GOALS:
        for row in rows(part):
            result, detail = verdict(row)
            if result == "wrong":
                print(f"{part} {row['lang']} {row['question']!r}\n     {detail}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tuned", action="store_true", help="only the tuned part, with misses")
    parser.add_argument("--wrong", action="store_true", help="only what was answered wrongly")
    options = parser.parse_args()
    if options.wrong:
        explain()
        return 0
    parts = ["tuned"] if options.tuned else list(GOALS)
    reached = [table(part, verbose=options.tuned) for part in parts]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
