"""Sources with their addresses."""

import pytest

from withdrawal.output.citing import SAME, Cited, address_in, cited
from withdrawal.output.report import Item, Section


class TestCited:
    """What one line of sources names."""

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            (None, ()),
            ("UNTS 2056", (Cited("UNTS 2056"),)),
            ("A list, https://a.org/x.", (Cited("A list, https://a.org/x.", "https://a.org/x"),)),
            ("A; B https://b.org", (Cited("A"), Cited("B https://b.org", "https://b.org"))),
            (
                "The list of members; https://a.org/x",
                (Cited("The list of members; https://a.org/x", "https://a.org/x"),),
            ),
        ],
    )
    def test_each_with_its_own(self, source, found):
        """Each source has its own address; a bare one belongs to what stands before it."""
        assert cited(source) == found

    def test_general_knowledge(self):
        """General knowledge is no link, and the address of something else is not lent to it."""
        found = cited("Status list (general knowledge, not read); https://news.org/a (20 January)")
        assert found[0].href is None
        assert found[1].href == "https://news.org/a"
        assert address_in("general knowledge, see https://news.org/a") is None


class TestRepeats:
    """Sources in a row."""

    def test_named_once(self):
        """A source is named once, and then called the same until another comes."""
        given = ["A", "A", None, "A", "B", "A"]
        section = Section("why", "Why", [Item("x", source=each) for each in given])
        named = [sources[0].name if sources else None for _, sources in section.cited]
        assert named == ["A", SAME, None, SAME, "B", "A"]
