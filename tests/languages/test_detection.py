"""Which language a question is in."""

import pytest

from withdrawal.languages.detection import ranked_languages, told_unread
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


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Litvanya Ottawa Sözleşmesi'nden ne zaman çekiliyor?", "Türkçe"),
        ("Kdy vystoupí Litva z Ottawské úmluvy?", "Otázky v češtině"),
        ("Wanneer verlaat Polen het Verdrag van Ottawa?", "Vragen in het Nederlands"),
        ("Mikor lép ki Litvánia az ottawai egyezményből?", "Magyar"),
        ("Când iese Lituania din Convenția de la Ottawa?", "Întrebările în română"),
        ("Πότε αποχωρεί η Λιθουανία από τη Σύμβαση της Οτάβα;", "Ερωτήσεις"),
    ],
)
def test_unread_language(question: str, opening: str):
    """A language that is not read is told so in that language, with those that are read."""
    words = words_of(question)
    told = told_unread(words, ranked_languages(words)[0][0])
    assert told is not None
    assert told.startswith(opening)
    assert "English, " in told


def test_read_languages_are_not_unread():
    """A question in a language that is read, or of names alone, is taken for no other."""
    for question in ("När lämnar Polen Ottawa?", "Polen Ottawa?", "Kdy Ottawa?", "NATO UNESCO"):
        words = words_of(question)
        assert told_unread(words, ranked_languages(words)[0][0]) is None
