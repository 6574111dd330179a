from withdrawal.languages.folder import state_names
from withdrawal.languages.lexicon import EUROPEAN_UNION
from withdrawal.languages.names import names_of
from withdrawal.languages.words import words_of
from withdrawal.reading.cues import CueBook
from withdrawal.reading.lexicon import language_of

BOOK = CueBook(
    {
        "left": "left; pull*|pulls out",
        "out": "no longer a|any party; tritt .. aus",
        "revoked": "took back .. notice",
        "notice": "notice",
        "leave": "notice",
        "zh": "退出; 不再是 .. 成员",
    }
)


def roles(text):
    """The cues of some words, with the first and the last place."""
    return [(each.role, each.first, each.last) for each in BOOK.cues(text.split())]


class TestCues:
    def test_words_and_stems(self):
        """A word stands for itself, one with a star for all that begin so."""
        assert roles("it left") == [("left", 1, 1)]
        assert roles("pulling out now") == [("left", 0, 1)]

    def test_alternatives(self):
        """Of words parted by a stroke, any fits."""
        assert roles("no longer any party") == [("out", 0, 3)]

    def test_gaps(self):
        """Two points are a gap of a few words, not of any number."""
        assert roles("er tritt aus dem vertrag aus") == [("out", 1, 2)]
        assert roles("er tritt dann bald aus") == [("out", 1, 4)]
        assert roles("tritt " + "x " * 13 + "aus") == []

    def test_the_longer_one_counts(self):
        """A phrase within a longer one is left out, unless it says something of itself."""
        assert roles("took back its notice") == [("revoked", 0, 3), ("notice", 3, 3)]

    def test_chinese(self):
        """A Chinese phrase is written without spaces and read character by character."""
        assert roles("它 已 退 出") == [("zh", 2, 3)]
        assert roles("不 再 是 该 组 织 成 员") == [("zh", 0, 7)]


def test_every_state_by_its_name():
    """Where documents have names of their own, a State is read by its name, further ones or not."""
    read = language_of("zh").lex
    for state, named in state_names("zh").items():
        found = {each.values for each in names_of(words_of(named.name), read)}
        assert (state,) in found or state == EUROPEAN_UNION, named.name
