"""An organisation named beside a treaty that it keeps tells only whose treaty it is."""

from __future__ import annotations

import pytest

from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.names import names_of, receivers_of
from withdrawal.languages.words import words_of


def named(language: str, text: str) -> set[object]:
    """Return the treaties that a text names."""
    found = names_of(words_of(text), lexicon(language))
    return {value for each in found if each.kind == "treaty" for value in each.values}


@pytest.mark.parametrize(
    ("language", "text", "treaty"),
    [
        (
            "ru",
            "Россия вышла из Конвенции Совета Европы об уголовной ответственности за коррупцию",
            "coe-criminal-law-corruption-1999",
        ),
        (
            "fi",
            "Venäjä lähti Euroopan neuvoston kansallisia vähemmistöjä koskevasta sopimuksesta",
            "fcnm-1995",
        ),
    ],
)
def test_whose_treaty(language: str, text: str, treaty: str):
    """Before the name of its treaty an organisation is not named itself."""
    assert named(language, text) == {treaty}


def test_by_itself():
    """Elsewhere in the sentence it is: left the Convention and the Council of Europe."""
    text = "Russia left the Framework Convention for the Protection of National Minorities after "
    assert "coe-statute-1949" in named(
        "en", f"{text} its exit from the Statute of the Council of Europe"
    )


def test_receivers():
    """Who keeps a treaty is read from the catalogue, an organisation or a State."""
    assert "coe-statute-1949" in receivers_of("fcnm-1995")
    assert "CHE" in receivers_of("cites-1973")
