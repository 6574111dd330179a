"""Typing errors: what is put right, and what is left alone."""

import pytest

from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.words import words_of
from withdrawal.questions.mending import respelled


def corrected(word: str, language: str = "en") -> str:
    """Return what a single unknown word is taken for."""
    words = words_of(word)
    return respelled(words, words, lexicon(language))[0].folded


class TestCorrections:
    @pytest.mark.parametrize(
        ("language", "typed", "meant"),
        [
            ("en", "Lithuaina", "lithuania"),
            ("en", "withdrawl", "withdraw"),
            ("en", "Filand", "finland"),
            ("sv", "Ottawakonvetionen", "ottawa"),
            ("pl", "konwencij", "konwencj"),
            ("fi", "Liettuann", "liettua"),
        ],
    )
    def test_one_or_two_letters(self, language: str, typed: str, meant: str):
        """A slip in a long word is put right, and its ending kept."""
        assert corrected(typed, language).startswith(meant[:6])

    @pytest.mark.parametrize("typed", ["Kithuania", "Luthuania", "Iltvia", "Denmrak"])
    def test_a_slip_at_the_start(self, typed: str):
        """One of the first two letters has to be right; two letters changed round are no help."""
        meant = {"Kithuania": "lithuania", "Luthuania": "lithuania", "Denmrak": "denmark"}
        assert corrected(typed) == meant.get(typed, typed.lower())

    def test_a_compound_of_something_else(self):
        """What follows a stem with a slip in it is a case ending or names a treaty."""
        assert corrected("Plastikabkommen", "de") == "plastikabkommen"

    def test_tie_is_left_alone(self):
        """ "Ieland" is as near to Iceland as to Ireland, so it is neither."""
        assert corrected("Ieland") == "ieland"

    @pytest.mark.parametrize("word", ["Iran", "Mali", "xyzzy", "12345", "Gondor", "Westphalia"])
    def test_short_and_strange_words_stay(self, word: str):
        """Short words, numbers and words near to nothing are never changed."""
        assert corrected(word) == word.lower()
