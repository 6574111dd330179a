"""The page on what is known says of the procedures what the rows kept beside it say."""

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

from withdrawal.law.procedures.library import procedure

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "docs" / "evidence"
FRAME = ROOT / "tests" / "data" / "procedure_frame.txt"
SEED = 20261129
DRAWN = 40


@pytest.fixture(scope="module")
def frame():
    """Return the statements from which was drawn."""
    return FRAME.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def rows():
    """Return what came of each statement."""
    with (EVIDENCE / "procedure-reading.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def told():
    """Return the page as it is published."""
    return (EVIDENCE / "knowledge.md").read_text(encoding="utf-8")


class TestRows:
    def test_the_draw_can_be_made_again(self, frame, rows):
        """The seed and the frame give the same statements in the same order."""
        assert [row["statement"] for row in rows] == random.Random(SEED).sample(frame, DRAWN)
        assert [int(row["n"]) for row in rows] == list(range(1, DRAWN + 1))

    def test_the_frame_is_a_sorted_set(self, frame, told):
        """The frame names each statement once, in order, of as many States as the page says."""
        assert frame == sorted({*frame})
        states = {line.partition(" ")[0] for line in frame}
        assert [each for each in states if procedure(each) is None] == []
        assert f"There are {len(frame):,} in {len(states)} files" in told

    def test_every_row_says_what_was_read(self, rows):
        """Each row has a verdict and a provision; what is right or wrong has an address."""
        assert {row["verdict"] for row in rows} == {"right", "wrong", "not checked"}
        assert [row for row in rows if not all(row.values())] == []
        judged = [row for row in rows if row["verdict"] != "not checked"]
        assert [row["n"] for row in judged if not row["read"].startswith("http")] == []


class TestPage:
    def test_the_counts_are_those_of_the_rows(self, rows, told, interval):
        """The figure and its interval are those of the rows."""
        count = Counter(row["verdict"] for row in rows)
        wrong, unchecked = count["wrong"], count["not checked"]
        cells = [
            "{} of {}, {:.1%} to {:.1%}".format(each, DRAWN, *interval(each, DRAWN))
            for each in (wrong, wrong + unchecked)
        ]
        assert f"| {count['right']} | {cells[0]} | {unchecked} | {cells[1]} |" in told
        assert wrong == 1
        assert f"**One of {DRAWN} was wrong.**" in told

    def test_the_ledger_is_counted(self, told):
        """The findings of the first reading are all mended or answered, and as many as is said."""
        with (EVIDENCE / "procedure-findings.csv").open(encoding="utf-8", newline="") as file:
            found = Counter(row["status"] for row in csv.DictReader(file))
        assert {*found} == {"mended", "answered"}
        assert f"| all | {found['mended']} | {found['answered']} |" in told
        assert f"the {found.total()} findings" in told
