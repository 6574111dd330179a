"""Score the near misses and the questions over sets, by language: misleading apart from wrong.

    python tools/score_near_misses.py [--all]    the table, with every question that is not right
    python tools/score_near_misses.py en fi      of these languages
    python tools/score_near_misses.py --aside    the half set aside; --third and so on: later

A near miss is *right* when answered as the corpus says or refused; *misleading* when the answer is
one that the corpus warns of and nothing in the reply takes it back; else *wrong*. Of a question
over a set a refusal is told apart. *Declined*: every refusal of a question that has an answer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from withdrawal.errors import WithdrawalError
from withdrawal.questions import ask
from withdrawal.questions.reply import Reply

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions"
OTHERS = sorted({each.parent.name for each in QUESTIONS.glob("*th*/en.jsonl")} | {"third"})
PLACES = {"aside": "set_aside", **{name: name for name in OTHERS}}
SAME = {
    "effect": {"effect", "hypothetical", "stage", "earliest", "last-day", "days-left"},
    "first-or-again": {"returned", "bound", "effect"},
    "left-since": {"notices-in"},
    "last-day": {"latest-notice"},
    "may": {"may-leave"},
    "leavers": {"leaving"},
    "is-it-true": {"took-effect-on", "bound", "leaving"},
    "must-do-by": {"latest-notice"},
    **{each: {"revoked"} for each in ("took-back", "undo")},
    **{each: {"hypothetical"} for each in ("bound", "compare")},
}
"""Which of our own intents answer one of the corpus; others bear the same name."""
LISTS = {*("leavers", "pending", "left-since", "takes-effect-in", "notices-in", "first-or-again")}
"""Lists that answer one another where a label says whom or what: these are compared."""
OUT = {"effective", "not-a-party", "ended", "not-in-force"}
TOLD = {"day": "dates", "state": "states", "treaty": "treaties"}
STATUSES = {"not-bound": OUT, "not-a-party": OUT, "supposed": {"supposed"}}
DAYS = ("effect", "latest_receipt", "safe_receipt", "day", "earliest")


def verdict(row: dict[str, Any]) -> tuple[str, str]:
    """Return right, refused (a set), wrong or misleading, and why."""
    wanted = row["expect"]
    try:
        reply = ask(row["question"], as_of=row["as_of"])
    except WithdrawalError as error:
        is_set = row["kind"] == "set"
        return ("refused" if is_set else "right"), f"refused {getattr(error, 'code', error)}"
    facts = _facts(reply)
    warned = [each for each in wanted["must_not"] if _says(each, facts, reply)]
    warned = [each for each in warned if not _agrees(each, wanted, facts)]
    if warned:
        return ("wrong" if reply.notes else "misleading"), f"{warned} {reply.text[:150]}"
    off = ["answered"] if wanted["verdict"] == "refuse" else []
    off = _off(wanted, facts, row["kind"] == "set") if wanted["verdict"] == "answer" else off
    return ("wrong" if off else "right"), f"{off} {reply.text[:150]}"


def _facts(reply: Reply) -> dict[str, Any]:
    """Return what a reply says, gathered from its answers."""
    known = reply.understood.to_json()
    answers = [each.answer.to_json() for each in reply.answers]
    rows = [row for each in answers for row in each.get("rows", each.get("withdrawals", ()))]
    told = [*rows, *(row for each in answers for row in each.get("besides", ()))]
    keys = DAYS + ("last_day_bound",) * (known["intent"] == "last-day")
    dates = {str(each.get(key)) for each in (*answers, *rows) for key in keys if each.get(key)}
    return {
        "intent": known["intent"],
        "states": {*known["parties"], *(row["party"] for row in rows if row.get("party"))},
        "asked": {*known["parties"]},
        "treaties": {*filter(None, (known["treaty"], *(row.get("treaty") for row in told)))},
        "listed": {row["party"] for row in told if row.get("party")},
        "treaty": known["treaty"],
        "dates": dates,
        "statuses": {_status(each) for each in answers if each.get("status")},
        "exits": {each.get("exit") for each in answers},
        "said": {each.get("says") for each in answers},
        "days": {None, *dates, *map(known.get, ("as_of", "start", "end", "out_by"))},
    }


def _status(answer: dict[str, Any]) -> str:
    known = "supposed" if answer.get("is_supposed") else str(answer["status"])
    return "bound" if answer.get("rejoined") else known


def _says(warning: str, facts: dict[str, Any], reply: Reply) -> bool:
    """Return whether a reply says what the corpus warns of."""
    kind, _, value = warning.partition(":")
    if kind in TOLD:
        return value in facts[TOLD[kind]]
    if kind == "intent":
        return facts["intent"] == value or facts["intent"] in SAME.get(value, ())
    if kind == "status":
        return _has_status(value, facts)
    if kind == "exact":
        return any(each.answer.to_json().get("effect") for each in reply.answers)
    is_half = kind in ("silent", "half") and not reply.notes and facts["intent"] != "compare"
    return _polarity(kind, facts) if kind in ("yes", "no") else is_half


def _agrees(warning: str, wanted: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Return whether a label warns of what is right: "no" of being out, the day after the last."""
    if warning == "no":
        return facts["intent"] == "bound" and wanted.get("status") in OUT & facts["statuses"]
    if warning.startswith("day:") and facts["intent"] == "last-day":
        return wanted.get("day") in facts["dates"]
    said = {*facts["states"], *facts["treaties"], *facts["dates"]}
    meant = {one for key in ("states", "treaties", "days") for one in wanted.get(key) or ()}
    return warning == "half" and bool(meant) and meant <= said


