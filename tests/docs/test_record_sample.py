"""The rows of the record that were read again are those drawn, and each says what was found."""

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
PAGE = Path(__file__).parents[2] / "docs" / "evidence" / "knowledge.md"
SEED = 20261201
DRAWN = 60
VERDICTS = ("right", "wrong", "doubtful", "not found")


@pytest.fixture(scope="module")
def rows():
    """Return what came of each row of the record."""
    with (DATA / "record_sample.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_draw_can_be_made_again(rows):
    """The seed and the frame give the same rows in the same order."""
    frame = (DATA / "record_frame.txt").read_text(encoding="utf-8").splitlines()
    assert frame == sorted({*frame})
    assert [row["row"] for row in rows] == random.Random(SEED).sample(frame, DRAWN)


def test_every_row_says_what_was_read(rows):
    """Sixty are numbered as drawn; each has a verdict, a source or that none was found, and why."""
    assert [int(row["n"]) for row in rows] == list(range(1, DRAWN + 1))
    assert {row["verdict"] for row in rows} == {*VERDICTS}
    assert [row for row in rows if not all(row.values())] == []


def test_the_page_counts_them(rows, interval):
    """The page's line has the counts, and the intervals of those found and of all."""
    count = Counter(row["verdict"] for row in rows)
    found = DRAWN - count["not found"]
    bad = DRAWN - count["right"]
    shares = [
        "{} of {}, {:.1%} to {:.1%}".format(errors, tried, *interval(errors, tried))
        for errors, tried in ((count["wrong"], found), (bad, DRAWN))
    ]
    line = f"| {count['right']} | {shares[0]} | {count['doubtful']} | {count['not found']} | "
    assert f"{line}{shares[1]} |" in PAGE.read_text(encoding="utf-8")
