"""The page on what is known says of the clauses what the rows kept beside it say."""

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "evidence" / "knowledge.md"
FRAME = ROOT / "tests" / "data" / "clause_frame.txt"
SAMPLES = [ROOT / "tests" / "data" / f"clause_sample{each}.csv" for each in ("", "_2")]
SEEDS = (20261129, 20261130)
DRAWN = 100
ABSENT = ("lugano-2007", "schengen-association-ch-2004")
"""Drawn, but without the article in the text; the next of the same order stand in for them."""
FOUND_BETWEEN = ("clni-1988", "european-peaceful-settlement-1957")
"""In the second draw, and mended between the draws."""


def frame():
    """Return the treaties from which was drawn, in order."""
    return sorted(line.split("\t")[0] for line in FRAME.read_text(encoding="utf-8").splitlines())


def drawn():
    """Return the first hundred, those without the article replaced by the next of the order."""
    treaties = frame()
    order = random.Random(SEEDS[0]).sample(treaties, len(treaties))
    following = iter(order[DRAWN:])
    return [next(following) if each in ABSENT else each for each in order[:DRAWN]]


def rest():
    """Return the frame without the first hundred, in order."""
    first = set(drawn())
    return [each for each in frame() if each not in first]


def read(path):
    """Return what came of each of a draw."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def first():
    """Return what came of each treaty of the first draw."""
    return read(SAMPLES[0])


@pytest.fixture(scope="module")
def second():
    """Return what came of each treaty of the second draw."""
    return read(SAMPLES[1])


@pytest.fixture(scope="module", params=["first", "second"])
def rows(request):
    """Return what came of each treaty of either draw."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def told():
    """Return the page as it is published."""
    return PAGE.read_text(encoding="utf-8")


class TestRows:
    def test_a_hundred(self, rows):
        """A hundred rows are numbered as drawn, each with one of three verdicts."""
        assert [int(row["n"]) for row in rows] == list(range(1, DRAWN + 1))
        assert {row["verdict"] for row in rows} == {"right", "doubtful", "error"}

    def test_every_row_says_what_was_read(self, rows):
        """Each row names a text, an article and what it says."""
        assert [row for row in rows if not all(row.values())] == []

    def test_the_draws_can_be_made_again(self, first, second):
        """The seeds and the frame give the same treaties in the same order."""
        assert [row["treaty"] for row in first] == drawn()
        assert [row["treaty"] for row in second] == random.Random(SEEDS[1]).sample(rest(), DRAWN)

    def test_no_treaty_is_drawn_twice(self, first, second):
        """The second draw is from what the first one left."""
        assert not {row["treaty"] for row in first} & {row["treaty"] for row in second}
        assert len(rest()) == len(frame()) - len(first)
        assert {*FOUND_BETWEEN} <= {row["treaty"] for row in second}

    def test_a_larger_sample_goes_on(self):
        """The order by which a treaty without its article is replaced begins with the hundred."""
        treaties = frame()
        hundred, order = (
            random.Random(SEEDS[0]).sample(treaties, size) for size in (DRAWN, len(treaties))
        )
        assert order[:DRAWN] == hundred

    def test_the_frame_names_each_treaty_once(self, rows):
        """The frame has no double, and the text that was read is one it names."""
        lines = dict(line.split("\t") for line in FRAME.read_text("utf-8").splitlines())
        assert len(lines) == len(frame())
        assert [row for row in rows if row["source"] not in lines[row["treaty"]]] == []


class TestPage:
    def test_the_counts_are_those_of_the_rows(self, rows, told, interval):
        """The counts and intervals are those of the rows, and each row not right is listed."""
        count = Counter(row["verdict"] for row in rows)
        error, doubtful, right = (count[each] for each in ("error", "doubtful", "right"))
        line = next(line for line in told.splitlines() if f"| {doubtful} | {right} |" in line)
        assert f"| {error} of {len(rows)} |" in line
        both = " to ".join(f"{each:.1%}" for each in interval(error + doubtful, len(rows)))
        assert f"| {error + doubtful} of {len(rows)}, {both} |" in line
        assert " | {:.1%} to {:.1%} | ".format(*interval(error, len(rows))) in line
        listed = [row["treaty"] for row in rows if row["verdict"] != "right"]
        assert [each for each in listed if f"| `{each}` |" not in told] == []

    def test_it_is_short(self, told):
        """The page is read in three minutes, its draws with it."""
        assert told.count("\n") <= 176


@pytest.mark.parametrize(
    ("errors", "tried", "low", "high"),
    [(0, 100, 0.0, 0.036217), (1, 100, 0.000253, 0.054459), (10, 10, 0.691503, 1.0)],
)
def test_interval(interval, errors, tried, low, high):
    """The ends follow from the formula: (0.05 / 2) ** (1 / n) where all or none are errors."""
    assert interval(errors, tried) == pytest.approx((low, high), abs=1e-6)
