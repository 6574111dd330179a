"""How well documents are read, counted over labelled passages.

    python tools/score_reading.py FILE.jsonl ... [--json ROWS] [--against ROWS] [--misses]

A claim found and a label are one where they have the same kind and their words overlap. The *value*
of a claim is right where State, treaty and what is said agree; receipt and notification count as
one start, for most clauses and most writers do not part them. A claim that no label has counts as
wrong. Who was told counts as found where the step says it. The rows are kept with ``--json``, so
that a later run can print what was gained and lost against them.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from withdrawal.reading import read
from withdrawal.reading.recipients import plainly

KINDS = (
    *("effect", "period-starts", "step", "recipients", "lock-in", "protection", "votes"),
    *("joined", "in-force", "is-party", "not-party", "party-count"),
)
OTHER_NAMES = {"rejoin": "joined"}
ALIKE = ({"effect", "not-party"}, {"joined", "in-force"}, {"is-party", "step"})
"""Kinds that may be told of the same words."""
STARTS = {"receipt-by-depositary": "notice", "notification": "notice"}
STEPS = {"received": "notified", "proposed": "recommended"}


def passages(paths):
    """Yield the passages of label files, in order."""
    for path in paths:
        for line in Path(path).read_text("utf-8").splitlines():
            yield json.loads(line)


def scored(passage):
    """Return one row for each label of a passage, and one for each claim that no label has."""
    labels = [
        {**each, "kind": OTHER_NAMES.get(each["kind"], each["kind"])} for each in passage["claims"]
    ]
    claims = [each.to_json() for each in _read(passage).claims]
    about = {"passage": passage["id"], "language": passage["language"]}
    rows, free = [], list(claims)
    for label in labels:
        if label["kind"] not in KINDS:
            free = [each for each in free if not overlaps(label, each)]
            continue
        mine = best(label, free)
        if mine is not None:
            free.remove(mine)
        elif label["kind"] == "recipients":
            mine = told_in_a_step(label, claims)
        rows.append({**about, **compared(label, mine)})
    trap = not labels
    return rows + [{**about, **unlabelled(each), "trap": trap} for each in free]


def _read(passage):
    return read(passage["text"], on=passage["date"], language=passage["language"])


def overlaps(label, claim):
    """Return whether the words of a label and of a claim share a letter."""
    start, end = label["offset"], label["offset"] + len(label["words"])
    return claim["offset"] < end and start < claim["offset"] + claim["length"]


def best(label, claims):
    """Return the claim that a label is about: of its kind, else of one told alike; None without."""
    near = [each for each in claims if overlaps(label, each)]
    same = [each for each in near if each["kind"] == label["kind"]]
    alike = [each for each in near if {label["kind"], each["kind"]} in ALIKE]
    ranked = sorted(same or alike, key=lambda each: -right(label, each))
    return ranked[0] if ranked else None


def told_in_a_step(label, claims):
    """Return who was told as a claim of its own, where the value of a step says it, which it does
    only where that is right; None without."""
    steps = [each for each in claims if each["kind"] == "step" and each["value"]["recipients"]]
    near = [{**each, "kind": "recipients", "verdict": "supported"} for each in steps]
    return next((each for each in near if overlaps(label, each)), None)


def right(label, claim):
    """Return how much of a claim a label bears out."""
    return sum(agreement(label, claim).values())


def agreement(label, claim):
    """Return what of a claim agrees with its label."""
    value = claim["value"]
    return {
        "kind": claim["kind"] == label["kind"] or {claim["kind"], label["kind"]} in ALIKE,
        "parties": set(claim["parties"]) == set(label["parties"]) or not label["parties"],
        "treaty": claim["treaty"] == label["treaty"],
        "value": same_value(label, value, claim["step"]),
    }


def same_value(label, value, step):
    """Return whether what is said is what the label says."""
    kind = label["kind"]
    if kind == "period-starts":
        starts = {STARTS.get(each, each) for each in (label["starts"], value["starts"])}
        return periods_agree(label["period"], value["period"]) and len(starts) == 1
    if kind in ("lock-in", "protection"):
        return periods_agree(label["period"], value["period"]) and label["when"] == value["day"]
    if kind == "recipients":
        return set(map(plainly, label["recipients"])) == set(map(plainly, value["recipients"]))
    if kind == "votes":
        return counted(label["votes"]) == counted(value["votes"])
    if kind == "party-count":
        return label["count"] == value["count"]
    if kind == "step" and STEPS.get(step, step) != STEPS.get(label["step"], label["step"]):
        return False
    return days_agree(label["when"], value["day"])


def counted(votes):
    """Return the numbers of a vote, written as one text or by what they are of."""
    numbers = votes.split("-") if isinstance(votes, str) else (votes or {}).values()
    return [str(each) for each in numbers if each is not None]


def days_agree(label, said):
    """Return whether days agree; a finer one within a coarser one does."""
    if label is None or said is None:
        return label == said
    return label.startswith(said) or said.startswith(label)


def periods_agree(label, said):
    """Return whether two periods are the same length: a year is twelve months."""
    return months(label) == months(said)


def months(period):
    """Return a period with years told in months."""
    if period and period.endswith("Y"):
        return f"P{int(period[1:-1]) * 12}M"
    return period


def compared(label, claim):
    """Return the row of a label."""
    allowed = [label["verdict"], *label.get("also_right", ())]
    row = {
        "kind": label["kind"], "label": label["verdict"], "words": label["words"],
        "found": claim is not None, "trap": False, "false_contradiction": False,
    }  # fmt: skip
    if claim is None:
        return row
    agreed = agreement(label, claim)
    return row | {
        "right": all(agreed.values()),
        "wrong_in": sorted(key for key, value in agreed.items() if not value),
        "verdict": claim["verdict"],
        "verdict_right": claim["verdict"] in allowed,
        "false_contradiction": claim["verdict"] == "contradicted" and "contradicted" not in allowed,
        "said": claim["value"]["day"], "when": label["when"], "rule": claim["rule"],
    }  # fmt: skip


def unlabelled(claim):
    """Return the row of a claim that no label has."""
    return {
        "kind": claim["kind"], "label": None, "words": claim["words"], "found": True,
        "right": False, "wrong_in": ["no label"], "verdict": claim["verdict"],
        "verdict_right": False, "false_contradiction": claim["verdict"] == "contradicted",
        "rule": claim["rule"],
    }  # fmt: skip


def figures(rows):
    """Return the figures of some rows, by name; a share of nothing is None."""
    made = [row for row in rows if row["found"]]
    wrong = [row for row in rows if row["label"] == "contradicted"]
    dated = [row for row in rows if row.get("when") and row.get("said")]
    return {
        "labels": sum(row["label"] is not None for row in rows),
        "claims": len(made),
        "precision": share(made, "right"),
        "precision, what the record supports counted": share_of(
            made, lambda row: row["right"] or (not row["label"] and row["verdict"] == "supported")
        ),
        "false contradictions": sum(row["false_contradiction"] for row in made),
        "claims on look-alikes": sum(row["trap"] for row in made),
        "verdicts right": share([row for row in made if row["label"]], "verdict_right"),
        "wrong found": share_of(wrong, lambda row: row.get("verdict") == "contradicted"),
        "days read": len(dated),
        "days wrong": sum(not days_agree(row["when"], row["said"]) for row in dated),
        "recall": {
            kind: share([r for r in rows if r["label"] and r["kind"] == kind], "right")
            for kind in KINDS
        },
    }


def share(rows, key):
    """Return the share of rows of which something is true."""
    return share_of(rows, lambda row: row.get(key, False))


def share_of(rows, test):
    """Return the share of rows that pass a test."""
    return round(sum(map(bool, map(test, rows))) / len(rows), 3) if rows else None


def table(rows):
    """Return the table: a line a language, and one for all."""
    languages = defaultdict(list)
    for row in rows:
        languages[row["language"]].append(row)
    heads = ["", "labels", "claims", "prec.", "prec+", "false", "traps", "verd.", "wrong", "days!"]
    lines = [" ".join(f"{each:>6}" for each in (*heads, *(kind[:6] for kind in KINDS)))]
    for name, part in [*sorted(languages.items()), ("all", rows)]:
        got = figures(part)
        cells = [
            *(name, got["labels"], got["claims"], got["precision"]),
            got["precision, what the record supports counted"],
            got["false contradictions"],
            *(got["claims on look-alikes"], got["verdicts right"], got["wrong found"]),
            *(got["days wrong"], *got["recall"].values()),
        ]
        lines.append(" ".join(f"{'-' if each is None else each:>6}" for each in cells))
    return "\n".join(lines)


def changes(rows, before):
    """Yield the labels gained and lost against the rows of an earlier run."""

    def kept(some):
        return Counter(
            (row["passage"], row["kind"], row["words"]) for row in some if row.get("right")
        )

    gained, lost = kept(rows) - kept(before), kept(before) - kept(rows)
    for sign, some in (("+", gained), ("-", lost)):
        yield from (f"{sign} {' | '.join(each)}" for each in sorted(some))


def main():
    """Print the table, and keep the rows where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--json", help="where the rows are kept")
    parser.add_argument("--against", help="rows of an earlier run")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    given = parser.parse_args()
    rows = [row for passage in passages(given.files) for row in scored(passage)]
    print(table(rows))
    for row in rows if given.misses else ():
        if row["found"] and row["right"] and row["verdict_right"]:
            continue
        what = "missed" if not row["found"] else "/".join(row["wrong_in"]) or "verdict"
        more = [str(row.get(key) or "") for key in ("verdict", "when", "said", "rule")]
        print(row["passage"], row["kind"], what, row["label"], *more, "|", row["words"][:60])
    if given.against:
        print(*changes(rows, json.loads(Path(given.against).read_text("utf-8"))), sep="\n")
    if given.json:
        text = json.dumps(rows, ensure_ascii=False, indent=0)
        Path(given.json).write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