def _polarity(kind: str, facts: dict[str, Any]) -> bool:
    if kind == "yes" and facts["intent"] == "bound":
        return False
    if facts["said"] - {None}:
        return kind in facts["said"]
    if facts["intent"] == "may-leave":
        return (kind == "yes") == ("allowed" in facts["exits"])
    return facts["intent"] == "bound" and _has_status("not-bound", facts)


def _has_status(value: str, facts: dict[str, Any]) -> bool:
    known = facts["statuses"]
    return bool(known - OUT if value == "bound" else known & STATUSES.get(value, {value}))


def _off(wanted: dict[str, Any], facts: dict[str, Any], is_set: bool) -> list[str]:
    """Return in what a reply is not what the corpus expects."""
    is_list = is_set and wanted["intent"] in LISTS and any(map(wanted.get, ("states", "treaties")))
    same = {wanted["intent"], *SAME.get(wanted["intent"], ()), *(LISTS if is_list else ())}
    state, treaty, day, status = map(wanted.get, ("state", "treaty", "day", "status"))
    off = [
        f"intent {facts['intent']} for {wanted['intent']}" * (facts["intent"] not in same),
        f"state {facts['asked']}" * (state not in {None, *facts["asked"]}),
        f"treaty {facts['treaty']}" * (treaty not in {None, facts["treaty"]}),
        f"day {facts['dates']} for {day}" * (day not in facts["days"]),
        f"status {facts['statuses']} for {status}"
        * bool(status and not is_set and not _has_status(status, facts)),
    ]
    for what, told in (("states", "listed"), ("treaties", "treaties")):
        missing = {*(wanted.get(what) or ())} - facts[what] - facts[told]
        if is_set and facts[told] and missing:
            off.append(f"without {sorted(missing)}")
    return [each for each in off if each]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every question that is not right")
    for name, place in PLACES.items():
        parser.add_argument(f"--{name}", action="store_const", const=place, dest="place")
    parser.add_argument("languages", nargs="*", help="of these languages alone")
    options = parser.parse_args()
    counts, declined = defaultdict[str, Counter[str]](Counter), Counter[str]()
    for path in sorted((QUESTIONS / (options.place or "corpus")).glob("??.jsonl")):
        if options.languages and path.stem not in options.languages:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            result, why = verdict(row)
            is_declined = why.startswith("refused") and row["expect"]["verdict"] == "answer"
            for key in (f"{row['kind']} all", f"{row['kind']} {row['language']}"):
                counts[key][result] += 1
                declined[key] += is_declined
            if options.all and result != "right":
                print(f"{result:10} {row['id']} {row['question']}\n           {why}")
    print(f"{'':16} questions  right refused wrong misleading declined")
    for key, each in sorted(counts.items()):
        rest = f"{each['refused']:7} {each['wrong']:5} {each['misleading']:10} {declined[key]:8}"
        print(f"{key:16} {each.total():9} {each['right'] / each.total():6.0%} {rest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
