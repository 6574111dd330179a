"""The pairs of the lists that were looked up are those drawn, and each says what was found."""

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


@pytest.fixture(scope="module")
def rows():
    """Return what came of each question."""
    with (DATA / "membership_sample.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


def test_the_day_is_asked_of_pairs_drawn(rows):
    """Since when is asked of those among the sixty of which a day is told, in their order."""
    asked = [row["row"] for row in rows if row["question"] == "since when"]
    drawn = [row["row"] for row in rows if row["question"] == "is it a party"]
    assert asked
    assert asked == [each for each in drawn if each in asked]


def test_every_row_says_what_was_found(rows):
    """Each has its number, what was told, a verdict, a source or that none was found, and why."""
    assert [int(row["n"]) for row in rows] == list(range(1, len(rows) + 1))
    assert {row["verdict"] for row in rows} == {"right", "wrong", "doubtful", "not found"}
    assert [row for row in rows if not all(row.values())] == []


def test_the_page_counts_them(rows, interval):
    """The page has a line for each question, with the intervals of those found and of all."""
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
