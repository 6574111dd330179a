"""Official numbers: the forms people write, and the treaty that each stands for."""

from pathlib import Path

import pytest

from withdrawal.errors import AmbiguousNameError, UnknownTreatyError
from withdrawal.law.treaties.catalogue import build_index, catalogue, resolve_treaty
from withdrawal.law.treaties.numbers import (
    Identifiers,
    Numbered,
    address_of,
    forms_in_names,
    number_key,
    numbered,
)
from withdrawal.law.treaties.summaries import numbers_data

OWN = """
id = "{key}"
title = "{title}"
sources = ["the text"]
confidence = "known"
{more}
[clause]
exit = "allowed"
[clause.runs]
period = "P3M"
[identifiers]
{numbers}
"""


def write(folder: Path, key: str, numbers: str, *, more: str = "") -> None:
    """Write a treaty file with official numbers."""
    text = OWN.format(key=key, title=f"Pact {key}", numbers=numbers, more=more)
    (folder / f"{key}.toml").write_text(text, encoding="utf-8")


class TestForms:
    @pytest.mark.rows(
        "text, key",
        [
            *((each, "mtdsg xxvi 5") for each in ("XXVI-5", "XXVI.5", "xxvi 5", "UNTC XXVI-5")),
            *((each, "mtdsg iv 3 a") for each in ("IV-3-a", "IV.3.a", "IV(3)(a)", "iv-3a")),
            ("XI-B-14", "mtdsg xi b 14"),
            ("UN Treaty XXVI-5", "mtdsg xxvi 5"),
            *((each, "coe 210") for each in ("CETS 210", "CETS No. 210", "cets210", "STCE 210")),
            *((each, "coe 5") for each in ("ETS No. 5", "ETS 005", "ets-5", "STE n° 5")),
            ("ETS 117a", "coe 117 a"),
            *((each, "ilo c 87") for each in ("C087", "C87", "c-87", "ILO C87", "ILO 87")),
            *((each, "ilo c 87") for each in ("ILO Convention 87", "ILO Convention No. 87")),
            *((each, "ilo p 29") for each in ("P029", "ILO Protocol 29", "ILO P29")),
            *((each, "unts 35597") for each in ("UNTS 35597", "UNTS No. 35597", "I-35597")),
            ("UN registration No. 35597", "unts 35597"),
            ("LNTS 41", "lnts 41"),
            ("SR 0.105", "sr 0 105"),
            ("BWBV0001700", "bwbv 1700"),
            ("HCCH 33", "hcch 33"),
            *((each, "celex 32003r0343") for each in ("32003R0343", "CELEX:32003R0343")),
            ("22003A0521(01)", "celex 22003a0521 01"),
            *((each, "wikidata q 42") for each in ("Q42", "wikidata Q42")),
            ("WIPO paris", "wipo paris"),
        ],
    )
    def test_one_key(self, text: str, key: str):
        """However a number is written, it compares in one form."""
        assert number_key(text) == key

    @pytest.mark.parametrize(
        "text",
        ["", "ottawa", "ottawa-1997", "Convention 12", "2027", "ILO", "UNTS", "XXXX-5", "V" * 99],
    )
    def test_no_number(self, text: str):
        """What is no official number has no form of one: a convention's bare number is none."""
        assert number_key(text) is None


