"""Words and folding: the form in which everything else compares text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.languages.phrases import Phrasebook, parse_phrases
from withdrawal.languages.words import fold, words_of

ANY = st.text(
    alphabet="aZéÉçøŁœßıþſİǅﬁ²٢٧عربتةىـًאżІґжяёЪ’ʼ'中文日月年々ーΣς½\u0301\u0307 .,-/_\n",
    max_size=60,
)
"""Letters, marks and signs of every kind: what folding may meet."""


class TestFold:
    @pytest.mark.parametrize(
        ("typed", "folded"),
        [
            ("Ottawakonventionen", "ottawakonventionen"),
            ("Łotwa", "lotwa"),
            ("Sør-Afrika", "sor-afrika"),
            ("væbnede", "vaebnede"),
            ("Žaliasis Kyšulys", "zaliasis kysulys"),
            ("Straße", "strasse"),
            ("Türkiye", "turkiye"),
        ],
    )
    def test_leaves_out_what_people_leave_out(self, typed: str, folded: str):
        """Capitals, accents and strokes make no difference."""
        assert fold(typed) == folded

    @given(ANY)
    def test_is_idempotent(self, text: str):
        """Folding what is folded changes nothing."""
        assert fold(fold(text)) == fold(text)

    @given(st.text(alphabet="abcåäöøéñçłžš", max_size=40))
    def test_forgets_capitals(self, text: str):
        """A text in capitals folds to the same as in small letters."""
        assert fold(text.upper()) == fold(text)


class TestWordsOf:
    def test_apostrophes_part_words(self):
        """An English or French apostrophe separates words."""
        assert [each.folded for each in words_of("Latvia's exit, l'Estonie")] == [
            "latvia", "s", "exit", "l", "estonie",
        ]  # fmt: skip

    def test_ukrainian_apostrophe_is_a_letter(self):
        """Within a Ukrainian word it is a letter, whichever sign is typed for it."""
        words = [words_of(f"зв{sign}язана")[0].folded for sign in "'’ʼ"]
        assert set(words) == {"звязана"}

    def test_keeps_what_stands_between(self):
        """The separators of a date survive in ``before``."""
        assert [each.before for each in words_of("31.8.2027")] == ["", ".", "."]

    @given(ANY)
    def test_words_are_where_they_say(self, text: str):
        """Every word is found in the question at its own place, in order."""
        words = words_of(text)
        assert all(text[each.start : each.end] == each.text for each in words)
        assert [each.start for each in words] == sorted(each.start for each in words)


class TestOtherScripts:
    def test_scripts_without_spaces(self):
        """Each letter of a script without spaces is a word; numbers among them stay whole."""
        said = [each.folded for each in words_of("立陶宛2025年12月27日退出渥太华公约。")]
        assert said == [*"立陶宛", "2025", "年", "12", "月", "27", "日", *"退出渥太华公约"]

    def test_phrases_without_spaces(self):
        """A phrase of such a script is written as it is, and found among other words."""
        book = Phrasebook(tuple(parse_phrases("渥太华公约; 禁雷公约", "ottawa-1997")))
        words = words_of("立陶宛何时退出渥太华公约?")
        (match,) = book.matches([each.folded for each in words])
        assert (words[match.places[0]].start, words[match.places[-1]].end) == (7, 12)

    def test_scripts_from_the_right(self):
        """Words from the right stand in the order they are read; their digits are numbers."""
        words = words_of("انسحاب ليتوانيا في ٢٧ ديسمبر ٢٠٢٥")
        assert [each.folded for each in words if each.is_number] == ["27", "2025"]
        assert words[0].text == "انسحاب"

    def test_marks_of_vowels(self):
        """Vowels that are marks, and seldom written, do not tell words apart."""
        assert fold("اِنسِحاب") == fold("انسحاب")
