"""One resolver: every name of a State means the same State in a question and as a whole value."""

from __future__ import annotations

import pytest

from withdrawal.languages.folder import LANGUAGES, state_names
from withdrawal.languages.lexicon import EUROPEAN_UNION, lexicon
from withdrawal.languages.names import FOREIGN, PARTY, names_of
from withdrawal.languages.wording import wording
from withdrawal.languages.words import words_of
from withdrawal.law.countries import countries, resolve_country
from withdrawal.questions import understand

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_in_every_language(language: str):
    """A question about a State by its name is about that State alone, in every language."""
    words = wording(language)
    template = words.texts.examples["effect"]
    sample = [code for code in list(state_names(language))[::9] if code != EUROPEAN_UNION]
    treaty = {"left": words.left("ottawa-1997"), "from": words.from_treaty("ottawa-1997")}
    wrong = []
    for code in sample:
        asked = template.format_map({"of": words.of_party(code), **treaty})
        parties = understand(asked, lang=language, as_of="2026-11-28").parties
        wrong += [(code, parties)] if parties != (code,) else []
    assert wrong == []
