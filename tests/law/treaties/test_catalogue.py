"""The catalogue: found by any name, read only when asked for, extended by files of one's own."""

from pathlib import Path

import pytest

import withdrawal
from withdrawal.errors import (
    AmbiguousNameError,
    DataFileError,
    UnknownTreatyError,
    WithdrawalError,
)
from withdrawal.law.treaties.catalogue import (
    catalogue,
    packaged,
    resolve_treaty,
    treaty,
)
from withdrawal.law.treaties.summaries import summary

OWN = """
id = "{key}"
title = "{title}"
short_names = ["Zanzibar Pact"]
sources = ["the text"]
confidence = "known"
[clause]
exit = "allowed"
[clause.runs]
period = "P3M"
"""


def write(folder: Path, name: str, *, key: str, title: str = "Pact of Zanzibar", more: str = ""):
    """Write a treaty file into a folder."""
    (folder / name).write_text(OWN.format(key=key, title=title) + more, encoding="utf-8")


class TestNames:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("ottawa-1997", "ottawa-1997"),
            ("Ottawa Convention", "ottawa-1997"),
            ("ottawa", "ottawa-1997"),
            ("mine ban treaty", "ottawa-1997"),
            ("cluster munitions", "ccm-2008"),
            ("CCM", "ccm-2008"),
            ("Genocide Convention", "genocide-1948"),
            ("Paris Agreement", "paris-2015"),
            ("Rome Statute", "rome-statute-1998"),
            ("Energy Charter Treaty", "ect-1994"),
            ("ICCPR", "iccpr-1966"),
        ],
    )
    def test_a_name_resolves(self, name: str, key: str):
        """Ids, titles, common names and abbreviations resolve, in any case."""
        assert resolve_treaty(name).id == key
        assert withdrawal.treaty(name).id == key
        assert catalogue().resolve(name) is treaty(key)

    def test_every_name_of_every_treaty(self):
        """Every title and common name finds its treaty, or says that it fits several."""
        index = catalogue().index
        for key in catalogue():
            assert index.find(key) == (key,)
        for key, each in catalogue().summaries.items():
            assert key in index.find(each["name"])
            assert key in index.find(each["title"])

    @pytest.mark.parametrize(
        ("name", "among"),
        [
            ("Stockholm Convention", {"stockholm-2001", "efta-1960"}),
            ("OST", {"open-skies-1992", "outer-space-1967"}),
            ("Rome", {"rome-statute-1998", "rome-1961"}),
        ],
    )
    def test_a_name_of_several(self, name: str, among: set[str]):
        """A name that fits several treaties lists them, by name and id."""
        with pytest.raises(AmbiguousNameError) as caught:
            resolve_treaty(name)
        assert among <= set(caught.value.suggestions)
        assert caught.value.message.startswith(f"{name!r} fits several treaties: ")
        assert caught.value.message.endswith(". Name one of them.")
        for key in caught.value.suggestions:
            assert f"{catalogue().summaries[key]['name']} ({key})" in caught.value.message

    def test_a_name_of_very_many(self):
        """No more than eight are listed; the rest are counted."""
        rest = len(catalogue().index.holding("convention")) - 8
        with pytest.raises(AmbiguousNameError, match=f" and {rest} more. Name one") as caught:
            resolve_treaty("convention")
        assert len(caught.value.suggestions) == 8
        assert all(f"({key})" in caught.value.message for key in caught.value.suggestions)
        assert caught.value.message.count("; ") == 7

    def test_a_misspelt_name(self):
        """A name that fits nothing suggests the nearest."""
        with pytest.raises(UnknownTreatyError) as caught:
            resolve_treaty("Ottowa Convention")
        assert caught.value.message == (
            "'Ottowa Convention' is not a treaty known here: expected an id or a name; did you "
            "mean Ottawa Convention?"
        )
        assert caught.value.suggestions[0] == "Ottawa Convention"

    @pytest.mark.parametrize("name", ["", "  ", "xyzzy" * 50, None, 5, ["ottawa"], b"x"])
    def test_no_name_at_all(self, name: object):
        """What names nothing is refused with the package's own error."""
        with pytest.raises(UnknownTreatyError, match="expected an id or a name") as caught:
            resolve_treaty(name)
        assert len(caught.value.message) < 160

    def test_by_id_only(self):
        """`treaty` takes an id and nothing else."""
        with pytest.raises(UnknownTreatyError):
            treaty("Ottawa Convention")


