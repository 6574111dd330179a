"""One resolver: every name of a State means the same State in a question and as a whole value."""

from __future__ import annotations

import pytest

from withdrawal.languages.lexicon import EUROPEAN_UNION, lexicon
from withdrawal.languages.names import FOREIGN, PARTY, names_of
from withdrawal.languages.words import words_of
from withdrawal.law.countries import countries, resolve_country

NAMES = [
    (code, name)
    for code, each in countries().items()
    for name in each.names
    if name.isascii() and " " in name and code != EUROPEAN_UNION
]


def _named(text: str, kind: str = PARTY) -> list[tuple[object, ...]]:
    return [each.values for each in names_of(words_of(text), lexicon("en")) if each.kind == kind]


class TestOfficialNames:
    def test_there_are_many(self):
        """At least 150 names of several words are known besides the usual ones."""
        assert len(NAMES) >= 150

    def test_as_a_value(self):
        """Every name a depositary uses resolves to its State, never to another."""
        assert [row for row in NAMES if resolve_country(row[1]).id != row[0]] == []

    def test_in_a_question(self):
        """In a question the whole name is read, not a part of it."""
        asked = "Is the {} bound by the Ottawa Convention?"
        assert [row for row in NAMES if _named(asked.format(row[1])) != [(row[0],)]] == []

    @pytest.mark.parametrize("name", ["Northern Ireland", "French Guiana", "American Samoa"])
    def test_parts(self, name: str):
        """What is no State of its own is not taken for the State whose name it holds."""
        asked = f"Is {name} bound by the Ottawa Convention?"
        assert _named(asked) == []
        assert len(_named(asked, FOREIGN)) == 1
