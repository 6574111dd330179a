"""The answers that were looked up are those drawn, and each says what was found.

They are pairs of the lists of parties; then clauses, lives of treaties and procedures of States.
"""

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
PAGE = Path(__file__).parents[2] / "docs" / "evidence" / "knowledge.md"
MANY = 10
"""How many parties a list has at least whose count is worth comparing."""

DRAWN = {
    "is it a party": (20261202, 60),
    "is it outside": (20261203, 30),
    "how many parties": (20261204, 20),
}


ALSO_DRAWN = {
    "clause": (20261205, 60),
    "life of a treaty": (20261206, 30),
    "how a State decides": (20261207, 12),
}
BEFORE = ("clause_sample", "clause_sample_2")


def read(name):
    """Return the rows of a sample."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows():
    """Return what came of each question on the lists."""
    return read("membership_sample")


@pytest.fixture(scope="module")
def frames():
    """Return what was drawn from, by what was asked."""
    with (DATA / "membership_frame.csv").open(encoding="utf-8", newline="") as file:
        lists = list(csv.DictReader(file))
    whole = [row for row in lists if row["complete"] == "yes"]
    return {
        "is it a party": [f"{row['treaty']}/{each}" for row in lists for each in parties(row)],
        "is it outside": [
            f"{row['treaty']}/{each}" for row in lists for each in row["outside"].split()
        ],
        "how many parties": [row["treaty"] for row in whole if len(parties(row)) >= MANY],
    }


def parties(row):
    """Return the States of a line of the frame that are told as parties."""
    return row["parties"].split()


@pytest.mark.parametrize("question", DRAWN)
def test_the_draw_can_be_made_again(rows, frames, question):
    """The seed and the frame give the same pairs, or treaties, in the same order."""
    seed, number = DRAWN[question]
    drawn = random.Random(seed).sample(frames[question], number)
    assert [row["row"] for row in rows if row["question"] == question] == drawn


def test_the_other_draws_can_be_made_again():
    """No clause is drawn that was drawn before; lives are of all treaties, procedures of all."""
    lines = (DATA / "answers_frame.txt").read_text(encoding="utf-8").splitlines()
    treaties, states = ([line.split("\t")[1] for line in lines if line.startswith(kind)]
                        for kind in ("treaty", "State"))  # fmt: skip
    judged = {row["treaty"] for name in BEFORE for row in read(name)}
    rest = [each for each in treaties if each not in judged]
    for (question, (seed, number)), frame in zip(
        ALSO_DRAWN.items(), (rest, treaties, states), strict=True
    ):
        drawn = random.Random(seed).sample(frame, number)
        found = [row["row"] for row in read("answers_sample") if row["question"] == question]
        assert found == drawn


def test_the_day_is_asked_of_pairs_drawn(rows):
    """Since when is asked of those among the sixty of which a day is told, in their order."""
    asked = [row["row"] for row in rows if row["question"] == "since when"]
    drawn = [row["row"] for row in rows if row["question"] == "is it a party"]
    assert asked
    assert asked == [each for each in drawn if each in asked]


@pytest.mark.parametrize("name", ["membership_sample", "answers_sample"])
def test_every_row_says_what_was_found(name):
    """Each has its number, what was told, a verdict, a source or that none was found, and why."""
    rows = read(name)
    assert [int(row["n"]) for row in rows] == list(range(1, len(rows) + 1))
    assert {row["verdict"] for row in rows} == {"right", "wrong", "doubtful", "not found"}
    assert [row for row in rows if not all(row.values())] == []


@pytest.mark.parametrize("name", ["membership_sample", "answers_sample"])
def test_the_page_counts_them(name, interval):
    """The page has a line for each question, with the intervals of those found and of all."""
    rows = read(name)
    page = PAGE.read_text(encoding="utf-8")
    for question in dict.fromkeys(row["question"] for row in rows):
        found = Counter(row["verdict"] for row in rows if row["question"] == question)
        all_ = found.total()
        shares = [
            "{} of {}, {:.1%} to {:.1%}".format(errors, tried, *interval(errors, tried))
            for errors, tried in (
                (found["wrong"], all_ - found["not found"]),
                (all_ - found["right"], all_),
            )
        ]
        line = f"| {question} | {found['right']} | {shares[0]} | {found['doubtful']} | "
        assert f"{line}{found['not found']} | {shares[1]} |" in page