class TestReading:
    def test_a_treaty_is_read_once(self):
        """Asking again gives the same object."""
        assert catalogue() is catalogue()
        assert treaty("ottawa-1997") is treaty("ottawa-1997")
        assert "ottawa-1997" in catalogue()
        assert "ottawa" not in catalogue()
        assert len(catalogue()) == len(list(catalogue())) == len(catalogue().summaries)

    def test_a_summary(self):
        """A list of treaties shows names, depositary, shape and period."""
        assert summary(treaty("ottawa-1997"), "ottawa-1997.toml") == {
            "file": "ottawa-1997.toml",
            "name": "Ottawa Convention",
            "title": treaty("ottawa-1997").title,
            "depositaries": ["UN Secretary-General"],
            "category": treaty("ottawa-1997").category,
            "term": "withdrawal",
            "exit": "allowed",
            "period": "P6M",
            "shape": ["starts", "runs", "conflict-proviso"],
            "in_force": "1999-03-01",
            "kind": "treaty",
            "closed": False,
            "ended": None,
            "ended_how": None,
            "replaced_by": [],
            "not_in_force": False,
            "status": None,
            "untc_chapter": treaty("ottawa-1997").untc_chapter,
            "parent": None,
            "confidence": "verified",
        }
        assert summary(treaty("paris-2015"), "x")["parent"] == "unfccc-1992"
        assert summary(treaty("iccpr-1966"), "x")["period"] is None

    def test_what_an_exit_carries_along(self):
        """Leaving the climate convention leaves Kyoto and Paris; leaving Ottawa leaves nothing."""
        assert {"kyoto-1997", "paris-2015"} <= set(catalogue().carried_along("unfccc-1992"))
        assert catalogue().carried_along("ottawa-1997") == ()


