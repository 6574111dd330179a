"""The folder of a language: what it holds, how errors in it read, and the names of States."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel import Locale

from withdrawal.datafiles import read_toml
from withdrawal.errors import DataFileError
from withdrawal.languages import folder
from withdrawal.languages.days.written import locale_of
from withdrawal.languages.folder import LANGUAGES, traits
from withdrawal.languages.lexicon import EUROPEAN_UNION, lexicon
from withdrawal.languages.names import PARTY, names_of
from withdrawal.languages.words import words_of
from withdrawal.law.countries import countries
from withdrawal.output.spoken import name_alone

PACKAGE = Path(folder.__file__).parents[1]
NOBODY_SAYS = {"Kinšasa", "Brazavila"}
"""What the CLDR puts in brackets behind "Kongo" is a city of the State, and no name of it."""

WORDS = ("stop", "glue", "polar", "past", "joins")
"""The lists of single words; the others are of phrases."""


def strings(table, above=""):
    """Each text of a table and of those in it, with its key."""
    for key, value in table.items():
        if isinstance(value, str):
            yield f"{above}{key}", value
        elif isinstance(value, dict):
            yield from strings(value, f"{above}{key}.")


class TestList:
    def test_languages_are_the_folders(self):
        """Each folder with a `language.toml` is a language; English is the first."""
        found = {path.parent.name for path in folder.FOLDERS.glob("*/language.toml")}
        assert set(LANGUAGES) == found
        assert LANGUAGES[0] == "en"

    def test_nothing_else_lists_them(self):
        """No module names the languages: a new folder is a new language everywhere."""
        row = re.compile(rf'(?:"(?:{"|".join(LANGUAGES)})",\s*){{4}}')
        modules = [*PACKAGE.rglob("*.py")]
        assert [path for path in modules if row.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_twice(language):
    """No list of words and no list of phrases of a language holds the same one twice."""
    found = {}
    for name in ("words.toml", "reading.toml"):
        for key, text in strings(read_toml(folder.FOLDERS / language / name)):
            said = text.split() if key in WORDS else [each.strip() for each in text.split(";")]
            twice = [each for each, count in Counter(said).items() if count > 1]
            found |= {f"{name} {key}": twice} if twice else {}
    assert found == {}


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('name = "X"', "'letters' is missing"),
            ('name = "X"\nletters = ""\nleters = ""', "unknown key 'leters'"),
            ('name = "X"\nletters = ""\ndirection = "up"', "expected one of ltr, rtl"),
            ('name = "X"\nletters = ["a"]', "key letters"),
        ],
    )
    def test_a_broken_file_is_named(self, tmp_path, monkeypatch, text, said):
        """A key that is missing, unknown or of the wrong kind: the file, the key, what was due."""
        (tmp_path / "xx").mkdir()
        (tmp_path / "xx" / "language.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(folder, "FOLDERS", tmp_path)
        traits.cache_clear()
        with pytest.raises(DataFileError, match=re.escape(said)) as caught:
            traits("xx")
        assert "xx/language.toml" in caught.value.message


@pytest.mark.parametrize("language", LANGUAGES)
class TestStateNames:
    def test_every_name_is_read(self, language):
        """Our name of each State in a list, and that of the CLDR, mean that State."""
        lex = lexicon(language)
        theirs = Locale.parse(locale_of(language)).territories
        for code, state in countries().items():
            cldr = str(theirs.get(state.alpha2 or "", ""))
            for name in {name_alone(language, code), cldr, *re.split(r" \(|\)", cldr)} - {""}:
                if code == EUROPEAN_UNION or name in NOBODY_SAYS:
                    continue
                found = [each for each in names_of(words_of(name), lex) if each.kind == PARTY]
                assert any(code in each.values for each in found), (code, name)

    def test_a_name_alone_has_no_article(self, language):
        """In a list every name begins with a capital."""
        names = [name_alone(language, code) for code in countries()]
        assert [each for each in names if not each or each[0].islower()] == []


def test_english_names_are_those_of_the_countries():
    """English names have one source: what a list says is what the countries' file says."""
    for code, state in countries().items():
        assert name_alone("en", code) == state.name
