"""Phrases: what they match, and which match wins."""

import pytest

from withdrawal.languages.phrases import Match, Phrasebook, Strength, parse_phrases


def book(text: str, *, skipped: frozenset[str] = frozenset()) -> Phrasebook:
    """Return a phrasebook of one line of data."""
    return Phrasebook(tuple(parse_phrases(text, "x", drop=skipped)), skipped)


def places(text: str, question: str, *, skipped: str = "") -> list[tuple[int, ...]]:
    """Return the places that a line of data matches in a folded question."""
    found = book(text, skipped=frozenset(skipped.split())).matches(question.split())
    return [each.places for each in found]


class TestMatching:
    @pytest.mark.parametrize(
        ("text", "question", "found"),
        [
            ("mine ban", "the mine ban treaty", [(1, 2)]),
            ("mine ban", "the mine was a ban", []),
            ("otav*", "is otavos konvencijos", [(1,)]),
            ("otav*", "otavosverylongtailhere", []),
            ("agreement*|accord paris", "accord paris", [(0, 1)]),
            ("ottawa; mine ban", "ottawa mine ban", [(0,), (1, 2)]),
        ],
    )
    def test_words_and_beginnings(self, text: str, question: str, found: list[tuple[int, ...]]):
        """Words match whole, stems match with an ending, in order and next to each other."""
        assert places(text, question) == found

    def test_little_words_may_stand_between(self):
        """Words like "of" and "the" may be left out of a phrase, or added to it."""
        assert places("law sea", "law of the sea", skipped="of the") == [(0, 3)]
        assert places("law of the sea", "law sea", skipped="of the") == [(0, 1)]

    def test_capitals_where_asked_for(self):
        """A phrase for an abbreviation does not match the small word: WHO, not who."""
        who = book("^WHO")
        assert not who.matches(["who"])
        assert who.matches(["who"], in_capitals=lambda _: True)

    def test_at_a_place(self):
        """Matches are those that begin at each place in turn."""
        words = ["ottawa", "mine", "ban", "ottawa"]
        phrases = book("ottawa; mine ban; mine*")
        at = [[each.places for each in phrases.matches_at(words, place)] for place in range(4)]
        assert at == [[(0,)], [(1, 2), (1,)], [], [(3,)]]
        assert [each for found in at for each in found] == places(
            "ottawa; mine ban; mine*", " ".join(words)
        )

    def test_order_of_the_data(self):
        """Of phrases that begin alike, the one written first is found first, word or stem."""
        both = book("min*; mine; mi*").matches(["mine"])
        assert [each.letters for each in both] == [3, 4, 2]


class TestStrength:
    @pytest.mark.parametrize(
        ("text", "strength"),
        [("~ottawa", Strength.WEAK), ("?eu", Strength.FALLBACK), ("ottawa", Strength.FULL)],
    )
    def test_marks(self, text: str, strength: Strength):
        """A mark before a phrase says how much it says by itself."""
        assert book(text).phrases[0].strength is strength


class TestRank:
    def test_longest_first(self):
        """More words outrank fewer; more explained letters outrank an unexplained ending."""
        phrases = Phrasebook((*parse_phrases("niger*", "NER"), *parse_phrases("nigeria*", "NGA")))
        best: Match = max(phrases.matches(["nigerias"]), key=lambda each: each.rank)
        assert best.value == "NGA"