class TestIdentifiers:
    def test_forms_and_complaints(self):
        """Numbers are kept as they are written; one that is none is named by its key."""
        given = Identifiers(ets=("ETS 005",), mtdsg=("XXVI-5",), ilo=("eighty-seven",))
        assert given.forms() == ("mtdsg xxvi 5", "coe 5")
        (complaint,) = given.complaints()
        assert complaint.startswith("key identifiers.ilo: 'eighty-seven'")
        assert given.to_json() == {
            "mtdsg": ["XXVI-5"],
            "ets": ["ETS 005"],
            "ilo": ["eighty-seven"],
        }

    def test_of_the_league(self):
        """Registration with the League of Nations is told apart from that with its successor."""
        assert Identifiers(unts=("LNTS 41", "41")).forms() == ("lnts 41", "unts 41")

    def test_names_that_are_numbers(self):
        """A name that is a number counts as one, and no other name does."""
        names = ("ETS 101", "ilo-c087", "HCCH 10", "P4", "registration-1974", "wipo-1967")
        assert forms_in_names(names) == ("coe 101", "ilo c 87", "hcch 10")

    def test_the_older_key(self):
        """The chapter of the older key is a number like the others, and not kept twice."""
        assert Identifiers().with_chapter("XXVI-5").mtdsg == ("XXVI-5",)
        assert Identifiers(mtdsg=("XXVI.5",)).with_chapter("XXVI-5").mtdsg == ("XXVI.5",)
        assert Identifiers().with_chapter(None) == Identifiers()

    def test_addresses(self):
        """Only pages that are certainly about the treaty are given."""
        assert address_of("wikidata", "Q42") == "https://www.wikidata.org/wiki/Q42"
        assert address_of("mtdsg", "XXVI-5") == (
            "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=XXVI-5&chapter=26"
        )
        assert address_of("bwb", "BWBV0001384") == "https://wetten.overheid.nl/BWBV0001384"
        assert address_of("celex", "32003R0343").endswith("?uri=CELEX:32003R0343")
        assert address_of("sr", "0.105") is None
        assert address_of("mtdsg", "nonsense") is None
        assert len(Identifiers(sr=("0.105",), wikidata=("Q42",)).addresses()) == 1


class TestShared:
    def test_the_parent_answers(self):
        """Of several treaties with one number the one without a parent among them answers."""
        found = numbered(["b", "a", "c"], {"b": "a", "c": "a"}, ["a", "b", "c"])
        assert found == Numbered(("a",), ("b", "c"))

    def test_the_treaty_before_its_articles(self):
        """A treaty answers before what is asked about as if it were one."""
        assert numbered(["a", "b"], {}, ["b"]) == Numbered(("b",), ("a",))

    def test_none_leads(self):
        """Where none leads the others all answer, so that the name is ambiguous."""
        assert numbered(["b", "a"], {}, ["a", "b"]) == Numbered(("a", "b"))
        assert numbered(["b", "a"], {}, []) == Numbered(("a", "b"))


