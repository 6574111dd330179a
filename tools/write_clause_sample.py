"""Write the page on the error rate of the exit clauses, docs/evidence/clauses.md.

    python tools/write_clause_sample.py

Twice, a hundred treaties were drawn by lot from a frame and their articles read; what came of each
stands in tests/data/clause_sample.csv and clause_sample_2.csv. The page counts those rows.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

from evidence_pages import stamped
from scipy.stats import beta

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evidence" / "clauses.md"
FRAME = ROOT / "tests" / "data" / "clause_frame.txt"
ROWS = ROOT / "tests" / "data" / "clause_sample.csv"

ROWS_2 = ROOT / "tests" / "data" / "clause_sample_2.csv"

SEED = 20261129
SEED_2 = 20261130
DRAWN = 100

ABSENT = {
    "lugano-2007": "article 74",
    "schengen-association-ch-2004": "article 17",
}
"""Drawn, but without the article in the text; the next of the same order stand in for them."""

MENDED = {
    "cariforum-epa-2008": "Said in the summary.",
    "european-establishment-1955": "The end of membership now ends it.",
    "load-lines-1966": "Told as an end without a notice.",
    "benelux-ip-2005": "Any day that the three agree on is taken.",
    "arcal-1998": "Said in a note.",
    "echr-protocol-6-1983": "Left: a notice to a depositary counts from its receipt.",
    "hns-1996": "Both ways are told; in the oil funds of 1992 and 2003, too.",
    "european-social-charter-collective-complaints-1995": "Leaving the Charter leaves it no more.",
    "iic-1984": "The way out by agreement is told.",
    "budapest-microorganisms-1977": "Told as a partial end.",
    "upeb-1974": "Said in a note.",
    "fondo-indigena-1992": "The other reading is told in a note.",
    "echr-protocol-7-1984": "Left, as for Protocol No. 6.",
}
"""What was done about a row after the count."""

TEXT = """# How often a clause is wrong

Twice, a hundred treaties were drawn by lot, the article on leaving was read in the text of each,
and the file of the treaty was compared with it.

| Draw | Errors | 95% interval | Doubtful | Right | Were the doubtful errors, too |
| --- | --- | --- | --- | --- | --- |
{draws}

The intervals are those of Clopper and Pearson. **After the mending it is {error} of {all}:
{rate:.0%}, with a 95% interval from {low:.1%} to {high:.1%}.** In none of the {both} is the day
wrong on which an ordinary notice takes effect.

## The draws

The frame is a list of {frame}: all, model clauses apart, that name a source whose text can be
opened in one of five public copies: the Dutch register of treaties (by BWBV number), the Swiss
collection (by its own number or that of its publication), the texts of manyenviron (by
identifier), and the laws of Argentina and Colombia to which a treaty is annexed. A program decided
it, by whether the named text is there; the list is kept in `tests/data/clause_frame.txt`, an
identifier and its texts a line. A treaty with a text elsewhere, or whose clause was told from
general knowledge, is not in it: the rates say nothing about those.

The first draw is `random.Random({seed}).sample(frame, {drawn})`, the frame in alphabetical order.
Where the copy breaks off before the article, the next treaty took the place, in the order with
which a larger sample goes on. That befell {absent}.

Then the texts of the whole frame were searched for the kinds of error it had found: ways out beside
an amendment, ends by leaving something else, exits carried by another treaty, days moved by
agreement. What was missing was mended. After that the second draw was made, once:
`random.Random({seed_2}).sample(rest, {drawn})`, where the rest is the frame without the first
hundred, {rest} in all. It holds {mended},
which the search had mended and which would have been errors before it. The search looks for words;
what is worded otherwise it can miss.

## What was compared

