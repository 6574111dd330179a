from withdrawal.reading.sentences import reading_words, sentences_of

MONTHS = {"dezember", "juni"}


def texts(plain, **more):
    """The sentences of a text."""
    return [plain[each.start : each.end].strip() for each in sentences_of(plain, MONTHS, **more)]


class TestSentences:
    def test_ends(self):
        """A point, a question mark and the full stop of Chinese end a sentence."""
        assert texts("It left. Did it? Yes.") == ["It left.", "Did it?", "Yes."]
        assert texts("它退出了。明年生效。") == ["它退出了。", "明年生效。"]

    def test_a_day_is_no_end(self):
        """The point after the number of a day ends no sentence; after other numbers it does."""
        assert texts("Am 27. Dezember trat es aus.") == ["Am 27. Dezember trat es aus."]
        assert texts("By 157 votes to 18. Notice follows.") == [
            "By 157 votes to 18.",
            "Notice follows.",
        ]

    def test_a_number_follows(self):
        """What is cut short before a number ends no sentence."""
        assert len(texts("Convention No. 45 and art. 20 bind it.")) == 1
        assert len(texts("He said no. 45 members left.")) == 2

    def test_initials(self):
        """A letter with a point is an initial."""
        assert len(texts("The U.N. Secretary knows.")) == 1

    def test_paragraphs(self):
        """The first sentence of each paragraph opens it."""
        found = list(sentences_of("One. Two.\nThree."))
        assert [each.opens for each in found] == [True, False, True]

    def test_pieces(self):
        """Commas and the words given part a sentence; a decimal comma does not."""
        [found] = sentences_of("It left, he said and 1,500 stayed.", (), {"and"})
        assert found.pieces == (0, 0, 1, 1, 2, 2, 2, 2)


class TestWords:
    def test_chinese(self):
        """Each character is a word, and a number is one."""
        assert [each.text for each in reading_words("于2025年退出")] == [
            "于",
            "2025",
            "年",
            "退",
            "出",
        ]

    def test_arabic(self):
        """The article and the particles written onto a word are left out of its folded form."""
        assert [each.folded for each in reading_words("والاتفاقية للاتفاقية")] == ["اتفاقيه"] * 2