class TestExtending:
    def test_a_treaty_of_ones_own(self, tmp_path: Path):
        """A directory of files adds treaties, and the packaged ones stay."""
        write(tmp_path, "own.toml", key="zanzibar-2030")
        extended = catalogue().extended(tmp_path)
        assert len(extended) == len(catalogue()) + 1
        assert "zanzibar-2030" not in catalogue()
        assert extended.resolve("Zanzibar Pact").id == "zanzibar-2030"
        assert extended.resolve("ottawa").id == "ottawa-1997"
        assert extended.summaries["zanzibar-2030"]["period"] == "P3M"
        assert extended.files["zanzibar-2030"] == str((tmp_path / "own.toml").resolve())

    def test_it_is_suggested_too(self, tmp_path: Path):
        """A treaty of one's own is among the suggestions for a misspelt name."""
        write(tmp_path, "own.toml", key="zanzibar-2030")
        with pytest.raises(UnknownTreatyError) as caught:
            catalogue().extended(tmp_path).resolve("Zanzibor Pact")
        assert caught.value.suggestions[0] == "Zanzibar Pact"
        write(tmp_path, "more.toml", key="zanzibar-2031")
        with pytest.raises(AmbiguousNameError, match=r"Zanzibar Pact \(zanzibar-2030\); Zanz"):
            catalogue().extended(tmp_path).resolve("zanzibar pact")

    @pytest.mark.parametrize(("number", "more"), [(8, ""), (9, " and 1 more"), (10, " and 2 more")])
    def test_as_many_as_fit(self, tmp_path: Path, number: int, more: str):
        """Eight treaties of one name are listed, and the others counted from the ninth on."""
        for n in range(number):
            write(tmp_path, f"{n}.toml", key=f"zanzibar-{2030 + n}")
        with pytest.raises(AmbiguousNameError) as caught:
            catalogue().extended(tmp_path).resolve("zanzibar pact")
        assert caught.value.message.endswith(f"(zanzibar-2037){more}. Name one of them.")

    def test_three_are_suggested(self):
        """A misspelt name suggests no more than three."""
        with pytest.raises(UnknownTreatyError) as caught:
            catalogue().resolve("Convention on the Rights of Children at Large")
        assert len(caught.value.suggestions) <= 3

    @pytest.mark.parametrize(
        ("name", "nearest"),
        [
            ("International Whaling Convention", ("Whaling Convention",)),
            ("Antarctica", ("Antarctic Treaty",)),
            ("trips to the moon", ()),
            ("ICCC", ()),
        ],
    )
    def test_near_in_name_only(self, name: str, nearest: tuple[str, ...]):
        """What is suggested is near in name; nothing rather than a wild guess."""
        with pytest.raises(UnknownTreatyError) as caught:
            catalogue().resolve(name)
        assert caught.value.suggestions[:1] == nearest

    @pytest.mark.parametrize(
        "name",
        ["madrid agreement", "lisbon treaty of 1668", "schengen agreement", "dublin regulation"],
    )
    def test_words_inside_another_title(self, name: str):
        """A name that is only part of another title never answers for it."""
        with pytest.raises((UnknownTreatyError, AmbiguousNameError)):
            catalogue().resolve(name)

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("Energy Charter Treaty (ECT)", "ect-1994"),
            ("Istanbul Convention (CETS No. 210)", "istanbul-convention-2011"),
            ("Washington Convention (CITES)", "cites-1973"),
        ],
    )
    def test_a_name_told_twice(self, name: str, key: str):
        """A second name in brackets is understood where both are names of one treaty."""
        assert catalogue().resolve(name).id == key

    @pytest.mark.parametrize("name", ["CITES (ICSID)", "Ottawa Convention (Dublin)"])
    def test_two_names_of_two_treaties(self, name: str):
        """What is named in brackets is no other treaty than the one before."""
        with pytest.raises((UnknownTreatyError, AmbiguousNameError)):
            catalogue().resolve(name)

    @pytest.mark.parametrize("name", ["women", "aircraft", "1958", "corruption", "antarctic"])
    def test_less_than_a_name_that_others_hold(self, name: str):
        """A word of one name answers for it only where no other name holds that word."""
        with pytest.raises(AmbiguousNameError):
            catalogue().resolve(name)

    @pytest.mark.parametrize("name", ["venezuela", "switzerland", "source", "version", "2025"])
    def test_a_word_of_one_title(self, name: str):
        """A word that happens to stand in one title is no name of that treaty."""
        with pytest.raises(UnknownTreatyError):
            catalogue().resolve(name)

    def test_replacing_a_packaged_treaty(self, tmp_path: Path):
        """A file with a packaged id takes its place, names and links included."""
        write(tmp_path, "own.toml", key="paris-2015")
        extended = catalogue().extended(tmp_path)
        assert len(extended) == len(catalogue())
        assert extended.treaty("paris-2015").title == "Pact of Zanzibar"
        assert catalogue().treaty("paris-2015").name == "Paris Agreement"
        assert "paris-2015" not in extended.carried_along("unfccc-1992")
        assert "kyoto-1997" in extended.carried_along("unfccc-1992")
        with pytest.raises(WithdrawalError):
            extended.resolve("Paris Agreement")

    def test_a_child_of_a_packaged_treaty(self, tmp_path: Path):
        """A treaty of one's own may hang on a packaged one, beside the packaged children."""
        parent = '[parent]\ntreaty = "unfccc-1992"\nexit_carries = true\n'
        write(tmp_path, "own.toml", key="zanzibar-2030", more=parent)
        carried = catalogue().extended(tmp_path).carried_along("unfccc-1992")
        assert {"zanzibar-2030", "kyoto-1997", "paris-2015"} <= set(carried)

    def test_twice(self, tmp_path: Path):
        """A catalogue may be extended again."""
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            write(tmp_path / name, "own.toml", key=f"{name}-2030", title=f"Pact {name * 5}")
        extended = catalogue().extended(tmp_path / "a").extended(tmp_path / "b")
        assert [extended.resolve(f"Pact {name * 5}").id for name in "ab"] == ["a-2030", "b-2030"]
        assert {"a-2030", "b-2030", "ottawa-1997"} <= set(extended.summaries)
        with pytest.raises(UnknownTreatyError) as caught:
            extended.resolve("Pact aaaa")
        assert "Zanzibar Pact" in caught.value.suggestions

    def test_a_directory_that_is_not_there(self, tmp_path: Path):
        """A missing directory is refused by name."""
        with pytest.raises(DataFileError) as caught:
            catalogue().extended(tmp_path / "none")
        assert caught.value.message == (
            f"{tmp_path / 'none'}: expected a directory of treaty files (*.toml)."
        )

    def test_one_id_in_two_files(self, tmp_path: Path):
        """An id that stands in two files is refused, and the second file named."""
        write(tmp_path, "a.toml", key="zanzibar-2030")
        write(tmp_path, "b.toml", key="zanzibar-2030")
        with pytest.raises(DataFileError) as caught:
            catalogue().extended(tmp_path)
        assert caught.value.message == "b.toml: the id 'zanzibar-2030' stands elsewhere too."

    def test_a_file_that_changed(self, tmp_path: Path):
        """A file that no longer holds its treaty is refused when it is read."""
        member = "[[members]]\nid = '{}'\n"
        write(tmp_path, "own.toml", key="family", more=member.format("zanzibar-2030"))
        extended = catalogue().extended(tmp_path)
        write(tmp_path, "own.toml", key="family", more=member.format("zanzibar-2031"))
        with pytest.raises(DataFileError) as caught:
            extended.treaty("zanzibar-2030")
        assert caught.value.message == (
            "own.toml: expected to find the treaty 'zanzibar-2030' in it."
        )