Whether one may leave; the period; what starts it; how long one must stay first; the windows; the
day on which it lands; reasons and addressees where they move that day; and the other ways out. An
error is a date or a way out that contradicts the article, one that the file gives and the article
does not, or one that the article gives and the file leaves out. Expulsion, an exit for single
territories, and the end of the treaty for all are not ways out in this sense. Doubtful is what can
be read both ways, or is told by half without a date being wrong. One reader read each text once, in
English where the copy has it, else in French, German, Spanish or Dutch; another reader did the
second draw. Each count was made before anything it found was mended. All rows, with what was read,
are in `tests/data/clause_sample.csv` and `tests/data/clause_sample_2.csv`.

## What is not right

| No. | Treaty | Article | Verdict | What | After the count |
| --- | --- | --- | --- | --- | --- |
{table}
"""

FOUND_BETWEEN = ("clni-1988", "european-peaceful-settlement-1957")
"""In the second draw, and mended between the draws."""


def frame() -> list[str]:
    """Return the treaties from which was drawn, in order."""
    return sorted(line.split("\t")[0] for line in FRAME.read_text(encoding="utf-8").splitlines())


def drawn() -> list[str]:
    """Return the first hundred, those without the article replaced by the next of the order."""
    treaties = frame()
    order = random.Random(SEED).sample(treaties, len(treaties))
    following = iter(order[DRAWN:])
    return [next(following) if each in ABSENT else each for each in order[:DRAWN]]


def rest() -> list[str]:
    """Return the frame without the first hundred, in order."""
    first = set(drawn())
    return [each for each in frame() if each not in first]


def drawn_2() -> list[str]:
    """Return the second hundred."""
    return random.Random(SEED_2).sample(rest(), DRAWN)


def rows(path: Path = ROWS) -> list[dict[str, str]]:
    """Return what came of each of a draw."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def interval(errors: int, tried: int) -> tuple[float, float]:
    """Return the 95% interval of a share, after Clopper and Pearson."""
    low = float(beta.ppf(0.025, errors, tried - errors + 1)) if errors else 0.0
    high = float(beta.ppf(0.975, errors + 1, tried - errors)) if errors < tried else 1.0
    return low, high


def draw_line(name: str, found: list[dict[str, str]]) -> str:
    """Return the line of a draw: its counts and both its intervals."""
    counts = Counter(row["verdict"] for row in found)
    error, doubtful, all_ = counts["error"], counts["doubtful"], len(found)
    low, high = interval(error, all_)
    both_low, both_high = interval(error + doubtful, all_)
    return (
        f"| {name} | {error} of {all_} | {low:.1%} to {high:.1%} | {doubtful} | {counts['right']} "
        f"| {error + doubtful} of {all_}, {both_low:.1%} to {both_high:.1%} |"
    )


def table(name: str, found: list[dict[str, str]]) -> list[str]:
    """Return the lines on what is not right in a draw, the errors first."""
    listed = [row for row in found if row["verdict"] != "right"]
    return [
        f"| {name}{row['n']} | `{row['treaty']}` | {row['article']} | {row['verdict']} "
        f"| {row['what']} | {MENDED[row['treaty']]} |"
        for row in sorted(listed, key=lambda row: row["verdict"] != "error")
    ]


def page(first: list[dict[str, str]], second: list[dict[str, str]]) -> str:
    """Return the page, but for the day on which it is written."""
    error = sum(row["verdict"] == "error" for row in second)
    low, high = interval(error, len(second))
    return TEXT.format(
        draws="\n".join(
            (draw_line("first", first), draw_line("second, after the mending", second))
        ),
        error=error,
        all=len(second),
        both=len(first) + len(second),
        rate=error / len(second),
        low=low,
        high=high,
        frame=len(frame()),
        rest=len(rest()),
        seed=SEED,
        seed_2=SEED_2,
        drawn=DRAWN,
        absent=" and ".join(f"`{each}` ({article})" for each, article in ABSENT.items()),
        mended=" and ".join(f"`{each}`" for each in FOUND_BETWEEN),
        table="\n".join((*table("1-", first), *table("2-", second))),
    )


def main() -> int:
    """Write the page."""
    PAGE.write_text(stamped(page(rows(), rows(ROWS_2))), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
