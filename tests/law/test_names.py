"""Names: how they compare, what they find, and what is suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.law.names import NameIndex, body_founded, normal
from withdrawal.law.treaties.catalogue import resolve_treaty

NAMES = {
    "ottawa-1997": ("Ottawa Convention", "Mine Ban Treaty"),
    "ccm-2008": ("Convention on Cluster Munitions", "Oslo Convention"),
    "open-skies": ("Treaty on Open Skies", "OST"),
    "outer-space": ("Outer Space Treaty", "OST"),
}
INDEX = NameIndex.of(NAMES, lambda key: NAMES[key][0])


class TestNormal:
    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("Ottawa Convention", "ottawa convention"),
            ("  OTTAWA -- convention! ", "ottawa convention"),
            ("Côte d'Ivoire", "cote d ivoire"),
            ("São Tomé & Príncipe", "sao tome principe"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("Œuvre", "oeuvre"),
            ("Straße", "strasse"),
            ("ĐAKOVO", "dakovo"),
            ("ISTANBUL", "istanbul"),
            ("ışık", "isik"),
            ("ＥＵ", "eu"),
            ("Україна", "украіна"),
            ("!?", ""),
        ],
    )
    def test_without_case_accents_and_punctuation(self, text: str, form: str):
        """Case, accents, ligatures and punctuation make no difference."""
        assert normal(text) == form

    @given(st.text(max_size=60))
    def test_it_settles(self, text: str):
        """What is normal already stays as it is."""
        assert normal(normal(text)) == normal(text)

    def test_only_the_beginning_counts(self):
        """A text without end costs no more than four hundred characters."""
        assert normal("a" * 400 + "b" * 10_000) == "a" * 400


class TestFinding:
    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("Ottawa Convention", ("ottawa-1997",)),
            ("ottawa-1997", ("ottawa-1997",)),
            ("OTTAWA 1997", ("ottawa-1997",)),
            ("mine ban", ("ottawa-1997",)),
            ("the Mine-Ban", ("ottawa-1997",)),
            ("the ban of mine", ()),
            ("Convention of Ottawa", ("ottawa-1997",)),
            ("Ottawa", ("ottawa-1997",)),
            ("Treaty on the Open Skies", ("open-skies",)),
            ("Open Skies Treaty", ("open-skies",)),
            ("open skies", ("open-skies",)),
            ("Open Skies Protocol", ()),
            ("Oslo Agreement", ()),
            ("Oslo Convention Protocol", ("ccm-2008",)),
            ("Mine Ban Convention", ()),
            ("space", ()),
            ("OST", ("open-skies", "outer-space")),
            ("Outer Space", ("outer-space",)),
            ("convention", ()),
            ("oslo cluster", ()),
            ("mun", ()),
            ("munit", ()),
            ("the of on", ()),
            ("sky", ()),
            ("", ()),
            ("??", ()),
        ],
    )
    def test_whole_names_only(self, name: str, found: tuple[str, ...]):
        """A name finds what is called so; small words, and a generic one at an end, do not count.

        Words that only stand inside a name find nothing.
        """
        assert INDEX.find(name) == found

    def test_an_exact_name_wins(self):
        """A name that is exact for one thing is not ambiguous because others contain it."""
        index = NameIndex.of({"a": ("Paris",), "b": ("Paris Convention",)}, str)
        assert index.find("paris") == ("a",)
        assert index.find("paris convention") == ("b",)

    def test_another_generic_word(self):
        """What calls itself a protocol is no convention of the same city."""
        index = NameIndex.of({"a": ("Kyoto", "Kyoto Protocol"), "b": ("Basel",)}, str)
        assert index.find("Protocol of Kyoto") == ("a",)
        assert index.find("Kyoto Convention") == ()
        assert index.find("Basel Convention") == ("b",)

    def test_namesakes(self):
        """A word that is less than a name finds all names that hold it, not one of them."""
        names = {
            "a": ("Lisbon Treaty",),
            "b": ("Lisbon Agreement 1958",),
            "c": ("Lisbon Recognition Convention",),
        }
        index = NameIndex.of(names, str)
        assert index.find("lisbon") == ("a", "b", "c")
        assert index.find("Treaty of Lisbon") == ("a",)
        assert index.find("lisbon agreement") == ()

    @pytest.mark.parametrize(
        ("name", "held"),
        [
            ("convention", ("ccm-2008", "ottawa-1997")),
            ("convention ottawa", ("ottawa-1997",)),
            ("cluster ottawa", ()),
            ("outer", ("outer-space",)),
            ("sky", ()),
            ("of the", ()),
        ],
    )
    def test_names_that_hold_it(self, name: str, held: tuple[str, ...]):
        """What holds all words of a name can be told to who asks, in any order of the words."""
        assert INDEX.holding(name) == held

    def test_names_that_begin_with_it_first(self):
        """Names that begin with the words stand before those that hold them elsewhere."""
        index = NameIndex.of({"a": ("The Vienna Rules",), "b": ("Vienna Rules on Cats",)}, str)
        assert index.holding("vienna rules") == ("b", "a")

    def test_short_words_are_not_searched(self):
        """A single word of three letters finds only what is called so."""
        index = NameIndex.of({"a": ("The Sea Treaty",), "b": ("SEA",)}, str)
        assert index.find("sea") == ("b",)
        assert NameIndex.of({"a": ("The Sea Treaty",)}, str).find("sea") == ()
        assert NameIndex.of({"a": ("The Seas Treaty",)}, str).find("seas") == ("a",)
        assert NameIndex.of({"a": ("The Sea Treaty",)}, str).holding("sea") == ()


class TestSuggesting:
    @pytest.mark.parametrize(
        ("name", "nearest"),
        [
            ("Ottowa Convention", ("Ottawa Convention",)),
            ("otawa 1997", ("Ottawa Convention",)),
            ("outer spaces treaty", ("Outer Space Treaty",)),
            ("zzz", ()),
            ("", ()),
        ],
    )
    def test_the_nearest_names(self, name: str, nearest: tuple[str, ...]):
        """The labels of the nearest names are suggested, the best first, each once."""
        assert INDEX.nearest(name)[: len(nearest) or None] == nearest

    def test_short_names_and_unlike_ones(self):
        """A name too short, or not like enough, is near to none where that is asked for."""
        assert INDEX.nearest("oust") == ("Treaty on Open Skies", "Outer Space Treaty")
        assert INDEX.nearest("oust", shortest=4) == ()
        assert INDEX.nearest("Oslo Invention", likeness=0.99) == ()
        assert INDEX.nearest("Oslo Invention") == ("Convention on Cluster Munitions",)

    def test_no_more_than_asked_for(self):
        """At most so many are suggested."""
        index = NameIndex.of({f"oslo-{n}": (f"Oslo {n}",) for n in range(9)}, str)
        assert len(index.nearest("oslo", 3)) == 3
        assert len(index.nearest("oslo")) == 5


class TestBodies:
    @pytest.mark.parametrize(
        ("title", "body"),
        [
            (
                "Convention Establishing the European Free Trade Association (EFTA)",
                "European Free Trade Association",
            ),
            (
                "Agreement for the Establishment of the Indian Ocean Tuna Commission",
                "Indian Ocean Tuna Commission",
            ),
            ("Statute of the Hague Conference", "Hague Conference"),
            ("Treaty Establishing a Common Market", None),
            ("Convention on the Establishment of Mercy, and of Courts", None),
        ],
    )
    def test_founded(self, title: str, body: str | None):
        """A title names the body that it founds behind "the"; what is "a" market has no name."""
        assert body_founded(title) == body

    @pytest.mark.parametrize(
        ("name", "treaty"),
        [
            ("European Free Trade Association", "efta-1960"),
            ("Asian Development Bank", "adb-1965"),
            ("General Fisheries Commission for the Mediterranean", "gfcm-1949"),
            ("East African Community", "eac-1999"),
        ],
    )
    def test_known_by_its_name(self, name: str, treaty: str):
        """A treaty is known by the name of the body that it founds."""
        assert resolve_treaty(name).id == treaty
