"""Which language a question is in."""

import pytest

from withdrawal.languages.detection import ranked_languages
from withdrawal.languages.index import is_fresh
from withdrawal.languages.words import words_of

QUESTIONS = {
    "en": "When does Latvia leave the Ottawa Convention?",
    "sv": "När lämnar Lettland Ottawakonventionen?",
    "nb": "Når forlater Latvia Ottawakonvensjonen?",
    "da": "Hvornår forlader Letland Ottawakonventionen?",
    "fi": "Milloin Latvia eroaa Ottawan sopimuksesta?",
    "et": "Millal Läti Ottawa konventsioonist lahkub?",
    "lv": "Kad Latvija izstājas no Otavas konvencijas?",
    "lt": "Kada Latvija pasitraukia iš Otavos konvencijos?",
    "pl": "Kiedy Łotwa wystąpi z konwencji ottawskiej?",
    "uk": "Коли Латвія вийде з Оттавської конвенції?",
    "de": "Wann tritt Lettland aus dem Ottawa-Übereinkommen aus?",
    "fr": "Quand la Lettonie quitte-t-elle la Convention d'Ottawa ?",
    "es": "¿Cuándo sale Letonia de la Convención de Ottawa?",
}


class TestRanking:
    @pytest.mark.parametrize("language", QUESTIONS)
    def test_detects(self, language: str):
        """An ordinary question is told by its ordinary words."""
        assert ranked_languages(words_of(QUESTIONS[language]))[0][0] == language

    @pytest.mark.parametrize("language", ["sv", "fi", "lt", "lv", "pl", "uk", "fr", "es"])
    def test_detects_without_capitals_and_accents(self, language: str):
        """It works for what is typed in haste, too."""
        import unicodedata

        plain = unicodedata.normalize("NFKD", QUESTIONS[language].lower())
        plain = "".join(each for each in plain if not unicodedata.combining(each))
        assert ranked_languages(words_of(plain))[0][0] == language

    def test_english_wins_a_tie(self):
        """Where nothing tells the languages apart, the answer is in English."""
        assert ranked_languages(words_of("xyzzy"))[0] == ("en", 0.0)


class TestIndex:
    def test_is_fresh(self):
        """The index of words is what the folders of the languages give."""
        assert is_fresh()
