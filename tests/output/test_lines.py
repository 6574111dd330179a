"""Lines of text: as wide as the page, and nothing in them is ever cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.output.lines import PARAGRAPH, entry, table, within, wrap

WORDS = st.text("abcdefgh-0123456789", min_size=1, max_size=60)
CELLS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
ROWS = st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), max_size=8))
PAGES = st.integers(20, 250)


class TestWrap:
    """Paragraphs."""

    @given(CELLS, PAGES)
    def test_width(self, text, page):
        """No line is longer than the page or a paragraph, unless one word is."""
        with within(page):
            lines = wrap(text, "  1. ", "     ").split("\n")
        for line in lines:
            assert len(line) <= min(page, PARAGRAPH) or len(line.split()) <= 2

    @given(CELLS, PAGES)
    def test_words(self, text, page):
        """Every word stays whole and in its place."""
        with within(page):
            assert wrap(text).split() == text.split()

    @given(st.text("立陶宛退出公约年《》，。a1 ", min_size=1, max_size=200), PAGES)
    def test_without_spaces(self, text, page):
        """A script without spaces loses nothing where its lines end."""
        with within(page):
            lines = wrap(text).split("\n")
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")

    def test_two_columns_a_letter(self):
        """A wide letter takes two columns, and no line begins with a sign that closes."""
        with within(20):
            assert wrap("立陶宛退出《渥太华公约》，生效。").split("\n") == [
                "立陶宛退出《渥太华公",
                "约》，生效。",
            ]
            assert wrap("立陶宛退出渥太华公约，生效。").split("\n")[1] == "约，生效。"

    def test_deep_indent(self):
        """On a narrow page a deep indent gives way, so that there is room for the text."""
        with within(30):
            assert wrap("one two three four five six seven", "- ", " " * 24).split("\n")[1] == (
                "    seven"
            )

    def test_outside(self):
        """The width of a page is forgotten at its end, whatever happens on it."""
        before = wrap("word " * 40)
        try:
            with within(30):
                raise KeyError
        except KeyError:
            pass
        assert wrap("word " * 40) == before


class TestTable:
    """Tables."""

    @settings(max_examples=30)
    @given(ROWS)
    def test_any_width(self, rows):
        """On a page of any width each row has one line, and nothing in it is cut."""
        lines = table(rows)
        assert [line.split() for line in lines] == [" ".join(row).split() for row in rows]
        assert not any("\n" in line for line in lines)

    @settings(max_examples=30)
    @given(
        ROWS.filter(lambda rows: sum(max(map(len, c)) + 2 for c in zip(*rows, strict=True)) < 99)
    )
    def test_below_each_other(self, rows):
        """The columns of a table that fits in a hundred stand below each other."""
        start, lines = 0, table(rows)
        for column in zip(*rows, strict=True):
            for line, cell in zip(lines, column, strict=True):
                assert line[start:].startswith(cell)
            start += max(map(len, column)) + 2

    @settings(max_examples=30)
    @given(ROWS, PAGES)
    def test_nothing_is_cut(self, rows, page):
        """On a narrow page rows take several lines, and every word of them is there."""
        with within(page):
            lines = table(rows)
        for line, row in zip(lines, rows, strict=True):
            assert sorted(line.split()) == sorted(" ".join(row).split())
            for part in line.split("\n"):
                assert len(part) <= page or len(part.split()) == 1

    def test_below_itself(self):
        """A cell that is too long for its column goes on below itself, beside the next."""
        with within(40):
            lines = table([("ottawa-1997", "The Convention on mines", "pending"), ("a", "b", "c")])
        assert lines == [
            "ottawa-1997  The Convention on   pending\n             mines",
            "a            b                   c",
        ]

    def test_one_long_name(self):
        """One long cell does not make a narrow page break the rows that fit."""
        with within(40):
            lines = table([("ottawa-1997", "P6M", "a" * 50), ("ect-1994", "P1Y", "Portugal")])
        assert lines[1] == "ect-1994     P1Y  Portugal"

    def test_figures(self):
        """Figures are set to the right."""
        assert table([("one", "5"), ("three", "12")], figures=(1,)) == ["one     5", "three  12"]

    def test_entry(self):
        """What of a row follows in other lines is indented."""
        with within(20):
            assert entry(["ottawa-1997", "received", "effect"], (11, 8, 6)) == (
                "ottawa-1997\n    received  effect"
            )
