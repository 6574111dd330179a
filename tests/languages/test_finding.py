"""What a text may be the name of: the same words first, then beginnings, then words held."""

import pytest

from withdrawal.languages.finding import found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Niger", ["NER", "NGA"]),
        ("niger", ["NER", "NGA"]),
        ("Österr", ["AUT"]),
        ("", []),
        ("xyzzy", []),
    ],
)
def test_states(text: str, keys: list[str]):
    """A State that is called so stands before those that only begin so."""
    assert [*found("states", text)] == keys


def test_treaties():
    """A treaty is found by a word within its name, behind those whose names begin so."""
    by_a_beginning, by_a_word = found("treaties", "Ottawa"), found("treaties", "mine ban")
    assert by_a_beginning[0] == by_a_word[0] == "ottawa-1997"
    keys = found("treaties", "statute")
    assert keys.index("rome-statute-1998") > 0
