"""Dates: which words say one."""

from datetime import date

import pytest

from withdrawal.languages.days.moments import moments_of
from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.words import words_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("uk", "31 серпня 2027 року", (0, 1, 2, 3)),
        ("de", "in den 80er Jahren des letzten Jahrhunderts", (2, 3, 4, 5, 6)),
        ("en", "in mid June 2027", (1, 2, 3)),
        ("en", "mid 5 June 2027", (1, 2, 3)),
    ],
)
def test_all_that_say_it(language: str, text: str, places: tuple[int, ...]):
    """Every word that says a date belongs to it, and none that says nothing of it."""
    found = moments_of(words_of(text), set(), lexicon(language), TODAY)
    assert [each.places for each in found] == [places]
