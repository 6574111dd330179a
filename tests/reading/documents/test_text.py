import unicodedata

import pytest

from withdrawal.reading.documents.text import letters_of, plain_text


def read(given):
    """The plain text of a given one."""
    return plain_text(letters_of(given), given)


def given_at(text, words):
    """What stands in the given text where the plain one has some words."""
    start = text.plain.index(words)
    offset, length = text.span(start, start + len(words))
    return text.given[offset : offset + length]


class TestPlainText:
    def test_hyphens_at_line_ends(self):
        """A word parted at the end of a line is one word, and both parts stand in its span."""
        text = read("the notice was re-\nceived on 27 October")
        assert text.plain == "the notice was received on 27 October"
        assert given_at(text, "was received on") == "was re-\nceived on"

    def test_a_hyphen_before_a_capital_stays(self):
        """A compound name broken at its hyphen is not joined."""
        assert read("Charter-\nTreaty").plain == "Charter- Treaty"

    def test_soft_hyphens_and_marks_of_direction(self):
        """Soft hyphens and marks of direction are not read, and move no offset."""
        text = read("\u200fwith\u00addrawal from")
        assert text.plain == "withdrawal from"
        assert given_at(text, "from") == "from"

    def test_composed_letters(self):
        """Letters in two parts become one; what follows keeps its place."""
        text = read(unicodedata.normalize("NFD", "Gruodžio 27 Žuvo"))
        assert text.plain == "Gruodžio 27 Žuvo"
        assert given_at(text, "27") == "27"

    @pytest.mark.parametrize(
        ("given", "plain"),
        [("One\ntwo", "One two"), ("One.\nTwo", "One.\nTwo"), ("One\n\ntwo", "One\ntwo")],
    )
    def test_lines(self, given, plain):
        """A line break is a space within a sentence, and parts paragraphs after one."""
        assert read(given).plain == plain
