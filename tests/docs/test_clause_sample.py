"""The page on the error rate of the clauses says what the rows kept beside it say."""

from collections import Counter

import pytest


@pytest.fixture(scope="module")
def tool(load_tool):
    """Return the maker of the page as a module."""
    return load_tool("write_clause_sample")


@pytest.fixture(scope="module")
def first(tool):
    """Return what came of each treaty of the first draw."""
    return tool.rows()


@pytest.fixture(scope="module")
def second(tool):
    """Return what came of each treaty of the second draw."""
    return tool.rows(tool.ROWS_2)


@pytest.fixture(scope="module", params=["first", "second"])
def rows(request):
    """Return what came of each treaty of either draw."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def told(tool):
    """Return the page as it is published."""
    return tool.PAGE.read_text(encoding="utf-8")


class TestRows:
    def test_a_hundred(self, tool, rows):
        """A hundred rows are numbered as drawn, each with one of three verdicts."""
        assert [int(row["n"]) for row in rows] == list(range(1, tool.DRAWN + 1))
        assert {row["verdict"] for row in rows} == {"right", "doubtful", "error"}

    def test_every_row_says_what_was_read(self, rows):
        """Each row names a text, an article and what it says."""
        assert [row for row in rows if not all(row.values())] == []

    def test_the_draws_can_be_made_again(self, tool, first, second):
        """The seeds and the frame give the same treaties in the same order."""
        assert [row["treaty"] for row in first] == tool.drawn()
        assert [row["treaty"] for row in second] == tool.drawn_2()

    def test_no_treaty_is_drawn_twice(self, tool, first, second):
        """The second draw is from what the first one left."""
        assert not {row["treaty"] for row in first} & {row["treaty"] for row in second}
        assert len(tool.rest()) == len(tool.frame()) - len(first)
        assert {*tool.FOUND_BETWEEN} <= {row["treaty"] for row in second}

    def test_a_larger_sample_goes_on(self, tool):
        """The order by which a treaty without its article is replaced begins with the hundred."""
        frame = tool.frame()
        hundred, order = (
            tool.random.Random(tool.SEED).sample(frame, size) for size in (tool.DRAWN, len(frame))
        )
        assert order[: tool.DRAWN] == hundred

    def test_the_frame_names_each_treaty_once(self, tool, rows):
        """The frame has no double, and the text that was read is one it names."""
        lines = dict(line.split("\t") for line in tool.FRAME.read_text("utf-8").splitlines())
        assert len(lines) == len(tool.frame())
        assert [row for row in rows if row["source"] not in lines[row["treaty"]]] == []


class TestPage:
    def test_it_is_made_of_the_rows(self, tool, first, second, told, load_tool):
        """Nobody wrote a figure into the page by hand."""
        assert load_tool("evidence_pages").without_stamp(told) == tool.page(first, second)

    def test_the_counts_are_those_of_the_rows(self, rows, told):
        """The counts quoted are what the rows add up to, and each row not right is listed."""
        count = Counter(row["verdict"] for row in rows)
        error, doubtful, right = (count[each] for each in ("error", "doubtful", "right"))
        line = next(line for line in told.splitlines() if f"| {doubtful} | {right} |" in line)
        assert f"| {error} of {len(rows)} |" in line
        assert f"| {error + doubtful} of {len(rows)}, " in line
        listed = [row["treaty"] for row in rows if row["verdict"] != "right"]
        assert [each for each in listed if f"| `{each}` |" not in told] == []

    def test_it_is_short(self, told):
        """The page is read in a minute."""
        assert told.count("\n") <= 90


@pytest.mark.parametrize(
    ("errors", "tried", "low", "high"),
    [(0, 100, 0.0, 0.036217), (1, 100, 0.000253, 0.054459), (10, 10, 0.691503, 1.0)],
)
def test_interval(tool, errors, tried, low, high):
    """The ends follow from the formula: (0.05 / 2) ** (1 / n) where all or none are errors."""
    assert tool.interval(errors, tried) == pytest.approx((low, high), abs=1e-6)