class TestCatalogue:
    @pytest.mark.parametrize("name", ["XXVI-5", "XXVI.5", "xxvi 5", "UNTC XXVI-5"])
    def test_a_packaged_number(self, name: str):
        """The number in the UN Secretary-General's list stands for its treaty."""
        assert resolve_treaty(name).id == "ottawa-1997"

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("ETS No. 101", "coe-firearms-1978"),
            ("ets-101", "coe-firearms-1978"),
            ("ILO Convention No. 87", "ilo-c087"),
            ("C87", "ilo-c087"),
            ("C29", "ilo-c029"),
            ("ILO Protocol 81", "ilo-p081-1995"),
            ("HCCH No. 10", "hcch-minors-1961"),
        ],
    )
    def test_names_that_are_numbers(self, name: str, key: str):
        """A number that serves as a name is found in every form."""
        assert resolve_treaty(name).id == key

    def test_every_chapter(self):
        """Every chapter on file resolves, to its treaty or to one that shares the number."""
        chapters = {
            key: each["untc_chapter"]
            for key, each in catalogue().summaries.items()
            if each["untc_chapter"]
        }
        assert len(chapters) > 100
        for key, chapter in chapters.items():
            found = catalogue().numbered(chapter)
            assert key in (*found.answers, *found.others)

    def test_of_ones_own(self, tmp_path: Path):
        """The numbers of added treaties resolve beside the packaged ones; letters count."""
        write(tmp_path, "own-1", 'cets = ["991"]\nmtdsg = ["IV-99-a"]\nwikidata = ["Q1"]')
        write(tmp_path, "own-2", 'mtdsg = ["IV-99"]')
        extended = catalogue().extended(tmp_path)
        assert extended.resolve("CETS No. 991").id == "own-1"
        assert extended.resolve("IV-99-a").id == "own-1"
        assert extended.resolve("IV.99").id == "own-2"
        assert extended.resolve("Q1").id == "own-1"
        assert extended.resolve("XXVI-5").id == "ottawa-1997"
        with pytest.raises(UnknownTreatyError) as caught:
            extended.resolve("CETS 992")
        assert caught.value.suggestions == ()

    def test_a_shared_number(self, tmp_path: Path):
        """The parent answers for a shared number, and the others are named."""
        write(tmp_path, "child-1", 'unts = ["99001"]', more='parent = { treaty = "whole" }')
        write(tmp_path, "whole", 'unts = ["99001"]')
        extended = catalogue().extended(tmp_path)
        assert extended.resolve("UNTS 99001").id == "whole"
        assert extended.same_number("UNTS 99001") == ("child-1",)
        assert extended.same_number("whole") == ()
        assert extended.same_number("UNTS 99002") == ()

    def test_a_protocol_beside_its_treaty(self, tmp_path: Path):
        """A treaty answers before a protocol with the same number, though nothing links them."""
        write(tmp_path, "a-protocol", 'unts = ["99001"]')
        write(tmp_path, "b-treaty", 'unts = ["99001"]')
        extended = catalogue().extended(tmp_path)
        assert extended.resolve("UNTS 99001").id == "b-treaty"
        assert extended.same_number("UNTS 99001") == ("a-protocol",)

    def test_an_ambiguous_number(self, tmp_path: Path):
        """Two treaties that neither hangs on the other are both listed."""
        for key in ("one", "two"):
            write(tmp_path, key, 'unts = ["99001"]')
        with pytest.raises(AmbiguousNameError) as caught:
            catalogue().extended(tmp_path).resolve("UNTS 99001")
        assert caught.value.suggestions == ("one", "two")

    def test_a_treaty_replaced(self, tmp_path: Path):
        """A file with a packaged id takes its numbers away with it."""
        write(tmp_path, "ottawa-1997", 'unts = ["99001"]')
        extended = catalogue().extended(tmp_path)
        assert extended.resolve("UNTS 99001").id == "ottawa-1997"
        with pytest.raises(UnknownTreatyError):
            extended.resolve("XXVI-5")

    def test_as_kept(self, tmp_path: Path):
        """A number of one treaty is kept as its id, a shared one as those that answer or not."""
        write(tmp_path, "child-1", 'unts = ["99001"]', more='parent = { treaty = "whole" }')
        write(tmp_path, "whole", 'unts = ["99001"]\nsr = ["0.1"]')
        built = build_index(sorted(tmp_path.glob("*.toml")))
        assert numbers_data(built.added_numbers) == {
            "sr 0 1": "whole",
            "unts 99001": [("whole",), ("child-1",)],
        }

    @pytest.mark.parametrize(
        ("table", "addresses"),
        [
            ('wikidata = ["Q42"]\nunts = ["99001"]', ("https://www.wikidata.org/wiki/Q42",)),
            ('sr = ["0.999"]', ()),
        ],
    )
    def test_addresses(self, tmp_path: Path, table: str, addresses: tuple[str, ...]):
        """The pages that are certainly about a treaty are those of numbers that make an address."""
        write(tmp_path, "own-1", table)
        assert catalogue().extended(tmp_path).treaty("own-1").identifiers.addresses() == addresses

    @pytest.mark.parametrize("typed", ["ILO C087", "ILO Convention 87", "ilo c 087", "C087"])
    def test_noughts_before_a_number(self, typed: str):
        """Noughts before a number say nothing, and letters keep theirs."""
        assert catalogue().resolve(typed).id == "ilo-c087"