class TestOverlay:
    def test_a_folder_in_use(self, tmp_path: Path):
        """The treaties of a folder in use are known at every door, until it is laid aside."""
        (tmp_path / "treaties").mkdir()
        write(tmp_path / "treaties", "own.toml", key="zanzibar-2030")
        with withdrawal.knowledge(tmp_path):
            assert resolve_treaty("Zanzibar Pact").id == "zanzibar-2030"
            assert "zanzibar-2030" in catalogue()
            assert withdrawal.when("sweden", "zanzibar pact", received="2031-01-31").treaty == (
                "zanzibar-2030"
            )
        assert "zanzibar-2030" not in catalogue()
        with pytest.raises(UnknownTreatyError):
            resolve_treaty("Zanzibar Pact")

    def test_a_file_that_changes(self, tmp_path: Path):
        """The next question sees a changed file, without a restart."""
        (tmp_path / "treaties").mkdir()
        with withdrawal.knowledge(tmp_path):
            write(tmp_path / "treaties", "own.toml", key="zanzibar-2030")
            assert resolve_treaty("zanzibar pact").id == "zanzibar-2030"
            write(tmp_path / "treaties", "own.toml", key="zanzibar-20301")
            assert resolve_treaty("zanzibar pact").id == "zanzibar-20301"

    def test_a_malformed_file(self, tmp_path: Path):
        """A malformed file is named and left out, and the rest is served."""
        folder = tmp_path / "treaties"
        folder.mkdir()
        write(folder, "a.toml", key="zanzibar-2030")
        write(folder, "b.toml", key="zanzibar-2031", more='period_of = "P1M"\n')
        write(folder, "c.toml", key="zanzibar-2030", title="the same again")
        (folder / "d.toml").write_text("id = ", encoding="utf-8")
        with withdrawal.knowledge(tmp_path):
            assert catalogue().resolve("Zanzibar Pact").id == "zanzibar-2030"
            assert resolve_treaty("ottawa").id == "ottawa-1997"
            told = catalogue().complaints
        assert [each.partition(":")[0].rpartition("/")[2] for each in told] == [
            "b.toml",
            "c.toml",
            "d.toml",
        ]
        assert catalogue().complaints == ()

    def test_a_packaged_treaty_replaced(self, tmp_path: Path):
        """A file with a packaged id takes its place while the folder is in use."""
        (tmp_path / "treaties").mkdir()
        write(tmp_path / "treaties", "own.toml", key="paris-2015")
        with withdrawal.knowledge(tmp_path):
            assert treaty("paris-2015").title == "Pact of Zanzibar"
        assert treaty("paris-2015").name == "Paris Agreement"

    def test_no_folder_of_treaties(self, tmp_path: Path):
        """A folder without treaties changes none."""
        with withdrawal.knowledge(tmp_path):
            assert set(catalogue()) == set(packaged())
